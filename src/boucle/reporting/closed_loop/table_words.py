"""The words of the report's tables: titles (the names of sheets) and columns."""

from __future__ import annotations

from boucle.language import Text

# At most 31 signs, and none of [ ] : * ? / \ : a sheet has no other name.
TITLES: dict[str, Text] = {
    "about": Text(fr="Ce rapport", en="This report"),
    "total": Text(fr="Total", en="Total"),
    "by_channel": Text(fr="Par canal", en="By channel"),
    "by_campaign": Text(fr="Par campagne", en="By campaign"),
    "by_month": Text(fr="Par mois d'arrivée", en="By month of arrival"),
    "by_month_closed": Text(fr="Par mois de décision", en="By month of decision"),
    "credit": Text(fr="Crédit selon sept règles", en="Credit by seven rules"),
    "credit_intervals": Text(fr="Crédit avec intervalles", en="Credit with intervals"),
    "disagreement": Text(fr="Désaccord des modèles", en="Disagreement of models"),
    "other_currencies": Text(fr="Autres devises", en="Other currencies"),
    "wins": Text(fr="Gains", en="Wins"),
    "touchpoints": Text(fr="Gestes des gains", en="Touchpoints of wins"),
    "spend_lines": Text(fr="Dépenses et résultats", en="Spend and outcomes"),
    "money_origins": Text(fr="Origine des gains", en="Origin of wins"),
    "money_customers": Text(fr="Clients", en="Customers"),
    "money_programmes": Text(fr="Programmes sur 24 mois", en="Programmes over 24 months"),
    "money_deals": Text(fr="Transactions et marge", en="Deals and margin"),
    "money_budget": Text(fr="Prochain dollar", en="Next dollar"),
    "reconciliation": Text(fr="Réconciliation", en="Reconciliation"),
    "explanations": Text(fr="Écarts expliqués", en="Explained differences"),
    "notes": Text(fr="À savoir", en="Good to know"),
    "reasons": Text(fr="Cases vides", en="Empty cells"),
    "definitions": Text(fr="Définitions", en="Definitions"),
}

COLUMNS: dict[str, Text] = {
    "title": Text(fr="Entente", en="Agreement"),
    "agreement": Text(fr="Code de l'entente", en="Code of the agreement"),
    "agreement_version": Text(fr="Version de l'entente", en="Version of the agreement"),
    "period_from": Text(fr="Premier jour", en="First day"),
    "period_to": Text(fr="Dernier jour", en="Last day"),
    "as_of": Text(fr="En date du", en="As of"),
    "observed_until": Text(fr="Suivi jusqu'au", en="Followed until"),
    "time_zone": Text(fr="Fuseau des heures", en="Time zone"),
    "currency": Text(fr="Devise", en="Currency"),
    "is_tied": Text(fr="Réconcilié", en="Ties"),
    "n_wins_listed": Text(fr="Gains détaillés", en="Wins in detail"),
    "by": Text(fr="Groupe", en="Group"),
    "key": Text(fr="Clé", en="Key"),
    "channel": Text(fr="Code du canal", en="Channel code"),
    "channel_name": Text(fr="Canal", en="Channel"),
    "campaign": Text(fr="Clé de la campagne", en="Campaign key"),
    "campaign_name": Text(fr="Campagne", en="Campaign"),
    "month": Text(fr="Mois", en="Month"),
    "model": Text(fr="Code du modèle", en="Model code"),
    "model_name": Text(fr="Modèle", en="Model"),
    "maturity": Text(fr="Maturité", en="Maturity"),
    "reasons": Text(fr="Pourquoi des cases sont vides", en="Why cells are empty"),
    "opportunity_id": Text(fr="Clé de l'affaire", en="Deal key"),
    "lead_id": Text(fr="Clé de la piste", en="Lead key"),
    "account": Text(fr="Compte", en="Account"),
    "service": Text(fr="Service", en="Service"),
    "closed_at": Text(fr="Gagnée le", en="Won on"),
    "amount": Text(fr="Montant", en="Amount"),
    "n_touchpoints": Text(fr="Gestes connus", en="Known touchpoints"),
    "cost": Text(fr="Coût attribuable", en="Attributable cost"),
    "position": Text(fr="Rang", en="Position"),
    "touchpoint_id": Text(fr="Clé du geste", en="Touchpoint key"),
    "occurred_at": Text(fr="Moment", en="Moment"),
    "kind": Text(fr="Geste", en="Touchpoint"),
    "content": Text(fr="Contenu", en="Content"),
    "evidence": Text(fr="Preuve", en="Evidence"),
    "is_offline": Text(fr="Hors ligne", en="Offline"),
    "weight": Text(fr="Poids", en="Weight"),
    "milestone": Text(fr="Jalon", en="Milestone"),
    "days_since_previous": Text(fr="Jours depuis le précédent", en="Days since the previous one"),
    "journey_days": Text(fr="Jours du parcours", en="Days of the journey"),
    "unknown_days": Text(fr="Jours inconnus", en="Days unknown"),
    "known_share": Text(fr="Part connue du temps", en="Share of the time known"),
    "contact_id": Text(fr="Clé de la personne", en="Key of the person"),
    "person": Text(fr="Personne", en="Person"),
    "n_lines": Text(fr="Lignes de dépense", en="Spend lines"),
    "hours": Text(fr="Heures", en="Hours"),
    "part": Text(fr="Partie", en="Part"),
    "name": Text(fr="Nom", en="Name"),
    "label": Text(fr="Libellé", en="Label"),
    "unit": Text(fr="Unité", en="Unit"),
    "source": Text(fr="Selon la source", en="By the source"),
    "reported": Text(fr="Dans ce rapport", en="In this report"),
    "explained": Text(fr="Écart expliqué", en="Explained difference"),
    "difference": Text(fr="Écart inexpliqué", en="Unexplained"),
    "reason": Text(fr="Raison", en="Reason"),
    "n": Text(fr="Nombre", en="Number"),
    "code": Text(fr="Code", en="Code"),
    "text": Text(fr="Texte", en="Text"),
    "table": Text(fr="Feuille", en="Sheet"),
    "column": Text(fr="Colonne", en="Column"),
    "definition": Text(fr="Définition", en="Definition"),
}

