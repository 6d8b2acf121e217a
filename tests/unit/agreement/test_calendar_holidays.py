from datetime import date

import pytest

from boucle.agreement.calendar import public_holidays
from boucle.errors.calendar import CalendarError


# CNESST, as given for the province; 30 September and 11 November are not among them.
@pytest.mark.parametrize(
    ("year", "easter", "days"),
    [
        (2026, "good_friday", "01-01 04-03 05-18 06-24 07-01 09-07 10-12 12-25"),
        (2026, "easter_monday", "01-01 04-06 05-18 06-24 07-01 09-07 10-12 12-25"),
        (2027, "good_friday", "01-01 03-26 05-24 06-24 07-01 09-06 10-11 12-25"),
        (2027, "easter_monday", "01-01 03-29 05-24 06-24 07-01 09-06 10-11 12-25"),
        # 1 July 2029 is a Sunday: the holiday is kept on the 2nd.
        (2029, "good_friday", "01-01 03-30 05-21 06-24 07-02 09-03 10-08 12-25"),
    ],
)
def test_holidays_of_quebec(year, easter, days):
    found = public_holidays("CA-QC", year, easter=easter)

    assert [f"{day:%m-%d}" for day in found] == days.split()


def test_names_are_in_both_languages():
    said = public_holidays("CA-QC", 2026)

    assert (said[date(2026, 4, 3)].fr, said[date(2026, 4, 3)].en) == (
        "Vendredi saint",
        "Good Friday",
    )
    assert said[date(2026, 5, 18)].en == "National Patriots' Day"


def test_ontario_has_its_own():
    found = public_holidays("CA-ON", 2026)

    assert date(2026, 2, 16) in found
    assert date(2026, 6, 24) not in found


@pytest.mark.parametrize("region", ["CA-XX", "ZZ", "", "QC"])
def test_an_unknown_region_is_refused(region):
    with pytest.raises(CalendarError, match="CA-QC"):
        public_holidays(region, 2026)


def test_an_unknown_choice_of_easter_is_refused():
    with pytest.raises(CalendarError, match="good_friday, easter_monday"):
        public_holidays("CA-QC", 2026, easter="both")
