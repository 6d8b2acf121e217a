"""The words of the reconciliation."""

from __future__ import annotations

from boucle.language import Text

LINES: dict[str, Text] = {
    "leads": Text(fr="Pistes importées", en="Leads imported"),
    "opportunities": Text(fr="Affaires importées", en="Deals imported"),
    "won_amount": Text(
        fr="Montants gagnés selon les sources ({name})", en="Amounts won by the sources ({name})"
    ),
    "won_converted": Text(
        fr="Montants gagnés, dans la devise de l'entente",
        en="Amounts won, in the agreement's currency",
    ),
    "spend": Text(fr="Dépenses selon les sources ({name})", en="Spend by the sources ({name})"),
    "spend_converted": Text(
        fr="Dépenses, dans la devise de l'entente", en="Spend, in the agreement's currency"
    ),
    "rows": Text(fr="Lignes lues dans {name}", en="Rows read in {name}"),
    "column": Text(fr="Total lu pour {name}", en="Total read for {name}"),
    "credit": Text(fr="Crédit partagé : {name}", en="Credit shared: {name}"),
}

EXPLANATIONS: dict[str, Text] = {
    "after_follow_up": Text(fr="après la fin du suivi", en="after the end of follow-up"),
    "other_cohorts": Text(fr="d'un autre mois", en="of another month"),
    "no_rate": Text(
        fr="autre devise, sans taux daté : montré à part",
        en="other currency, no dated rate: shown apart",
    ),
    "without_amount": Text(
        fr="gains sans montant : comptés, sans valeur",
        en="wins without an amount: counted, no value",
    ),
    "rejected": Text(fr="lignes illisibles, mises de côté", en="unreadable rows, set aside"),
    "left_out": Text(
        fr="lignes filtrées, répétées, rejetées ou sans correspondance",
        en="rows filtered, repeated, rejected or without a match",
    ),
    "before_period": Text(fr="avant la période", en="before the period"),
    "after_period": Text(fr="après la période", en="after the period"),
}
