from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from boucle.language import Text, formats

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("written", "fr", "en"),
    [
        pytest.param(
            lambda lang: formats.number(1_234_567, lang),
            f"1{NBSP}234{NBSP}567",
            "1,234,567",
            id="count",
        ),
        pytest.param(
            lambda lang: formats.money(1234.56, "CAD", lang, with_cents=True),
            f"1{NBSP}234,56{NBSP}$",
            "$1,234.56",
            id="money",
        ),
        pytest.param(
            lambda lang: formats.money(-5, "CAD", lang), f"-5{NBSP}$", "-$5", id="negative money"
        ),
        pytest.param(lambda lang: formats.share(0.1234, lang), f"12,3{NBSP}%", "12.3%", id="share"),
        pytest.param(
            lambda lang: formats.share(1, lang, digits=0), f"100{NBSP}%", "100%", id="whole share"
        ),
        pytest.param(
            lambda lang: formats.day(date(2026, 1, 1), lang),
            "1er janvier 2026",
            "January 1, 2026",
            id="day",
        ),
        pytest.param(
            lambda lang: formats.moment(
                datetime(2026, 1, 1, 13, 5, tzinfo=UTC), ZoneInfo("America/Toronto"), lang
            ),
            f"1er janvier 2026, 08{NBSP}h{NBSP}05",
            "January 1, 2026, 08:05",
            id="moment in the agreement's zone",
        ),
        pytest.param(
            lambda lang: formats.month("2026-08", lang), "août 2026", "August 2026", id="month"
        ),
    ],
)
def test_formats_of_quebec_and_of_english_canada(written, fr, en):
    assert (written("fr"), written("en")) == (fr, en)


def test_a_text_fills_each_language_with_its_own_words():
    kind = Text(fr="piste", en="lead")

    assert Text(fr="Une {kind}.", en="A {kind}.").format(kind=kind) == Text(
        fr="Une piste.", en="A lead."
    )
