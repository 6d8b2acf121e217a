"""The words that only the report on paper says."""

from __future__ import annotations

from boucle.language import Text

WORDS: dict[str, Text] = {
    "page": Text(fr="page", en="page"),
    "of": Text(fr="de", en="of"),
    "wins_about": Text(
        fr="Les derniers gains : le parcours connu, ses silences, le crédit et le coût de chaque "
        "geste.",
        en="The latest wins: the known journey, its silences, the credit and the cost of each "
        "touchpoint.",
    ),
    "when": Text(fr="Jour", en="Day"),
    "channel": Text(fr="Canal", en="Channel"),
    "kind": Text(fr="Geste", en="Touchpoint"),
    "noted": Text(fr="À noter", en="To note"),
    "credit": Text(fr="Crédit", en="Credit"),
    "cost": Text(fr="Coût", en="Cost"),
    "hatched": Text(fr="Ligne hachurée : pas encore mûr.", en="Hatched row: not mature yet."),
}

MORE_WINS = Text(
    fr="Gains plus anciens, pas montrés ici : {n}. La feuille de calcul (xlsx) en donne d'autres; "
    "« boucle report journey CLÉ » ouvre n'importe lequel.",
    en="Earlier wins, not shown here: {n}. The sheet (xlsx) has some more; “boucle report "
    "journey KEY” opens any of them.",
)
