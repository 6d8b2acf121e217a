from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from boucle.agreement.loader import parse
from boucle.errors import ParameterError
from boucle.simulation import ChannelStops, DefinitionChanges, RepsAnswerFaster, odds, story
from boucle.simulation.agreements import texts
from boucle.simulation.block import Block
from boucle.simulation.counterfactual import changes, lost_without
from boucle.simulation.firm import Firm
from boucle.simulation.in_memory import tables_of
from boucle.simulation.scenario import Scenario, read_change
from boucle.simulation.working_time import seconds_of

FIRST, ON = date(2023, 11, 1), date(2025, 9, 1)
PLAIN = Firm(1500, 5, date(2026, 10, 31))
CHANGES = {
    "faster": RepsAnswerFaster(on=ON, factor=6),
    "stop": ChannelStops(on=ON, channel="organic_search"),
    "definition": DefinitionChanges(on=ON),
}


def made(*given):
    block = Block(replace(PLAIN, scenario=Scenario(given)), 0)
    block.make()
    return block


@pytest.fixture(scope="module")
def plain():
    return made()


@pytest.fixture(scope="module")
def changed():
    return {name: made(change) for name, change in CHANGES.items()}


@pytest.fixture(scope="module")
def in_memory(plain, changed):
    """The canonical tables of each company."""
    return {name: tables_of(block) for name, block in {"plain": plain, **changed}.items()}


# Who is in charge of a lead and how a deal ends is learnt later; a deal of a lead of before too.
LEARNT_LATER = {
    "leads": {"owner_id"},
    "opportunities": {"closed_at", "outcome", "lost_reason", "amount"},
}


def known_before(block, tables, table, column):
    rows = np.flatnonzero(block.frames[table][column] < seconds_of(ON))
    kept = tables[table].drop_columns(list(LEARNT_LATER.get(table, ())))
    return kept.take(rows)


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("touchpoints", "occurred_at"),
        ("leads", "opened_at"),
        ("stage_changes", "occurred_at"),
        ("handoffs", "handed_over_at"),
        ("dispositions", "occurred_at"),
        ("activities", "occurred_at"),
        ("opportunities", "created_at"),
        ("spend", "spent_on"),
        ("observations", "occurred_at"),
        ("notices", "due_at"),
    ],
)
@pytest.mark.parametrize("name", list(CHANGES))
def test_before_its_day_a_change_changes_nothing(plain, changed, in_memory, name, table, column):
    before = known_before(plain, in_memory["plain"], table, column)

    assert len(before) > 5
    assert known_before(changed[name], in_memory[name], table, column).equals(before)


def waits(block):
    leads = block.leads
    return leads["try_seconds"][leads["handed_at"] >= seconds_of(ON)]


def test_faster_representatives_wait_less_and_win_more(plain, changed):
    fast = changed["faster"]

    assert np.nanmedian(waits(fast)) == pytest.approx(np.nanmedian(waits(plain)) / 6, rel=0.1)
    (with_it, without), *_ = changes(fast)
    assert with_it[1] > without[1] > 0


def test_a_channel_that_stopped_leaves_no_trace(changed):
    touches, spend = (changed["stop"].frames[name] for name in ("touchpoints", "spend"))
    later = touches["occurred_at"] >= seconds_of(ON)

    assert not (later & touches["channel"].is_in("organic_search")).any()
    assert (~later & touches["channel"].is_in("organic_search")).any()
    paid = spend["channel"].is_in("organic_search")
    assert spend["spent_on"][paid].max() < seconds_of(ON)
    assert len(changed["stop"].frames["contacts"]["contact_id"]) < PLAIN.contacts


def won(block):
    is_won = block.leads["exit"] == odds.WON
    return is_won.sum(), block.leads["amount"][is_won].sum()


@pytest.mark.parametrize("channel", ["organic_search", "webinar", "networking", "display"])
def test_what_a_channel_brought_is_what_is_missing_without_it(plain, channel):
    """The count that is written beside a company is that of the same company without it."""
    stopped = Block(replace(PLAIN, scenario=Scenario((ChannelStops(FIRST, channel),))), 0)
    stopped.make_leads()
    (n_won, amount), (n_without, amount_without) = won(plain), won(stopped)
    lost, lost_amount = (found[story.AT[channel]] for found in lost_without(plain))

    assert (lost, lost_amount) == (n_won - n_without, amount - amount_without)
    assert (lost > 0) == (channel != "display")


@pytest.mark.parametrize(("name", "on"), [("definition", ON), (None, date(2026, 1, 5))])
def test_a_white_paper_alone_makes_an_mql_until_the_second_version(plain, changed, name, on):
    block = changed[name] if name else plain
    leads, moves = block.leads, block.frames["stage_changes"]
    slow = np.isin(leads["type"], (story.WEBINAR, story.WHITE_PAPER))
    days = (leads["mql_at"] - leads["opened_at"]) / 86_400
    early, is_before = leads["opened_at"] < seconds_of(on), moves["occurred_at"] < seconds_of(on)

    assert days[slow & early].max() < 0.01
    assert days[slow & ~early].min() > 0.5
    assert set(moves["agreement_version"][is_before].tolist()) == {"", "1.0.0"}
    assert set(moves["agreement_version"][~is_before].tolist()) == {"2.0.0"}


def test_the_agreements_take_effect_when_the_definition_changes():
    scenario = Scenario((CHANGES["definition"],))
    read = {version: parse(text) for version, text in texts(scenario).items()}

    assert read["2.0.0"].in_force_on == ON
    assert [len(each.signatures) for each in read.values()] == [2, 0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("reps_answer_faster:on=2026-01-05", RepsAnswerFaster(date(2026, 1, 5), 4.0)),
        ("reps_answer_faster:on=2026-01-05,factor=0.5", RepsAnswerFaster(date(2026, 1, 5), 0.5)),
        ("channel_stops:on=2026-01-05,channel=email", ChannelStops(date(2026, 1, 5), "email")),
        ("definition_changes:on=2026-01-05", DefinitionChanges(date(2026, 1, 5))),
    ],
)
def test_changes_are_read_as_they_are_written(text, expected):
    assert read_change(text) == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("", "scenario"),
        ("reps_answer_faster", "scenario"),
        ("reps_answer_faster:factor=2", "scenario"),
        ("reps_answer_faster:on=demain", "scenario"),
        ("reps_answer_faster:on=2026-01-05,factor=vite", "scenario"),
        ("reps_answer_faster:on=2026-01-05,speed=2", "scenario"),
        ("reps_answer_faster:on=2026-01-05,factor=0", "factor"),
        ("reps_answer_faster:on=2026-01-05,factor=nan", "factor"),
        ("channel_stops:on=2026-01-05,channel=direct_traffic", "channel"),
        ("channel_stops:on=2026-01-05,channel=tv", "channel"),
    ],
)
def test_what_is_no_change_is_refused(text, name):
    with pytest.raises(ParameterError) as caught:
        read_change(text)

    assert caught.value.name == name
