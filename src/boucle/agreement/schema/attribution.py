"""How won amounts are shared over touchpoints."""

from typing import Annotated

from pydantic import Field

from boucle.agreement.schema.types import Amount, Code, Positive, Section, Share, Words
from boucle.agreement.schema.vocabulary import Evidence, Milestone, ModelCode


class EvidenceLevel(Section):
    """How well a touchpoint is known, with examples; listed from the strongest down."""

    code: Evidence
    label: Words
    examples: tuple[Words, ...] = ()


class HeardField(Section):
    """The question "How did you hear about us?"."""

    question: Words
    is_free_text: bool = True
    is_required: bool = False


class WitnessTouch(Section):
    """A touchpoint of the witness case, `day` days from the creation of the lead."""

    day: int
    touch: Code
    label: Words
    evidence: Evidence
    milestone: Milestone | None = None


class WitnessCredit(Section):
    """What a model must give each touchpoint of the witness case."""

    model: ModelCode
    with_caps: bool
    credit: dict[str, Amount]


class Witness(Section):
    """A case worked by hand, computed again with every version of the calculation."""

    label: Words
    amount: Amount
    path: tuple[WitnessTouch, ...]
    expected: tuple[WitnessCredit, ...]


class BudgetRules(Section):
    """How far figures may move money."""

    max_shift_share_per_quarter: Share = 0.20
    floor_shares: dict[str, Share] = Field(default_factory=dict)
    test_before_cutting: bool = True
    never_before: Words | None = None


class Attribution(Section):
    """Several readings side by side; one is the reference."""

    principle: Words | None = None
    window_days: Positive = 365
    half_life_days: Annotated[float, Field(gt=0)] = 90.0
    milestones: tuple[Milestone, ...] = (
        "first_touch",
        "lead_created",
        "opportunity_created",
        "closed",
    )
    models: tuple[ModelCode, ...] = (
        "first_touch",
        "last_touch",
        "linear",
        "position_based",
        "time_decay",
        "w",
        "full_path",
    )
    reference_model: ModelCode = "w"
    evidence: tuple[EvidenceLevel, ...] = ()
    # The most that a touchpoint known only so may weigh, where an observed one weighs 1.
    evidence_caps: dict[Evidence, Share] = Field(default_factory=dict)
    heard_field: HeardField | None = None
    origin: Words | None = None
    originated: Words | None = None
    influenced: Words | None = None
    witness: Witness | None = None
    budget: BudgetRules = BudgetRules()
