"""Business time: open hours, holidays, closures, and the deadlines they give."""

from boucle.agreement.calendar.bulk import with_deadline, with_open_seconds
from boucle.agreement.calendar.business_calendar import BusinessCalendar
from boucle.agreement.calendar.public_holidays import EasterChoice, public_holidays

__all__ = [
    "BusinessCalendar",
    "EasterChoice",
    "public_holidays",
    "with_deadline",
    "with_open_seconds",
]
