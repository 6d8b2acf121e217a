"""The journeys of wins as the page shows them."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from boucle.analytics.attribution import largest_remainder
from boucle.language import Text, formats
from boucle.reporting.closed_loop.cells import Cell
from boucle.reporting.closed_loop.credit_values import credit_values
from boucle.reporting.closed_loop.definitions import DEFINITIONS, MODELS
from boucle.reporting.closed_loop.journey_facts import GAP_DAYS
from boucle.reporting.closed_loop.journey_pictures import person_name, timeline
from boucle.reporting.closed_loop.page_words import EVIDENCE, KINDS, MILESTONES, NO_NAME

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from boucle.agreement.schema import Agreement
    from boucle.language import Language
    from boucle.reporting.closed_loop.cells import Writer

_GAP = Text(fr="{n} jours inconnus", en="{n} days unknown")
_CREDIT = Text(fr="crédit {amount}", en="credit {amount}")
_SHARE = Text(fr="part {share}", en="share {share}")
_COST = Text(fr="coût {amount}", en="cost {amount}")
_ABOUT = Text(
    fr="Gestes connus : {n}{cost}. Crédit selon le modèle « {model} ».",
    en="Known touchpoints: {n}{cost}. Credit by the model “{model}”.",
)
_TOTAL_COST = Text(fr=", coût attribuable {amount}", en=", attributable cost {amount}")
_KNOWN = Text(
    fr="{days} jours du premier geste à la signature, dont {unknown} inconnus : {share} du temps "
    "est connu.",
    en="{days} days from the first gesture to the signature, {unknown} of them unknown: {share} of "
    "the time is known.",
)
_EVERY_RULE = Text(fr="Crédit selon chaque règle", en="Credit by each rule")
_GESTURE = Text(fr="Geste", en="Gesture")
_NO_AMOUNT = Text(fr="montant inconnu", en="unknown amount")


def shown_wins(
    figures: Mapping[str, Any], agreement: Agreement, rule: str, writer: Writer
) -> list[dict[str, Any]]:
    """Return the wins of the report, written out, with the credit by `rule`."""
    labels = {each.code: each.label.in_(writer.language) for each in agreement.channels}
    services = {each.code: each.label.in_(writer.language) for each in agreement.services}
    zone = ZoneInfo(figures["agreement"]["time_zone"])
    return [_shown(win, labels, services, zone, rule, writer) for win in figures["wins"]]


def _shown(  # noqa: PLR0917 - one place calls it
    win: Mapping[str, Any],
    labels: Mapping[str, str],
    services: Mapping[str, str],
    zone: ZoneInfo,
    rule: str,
    writer: Writer,
) -> dict[str, Any]:
    language = writer.language
    cost = ""
    if win["cost"] is not None:
        cost = _TOTAL_COST.format(amount=writer.money(win["cost"])).in_(language)
    amounts = _rounded(win, rule)
    steps = [
        _step(step, amount, labels, zone, rule, writer)
        for step, amount in zip(win["touchpoints"], amounts, strict=True)
    ]
    return {
        "key": win["opportunity_id"],
        "account": win["account"] or win["opportunity_id"],
        "what": services.get(win["service"], win["service"] or ""),
        "amount": _NO_AMOUNT.in_(language)
        if win["amount"] is None
        else writer.money(win["amount"]),
        "when": _day(win["closed_at"], zone, language),
        "about": _ABOUT.format(n=win["n_touchpoints"], cost=cost, model=MODELS[rule]).in_(language),
        "known": _known(win, language),
        "people": [person_name(person, language) for person in win["people"]],
        "steps": steps,
        "last_gap": _last_gap(win, language),
        "pictures": timeline(win, steps, zone, language),
        "credit": _credit(win, steps, writer) if steps else None,
    }


def _known(win: Mapping[str, Any], language: Language) -> str:
    if win["known_share"] is None:
        return ""
    return _KNOWN.format(
        days=formats.count(round(win["journey_days"])),
        unknown=formats.count(round(win["unknown_days"])),
        share=formats.share(win["known_share"], language, digits=0),
    ).in_(language)


def _last_gap(win: Mapping[str, Any], language: Language) -> str:
    """Return the silence before the signature, if there is one."""
    last = [gap for gap in win["gaps"] if gap["before"] is None]
    return _GAP.format(n=round(last[0]["days"])).in_(language) if last else ""


def _credit(
    win: Mapping[str, Any], steps: Sequence[Mapping[str, Any]], writer: Writer
) -> dict[str, Any]:
    """Return what each rule gives each touchpoint: amounts, or shares of a win without one."""
    language, has_amount = writer.language, win["amount"] is not None
    return {
        "title": _EVERY_RULE.in_(language),
        "name_label": _GESTURE.in_(language),
        "columns": [
            {"label": label.in_(language), "definition": DEFINITIONS["credit"].in_(language)}
            for label in MODELS.values()
        ],
        "rows": [
            {
                "anchor": f"journey-{win['opportunity_id']}-{place}",
                "name": f"{place}. {step['channel']}",
                "is_immature": False,
                "cells": [
                    writer.credit(touch["credit"][model]) if has_amount
                    else Cell(formats.share(touch["share"][model], language))
                    for model in MODELS
                ],
            }
            for place, (step, touch) in enumerate(
                zip(steps, win["touchpoints"], strict=True), start=1
            )
        ],
    }  # fmt: skip


def _rounded(win: Mapping[str, Any], rule: str) -> list[float | None]:
    """Round the credits so that they still add up to the amount."""
    touchpoints = win["touchpoints"]
    if win["amount"] is None or not touchpoints:
        return [None] * len(touchpoints)
    exact = [credit_values(touch["credit"])[rule] or 0.0 for touch in touchpoints]
    return [float(amount) for amount in largest_remainder(exact, win["amount"], digits=0)]


def _step(  # noqa: PLR0917 - one place calls it
    step: Mapping[str, Any],
    amount: float | None,
    labels: Mapping[str, str],
    zone: ZoneInfo,
    rule: str,
    writer: Writer,
) -> dict[str, Any]:
    language = writer.language
    waited = step["days_since_previous"]
    evidence = EVIDENCE.get(step["evidence"] or "observed")
    milestone = MILESTONES.get(step["milestone"] or "")
    credit = (
        _SHARE.format(share=formats.share(step["share"][rule], language)).in_(language)
        if amount is None
        else writer.money(amount)
    )
    cost = None if step["cost"] is None else writer.money(step["cost"])
    channel = step["channel"]
    return {
        "gap": _GAP.format(n=round(waited)).in_(language)
        if waited is not None and waited >= GAP_DAYS
        else "",
        "when": _day(step["occurred_at"], zone, language),
        "channel": NO_NAME["channel"].in_(language)
        if channel is None
        else labels.get(channel, channel),
        "person": str(step["person"]) if step.get("person") else "",
        "kind": KINDS[step["kind"]].in_(language) if step["kind"] in KINDS else "",
        "milestone": milestone.in_(language) if milestone else "",
        "evidence": evidence.in_(language) if evidence else "",
        "is_weak": step["weight"] < 1,
        "credit": credit if amount is None else _CREDIT.format(amount=credit).in_(language),
        "cost": "" if cost is None else _COST.format(amount=cost).in_(language),
        # The same without their names, for a table whose columns are named.
        "credit_figure": credit,
        "cost_figure": cost or "",
    }


def _day(moment: Any, zone: ZoneInfo, language: Any) -> str:
    if moment is None:
        return ""
    return formats.day(moment.replace(tzinfo=UTC).astimezone(zone).date(), language)