# What labels alone do not say; figures have theirs in `definitions`.
MEANINGS: dict[str, Text] = {
    "as_of": Text(
        fr="Ce que Boucle savait à ce moment; les mêmes chiffres reviennent toujours pour lui.",
        en="What Boucle knew at that moment; the same figures always come back for it.",
    ),
    "observed_until": Text(
        fr="La fin du suivi : ce qui était ouvert ce jour-là compte comme ouvert.",
        en="The end of follow-up: what was open then counts as open.",
    ),
    "time_zone": Text(
        fr="Celui de l'entente : les mois, les jours et les heures de la feuille y sont.",
        en="The agreement's: months, days and times of the sheet are in it.",
    ),
    "n_wins_listed": Text(
        fr="Les gains les plus récents; les autres comptent dans chaque total.",
        en="The latest wins; the others count in every total.",
    ),
    "maturity": Text(
        fr="Part des gains attendus de la cohorte qui ont eu le temps d'arriver.",
        en="Share of the cohort's expected wins that have had time to happen.",
    ),
    "cost": Text(
        fr="Dépenses de la campagne (du canal, sinon) dans le mois ÷ gestes de ce mois.",
        en="The campaign's (else the channel's) spend of the month ÷ touchpoints of that month.",
    ),
    "journey_days": Text(
        fr="Du premier geste connu à la signature.",
        en="From the first known touchpoint to the win.",
    ),
    "unknown_days": Text(
        fr="Jours dans des silences de 21 jours ou plus.", en="Days in silences of 21 days or more."
    ),
    "known_share": Text(
        fr="1 − jours inconnus ÷ jours du parcours.", en="1 − days unknown ÷ days of the journey."
    ),
    "person": Text(
        fr="Numéro de la personne dans ce parcours, par ordre d'apparition.",
        en="Number of the person in this journey, in order of appearance.",
    ),
    "weight": Text(
        fr="Ce que vaut le geste dans le partage, selon la preuve qu'on en a.",
        en="What the touchpoint weighs in the sharing, by the evidence for it.",
    ),
    "days_since_previous": Text(
        fr="Jours depuis le geste précédent du parcours.",
        en="Days since the touchpoint before it in the journey.",
    ),
    "explained": Text(
        fr="Somme des écarts expliqués; chacun est dans la feuille qui suit.",
        en="Sum of the explained differences; each one is in the next sheet.",
    ),
    "difference": Text(
        fr="Source − rapport − écarts expliqués : 0 quand le total rejoint sa source.",
        en="Source − report − explained differences: 0 where the total ties to its source.",
    ),
}

UNITS: dict[str, Text] = {
    "text": Text(fr="texte", en="text"),
    "count": Text(fr="nombre", en="count"),
    "number": Text(fr="nombre", en="number"),
    "amount": Text(fr="montant ({currency})", en="amount ({currency})"),
    "share": Text(fr="part de 0 à 1", en="share from 0 to 1"),
    "ratio": Text(fr="rapport (1 = 100 %)", en="ratio (1 = 100%)"),
    "days": Text(fr="jours", en="days"),
    "date": Text(fr="date", en="date"),
    "month": Text(fr="mois", en="month"),
    "moment": Text(fr="moment ({zone})", en="moment ({zone})"),
    "flag": Text(fr="vrai ou faux", en="true or false"),
    "reasons": Text(fr="texte", en="text"),
}

FIGURE_PARTS: dict[str, tuple[Text, Text]] = {
    "n": (Text(fr="{label} : n", en="{label}: n"), Text(fr="Nombre de cas.", en="Cases.")),
    "low": (
        Text(fr="{label} : borne basse", en="{label}: low"),
        Text(fr="Borne basse de l'intervalle à 95 %.", en="Lower bound of the 95% interval."),
    ),
    "high": (
        Text(fr="{label} : borne haute", en="{label}: high"),
        Text(fr="Borne haute de l'intervalle à 95 %.", en="Upper bound of the 95% interval."),
    ),
}

MODEL_PARTS: dict[str, tuple[Text, Text]] = {
    "amount": (
        Text(fr="{model} : montant", en="{model}: amount"),
        Text(
            fr="Montant gagné que cette règle attribue à la ligne.",
            en="Amount won that this rule credits to the row.",
        ),
    ),
    "wins": (
        Text(fr="{model} : gains", en="{model}: wins"),
        Text(fr="Le même partage, en nombre de gains.", en="The same sharing, in wins."),
    ),
    "share": (
        Text(fr="{model} : part", en="{model}: share"),
        Text(
            fr="Part du gain que cette règle donne au geste.",
            en="Share of the win that this rule gives the touchpoint.",
        ),
    ),
    "credit": (
        Text(fr="{model} : crédit", en="{model}: credit"),
        Text(
            fr="Montant que cette règle donne au geste.",
            en="Amount that this rule gives the touchpoint.",
        ),
    ),
}

GROUPS: dict[str, Text] = {
    "total": Text(fr="total", en="total"),
    "channel": Text(fr="canal", en="channel"),
    "campaign": Text(fr="campagne", en="campaign"),
    "month": Text(fr="mois", en="month"),
    "month_closed": Text(fr="mois de décision", en="month of decision"),
}
