import pytest

from boucle.agreement import check, load, parse
from boucle.agreement.loader import MAX_CHARACTERS, check_text
from boucle.agreement.starter import starter_text
from boucle.errors.agreement import AgreementFaultsError
from boucle.language import Text

STARTER = starter_text()


def places(text):
    return [(fault.code, fault.line, fault.column) for fault in check_text(text).faults]


def changed(old, new):
    assert STARTER.count(old) == 1, f"{STARTER.count(old)} times: {old}"
    return STARTER.replace(old, new)


def place_of(text, mark):
    index = text.index(mark)
    return text.count("\n", 0, index) + 1, index - (text.rfind("\n", 0, index) + 1) + 1


def test_the_starter_is_an_agreement_without_warnings():
    result = check_text(STARTER)

    assert result.faults == ()
    assert result.warnings == ()
    assert result.agreement is not None
    assert result.agreement.signatures == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", ("empty", 1, 1), id="empty file"),
        pytest.param("# nothing\n", ("empty", 1, 1), id="only a comment"),
        pytest.param("- a\n- b\n", ("not_a_mapping", 1, 1), id="a list"),
        pytest.param("hello\n", ("not_a_mapping", 1, 1), id="a text"),
        pytest.param("a: 1\nb:\n\t- c\n", ("tab", 3, 1), id="a tab"),
        pytest.param("a: 1\nb: c: d\n", ("yaml", 2, 5), id="two colons"),
        pytest.param("a: [1,\n  2\nb: 3\n", ("yaml", 3, 2), id="bracket left open"),
        pytest.param("a: 'x\n", ("yaml", 2, 1), id="quote left open"),
        pytest.param("a: \x07\n", ("character", 1, 4), id="a bell"),
        pytest.param("a: 1\n---\nb: 2\n", ("documents", 2, 1), id="two documents"),
        pytest.param("? [a]\n: 1\n", ("key_not_text", 1, 3), id="a list as key"),
        pytest.param("a: " + "[" * 60, ("depth", 1, 43), id="too deep"),
    ],
)
def test_hopeless_files_have_one_fault(text, expected):
    assert places(text) == [expected]


