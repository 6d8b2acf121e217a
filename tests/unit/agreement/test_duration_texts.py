import pytest

from boucle.agreement.durations import Duration, parse_duration
from boucle.errors.calendar import DurationError


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("PT30M", Duration(is_business=False, seconds=1800), id="minutes"),
        pytest.param("P14D", Duration(is_business=False, days=14), id="days"),
        pytest.param("P2W", Duration(is_business=False, days=14), id="weeks"),
        pytest.param("P1Y6M", Duration(is_business=False, months=18), id="years and months"),
        pytest.param("PT1H30M15S", Duration(is_business=False, seconds=5415), id="mixed clock"),
        pytest.param("business:PT8H", Duration(is_business=True, seconds=28_800), id="open hours"),
        pytest.param("business:P1D", Duration(is_business=True, days=1), id="an open day"),
        pytest.param(
            "business:P1DT2H", Duration(is_business=True, days=1, seconds=7200), id="day and hours"
        ),
        pytest.param("PT0S", Duration(is_business=False), id="nothing"),
    ],
)
def test_durations_are_read(text, expected):
    assert parse_duration(text) == expected
    assert parse_duration(str(expected)) == expected


@pytest.mark.parametrize(
    "text",
    ["", "P", "PT", "P1DT", "1D", "pt30m", "P-1D", "PT1.5H", "business:", "business:P1W",
     "business:P1M", "business:P1Y", "Business:PT1H", " PT1H", "PT1H\n", "P１D", "PT99999999999S",
     None, 30],
)  # fmt: skip
def test_other_texts_are_refused_with_what_is_allowed(text):
    with pytest.raises(DurationError, match="business:PT30M") as refused:
        parse_duration(text)

    assert refused.value.code == "agreement.duration"


@pytest.mark.parametrize(
    ("text", "french", "english"),
    [
        ("business:PT30M", "30 minutes ouvrables", "30 business minutes"),
        ("business:P1D", "1 jour ouvrable", "1 business day"),
        ("PT1H", "1 heure", "1 hour"),
        ("P3M", "3 mois", "3 months"),
        ("PT0S", "0 seconde", "0 seconds"),
    ],
)
def test_durations_are_said(text, french, english):
    said = parse_duration(text).sentence()

    assert (said.fr.replace("\xa0", " "), said.en) == (french, english)
