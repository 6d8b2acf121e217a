"""Laws of proposals: any table of text is proposed for or refused, and order says nothing."""

from __future__ import annotations

import csv
import io
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from boucle.errors import BoucleError
from boucle.warehouse.imports.proposing.answers import Answers, sets_of
from boucle.warehouse.imports.proposing.assignment import best_pairs
from boucle.warehouse.imports.proposing.session import opened
from boucle.warehouse.lake import Lake

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
HEADERS = [
    *("Lead ID", "id", "Courriel", "email", "Source", "Provenance", "Date de création", "Created"),
    *("Stage", "Étape", "Statut", "Amount", "Montant (CAD)", "Close Date", "Won", "Converted"),
    *("Entreprise", "Company", "Owner", "Cost", "Day", "Campaign", "Type", "Probability", "Nom"),
    *("Prénom", "Phone", "Currency", "utm_source", "utm_medium", "Lost reason", "Employees", ""),
    *("a.b", "{x}", "x:y!z", "a'b", 'a"b', "[c]", "é\u00a0è", "stage.", "=1"),
]
CELLS = [
    *(
        "",
        "1",
        "2",
        "L1",
        "L2",
        "D-7",
        "a@x.example",
        "b@x.example",
        "Web",
        "Salon",
        "Won",
        "Perdu",
    ),
    *("En cours", "New", "Zorg", "Converted", "yes", "0", "1 234,50 $", "$1,234.50", "R$ 435.000"),
    *("$342.09K", "12 %", "146536,25", "50.000", "1,234", "2026-01-02", "03/04/2026", "13/04/2026"),
    *("03/04/26", "2026-01", "octobre 2026", "1er mai 2026", "Oct 3, 2026 1:05 PM", "N/A", "None"),
    *("-", "Total", "Marie Roy", "514 555-0101", "CAD", "€", "x" * 70, "'", '"', "{a}", "\\", "é"),
    *("2026-01-02T10:30:00Z", "45123", "1767225600", "#REF!", "99999999999999999999", "1e400"),
]
NAMES = ["leads.csv", "deals.csv", "affaires 2026.csv", "spend.csv", "contacts.csv", "x.csv"]
# What a column of the name may well hold; other headers hold anything.
_KEYS = [f"L{n}" for n in range(9)]
_MAILS = [f"p{n}@x.example" for n in range(6)]
_DAYS = ["2026-01-02", "2026-02-13", "03/04/2026", "13/04/2026", "03/04/26", "Oct 3, 2026"]
_MONEY = ["10", "1 234,50 $", "$1,234.50", "R$ 435.000", "342.09K", "50.000", "146536,25", "0"]
_STAGES = ["Won", "Perdu", "En cours", "New", "Zorg", "Converted", "Gagnée"]
POOLS = {
    "Lead ID": _KEYS, "id": _KEYS, "Courriel": _MAILS, "email": _MAILS, "Source": ["Web", "Salon"],
    "Provenance": ["Web", "web", "Salon"], "Date de création": _DAYS, "Created": _DAYS,
    "Stage": _STAGES, "Étape": _STAGES, "Statut": _STAGES, "Amount": _MONEY,
    "Montant (CAD)": _MONEY, "Close Date": _DAYS, "Won": ["yes", "no", "1", "0"],
    "Converted": ["1", "0"], "Entreprise": ["A inc.", "B inc."], "Company": ["A inc.", "B inc."],
    "Owner": ["Marie Roy", "Luc"], "Cost": _MONEY, "Day": _DAYS, "Campaign": ["C1", "C2"],
    "Type": ["Call", "Courriel"], "Probability": ["10 %", "100", "0"], "Nom": ["Roy", "Côté"],
}  # fmt: skip


@st.composite
def tables(draw):
    headers = draw(st.lists(st.sampled_from(HEADERS), min_size=1, max_size=8))
    odd = st.sampled_from(CELLS) | st.text(max_size=6).map(lambda text: text.replace("\0", ""))
    n_rows = draw(st.integers(0, 9))
    is_tidy = draw(st.booleans())
    columns = []
    for header in headers:
        usual = st.sampled_from(POOLS.get(header, CELLS))
        cells = usual if is_tidy else st.one_of(usual, usual, usual, odd)
        is_key = is_tidy and header in {"Lead ID", "id"}
        columns.append(_KEYS[:n_rows] if is_key else [draw(cells) for _ in range(n_rows)])
    return [headers, *(list(row) for row in zip(*columns, strict=True))]


