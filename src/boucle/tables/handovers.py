"""Tables of a lead's way: its stages, its hand-overs, and the answers of sales."""

from __future__ import annotations

from boucle.language import Text
from boucle.tables import vocabulary
from boucle.tables.table import Column, Table

STAGE_CHANGES = Table(
    name="stage_changes",
    kind="fact",
    grain=Text(
        fr="une ligne par changement d'étape d'une piste ou d'une affaire",
        en="one row per move of a lead or a deal",
    ),
    key=("stage_change_id",),
    time_column="occurred_at",
    columns=(
        Column(
            "stage_change_id",
            is_required=True,
            meaning=Text(fr="La clé du changement d'étape.", en="Key of the move."),
        ),
        Column(
            "subject",
            is_required=True,
            vocabulary=vocabulary.SUBJECTS,
            meaning=Text(
                fr="Ce qui change d'étape : une piste ou une affaire.",
                en="What moves: a lead or a deal.",
            ),
        ),
        Column(
            "subject_id",
            is_required=True,
            meaning=Text(
                fr="La clé de cette piste ou de cette affaire.", en="Key of that lead or deal."
            ),
        ),
        Column(
            "from_stage",
            vocabulary=vocabulary.STAGES_AND_EXITS,
            meaning=Text(
                fr="L'étape quittée; vide à la première.", en="Stage it left; empty for the first."
            ),
        ),
        Column(
            "to_stage",
            is_required=True,
            vocabulary=vocabulary.STAGES_AND_EXITS,
            meaning=Text(fr="L'étape atteinte.", en="Stage it reached."),
        ),
        Column(
            "occurred_at",
            "timestamp",
            is_required=True,
            meaning=Text(fr="Le moment du changement.", en="When it moved."),
        ),
        Column(
            "actor_id",
            refers_to="users",
            meaning=Text(
                fr="Le collègue qui l'a fait; vide si un système l'a fait.",
                en="Colleague who moved it; empty if a system did.",
            ),
        ),
        Column(
            "reason_code",
            meaning=Text(
                fr="Le motif d'un refus ou d'une sortie, un de ceux de l'entente.",
                en="Reason of a refusal or an exit, one of the agreement's.",
            ),
        ),
        Column(
            "agreement_version",
            meaning=Text(
                fr="La version de l'entente en vigueur, conservée comme preuve.",
                en="Version of the agreement then in force, kept as evidence.",
            ),
        ),
        Column(
            "evidence",
            meaning=Text(
                fr="Ce qui atteste le changement, comme `observed`.",
                en="What vouches for the move, such as `observed`.",
            ),
        ),
    ),
)

HANDOFFS = Table(
    name="handoffs",
    kind="fact",
    grain=Text(
        fr="une ligne par transfert d'une piste à un représentant",
        en="one row per hand-over of a lead to a representative",
    ),
    key=("handoff_id",),
    time_column="handed_over_at",
    columns=(
        Column(
            "handoff_id",
            is_required=True,
            meaning=Text(fr="La clé du transfert.", en="Key of the hand-over."),
        ),
        Column(
            "lead_id",
            is_required=True,
            refers_to="leads",
            meaning=Text(fr="La piste transférée.", en="Lead handed over."),
        ),
        Column(
            "from_user_id",
            refers_to="users",
            meaning=Text(
                fr="Le collègue du marketing qui transfère; vide si c'est automatique.",
                en="Colleague in marketing who hands it over; empty if automatic.",
            ),
        ),
        Column(
            "to_user_id",
            refers_to="users",
            meaning=Text(fr="Le représentant qui reçoit.", en="Representative who receives it."),
        ),
        Column(
            "handed_over_at",
            "timestamp",
            is_required=True,
            meaning=Text(
                fr="Le moment du transfert : l'horloge des ventes démarre.",
                en="When it was handed over: the clock of sales starts.",
            ),
        ),
        Column(
            "lead_type",
            meaning=Text(
                fr="Le type de piste jugé alors, un de ceux de l'entente.",
                en="Lead type judged then, one of the agreement's.",
            ),
        ),
        Column(
            "grade",
            meaning=Text(fr="La cote d'alors, comme `B2`.", en="Grade at that time, such as `B2`."),
        ),
        Column(
            "agreement_version",
            meaning=Text(
                fr="La version de l'entente en vigueur, conservée comme preuve.",
                en="Version of the agreement then in force, kept as evidence.",
            ),
        ),
        Column(
            "override_reason",
            meaning=Text(
                fr="Pourquoi une personne a passé outre à la grille; vide sinon.",
                en="Why a person overrode the grid; empty if nobody did.",
            ),
        ),
        Column(
            "propensity",
            "float",
            unit="0 to 1",
            meaning=Text(
                fr="La probabilité de ce transfert quand le hasard y a part; vide sinon.",
                en="Probability of this hand-over where chance had a part; empty if not.",
            ),
        ),
        Column(
            "is_exploration",
            "boolean",
            meaning=Text(
                fr="Vrai si la piste a été transférée par tirage, pour apprendre.",
                en="True if the lead was drawn by lot, to learn from it.",
            ),
        ),
    ),
)

