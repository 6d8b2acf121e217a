"""Errors about tables, values and parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.errors.base import BoucleError
from boucle.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterable


class MissingColumnsError(BoucleError, ValueError):
    """A table lacks columns that its contract requires."""

    code = "table.missing_columns"

    def __init__(self, table: str, missing: Iterable[str], present: Iterable[str]) -> None:
        self.table, self.missing = table, tuple(sorted(missing))
        facts = {"table": table, "missing": ", ".join(self.missing)}
        facts["present"] = ", ".join(sorted(present)) or "—"
        super().__init__(
            Text(
                fr="À la table `{table}` il manque {missing}; elle a {present}. "
                "Renommez ou ajoutez la colonne : voir docs/reference/tables.md.",
                en="Table `{table}` lacks {missing}; it has {present}. "
                "Rename or add the column, see docs/reference/tables.md.",
            ).format(**facts)
        )


class WrongColumnTypeError(BoucleError, TypeError):
    """A column holds another type than its contract requires."""

    code = "table.wrong_type"

    def __init__(self, table: str, column: str, given: str, allowed: str) -> None:
        self.table, self.column, self.given, self.allowed = table, column, given, allowed
        super().__init__(
            Text(
                fr="La colonne `{table}.{column}` est de type {given}; il faut {allowed}. "
                "Convertissez-la avant de la passer.",
                en="Column `{table}.{column}` is {given}; it must be {allowed}. "
                "Convert it before you pass it.",
            ).format(table=table, column=column, given=given, allowed=allowed)
        )


class UnknownTableError(BoucleError, KeyError):
    """A name is no canonical table."""

    code = "table.unknown"

    def __init__(self, given: str, allowed: Iterable[str]) -> None:
        self.given = given
        super().__init__(
            Text(
                fr="`{given}` n'est pas une table de Boucle. Les tables sont {allowed}.",
                en="`{given}` is no table of Boucle. The tables are {allowed}.",
            ).format(given=given, allowed=", ".join(allowed))
        )

    def __str__(self) -> str:
        # KeyError would show the text in quotes.
        return self.text.en


class ParameterError(BoucleError, ValueError):
    """A parameter has a value that its method does not allow."""

    code = "parameter"

    def __init__(self, name: str, given: object, allowed: str | Text) -> None:
        self.name, self.given = name, given
        super().__init__(
            Text(
                fr="`{name}` vaut {given!r}; valeurs permises : {allowed}.",
                en="`{name}` is {given!r}; it must be {allowed}.",
            ).format(name=name, given=given, allowed=allowed)
        )
