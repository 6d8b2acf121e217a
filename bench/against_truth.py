"""`python -m bench.against_truth`: how far each model's credit is from what channels truly brought.

Twenty simulated companies of one block each. Of each, the wins that a channel alone brought are
known: those of the company less those of the same people without the channel, with the same luck.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import ibis
import numpy as np
import pyarrow as pa

from bench.table import columns
from boucle.analytics import attribution
from boucle.simulation import story
from boucle.simulation.block import Block
from boucle.simulation.counterfactual import lost_without
from boucle.simulation.firm import Firm
from boucle.simulation.in_memory import tables_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    import ibis.expr.types as ir
    import numpy.typing as npt

ENDS_ON = date(2026, 10, 31)
CONTACTS, N_COMPANIES = 8_000, 20
CAPS = {"impression": 0.25}
# The agreement's channels: 5@7 and tradeshows are one there.
CHANNELS = tuple(dict.fromkeys(story.LISTED))
_DIRECT = ("direct_traffic",)


@dataclass(frozen=True)
class Company:
    """Shares by channel, in the order of the story: of the truth, and of each model."""

    truth: npt.NDArray[np.float64]
    models: dict[str, npt.NDArray[np.float64]]


def companies(n: int) -> Iterator[Company]:
    """Draw companies and credit their wins."""
    for seed in range(n):
        block = Block(Firm(CONTACTS, seed, ENDS_ON), 0)
        block.make()
        brought, _ = lost_without(block)
        truth = np.zeros(len(CHANNELS))
        np.add.at(truth, [CHANNELS.index(name) for name in story.LISTED], brought)
        yield Company(_shares(truth), _credited(block))
        print(f"company {seed + 1} of {n}", file=sys.stderr)


def _credited(block: Block) -> dict[str, npt.NDArray[np.float64]]:
    rows = attribution.credits(_journeys(block), by="channel", direct_channels=_DIRECT)
    found: dict[str, npt.NDArray[np.float64]] = {}
    for row in rows.to_pyarrow().to_pylist():
        credit = found.setdefault(row["model"], np.zeros(len(CHANNELS)))
        # What no channel is known of helps nobody and harms nobody: it is left out of the shares.
        if row["channel"] is not None:
            credit[CHANNELS.index(row["channel"])] += row["credit_wins"]
    return {model: _shares(credit) for model, credit in found.items()}


def _journeys(block: Block) -> ir.Table:
    tables = tables_of(block)
    codes = block.frames["touchpoints"]["channel"].arrow().cast(pa.string())
    place = tables["touchpoints"].column_names.index("channel")
    touchpoints = ibis.memtable(tables["touchpoints"].set_column(place, "channel", codes))
    leads = ibis.memtable(tables["leads"]).select("lead_id", "contact_id", lead_at="opened_at")
    deals = ibis.memtable(tables["opportunities"])
    outcomes = deals.inner_join(leads, "lead_id").select(
        "contact_id", "lead_at", "outcome", "amount",
        case_id="opportunity_id", decided_at="closed_at", opportunity_at="created_at",
    )  # fmt: skip
    return attribution.journeys(touchpoints, outcomes, evidence_caps=CAPS)


def _shares(of_channel: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    # Luck can make a company win a deal more without a channel: that is no share below 0.
    held = np.maximum(of_channel, 0.0)
    return held / held.sum()


def main() -> None:
    """Print the error of each model, and what each makes of each channel."""
    parser = argparse.ArgumentParser(prog="python -m bench.against_truth", description=__doc__)
    parser.add_argument("--companies", type=int, default=N_COMPANIES)
    drawn = list(companies(parser.parse_args().companies))
    truth = np.array([each.truth for each in drawn])
    models = {name: np.array([each.models[name] for each in drawn]) for name in drawn[0].models}
    print(_errors(truth, models))
    print()
    print(_by_channel(truth, models))


def _errors(truth: Any, models: dict[str, Any]) -> str:
    """Return the part of the credit that a model gives to the wrong channels, best first."""
    rows = [("model", "misplaced", "least", "most")]
    ordered = sorted(models, key=lambda name: float(_misplaced(truth, models[name]).mean()))
    for name in ordered:
        parts = _misplaced(truth, models[name])
        rows.append((name, *(f"{each:.1%}" for each in (parts.mean(), parts.min(), parts.max()))))
    return columns(rows)


def _misplaced(truth: Any, model: Any) -> Any:
    return np.abs(model - truth).sum(axis=1) / 2


def _by_channel(truth: Any, models: dict[str, Any]) -> str:
    rows = [("channel", "truth", *models)]
    for place, code in enumerate(CHANNELS):
        cells = (truth, *models.values())
        rows.append((code, *(f"{each[:, place].mean():.1%}" for each in cells)))
    return columns(rows)


if __name__ == "__main__":
    main()
