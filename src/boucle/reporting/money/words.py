"""The words of the figures of money."""

from __future__ import annotations

from boucle.language import Text

TITLES: dict[str, Text] = {
    "origins": Text(fr="D'où viennent les gains", en="Where wins come from"),
    "customers": Text(fr="Ce que coûte un client, ce qu'il apporte",
                      en="What a customer costs and brings"),
    "programmes": Text(fr="Quand chaque canal a remboursé ce qu'il coûte",
                       en="When each channel has paid back what it costs"),
    "average_deal": Text(fr="La transaction moyenne, à mix constant",
                         en="The average deal, at constant mix"),
    "margin": Text(fr="La marge et sa composition", en="Margin and what it is made of"),
    "budget": Text(fr="Où irait le prochain dollar", en="Where the next dollar would go"),
}  # fmt: skip

ABOUT: dict[str, Text] = {
    "origins": Text(
        fr="À l'origine : la piste est née d'un geste marketing; avec les autres origines, 100 %. "
        "Touchés : au moins un geste marketing après l'ouverture de la piste; à part, jamais "
        "additionné.",
        en="Originated: the lead was born of a marketing gesture; with the other origins, 100%. "
        "Touched: at least one marketing gesture after the lead's opening; apart, never added.",
    ),
    "customers": Text(
        fr="Coût d'acquisition : les dépenses de chaque canal ÷ les nouveaux clients qu'il a "
        "amenés. Valeur : marge d'un mois × mois que restent les clients (survie des contrats). "
        "Les salaires ne comptent que s'ils sont inscrits comme dépenses.",
        en="Acquisition cost: each channel's spend ÷ the new customers it brought. Value: margin "
        "of a month × months that customers stay (survival of contracts). Salaries count only "
        "where they are entered as spend.",
    ),
    "programmes": Text(
        fr="Un programme qui commence et se poursuit chaque mois au rythme moyen du canal : coût "
        "cumulé et marge cumulée de ses pistes, celles encore ouvertes n'étant suivies que jusqu'à "
        "aujourd'hui. Pas une preuve de cause.",
        en="A programme that begins and goes on every month at the channel's mean pace: cumulative "
        "cost and cumulative margin of its leads, open ones being followed only until today. Not "
        "proof of cause.",
    ),
    "average_deal": Text(
        fr="L'écart entre deux périodes, partagé en mix (on vend autre chose) et en effet interne "
        "(on vend la même chose, plus ou moins cher); les deux s'additionnent exactement.",
        en="The change between two stretches, parted into mix (other things are sold) and within "
        "(the same things, dearer or cheaper); the two add up exactly.",
    ),
    "margin": Text(
        fr="La part de marge brute des gains dont la marge est connue, et ce qui vient du mix.",
        en="Share of gross margin in the wins whose margin is known, and what comes of the mix.",
    ),
    "budget": Text(
        fr="La marge qu'apporterait un dollar de plus dans chaque canal (P10, P50, P90), et un "
        "déplacement dans les limites de l'entente. Une association, pas une cause : un essai "
        "vaut mieux qu'une courbe de peu de points.",
        en="The margin that one more dollar would bring in each channel (P10, P50, P90), and a "
        "move within the agreement's limits. An association, not a cause: a test is better than a "
        "curve of few points.",
    ),
}

ORIGINS: dict[str, Text] = {
    "originated": Text(fr="À l'origine : le marketing", en="Originated by marketing"),
    "other_origins": Text(fr="Autres origines", en="Other origins"),
    "influenced": Text(fr="Touchés par le marketing (à part)", en="Touched by marketing (apart)"),
}
ALL = Text(fr="Tous", en="All")
CHANNEL = Text(fr="Canal", en="Channel")
SERVICE = Text(fr="Service", en="Service")
CHANNEL_OR_SERVICE = Text(fr="Canal, puis service", en="Channel, then service")

