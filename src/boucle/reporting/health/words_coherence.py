"""What is said of contradictions, lost keys, doubles and unknown words."""

from __future__ import annotations

from boucle.language import Text
from boucle.reporting.health.wording import Words

_CHECK_DATES = Text(
    fr="Corrigez ces dates dans le CRM, ou vérifiez l'ordre du jour et du mois (`date_format`) "
    "dans la correspondance.",
    en="Correct these dates in the CRM, or check the order of day and month (`date_format`) in "
    "the mapping.",
)
_ADD_RATE = Text(
    fr="Importez le taux de ces devises dans `exchange_rates`, daté d'avant ces lignes.",
    en="Import the rate of these currencies into `exchange_rates`, dated before these rows.",
)
_NEGATIVE_TODO = Text(
    fr="Corrigez le signe dans le fichier, ou inscrivez le remboursement comme une ligne à part.",
    en="Correct the sign in the file, or enter the refund as a line of its own.",
)

CONTRADICTIONS: dict[str, Words] = {
    "won_without_close": Words(
        Text(
            fr="Gains sans date de clôture : {n} sur {of}.",
            en="Wins without a closing date: {n} of {of}.",
        ),
        Text(
            fr="Ils comptent dans le total, mais dans aucun mois de décision ({amount}) et dans "
            "aucune durée.",
            en="They count in the total, but in no month of decision ({amount}) and in no "
            "duration.",
        ),
        Text(
            fr="Associez la date de signature à `opportunities.closed_at`.",
            en="Map the signing date to `opportunities.closed_at`.",
        ),
    ),
    "lost_without_close": Words(
        Text(
            fr="Pertes sans date de clôture : {n} sur {of}.",
            en="Losses without a closing date: {n} of {of}.",
        ),
        Text(
            fr="Elles ne comptent dans aucun mois de décision : le taux de gain des mois est "
            "surestimé.",
            en="They count in no month of decision: win rates by month are overstated.",
        ),
        Text(
            fr="Associez la date de perte à `opportunities.closed_at`.",
            en="Map the date of loss to `opportunities.closed_at`.",
        ),
    ),
    "open_with_close": Words(
        Text(
            fr="Affaires ouvertes qui ont une date de clôture : {n} sur {of}.",
            en="Open deals that have a closing date: {n} of {of}.",
        ),
        Text(
            fr="Si elles sont gagnées, il manque {n} gains et jusqu'à {amount}.",
            en="If they are won, {n} wins and up to {amount} are missing.",
        ),
        Text(
            fr="Vérifiez les valeurs d'étape dans la correspondance (`values` de `outcome`); une "
            "date prévue va dans `expected_close_on`.",
            en="Check the stage values in the mapping (`values` of `outcome`); an expected date "
            "goes into `expected_close_on`.",
        ),
    ),
    "closed_before_created": Words(
        Text(
            fr="Affaires closes avant d'être créées : {n} sur {of}.",
            en="Deals closed before they were created: {n} of {of}.",
        ),
        Text(
            fr="Leur durée est mise de côté; souvent, l'affaire a été saisie après coup.",
            en="Their duration is set aside; often the deal was typed in afterwards.",
        ),
        _CHECK_DATES,
    ),
    "closed_before_lead": Words(
        Text(
            fr="Affaires closes avant l'arrivée de leur piste : {n} sur {of}.",
            en="Deals closed before their lead arrived: {n} of {of}.",
        ),
        Text(
            fr="Leur durée est mise de côté, et aucun geste d'avant la signature ne peut venir de "
            "cette piste.",
            en="Their duration is set aside, and no touchpoint before the signature can come from "
            "that lead.",
        ),
        _CHECK_DATES,
    ),
    "negative_amount": Words(
        Text(
            fr="Affaires au montant négatif : {n} sur {of}.",
            en="Deals with a negative amount: {n} of {of}.",
        ),
        Text(fr="Le montant gagné baisse de {amount}.", en="The amount won drops by {amount}."),
        _NEGATIVE_TODO,
    ),
    "negative_spend": Words(
        Text(
            fr="Dépenses négatives : {n} lignes sur {of}.", en="Negative spend: {n} lines of {of}."
        ),
        Text(fr="Les dépenses baissent de {amount}.", en="Spend drops by {amount}."),
        _NEGATIVE_TODO,
    ),
    "amount_without_rate": Words(
        Text(
            fr="Affaires dans une devise sans taux daté : {n} sur {of}.",
            en="Deals in a currency without a dated rate: {n} of {of}.",
        ),
        Text(
            fr="Leur montant reste dans « autres devises » : il n'est pas dans le montant gagné.",
            en="Their amount stays in “other currencies”: it is not in the amount won.",
        ),
        _ADD_RATE,
    ),
    "spend_without_rate": Words(
        Text(
            fr="Dépenses dans une devise sans taux daté : {n} lignes sur {of}.",
            en="Spend in a currency without a dated rate: {n} lines of {of}.",
        ),
        Text(
            fr="Elles ne sont ni dans les dépenses ni dans les coûts.",
            en="They are in neither spend nor costs.",
        ),
        _ADD_RATE,
    ),
    "answer_without_handoff": Words(
        Text(
            fr="Réponses des ventes à des pistes jamais transférées : {n} sur {of}.",
            en="Answers of sales to leads never handed over: {n} of {of}.",
        ),
        Text(
            fr="Le délai de suivi de ces pistes n'a pas de départ : il n'est pas mesuré.",
            en="The follow-up time of these leads has no start: it is not measured.",
        ),
        Text(
            fr="Importez les transferts dans `handoffs`, ou inscrivez-les au moment où ils se "
            "font.",
            en="Import the hand-overs into `handoffs`, or enter them when they are made.",
        ),
    ),
    "answer_before_handoff": Words(
        Text(
            fr="Réponses des ventes d'avant le transfert : {n} sur {of}.",
            en="Answers of sales before the hand-over: {n} of {of}.",
        ),
        Text(
            fr="Le délai de suivi de ces pistes est nul ou faux.",
            en="The follow-up time of these leads is zero or wrong.",
        ),
        _CHECK_DATES,
    ),
    "activity_after_loss": Words(
        Text(
            fr="Activités sur des affaires perdues depuis plus de deux jours : {n} sur {of}.",
            en="Activities on deals lost over two days before: {n} of {of}.",
        ),
        Text(
            fr="L'affaire n'était peut-être pas perdue : le taux de gain en dépend.",
            en="The deal may not have been lost: the win rate depends on it.",
        ),
        Text(
            fr="Demandez au responsable : rouvrez l'affaire, ou créez-en une nouvelle.",
            en="Ask the owner: reopen the deal, or make a new one.",
        ),
    ),
    "future_fact": Words(
        Text(
            fr="Faits datés d'après l'importation : {n} sur {of}.",
            en="Facts dated after the import: {n} of {of}.",
        ),
        Text(fr="Le rapport ne les compte pas encore.", en="The report does not count them yet."),
        _CHECK_DATES,
    ),
    "stages_out_of_order": Words(
        Text(
            fr="Pistes devenues {later} avant {earlier} : {n} sur {of}.",
            en="Leads that became {later} before {earlier}: {n} of {of}.",
        ),
        Text(
            fr="Les comptes restent justes; la durée entre ces deux étapes est mise de côté.",
            en="Counts stay right; the time between these two stages is set aside.",
        ),
        Text(
            fr="Vérifiez que la correspondance lit la date de chaque étape dans la bonne colonne.",
            en="Check that the mapping reads each stage's date from the right column.",
        ),
    ),
    "stage_not_met": Words(
        Text(
            fr="Pistes inscrites « {stage} » que la définition de l'entente ne prend pas : {n} sur "
            "{of}.",
            en="Leads recorded as “{stage}” that the agreement's definition does not take: {n} of "
            "{of}.",
        ),
        Text(
            fr="Le compte inscrit dépasse celui de l'entente d'autant.",
            en="The recorded count is above the agreement's by as much.",
        ),
        Text(
            fr="Lisez pourquoi : boucle scoring --lead CLÉ. Puis corrigez l'étape, ou la "
            "définition "
            "à la prochaine rencontre.",
            en="Read why: boucle scoring --lead KEY. Then correct the stage, or the definition at "
            "the next meeting.",
        ),
    ),
    "stage_not_recorded": Words(
        Text(
            fr="Pistes que l'entente dit « {stage} » et qui n'y sont pas inscrites : {n} sur {of}.",
            en="Leads that the agreement calls “{stage}” and that are not recorded so: {n} of "
            "{of}.",
        ),
        Text(
            fr="Le compte inscrit est sous celui de l'entente d'autant.",
            en="The recorded count is under the agreement's by as much.",
        ),
        Text(
            fr="Transférez-les, ou lisez pourquoi : boucle scoring --lead CLÉ.",
            en="Hand them over, or read why: boucle scoring --lead KEY.",
        ),
    ),
}

