"""The stages of the funnel, each with a sentence, a rule, its proof and its owner."""

from boucle.agreement.schema.types import Code, ConditionText, Count, Section, Words
from boucle.agreement.schema.vocabulary import ExitCode, StageCode, StageOrExit, Team, ZoneCode


class Stage(Section):
    """What one stage means, in words and as a condition over the facts of a lead."""

    code: StageCode
    label: Words
    sentence: Words
    when: ConditionText | None = None
    proof: tuple[Words, ...] = ()
    owner_team: Team
    # Longer than this, a case stalls.
    normal_wait_days: Count | None = None
    zone: ZoneCode | None = None


class Move(Section):
    """A move against the order of the stages, or past one of them, that the teams accept."""

    from_stage: StageOrExit
    to_stage: StageOrExit
    when: ConditionText | None = None


class Funnel(Section):
    """Exits, returns, skips, and what counts as stalled."""

    exits: tuple[ExitCode, ...] = ("recycled", "disqualified", "lost")
    returns: tuple[Move, ...] = ()
    skips: tuple[Move, ...] = ()
    stall_quantile: float = 0.75
    stall_idle_business_days: Count = 14
    stall_method: Words | None = None


class Exclusion(Section):
    """People whom nobody canvasses, and why."""

    code: Code
    label: Words
    when: ConditionText
