"""Journeys in one Parquet file, and what is measured on it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

if TYPE_CHECKING:
    from collections.abc import Callable

SEED = 7
_SQL = Path(__file__).with_suffix(".sql")
MILLIONS, MILLION, CAMPAIGNS = "journeys.parquet", "million.parquet", "campaigns.parquet"
_LEVEL = 0.95


def write_journeys(file: Path, n_touchpoints: int, n_channels: int) -> None:
    """Write one Parquet file of touchpoints in order of time."""
    connection = duckdb.connect()
    sizes = {
        "seed": SEED,
        "n_touchpoints": n_touchpoints,
        "n_cases": n_touchpoints * 9 // 50,
        "n_channels": n_channels,
    }
    for name, value in sizes.items():
        connection.execute(f"SET VARIABLE {name} = {value}")
    connection.execute(_SQL.read_text(encoding="utf-8"))
    connection.execute(f"COPY (FROM journeys) TO '{file}' (FORMAT PARQUET)")


def credit_in_one_pass(folder: Path) -> Callable[[], Any]:
    """All rule models, exact Markov and Shapley by channel."""
    return _credits(folder / MILLIONS)


def credit_with_intervals(folder: Path) -> Callable[[], Any]:
    """The same, with an interval on every credit."""
    return _credits(folder / MILLIONS, level=_LEVEL)


def credit_of_a_million(folder: Path) -> Callable[[], Any]:
    """The same as the first, on a tenth."""
    return _credits(folder / MILLION)


def markov_of_campaigns(folder: Path) -> Callable[[], Any]:
    """Exact Markov over a thousand campaigns."""
    return _credits(folder / CAMPAIGNS, models=["markov"])


def _credits(file: Path, **options: Any) -> Callable[[], Any]:
    import pyarrow.compute  # noqa: F401 - what a first query would load

    from boucle.analytics import attribution
    from boucle.warehouse.engine import engine

    journeys = engine().read_parquet(file)
    engine().raw_sql("SELECT 1")
    return lambda: attribution.credits(journeys, **options).to_pyarrow()


def bare_paths(folder: Path) -> Callable[[], Any]:
    """Group the touchpoints of each case into an ordered list of channels, in the bare engine."""
    return _bare_paths(folder / MILLIONS)


def bare_paths_of_a_million(folder: Path) -> Callable[[], Any]:
    """The same on a tenth."""
    return _bare_paths(folder / MILLION)


def bare_paths_of_campaigns(folder: Path) -> Callable[[], Any]:
    """The same over a thousand campaigns."""
    return _bare_paths(folder / CAMPAIGNS)


def _bare_paths(file: Path) -> Callable[[], Any]:
    return lambda: duckdb.sql(
        f"CREATE TABLE paths AS SELECT case_id, list(channel ORDER BY occurred_at) AS path "
        f"FROM read_parquet('{file}') GROUP BY case_id"
    )


def paths_and_library(folder: Path) -> Callable[[], Any]:
    """Paths of text by data frames, then the heuristics and the chain of ChannelAttribution."""
    import ChannelAttribution
    import pandas as pd

    file = folder / MILLIONS

    def credit() -> Any:
        rows = pd.read_parquet(
            file, columns=["case_id", "occurred_at", "channel", "outcome", "amount"]
        )
        rows = rows[rows["outcome"] != "open"].sort_values(["case_id", "occurred_at"])
        rows["channel"] = "c" + rows["channel"].astype(str)
        grouped = rows.groupby("case_id", sort=False)
        paths = grouped["channel"].agg(" > ".join).to_frame("path")
        ends = grouped[["outcome", "amount"]].first()
        paths["won"] = (ends["outcome"] == "won").astype(int)
        paths["lost"] = 1 - paths["won"]
        paths["amount"] = ends["amount"] * paths["won"]
        summed = paths.groupby("path", as_index=False).sum()
        ChannelAttribution.heuristic_models(summed, "path", "won", var_value="amount")
        return ChannelAttribution.markov_model(
            summed, "path", "won", var_value="amount", var_null="lost", verbose=False
        )

    return credit


TASKS = (
    credit_in_one_pass,
    credit_with_intervals,
    credit_of_a_million,
    markov_of_campaigns,
    bare_paths,
    bare_paths_of_a_million,
    bare_paths_of_campaigns,
    paths_and_library,
)
