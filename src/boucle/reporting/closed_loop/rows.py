"""One row of the report: a channel, a campaign, a month or everything."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from boucle.analytics import money
from boucle.figures.share import Figure, share

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from boucle.reporting.model_credit import Credit

Sums = dict[str, float]
Row = dict[str, Any]

NO_CASES = Figure(None, 0, reason="no_cases")
_LEAD_COUNTS = {"n_mql": "mql", "n_sal": "sal", "n_sql": "sql"}
_COSTS = {
    "lead": "n_leads", "mql": "n_mql", "sql": "n_sql", "opportunity": "n_opportunities",
    "win": "n_won",
}  # fmt: skip
_UNKNOWN = {"value": None, "low": None, "high": None}
_DEAL_COUNTS = ("n_opportunities", "n_won", "n_lost", "n_open")


@dataclass(frozen=True)
class Parts:
    """What one row is made of. Absent sums mean that nothing of the kind fell in the row."""

    leads: Sums = field(default_factory=dict)
    deals: Sums = field(default_factory=dict)
    n_contacts: int = 0
    other_currencies: Sums = field(default_factory=dict)
    # Spent in the period, and spent in the months in which the row's cases came in.
    spend: float | None = None
    cohort_spend: float | None = None
    credit: Credit = field(default_factory=dict)
    # Whether the credits are those of every model, with their bounds.
    has_intervals: bool = False
    days_to_won: Figure = NO_CASES
    maturity: float | None = None
    # The channel or campaign said beforehand that it would not be judged yet.
    is_too_early: bool = False

    @property
    def has_cases(self) -> bool:
        """Whether any lead or deal fell in the row, or only spend and credit."""
        return bool(self.leads or self.deals)


@dataclass(frozen=True)
class Known:
    """What holds for every row: which stages are recorded, whether there are leads and deals."""

    recorded: frozenset[str]
    has_leads: bool
    has_deals: bool
    has_spend: bool
    models: Sequence[str]
    mature_from: float = 0.8
    # Spend is by channel, campaign and month; it says nothing of an owner or a territory.
    is_spend_split: bool = True


def row(parts: Parts, known: Known) -> Row:
    """Return the public fields of a row; what can't be computed is null, its reason beside."""
    reasons: dict[str, str] = {}
    fields = _lead_fields(parts, known, reasons)
    fields |= _deal_fields(parts, known, reasons)
    fields |= _money_fields(parts, fields, known, reasons)
    fields |= _share_fields(parts, known, reasons)
    fields |= _credit_fields(parts, fields, known, reasons)
    fields |= _maturity(parts, known, reasons)
    fields["reasons"] = reasons
    return fields


def _maturity(parts: Parts, known: Known, reasons: dict[str, str]) -> Row:
    if parts.maturity is None:
        reasons["is_mature"] = "no_wins" if parts.has_cases else "no_cases"
        return {"maturity": None, "is_mature": None}
    if parts.is_too_early:
        reasons["is_mature"] = "effect_delay"
    is_mature = parts.maturity >= known.mature_from and not parts.is_too_early
    return {"maturity": float(parts.maturity), "is_mature": bool(is_mature)}


def _lead_fields(parts: Parts, known: Known, reasons: dict[str, str]) -> Row:
    names = ("n_contacts", "n_leads", *_LEAD_COUNTS)
    if not known.has_leads:
        reasons.update(dict.fromkeys(names, "no_leads"))
        return dict.fromkeys(names)
    fields: Row = {"n_contacts": parts.n_contacts, "n_leads": int(parts.leads.get("n_leads", 0))}
    for name, stage in _LEAD_COUNTS.items():
        is_recorded = stage in known.recorded
        fields[name] = int(parts.leads.get(name, 0)) if is_recorded else None
        if not is_recorded:
            reasons[name] = "not_recorded"
    return fields


def _deal_fields(parts: Parts, known: Known, reasons: dict[str, str]) -> Row:
    if not known.has_deals:
        names = (*_DEAL_COUNTS, "won_amount", "pipeline_amount")
        reasons.update(dict.fromkeys(names, "no_opportunities"))
        return dict.fromkeys(names) | {"other_currencies": {}}
    fields: Row = {name: int(parts.deals.get(name, 0)) for name in _DEAL_COUNTS}
    fields["won_amount"] = _amount("won_amount", "n_won", parts, reasons)
    fields["pipeline_amount"] = _amount("pipeline_amount", "n_open", parts, reasons)
    fields["other_currencies"] = dict(sorted(parts.other_currencies.items()))
    return fields