LABELS: dict[str, Text] = {
    "origin": Text(fr="Origine", en="Origin"),
    "n_won": Text(fr="Gains", en="Wins"),
    "wins_share": Text(fr="Part des gains", en="Share of wins"),
    "won_amount": Text(fr="Montant gagné", en="Amount won"),
    "amount_share": Text(fr="Part du montant", en="Share of the amount"),
    "n_new_customers": Text(fr="Nouveaux clients", en="New customers"),
    "cost": Text(fr="Dépenses", en="Spend"),
    "cac": Text(fr="Coût d'acquisition", en="Acquisition cost"),
    "monthly_margin": Text(fr="Marge par mois", en="Margin a month"),
    "kept_share": Text(fr="Restés après un an", en="Stayed after a year"),
    "lifetime_margin": Text(fr="Valeur du client", en="Customer value"),
    "lifetime_to_cac": Text(fr="Valeur ÷ coût", en="Value ÷ cost"),
    "payback_months": Text(fr="Remboursé en mois", en="Months to pay back"),
    "monthly_spend": Text(fr="Dépenses par mois", en="Spend a month"),
    "monthly_leads": Text(fr="Pistes par mois", en="Leads a month"),
    "margin": Text(fr="Marge", en="Margin"),
    "break_even_months": Text(fr="Mois jusqu'au seuil", en="Months to break-even"),
    "break_even_on": Text(fr="Seuil, si on commence maintenant", en="Break-even, begun now"),
    "average_deal": Text(fr="Transaction moyenne", en="Average deal"),
    "median_deal": Text(fr="Transaction médiane", en="Median deal"),
    "margin_share": Text(fr="Part de marge", en="Margin share"),
    "action": Text(fr="Proposition", en="Proposal"),
    "spend": Text(fr="Par mois, maintenant", en="A month, now"),
    "proposed": Text(fr="Par mois, proposé", en="A month, proposed"),
    "marginal": Text(fr="Marge d'un dollar de plus", en="Margin of one more dollar"),
    "mind_changes_at": Text(fr="Changerait d'avis à", en="Would change its mind at"),
    "by": Text(fr="Groupe", en="Group"),
    "key": Text(fr="Clé", en="Key"),
    "name": Text(fr="Nom", en="Name"),
    "channel": Text(fr="Code du canal", en="Channel code"),
    "channel_name": Text(fr="Canal", en="Channel"),
    "service": Text(fr="Service", en="Service"),
    "period": Text(fr="Période", en="Stretch"),
    "month": Text(fr="Mois du programme", en="Month of the programme"),
    "is_even": Text(fr="Seuil", en="Break-even"),
    "reasons": Text(fr="Pourquoi des cases sont vides", en="Why cells are empty"),
    "said": Text(fr="Proposition", en="Proposal"),
    "why": Text(fr="Pourquoi", en="Why"),
}