# What is changed in the starter, the code of its one fault, and the text at which it points.
TRAPS = [
    pytest.param('monday: ["09:00-12:00", ', 'monday: [13:00, ',
                 "time_unquoted", "13:00, ", id="13:00 is no number"),
    pytest.param("{fr: Aucun besoin, en", '{fr: "Aucun \\uD800", en', "character", '"Aucun',
                 id="half a character"),
    pytest.param("{fr: Aucun besoin, en", '{fr: "Aucun \\e[31m", en', "character", '"Aucun',
                 id="a colour of the terminal"),
    pytest.param("{fr: Aucun besoin, en", '{fr: "Aucun \\x7F", en', "character", '"Aucun',
                 id="a deletion"),
    pytest.param("lexicon:", '"\\0": 1\nlexicon:', "character", '"\\0"', id="no character"),
    pytest.param("is_direct: true", "is_direct: yes", "yes_no", "yes\n", id="yes is no boolean"),
    pytest.param("language: fr\n", "language: no\n", "yes_no", "no\n", id="no is no text"),
    pytest.param("version: 1.0.0", "version: 1.0", "type", "1.0\n", id="a version read as number"),
    pytest.param("version: 1.0.0", 'version: "1.0"', "version", '"1.0"', id="a short version"),
    pytest.param("in_force_on: 2020-01-01", "in_force_on: 2020-02-30", "no_such_day",
                 "2020-02-30", id="30 February"),
    pytest.param("in_force_on: 2020-01-01", 'in_force_on: "2020-01-01"', "day", '"2020-01-01"',
                 id="a date between quotes"),
    pytest.param("in_force_on: 2020-01-01", "in_force_on: 20200101", "day", "20200101",
                 id="a date as a number"),
    pytest.param("in_force_on: 2020-01-01", "in_force_on: 2020-01-01\nends_on: 2019-12-31",
                 "ends_before_start", "2019-12-31", id="ends before it starts"),
    pytest.param('name: À nommer · To be named\n    role: {fr: Responsable des ventes',
                 'name: 2020-01-01\n    role: {fr: Responsable des ventes', "type",
                 "2020-01-01\n    role", id="a date where text is due"),
    pytest.param("currency: CAD", "currency: CAD\ncurrency: USD", "key_twice", "currency: USD",
                 id="a key twice"),
    pytest.param("time_zone: America/Toronto", "timezone: x\ntime_zone: America/Toronto",
                 "key_unknown", "timezone", id="an unknown key"),
    pytest.param("time_zone: America/Toronto", "time_zone: America/Montrealle", "time_zone",
                 "America/Montrealle", id="an unknown zone"),
    pytest.param("currency: CAD", "currency: &money CAD", "anchor", "&money", id="an anchor"),
    pytest.param("currency: CAD", "currency: !!str CAD", "tag", "!!str", id="a tag"),
    pytest.param("currency: CAD", "currency:", "nothing", "currency:", id="a value left out"),
    pytest.param('clocks: ["*"]', "clocks: [*]", "alias", "]\n\nescalation",
                 id="a star without quotes"),
    pytest.param("region: CA-QC\n", "region: CA-ZZ\n", "calendar", "calendar:",
                 id="no such region"),
    pytest.param('deadline: "2026-05-19 09:30"', 'deadline: "2026-05-18 09:30"',
                 "calendar_example", '"2026-05-18 09:30"', id="an example that does not hold"),
    pytest.param('deadline: "2026-05-19 09:30"', 'deadline: "2026-05-19"', "local_moment",
                 '"2026-05-19"', id="a moment without its time"),
    pytest.param("mediums: [partner, affiliate]", "mediums: [Partner]", "glob", "Partner]",
                 id="a glob in capitals"),
    pytest.param("when: is_accepted", "when: is_acepted", "condition", "is_acepted",
                 id="an unknown name in a condition"),
    pytest.param("or (grade in", "or (grde in", "condition", "grde in",
                 id="a fault within a folded condition"),
    pytest.param("when: has('referral')", 'when: "has(\'referal\')"', "condition", "'referal'",
                 id="a fault within a quoted condition"),
    pytest.param("win_share: 0.15", "win_share: 1.5", "range", "1.5\n", id="a share over 1"),
    pytest.param("value: 1500", "value: 1502", "lead_type_value", "1502",
                 id="a value that is no product"),
    pytest.param("transfer: [A1, A2, B1, B2, C1]", "transfer: [A1, A2, B1, B2]", "grade_missing",
                 "grid:", id="a grade left out"),
    pytest.param("transfer: [A1, A2, B1, B2, C1]", "transfer: [A1, A2, B1, B2, C1, C4]",
                 "grade_twice", "C4, D1", id="a grade twice"),
    pytest.param("transfer: [A1, A2, B1, B2, C1]", "transfer: [A1, A2, B1, B2, C1, E1]",
                 "grade_unknown", "E1]", id="an unknown grade"),
    pytest.param("letters: {A: 80, B: 60", "letters: {A: 80, B: 90", "bands", "90,",
                 id="bands that go up"),
    pytest.param("clock: H-DEPTH", "clock: H-DEPHT", "unknown_reference", "H-DEPHT",
                 id="an unknown clock"),
    pytest.param("referral: {within: business:PT4H", "referal: {within: business:PT4H",
                 "unknown_reference", "referal:", id="an unknown lead type as key"),
    pytest.param("allowed_if_kept: V-03", "allowed_if_kept: V-33", "unknown_reference", "V-33",
                 id="an unknown commitment"),
    pytest.param("reasons: [R-04, R-05, R-06]", "reasons: [R-04, R-05, R-66]",
                 "unknown_reference", "R-66", id="an unknown reason"),
    pytest.param("reference_model: w", "reference_model: markov", "reference_model", "markov",
                 id="a reference that is not shown"),
    pytest.param("reference_model: w", "reference_model: w_shaped", "unknown_word", "w_shaped",
                 id="an unknown model"),
    pytest.param("- code: F-02", "- code: F-01", "code_twice",
                 "F-01\n        label: {fr: Entreprise",
                 id="a code twice"),
    pytest.param('"*": {within: PT1H, share: 0.95}', '"*": {within: business:PT1H, share: 0.95}',
                 "target_time", "business:PT1H, share: 0.95", id="business time on a civil clock"),
    pytest.param('business:PT4H, share: 0.90}\n      "*": {within: business:P1D, share: 0.90}\n',
                 "business:PT4H, share: 0.90}\n", "lead_types_uncovered",
                 "targets:\n      direct_request: {within",
                 id="lead types without a target"),
    pytest.param('{within: business:P3D', '{within: "3 days"', "duration", '"3 days"',
                 id="a duration in words"),
    pytest.param("duration: PT45M", "duration: PT40M", "agenda", "agenda:",
                 id="an agenda too long"),
    pytest.param("sentence: {fr: Contrat signé., en: A signed contract.}",
                 "sentence: {fr: Contrat signé.}", "language_missing", "{fr: Contrat signé.}",
                 id="a text in one language"),
    pytest.param("sentence: {fr: Contrat signé., en: A signed contract.}",
                 "sentence: Contrat signé.", "one_language", "Contrat signé.",
                 id="a text without its languages"),
]  # fmt: skip


