"""The common goal, the parts that add up to it, and what is never a goal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boucle.agreement.document import words
from boucle.agreement.document.blocks import Bullets, Heading, Note, Paragraph, Table
from boucle.agreement.schema.vocabulary import ADDITIVE_UNITS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from boucle.agreement.document.blocks import Block
    from boucle.agreement.document.voice import Voice
    from boucle.agreement.schema import Goal

_MULTIPLIED = "\u00a0×\u00a0"


def goals(v: Voice) -> Iterator[Block]:
    """Yield every goal, the headline first, then the rules."""
    if not v.agreement.goals and v.agreement.goal_rules == type(v.agreement.goal_rules)():
        return
    yield Heading(2, v(fr="Objectifs communs", en="Common goals"), "goals")
    for goal in sorted(v.agreement.goals, key=lambda each: not each.is_headline):
        yield from _goal(v, goal)
    yield from _rules(v)


def _goal(v: Voice, goal: Goal) -> Iterator[Block]:
    headline = v(fr=" – objectif commun", en=" – common goal") if goal.is_headline else ""
    yield Heading(3, goal.code + headline)
    yield Paragraph(v.text(goal.sentence), is_lead=goal.is_headline)
    target = v.value(goal.target, goal.unit)
    if goal.start is not None:
        pattern = v(fr="de {} à {}", en="from {} to {}")
        target = pattern.format(v.value(goal.start, goal.unit), target)
    unit = v.word(words.UNITS, goal.unit)
    yield from v.facts(
        (v(fr="Cible", en="Target"), target),
        (v(fr="Mesure", en="Measure"), f"{goal.measure} ({unit})"),
        (v(fr="Période", en="Period"), v.days(goal.period.starts_on, goal.period.ends_on)),
        (v(fr="Fait partie de", en="Part of"), goal.parent or ""),
        (v(fr="Périmètre", en="Scope"), _scope(v, goal)),
        (v(fr="Responsables", en="Owners"), v.words(words.TEAMS, goal.owners)),
        (v(fr="Pourquoi", en="Why"), v.text(goal.why)),
        (v(fr="Réalisme", en="Realism"), _realism(v, goal)),
        (v(fr="Somme des parties", en="Sum of the parts"), _sum(v, goal)),
    )
    yield from _shares(v, goal)


def _scope(v: Voice, goal: Goal) -> str:
    only = goal.only
    parts = [v.name(each) for each in (only.territory, only.service, only.persona, only.lead_type)]
    parts.append(v.word(words.TEAMS, only.team) if only.team else "")
    return "; ".join(part for part in parts if part)


def _realism(v: Voice, goal: Goal) -> str:
    found = goal.realism
    if found is None:
        return ""
    pattern = v(
        fr="{} de chances d'atteindre la cible, selon le calcul du {}.",
        en="{} chance of reaching the target, as computed on {}.",
    )
    said = [pattern.format(v.share(found.probability), v.day(found.computed_on))]
    if found.low is not None or found.high is not None:
        ends = [v.value(end, goal.unit) or "…" for end in (found.low, found.high)]
        pattern = v(fr="Fourchette\u00a0: {} à {}.", en="Range: {} to {}.")
        said.append(pattern.format(*ends))
    return " ".join((*said, v.text(found.scope))).strip()


def _sum(v: Voice, goal: Goal) -> str:
    parts = [
        each
        for each in v.agreement.goals
        if each.parent == goal.code and each.measure == goal.measure
    ]
    if not parts or goal.unit not in ADDITIVE_UNITS:
        return ""
    added = " + ".join(v.value(each.target, goal.unit) for each in parts)
    codes = " + ".join(each.code for each in parts)
    total = v.value(sum(each.target for each in parts), goal.unit)
    return f"{codes} = {added} = {total}"


def _shares(v: Voice, goal: Goal) -> Iterator[Block]:
    columns = (v(fr="Part", en="Part"), v(fr="Calcul", en="Arithmetic"), v(fr="Cible", en="Target"))
    if goal.expected_origins is not None:
        origins = {
            v.word(words.ORIGINS, code).capitalize(): share for code, share in goal.expected_origins
        }
        title = v(fr="Origines attendues", en="Expected origins")
        yield Table(title, columns, _parts(v, goal, origins), frozenset((1, 2)))
    if goal.quarters is not None:
        quarters = {v(fr="T", en="Q") + code[1:]: share for code, share in goal.quarters}
        title = v(fr="Par trimestre", en="By quarter")
        yield Table(title, columns, _parts(v, goal, quarters), frozenset((1, 2)))


def _parts(v: Voice, goal: Goal, shares: dict[str, float]) -> tuple[tuple[str, ...], ...]:
    target = v.value(goal.target, goal.unit)
    return tuple(
        (name, v.share(share) + _MULTIPLIED + target, v.value(share * goal.target, goal.unit))
        for name, share in shares.items()
    )


def _rules(v: Voice) -> Iterator[Block]:
    rules = v.agreement.goal_rules
    yield Heading(3, v(fr="Règles des objectifs", en="Rules of goals"))
    yield from v.bullets(v(fr="Un objectif est", en="A goal is"), rules.smart)
    bands = rules.realism
    pattern = v(
        fr="Trop facile au-dessus de {}; ambitieux de {} à {}; à revoir sous {}.",
        en="Too easy above {}; ambitious from {} to {}; to be reviewed under {}.",
    )
    shares = (bands.too_easy_above, bands.ambitious_from, bands.ambitious_to, bands.review_below)
    read = pattern.format(*(v.share(each) for each in shares))
    yield from v.facts((v(fr="Lecture de la probabilité", en="How the probability is read"), read))
    if bands.review is not None:
        yield Note(v.text(bands.review))
    yield from _vanity(v)
    missed = tuple(
        v(fr="{}\u00a0: {}", en="{}: {}").format(
            v.word(words.TEAMS, team).capitalize(), v.text(what)
        )
        for team, what in rules.if_missed.items()
    )
    if missed:
        yield Bullets(v(fr="Si la cible est manquée", en="If the target is missed"), missed)


def _vanity(v: Voice) -> Iterator[Block]:
    if v.agreement.goal_rules.vanity_measures:
        columns = (
            v(fr="Indicateur", en="Figure"),
            v(fr="Pourquoi il n'est pas une cible", en="Why it is no target"),
            v(fr="Mesure", en="Measure"),
        )
        rows = tuple(
            (v.text(each.label), v.text(each.why), each.measure)
            for each in v.agreement.goal_rules.vanity_measures
        )
        yield Table(v(fr="Indicateurs de vanité", en="Vanity metrics"), columns, rows)
