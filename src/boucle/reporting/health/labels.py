"""The names of checks, severities, figures, tables and reasons on screen."""

from __future__ import annotations

from boucle.language import Text

TITLE = Text(fr="Santé des données", en="Data health")

DEFINITION = Text(
    fr="Ce qui cloche dans les données, dans l'ordre de ce que ça change au rapport : l'argent et "
    "les gains, puis les pistes et leur origine, puis les durées, puis le reste. « Fausse un "
    "chiffre » : un chiffre est faux ou manque. « À vérifier » : une partie d'un chiffre est "
    "douteuse. « À savoir » : aucun chiffre ne change.",
    en="What is wrong with the data, in the order of what it changes in the report: money and "
    "wins, then leads and their origin, then durations, then the rest. “Makes a figure wrong”: a "
    "figure is wrong or missing. “To check”: part of a figure is doubtful. “Good to know”: no "
    "figure changes.",
)

# The sign says it where colours do not show.
SIGNS = {"wrong": "✖", "doubtful": "▲", "remark": "•"}

SEVERITIES: dict[str, Text] = {
    "wrong": Text(fr="fausse un chiffre", en="makes a figure wrong"),
    "doubtful": Text(fr="à vérifier", en="to check"),
    "remark": Text(fr="à savoir", en="good to know"),
}

CHECKS: dict[str, tuple[Text, Text]] = {
    "completeness": (
        Text(fr="Complétude", en="Completeness"),
        Text(
            fr="Les tables et les colonnes que le rapport lit, les mois et les canaux sans "
            "dépense.",
            en="Tables and columns that the report reads, months and channels without spend.",
        ),
    ),
    "freshness": (
        Text(fr="Fraîcheur", en="Freshness"),
        Text(
            fr="Le fait le plus récent de chaque source, les sources muettes, le délai de saisie, "
            "les affaires en retard ou laissées là.",
            en="The newest fact of each source, silent sources, delay of entry, deals that are "
            "late or left alone.",
        ),
    ),
    "contradictions": (
        Text(fr="Contradictions", en="Contradictions"),
        Text(
            fr="Les faits qui se démentent : dates, montants, devises, étapes, et l'étape inscrite "
            "face à la définition de l'entente.",
            en="Facts that belie each other: dates, amounts, currencies, stages, and the recorded "
            "stage against the agreement's definition.",
        ),
    ),
    "orphans": (
        Text(fr="Orphelins", en="Orphans"),
        Text(
            fr="Les clés qui ne mènent nulle part, dans les deux sens.",
            en="Keys that lead nowhere, both ways.",
        ),
    ),
    "jumps": (
        Text(fr="Sauts suspects", en="Suspicious jumps"),
        Text(
            fr="Les jours, semaines et mois qui sortent du rythme de leur source, les montants "
            "hors d'échelle, les moments trop pleins.",
            en="Days, weeks and months that leave their source's rhythm, amounts out of scale, "
            "moments that hold too much.",
        ),
    ),
    "rejects": (
        Text(fr="Lignes mises de côté", en="Rows set aside"),
        Text(
            fr="Ce que la dernière importation de chaque fichier n'a pas pu lire.",
            en="What the last import of each file could not read.",
        ),
    ),
    "unmapped": (
        Text(fr="Valeurs inconnues", en="Unknown values"),
        Text(
            fr="Les mots des fichiers que l'entente ne connaît pas.",
            en="Words of the files that the agreement does not know.",
        ),
    ),
    "duplicates": (
        Text(fr="Doublons possibles", en="Possible duplicates"),
        Text(
            fr="Les contacts de même courriel et les lignes pareilles sous plusieurs clés.",
            en="Contacts with the same address, and like rows under several keys.",
        ),
    ),
    "workspace": (
        Text(fr="Espace de travail", en="Workspace"),
        Text(
            fr="L'entente, les correspondances, les fichiers du lac, le verrou et le disque.",
            en="The agreement, the mappings, the files of the lake, the lock and the disk.",
        ),
    ),
}

