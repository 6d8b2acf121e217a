import numpy as np
import pytest

from boucle.simulation.exports import FILES
from boucle.tables import TABLES

SHOWN = {name: [f for f in FILES if f.table == name] for name in TABLES if name != "commits"}


def columns_of(company, name):
    """The columns of a table that the files show."""
    return {each.column for file in SHOWN[name] for each in file.fields}


def known(values):
    return {value for value in values.tolist() if value != ""}


@pytest.mark.parametrize("name", list(SHOWN))
def test_every_table_has_rows_with_keys_of_their_own(company, name):
    frame = company.frames[name]
    keys = list(zip(*(frame[key].tolist() for key in TABLES[name].key), strict=True))

    assert keys
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("name", list(SHOWN))
def test_files_show_every_canonical_column_that_a_tool_would_know(company, name):
    # The agreement names channels and personas of gestures; time zones have a default.
    left_out = {
        "touchpoints": {"channel"},
        "users": {"time_zone"},
        "stage_changes": {"evidence"},
    }.get(name, set())

    assert columns_of(company, name) - {"entered_at"} == set(TABLES[name].names) - left_out


REFERENCES = [
    pytest.param(name, column.name, column.refers_to, id=f"{name}.{column.name}")
    for name in SHOWN
    for column in TABLES[name].columns
    if column.refers_to
]


@pytest.mark.parametrize(("name", "column", "refers_to"), REFERENCES)
def test_references_resolve(company, name, column, refers_to):
    (key,) = TABLES[refers_to].key

    given = known(company.frames[name][column])

    assert given
    assert given <= known(company.frames[refers_to][key])


VOCABULARIES = [
    pytest.param(name, column.name, column.vocabulary, id=f"{name}.{column.name}")
    for name in SHOWN
    for column in TABLES[name].columns
    if column.vocabulary
]


@pytest.mark.parametrize(("name", "column", "allowed"), VOCABULARIES)
def test_words_are_those_of_the_vocabulary(company, name, column, allowed):
    assert known(company.frames[name][column]) <= set(allowed)


def at(company, table, key, column):
    frame = company.frames[table]
    return dict(zip(frame[key].tolist(), frame[column].tolist(), strict=True))


@pytest.mark.parametrize(
    ("later", "reference", "before"),
    [
        (("handoffs", "handed_over_at"), "lead_id", ("leads", "opened_at")),
        (("dispositions", "occurred_at"), "handoff_id", ("handoffs", "handed_over_at")),
        (("opportunities", "created_at"), "lead_id", ("leads", "opened_at")),
        (("contracts", "starts_on"), "opportunity_id", ("opportunities", "created_at")),
        (("marketing_replies", "occurred_at"), "disposition_id", ("dispositions", "occurred_at")),
        (("nurture_entries", "entered_at_track"), "lead_id", ("leads", "opened_at")),
        (("leads", "opened_at"), "previous_lead_id", ("leads", "opened_at")),
    ],
)
def test_what_follows_comes_later(company, later, reference, before):
    (table, column), (earlier_table, earlier) = later, before
    starts = at(company, earlier_table, TABLES[earlier_table].key[0], earlier)
    frame = company.frames[table]
    pairs = [
        (starts[key], value)
        for key, value in zip(frame[reference].tolist(), frame[column].tolist(), strict=True)
        if key != ""
    ]

    assert pairs
    assert [pair for pair in pairs if not pair[0] < pair[1]] == []


@pytest.mark.parametrize(
    ("table", "start", "end"),
    [
        ("opportunities", "created_at", "closed_at"),
        ("absences", "starts_at", "ends_at"),
        ("pauses", "starts_at", "ends_at"),
        ("contracts", "starts_on", "ends_on"),
        ("contracts", "starts_on", "churned_on"),
        ("consents", "given_at", "expires_at"),
        ("nurture_entries", "entered_at_track", "left_at"),
        ("notices", "due_at", "sent_at"),
        ("campaigns", "starts_on", "judged_on"),
    ],
)
def test_ends_come_after_starts(company, table, start, end):
    frame = company.frames[table]

    assert np.any(~np.isnan(frame[end]))
    assert not np.any(frame[end] < frame[start])


def test_an_origin_is_a_gesture_of_the_same_person_at_the_opening(company):
    leads, touches = company.frames["leads"], company.frames["touchpoints"]
    place = {key: row for row, key in enumerate(touches["touchpoint_id"].tolist())}
    rows = [place[key] for key in leads["origin_touchpoint_id"].tolist()]

    assert touches["contact_id"][rows].tolist() == leads["contact_id"].tolist()
    assert touches["occurred_at"][rows].tolist() == leads["opened_at"].tolist()


def test_moves_of_a_lead_form_one_chain(company):
    moves = company.frames["stage_changes"]
    chains = {}
    for subject, key, before, after in zip(
        *(moves[name].tolist() for name in ("subject", "subject_id", "from_stage", "to_stage")),
        strict=True,
    ):
        start = "contact" if subject == "lead" else ""
        chain = chains.setdefault(key, [start])
        assert before == chain[-1]
        chain.append(after)

    assert ["contact", "lead", "mql", "sal", "sql", "opportunity", "customer"] in chains.values()
    assert ["contact", "lead", "sal", "sql", "opportunity", "lost"] in chains.values()


def test_nothing_is_known_that_was_typed_after_the_last_day(company):
    end = max(
        frame["entered_at"].max() for frame in company.frames.values() if "entered_at" in frame
    )

    assert end <= np.datetime64("2026-11-01").astype("datetime64[s]").astype(float) - 1


def test_gestures_take_place_when_events_do(company):
    touches, runs = company.frames["touchpoints"], company.frames["campaigns"]
    held = runs["held_at"][runs["channel"] == "webinar"]
    seen = (touches["channel"] == "webinar") & (touches["evidence"] == "observed")
    after = touches["occurred_at"][seen][:, None] - held[None, :]

    assert np.all(((after >= 0) & (after <= 7200)).any(axis=1))
