"""The exception tree. Every error has a stable `code` and one clear line in both languages."""

from boucle.errors.base import BoucleError
from boucle.errors.tables import (
    MissingColumnsError,
    ParameterError,
    UnknownTableError,
    WrongColumnTypeError,
)

__all__ = [
    "BoucleError",
    "MissingColumnsError",
    "ParameterError",
    "UnknownTableError",
    "WrongColumnTypeError",
]
