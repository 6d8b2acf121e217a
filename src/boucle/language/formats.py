"""Numbers, money and dates as they are written in Québec, and in Canadian English beside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.language.text import Text

if TYPE_CHECKING:
    from datetime import date, datetime
    from decimal import Decimal
    from zoneinfo import ZoneInfo

    from boucle.language.text import Language

LOCALES: dict[Language, str] = {"fr": "fr_CA", "en": "en_CA"}

# Babel is imported inside each function: it takes 50 ms that `boucle --help` does not need.


def number(value: float | Decimal, language: Language, *, digits: int = 0) -> str:
    r"""Write a number with `digits` decimals.

    >>> number(1234.5, "fr", digits=1).replace("\xa0", " ")
    '1 234,5'
    >>> number(1234.5, "en", digits=1)
    '1,234.5'
    """
    from babel.numbers import format_decimal

    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    return format_decimal(value, format=pattern, locale=LOCALES[language])


def count(n: int) -> Text:
    r"""Write a whole number in both languages.

    >>> count(1234).en
    '1,234'
    """
    return Text(fr=number(n, "fr"), en=number(n, "en"))


def money(
    amount: float | Decimal, currency: str, language: Language, *, with_cents: bool = False
) -> str:
    r"""Write an amount with the currency's sign, rounded to the unit unless `with_cents`.

    >>> money(1234.56, "CAD", "fr", with_cents=True).replace("\xa0", " ")
    '1 234,56 $'
    >>> money(1234.56, "CAD", "en")
    '$1,235'
    """
    from babel.numbers import format_currency

    decimals = ".00" if with_cents else ""
    pattern = f"#,##0{decimals}\u00a0¤" if language == "fr" else f"¤#,##0{decimals}"
    return format_currency(
        amount, currency, format=pattern, locale=LOCALES[language], currency_digits=False
    )


def thousands(amount: float | Decimal, currency: str, language: Language) -> str:
    r"""Write an amount in thousands, for tables that must stay narrow.

    >>> thousands(1_193_330, "CAD", "fr").replace("\xa0", " ")
    '1 193 k$'
    >>> thousands(1_193_330, "CAD", "en")
    '$1,193k'
    """
    from babel.numbers import get_currency_symbol

    sign = get_currency_symbol(currency, locale=LOCALES[language])
    written = number(amount / 1000, language)
    return f"{written}\u00a0k{sign}" if language == "fr" else f"{sign}{written}k"


def share(value: float, language: Language, *, digits: int = 1) -> str:
    r"""Write a share between 0 and 1 in per cent.

    >>> share(0.123, "fr").replace("\xa0", " ")
    '12,3 %'
    >>> share(0.123, "en")
    '12.3%'
    """
    from babel.numbers import format_percent

    decimals = "." + "0" * digits if digits else ""
    pattern = f"#,##0{decimals}\u00a0%" if language == "fr" else f"#,##0{decimals}%"
    return format_percent(value, format=pattern, locale=LOCALES[language])


def interval(low: str, high: str, language: Language) -> str:
    r"""Write an interval whose bounds are written already; a line may end before the second.

    French has commas in its numbers and English has them between thousands: neither parts bounds.

    >>> interval("1,2", "3,4", "fr").replace("\xa0", " ")
    '[1,2 ; 3,4]'
    >>> interval("1,200", "3,400", "en").replace("\xa0", " ")
    '[1,200 to 3,400]'
    """
    between = ";" if language == "fr" else "to"
    return f"[{low}\u00a0{between} {high}]"


def day(value: date, language: Language) -> str:
    """Write a day in words.

    >>> from datetime import date
    >>> day(date(2026, 10, 1), "fr"), day(date(2026, 10, 2), "fr"), day(date(2026, 10, 1), "en")
    ('1er octobre 2026', '2 octobre 2026', 'October 1, 2026')
    """
    from babel.dates import format_date

    words = format_date(value, format="long", locale=LOCALES[language])
    # The locale data writes the number; French says the first of a month as an ordinal.
    return f"1er{words[1:]}" if language == "fr" and value.day == 1 else words


def moment(value: datetime, zone: ZoneInfo, language: Language) -> str:
    r"""Write a UTC moment as `zone` reads it, to the minute.

    >>> from datetime import UTC, datetime
    >>> from zoneinfo import ZoneInfo
    >>> noon = datetime(2026, 10, 1, 16, 0, tzinfo=UTC)
    >>> moment(noon, ZoneInfo("America/Toronto"), "fr").replace("\xa0", " ")
    '1er octobre 2026, 12 h 00'
    """
    local = value.astimezone(zone)
    clock = f"{local:%H}\u00a0h\u00a0{local:%M}" if language == "fr" else f"{local:%H:%M}"
    return f"{day(local.date(), language)}, {clock}"


def month(code: str, language: Language) -> str:
    """Write a month given as ``2026-10``.

    >>> month("2026-10", "fr"), month("2026-10", "en")
    ('octobre 2026', 'October 2026')
    """
    from datetime import date

    from babel.dates import format_date

    year, number_ = code.split("-")
    first = date(int(year), int(number_), 1)
    return format_date(first, format="LLLL y", locale=LOCALES[language])
