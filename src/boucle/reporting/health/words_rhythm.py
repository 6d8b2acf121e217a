"""What is said of freshness, jumps and rejects."""

from __future__ import annotations

from boucle.language import Text
from boucle.reporting.health.wording import Words

_ASK_EXPORT = Text(
    fr="Comparez avec la source : réexportez cette période et importez-la de nouveau; une "
    "importation répétée ne change rien.",
    en="Compare with the source: export this period again and import it again; a repeated import "
    "changes nothing.",
)
_TOO_MANY = Text(
    fr="Si ce sont des doublons ou une date d'importation, les chiffres de cette période sont "
    "gonflés.",
    en="If these are doubles or the date of an import, the figures of this period are inflated.",
)
_TOO_FEW = Text(
    fr="S'il manque un fichier, les chiffres de cette période sont trop bas.",
    en="If a file is missing, the figures of this period are too low.",
)
_UNIT = Text(
    fr="Vérifiez l'unité (cents ou dollars) et les signes `decimal` et `thousands` de la "
    "correspondance.",
    en="Check the unit (cents or dollars) and the signs `decimal` and `thousands` of the mapping.",
)

FRESHNESS: dict[str, Words] = {
    "old_data": Words(
        Text(
            fr="Le fait le plus récent ({day}) a {n} jours de plus que la dernière importation.",
            en="The newest fact ({day}) is {n} days older than the last import.",
        ),
        Text(
            fr="Le suivi s'arrête à ce jour; rien de plus récent ne compte.",
            en="Follow-up ends on that day; nothing newer counts.",
        ),
        Text(fr="Importez un export plus récent.", en="Import a newer export."),
    ),
    "source_stopped": Words(
        Text(
            fr="`{table}` de la source « {source} » : rien depuis le {day} (jours de silence : "
            "{n}; d'habitude, {usual} au plus).",
            en="`{table}` of source “{source}”: nothing since {day} (days of silence: {n}; "
            "usually {usual} at most).",
        ),
        Text(
            fr="Ce qui s'est passé depuis n'est dans aucun chiffre.",
            en="What has happened since is in no figure.",
        ),
        Text(
            fr="Vérifiez que l'export marche encore, puis importez-le.",
            en="Check that the export still works, then import it.",
        ),
    ),
    "late_entry": Words(
        Text(
            fr="Faits de `{table}` saisis plus de 48 heures après coup : {n} sur {of} ({share}; "
            "médiane {median} h, 90 % sous {p90} h).",
            en="Facts of `{table}` typed in over 48 hours later: {n} of {of} ({share}; median "
            "{median} h, 90% under {p90} h).",
        ),
        Text(
            fr="Un rapport du matin ne les a pas; les délais mesurés ce jour-là sont trop longs.",
            en="A morning's report does not have them; times measured that day are too long.",
        ),
        Text(
            fr="Convenez d'un délai de saisie avec les ventes. Le délai de chaque personne, pour "
            "elle et son gestionnaire : boucle doctor --format json.",
            en="Agree on a delay of entry with sales. Each person's delay, for them and their "
            "manager: boucle doctor --format json.",
        ),
    ),
    "open_past_close": Words(
        Text(
            fr="Affaires ouvertes dont la clôture prévue est passée : {n} sur {of}.",
            en="Open deals whose expected closing date has passed: {n} of {of}.",
        ),
        Text(
            fr="{amount} du montant en cours sont peut-être déjà décidés.",
            en="{amount} of the pipeline may be decided already.",
        ),
        Text(
            fr="Demandez à leurs responsables de les clore ou de changer la date.",
            en="Ask their owners to close them or to change the date.",
        ),
    ),
    "untouched_deals": Words(
        Text(
            fr="Affaires ouvertes sans activité depuis {days} jours : {n} sur {of}.",
            en="Open deals without an activity for {days} days: {n} of {of}.",
        ),
        Text(
            fr="{amount} du montant en cours dorment, ou le travail n'est pas inscrit.",
            en="{amount} of the pipeline sleep, or the work is not recorded.",
        ),
        Text(
            fr="Revoyez-les avec leurs responsables : relancer, clore, ou inscrire ce qui est "
            "fait.",
            en="Go through them with their owners: follow up, close, or record what was done.",
        ),
    ),
}

