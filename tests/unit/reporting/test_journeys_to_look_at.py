"""The journey of one win: people, silences, what is known; as data, as a picture, as a page."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from xml.etree import ElementTree as ET

import pytest

from boucle.reporting.charts.timeline import Dot, Silence, Timeline
from boucle.reporting.closed_loop.journey_facts import journey_facts
from boucle.reporting.closed_loop.journey_pictures import person_name

START = datetime(2026, 1, 1, 12)


def steps(*pairs):
    return [{"contact_id": who, "occurred_at": START + timedelta(days=day)} for who, day in pairs]


@pytest.mark.parametrize(
    ("path", "closed", "gaps", "days", "known"),
    [
        pytest.param([("a", 0), ("a", 20)], 40, [], 40.0, 1.0, id="no silence of 21 days"),
        pytest.param([("a", 0), ("a", 42)], 52, [(1, 2, 42.0)], 52.0, 10 / 52,
                     id="42 days unknown"),
        pytest.param([("a", 0), ("b", 5)], 105, [(2, None, 100.0)], 105.0, 5 / 105,
                     id="before the signature"),
        pytest.param([("a", 0)], None, [], None, None, id="nobody knows when it was signed"),
        pytest.param([], 10, [], None, None, id="no touchpoint"),
        pytest.param([("a", 0)], 0, [], 0.0, None, id="signed at once"),
    ],
)  # fmt: skip
def test_silences_and_what_is_known(path, closed, gaps, days, known):
    closed_at = None if closed is None else START + timedelta(days=closed)
    found = journey_facts(steps(*path), closed_at, {})

    assert [(gap["after"], gap["before"], gap["days"]) for gap in found["gaps"]] == gaps
    assert found["journey_days"] == days
    assert found["known_share"] == (known if known is None else pytest.approx(known))


def test_people_in_the_order_in_which_they_appear():
    found = journey_facts(steps(("b", 0), ("a", 1), ("b", 2)), None, {"a": "buyer"})

    assert found["people"] == [
        {"person": 1, "contact_id": "b", "contact_role": None, "n_touchpoints": 2},
        {"person": 2, "contact_id": "a", "contact_role": "buyer", "n_touchpoints": 1},
    ]
    assert [person_name(each, "fr") for each in found["people"]] == [
        "Personne 1", "Personne 2 (achète)"
    ]  # fmt: skip


def test_the_picture_is_well_formed_whatever_names_hold():
    picture = Timeline(
        title="t", description="d", lanes=["<b> & \x07", "Person 2"],
        dots=[Dot(0, 0, '"><script>', is_milestone=True), Dot(50, 1, "x", is_weak=True)],
        silences=[Silence(0, 40, "40 days unknown", "40 d"),
                  Silence(49, 50, "long words", "100 d")],
        days=50, first="1 January", last="20 February",
    )  # fmt: skip
    for svg in (picture.wide, picture.narrow):
        root = ET.fromstring(svg)
        tags = [each.tag.rpartition("}")[2] for each in root.iter()]
        words = [each.text for each in root.iter() if each.tag.endswith("text")]

        assert "script" not in tags
        assert (tags.count("circle"), tags.count("rect")) == (2, 2)
        # Written where it fits, in short where it does not, and not at all over a day.
        assert "40 days unknown" in words or "40 d" in words
        assert "100 d" not in words
        width = float(root.attrib["viewBox"].split()[2])
        assert all(0 < float(each.attrib["cx"]) < width for each in root.iter()
                   if each.tag.endswith("circle"))  # fmt: skip


@pytest.fixture(scope="module")
def frame(made_up, agreement):
    from boucle.reporting.frame import Frame

    return Frame(made_up.FakeTables(made_up.small_company()), agreement)


def test_the_journey_of_a_win_as_data(frame):
    """O07: a webinar on 10 February, a call by a colleague on 2 March, signed on 10 March."""
    from boucle.operations.journey import win_of

    win = win_of(frame, "O07")

    assert [step["person"] for step in win["touchpoints"]] == [1, 2]
    assert [person["contact_id"] for person in win["people"]] == ["k07", "k70"]
    # 20 days between them, and 8 less an hour (16:00 at the signature) after the call.
    assert win["gaps"] == []
    assert win["journey_days"] == pytest.approx(28 - 1 / 24)
    assert win["known_share"] == 1.0


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_journey_of_a_win_as_a_page(frame, agreement, language):
    from boucle.operations.journey import win_of
    from boucle.reporting.closed_loop.journey_page import journey_content, journey_html

    figures = journey_content(frame, win_of(frame, "O01"), language)
    page = journey_html(figures, agreement, language)

    assert figures["report"] == "journey"
    assert page.startswith("<!doctype html>")
    assert "<script" not in page
    assert page.count("<svg") == 2
    # A row a gesture under every rule, and the reference in the list: W gives 6 000.
    assert page.count('<tr id="journey-O01-') == 3
    assert ("6\u00a0000\u00a0$" if language == "fr" else "$6,000") in page


@pytest.mark.slow
def test_the_operation_writes_where_it_is_told(frame, tmp_path, monkeypatch):
    from boucle.operations import journey as operation
    from boucle.operations.closed_loop import Wanted

    @dataclass(frozen=True)
    class Settings:
        language: str = "fr"

    @dataclass(frozen=True)
    class Workspace:
        folder = tmp_path
        settings = Settings()

    monkeypatch.setattr(frame.tables, "commit", object(), raising=False)
    monkeypatch.setattr(operation.boucle, "open", lambda _: Workspace())
    monkeypatch.setattr(operation, "framed", lambda *_: frame)

    page = operation.journey_report(tmp_path, "O05", Wanted())
    said = operation.journey_report(tmp_path, "O05", Wanted(format="json"))
    other = operation.journey_report(tmp_path, "O05", Wanted(out=str(tmp_path / "x.html")))

    assert page.paths == (tmp_path / "reports" / "parcours-O05.fr.html",)
    assert (said.paths, json.loads(said.content)["win"]["opportunity_id"]) == ((), "O05")
    assert other.paths[0].read_text("utf-8") == page.paths[0].read_text("utf-8")
