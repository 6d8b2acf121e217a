"""The kinds of value that the keys of an agreement hold, and what is wrong when they do not."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer
from pydantic_core import PydanticCustomError, core_schema

from boucle.agreement.schema.rules import check_condition, check_duration
from boucle.language import LANGUAGES, Text

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler

MAX_TEXT = 4_000


class Section(BaseModel):
    """A part of the agreement: frozen, strict, and without a key that it does not know."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        strict=True,
        allow_inf_nan=False,
        arbitrary_types_allowed=True,
        # Start-up: the validators of all sections are built together, on first use.
        defer_build=True,
    )


@dataclass(frozen=True)
class OneOf:
    """Holds a text to a closed list of words."""

    words: tuple[str, ...]

    def __get_pydantic_core_schema__(
        self, source: object, handler: "GetCoreSchemaHandler"
    ) -> core_schema.CoreSchema:
        """Check the word after its type."""
        return core_schema.no_info_after_validator_function(self.check, handler(source))

    def check(self, word: str) -> str:
        """Return `word` if it is on the list."""
        if word not in self.words:
            raise PydanticCustomError(
                "unknown_word", "not on the list", {"given": word, "allowed": self.words}
            )
        return word


def _bilingual(value: object) -> object:
    if isinstance(value, Text):
        return value
    if not isinstance(value, dict):
        raise PydanticCustomError("one_language", "needs fr and en", {})
    for key in value:
        if key not in LANGUAGES:
            raise PydanticCustomError("unknown_language", "fr and en only", {"at": (key,)})
    words = {language: _words(language, value.get(language)) for language in LANGUAGES}
    return Text(fr=words["fr"], en=words["en"])


def _words(language: str, words: object) -> str:
    if words is None:
        raise PydanticCustomError("language_missing", "missing", {"language": language})
    if not isinstance(words, str):
        raise PydanticCustomError("text_type", "not text", {"at": (language,), "given": words})
    return _clean(words, language)


def _clean(words: str, *at: str) -> str:
    # One way to write each letter, and no loose ends: equal texts have equal signatures.
    words = unicodedata.normalize("NFC", words).strip()
    if not words:
        raise PydanticCustomError("text_empty", "empty", {"at": at})
    if len(words) > MAX_TEXT:
        facts = {"at": at, "length": len(words), "limit": MAX_TEXT}
        raise PydanticCustomError("text_too_long", "too long", facts)
    return words


def _day(value: object) -> object:
    if isinstance(value, datetime) or not isinstance(value, date):
        raise PydanticCustomError("day", "not a day", {"given": value})
    return value


def _time_of_day(value: str) -> str:
    if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", value):
        raise PydanticCustomError("time_of_day", "not HH:MM", {"given": value})
    return value


def _hours(value: str) -> str:
    opens, dash, closes = value.partition("-")
    pattern = r"([01]\d|2[0-3]):[0-5]\d"
    fits = dash and re.fullmatch(pattern, opens) and re.fullmatch(pattern + "|24:00", closes)
    if not fits or opens >= closes:
        raise PydanticCustomError("hours", "not HH:MM-HH:MM", {"given": value})
    return value


def _local_moment(value: str) -> str:
    try:
        moment = datetime.strptime(value, "%Y-%m-%d %H:%M")  # noqa: DTZ007 - the wall clock
    except ValueError:
        moment = None
    if moment is None or f"{moment:%Y-%m-%d %H:%M}" != value:
        raise PydanticCustomError("local_moment", "not a moment", {"given": value})
    return value


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ValueError, OSError, KeyError):
        raise PydanticCustomError("time_zone", "unknown", {"given": value}) from None
    return value


def _period(value: str) -> str:
    if not re.fullmatch(r"P(?=\d)(\d{1,3}Y)?(\d{1,4}M)?(\d{1,4}W)?(\d{1,5}D)?", value):
        raise PydanticCustomError("period", "not a period", {"given": value})
    return value


def _pattern(code: str, pattern: str) -> AfterValidator:
    def check(value: str) -> str:
        if not re.fullmatch(pattern, value):
            raise PydanticCustomError(code, "malformed", {"given": value})
        return value

    return AfterValidator(check)


def _as_mapping(text: Text) -> dict[str, str]:
    return {"fr": text.fr, "en": text.en}


# A text people read, in French and in English.
Words = Annotated[Text, BeforeValidator(_bilingual), PlainSerializer(_as_mapping)]
# A name, an address or a phrase in one language.
Line = Annotated[str, AfterValidator(_clean)]
# A stable name that other keys and the tables refer to. Never used again for something else.
Code = Annotated[str, _pattern("code", r"[A-Za-z][A-Za-z0-9_.-]{0,63}")]
Version = Annotated[str, _pattern("version", r"\d{1,4}\.\d{1,4}\.\d{1,4}")]
Currency = Annotated[str, _pattern("currency", r"[A-Z]{3}")]
Region = Annotated[str, _pattern("region", r"[A-Z]{2}(-[A-Z0-9]{1,3})?")]
EMail = Annotated[str, _pattern("e_mail", r"[^@\s]+@[^@\s]+\.[^@\s]+")]
Glob = Annotated[str, _pattern("glob", r"[^A-Z\s]+( [^A-Z\s]+)*")]
Sha256 = Annotated[str, _pattern("sha256", r"[0-9a-f]{64}")]
Day = Annotated[date, BeforeValidator(_day)]
TimeOfDay = Annotated[str, AfterValidator(_time_of_day)]
Hours = Annotated[str, AfterValidator(_hours)]
LocalMoment = Annotated[str, AfterValidator(_local_moment)]
Zone = Annotated[str, AfterValidator(_zone)]
# A deadline: PT30M, P30D, business:PT30M, business:P1D.
DurationText = Annotated[str, AfterValidator(check_duration)]
# A stretch of the calendar: P24M, P7Y, P30D.
PeriodText = Annotated[str, AfterValidator(_period)]
# A rule in the condition language, kept as written.
ConditionText = Annotated[str, AfterValidator(check_condition)]
Share = Annotated[float, Field(ge=0, le=1)]
Amount = Annotated[float, Field(ge=0)]
Count = Annotated[int, Field(ge=0)]
Positive = Annotated[int, Field(ge=1)]
