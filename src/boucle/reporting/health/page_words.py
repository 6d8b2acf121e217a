"""The words of the page, those of findings apart."""

from __future__ import annotations

from boucle.language import Text

WORDS: dict[str, Text] = {
    "html_lang": Text(fr="fr-CA", en="en-CA"),
    "title": Text(fr="Santé des données", en="Data health"),
    "lede": Text(
        fr="Ce qui cloche dans vos données, ce que ça change au rapport, et quoi faire.",
        en="What is wrong with your data, what it changes in the report, and what to do.",
    ),
    "skip": Text(fr="Aller au contenu", en="Skip to content"),
    "contents": Text(fr="Contenu", en="Contents"),
    "findings": Text(fr="Par quoi commencer", en="Where to begin"),
    "findings_about": Text(
        fr="Dans l'ordre de ce que ça change au rapport : l'argent et les gains, puis les pistes "
        "et "
        "leur origine, puis les durées, puis le reste.",
        en="In the order of what it changes in the report: money and wins, then leads and their "
        "origin, then durations, then the rest.",
    ),
    "todo": Text(fr="À faire :", en="To do:"),
    "where": Text(fr="Où :", en="Where:"),
    "examples": Text(fr="Exemples :", en="Examples:"),
    "remarks": Text(fr="À savoir aussi", en="Good to know too"),
    "nothing_title": Text(fr="Rien à corriger", en="Nothing to correct"),
    "nothing_text": Text(
        fr="Tout ce qui est vérifié plus bas a été regardé, et rien n'y cloche.",
        en="All that is listed below was looked at, and nothing is wrong with it.",
    ),
    "empty_title": Text(fr="Rien à vérifier encore", en="Nothing to check yet"),
    "empty_text": Text(
        fr="Aucune ligne n'a été importée. Importez vos fichiers avec « boucle import » : cette "
        "page "
        "se refait à chaque importation.",
        en="No row was imported. Import your files with “boucle import”: this page is made again "
        "at each import.",
    ),
    "broken_title": Text(fr="Les données ne se lisent pas", en="The data cannot be read"),
    "broken_text": Text(
        fr="Réglez d'abord ce qui suit; le reste se vérifiera ensuite.",
        en="Settle this first; the rest will be checked then.",
    ),
    "fill": Text(fr="Colonnes remplies", en="Columns filled"),
    "fill_about": Text(
        fr="La part des lignes qui ont une valeur. ★ : colonne que le rapport lit. Les colonnes "
        "vides qu'il ne lit pas ne sont pas montrées.",
        en="The share of rows that have a value. ★: a column that the report reads. Empty columns "
        "that it does not read are not shown.",
    ),
    "rows": Text(fr="lignes", en="rows"),
    "rhythm": Text(fr="Fraîcheur et rythme des sources", en="Freshness and rhythm of the sources"),
    "rhythm_about": Text(
        fr="Lignes par mois, au plus les 36 derniers. ▼ : un jour, une semaine ou un mois qui sort "
        "du rythme de sa source. Le silence se compte jusqu'à la fin du suivi.",
        en="Rows by month, the last 36 at most. ▼: a day, week or month that leaves its source's "
        "rhythm. Silence is counted up to the end of follow-up.",
    ),
    "table": Text(fr="Table", en="Table"),
    "source": Text(fr="Source", en="Source"),
    "by_month": Text(fr="Lignes par mois", en="Rows by month"),
    "n_rows": Text(fr="Lignes", en="Rows"),
    "newest": Text(fr="Dernier fait", en="Newest fact"),
    "silence": Text(fr="Silence (jours)", en="Silence (days)"),
    "usual": Text(fr="D'habitude, au plus", en="Usually, at most"),
    "stopped": Text(fr="muette", en="silent"),
    "lags": Text(fr="Délai de saisie", en="Delay of entry"),
    "lags_about": Text(
        fr="Entre le fait et le moment où quelqu'un l'a inscrit, pour toute l'équipe. Sous 10 "
        "faits, "
        "c'est masqué.",
        en="From the fact to when somebody typed it in, for the whole team. Under 10 facts it is "
        "masked.",
    ),
    "facts": Text(fr="Faits", en="Facts"),
    "median": Text(fr="Médiane", en="Median"),
    "p90": Text(fr="9 sur 10 avant", en="9 in 10 before"),
    "links": Text(fr="Clés suivies dans les deux sens", en="Keys followed both ways"),
    "links_about": Text(
        fr="Une clé perdue ne mène à aucune ligne. Une ligne seule n'est nommée par aucune clé de "
        "cette colonne : c'est souvent normal.",
        en="A lost key leads to no row. A lone row is named by no key of this column: that is "
        "often "
        "as it should be.",
    ),
    "from": Text(fr="De", en="From"),
    "to": Text(fr="Vers", en="To"),
    "keys": Text(fr="Clés", en="Keys"),
    "lost": Text(fr="Perdues", en="Lost"),
    "alone": Text(fr="Lignes seules", en="Lone rows"),
    "checked": Text(fr="Ce qui a été vérifié", en="What was checked"),
    "checked_about": Text(
        fr="Chaque vérification, ce qu'elle regarde et ce qu'elle a trouvé.",
        en="Each check, what it looks at and what it found.",
    ),
    "nothing_found": Text(fr="✓ rien", en="✓ nothing"),
    "severities": Text(fr="Les trois gravités", en="The three severities"),
    "footer": Text(
        fr="Produit par Boucle. Aucun renseignement personnel ici : seulement des clés. Refaire "
        "cette page : boucle doctor --format html.",
        en="Made by Boucle. No personal information here: keys only. To make this page again: "
        "boucle doctor --format html.",
    ),
}

