"""Tables of people: those we talk to and those we work with."""

from __future__ import annotations

from boucle.language import Text
from boucle.tables import vocabulary
from boucle.tables.table import Column, Table

CONTACTS = Table(
    name="contacts",
    kind="entity",
    grain=Text(
        fr="une ligne par personne",
        en="one row per person",
    ),
    key=("contact_id",),
    time_column="created_at",
    columns=(
        Column(
            "contact_id",
            is_required=True,
            meaning=Text(fr="La clé de la personne.", en="Key of the person."),
        ),
        Column(
            "account_id",
            refers_to="accounts",
            meaning=Text(
                fr="L'entreprise où elle travaille; vide si inconnue.",
                en="Company the person works for; empty if unknown.",
            ),
        ),
        Column(
            "email",
            meaning=Text(
                fr="L'adresse de courriel, telle que donnée.", en="E-mail address as given."
            ),
        ),
        Column(
            "phone",
            meaning=Text(fr="Le téléphone, tel que donné.", en="Telephone number as given."),
        ),
        Column("first_name", meaning=Text(fr="Le prénom.", en="First name.")),
        Column("last_name", meaning=Text(fr="Le nom de famille.", en="Last name.")),
        Column(
            "job_title",
            meaning=Text(
                fr="Le titre du poste, dans les mots de la personne.",
                en="Job title, in the person's words.",
            ),
        ),
        Column("seniority", meaning=Text(fr="Le niveau du poste.", en="Level of the job.")),
        Column(
            "department",
            meaning=Text(
                fr="Le service où la personne travaille, comme `finances`.",
                en="Department the person works in, such as `finance`.",
            ),
        ),
        Column(
            "language",
            meaning=Text(
                fr="La langue de la personne (`fr`, `en`, …).",
                en="The person's language (`fr`, `en`, …).",
            ),
        ),
        Column("country", meaning=Text(fr="Le pays de la personne.", en="The person's country.")),
        Column(
            "region",
            meaning=Text(
                fr="Sa province, son État ou sa région.",
                en="The person's province, state or region.",
            ),
        ),
        Column(
            "contact_type",
            vocabulary=vocabulary.CONTACT_TYPES,
            meaning=Text(
                fr="Ce que la personne est pour nous : acheteur, étudiant, fournisseur…",
                en="What the person is to us: a buyer, a student, a supplier…",
            ),
        ),
        Column(
            "owner_id",
            refers_to="users",
            meaning=Text(
                fr="Le représentant à qui la personne est confiée.",
                en="Representative in charge of the person.",
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

USERS = Table(
    name="users",
    kind="entity",
    grain=Text(
        fr="une ligne par collègue",
        en="one row per colleague",
    ),
    key=("user_id",),
    columns=(
        Column(
            "user_id",
            is_required=True,
            meaning=Text(fr="La clé du collègue.", en="Key of the colleague."),
        ),
        Column("name", meaning=Text(fr="Le nom affiché.", en="Name shown on screen.")),
        Column(
            "email", meaning=Text(fr="L'adresse de courriel au travail.", en="Work e-mail address.")
        ),
        Column("team", vocabulary=vocabulary.TEAMS, meaning=Text(fr="L'équipe.", en="Team.")),
        Column(
            "role",
            meaning=Text(
                fr="Le rôle, dans les mots de la source.", en="Role, in the words of the source."
            ),
        ),
        Column(
            "territory",
            meaning=Text(
                fr="Le territoire dont le collègue s'occupe.",
                en="Territory the colleague looks after.",
            ),
        ),
        Column(
            "manager_id",
            refers_to="users",
            meaning=Text(
                fr="Le gestionnaire du collègue; vide au sommet.",
                en="The colleague's manager; empty at the top.",
            ),
        ),
        Column(
            "time_zone",
            meaning=Text(
                fr="Le fuseau horaire (IANA); vide : celui de l'entente.",
                en="Time zone (IANA); empty: the agreement's.",
            ),
        ),
        Column(
            "is_active",
            "boolean",
            meaning=Text(
                fr="Faux quand le collègue est parti.", en="False once the colleague has left."
            ),
        ),
        Column(
            "started_on",
            "date",
            meaning=Text(fr="Le premier jour dans l'équipe.", en="First day in the team."),
        ),
    ),
)