MEANINGS: dict[str, Text] = {
    "wins_share": Text(
        fr="Part de tous les gains, avec l'intervalle de Wilson à 95 %; masquée sous 10.",
        en="Share of all wins, with the 95% Wilson interval; masked under 10.",
    ),
    "amount_share": Text(fr="Part du montant gagné.", en="Share of the amount won."),
    "n_new_customers": Text(
        fr="Entreprises dont c'est le premier gain.", en="Companies of which it is the first win."
    ),
    "cost": Text(
        fr="Dépenses des canaux, portées à parts égales par les nouveaux clients de chacun.",
        en="Spend of the channels, borne equally by the new customers of each.",
    ),
    "cac": Text(fr="Dépenses ÷ nouveaux clients.", en="Spend ÷ new customers."),
    "monthly_margin": Text(
        fr="Marge d'un mois de contrat, en moyenne par client.",
        en="Margin of a month of contract, mean over customers.",
    ),
    "kept_share": Text(
        fr="Part des clients encore là après un an (courbe de survie).",
        en="Share of customers still there after a year (survival curve).",
    ),
    "lifetime_margin": Text(
        fr="Marge d'un mois × mois que reste un client, jusqu'à l'horizon; intervalle à 95 %.",
        en="Margin of a month × months that a customer stays, up to the horizon; 95% interval.",
    ),
    "lifetime_to_cac": Text(
        fr="Valeur du client ÷ coût d'acquisition.", en="Customer value ÷ acquisition cost."
    ),
    "payback_months": Text(
        fr="Mois jusqu'à ce que la marge de ceux qui restent ait payé l'acquisition de tous.",
        en="Months until the margin of those who stay has paid the acquisition of all.",
    ),
    "monthly_spend": Text(
        fr="Dépenses d'un mois moyen, depuis le premier mois du canal.",
        en="Spend of a mean month, since the first month of the channel.",
    ),
    "monthly_leads": Text(fr="Pistes d'un mois moyen.", en="Leads of a mean month."),
    "margin": Text(
        fr="Marge cumulée d'un programme qui dure depuis tant de mois; intervalle à 95 %.",
        en="Cumulative margin of a programme so many months old; 95% interval.",
    ),
    "break_even_months": Text(
        fr="Le mois à partir duquel la marge cumulée paie le coût cumulé; bornes : celles de la "
        "marge.",
        en="The month from which cumulative margin pays cumulative cost; bounds: those of the "
        "margin.",
    ),
    "break_even_on": Text(
        fr="Ce mois, pour un programme qui commence à la fin du suivi.",
        en="That month, for a programme that begins at the end of follow-up.",
    ),
    "average_deal": Text(fr="Montant gagné ÷ gains.", en="Amount won ÷ wins."),
    "margin_share": Text(
        fr="Marge brute ÷ montant, des gains dont la marge est connue.",
        en="Gross margin ÷ amount, of the wins whose margin is known.",
    ),
    "spend": Text(
        fr="Dépenses d'un mois, moyenne du dernier trimestre.",
        en="Spend of a month, mean of the last quarter.",
    ),
    "proposed": Text(
        fr="Ce que l'égalité des marges d'un dollar de plus demanderait, dans les limites.",
        en="What equal margins of one more dollar would ask for, within the limits.",
    ),
    "marginal": Text(
        fr="Marge qu'apporterait un dollar de plus, aussi loin que les pistes ont été suivies : "
        "P50 [P10 ; P90].",
        en="Margin that one more dollar would bring, as far as leads were followed: P50 "
        "[P10 to P90].",
    ),
    "mind_changes_at": Text(
        fr="La marge d'un dollar de plus à laquelle la proposition tombe : en dessous pour une "
        "hausse, au-dessus pour une baisse.",
        en="The margin of one more dollar at which the proposal falls: under it for a raise, over "
        "it for a cut.",
    ),
}

PARTS: dict[str, Text] = {
    "before": Text(fr="{label}, avant", en="{label}, before"),
    "after": Text(fr="{label}, après", en="{label}, after"),
    "3": Text(fr="{label} à 3 mois", en="{label} at 3 months"),
    "12": Text(fr="{label} à 12 mois", en="{label} at 12 months"),
    "24": Text(fr="{label} à 24 mois", en="{label} at 24 months"),
    "n": Text(fr="{label} : n", en="{label}: n"),
    "low": Text(fr="{label} : borne basse", en="{label}: low"),
    "high": Text(fr="{label} : borne haute", en="{label}: high"),
    "p10": Text(fr="{label} (P10)", en="{label} (P10)"),
    "p50": Text(fr="{label} (P50)", en="{label} (P50)"),
    "p90": Text(fr="{label} (P90)", en="{label} (P90)"),
}


# What each key of `money` in the JSON holds.
KEYS: dict[str, Text] = {
    "origins": ABOUT["origins"],
    "customers": ABOUT["customers"],
    "programmes": ABOUT["programmes"],
    "deals.average_deal": ABOUT["average_deal"],
    "deals.margin": ABOUT["margin"],
    "budget": ABOUT["budget"],
}


def label(name: str) -> Text:
    """Return the label of a column: a measure, or one in two stretches or at an age."""
    if name in LABELS:
        return LABELS[name]
    stem, _, part = name.rpartition("_")
    return PARTS[part].format(label=LABELS[stem])


def meaning(name: str) -> Text:
    """Return what a column means; a part of a measure means what the measure does."""
    stem = name if name in LABELS else name.rpartition("_")[0]
    return MEANINGS.get(stem) or LABELS[stem]
