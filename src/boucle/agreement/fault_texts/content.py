"""Words of the faults between the parts of an agreement."""

from __future__ import annotations

from boucle.language import Text

CONTENT_TEXTS: dict[str, Text] = {
    "code_twice": Text(
        fr="le code `{given}` est déjà pris à la ligne {first}. Un code ne sert qu'une fois.",
        en="code `{given}` is already taken at line {first}. A code is used once.",
    ),
    "unknown_reference": Text(
        fr="`{given}` n'est pas dans `{section}`{hint}. Codes permis : {allowed}.",
        en="`{given}` is not in `{section}`{hint}. Allowed: {allowed}.",
    ),
    "stage_missing": Text(
        fr="il manque la définition de {missing}. Les sept étapes sont obligatoires : {allowed}.",
        en="the definition of {missing} is missing. All seven stages are compulsory: {allowed}.",
    ),
    "stage_order": Text(
        fr="l'étape `{given}` n'est pas à sa place. L'ordre est {allowed}.",
        en="stage `{given}` is out of its place. The order is {allowed}.",
    ),
    "lead_type_value": Text(
        fr="la valeur est {given}, mais {win_share} × {average_amount} = {product}. Corrigez "
        "l'un des trois nombres.",
        en="the value is {given}, but {win_share} × {average_amount} = {product}. Correct one of "
        "the three numbers.",
    ),
    "grade_unknown": Text(
        fr="la cote `{given}` n'existe pas. Cotes permises : {allowed}.",
        en="there is no grade `{given}`. Allowed: {allowed}.",
    ),
    "grade_twice": Text(
        fr="la cote `{given}` est déjà dans `{first}`. Une cote mène à une seule suite.",
        en="grade `{given}` already stands in `{first}`. A grade leads to one thing.",
    ),
    "grade_missing": Text(
        fr="la grille ne dit rien de {missing}. Mettez chaque cote dans transfer, nurture ou "
        "nothing.",
        en="the grid says nothing of {missing}. Put every grade in transfer, nurture or nothing.",
    ),
    "bands": Text(
        fr="les seuils doivent descendre de la meilleure bande à la dernière; `{given}` vaut "
        "{points} et la précédente {before}.",
        en="thresholds must go down from the best band to the last; `{given}` is {points} and "
        "the one before {before}.",
    ),
    "no_bands": Text(
        fr="il faut au moins une bande avec son seuil.",
        en="at least one band with its threshold is needed.",
    ),
    "goal_parts": Text(
        fr="les sous-objectifs ({parts}) font {total}; l'objectif `{parent}` est de {target}. "
        "Corrigez la cible ou ses parties.",
        en="the sub-goals ({parts}) add up to {total}; goal `{parent}` is {target}. Correct the "
        "target or its parts.",
    ),
    "goal_parts_exceed": Text(
        fr="les sous-objectifs ({parts}) font déjà {total}; l'objectif `{parent}` est de "
        "{target}. Corrigez la cible ou ses parties.",
        en="the sub-goals ({parts}) already make {total}; goal `{parent}` is {target}. Correct "
        "the target or its parts.",
    ),
    "goal_outside": Text(
        fr="ce sous-objectif va du {start} au {end}, hors de la période de `{parent}` ({first} "
        "au {last}).",
        en="this sub-goal runs from {start} to {end}, outside the period of `{parent}` ({first} "
        "to {last}).",
    ),
    "goal_overlap": Text(
        fr="ce sous-objectif couvre des jours que `{other}` couvre déjà. Séparez leurs périodes.",
        en="this sub-goal covers days that `{other}` covers already. Keep their periods apart.",
    ),
    "goal_quarter": Text(
        fr="la cible est {given}, mais la saisonnalité de `{parent}` donne {wanted} ({share} × "
        "{target}). Corrigez l'une ou l'autre.",
        en="the target is {given}, but the seasons of `{parent}` give {wanted} ({share} × "
        "{target}). Correct one or the other.",
    ),
    "goal_loop": Text(
        fr="l'objectif `{given}` est son propre ancêtre. Corrigez `parent`.",
        en="goal `{given}` is its own ancestor. Correct `parent`.",
    ),
    "volume_headline": Text(
        fr="`{given}` compte du volume : il grossit sans un client de plus et ne peut être la "
        "cible de tête. Visez une valeur, ou enlevez is_headline.",
        en="`{given}` counts volume: it grows without one more customer and cannot be the "
        "headline goal. Aim at a value, or remove is_headline.",
    ),
    "volume_target": Text(
        fr="`{given}` compte du volume : il grossit sans un client de plus. Visez plutôt la "
        "valeur des pistes ou les affaires créées.",
        en="`{given}` counts volume: it grows without one more customer. Aim at the value of "
        "leads or at deals created instead.",
    ),
    "shares_sum": Text(
        fr="les parts font {total}; elles doivent faire 1.",
        en="the shares add up to {total}; they must make 1.",
    ),
    "targets_without_clock": Text(
        fr="des délais sans horloge ne se mesurent pas. Ajoutez `clock`, ou enlevez `within`.",
        en="deadlines without a clock cannot be measured. Add `clock`, or remove `within`.",
    ),
    "target_empty": Text(
        fr="la cible ne dit rien. Donnez within, share ou attempts.",
        en="the target says nothing. Give within, share or attempts.",
    ),
    "target_time": Text(
        fr="`{given}` est en temps {said}, mais l'horloge `{clock}` compte en temps {wanted}. "
        "Accordez les deux.",
        en="`{given}` is in {said} time, but clock `{clock}` runs in {wanted} time. Make the two "
        "agree.",
    ),
    "lead_types_uncovered": Text(
        fr="aucune cible pour {missing}. Ajoutez-les, ou une cible '*' pour tous les autres.",
        en="there is no target for {missing}. Add them, or a '*' target for all the others.",
    ),
    "workload": Text(
        fr="{given} tentatives ne suivent pas : {n} × {hours} h × 60 ÷ {minutes} = {product}.",
        en="{given} attempts do not follow: {n} × {hours} h × 60 ÷ {minutes} = {product}.",
    ),
    "planned_mix": Text(
        fr="la composition prévue vaut {value} au lieu des {goal} promis. Revoyez l'une ou "
        "l'autre.",
        en="the planned mix is worth {value}, short of the {goal} promised. Review one or the "
        "other.",
    ),
    "reference_model": Text(
        fr="le modèle de référence `{given}` n'est pas affiché. Modèles de la liste : {allowed}.",
        en="the reference model `{given}` is not shown. Models on the list: {allowed}.",
    ),
    "witness_sum": Text(
        fr="les crédits du modèle `{model}` font {total}; le cas témoin vaut {amount}.",
        en="the credits of model `{model}` add up to {total}; the witness case is worth {amount}.",
    ),
    "reasons_too_many": Text(
        fr="il y a {given} motifs; le maximum est {limit}. Fusionnez-en, ou haussez max_reasons.",
        en="there are {given} reasons; the maximum is {limit}. Merge some, or raise max_reasons.",
    ),
    "agenda": Text(
        fr="l'ordre du jour prend {total} minutes; la rencontre en dure {limit}.",
        en="the agenda takes {total} minutes; the meeting lasts {limit}.",
    ),
    "step_without_trigger": Text(
        fr="une étape d'escalade a besoin de `at` (part du délai) ou de `when`.",
        en="an escalation step needs `at` (part of the deadline) or `when`.",
    ),
    "calendar": Text(fr="{text}", en="{text}"),
    "calendar_example": Text(
        fr="l'exemple ne tient pas : {start} + {duration} donne {computed}, et non {given}. "
        "Corrigez l'exemple ou le calendrier.",
        en="the example does not hold: {start} + {duration} gives {computed}, not {given}. "
        "Correct the example or the calendar.",
    ),
    "holiday_expected": Text(
        fr="le {given} n'est pas un congé de {region}. Congés de {year} : {allowed}.",
        en="{given} is no holiday of {region}. Holidays of {year}: {allowed}.",
    ),
    "signature_text": Text(
        fr="cette signature porte sur un autre texte ({given}…); celui-ci a l'empreinte {wanted}. "
        "Une version signée ne se modifie pas : publiez-en une autre, ou faites signer ce texte.",
        en="this signature is under another text ({given}…); the SHA-256 of this one is {wanted}. "
        "A signed version is never changed: publish a new one, or have this text signed.",
    ),
    "signature_twice": Text(
        fr="la partie `{given}` a déjà signé. Gardez une signature par partie.",
        en="party `{given}` has signed already. Keep one signature a party.",
    ),
    "version_twice": Text(
        fr="la version {given} est déjà dans {other}. Une version tient dans un seul fichier.",
        en="version {given} already stands in {other}. A version is one file.",
    ),
    "date_twice": Text(
        fr="{other} entre aussi en vigueur le {given}. Deux versions ne peuvent commencer le "
        "même jour.",
        en="{other} comes into force on {given} too. Two versions cannot start on one day.",
    ),
    "other_agreement": Text(
        fr="le code est `{given}`, mais {other} a le code `{wanted}`. Un dossier contient les "
        "versions d'une seule entente.",
        en="the code is `{given}`, but {other} has the code `{wanted}`. A folder holds the "
        "versions of one agreement.",
    ),
}
