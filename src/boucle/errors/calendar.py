"""Errors about durations and business calendars."""

from __future__ import annotations

from boucle.errors.base import BoucleError
from boucle.language import Text


class DurationError(BoucleError, ValueError):
    """A text is no duration that Boucle understands."""

    code = "agreement.duration"

    def __init__(self, given: object) -> None:
        self.given = given
        super().__init__(
            Text(
                fr="`{given}` n'est pas une durée. Écrivez une durée ISO 8601 : `PT30M`, `P14D`, "
                "`P3M`, ou en temps ouvrable `business:PT30M`, `business:P1D` (sans semaines, "
                "mois ni années).",
                en="`{given}` is no duration. Write an ISO 8601 duration: `PT30M`, `P14D`, `P3M`, "
                "or in business time `business:PT30M`, `business:P1D` (no weeks, months or years).",
            ).format(given=given)
        )


class CalendarError(BoucleError, ValueError):
    """A business calendar contradicts itself or has no open hours where some are needed."""

    code = "agreement.calendar"


class NeverOpenError(CalendarError):
    """No open hour follows a moment within the years that a search looks through."""

    code = "agreement.calendar_never_open"

    def __init__(self, after: object, years: int) -> None:
        self.after, self.years = after, years
        super().__init__(
            Text(
                fr="Le calendrier n'a aucune heure ouvrable dans les {years} ans qui suivent "
                "{after}. Donnez des heures à au moins un jour de la semaine et vérifiez les "
                "fermetures.",
                en="The calendar has no open hour in the {years} years after {after}. "
                "Give at least one day of the week its hours and check the closures.",
            ).format(after=after, years=years)
        )