def _amount(name: str, count: str, parts: Parts, reasons: dict[str, str]) -> float | None:
    if parts.deals.get(count, 0) and not parts.deals.get(f"{count}_with_amount", 0):
        # Deals without any amount are worth an unknown sum, not 0.
        reasons[name] = "no_amount"
        return None
    return parts.deals.get(name, 0.0)


def _money_fields(
    parts: Parts, fields: Mapping[str, Any], known: Known, reasons: dict[str, str]
) -> Row:
    cohort = parts.cohort_spend if known.has_spend else None
    made: Row = {"spend": parts.spend if known.has_spend and known.is_spend_split else None}
    no_spend = "no_spend"
    if made["spend"] is None:
        reasons["spend"] = no_spend if known.is_spend_split else "not_applicable"
    elif not parts.has_cases:
        # Something was spent; what is missing is somebody to spend it on.
        no_spend = "no_cases"
    n_won = fields["n_won"] or 0
    figures = money.cost_per(cohort, {name: fields[count] for name, count in _COSTS.items()})
    figures["return_on_spend"] = money.return_on_spend(fields["won_amount"], cohort, n_won=n_won)
    figures["return_on_margin"] = money.return_on_margin(_margin(parts), cohort, n_won=n_won)
    for name, figure in figures.items():
        made[name] = figure.value
        if figure.reason:
            reasons[name] = no_spend if figure.reason == "no_spend" else figure.reason
    return made


def _margin(parts: Parts) -> float | None:
    if parts.deals.get("n_won", 0) and not _is_margin_known(parts.deals):
        return None
    return parts.deals.get("won_margin", 0.0)


def _is_margin_known(deals: Sums) -> bool:
    """Tell whether every amount won has its margin: one without would count as 0."""
    n = deals.get("n_won_with_margin", 0)
    return n > 0 and n == deals.get("n_won_with_amount", 0)


def _share_fields(parts: Parts, known: Known, reasons: dict[str, str]) -> Row:
    leads, deals = parts.leads, parts.deals
    figures = {
        "lead_win_share": _lead_win_share(leads, known),
        "win_share": share(
            int(deals.get("n_won", 0)), int(deals.get("n_won", 0) + deals.get("n_lost", 0))
        )
        if known.has_deals
        else Figure(None, 0, reason="no_opportunities"),
        "median_days_to_won": parts.days_to_won,
    }
    reasons.update({name: figure.reason for name, figure in figures.items() if figure.reason})
    return {name: figure.as_json() for name, figure in figures.items()}


def _lead_win_share(leads: Sums, known: Known) -> Figure:
    if not known.has_leads:
        return Figure(None, 0, reason="no_leads")
    n = int(leads.get("n_leads", 0))
    if "customer" not in known.recorded:
        return Figure(None, n, reason="not_recorded")
    return share(int(leads.get("n_customer_leads", 0)), n)


def _credit_fields(parts: Parts, fields: Row, known: Known, reasons: dict[str, str]) -> Row:
    amounts, wins = (parts.credit.get(unit, {}) for unit in ("amount", "wins"))
    if fields["won_amount"] is None and not any(each["value"] for each in amounts.values()):
        # No amount to share: 0 would say that the channel earned nothing.
        reasons["credit"] = reasons["won_amount"]
        amounts = {model: figure | _UNKNOWN for model, figure in amounts.items()}
    made: Row = {"credit": _values(amounts, known), "credit_wins": _values(wins, known)}
    if parts.has_intervals:
        made |= {"credit_intervals": amounts, "credit_wins_intervals": wins}
    return made


def _values(figures: Mapping[str, Any], known: Known) -> dict[str, float | None]:
    return {model: figures[model]["value"] if figures else 0.0 for model in known.models}


_OF_CLOSING = ("n_won", "n_lost", "won_amount", "other_currencies", "win_share")


def closed_row(month: str | None, parts: Parts, known: Known) -> Row:
    """Return a month of closing: deals decided in it, whenever they began.

    Figures of a cohort do not apply to it and are null, with that reason.
    """
    made = row(parts, known)
    kept = {name: made[name] for name in _OF_CLOSING}
    reasons = {name: why for name, why in made["reasons"].items() if name in (*kept, "spend")}
    for name in made:
        if name not in kept and name not in ("reasons", "spend"):
            kept[name] = _nothing_like(made[name])
            reasons[name] = "not_applicable"
    return {"month": month} | kept | {"spend": made["spend"], "reasons": reasons}


def _nothing_like(value: Any) -> Any:
    if isinstance(value, dict) and "value" in value:
        return Figure(None, 0).as_json()
    return {} if isinstance(value, dict) else None
