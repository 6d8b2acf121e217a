"""What each figure of the closed-loop report means, in the words of both teams."""

from __future__ import annotations

from boucle.language import Text
from boucle.reporting.model_credit import DATA_MODELS

REPORT = Text(
    fr="Chaque ligne suit la cohorte des pistes ouvertes dans la période, par leur geste "
    "d'origine, jusqu'à la fin du suivi; les dossiers encore ouverts comptent comme ouverts.",
    en="Each row follows the cohort of leads opened in the period, by their first gesture, to the "
    "end of follow-up; open cases count as open.",
)

DEFINITIONS: dict[str, Text] = {
    "n_contacts": Text(
        fr="Personnes distinctes derrière les pistes de la ligne.",
        en="Distinct people behind the leads of the row.",
    ),
    "n_leads": Text(
        fr="Pistes ouvertes; une personne qui revient après recyclage ouvre une nouvelle piste.",
        en="Leads opened; a person who returns after recycling opens a new lead.",
    ),
    "n_mql": Text(
        fr="Pistes inscrites à l'étape MQL (lead qualifié marketing), quelle que soit la suite.",
        en="Leads recorded as MQL (marketing qualified), whatever followed.",
    ),
    "n_sal": Text(fr="Pistes acceptées par les ventes (SAL).", en="Leads accepted by sales (SAL)."),
    "n_sql": Text(
        fr="Pistes qualifiées par les ventes (SQL).", en="Leads qualified by sales (SQL)."
    ),
    "n_opportunities": Text(
        fr="Affaires nées des pistes de la ligne, ou créées dans le mois si elles n'ont pas de "
        "piste. Si le canal de la piste est inconnu, la campagne principale de l'affaire décide.",
        en="Deals born of the row's leads, or created in the month where they have no lead. Where "
        "the lead's channel is unknown, the deal's main campaign decides.",
    ),
    "n_won": Text(fr="Affaires gagnées.", en="Deals won."),
    "n_lost": Text(fr="Affaires perdues.", en="Deals lost."),
    "n_open": Text(
        fr="Affaires encore ouvertes à la fin du suivi.",
        en="Deals still open at the end of follow-up.",
    ),
    "won_amount": Text(
        fr="Somme des affaires gagnées, dans la devise de l'entente. Un gain sans montant est "
        "compté, mais n'ajoute rien.",
        en="Sum of the deals won, in the agreement's currency. A win without an amount is counted "
        "and adds nothing.",
    ),
    "pipeline_amount": Text(
        fr="Somme des affaires ouvertes, sans pondération.",
        en="Sum of the open deals, unweighted.",
    ),
    "other_currencies": Text(
        fr="Montants gagnés qu'aucun taux daté ne convertit; jamais additionnés au reste.",
        en="Won amounts that no dated rate converts; never added to the rest.",
    ),
    "spend": Text(fr="Dépenses de la période.", en="What was spent in the period."),
    "cost_per_lead": Text(
        fr="Dépenses des mois de la cohorte ÷ pistes.", en="Spend of the cohort's months ÷ leads."
    ),
    "cost_per_mql": Text(
        fr="Dépenses des mois de la cohorte ÷ MQL.", en="Spend of the cohort's months ÷ MQLs."
    ),
    "cost_per_sql": Text(
        fr="Dépenses des mois de la cohorte ÷ SQL.", en="Spend of the cohort's months ÷ SQLs."
    ),
    "cost_per_opportunity": Text(
        fr="Dépenses des mois de la cohorte ÷ affaires.",
        en="Spend of the cohort's months ÷ deals.",
    ),
    "cost_per_win": Text(
        fr="Dépenses des mois de la cohorte ÷ affaires gagnées jusqu'ici.",
        en="Spend of the cohort's months ÷ deals won so far.",
    ),
    "lead_win_share": Text(
        fr="Pistes devenues clientes ÷ pistes ouvertes, avec l'intervalle de Wilson à 95 %. "
        "Masquée sous 10 pistes.",
        en="Leads that became customers ÷ leads opened, with the 95% Wilson interval. Masked "
        "under 10 leads.",
    ),
    "win_share": Text(
        fr="Affaires gagnées ÷ (gagnées + perdues), intervalle de Wilson à 95 %. Masquée sous 10.",
        en="Deals won ÷ (won + lost), 95% Wilson interval. Masked under 10.",
    ),
    "median_days_to_won": Text(
        fr="Jours pour que la moitié des gains attendus soient faits, de l'ouverture de la piste "
        "à la signature (Aalen–Johansen; dossiers ouverts censurés, sorties concurrentes).",
        en="Days until half of the expected wins are made, from the lead's opening to the "
        "signature (Aalen–Johansen; open cases censored, exits competing).",
    ),
    "return_on_spend": Text(
        fr="(Montant gagné − dépenses des mois de la cohorte) ÷ ces dépenses. Une lecture "
        "comptable, pas une preuve de cause.",
        en="(Amount won − spend of the cohort's months) ÷ that spend. An accounting view, not "
        "proof of cause.",
    ),
    "return_on_margin": Text(
        fr="(Marge brute gagnée − dépenses des mois de la cohorte) ÷ ces dépenses.",
        en="(Gross margin won − spend of the cohort's months) ÷ that spend.",
    ),
    "credit": Text(
        fr="Montants gagnés partagés entre les gestes d'avant la signature, selon sept règles. "
        "Des conventions côte à côte; aucune ne prouve une cause.",
        en="Won amounts shared over the gestures before the signature, by seven rules. "
        "Conventions side by side; none proves a cause.",
    ),
    "credit_wins": Text(fr="Le même partage, en nombre de gains.", en="The same sharing, in wins."),
    "credit_intervals": Text(
        fr="Par canal et par campagne, le crédit selon chaque modèle, Markov et Shapley compris, "
        "avec le nombre de gains touchés (n) et son intervalle à 95 % : le hasard des gains, pas "
        "l'erreur du modèle.",
        en="By channel and by campaign, the credit by each model, Markov and Shapley among them, "
        "with the number of wins touched (n) and its 95% interval: the luck of the wins, not the "
        "error of the model.",
    ),
    "credit_wins_intervals": Text(fr="La même chose, en nombre de gains.", en="The same, in wins."),
    "is_mature": Text(
        fr="Vrai quand au moins 80 % des gains attendus de la cohorte ont eu le temps d'arriver "
        "et que le délai d'effet annoncé du canal est passé.",
        en="True when at least 80% of the cohort's expected wins have had time to happen and the "
        "channel's declared effect delay has passed.",
    ),
}

