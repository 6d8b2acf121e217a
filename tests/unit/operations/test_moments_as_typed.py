"""Dates typed by people."""

import pytest

from boucle.errors.commands import DateOptionError, MonthOptionError
from boucle.operations.moments import moment_option, month_option

TORONTO = "America/Toronto"


@pytest.mark.parametrize(
    ("given", "zone", "moment"),
    [
        pytest.param(None, TORONTO, None, id="nothing"),
        pytest.param("2026-01-31", TORONTO, "2026-02-01T04:59:59.999999+00:00", id="winter day"),
        pytest.param("2026-07-31", TORONTO, "2026-08-01T03:59:59.999999+00:00", id="summer day"),
        # The day on which clocks go back has 25 hours.
        pytest.param("2026-11-01", TORONTO, "2026-11-02T04:59:59.999999+00:00", id="long day"),
        pytest.param("20260731", TORONTO, "2026-08-01T03:59:59.999999+00:00", id="without dashes"),
        pytest.param("2026-07-31T17:00", TORONTO, "2026-07-31T21:00:00+00:00", id="hour"),
        pytest.param("2026-07-31T17:00Z", TORONTO, "2026-07-31T17:00:00+00:00", id="hour in UTC"),
        pytest.param("2026-07-31T17:00+02:00", TORONTO, "2026-07-31T15:00:00+00:00", id="zone"),
        pytest.param("2026-07-31", "UTC", "2026-07-31T23:59:59.999999+00:00", id="UTC"),
    ],
)
def test_moments(given, zone, moment):
    found = moment_option("--as-of", given, zone)
    assert (found and found.isoformat()) == moment


@pytest.mark.parametrize(
    "given", ["", "2026-02-30", "31/10/2026", "yesterday", "0000-00-00", "9999-12-31", "2026-1-1"]
)
def test_what_is_no_moment(given):
    with pytest.raises(DateOptionError) as caught:
        moment_option("--as-of", given, TORONTO)
    assert caught.value.given == given
    assert "--as-of" in caught.value.text.fr


@pytest.mark.parametrize(("given", "month"), [(None, None), ("2026-10", "2026-10")])
def test_months(given, month):
    assert month_option(given) == month


@pytest.mark.parametrize("given", ["", "2026", "2026-13", "2026-00", "10-2026", "2026-10-01"])
def test_what_is_no_month(given):
    with pytest.raises(MonthOptionError):
        month_option(given)