# A trap of each kind; `make check` falls into the others.
QUICK_TRAPS = {
    "yes is no boolean", "a short version", "30 February", "a key twice", "an unknown key",
    "an unknown zone", "an anchor", "no such region", "an unknown name in a condition",
    "a share over 1", "a grade left out", "an unknown clock", "a code twice",
    "lead types without a target", "a duration in words", "a text in one language",
}  # fmt: skip


def marked(trap):
    marks = () if trap.id in QUICK_TRAPS else pytest.mark.slow
    return pytest.param(*trap.values, id=trap.id, marks=marks)


@pytest.mark.parametrize(("old", "new", "code", "mark"), [marked(trap) for trap in TRAPS])
def test_each_trap_is_the_one_fault_and_stands_in_its_place(old, new, code, mark):
    text = changed(old, new)

    assert places(text) == [(code, *place_of(text, mark))]


def test_every_fault_of_a_file_comes_at_once_in_its_order():
    text = changed("value: 1500", "value: 1502").replace("clock: H-DEPTH", "clock: H-DEEP")
    text = text.replace("region: CA-QC\n", "region: Québec\n").replace(
        "is_direct: true", "is_direct: on"
    )

    with pytest.raises(AgreementFaultsError) as caught:
        parse(text, name="ours.yaml")

    faults = caught.value.faults
    assert [fault.code for fault in faults] == [
        "region", "yes_no", "lead_type_value", "unknown_reference",
    ]  # fmt: skip
    assert faults[2].path == "lead_types.referral.value"
    assert faults[3].path == "sales_commitments.V-03.clock"
    assert caught.value.code == "agreement.faults"
    line, column = place_of(text, "Québec\n")
    assert str(caught.value) == (
        f"ours.yaml:{line}:{column}: calendar.holidays.region: `Québec` is no region; write an "
        "ISO 3166 code, as in CA-QC. And 3 more: `boucle agreement check` shows them."
    )


def test_an_unknown_key_names_the_nearest_one_in_both_languages():
    text = changed("win_share: 0.15", "win_chare: 0.15")

    by_code = {fault.code: fault.text for fault in check_text(text).faults}

    allowed = "code, label, when, win_share, average_amount, value"
    assert by_code == {
        "key_missing": Text(
            fr="il manque la clé `win_share`. Ajoutez-la : voir docs/reference/agreement.md.",
            en="key `win_share` is missing. Add it: see docs/reference/agreement.md.",
        ),
        "key_unknown": Text(
            fr="la clé `win_chare` n'existe pas ici (vouliez-vous dire `win_share`?). "
            f"Clés permises : {allowed}.",
            en=f"there is no key `win_chare` here (did you mean `win_share`?). Allowed: {allowed}.",
        ),
    }