FIGURES: dict[str, Text] = {
    "report": Text(fr="Tout le rapport", en="The whole report"),
    "won_amount": Text(fr="Montant gagné", en="Amount won"),
    "n_won": Text(fr="Gains", en="Wins"),
    "win_share": Text(fr="Taux de gain", en="Win rate"),
    "spend": Text(fr="Dépenses", en="Spend"),
    "return_on_spend": Text(fr="Rendement", en="Return"),
    "return_on_margin": Text(fr="Rendement sur marge", en="Return on margin"),
    "pipeline_amount": Text(fr="En cours", en="Pipeline"),
    "counts": Text(fr="Comptes", en="Counts"),
    "n_leads": Text(fr="Pistes", en="Leads"),
    "n_mql": Text(fr="MQL et étapes", en="MQL and stages"),
    "n_contacts": Text(fr="Personnes", en="People"),
    "cost_per_lead": Text(fr="Coût par piste", en="Cost per lead"),
    "credit": Text(fr="Canaux et crédit", en="Channels and credit"),
    "by_month": Text(fr="Mois", en="Months"),
    "median_days_to_won": Text(fr="Durées", en="Durations"),
    "follow_up_time": Text(fr="Délai de suivi", en="Follow-up time"),
    "none": Text(fr="Aucun chiffre", en="No figure"),
}

TABLES: dict[str, Text] = {
    "accounts": Text(fr="Entreprises", en="Companies"),
    "contacts": Text(fr="Contacts", en="Contacts"),
    "users": Text(fr="Collègues", en="Colleagues"),
    "campaigns": Text(fr="Campagnes", en="Campaigns"),
    "touchpoints": Text(fr="Gestes", en="Touchpoints"),
    "leads": Text(fr="Pistes", en="Leads"),
    "stage_changes": Text(fr="Changements d'étape", en="Stage changes"),
    "handoffs": Text(fr="Transferts", en="Hand-overs"),
    "dispositions": Text(fr="Réponses des ventes", en="Answers of sales"),
    "activities": Text(fr="Activités", en="Activities"),
    "opportunities": Text(fr="Affaires", en="Deals"),
    "opportunity_contacts": Text(fr="Contacts des affaires", en="Contacts of deals"),
    "spend": Text(fr="Dépenses", en="Spend"),
    "contracts": Text(fr="Contrats", en="Contracts"),
    "absences": Text(fr="Absences", en="Absences"),
    "consents": Text(fr="Consentements", en="Consents"),
    "pauses": Text(fr="Pauses", en="Pauses"),
    "marketing_replies": Text(fr="Réponses du marketing", en="Marketing's replies"),
    "nurture_entries": Text(fr="Maturation", en="Nurturing"),
    "observations": Text(fr="Observations", en="Observations"),
    "notices": Text(fr="Avis", en="Notices"),
    "links": Text(fr="Fusions", en="Merges"),
    "exchange_rates": Text(fr="Taux de change", en="Exchange rates"),
}

REASONS: dict[str, Text] = {
    "not_a_date": Text(fr="date illisible", en="no readable date"),
    "date_out_of_range": Text(fr="date d'une autre époque", en="date of another age"),
    "not_a_number": Text(fr="nombre illisible", en="no readable number"),
    "not_whole": Text(fr="nombre non entier", en="not a whole number"),
    "out_of_range": Text(fr="nombre trop grand", en="number too large"),
    "negative": Text(fr="nombre négatif", en="negative number"),
    "not_yes_or_no": Text(fr="ni oui ni non", en="neither yes nor no"),
    "not_a_currency": Text(fr="devise inconnue", en="unknown currency"),
    "required": Text(fr="valeur obligatoire absente", en="required value missing"),
    "duplicate_key": Text(fr="clé répétée avec autre chose", en="key repeated with other content"),
    "unknown_word": Text(fr="mot hors de la liste", en="word not in the list"),
    "ragged_row": Text(fr="nombre de cellules différent", en="another number of cells"),
}
