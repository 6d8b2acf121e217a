"""Why a row was kept aside, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.language import Text
from boucle.warehouse.imports.converting import YEARS

if TYPE_CHECKING:
    from boucle.tables import Column

_ALLOWED: dict[str, Text] = {
    "not_a_date": Text(
        fr="une date qui existe, écrite comme le reste de la colonne (ou selon `date_format`)",
        en="a date that exists, written like the rest of the column (or by `date_format`)",
    ),
    "date_out_of_range": Text(
        fr=f"une date des années {YEARS[0]} à {YEARS[1]}",
        en=f"a date of the years {YEARS[0]} to {YEARS[1]}",
    ),
    "not_a_number": Text(
        fr="un nombre écrit comme le reste de la colonne (ou selon `decimal` et `thousands`)",
        en="a number written like the rest of the column (or by `decimal` and `thousands`)",
    ),
    "two_readings": Text(
        fr="un nombre qui se lit d'une seule façon, ou un `decimal` (« . » ou « , ») pour la "
        "colonne",
        en="a number with one reading, or a `decimal` (`.` or `,`) for the column",
    ),
    "not_an_amount": Text(fr="un montant, et non un pourcentage", en="an amount, not a percentage"),
    "other_currency": Text(
        fr="dans la devise de la ligne; donnez à `currency` la colonne qui la dit, ou la devise "
        "du fichier",
        en="in the row's currency; map `currency` to the column that says it, or give the file's",
    ),
    "formula_error": Text(
        fr="une valeur, et non l'erreur d'une formule : corrigez-la dans le tableur",
        en="a value, not the error of a formula: correct it in the spreadsheet",
    ),
    "short_year": Text(
        fr='une année de quatre chiffres, ou `date_format = "%d/%m/%y"` (ou "%m/%d/%y")',
        en='a year of four digits, or `date_format = "%d/%m/%y"` (or "%m/%d/%y")',
    ),
    "bare_number": Text(
        fr='une date, ou `date_format` à "excel_days" (jours d\'Excel), "epoch_seconds" ou '
        '"epoch_millis" (secondes ou millisecondes depuis 1970)',
        en='a date, or a `date_format` of "excel_days", "epoch_seconds" or "epoch_millis" '
        "(since 1970)",
    ),
    "not_whole": Text(fr="un nombre entier", en="a whole number"),
    "out_of_range": Text(
        fr="un nombre de moins de mille milliards", en="a number under a trillion"
    ),
    "negative": Text(fr="0 ou plus", en="0 or more"),
    "not_yes_or_no": Text(
        fr="oui, non, vrai, faux, 1 ou 0; sinon ajoutez la valeur à `values`",
        en="yes, no, true, false, 1 or 0; else add the value to `values`",
    ),
    "not_a_currency": Text(
        fr="le code d'une devise, comme CAD; sinon ajoutez la valeur à `values`",
        en="the code of a currency, as CAD; else add the value to `values`",
    ),
    "required": Text(fr="une valeur : cette colonne est obligatoire", en="a value: it is required"),
    "duplicate_key": Text(
        fr="une seule ligne par clé; une ligne plus loin dit autre chose, et c'est elle qui compte",
        en="one row per key; a later row says something else, and counts",
    ),
}
_WORDS = Text(
    fr="{words}; sinon ajoutez la valeur à `values`",
    en="{words}; else add the value to `values`",
)
_REASON = Text(
    fr="`{column}` vaut `{given}`; il faut {allowed}.",
    en="`{column}` is `{given}`; it must be {allowed}.",
)
_EMPTY = Text(
    fr="`{column}` est vide; il faut {allowed}.", en="`{column}` is empty; it must be {allowed}."
)
_RAGGED = Text(
    fr="la ligne a un autre nombre de cellules ({given}) que l'en-tête; il faut {allowed}.",
    en="the record has another number of cells ({given}) than the header; it must have {allowed}.",
)
_LONGEST = 120


def allowed_text(code: str, column: Column | None) -> Text:
    """Return what a column allows where `code` was the fault."""
    if code in {"unknown_word", "unmapped_word"} and column is not None:
        return _WORDS.format(words=", ".join(column.vocabulary or ()))
    return _ALLOWED[code]


def reason_text(code: str, column: str, given: str, allowed: Text) -> Text:
    """Say in one sentence what was given and what is allowed."""
    shown = given if len(given) <= _LONGEST else given[:_LONGEST] + "…"
    shown = " ".join(shown.split())
    if code == "ragged_row":
        return _RAGGED.format(given=shown, allowed=allowed)
    sentence = _REASON if shown else _EMPTY
    return sentence.format(column=column, given=shown, allowed=allowed)
