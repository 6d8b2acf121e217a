"""The words of the page."""

from __future__ import annotations

from boucle.language import Text

WORDS: dict[str, Text] = {
    "html_lang": Text(fr="fr-CA", en="en-CA"),
    "title": Text(fr="Rapport en boucle fermée", en="Closed-loop report"),
    "lede": Text(
        fr="Ce qui est entré, jusqu'où c'est allé, en combien de temps, à quel coût, et ce que "
        "ça a rapporté : les mêmes chiffres pour le marketing et les ventes.",
        en="What came in, how far it went, how long it took, what it cost, and what it brought: "
        "the same figures for marketing and sales.",
    ),
    "skip": Text(fr="Aller au contenu", en="Skip to content"),
    "contents": Text(fr="Contenu", en="Contents"),
    "total": Text(fr="En un coup d'œil", en="At a glance"),
    "immature": Text(fr="pas encore mûr", en="not mature yet"),
    "immature_why": Text(
        fr="Moins de 80 % des gains attendus ont eu le temps d'arriver, ou le délai d'effet "
        "annoncé court encore : à ne pas comparer.",
        en="Under 80% of the expected wins have had time to happen, or the declared effect delay "
        "still runs: not to be compared.",
    ),
    "empty_title": Text(fr="Rien à montrer encore", en="Nothing to show yet"),
    "empty_text": Text(
        fr="Aucune piste ni aucune affaire n'a été importée pour cette période. Importez vos "
        "fichiers avec « boucle import », puis refaites ce rapport.",
        en="No lead and no deal was imported for this period. Import your files with “boucle "
        "import”, then make this report again.",
    ),
    "credit_title": Text(
        fr="À qui le mérite? Neuf lectures", en="Who gets the credit? Nine readings"
    ),
    "credit_about": Text(
        fr="Le montant gagné, partagé entre les gestes d'avant la signature. Chaque modèle est une "
        "convention : l'écart entre eux dit combien on en sait. Entre crochets, l'intervalle à "
        "95 %.",
        en="The amount won, shared over the gestures before the signature. Each model is a "
        "convention: how far they differ says how much is known. In brackets, the 95% interval.",
    ),
    "wins": Text(fr="D'un gain à ses gestes", en="From a win back to its touchpoints"),
    "wins_about": Text(
        fr="Les derniers gains. Ouvrez-en un pour voir le parcours connu, ses silences, le crédit "
        "et le coût de chaque geste.",
        en="The latest wins. Open one to see the known journey, its silences, the credit and the "
        "cost of each touchpoint.",
    ),
    "no_touchpoints": Text(
        fr="Aucun geste connu avant la signature : ce gain n'est attribué à aucun canal.",
        en="No known touchpoint before the signature: this win is credited to no channel.",
    ),
    "more_rows": Text(fr="Les campagnes suivantes", en="The next campaigns"),
    "earlier_months": Text(fr="Les mois d'avant", en="The months before"),
    "more_spend": Text(
        fr="Les mois plus anciens sont dans la feuille de calcul (xlsx) et dans le JSON.",
        en="Older months are in the sheet (xlsx) and in the JSON.",
    ),
    "reconciliation": Text(fr="Les totaux sont-ils justes?", en="Do the totals tie?"),
    "notes": Text(fr="À savoir", en="Good to know"),
    "definitions": Text(fr="Définitions", en="Definitions"),
    "rules": Text(
        fr="Les mois et les jours sont ceux du fuseau de l'entente. Une part montre son nombre de "
        "cas (n) et, sous 100 cas, son intervalle à 95 %; sous 10 cas, elle est masquée.",
        en="Months and days are those of the agreement's time zone. A share shows its number of "
        "cases (n) and, under 100 cases, its 95% interval; under 10 cases it is masked.",
    ),
    "footer": Text(
        fr="Produit par Boucle. Les chiffres d'une même date « en date du » ne changent jamais.",
        en="Made by Boucle. Figures with the same as-of date never change.",
    ),
}

MORE_WINS = Text(
    fr="Gains plus anciens : {n}. La feuille de calcul (xlsx) en montre d'autres; « boucle report "
    "journey » ouvre n'importe lequel.",
    en="Older wins: {n}. The sheet (xlsx) shows others; “boucle report journey” opens any of them.",
)