MODELS: dict[str, Text] = {
    "first_touch": Text(fr="Premier geste", en="First touch"),
    "last_touch": Text(fr="Dernier geste", en="Last touch"),
    "linear": Text(fr="Linéaire", en="Linear"),
    "position_based": Text(fr="En U (40/20/40)", en="Position-based (40/20/40)"),
    "time_decay": Text(fr="Décroissance", en="Time decay"),
    "w": Text(fr="W (30/30/30/10)", en="W (30/30/30/10)"),
    "full_path": Text(fr="Parcours complet", en="Full path"),
}

# Rules first; then the models that read the journeys.
EVERY_MODEL: dict[str, Text] = MODELS | DATA_MODELS

REASONS: dict[str, Text] = {
    "n_under_10": Text(fr="moins de 10 cas : masqué", en="under 10 cases: masked"),
    "no_cases": Text(fr="aucun cas", en="no cases"),
    "no_leads": Text(fr="aucune piste dans les données", en="no leads in the data"),
    "no_opportunities": Text(fr="aucune affaire dans les données", en="no deals in the data"),
    "no_spend": Text(fr="aucune dépense connue", en="no known spend"),
    "no_amount": Text(fr="aucun montant connu", en="no known amount"),
    "no_margin": Text(fr="aucune marge connue", en="no known margin"),
    "no_wins": Text(fr="aucun gain encore", en="no win yet"),
    "not_recorded": Text(fr="étape jamais inscrite", en="stage never recorded"),
    "effect_delay": Text(
        fr="délai d'effet annoncé pas encore passé", en="declared effect delay not over"
    ),
    "not_applicable": Text(fr="sans objet ici", en="does not apply here"),
    "not_reached": Text(fr="pas encore atteint", en="not reached yet"),
    "no_contracts": Text(fr="aucun contrat dans les données", en="no contracts in the data"),
    "few_months": Text(
        fr="moins d'un an de décisions : rien à comparer",
        en="under a year of decisions: nothing to compare",
    ),
    "few_points": Text(
        fr="peu de points : un essai vaut mieux qu'une courbe",
        en="few points: a test is better than a curve",
    ),
    "few_wins": Text(
        fr="moins de 10 gains : un essai vaut mieux qu'une courbe",
        en="under 10 wins: a test is better than a curve",
    ),
    "flat_spend": Text(
        fr="une seule dose essayée : un essai vaut mieux qu'une courbe",
        en="one dose was tried: a test is better than a curve",
    ),
    "under_one": Text(
        fr="mieux qu'ailleurs, mais moins d'un dollar de marge par dollar",
        en="better than elsewhere, yet under one dollar of margin a dollar",
    ),
    "at_floor": Text(fr="à son plancher", en="at its floor"),
    "no_curve": Text(fr="rien à estimer", en="nothing to estimate"),
    "nothing_to_move": Text(
        fr="moins de deux canaux ont une courbe qui vaut mieux qu'un essai",
        en="under two channels have a curve that is better than a test",
    ),
    "nothing_to_gain": Text(
        fr="les canaux se valent, dans les limites de l'entente",
        en="the channels are worth the same, within the agreement's limits",
    ),
}