ORPHANS: dict[str, Words] = {
    "lost_reference": Words(
        Text(
            fr="Clés de `{where}` qui ne mènent à aucune ligne de `{to}` : {n} sur {of}.",
            en="Keys of `{where}` that lead to no row of `{to}`: {n} of {of}.",
        ),
        Text(
            fr="Ce que ces lignes devraient y trouver (canal, personne, responsable) manque.",
            en="What these rows should find there (channel, person, owner) is missing.",
        ),
        Text(
            fr="Réexportez `{to}` en entier (archives comprises), ou vérifiez que les deux "
            "fichiers "
            "écrivent la clé de la même façon.",
            en="Export `{to}` again whole (archives included), or check that both files write the "
            "key the same way.",
        ),
    ),
    "unimported_table": Words(
        Text(
            fr="`{where}` nomme des lignes de `{to}`, et cette table est vide : {n}.",
            en="`{where}` names rows of `{to}`, and that table is empty: {n}.",
        ),
        Text(
            fr="Ce que ces lignes devraient y trouver (noms, canaux, équipes) manque partout.",
            en="What these rows should find there (names, channels, teams) is missing everywhere.",
        ),
        Text(
            fr="Exportez `{to}` de votre système et ajoutez-en un bloc à la correspondance.",
            en="Export `{to}` from your system and add a block for it to the mapping.",
        ),
    ),
}