def written(table):
    out = io.StringIO()
    csv.writer(out).writerows(table)
    return out.getvalue().encode("utf-8", "replace")


def proposals(files, folder, answers):
    """Propose for files, try each proposal that nothing stops, and settle doubts as they come."""
    exports = folder / "exports"
    exports.mkdir()
    for name, content in files.items():
        (exports / name).write_bytes(content)
    agreement = SimpleNamespace(time_zone="America/Toronto", currency="CAD", version="1.0")
    home = folder / "home"
    home.mkdir()
    workspace = SimpleNamespace(
        folder=home, lake=Lake(home / "lake"), agreement_at=lambda moment: agreement
    )
    with opened(workspace, [exports], NOW) as session:
        session.read(lambda what, n: None)
        for _ in range(8):
            proposal = session.propose("x", answers, "en")
            yield proposal
            if not proposal.blocking:
                break
            choice = proposal.blocking[0].choices[0]
            answers = answers.with_option(choice.option, choice.value)
        if proposal.mapping is not None and not proposal.blocking:
            session.run(proposal.mapping, is_dry_run=True, max_rejects="100%", sample_rows=10)


def check_never_crashes(files, said=()):
    with tempfile.TemporaryDirectory() as folder:
        try:
            found = [*proposals(files, Path(folder), Answers(sets=sets_of(said)))]
        except BoucleError:
            return
    for proposal in found:
        assert all(0 <= file.confidence <= 1 for file in proposal.files)
        assert all(doubt.choices for doubt in proposal.blocking)


files_of_tables = st.dictionaries(
    st.sampled_from(NAMES), tables().map(written), min_size=1, max_size=3
)
kinds = st.sampled_from(["leads", "deals", "spend", "activities", "accounts", "users", "contacts"])


@pytest.mark.slow
@settings(max_examples=300)
@given(files=files_of_tables, kind=kinds | st.none())
@example(files={"leads.csv": b"Lead ID\n", "deals.csv": b"Lead ID,Won\nL0,no\n"}, kind=None)
def test_any_tables_of_text_are_proposed_for_or_refused(files, kind):
    check_never_crashes(files, () if kind is None else [f"deals={kind}"])


@pytest.mark.slow
@settings(max_examples=40)
@given(table=tables(), seed=st.integers(0, 99))
def test_the_order_of_columns_changes_nothing(table, seed):
    order = np.random.default_rng(seed).permutation(len(table[0]))
    headers = [
        f"{header} {i}" if table[0].count(header) > 1 else header
        for i, header in enumerate(table[0])
    ]
    table = [headers, *table[1:]]
    moved = [[row[i] for i in order] for row in table]

    said = []
    for each in (table, moved):
        with tempfile.TemporaryDirectory() as folder:
            try:
                first = next(proposals({"leads.csv": written(each)}, Path(folder), Answers()))
            except BoucleError as error:
                said.append(error.code)
            else:
                (file, *_) = first.files or (None,)
                roles = file and {role: found.column for role, found in file.roles.items()}
                said.append((file and file.kind, roles))
    assert said[0] == said[1]


@given(
    scores=st.integers(0, 5).flatmap(
        lambda n: st.lists(
            st.lists(st.floats(0, 1).map(lambda x: round(x, 3)), min_size=n, max_size=n), max_size=6
        )
    )
)
def test_pairs_are_the_best_there_are(scores):
    pairs = best_pairs(scores)

    assert len(set(pairs.values())) == len(pairs)
    best = 0.0
    if scores and scores[0]:
        rows, columns = linear_sum_assignment(scores, maximize=True)
        best = float(np.array(scores)[rows, columns].sum())
    assert sum(scores[i][j] for i, j in pairs.items()) == pytest.approx(best)
