"""Tables of companies and of the contracts they hold."""

from __future__ import annotations

from boucle.language import Text
from boucle.tables.table import Column, Table

ACCOUNTS = Table(
    name="accounts",
    kind="entity",
    grain=Text(
        fr="une ligne par entreprise",
        en="one row per company",
    ),
    key=("account_id",),
    time_column="created_at",
    columns=(
        Column(
            "account_id",
            is_required=True,
            meaning=Text(fr="La clé de l'entreprise.", en="Key of the company."),
        ),
        Column("name", meaning=Text(fr="Le nom de l'entreprise.", en="Name of the company.")),
        Column(
            "domain",
            meaning=Text(
                fr="Le domaine de son site ou de ses courriels, comme `acme.example`.",
                en="Domain of its site or addresses, such as `acme.example`.",
            ),
        ),
        Column(
            "industry",
            meaning=Text(
                fr="Le secteur d'activité, dans les mots de la source.",
                en="Industry, in the words of the source.",
            ),
        ),
        Column(
            "n_employees",
            "integer",
            is_not_negative=True,
            meaning=Text(
                fr="Le nombre d'employés; vide si inconnu.",
                en="Number of employees; empty if unknown.",
            ),
        ),
        Column(
            "annual_revenue",
            "decimal",
            unit="agreement's currency a year",
            is_not_negative=True,
            meaning=Text(
                fr="Le chiffre d'affaires annuel; vide si inconnu.",
                en="Revenue of a year; empty if unknown.",
            ),
        ),
        Column("country", meaning=Text(fr="Le pays du siège.", en="Country of the head office.")),
        Column(
            "region",
            meaning=Text(
                fr="La province, l'État ou la région administrative.",
                en="Province, state or administrative region.",
            ),
        ),
        Column("city", meaning=Text(fr="La ville.", en="City.")),
        Column(
            "territory",
            meaning=Text(
                fr="Le territoire de vente, un de ceux de l'entente si elle en nomme.",
                en="Sales territory, one of the agreement's if it names any.",
            ),
        ),
        Column(
            "is_target",
            "boolean",
            meaning=Text(
                fr="Vrai si l'entreprise est sur la liste des comptes visés.",
                en="True if the company is on the list of target accounts.",
            ),
        ),
        Column(
            "customer_since_on",
            "date",
            meaning=Text(
                fr="Le jour où elle est devenue cliente; vide si elle ne l'est pas.",
                en="Day it became a customer; empty if it is none.",
            ),
        ),
        Column(
            "created_at",
            "timestamp",
            meaning=Text(
                fr="La création de la fiche dans la source.", en="When the source made the record."
            ),
        ),
    ),
)

CONTRACTS = Table(
    name="contracts",
    kind="entity",
    grain=Text(
        fr="une ligne par contrat",
        en="one row per contract",
    ),
    key=("contract_id",),
    time_column="starts_on",
    columns=(
        Column(
            "contract_id",
            is_required=True,
            meaning=Text(fr="La clé du contrat.", en="Key of the contract."),
        ),
        Column(
            "account_id",
            refers_to="accounts",
            meaning=Text(fr="L'entreprise cliente.", en="Company that is the customer."),
        ),
        Column(
            "opportunity_id",
            refers_to="opportunities",
            meaning=Text(
                fr="L'affaire qui a mené au contrat.", en="Deal that led to the contract."
            ),
        ),
        Column(
            "starts_on",
            "date",
            meaning=Text(fr="Le premier jour du contrat.", en="First day of the contract."),
        ),
        Column(
            "ends_on",
            "date",
            meaning=Text(
                fr="Le dernier jour prévu; vide s'il n'a pas de fin.",
                en="Last day agreed; empty if it has no end.",
            ),
        ),
        Column(
            "monthly_amount",
            "decimal",
            unit="currency a month",
            is_not_negative=True,
            meaning=Text(fr="Le montant d'un mois.", en="Amount of a month."),
        ),
        Column(
            "currency",
            meaning=Text(
                fr="La devise du montant (ISO 4217); vide : celle de l'entente.",
                en="Currency of the amount (ISO 4217); empty: the agreement's.",
            ),
        ),
        Column(
            "margin_share",
            "float",
            unit="0 to 1",
            meaning=Text(
                fr="La part de marge brute; vide si inconnue.",
                en="Share of gross margin; empty if unknown.",
            ),
        ),
        Column(
            "churned_on",
            "date",
            meaning=Text(
                fr="Le jour où le client est parti; vide s'il est resté.",
                en="Day the customer left; empty if they stayed.",
            ),
        ),
    ),
)
