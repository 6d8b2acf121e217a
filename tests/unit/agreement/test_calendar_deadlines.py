from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from boucle.agreement.calendar import BusinessCalendar, public_holidays
from boucle.agreement.durations import parse_duration
from boucle.errors import ParameterError
from boucle.errors.calendar import CalendarError, NeverOpenError

MONTREAL = ZoneInfo("America/Toronto")
MORNING, AFTERNOON = (time(8, 30), time(12)), (time(13), time(17))
WEEK = {day: [MORNING, AFTERNOON] for day in range(4)} | {4: [MORNING, (time(13), time(16))]}
ALL_DAY = {day: [(time(0), time(0))] for day in range(7)}


def quebec(day):
    in_the_closure = date(2026, 12, 24) <= day <= date(2027, 1, 3)
    return in_the_closure or day in public_holidays("CA-QC", day.year)


OFFICE = BusinessCalendar("America/Toronto", WEEK, quebec)


def at(text, *, fold=0):
    return datetime.fromisoformat(text).replace(tzinfo=MONTREAL, fold=fold)


@pytest.mark.parametrize(
    ("start", "duration", "expected"),
    [
        # The two worked examples of the agreement.
        pytest.param("2026-05-15 15:50", "business:PT30M", "2026-05-19 08:50", id="long weekend"),
        pytest.param("2026-06-23 16:45", "business:PT4H", "2026-06-25 13:15", id="St-Jean, lunch"),
        pytest.param("2026-01-17 20:00", "business:PT1H", "2026-01-19 09:30", id="Saturday night"),
        pytest.param("2026-01-20 11:45", "business:PT30M", "2026-01-20 13:15", id="over lunch"),
        pytest.param("2026-01-20 12:10", "business:PT30M", "2026-01-20 13:30", id="from lunch"),
        pytest.param("2026-01-20 16:00", "business:PT1H", "2026-01-20 17:00", id="at closing"),
        pytest.param("2026-01-20 17:00", "business:PT0S", "2026-01-21 08:30", id="nothing"),
        pytest.param("2026-12-23 16:00", "business:PT2H", "2027-01-04 09:30", id="closure"),
        pytest.param("2026-06-30 09:00", "business:P1D", "2026-07-02 09:00", id="a day, 1 July"),
        pytest.param("2026-01-17 20:00", "business:P1D", "2026-01-20 08:30", id="a day, Saturday"),
        pytest.param("2026-01-22 16:30", "business:P1D", "2026-01-23 16:00", id="closed by then"),
        pytest.param("2026-01-23 10:00", "business:P2DT1H", "2026-01-27 11:00", id="days, hours"),
        pytest.param("2026-03-06 15:30", "business:PT1H", "2026-03-09 09:00", id="over the change"),
        pytest.param("2026-01-17 20:00", "PT1H", "2026-01-17 21:00", id="civil hour"),
        pytest.param("2026-01-31 10:00", "P1M", "2026-02-28 10:00", id="civil month"),
        pytest.param("2026-11-30 10:00", "P15M", "2028-02-29 10:00", id="civil, leap year"),
        pytest.param("2026-03-07 12:00", "P1D", "2026-03-08 13:00", id="civil day is plain time"),
    ],
)
def test_deadline(start, duration, expected):
    assert OFFICE.deadline(at(start), parse_duration(duration)) == at(expected)


@pytest.mark.parametrize(
    ("start", "end", "seconds"),
    [
        pytest.param("2026-05-15 15:50", "2026-05-19 08:50", 1800, id="holiday is not counted"),
        pytest.param("2026-01-20 11:00", "2026-01-20 14:00", 7200, id="nor is lunch"),
        pytest.param("2026-01-17 10:00", "2026-01-18 23:00", 0, id="nor the weekend"),
        pytest.param("2026-12-23 17:00", "2027-01-04 08:30", 0, id="nor a closure over New Year"),
        pytest.param("2026-01-20 14:00", "2026-01-20 11:00", -7200, id="backwards"),
        # Four days of 7.5 hours and a Friday of 6.5.
        pytest.param("2026-02-02 00:00", "2026-02-09 00:00", 36.5 * 3600, id="a plain week"),
    ],
)
def test_elapsed_seconds(start, end, seconds):
    assert OFFICE.elapsed_seconds(at(start), at(end)) == seconds


@pytest.mark.parametrize(
    ("day", "hours"),
    [("2026-03-07", 24), ("2026-03-08", 23), ("2026-11-01", 25), ("2026-11-02", 24)],
)
def test_a_day_of_the_changing_clock_has_its_real_hours(day, hours):
    always = BusinessCalendar("America/Toronto", ALL_DAY)
    start = datetime.combine(date.fromisoformat(day), time(), tzinfo=MONTREAL)
    end = datetime.combine(date.fromordinal(start.toordinal() + 1), time(), tzinfo=MONTREAL)

    assert always.elapsed_seconds(start, end) == hours * 3600


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        pytest.param(at("2026-03-07 09:00"), at("2026-03-08 09:00"), id="same clock in spring"),
        pytest.param(at("2026-03-07 02:30"), at("2026-03-08 03:00"), id="a time that is skipped"),
        pytest.param(at("2026-10-31 01:30"), at("2026-11-01 01:30"), id="first of two"),
        pytest.param(at("2026-11-01 01:30", fold=1), at("2026-11-02 01:30"), id="second of two"),
    ],
)
def test_an_open_day_keeps_the_clock_where_the_clocks_change(start, expected):
    always = BusinessCalendar("America/Toronto", ALL_DAY)

    assert always.deadline(start, parse_duration("business:P1D")) == expected.astimezone(UTC)