DUPLICATES: dict[str, Words] = {
    "same_email": Words(
        Text(
            fr="Contacts qui ont le courriel d'un autre : {n} sur {of}.",
            en="Contacts that have another one's e-mail address: {n} of {of}.",
        ),
        Text(
            fr="Le nombre de personnes est surestimé, et leurs parcours sont coupés en deux.",
            en="The number of people is overstated, and their journeys are cut in two.",
        ),
        Text(
            fr="Fusionnez ces fiches dans le CRM, puis réexportez les contacts.",
            en="Merge these records in the CRM, then export the contacts again.",
        ),
    ),
    "repeated_rows": Words(
        Text(
            fr="Lignes de `{table}` pareilles à une autre sauf par leur clé : {n} sur {of}.",
            en="Rows of `{table}` like another one but for their key: {n} of {of}.",
        ),
        Text(
            fr="Si c'est la même chose deux fois, elle compte deux fois.",
            en="If it is the same thing twice, it counts twice.",
        ),
        Text(
            fr="Cherchez un fichier importé sous deux formes ou une clé faite du numéro de ligne; "
            "donnez à la correspondance une clé qui ne change pas.",
            en="Look for a file imported in two forms or a key made of the row number; give the "
            "mapping a key that does not change.",
        ),
    ),
}

UNMAPPED: dict[str, Words] = {
    "unknown_word": Words(
        Text(
            fr="« {name} » dans `{where}` : mot que l'entente ne connaît pas ({n} sur {of}).",
            en="“{name}” in `{where}`: a word that the agreement does not know ({n} of {of}).",
        ),
        Text(
            fr="Ce que l'entente en dit (marge, territoire, motif) ne s'applique pas à ces lignes.",
            en="What the agreement says of it (margin, territory, reason) does not hold for these "
            "rows.",
        ),
        Text(
            fr="Ajoutez-le à l'entente, ou traduisez-le dans la correspondance (`values`).",
            en="Add it to the agreement, or translate it in the mapping (`values`).",
        ),
    ),
    "unlisted_channel": Words(
        Text(
            fr="Canal absent de l'entente : « {name} », gestes : {n} sur {of}.",
            en="Channel not in the agreement: “{name}”, touchpoints: {n} of {of}.",
        ),
        Text(
            fr="Il a sa ligne au rapport, sans libellé ni délai d'effet.",
            en="It has its row in the report, without a label or an effect delay.",
        ),
        Text(
            fr="Ajoutez-le aux canaux de l'entente, ou une règle qui le prend.",
            en="Add it to the agreement's channels, or a rule that takes it.",
        ),
    ),
    "unlisted_source": Words(
        Text(
            fr="Source qu'aucune règle de l'entente ne prend : « {name} », gestes : {n} sur {of}.",
            en="Source that no rule of the agreement takes: “{name}”, touchpoints: {n} of {of}.",
        ),
        Text(fr="Elle compte dans « autre ».", en="It counts in “other”."),
        Text(
            fr="Ajoutez une règle à un canal de l'entente : `sources: [{name}]`.",
            en="Add a rule to a channel of the agreement: `sources: [{name}]`.",
        ),
    ),
    "set_aside_word": Words(
        Text(
            fr="« {name} » dans « {file} » : mot que la correspondance ne connaît pas ({n} lignes "
            "sur {of}).",
            en="“{name}” in “{file}”: a word that the mapping does not know ({n} rows of {of}).",
        ),
        Text(
            fr="Ces lignes sont mises de côté : elles ne sont dans aucun chiffre.",
            en="These rows are set aside: they are in no figure.",
        ),
        Text(
            fr="Dites ce que ce mot veut dire dans une correspondance à vous (`extends`, "
            "`[words]`), puis importez encore.",
            en="Say what the word means in a mapping of your own (`extends`, `[words]`), then "
            "import again.",
        ),
    ),
    "assumed_word": Words(
        Text(
            fr="« {name} » dans « {file} » : mot que la correspondance ne connaît pas ({n} lignes "
            "sur {of}).",
            en="“{name}” in “{file}”: a word that the mapping does not know ({n} rows of {of}).",
        ),
        Text(
            fr="Ces lignes sont lues comme « {read_as} ».",
            en="These rows are read as “{read_as}”.",
        ),
        Text(
            fr="Si c'est faux, dites ce que ce mot veut dire dans une correspondance à vous "
            "(`extends`, `[words]`), puis importez encore.",
            en="If that is wrong, say what the word means in a mapping of your own (`extends`, "
            "`[words]`), then import again.",
        ),
    ),
    "unread_columns": Words(
        Text(
            fr="Colonnes de « {name} » que la correspondance ne lit pas : {n}.",
            en="Columns of “{name}” that the mapping does not read: {n}.",
        ),
        Text(fr="Aucun chiffre ne change.", en="No figure changes."),
        Text(
            fr="Si l'une d'elles dit quelque chose du rapport, ajoutez-la à la correspondance.",
            en="If one of them says something of the report, add it to the mapping.",
        ),
    ),
}