def test_all_seven_stages_are_compulsory_and_in_order():
    without = (
        STARTER[: STARTER.index("  - code: sal\n")] + STARTER[STARTER.index("  - code: sql\n") :]
    )
    swapped = STARTER.replace("code: sal\n", "code: x\n", 1).replace(
        "code: sql\n", "code: sal\n", 1
    )
    swapped = swapped.replace("code: x\n", "code: sql\n", 1)

    misspelt = STARTER.replace("code: sal\n", "code: sla\n", 1)

    assert places(misspelt) == [
        ("stage_missing", *place_of(misspelt, "stages:")),
        ("unknown_word", *place_of(misspelt, "sla\n")),
    ]
    assert places(without) == [("stage_missing", *place_of(without, "stages:"))]
    assert places(swapped) == [("stage_order", *place_of(swapped, "sql\n"))]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        pytest.param("missing.yaml", None, "file_missing", id="no file"),
        pytest.param(
            "latin.yaml", "titre: Entente signée".encode("latin-1"), "not_utf8", id="latin-1"
        ),
        pytest.param("utf16.yaml", STARTER.encode("utf-16"), "not_utf8", id="utf-16"),
        pytest.param("long.yaml", b"#" * (MAX_CHARACTERS + 1), "file_too_long", id="too long"),
        pytest.param(
            "bomb.yaml", b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "anchor", id="bomb"
        ),
    ],
)
def test_files_that_are_no_agreement(tmp_path, name, content, code):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(AgreementFaultsError) as caught:
        load(path)

    assert caught.value.faults[0].code == code
    assert caught.value.faults[0].file == str(path)
    assert check(path).faults == caught.value.faults


def test_a_folder_is_no_file(tmp_path):
    assert [fault.code for fault in check(tmp_path).faults] == ["file_unreadable"]


def test_a_byte_order_mark_and_windows_line_ends_change_nothing(tmp_path):
    path = tmp_path / "windows.yaml"
    path.write_bytes(STARTER.replace("\n", "\r\n").encode("utf-8-sig"))

    assert load(path).sha256 == parse(STARTER).sha256


GOALS = """
goals:
  - code: G
    sentence: {fr: Vendre, en: Sell}
    measure: new_signed_revenue
    target: 100
    period: {starts_on: 2026-01-01, ends_on: 2026-12-31}
    quarters: {q1: 0.4, q2: 0.2, q3: 0.2, q4: 0.2}
  - code: G1
    sentence: {fr: Vendre, en: Sell}
    measure: MEASURE
    target: FIRST
    parent: G
    period: {starts_on: 2026-01-01, ends_on: 2026-03-31}
  - code: G2
    sentence: {fr: Vendre, en: Sell}
    measure: new_signed_revenue
    target: 60
    parent: G
    period: {starts_on: START, ends_on: 2026-12-31}
"""


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        pytest.param({}, [], id="parts add up"),
        pytest.param({"FIRST": "30"}, ["goal_parts", "goal_quarter"], id="parts fall short"),
        pytest.param({"FIRST": "50", "START": "2026-05-01"}, ["goal_parts_exceed", "goal_quarter"],
                     id="some parts already exceed the whole"),
        pytest.param({"START": "2026-05-01"}, [], id="a part is still to come"),
        pytest.param({"START": "2026-03-31"}, ["goal_overlap"], id="parts overlap"),
        pytest.param({"MEASURE": "pipeline_amount"}, [], id="another measure is another tree"),
        pytest.param({"MEASURE": "website_visits"}, ["volume_target"], id="volume is warned of"),
        pytest.param({"MEASURE": "raw_lead_count\n    is_headline: true"}, ["volume_headline"],
                     id="volume is no headline"),
    ],
)  # fmt: skip
def test_goals_add_up_and_count_value(facts, expected):
    goals = GOALS
    for word, default in (
        ("MEASURE", "new_signed_revenue"),
        ("FIRST", "40"),
        ("START", "2026-04-01"),
    ):
        goals = goals.replace(word, facts.get(word, default))
    text = changed("\ngoal_rules:\n", goals + "\ngoal_rules:\n")

    result = check_text(text)

    found = sorted(fault.code for fault in (*result.faults, *result.warnings))
    # Seasons apply to a quarter of the same measure only.
    assert found == sorted(expected)


def test_warnings_leave_an_agreement_and_stand_on_it():
    goals = GOALS.replace("MEASURE", "website_visits").replace("FIRST", "1")
    goals = goals.replace("START", "2026-04-01")
    text = changed("\ngoal_rules:\n", goals + "\ngoal_rules:\n")

    result = check_text(text)

    assert result.agreement is not None
    assert [fault.line for fault in result.warnings] == [place_of(text, "website_visits")[0]]
    assert [fault.path for fault in result.agreement.warnings] == ["goals.G1.measure"]
