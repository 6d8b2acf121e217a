"""What each team promises: a table of targets by lead type, then each promise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.agreement.document import words
from boucle.agreement.document.blocks import Heading, Note, Paragraph, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from boucle.agreement.document.blocks import Block
    from boucle.agreement.document.voice import Voice
    from boucle.agreement.schema import MarketingCommitment, SalesCommitment, Target
    from boucle.agreement.schema.commitments import Commitment


def marketing(v: Voice) -> Iterator[Block]:
    """Yield the promises of marketing."""
    if not v.agreement.marketing_commitments:
        return
    yield Heading(2, v(fr="Engagements du marketing", en="Marketing commitments"), "marketing")
    yield from _targets(v, v.agreement.marketing_commitments)
    for commitment in v.agreement.marketing_commitments:
        yield from _commitment(v, commitment)
        yield from _value_of_leads(v, commitment)
        yield from _file(v, commitment)


def sales(v: Voice) -> Iterator[Block]:
    """Yield the promises of sales."""
    if not v.agreement.sales_commitments:
        return
    yield Heading(2, v(fr="Engagements des ventes", en="Sales commitments"), "sales")
    yield from _targets(v, v.agreement.sales_commitments)
    for commitment in v.agreement.sales_commitments:
        yield from _commitment(v, commitment)
        yield from _record(v, commitment)
        yield from _workload(v, commitment)


def shared(v: Voice) -> Iterator[Block]:
    """Yield the promises of both."""
    if not v.agreement.shared_commitments:
        return
    yield Heading(2, v(fr="Engagements communs", en="Shared commitments"), "shared")
    columns = (
        "Code",
        v(fr="Engagement", en="Commitment"),
        v(fr="Mesure", en="Measure"),
        v(fr="Cible", en="Target"),
    )
    rows = tuple(
        (each.code, v.text(each.sentence), each.measure or "", _shared_goal(v, each.goal))
        for each in v.agreement.shared_commitments
    )
    yield Table("", columns, rows)


def _shared_goal(v: Voice, goal: float | None) -> str:
    # Without a unit of its own: a part of one is a share, more is a number.
    return v.value(goal, "share" if goal is not None and 0 <= goal <= 1 else "count")


def _targets(v: Voice, commitments: Sequence[Commitment]) -> Iterator[Block]:
    timed = [each for each in commitments if each.targets]
    if not timed:
        return
    known = [each.code for each in v.agreement.lead_types]
    keys = dict.fromkeys(key for each in timed for key in each.targets)
    order = sorted(keys, key=lambda key: known.index(key) if key in known else len(known))
    columns = (
        v(fr="Type de piste", en="Lead type"),
        *(f"{each.code} {v.text(each.title)}" for each in timed),
    )
    rows = tuple(
        (v.label(key), *(target_words(v, each.targets.get(key)) for each in timed)) for key in order
    )
    yield Table(v(fr="Cibles par type de piste", en="Targets by lead type"), columns, rows)


def target_words(v: Voice, target: Target | None) -> str:
    """Return a target in words: ``30 business minutes, in 90% of cases``."""
    if target is None:
        return "—"
    parts = [v.duration(target.within)]
    if target.attempts is not None:
        parts.append(v.count(target.attempts, fr="tentative", frs="tentatives",
                             en="attempt", ens="attempts"))  # fmt: skip
    if target.over_business_days is not None:
        over = v.n_days(target.over_business_days, is_business=True)
        parts.append(v(fr="sur {}", en="over {}").format(over))
    if target.channels_min is not None:
        least = v.count(target.channels_min, fr="canal", frs="canaux", en="channel", ens="channels")
        parts.append(v(fr="au moins {}", en="at least {}").format(least))
    if target.share is not None:
        parts.append(v(fr="dans {} des cas", en="in {} of cases").format(v.share(target.share)))
    return ", ".join(part for part in parts if part)


def _commitment(v: Voice, commitment: Commitment) -> Iterator[Block]:
    yield Heading(3, f"{commitment.code} – {v.text(commitment.title)}")
    yield Paragraph(v.text(commitment.sentence))
    yield from v.facts(
        (v(fr="Horloge", en="Clock"), v.name(commitment.clock)),
        (v(fr="Cible", en="Target"), _goal(v, commitment)),
        (v(fr="Mesure", en="Measure"), _measure(v, commitment)),
        (v(fr="Sert l'objectif", en="Serves the goal"), commitment.serves or ""),
        (v(fr="Formule", en="Formula"), v.text(commitment.formula)),
        (v(fr="Lecture", en="Reading"), v.text(commitment.reading)),
    )
    yield from v.bullets(v(fr="Notes", en="Notes"), commitment.notes)


def _goal(v: Voice, commitment: Commitment) -> str:
    said = v.value(commitment.goal, commitment.unit)
    if commitment.goal_period is not None:
        said += " " + v.word(words.PER, commitment.goal_period)
    if commitment.goal_is_per_person:
        said += v(fr=", par personne", en=", each person")
    return said


def _measure(v: Voice, commitment: Commitment) -> str:
    if commitment.measure is None:
        return v.word(words.UNITS, commitment.unit) if commitment.unit else ""
    unit = f" ({v.word(words.UNITS, commitment.unit)})" if commitment.unit else ""
    return commitment.measure + unit


def _value_of_leads(v: Voice, commitment: MarketingCommitment) -> Iterator[Block]:
    yield from _mix(v, commitment)
    margin, pace = commitment.safety_margin, commitment.pace
    if margin is not None:
        yield Note(f"{v.text(margin.finding)} {v.text(margin.decision)}")
    if pace is not None:
        pattern = v(
            fr="alerte sous {} ou au-dessus de {} du rythme, compté en {}",
            en="alert under {} or above {} of the pace, counted in {}",
        )
        ends = (v.share(pace.alert_below), v.share(pace.alert_above))
        said = pattern.format(*ends, v.word(words.CURVES, pace.curve))
        yield from v.facts((v(fr="Rythme", en="Pace"), said))
    yield from v.bullets(v(fr="Ne compte pas", en="Not counted"), commitment.not_counted)


def _mix(v: Voice, commitment: MarketingCommitment) -> Iterator[Block]:
    values = {each.code: each.value for each in v.agreement.lead_types}
    rows = [
        (v.label(code), v.number(n), f"{v.number(n)} × {v.amount(values.get(code, 0))}",
         v.amount(n * values.get(code, 0)))
        for code, n in commitment.planned_mix.items()
    ]  # fmt: skip
    if not rows:
        return
    total = sum(n * values.get(code, 0) for code, n in commitment.planned_mix.items())
    n_all = v.number(sum(commitment.planned_mix.values()))
    rows.append((v(fr="Total", en="Total"), n_all, "", v.amount(total)))
    columns = (
        v(fr="Type de piste", en="Lead type"),
        v(fr="Nombre", en="Number"),
        v(fr="Calcul", en="Arithmetic"),
        v(fr="Valeur", en="Value"),
    )
    title = v(fr="Composition prévue", en="Planned mix")
    yield Table(title, columns, tuple(rows), frozenset((1, 2, 3)))


def _file(v: Voice, commitment: MarketingCommitment) -> Iterator[Block]:
    yield from v.bullets(v(fr="Champs exigés", en="Required fields"), commitment.required_fields)
    if commitment.blocks is not None:
        yield Note(v.text(commitment.blocks))
    if commitment.uses_effect_delays:
        yield Note(
            v(
                fr="Les délais d'effet sont ceux de la table des canaux.",
                en="The effect delays are those of the table of channels.",
            )
        )


def _record(v: Voice, commitment: SalesCommitment) -> Iterator[Block]:
    if commitment.targets:
        silence = v.word(words.SILENCE, commitment.on_silence)
        yield from v.facts((v(fr="Le silence", en="Silence"), silence))
    yield from v.bullets(
        v(fr="S'arrête plus tôt si", en="Stops early on"), commitment.stops_early_on
    )
    yield from v.bullets(v(fr="À noter au moins", en="Least to record"), commitment.least_to_record)
    yield from v.bullets(v(fr="Façons de noter", en="Ways to record"), commitment.ways_to_record)
    if commitment.while_travelling is not None:
        yield Note(v.text(commitment.while_travelling))


def _workload(v: Voice, commitment: SalesCommitment) -> Iterator[Block]:
    load = commitment.workload
    if load is None:
        return
    pattern = v(
        fr="{} représentants × {} heures par mois ÷ {} minutes par tentative = "
        "{} tentatives possibles par mois",
        en="{} representatives × {} hours a month ÷ {} minutes an attempt = "
        "{} possible attempts a month",
    )
    figures = (load.n_representatives, load.hours_per_month_each, load.minutes_per_attempt,
               load.possible_attempts_per_month)  # fmt: skip
    yield from v.facts(
        (v(fr="Charge", en="Workload"), pattern.format(*(v.number(each) for each in figures))),
        (
            v(fr="Tentatives requises, au plus", en="Required attempts, at most"),
            v.number(load.required_attempts_at_most),
        ),
        (v(fr="Si elle est dépassée", en="If it is exceeded"), v.text(load.if_exceeded)),
    )