LABELS: dict[str, Text] = {
    "n_contacts": Text(fr="Personnes", en="People"),
    "n_leads": Text(fr="Pistes", en="Leads"),
    "n_mql": Text(fr="MQL", en="MQL"),
    "n_sal": Text(fr="SAL", en="SAL"),
    "n_sql": Text(fr="SQL", en="SQL"),
    "n_opportunities": Text(fr="Affaires", en="Deals"),
    "n_won": Text(fr="Gagnées", en="Won"),
    "n_lost": Text(fr="Perdues", en="Lost"),
    "n_open": Text(fr="Ouvertes", en="Open"),
    "won_amount": Text(fr="Montant gagné", en="Amount won"),
    "pipeline_amount": Text(fr="En cours", en="Pipeline"),
    "other_currencies": Text(fr="Autres devises", en="Other currencies"),
    "spend": Text(fr="Dépenses", en="Spend"),
    "cost_per_lead": Text(fr="Coût par piste", en="Cost per lead"),
    "cost_per_mql": Text(fr="Coût par MQL", en="Cost per MQL"),
    "cost_per_sql": Text(fr="Coût par SQL", en="Cost per SQL"),
    "cost_per_opportunity": Text(fr="Coût par affaire", en="Cost per deal"),
    "cost_per_win": Text(fr="Coût par gain", en="Cost per win"),
    "lead_win_share": Text(fr="Pistes gagnées", en="Leads won"),
    "win_share": Text(fr="Taux de gain", en="Win rate"),
    "median_days_to_won": Text(fr="Jours jusqu'au gain (médiane)", en="Days to win (median)"),
    "return_on_spend": Text(fr="Rendement sur revenu", en="Return on revenue"),
    "return_on_margin": Text(fr="Rendement sur marge", en="Return on margin"),
    "credit": Text(fr="Crédit", en="Credit"),
    "credit_wins": Text(fr="Crédit en gains", en="Credit in wins"),
    "credit_intervals": Text(fr="Crédit et intervalle", en="Credit and interval"),
    "credit_wins_intervals": Text(
        fr="Crédit en gains et intervalle", en="Credit in wins and interval"
    ),
    "is_mature": Text(fr="Mûr", en="Mature"),
}

SECTIONS: dict[str, tuple[Text, Text, Text]] = {
    "by_channel": (
        Text(fr="Par canal", en="By channel"),
        Text(fr="Canal", en="Channel"),
        Text(
            fr="Le canal du geste d'origine de chaque piste. Les canaux sont ceux de l'entente.",
            en="The channel of each lead's first gesture. Channels are the agreement's.",
        ),
    ),
    "by_campaign": (
        Text(fr="Par campagne", en="By campaign"),
        Text(fr="Campagne", en="Campaign"),
        Text(
            fr="Les campagnes qui ont le plus rapporté d'abord.",
            en="The campaigns that brought most come first.",
        ),
    ),
    "by_month": (
        Text(fr="Par mois d'arrivée", en="By month of arrival"),
        Text(fr="Mois", en="Month"),
        Text(
            fr="Chaque mois suit ses propres pistes, quel que soit le mois où elles se décident.",
            en="Each month follows its own leads, whenever they are decided.",
        ),
    ),
    "by_month_closed": (
        Text(fr="Par mois de décision", en="By month of decision"),
        Text(fr="Mois", en="Month"),
        Text(
            fr="Ce qui s'est décidé dans le mois, peu importe quand la piste est arrivée.",
            en="What was decided in the month, whenever the lead arrived.",
        ),
    ),
}

NO_NAME: dict[str, Text] = {
    "channel": Text(fr="(canal inconnu)", en="(unknown channel)"),
    "campaign": Text(fr="(sans campagne)", en="(no campaign)"),
    "month": Text(fr="(sans date)", en="(undated)"),
}

KINDS: dict[str, Text] = {
    "direct_request": Text(fr="demande directe", en="direct request"),
    "referral": Text(fr="référence", en="referral"),
    "form": Text(fr="formulaire", en="form"),
    "white_paper": Text(fr="livre blanc", en="white paper"),
    "page_view": Text(fr="page vue", en="page view"),
    "pricing_page": Text(fr="page des prix", en="pricing page"),
    "careers_page": Text(fr="page des carrières", en="careers page"),
    "email_open": Text(fr="courriel ouvert", en="email opened"),
    "email_click": Text(fr="clic dans un courriel", en="email click"),
    "webinar_attended": Text(fr="webinaire suivi", en="webinar attended"),
    "event_attended": Text(fr="événement", en="event attended"),
    "event_conversation": Text(fr="conversation à un événement", en="conversation at an event"),
    "ad_impression": Text(fr="publicité affichée", en="ad shown"),
    "ad_click": Text(fr="clic sur une publicité", en="ad click"),
    "video_view": Text(fr="vidéo regardée", en="video watched"),
    "call": Text(fr="appel", en="call"),
    "meeting": Text(fr="rencontre", en="meeting"),
    "proposal": Text(fr="proposition", en="proposal"),
    "unsubscribe": Text(fr="désabonnement", en="unsubscribe"),
    "other": Text(fr="autre geste", en="other"),
}

EVIDENCE: dict[str, Text] = {
    "observed": Text(fr="", en=""),
    "declared": Text(fr="déclaré par la personne", en="declared by the person"),
    "noted": Text(fr="noté par un représentant", en="noted by a representative"),
    "impression": Text(fr="affichage seulement : poids plafonné", en="shown only: weight capped"),
}

MILESTONES: dict[str, Text] = {
    "lead": Text(fr="création de la piste", en="lead created"),
    "opportunity": Text(fr="création de l'affaire", en="deal created"),
    "lead,opportunity": Text(fr="création de la piste et de l'affaire", en="lead and deal created"),
}
