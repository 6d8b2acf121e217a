"""What is said of what is missing."""

from __future__ import annotations

from boucle.language import Text
from boucle.reporting.health.wording import Words

_MAP_LEADS = Text(
    fr="Importez vos pistes : une correspondance avec la table `leads`.",
    en="Import your leads: a mapping with the table `leads`.",
)

COMPLETENESS: dict[str, Words] = {
    "no_deals": Words(
        Text(fr="Aucune affaire n'a été importée.", en="No deal was imported."),
        Text(
            fr="Les gains, les montants et les taux de gain sont vides.",
            en="Wins, amounts and win rates are empty.",
        ),
        Text(
            fr="Importez les affaires de votre CRM : table `opportunities` de la correspondance.",
            en="Import the deals of your CRM: table `opportunities` of the mapping.",
        ),
    ),
    "no_spend": Words(
        Text(fr="Aucune dépense n'a été importée.", en="No spend was imported."),
        Text(
            fr="Les coûts par piste et par gain, et les rendements, sont vides.",
            en="Costs per lead and per win, and returns, are empty.",
        ),
        Text(
            fr="Importez vos factures et vos relevés publicitaires : table `spend`, une ligne par "
            "jour et par campagne.",
            en="Import your invoices and ad statements: table `spend`, one row a day and campaign.",
        ),
    ),
    "no_leads": Words(
        Text(fr="Aucune piste n'a été importée.", en="No lead was imported."),
        Text(
            fr="Pistes, MQL, coût par piste et canal d'origine sont vides; les affaires comptent "
            "au mois de leur création.",
            en="Leads, MQLs, cost per lead and origin channel are empty; deals count in the month "
            "of their creation.",
        ),
        _MAP_LEADS,
    ),
    "no_touchpoints": Words(
        Text(fr="Aucun geste n'a été importé.", en="No touchpoint was imported."),
        Text(
            fr="Aucun canal ne reçoit de crédit : tout est « canal inconnu ».",
            en="No channel gets credit: everything is “unknown channel”.",
        ),
        Text(
            fr="Ajoutez `lead_source` au bloc des pistes de la correspondance, ou importez les "
            "gestes dans `touchpoints`.",
            en="Add `lead_source` to the block of leads in the mapping, or import touchpoints into "
            "`touchpoints`.",
        ),
    ),
    "no_stage_changes": Words(
        Text(fr="Aucun changement d'étape n'a été importé.", en="No stage change was imported."),
        Text(
            fr="Les comptes de MQL, SAL et SQL, et les durées entre étapes, sont vides.",
            en="Counts of MQL, SAL and SQL, and times between stages, are empty.",
        ),
        Text(
            fr="Importez l'historique des étapes du CRM : table `stage_changes`, une ligne par "
            "passage.",
            en="Import the CRM's stage history: table `stage_changes`, one row a change.",
        ),
    ),
    "won_without_amount": Words(
        Text(fr="Gains sans montant : {n} sur {of}.", en="Wins without an amount: {n} of {of}."),
        Text(
            fr="Le montant gagné est sous-estimé, d'environ {amount} : {n} × {typical}, la médiane "
            "des gains qui ont un montant.",
            en="The amount won is understated, by about {amount}: {n} × {typical}, the median of "
            "the wins that have an amount.",
        ),
        Text(
            fr="Inscrivez le montant de ces affaires dans le CRM et réexportez-les, ou associez la "
            "colonne du montant à `opportunities.amount`.",
            en="Enter the amount of these deals in the CRM and export them again, or map the "
            "amount's column to `opportunities.amount`.",
        ),
    ),
    "open_without_amount": Words(
        Text(
            fr="Affaires ouvertes sans montant : {n} sur {of}.",
            en="Open deals without an amount: {n} of {of}.",
        ),
        Text(
            fr="Le montant en cours est sous-estimé d'autant.",
            en="The pipeline amount is understated by as much.",
        ),
        Text(
            fr="Demandez une estimation à leurs responsables, puis réexportez les affaires.",
            en="Ask their owners for an estimate, then export the deals again.",
        ),
    ),
    "deals_without_start": Words(
        Text(
            fr="Affaires sans date de début : {n} sur {of}.",
            en="Deals without a date of start: {n} of {of}.",
        ),
        Text(
            fr="Elles sont sur la ligne « sans date » des mois, et hors des durées.",
            en="They stand on the row “undated” of the months, and in no duration.",
        ),
        Text(
            fr="Associez la date de création du CRM à `opportunities.created_at`.",
            en="Map the CRM's creation date to `opportunities.created_at`.",
        ),
    ),
    "deals_without_owner": Words(
        Text(
            fr="Affaires sans responsable : {n} sur {of}.",
            en="Deals without an owner: {n} of {of}.",
        ),
        Text(
            fr="Aucun total ne change; la ventilation par responsable est incomplète.",
            en="No total changes; the split by owner is incomplete.",
        ),
        Text(
            fr="Associez le responsable du CRM à `opportunities.owner_id`.",
            en="Map the CRM's owner to `opportunities.owner_id`.",
        ),
    ),
    "deals_without_lead": Words(
        Text(
            fr="Affaires qui ne nomment aucune piste : {n} sur {of}.",
            en="Deals that name no lead: {n} of {of}.",
        ),
        Text(
            fr="Leur parcours d'avant l'affaire est inconnu : {amount} de gains sans canal "
            "d'origine, sauf par leur campagne.",
            en="Their way before the deal is unknown: {amount} of wins without an origin channel, "
            "except by their campaign.",
        ),
        Text(
            fr="Associez la clé de la piste convertie à `opportunities.lead_id`.",
            en="Map the key of the converted lead to `opportunities.lead_id`.",
        ),
    ),
    "lost_without_reason": Words(
        Text(
            fr="Affaires perdues sans motif : {n} sur {of}.",
            en="Lost deals without a reason: {n} of {of}.",
        ),
        Text(
            fr="Aucun chiffre ne change; on n'apprend rien de ces pertes.",
            en="No figure changes; nothing is learnt from these losses.",
        ),
        Text(
            fr="Rendez le motif obligatoire dans le CRM et associez-le à "
            "`opportunities.lost_reason`.",
            en="Make the reason mandatory in the CRM and map it to `opportunities.lost_reason`.",
        ),
    ),
    "open_without_expected_close": Words(
        Text(
            fr="Affaires ouvertes sans date de clôture prévue : {n} sur {of}.",
            en="Open deals without an expected closing date: {n} of {of}.",
        ),
        Text(
            fr="Aucun chiffre ne change; leur retard ne se voit pas.",
            en="No figure changes; their lateness does not show.",
        ),
        Text(
            fr="Associez la date prévue du CRM à `opportunities.expected_close_on`.",
            en="Map the CRM's expected date to `opportunities.expected_close_on`.",
        ),
    ),
    "leads_without_channel": Words(
        Text(
            fr="Pistes sans canal d'origine : {n} sur {of} ({share}).",
            en="Leads without an origin channel: {n} of {of} ({share}).",
        ),
        Text(
            fr="Elles sont sur la ligne « canal inconnu », avec {amount} de gains : le coût et le "
            "rendement de chaque canal en sont faussés.",
            en="They stand on the row “unknown channel”, with {amount} of wins: each channel's "
            "cost and return are off by that.",
        ),
        Text(
            fr="Remplissez la source dans le CRM, ou ajoutez `lead_source` au bloc des pistes de "
            "la "
            "correspondance.",
            en="Fill the source in the CRM, or add `lead_source` to the mapping's block of leads.",
        ),
    ),
    "leads_without_date": Words(
        Text(
            fr="Pistes sans date d'arrivée : {n} sur {of}.",
            en="Leads without a date of arrival: {n} of {of}.",
        ),
        Text(
            fr="Elles ne comptent dans aucun mois et dans aucune durée.",
            en="They count in no month and in no duration.",
        ),
        Text(
            fr="Associez la date de création de la piste à `leads.opened_at`.",
            en="Map the lead's creation date to `leads.opened_at`.",
        ),
    ),
    "leads_without_contact": Words(
        Text(
            fr="Pistes qui ne nomment personne : {n} sur {of}.",
            en="Leads that name nobody: {n} of {of}.",
        ),
        Text(
            fr="Leurs gestes ne se retrouvent pas : {amount} de gains sans parcours.",
            en="Their touchpoints cannot be found: {amount} of wins without a journey.",
        ),
        Text(
            fr="Associez la clé de la personne à `leads.contact_id`.",
            en="Map the person's key to `leads.contact_id`.",
        ),
    ),
    "leads_without_owner": Words(
        Text(
            fr="Pistes sans responsable : {n} sur {of}.", en="Leads without an owner: {n} of {of}."
        ),
        Text(
            fr="Aucun total ne change; la ventilation par responsable est incomplète.",
            en="No total changes; the split by owner is incomplete.",
        ),
        Text(
            fr="Associez le responsable à `leads.owner_id`; rien à faire pour celles qui n'ont pas "
            "encore été transférées.",
            en="Map the owner to `leads.owner_id`; nothing to do for those not handed over yet.",
        ),
    ),
    "contacts_without_email": Words(
        Text(
            fr="Contacts sans courriel : {n} sur {of}.",
            en="Contacts without an e-mail address: {n} of {of}.",
        ),
        Text(
            fr="Aucun chiffre ne change; leurs doublons ne se reconnaissent pas à l'adresse.",
            en="No figure changes; their duplicates cannot be told by the address.",
        ),
        Text(
            fr="Associez l'adresse à `contacts.email`.", en="Map the address to `contacts.email`."
        ),
    ),
    "touchpoints_without_person": Words(
        Text(
            fr="Gestes sans personne ni entreprise : {n} sur {of}.",
            en="Touchpoints without a person or a company: {n} of {of}.",
        ),
        Text(
            fr="Ils n'entrent dans aucun parcours et ne reçoivent aucun crédit.",
            en="They are in no journey and get no credit.",
        ),
        Text(
            fr="Associez la clé de la personne à `touchpoints.contact_id`.",
            en="Map the person's key to `touchpoints.contact_id`.",
        ),
    ),
    "touchpoints_without_channel": Words(
        Text(
            fr="Gestes qui ne disent ni source, ni support, ni campagne : {n} sur {of} ({share}).",
            en="Touchpoints that say no source, no medium and no campaign: {n} of {of} ({share}).",
        ),
        Text(
            fr="Leur part du crédit va à « canal inconnu ».",
            en="Their share of the credit goes to “unknown channel”.",
        ),
        Text(
            fr="Marquez vos liens (paramètres utm) et associez-les à `origin_source`, `medium` et "
            "`campaign_id`.",
            en="Tag your links (utm parameters) and map them to `origin_source`, `medium` and "
            "`campaign_id`.",
        ),
    ),
    "spend_without_channel": Words(
        Text(
            fr="Dépenses sans canal ni campagne connue : {n} lignes sur {of}.",
            en="Spend without a channel or a known campaign: {n} lines of {of}.",
        ),
        Text(
            fr="{amount} ne sont au compte d'aucun canal : leurs coûts par piste sont "
            "sous-estimés.",
            en="{amount} stand to no channel's account: costs per lead are understated.",
        ),
        Text(
            fr="Associez `spend.channel` ou `spend.campaign_id`, et donnez un canal à chaque "
            "campagne (`campaigns.channel`).",
            en="Map `spend.channel` or `spend.campaign_id`, and give each campaign a channel "
            "(`campaigns.channel`).",
        ),
    ),
    "months_without_spend": Words(
        Text(
            fr="Mois qui ont des pistes et aucune dépense : {n} sur {of}.",
            en="Months that have leads and no spend: {n} of {of}.",
        ),
        Text(
            fr="Pistes de ces mois, sans coût : {leads}. Le coût par piste de tout le rapport est "
            "sous-estimé.",
            en="Leads of these months, without a cost: {leads}. The whole report's cost per lead "
            "is understated.",
        ),
        Text(
            fr="Réexportez les dépenses de ces mois et importez-les.",
            en="Export the spend of these months again and import it.",
        ),
    ),
    "channel_without_spend": Words(
        Text(
            fr="Canal sans aucune dépense : « {name} », pistes : {n} sur {of}.",
            en="Channel without any spend: “{name}”, leads: {n} of {of}.",
        ),
        Text(
            fr="Son coût par piste et son rendement sont vides.",
            en="Its cost per lead and its return are empty.",
        ),
        Text(
            fr="Importez ce qu'il coûte (outils, agence, heures) dans `spend`; s'il ne coûte "
            "vraiment rien, rien à faire.",
            en="Import what it costs (tools, agency, hours) into `spend`; if it really costs "
            "nothing, nothing to do.",
        ),
    ),
}
