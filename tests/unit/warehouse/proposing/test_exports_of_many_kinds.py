"""Headers as CRMs, forms and people write them: what each column is taken for, and how surely."""

from __future__ import annotations

import pytest

# How values of a column look, by a letter; row by row.
VALUES = {
    "k": lambda n: f"{1000 + n}",
    "h": lambda n: f"0061U00000{n:04}QAC",
    "e": lambda n: f"p{n}@x.example",
    "p": lambda n: f"+1 514 555-01{n:02}",
    "n": lambda n: f"Nom {n} {('Roy', 'Cyr', 'Dion')[n % 3]}",
    "f": lambda n: ("Marie", "Luc", "Zoé", "Max")[n % 4],
    "l": lambda n: ("Roy", "Cyr", "Côté")[n % 3],
    "c": lambda n: f"Ateliers {n} inc.",
    "o": lambda n: ("Marie Roy", "Luc Cyr")[n % 2],
    "s": lambda n: ("Organic Search", "Salon", "Referral")[n % 3],
    "w": lambda n: ("Closed Won", "Closed Lost", "Negotiation")[n % 3],
    "g": lambda n: ("Gagnée", "Perdue", "Soumission envoyée")[n % 3],
    "q": lambda n: ("New", "Contacted", "Qualified")[n % 3],
    "m": lambda n: f"{n * 1250}.50",
    "M": lambda n: f"{n * 1250},50 $",
    "d": lambda n: f"2026-0{1 + n % 9}-15",
    "D": lambda n: f"15/0{1 + n % 9}/2026",
    "t": lambda n: f"2026-0{1 + n % 9}-15 10:30:0{n % 9}",
    "i": lambda n: f"{n * 7}",
    "b": lambda n: ("TRUE", "FALSE")[n % 2],
    "x": lambda n: ("A", "B", "C")[n % 3],
    "%": lambda n: f"{n % 10 * 10} %",
    "-": lambda n: "",
}


def written(header, sign=","):
    columns = [part.rsplit("=", 1) for part in header.split("|")]
    lines = [
        sign.join(f'"{name}"' for name, _ in columns),
        *(sign.join(f'"{VALUES[letter](n)}"' for _, letter in columns) for n in range(1, 31)),
    ]
    return "\n".join(lines) + "\n"


