"""What columns are called, in French and in English: phrases, parted by commas.

They are compared as plain words, see `names`: case, accents, ``_``, camelCase and small words (of,
de, la) do not matter. ``docs/reference/proposed-mappings.md`` says how the comparison is weighed.
"""

from __future__ import annotations

IDS = (
    "id, no, num, numero, number, identifiant, identifier, code, ref, reference, cle, key, uuid, "
    "guid, record id, id record, object id, unique id, matricule"
)
CREATED = (
    "created, created at, created date, create date, date created, creation date, date "
    "creation, created time, add time, date added, added, date ajout, ajoute, cree, creee, "
    "cree le, date entree, entry date, date ouverture, opened, opened at, open date, opened "
    "date, ouvert, ouverte, ouverture, creation, inserted at, created on, horodateur, "
    "timestamp, date heure creation, createdat, createdate, cree a"
)
OWNER = (
    "owner, owner name, owner id, proprietaire, nom proprietaire, responsable, assigned, assigned "
    "to, assignee, assigne, assignation, attribue, representant, representante, rep, sales rep, "
    "sales representative, rep name, salesperson, sales person, vendeur, vendeuse, commercial, "
    "conseiller, conseillere, account executive, ae, account manager, sales agent, agent, charge "
    "compte, directeur compte, directeur comptes, user, utilisateur, user id, sales user, sr, "
    "closer, salesman, nom representant, nom vendeur, representant ventes, deal owner, lead owner, "
    "gestionnaire compte, owned, proprietaire piste, proprietaire affaire, proprietaire opportunite"
)
COMPANY_NAME = (
    "company, company name, entreprise, compagnie, nom entreprise, nom compagnie, societe, nom "
    "societe, organisation, organization, organization name, organisation name, account, account "
    "name, compte, nom compte, employeur, employer, raison sociale, client, nom client, customer, "
    "customer name, client name, business name, partner, company account, associated company, "
    "entreprise associee"
)
COMPANY = (
    f"{COMPANY_NAME}, "
    "account id, company id, id compte, id entreprise, id client, customer id, client id, "
    "organization id, partner id, no compte, no entreprise, no client, no organisation, "
    "account number, customer number"
)
SERVICE = (
    "product, produit, service, product name, nom produit, product interest, service interest, "
    "interet, interest, produit interet, offre, offer, solution, type projet, project type, ligne "
    "affaires, business line, product line, ligne produit, gamme, forfait, plan, package, service "
    "demande, requested service, type service, service type, produits, services, products"
)
STATUS = (
    "status, statut, lead status, statut lead, statut piste, etat, stage, etape, phase, lifecycle "
    "stage, etape cycle vie, phase cycle vie, deal stage, stage name, nom etape, etape vente, "
    "etape ventes, etape affaire, pipeline stage, etape pipeline, sales stage, statut affaire, "
    "statut opportunite, deal status, opportunity stage, opportunity status, resultat, outcome, "
    "result, etat affaire, etat piste, statut prospect, situation, statut dossier, state deal, won "
    "lost, gagne perdu, disposition, statut vente, current stage, lead stage"
)
SOURCE = (
    "source, lead source, source lead, source piste, origin, origine, provenance, origine piste, "
    "original source, traffic source, original traffic source, original source type, source "
    "origine, source trafic, canal, channel, canal acquisition, acquisition channel, acquisition "
    "source, source acquisition, canal marketing, marketing channel, marketing source, first touch "
    "channel, first touch, how did you hear, comment avez vous entendu parler, comment nous avez "
    "vous connus, media, source prospect, source client, how did you hear about us, referral "
    "source, source detail, origine prospect, deal source, opportunity source, source affaire, "
    "source opportunite, latest source, entry channel, ou vient, ou vient il, ou vient elle, ou "
    "venez vous, comment connu, comment nous a t il connus"
)
CAMPAIGN = (
    "campaign, campagne, campaign name, nom campagne, utm campaign, campaign id, id campagne, "
    "primary campaign, primary campaign source, campagne principale, marketing campaign, campagne "
    "marketing, source campaign, campagne source, last campaign"
)
AMOUNT = (
    "amount, montant, value, valeur, deal value, deal amount, opportunity amount, montant affaire, "
    "montant opportunite, close value, closed amount, won amount, contract value, valeur contrat, "
    "valeur affaire, revenue, revenu, revenus, chiffre affaires, ca, price, prix, montant ht, "
    "total ht, montant vente, montant vendu, montant contrat, sale amount, sales amount, sale "
    "price, acv, tcv, annual contract value, total contract value, gross revenue, deal size, "
    "taille affaire, montant soumission, montant gagne, untaxed amount, amount before tax, amount "
    "before taxes, total before tax, total before taxes, subtotal, sub total, sous total, montant "
    "avant taxes, montant avant taxe, total avant taxes, prix avant taxes, avant taxes, montant "
    "hors taxes, total hors taxes, hors taxes, montant devis, montant brut, montant final, vente, "
    "bookings"
)
# With taxes, perhaps, or not yet sure: the amount only where no column says it better.
LESSER_AMOUNT = (
    "total, total amount, montant total, grand total, total price, prix total, montant ttc, total "
    "ttc, montant taxes incluses, expected revenue, revenu attendu, revenu espere, revenu prevu, "
    "revenu escompte, estimated value, valeur estimee, montant estime, montant prevu, budget"
)
CLOSED = (
    "close date, closed date, date closed, date cloture, date fermeture, cloture, closed at, "
    "closed on, closed, date conclusion, date decision, close, closing date, date closing, fermee, "
    "fermeture, date signature, signed, signed date, signature date, date vente, sale date, date "
    "fin, closedate, closed time, date resultat, won lost date, actual close date, conclu, date "
    "close, date cloture reelle, cloture reelle, contract date, date contrat, decision date, won "
    "date, won, won at, won on, date won, won time, date gain, date gagne, gagnee, gagne le, date "
    "victoire, became customer, became customer date, customer since, date client, client depuis, "
    "date conversion client, converted customer date, converted date, date converted"
)
LOST_ON = "lost date, lost, lost at, lost on, date lost, lost time, date perte, perdue le, perdu le"
EXPECTED = (
    "expected close date, expected close, date cloture prevue, fermeture prevue, date "
    "fermeture prevue, cloture prevue, estimated close date, date prevue, forecast date, "
    "expected closing, expected closing date, date conclusion prevue, date cloture estimee, "
    "close date expected, echeance, cloture visee, date visee, date cloture visee, target "
    "close date, target date, fermeture visee"
)
LOST_REASON = (
    "lost reason, loss reason, raison perte, motif perte, closed lost reason, reason lost, raison "
    "perdu, raison, motif, reason, reason loss, cause perte, raison refus, motif refus"
)
CURRENCY = (
    "currency, devise, currency code, code devise, monnaie, currency iso code, deal currency, "
    "devise affaire"
)
EMAIL = (
    "email, e mail, courriel, mail, email address, adresse courriel, adresse email, adresse "
    "electronique, contact email, courriel contact, work email, courriel travail, email from, e "
    "mail address, email 1, adresse mail, lead email, customer email, client email, courriel "
    "client, email work"
)
PHONE = (
    "phone, telephone, tel, phone number, numero telephone, mobile, cell, cellulaire, portable, "
    "mobile phone, contact phone, telephone mobile, phone 1, cell phone, no telephone, business "
    "phone"
)
FIRST = "first name, prenom, firstname, given name, prenom contact, contact first name"
LAST = (
    "last name, nom famille, lastname, surname, family name, nom contact famille, contact last name"
)
FULL = (
    "name, nom, full name, nom complet, contact name, nom contact, lead name, nom lead, nom piste, "
    "contact, personne, contact person, personne contact, nom prenom, prenom nom, person, lead, "
    "display name, client potentiel, fullname, prospect, nom prospect, nom personne"
)
TITLE = "title, job title, titre, poste, fonction, titre poste, position, role, job, titre emploi"
INDUSTRY = (
    "industry, industrie, secteur, secteur activite, sector, segment, business segment, vertical, "
    "verticale, domaine activite, domaine, activity sector"
)
COUNTRY = (
    "country, pays, country region, billing country, pays facturation, office location, country "
    "code"
)
REGION = (
    "state, province, region, state region, billing state, state province, region administrative, "
    "etat province"
)
CITY = "city, ville, billing city, ville facturation, municipalite, town"
EMPLOYEES = (
    "employees, number employees, nombre employes, effectif, effectifs, taille entreprise, company "
    "size, nb employes, n employees, employes, no employees, num employees, headcount"
)
REVENUE = (
    "annual revenue, revenu annuel, chiffre affaires annuel, chiffre affaires, revenue, revenus "
    "annuels"
)
UTM_SOURCE = "utm source, source utm, utmsource, ga source, session source"
UTM_MEDIUM = "utm medium, medium, medium utm, utmmedium, support, ga medium, session medium"
MQL_AT = (
    "mql date, date mql, became mql date, became marketing qualified lead date, mql at, mql on, "
    "date qualification marketing, mql"
)
SAL_AT = "sal date, date sal, sal at, accepted date, date acceptation, accepted at, accepte, sal"
SQL_AT = (
    "sql date, date sql, became sql date, became sales qualified lead date, sql at, sql on, date "
    "qualification, qualified date, date qualifie, qualified at, sql, date qualification ventes"
)
DISQUALIFIED_AT = (
    "disqualified date, date disqualification, disqualified at, disqualified on, unqualified date"
)
PROBABILITY = (
    "probability, probabilite, win probability, proba, chances, probabilite gain, probability "
    "percent"
)
IS_WON = (
    "is won, won flag, gagnee oui non, est gagne, est gagnee, iswon, won yes no, closed won flag, "
    "won, gagne, gagnee, customer, is customer, client, est client, became customer, purchased, "
    "achete, a achete, signed, signe, sold, vendu"
)
IS_CLOSED = (
    "is closed, closed flag, est ferme, est fermee, isclosed, ferme, fermee, closed, est cloture"
)
LEAD_CREATED = (
    f"{CREATED}, "
    "date, first contact date, date premier contact, premier contact, date contact, contact "
    "date, date demande, submitted, submitted at, submission date, date soumission "
    "formulaire, inquiry date, received, received at, received on, recu, date reception, lead "
    "date, date piste, date lead, signup date, date inscription, registered at, arrivee, date "
    "arrivee, first seen, conversion date, date conversion, form submission date, became lead "
    "date, became a lead date, jour, day, date heure, date time"
)
DEAL_CREATED = (
    f"{CREATED}, "
    "engage date, engaged, date engagement, date debut, start date, date, date opportunite, "
    "date affaire, date soumission, quote date, deal date"
)
ACCOUNT_NAME = f"{COMPANY_NAME}, name, nom"
LEAD_KEY = (
    f"{IDS}, "
    "lead id, id lead, id piste, no piste, mql id, prospect id, contact id, lead number, id "
    "contact, id mql"
)
DEAL_KEY = (
    f"{IDS}, "
    "deal id, id deal, opportunity id, id opportunite, id affaire, no affaire, opp id, "
    "opportunity number, deal number, deal no, contract number, contract id, contract, contrat, no "
    "contrat, numero contrat, no soumission, numero soumission, soumission, no devis, devis, quote "
    "number, quote no, order id, order number, no commande, commande, no facture, facture, invoice "
    "number, invoice no, transaction id"
)
DEAL_NAME = (
    "deal name, opportunity name, nom affaire, nom opportunite, name, nom, title, titre, deal, "
    "opportunity, affaire, opportunite, sujet, subject, deal title, projet, project, dealname, "
    "project name, nom projet"
)
DEVELOPER = "sdr, bdr, sdr id, bdr id, sdr name, developpement affaires"
SPENT_ON = (
    "date, day, jour, month, mois, spent on, spend date, date depense, reporting starts, reporting "
    "start, debut rapports, debut periode, start date, date start, week, semaine, periode, period, "
    "invoice date, date facture, segments date, date debut, start, report date, date paiement, "
    "time period"
)
COST = (
    "cost, cout, couts, costs, spend, spent, depense, depenses, amount spent, montant depense, "
    "amount spent cad, total spent, total spend, ad spend, spend amount, media cost, cout total, "
    "total cost, cost micros, metrics cost micros, amount, montant, budget depense, billed cost, "
    "cost in local currency, investissement, invested, spend in currency, local spend amount, "
    "spend usd, spend cad, billed charge local micro, spend micros, spend in micro dollar, frais, "
    "charge, montant facture, montant paye, paid"
)
CHANNEL = (
    f"{SOURCE}, "
    "platform, plateforme, network, reseau, publisher, media source, plateforme publicitaire, "
    "ad platform, fournisseur, vendor, supplier, poste, categorie, category, type depense"
)
CAMPAIGN_KEY = "campaign id, id campagne, campaign no, code campagne"
CAMPAIGN_PAID = (
    "campaign, campagne, campaign name, nom campagne, campaigns, utm campaign, initiative"
)
HOURS = "hours, heures, hours spent, temps heures, nb heures"
IMPRESSIONS = "impressions, impr, affichages"
CLICKS = "clicks, clics, link clicks, clics lien, click"
ACTIVITY_KEY = f"{IDS}, activity id, id activite, task id"
ACTIVITY_AT = (
    f"{CREATED}, "
    "date, activity date, date activite, completed date, date time, start date, occurred at, "
    "activity time, date heure, call date, date appel, start time, marked as done time, due "
    "date, completed at, le, quand, when"
)
ACTIVITY_KIND = (
    "type, activity type, type activite, kind, sorte, task type, type tache, task subtype, "
    "engagement type, canal, type interaction, nature, genre"
)
ACTIVITY_OUTCOME = (
    "outcome, resultat, result, disposition, call result, status, statut, call outcome"
)
DURATION = "duration minutes, duree minutes, minutes, call duration minutes"
COMMENT = (
    "comment, commentaire, notes, note, description, comments, subject, sujet, objet, commentaires"
)
ACCOUNT_KEY = (
    f"{IDS}, "
    "account id, company id, id compte, id entreprise, id client, customer id, organization "
    "id"
)
DOMAIN = (
    "domain, domaine, website, site web, company domain name, domain name, web site, url, "
    "site, site internet"
)
TERRITORY = "territory, territoire, sales territory, territoire vente"
USER_KEY = f"{IDS}, user id, owner id, id utilisateur"
USER_NAME = f"{OWNER}, name, nom, full name, nom complet"
MANAGER = (
    "manager, gestionnaire, superviseur, supervisor, manager id, directeur, team lead, sales "
    "manager, manager name, patron"
)
OFFICE = "regional office, region, territory, territoire, bureau, office, bureau regional, area"
JOB = "role, title, titre, poste, fonction, job title"
TEAM = "team, equipe, department, departement, service"
CONTACT_KEY = f"{IDS}, contact id, id contact, person id"
CAMPAIGNS_KEY = f"{IDS}, campaign id, id campagne"
CAMPAIGN_NAME = "campaign, campagne, campaign name, nom campagne, name, nom"
CAMPAIGN_CHANNEL = f"{SOURCE}, platform, plateforme"
CAMPAIGN_KIND = "type, campaign type, type campagne, kind, sorte, genre"
STARTS_ON = "start date, date debut, starts on, debut, start"
ENDS_ON = "end date, date fin, ends on, fin, end"
IS_CONVERTED = (
    "converted, is converted, isconverted, lead converted, converti, convertie, est converti, est "
    "convertie, conversion, converted flag, has converted"
)
ENTERED = (
    "saisi, saisi le, date saisie, entered, entered at, date entered, recorded at, logged at, "
    "enregistre le, date enregistrement"
)
PERSON_KEY = (
    "contact id, id contact, no contact, person id, id personne, no personne, contact key, id "
    "client potentiel"
)
ACTIVITY_OWNER = f"{OWNER}, par, by, fait par, done by, made by"
CUSTOMER_SINCE = (
    "client depuis, customer since, became customer, became a customer date, date client, "
    "first purchase date"
)
SPEND_KEY = (
    f"{IDS}, spend id, no depense, id depense, expense id, no facture, invoice number, invoice no"
)
IS_ACTIVE = "actif, active, is active, est actif, en poste"
STARTED_ON = "depuis, since, start date, date debut, hired on, date embauche, started on"
