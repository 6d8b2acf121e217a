"""What the lake adds to every row."""

from __future__ import annotations

from boucle.language import Text
from boucle.tables.table import Column

# `source` and `source_id` come with the row, the rest is its own.
BOOKKEEPING = (
    Column(
        "source",
        is_required=True,
        meaning=Text(
            fr="Le système d'où vient la ligne, nommé par la correspondance.",
            en="System the row came from, named by the mapping.",
        ),
    ),
    Column(
        "source_id",
        meaning=Text(
            fr="La clé de la ligne dans ce système; vide si elle n'en a pas.",
            en="Key of the row in that system; empty if it has none.",
        ),
    ),
    Column(
        "entered_at",
        "timestamp",
        meaning=Text(
            fr="Le moment où on l'a saisie dans la source; vide si elle ne le dit pas.",
            en="When somebody typed it in the source; empty if the source does not say.",
        ),
    ),
    Column(
        "recorded_at",
        "timestamp",
        is_required=True,
        meaning=Text(fr="Le moment où Boucle l'a apprise.", en="When Boucle learnt it."),
    ),
    Column(
        "superseded_at",
        "timestamp",
        meaning=Text(
            fr="Le moment où une autre version l'a remplacée; vide si elle est courante.",
            en="When another version replaced it; empty if it is current.",
        ),
    ),
    Column(
        "commit_seq",
        "integer",
        is_required=True,
        meaning=Text(fr="Le commit qui l'a écrite.", en="Commit that wrote it."),
    ),
    Column(
        "is_deleted",
        "boolean",
        is_required=True,
        meaning=Text(
            fr="Vrai si cette version dit que la ligne a été supprimée.",
            en="True if this version says that the row was deleted.",
        ),
    ),
)
