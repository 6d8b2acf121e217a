"""Olist, imported by the example mapping, against pandas over the raw files."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace

import pandas as pd
import pytest

from boucle.warehouse.imports import mapping
from boucle.warehouse.imports.result import TableChange
from boucle.warehouse.imports.run import import_files
from boucle.warehouse.lake import Lake

pytestmark = pytest.mark.real_data

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
ZONE = "America/Sao_Paulo"
MQL, DEALS = "olist_marketing_qualified_leads_dataset", "olist_closed_deals_dataset"
SELLERS, REVENUE = "olist_sellers_dataset", "seller_revenue_all_orders"


def imported(folder, tmp_path, root, **changes):
    home = tmp_path / "workspace"
    home.mkdir(exist_ok=True)
    agreement = SimpleNamespace(time_zone=ZONE, currency="BRL", version="1.0")
    workspace = SimpleNamespace(
        folder=home, lake=Lake(home / "lake"), agreement_at=lambda moment: agreement
    )
    by = mapping.load(root / "examples" / "olist.toml").model_copy(update=changes)
    return workspace, import_files(workspace, [folder], by, now=NOW)


def figures(workspace):
    """The figures that must not depend on how the files are saved."""
    tables = workspace.lake.tables()
    leads = tables.leads.to_pandas().set_index("lead_id")
    deals = tables.opportunities.to_pandas().set_index("opportunity_id")
    origins = tables.touchpoints.to_pandas()
    days = (deals.closed_at - leads.opened_at.reindex(deals.index)).dt.total_seconds() / 86_400
    return {
        "leads": len(leads),
        "won": int((deals.outcome == "won").sum()),
        "unknown amounts": int(deals.amount.isna().sum()),
        "amount": float(deals.amount.dropna().astype(float).sum()),
        "days": round(float(days.median()), 6),
        "by channel": origins.channel.fillna("").value_counts().sort_index().to_dict(),
        "first": leads.opened_at.min(),
        "last": deals.closed_at.max(),
        "changes": tables.stage_changes.to_pandas().to_stage.value_counts().to_dict(),
        "accounts": tables.accounts.count().execute(),
        "users": tables.users.count().execute(),
    }


@pytest.fixture(scope="module")
def raw(real_data):
    """The raw files as pandas reads them."""
    folder = real_data / "olist"
    names = (MQL, DEALS, SELLERS, REVENUE)
    return {name: pd.read_csv(folder / f"{name}.csv", dtype=str) for name in names}


@pytest.fixture(scope="module")
def expected(raw):
    """The figures, worked out by pandas alone."""
    mql, deals, revenue = raw[MQL], raw[DEALS], raw[REVENUE]
    opened = pd.to_datetime(mql.first_contact_date).dt.tz_localize(
        ZONE, nonexistent="shift_forward"
    )
    won = pd.to_datetime(deals.won_date).dt.tz_localize(ZONE, nonexistent="shift_forward")
    joined = deals.merge(revenue[["seller_id", "gross_revenue"]], on="seller_id", how="left")
    by_id = pd.Series(opened.values, index=mql.mql_id)  # UTC, without the zone
    days = (pd.Series(won.values, index=deals.mql_id) - by_id.reindex(deals.mql_id)).dt
    people = {*deals.sdr_id.dropna(), *deals.sr_id.dropna()}
    return {
        "leads": 8000,
        "won": 842,
        "unknown amounts": int(joined.gross_revenue.isna().sum()),
        "amount": pytest.approx(joined.gross_revenue.dropna().astype(float).sum(), abs=0.01),
        "days": pytest.approx((days.total_seconds() / 86_400).median(), abs=1e-5),
        "by channel": mql.origin.fillna("").value_counts().sort_index().to_dict(),
        "first": pd.Timestamp(opened.min()).tz_convert("UTC").tz_localize(None),
        "last": pd.Timestamp(won.max()).tz_convert("UTC").tz_localize(None),
        "changes": {"mql": 8000, "customer": 842},
        "accounts": deals.seller_id.nunique(),
        "users": len(people),
    }


@pytest.mark.slow
def test_every_row_arrives_once(real_data, tmp_path, root, expected):
    workspace, result = imported(real_data / "olist", tmp_path, root)

    assert result.rejects == ()
    assert {name: change.n_new for name, change in result.tables.items()} == {
        "accounts": 842,
        "contacts": 8000,
        "users": expected["users"],
        "touchpoints": 8000,
        "leads": 8000,
        "stage_changes": 8842,
        "opportunities": 842,
    }
    assert figures(workspace) == expected


@pytest.mark.slow
def test_a_second_import_adds_nothing(real_data, tmp_path, root):
    imported(real_data / "olist", tmp_path, root)
    workspace, again = imported(real_data / "olist", tmp_path, root)

    assert again.commit is None
    assert all(
        change == TableChange(n_same=change.n_same, n_repeated=change.n_repeated)
        for change in again.tables.values()
    )
    assert len(workspace.lake.commits()) == 1


def dated(frames, day, moment):
    """Write the dates of the raw files another way."""
    mql, deals = frames[MQL].copy(), frames[DEALS].copy()
    mql["first_contact_date"] = pd.to_datetime(mql.first_contact_date).dt.strftime(day)
    deals["won_date"] = pd.to_datetime(deals.won_date).dt.strftime(moment)
    return frames | {MQL: mql, DEALS: deals}


def typed(frames):
    frames = {name: frame.copy() for name, frame in frames.items()}
    frames[MQL]["first_contact_date"] = pd.to_datetime(frames[MQL].first_contact_date)
    frames[DEALS]["won_date"] = pd.to_datetime(frames[DEALS].won_date)
    frames[REVENUE]["gross_revenue"] = frames[REVENUE].gross_revenue.astype(float)
    return frames


def comma(frames):
    revenue = frames[REVENUE].copy()
    revenue["gross_revenue"] = [
        f"{float(each):.2f}".replace(".", ",") for each in revenue.gross_revenue
    ]
    return frames | {REVENUE: revenue}


def as_csv(sign, encoding, end="csv"):
    def save(frame, path):
        frame.to_csv(path.with_suffix(f".{end}"), sep=sign, encoding=encoding, index=False)

    return save


def as_xlsx(frame, path):
    frame.to_excel(path.with_suffix(".xlsx"), index=False)


def as_parquet(frame, path):
    frame.to_parquet(path.with_suffix(".parquet"), index=False)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("rewritten", "save"),
    [
        pytest.param(comma, as_csv(";", "utf-8-sig"), id="semicolons, BOM, decimal commas"),
        pytest.param(
            lambda f: dated(f, "%d/%m/%Y", "%d/%m/%Y %H:%M:%S"),
            as_csv(",", "utf-8"),
            id="day first",
        ),
        pytest.param(
            lambda f: dated(f, "%m/%d/%Y", "%m/%d/%Y %I:%M:%S %p"),
            as_csv(",", "utf-8"),
            id="United States",
        ),
        pytest.param(lambda f: f, as_csv("\t", "utf-16", "tsv"), id="UTF-16 with tabs"),
        pytest.param(typed, as_xlsx, id="workbooks"),
        pytest.param(typed, as_parquet, id="Parquet"),
    ],
)
def test_the_same_figures_however_the_files_are_saved(
    raw, expected, tmp_path, root, rewritten, save
):
    folder = tmp_path / "saved"
    folder.mkdir()
    for name, frame in rewritten(raw).items():
        save(frame, folder / name)

    workspace, result = imported(folder, tmp_path, root)

    assert result.rejects == ()
    assert figures(workspace) == expected


@pytest.mark.slow
def test_us_dates_of_few_days_ask_for_the_format(raw, tmp_path, root):
    from boucle.errors.imports import ImportFaultsError

    folder = tmp_path / "saved"
    folder.mkdir()
    early = dated(raw, "%m/%d/%Y", "%m/%d/%Y %H:%M:%S")
    is_early = pd.to_datetime(raw[MQL].first_contact_date).dt.day <= 12
    frames = early | {
        MQL: early[MQL][is_early],
        DEALS: early[DEALS][pd.to_datetime(raw[DEALS].won_date).dt.day <= 12],
    }
    for name, frame in frames.items():
        as_csv(",", "utf-8")(frame, folder / name)

    with pytest.raises(ImportFaultsError) as caught:
        imported(folder, tmp_path, root)
    assert "date_format" in caught.value.text.en
    _, result = imported(folder, tmp_path, root, date_format=("%m/%d/%Y", "%m/%d/%Y %H:%M:%S"))
    assert (result.rejects, result.tables["leads"].n_new) == ((), int(is_early.sum()))