CASES = [
    pytest.param(
        "hubspot-crm-exports-all-deals.csv",
        "Record ID=k|Deal Name=n|Deal Stage=w|Close Date=t|Deal owner=o|Amount=m|Create Date=t"
        "|Original Traffic Source=s|Pipeline=x|Currency=-",
        "deals",
        {
            "key": "Record ID", "name": "Deal Name", "status": "Deal Stage", "closed": "Close Date",
            "owner": "Deal owner", "amount": "Amount", "created": "Create Date",
            "source": "Original Traffic Source",
        },
        id="deals of a CRM, in English",
    ),
    pytest.param(
        "hubspot-exports-transactions.csv",
        "ID de fiche=k|Nom de la transaction=n|Phase de la transaction=g|Date de fermeture=t"
        "|Propriétaire de la transaction=o|Montant=m|Date de création=t",
        "deals",
        {
            "key": "ID de fiche", "name": "Nom de la transaction",
            "status": "Phase de la transaction", "closed": "Date de fermeture",
            "owner": "Propriétaire de la transaction", "amount": "Montant",
            "created": "Date de création",
        },
        id="the same in French",
    ),
    pytest.param(
        "contacts leads export.csv",
        "Record ID=k|First Name=f|Last Name=l|Email=e|Phone Number=p|Contact owner=o"
        "|Lifecycle Stage=q|Create Date=t|Original Source=s|Associated Company=c",
        "leads",
        {
            "key": "Record ID", "first_name": "First Name", "last_name": "Last Name",
            "email": "Email", "phone": "Phone Number", "owner": "Contact owner",
            "status": "Lifecycle Stage", "created": "Create Date", "source": "Original Source",
            "company": "Associated Company",
        },
        id="contacts with their stage",
    ),
    pytest.param(
        "report1700000000.csv",
        "Opportunity ID=h|Opportunity Name=n|Account Name=c|Stage=w|Amount=m|Probability (%)=i"
        "|Close Date=d|Created Date=d|Lead Source=s|Opportunity Owner=o|Loss Reason=x",
        "deals",
        {
            "key": "Opportunity ID", "name": "Opportunity Name", "company": "Account Name",
            "status": "Stage", "amount": "Amount", "probability": "Probability (%)",
            "closed": "Close Date", "created": "Created Date", "source": "Lead Source",
            "owner": "Opportunity Owner", "lost_reason": "Loss Reason",
        },
        id="a report of opportunities, called after nothing", marks=pytest.mark.slow,
    ),
    pytest.param(
        "report1700000001.csv",
        "Lead ID=h|First Name=f|Last Name=l|Company / Account=c|Email=e|Lead Source=s"
        "|Lead Status=q|Create Date=d|Lead Owner=o|Converted=b|Industry=x",
        "leads",
        {
            "key": "Lead ID", "email": "Email", "source": "Lead Source", "status": "Lead Status",
            "created": "Create Date", "owner": "Lead Owner", "is_converted": "Converted",
            "company": "Company / Account", "industry": "Industry",
        },
        id="a report of leads",
    ),
    pytest.param(
        "deals-8675309-12.csv",
        "Deal - ID=k|Deal - Title=n|Deal - Owner=o|Deal - Value=m|Deal - Currency of Value=x"
        "|Deal - Organization=c|Deal - Contact person=n|Deal - Stage=x|Deal - Status=w"
        "|Deal - Deal created=t|Deal - Won time=t|Deal - Lost time=-|Deal - Lost reason=x",
        "deals",
        {
            "key": "Deal - ID", "name": "Deal - Title", "owner": "Deal - Owner",
            "amount": "Deal - Value", "company": "Deal - Organization",
            "created": "Deal - Deal created", "closed": "Deal - Won time",
        },
        id="headers that all begin alike", marks=pytest.mark.slow,
    ),
    pytest.param(
        "opportunites.csv",
        "ID externe=k|Opportunité=n|Nom du contact=n|Courriel=e|Vendeur=o|Revenu attendu=m"
        "|Étape=g|Créé le=t|Date de clôture=t|Source=s|Support=x|Campagne=x",
        "deals",
        {
            "name": "Opportunité", "email": "Courriel", "owner": "Vendeur",
            "amount": "Revenu attendu", "status": "Étape", "created": "Créé le",
            "closed": "Date de clôture", "source": "Source", "campaign": "Campagne",
        },
        id="a French ERP",
    ),
    pytest.param(
        "Suivi des soumissions 2026.csv",
        "No soumission=k|Client=c|Date=D|Vendeur=o|Montant HT=M|Résultat=g|Date signature=D"
        "|Notes=-",
        "deals",
        {
            "company": "Client", "created": "Date", "owner": "Vendeur", "amount": "Montant HT",
            "status": "Résultat", "closed": "Date signature",
        },
        id="a sheet that people keep", marks=pytest.mark.slow,
    ),
    pytest.param(
        "formulaires web.csv",
        "Horodatage=t|Nom complet=n|Adresse courriel=e|Téléphone=p|Entreprise=c"
        "|Comment avez-vous entendu parler de nous?=s",
        "leads",
        {
            "created": "Horodatage", "full_name": "Nom complet", "email": "Adresse courriel",
            "phone": "Téléphone", "company": "Entreprise",
            "source": "Comment avez-vous entendu parler de nous?",
        },
        id="answers of a form", marks=pytest.mark.slow,
    ),
    pytest.param(
        "Budget marketing.csv",
        "Mois=d|Canal=s|Fournisseur=x|Montant=M|Description=n",
        "spend",
        {"spent_on": "Mois", "channel": "Canal", "cost": "Montant"},
        id="a budget",
    ),
    pytest.param(
        "campaign report.csv",
        "Day=d|Campaign name=x|Impressions=i|Link clicks=i|Amount spent (CAD)=m|Results=i",
        "spend",
        {
            "spent_on": "Day", "campaign": "Campaign name", "cost": "Amount spent (CAD)",
            "impressions": "Impressions", "clicks": "Link clicks",
        },
        id="costs of a platform",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("name", "header", "kind", "roles"), CASES)
def test_what_columns_are_taken_for(proposed, name, header, kind, roles):
    found = proposed({name: written(header)})

    (alias,) = found.kinds
    assert found.kinds[alias] == kind
    taken = found.roles(alias)
    assert {role: taken.get(role) for role in roles} == roles
    assert found.confidence(alias) >= 0.7
