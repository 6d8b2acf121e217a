"""The mappings that come with Boucle: which there are, and what each one says."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

from boucle.errors.imports import MappingNotFoundError
from boucle.language import Text
from boucle.operations.listing import Listing, ListingColumn

if TYPE_CHECKING:
    from boucle.language import Language

_COLUMNS = (
    ListingColumn("name", Text(fr="Nom", en="Name")),
    ListingColumn("about", Text(fr="Ce qu'elle lit", en="What it reads")),
    ListingColumn("tables", Text(fr="Tables", en="Tables")),
    ListingColumn("is_currency_needed", Text(fr="Devise exigée", en="Currency needed"), "flag"),
)


def listed_presets(language: Language) -> Listing:
    """Return a row for each preset, in the order of their names."""
    # Start-up: checking a mapping needs pydantic.
    from boucle.warehouse.imports.mapping import load
    from boucle.warehouse.imports.presets import preset_names

    rows: list[dict[str, Any]] = []
    for name in preset_names():
        mapping = load(name)
        about = mapping.about
        rows.append(
            {
                "name": name,
                "about": name if about is None else Text(fr=about.fr, en=about.en).in_(language),
                "tables": ", ".join(sorted({each.table for each in mapping.rows})),
                "is_currency_needed": mapping.is_currency_needed,
            }
        )
    return Listing(
        title=Text(fr="Correspondances toutes prêtes", en="Presets"),
        definition=Text(
            fr="Des correspondances pour les exports de produits connus : boucle import DOSSIER "
            "--mapping NOM. Où la devise est exigée, elle vient du fichier des comptes ou de "
            "--currency.",
            en="Mappings for the exports of known products: boucle import FOLDER --mapping NAME. "
            "Where the currency is needed, it comes from the file of accounts or from --currency.",
        ),
        columns=_COLUMNS,
        rows=rows,
        as_of=None,
    )


def shown_preset(name: str) -> str:
    """Return the mapping of a preset as it is written, to copy and change.

    Raises
    ------
    MappingNotFoundError
        If there is no preset of this name.
    """
    from boucle.warehouse.imports.presets import preset_names, preset_text

    text = preset_text(name)
    if text is None:
        raise MappingNotFoundError(name, preset_names())
    return text


def preset_parts(name: str) -> dict[str, Any]:
    """Return the mapping of a preset as its parts. Raises like `shown_preset`."""
    return tomllib.loads(shown_preset(name))
