"""What is said of the workspace itself."""

from __future__ import annotations

from boucle.language import Text
from boucle.reporting.health.wording import Words

_NO_REPORT = Text(fr="Aucun rapport ne se fait.", en="No report can be made.")
_RESTORE = Text(
    fr="Reprenez le dossier lake/ d'une copie de sauvegarde, ou importez de nouveau vos fichiers "
    "dans un espace neuf.",
    en="Take the folder lake/ from a backup, or import your files again into a new workspace.",
)

WORKSPACE: dict[str, Words] = {
    "agreement_unreadable": Words(
        Text(fr="L'entente a des fautes : {why}", en="The agreement has faults: {why}"),
        _NO_REPORT,
        Text(
            fr="Voyez toutes les fautes : boucle agreement check agreement/*.yaml",
            en="See every fault: boucle agreement check agreement/*.yaml",
        ),
    ),
    "agreement_assumed": Words(
        Text(
            fr="Aucune version de l'entente n'est en vigueur à cette date : la version {version} "
            "en tient lieu.",
            en="No version of the agreement is in force at that date: version {version} stands in.",
        ),
        Text(
            fr="Les définitions appliquées ne sont pas signées pour cette période.",
            en="The definitions applied are not signed for that period.",
        ),
        Text(
            fr="Signez une version dont `in_force_on` couvre la période.",
            en="Sign a version whose `in_force_on` covers the period.",
        ),
    ),
    "agreement_draft": Words(
        Text(
            fr="La version {version} de l'entente est une ébauche : personne ne l'a signée.",
            en="Version {version} of the agreement is a draft: nobody has signed it.",
        ),
        Text(
            fr="Aucun chiffre ne change; les définitions n'engagent personne.",
            en="No figure changes; the definitions bind nobody.",
        ),
        Text(
            fr="Faites-la lire et signer aux deux équipes : boucle agreement render.",
            en="Have both teams read and sign it: boucle agreement render.",
        ),
    ),
    "mapping_faults": Words(
        Text(
            fr="La correspondance « {name} » ne se lit pas : {why}",
            en="The mapping “{name}” cannot be read: {why}",
        ),
        Text(
            fr="La prochaine importation de cette source sera refusée.",
            en="The next import of that source will be refused.",
        ),
        Text(
            fr="Corrigez le fichier; docs/reference/mapping.md dit chaque clé.",
            en="Correct the file; docs/reference/mapping.md says each key.",
        ),
    ),
    "lake_damaged": Words(
        Text(
            fr="Fichiers du lac perdus ou illisibles, table `{table}` : {n}.",
            en="Files of the lake lost or unreadable, table `{table}`: {n}.",
        ),
        _NO_REPORT,
        _RESTORE,
    ),
    "stale_lock": Words(
        Text(
            fr="Un verrou est resté d'un processus mort ({who}, depuis le {since}).",
            en="A lock is left of a dead process ({who}, since {since}).",
        ),
        Text(
            fr="Aucun chiffre ne change; ce que ce processus écrivait n'a pas été gardé.",
            en="No figure changes; what that process was writing was not kept.",
        ),
        Text(
            fr="Refaites l'importation : elle reprend le verrou et remet le lac en ordre.",
            en="Import again: that takes the lock over and puts the lake back in order.",
        ),
    ),
    "disk_nearly_full": Words(
        Text(
            fr="Il reste {free} Mo sur le disque; le lac en occupe {size}.",
            en="{free} MB are left on the disk; the lake takes {size}.",
        ),
        Text(
            fr="La prochaine importation pourrait être refusée; rien ne serait perdu.",
            en="The next import might be refused; nothing would be lost.",
        ),
        Text(fr="Faites de la place.", en="Make room."),
    ),
}