SEVERITY_WORDS: dict[str, Text] = {
    "wrong": Text(
        fr="Un chiffre du rapport est faux, ou manque, tant que ce n'est pas réglé.",
        en="A figure of the report is wrong, or missing, until this is settled.",
    ),
    "doubtful": Text(
        fr="Une partie d'un chiffre est douteuse ou mal placée; le total peut être juste.",
        en="Part of a figure is doubtful or misplaced; the total may be right.",
    ),
    "remark": Text(
        fr="Aucun chiffre ne change; bon à savoir, sans urgence.",
        en="No figure changes; good to know, not urgent.",
    ),
}

# Columns that a figure of the report is made of, by table.
READ: dict[str, tuple[str, ...]] = {
    "leads": ("contact_id", "opened_at", "origin_touchpoint_id", "service_interest", "owner_id"),
    "opportunities": (
        "account_id", "lead_id", "owner_id", "service", "amount", "currency", "created_at",
        "expected_close_on", "closed_at", "outcome", "primary_campaign_id",
    ),
    "touchpoints": (
        "contact_id", "occurred_at", "origin_source", "medium", "campaign_id", "kind", "evidence",
    ),
    "spend": ("spent_on", "channel", "campaign_id", "amount", "currency"),
    "contacts": ("account_id", "email", "job_title"),
    "accounts": ("industry", "territory"),
    "campaigns": ("name", "channel", "starts_on"),
    "stage_changes": ("subject_id", "to_stage", "occurred_at"),
    "handoffs": ("lead_id", "to_user_id", "handed_over_at", "lead_type"),
    "dispositions": ("lead_id", "user_id", "occurred_at", "answer", "reason_code"),
    "activities": ("lead_id", "user_id", "occurred_at", "kind", "is_human"),
    "users": ("team", "territory", "manager_id"),
}  # fmt: skip

# Read, and rightly empty in many rows: an open deal has no closing date.
OFTEN_EMPTY = frozenset((
    "closed_at", "expected_close_on", "primary_campaign_id", "campaign_id", "origin_source",
    "medium", "service_interest", "reason_code", "manager_id", "territory", "currency",
))  # fmt: skip