_JUMP = Text(
    fr="`{table}{also}` de la source « {source} », {when} : {n} lignes là où on en attendait "
    "{expected}.",
    en="`{table}{also}` of source “{source}”, {when}: {n} rows where {expected} were to come.",
)
_WHEN = {
    "day": Text(fr="le {starts}", en="on {starts}"),
    "week": Text(fr="semaine du {starts}", en="week of {starts}"),
    "month": Text(fr="{month}", en="{month}"),
}


def _jump(period: str, changes: Text) -> Words:
    when = _WHEN[period]
    what = Text(fr=_JUMP.fr.replace("{when}", when.fr), en=_JUMP.en.replace("{when}", when.en))
    return Words(what, changes, _ASK_EXPORT)


JUMPS: dict[str, Words] = {
    "day_above": _jump("day", _TOO_MANY),
    "week_above": _jump("week", _TOO_MANY),
    "week_below": _jump("week", _TOO_FEW),
    "month_above": _jump("month", _TOO_MANY),
    "month_below": _jump("month", _TOO_FEW),
    "dates_only": Words(
        Text(
            fr="`{where}` ne donne que des jours, sans heure : {n} sur {of}.",
            en="`{where}` gives days only, without an hour: {n} of {of}.",
        ),
        Text(
            fr="Les délais en heures de ces faits ne se mesurent pas; l'ordre des gestes d'un même "
            "jour est inconnu.",
            en="Times in hours of these facts cannot be measured; the order of touchpoints within "
            "a day is unknown.",
        ),
        Text(
            fr="Réexportez avec l'heure, si la source la connaît.",
            en="Export again with the hour, if the source knows it.",
        ),
    ),
    "crowded_moment": Words(
        Text(
            fr="`{where}` : {n} lignes sur {of} à la même seconde.",
            en="`{where}`: {n} rows of {of} at the same second.",
        ),
        Text(
            fr="C'est sans doute le moment d'une importation : ces durées et ces mois sont faux.",
            en="This is likely the moment of an import: these durations and months are wrong.",
        ),
        Text(
            fr="Associez la date du fait, et non celle de la fiche.",
            en="Map the date of the fact, not that of the record.",
        ),
    ),
    "amounts_out_of_scale": Words(
        Text(
            fr="Montants hors d'échelle dans `{where}` : {n} sur {of}; le plus loin vaut "
            "{far} pour un montant typique de {typical}.",
            en="Amounts out of scale in `{where}`: {n} of {of}; the furthest is {far} where a "
            "typical one is {typical}.",
        ),
        Text(fr="Écart en jeu : environ {amount}.", en="What is at stake: about {amount}."),
        _UNIT,
    ),
    "months_out_of_scale": Words(
        Text(
            fr="`{where}` : le montant typique de {month} est {fold} fois celui des autres mois "
            "({n} lignes).",
            en="`{where}`: the typical amount of {month} is {fold} times that of the other months "
            "({n} rows).",
        ),
        Text(
            fr="Les totaux de ce mois sont faux si l'unité a changé.",
            en="That month's totals are wrong if the unit changed.",
        ),
        _UNIT,
    ),
}

REJECTS: dict[str, Words] = {
    "rejected_rows": Words(
        Text(
            fr="Lignes de « {name} » mises de côté, colonne « {column} » : {n}{of_rows}. Motif : "
            "{why}.",
            en="Rows of “{name}” set aside, column “{column}”: {n}{of_rows}. Reason: {why}.",
        ),
        Text(fr="Elles ne sont dans aucun chiffre.", en="They are in no figure."),
        Text(
            fr="Corrigez ces lignes (le dossier rejects/ les garde avec leur numéro) et importez "
            "le fichier de nouveau.",
            en="Correct these rows (the folder rejects/ keeps them with their numbers) and import "
            "the file again.",
        ),
    ),
}
