"""Days to a win per origin of the Olist leads, against pandas and a loop over the raw files."""

from datetime import UTC, datetime

import ibis
import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from boucle.analytics import timing

pytestmark = pytest.mark.real_data

UNTIL = datetime(2018, 11, 15, tzinfo=UTC)


@pytest.fixture(scope="module")
def leads(real_data):
    folder = real_data / "olist"
    first = pd.read_csv(
        folder / "olist_marketing_qualified_leads_dataset.csv", parse_dates=["first_contact_date"]
    )
    won = pd.read_csv(folder / "olist_closed_deals_dataset.csv", parse_dates=["won_date"])
    return first.merge(won[["mql_id", "won_date"]], on="mql_id", how="left")


def plain_median(days, is_won):
    """Return the first day at which half of the final incidence is there, one case at a time."""
    order = np.argsort(days)
    days, is_won = days[order], is_won[order]
    still, reached, steps = 1.0, 0.0, []
    for day in np.unique(days[is_won]):
        at_risk, wins = (days >= day).sum(), (is_won & (days == day)).sum()
        reached += still * wins / at_risk
        still *= 1 - wins / at_risk
        steps.append((day, reached))
    return next(day for day, share in steps if share >= reached / 2 - 1e-12)


def test_median_days_to_won_per_origin(leads):
    table = pa.table(
        {
            "started_at": pa.array(leads.first_contact_date, pa.timestamp("us")),
            "closed_at": pa.array(leads.won_date, pa.timestamp("us")),
            "outcome": ["open" if pd.isna(at) else "won" for at in leads.won_date],
            "channel": pa.array(leads.origin, pa.string(), from_pandas=True),
        }
    )

    found = timing.median_days_to_won(
        ibis.memtable(table), by="channel", zone="Etc/UTC", until=UNTIL
    )

    assert sum(figure.n for figure in found.values()) == 8_000 - 1  # one was won before it came
    for origin, group in leads.groupby("origin"):
        end = group.won_date.fillna(UNTIL.replace(tzinfo=None))
        days = ((end - group.first_contact_date).dt.total_seconds() / 86_400).to_numpy()
        is_won = group.won_date.notna().to_numpy()
        is_in = days >= 0
        assert found[origin].n == is_in.sum()
        assert found[origin].value == pytest.approx(plain_median(days[is_in], is_won[is_in]))