DISPOSITIONS = Table(
    name="dispositions",
    kind="fact",
    grain=Text(
        fr="une ligne par réponse des ventes à un transfert",
        en="one row per answer of sales to a hand-over",
    ),
    key=("disposition_id",),
    time_column="occurred_at",
    columns=(
        Column(
            "disposition_id",
            is_required=True,
            meaning=Text(fr="La clé de la disposition.", en="Key of the disposition."),
        ),
        Column(
            "lead_id",
            is_required=True,
            refers_to="leads",
            meaning=Text(fr="La piste dont il s'agit.", en="Lead it is about."),
        ),
        Column(
            "handoff_id",
            refers_to="handoffs",
            meaning=Text(
                fr="Le transfert auquel on répond; vide si la source ne le lie pas.",
                en="Hand-over it answers; empty if the source has no link.",
            ),
        ),
        Column(
            "user_id",
            refers_to="users",
            meaning=Text(fr="Le représentant qui répond.", en="Representative who answers."),
        ),
        Column(
            "occurred_at",
            "timestamp",
            is_required=True,
            meaning=Text(fr="Le moment de la réponse.", en="When the answer was given."),
        ),
        Column(
            "answer",
            is_required=True,
            vocabulary=vocabulary.ANSWERS,
            meaning=Text(
                fr="La réponse : acceptée, refusée, recyclée, qualifiée ou disqualifiée.",
                en="Answer: accepted, rejected, recycled, qualified or disqualified.",
            ),
        ),
        Column(
            "reason_code",
            meaning=Text(
                fr="Le motif, un de ceux de l'entente; vide si la réponse n'en demande pas.",
                en="Reason, one of the agreement's; empty if the answer needs none.",
            ),
        ),
        Column(
            "recall_on",
            "date",
            meaning=Text(
                fr="Le jour où rappeler; vide s'il n'est pas convenu.",
                en="Day to call back; empty if none is agreed.",
            ),
        ),
        Column(
            "contract_ends_on",
            "date",
            meaning=Text(
                fr="La fin du contrat avec le fournisseur actuel; vide si inconnue.",
                en="End of the contract with the present supplier; empty if unknown.",
            ),
        ),
        Column(
            "need_confirmed",
            "boolean",
            meaning=Text(
                fr="Vrai si le besoin est confirmé; vide si on ne l'a pas demandé.",
                en="True if the need is confirmed; empty if nobody asked.",
            ),
        ),
        Column(
            "budget_known",
            "boolean",
            meaning=Text(
                fr="Vrai si le budget est connu; vide si on ne l'a pas demandé.",
                en="True if the budget is known; empty if nobody asked.",
            ),
        ),
        Column(
            "decision_maker_involved",
            "boolean",
            meaning=Text(
                fr="Vrai si la personne qui décide prend part; vide si inconnu.",
                en="True if the person who decides takes part; empty if unknown.",
            ),
        ),
        Column(
            "timeline_known",
            "boolean",
            meaning=Text(
                fr="Vrai si l'échéancier est connu; vide si on ne l'a pas demandé.",
                en="True if the timeline is known; empty if nobody asked.",
            ),
        ),
        Column(
            "next_step_on",
            "date",
            meaning=Text(
                fr="Le jour de la prochaine étape convenue; vide s'il n'y en a pas.",
                en="Day of the next step agreed; empty if there is none.",
            ),
        ),
        Column(
            "comment",
            meaning=Text(fr="Les mots du représentant.", en="Words of the representative."),
        ),
    ),
)
