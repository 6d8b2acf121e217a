from pathlib import Path

import pytest

import boucle.simulation
from boucle.agreement import load
from boucle.simulation import story


@pytest.fixture(scope="module")
def agreed():
    return load(Path(boucle.simulation.__file__).parent / "agreement.yaml")


def known(frame, column):
    return {value for value in frame[column].tolist() if value != ""}


@pytest.mark.parametrize(
    ("table", "column", "section"),
    [
        ("campaigns", "channel", "channels"),
        ("spend", "channel", "channels"),
        ("touchpoints", "channel", "channels"),
        ("accounts", "territory", "territories"),
        ("opportunities", "service", "services"),
        ("observations", "persona", "personas"),
        ("handoffs", "lead_type", "lead_types"),
        ("dispositions", "reason_code", "reasons"),
        ("nurture_entries", "track", "nurture_tracks"),
        ("pauses", "clock", "clocks"),
        ("pauses", "reason_code", "pauses"),
    ],
)
def test_codes_are_those_of_the_agreement(company, agreed, table, column, section):
    codes = {each.code for each in getattr(agreed, section)}

    assert known(company.frames[table], column) <= codes


def test_win_shares_are_those_of_the_agreement(agreed):
    told = {kind.code: kind.win_share for kind in story.LEAD_TYPES}

    assert {each.code: each.win_share for each in agreed.lead_types}.items() <= told.items()