def test_night_hours_that_the_wall_skips_do_not_exist():
    night = BusinessCalendar(
        "America/Toronto", {6: [(time(1), time(2, 30)), (time(2, 45), time(4))]}
    )

    assert night.open_intervals(date(2026, 3, 8), date(2026, 3, 8)) == [
        (at("2026-03-08 01:00"), at("2026-03-08 04:00"))
    ]
    assert night.elapsed_seconds(at("2026-03-08 00:00"), at("2026-03-08 12:00")) == 2 * 3600


@pytest.mark.parametrize(
    ("moment", "is_open", "opening"),
    [
        ("2026-01-20 08:29:59", False, "2026-01-20 08:30"),
        ("2026-01-20 08:30", True, "2026-01-20 08:30"),
        ("2026-01-20 12:00", False, "2026-01-20 13:00"),
        ("2026-01-20 16:59:59", True, "2026-01-20 16:59:59"),
        ("2026-01-23 16:00", False, "2026-01-26 08:30"),
        ("2026-12-31 10:00", False, "2027-01-04 08:30"),
    ],
)
def test_opening(moment, is_open, opening):
    assert OFFICE.is_open(at(moment)) is is_open
    assert OFFICE.next_opening(at(moment)) == at(opening)


def test_open_intervals_of_three_days():
    assert OFFICE.open_intervals(date(2026, 6, 23), date(2026, 6, 25)) == [
        (at("2026-06-23 08:30"), at("2026-06-23 12:00")),
        (at("2026-06-23 13:00"), at("2026-06-23 17:00")),
        (at("2026-06-25 08:30"), at("2026-06-25 12:00")),
        (at("2026-06-25 13:00"), at("2026-06-25 17:00")),
    ]


@pytest.mark.parametrize(
    ("zone", "week", "said"),
    [
        pytest.param("America/Toronto", {}, "no open hours", id="empty week"),
        pytest.param("America/Toronto", {0: []}, "no open hours", id="empty day"),
        pytest.param("America/Montreol", WEEK, "no time zone", id="zone"),
        pytest.param("America/Toronto", {7: [MORNING]}, "0 .Monday", id="eighth day"),
        pytest.param("America/Toronto", {0: [AFTERNOON, MORNING]}, "Monday overlap", id="order"),
        pytest.param("America/Toronto", {0: [(time(9), time(9))]}, "overlap", id="no length"),
    ],
)
def test_a_calendar_that_cannot_be_is_refused(zone, week, said):
    with pytest.raises(CalendarError, match=said):
        BusinessCalendar(zone, week)


@pytest.mark.parametrize("duration", ["business:PT1H", "business:P1D", "business:PT0S"])
def test_a_search_for_an_opening_ends(duration):
    never = BusinessCalendar("America/Toronto", WEEK, lambda day: day >= date(2026, 2, 1))

    with pytest.raises(NeverOpenError, match="3 years"):
        never.deadline(at("2026-02-03 10:00"), parse_duration(duration))
    with pytest.raises(NeverOpenError):
        never.deadline(at("2026-01-30 15:30"), parse_duration("business:P1DT9H"))


def test_a_moment_without_zone_is_refused():
    with pytest.raises(ParameterError, match="aware"):
        OFFICE.is_open(datetime(2026, 1, 20, 9))


def test_the_calendar_of_an_agreement():
    from types import SimpleNamespace

    from boucle.agreement.schema import Calendar

    section = Calendar.model_validate(
        {
            "week": {"monday": ("08:30-12:00", "13:00-17:00"), "sunday": ("20:00-24:00",)},
            "holidays": {
                "easter": "easter_monday",
                "also": ({"date": date(2026, 3, 2), "label": {"fr": "Fête", "en": "Feast"}},),
                "worked": ({"date": date(2026, 5, 18), "label": {"fr": "Ouvert", "en": "Open"}},),
            },
            "closures": (
                {
                    "starts_on": date(2026, 12, 24),
                    "ends_on": date(2027, 1, 3),
                    "label": {"fr": "Fêtes", "en": "Holidays"},
                },
            ),
        }
    )
    agreement = SimpleNamespace(time_zone="America/Toronto", calendar=section)

    calendar = BusinessCalendar.of(agreement)

    assert calendar is BusinessCalendar.of(agreement)
    open_days = {
        day: calendar.is_open_day(date.fromisoformat(day))
        for day in ("2026-03-01", "2026-03-02", "2026-03-09", "2026-04-06", "2026-05-18",
                    "2026-12-27", "2027-01-04")
    }  # fmt: skip
    assert [day for day, is_open in open_days.items() if is_open] == [
        "2026-03-01", "2026-03-09", "2026-05-18", "2027-01-04",
    ]  # fmt: skip
    assert calendar.pieces(date(2026, 3, 1))[0].wall_end == 86_400
