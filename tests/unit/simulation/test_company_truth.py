import json
from datetime import date

import numpy as np
import pytest
from scipy import stats

from boucle.simulation import odds, story
from boucle.simulation.block import Block
from boucle.simulation.firm import Firm
from boucle.simulation.frame import stack
from boucle.simulation.team import REPS


@pytest.fixture(scope="module")
def many_leads():
    """The leads of a company large enough to tell a chance within a per cent or two."""
    firm, blocks = Firm(64_000, 3, date(2026, 10, 31)), []
    for number in range(len(firm.sizes)):
        block = Block(firm, number)
        block.make_leads()
        blocks.append(
            {name: block.leads[name] for name in ("type", "win_chance", "exit", "previous")}
        )
    return stack(blocks)


@pytest.mark.parametrize("kind", [*story.HANDED_OVER, story.PROSPECTING])
def test_wins_of_a_lead_type_are_those_of_its_true_share(many_leads, kind):
    """The mean that the model expects is computed, not measured: it must be that of the draws."""
    mine = many_leads["type"] == kind
    chances = many_leads["win_chance"][mine & (many_leads["previous"] < 0)]
    won = int((many_leads["exit"][mine] == odds.WON).sum())
    low, high = stats.binom.interval(0.999, int(mine.sum()), many_leads["win_chance"][mine].mean())
    error = chances.std() / len(chances) ** 0.5

    # Absences move some leads to colleagues, which the expected mean leaves out.
    assert chances.mean() == pytest.approx(
        story.LEAD_TYPES[kind].win_share, rel=0.01, abs=3 * error
    )
    assert low <= won <= high


def test_the_year_is_about_as_large_as_the_story_says(company):
    deals, passed = company.frames["opportunities"], company.frames["handoffs"]
    won = deals["outcome"] == "won"
    spent = company.frames["spend"]["amount"].sum()

    assert won.sum() / 3 == pytest.approx(88, abs=15)
    assert len(passed["handoff_id"]) / 3 == pytest.approx(920, abs=90)
    assert np.nanmean(deals["amount"][won]) == pytest.approx(33_000, rel=0.12)
    assert spent / 3 == pytest.approx(290_000, rel=0.12)


def test_search_content_finds_and_retargeting_only_closes(company):
    """First touches favour content, last ones retargeting, which truly does nothing."""
    touches, deals, leads = (company.frames[n] for n in ("touchpoints", "opportunities", "leads"))
    won = deals["outcome"] == "won"
    closed = dict(
        zip(leads["contact_id"][deals["lead"][won]], deals["closed_at"][won], strict=True)
    )
    first, last = {}, {}
    for who, when, channel in zip(
        touches["contact_id"], touches["occurred_at"], touches["channel"], strict=True
    ):
        if when < closed.get(who, -1):
            first.setdefault(who, channel)
            last[who] = channel
    firsts, lasts = list(first.values()), list(last.values())

    assert firsts.count("organic_search") > 3 * lasts.count("organic_search")
    assert lasts.count("display") > 10 * max(firsts.count("display"), 1)
    assert story.CHANNELS[story.AT["display"]].effect == 1.0


def test_paid_search_is_fast_and_content_slow(company):
    leads = company.leads
    days = (leads["closed_at"] - leads["opened_at"]) / 86_400
    won = leads["exit"] == odds.WON
    median = {
        code: np.median(days[won & (leads["found"] == story.AT[code])])
        for code in ("paid_search", "organic_search")
    }

    assert median["paid_search"] < 0.75 * median["organic_search"]


def test_slow_representatives_are_late(company):
    leads = company.leads
    due = np.array([kind.due_hours for kind in story.LEAD_TYPES])[leads["type"]] * 3600
    is_late = leads["try_seconds"] > due
    handed = ~np.isnan(leads["handed_at"])
    slow, fast = REPS[2], REPS[0]
    late_share = {rep: is_late[handed & (leads["rep"] == rep)].mean() for rep in (slow, fast)}

    assert late_share[slow] > 2 * late_share[fast]


def test_summer_is_calm(company):
    opened = company.leads["opened_at"].astype("int64").astype("datetime64[s]")
    months = opened.astype("datetime64[M]").astype(int) % 12

    assert (months == 6).sum() < 0.75 * (months == 9).sum()


def share(values):
    return float(np.mean(values))


@pytest.mark.parametrize(
    ("name", "asked", "tolerance"),
    [
        ("blank source", story.BLANK_SOURCE_SHARE, 0.003),
        ("duplicates", story.DUPLICATE_SHARE, 0.0001),
        ("merged", story.MERGED_SHARE, 0.15),
        ("no amount", story.NO_AMOUNT_SHARE, 0.03),
        ("silent", story.SILENT_SHARE, 0.01),
        ("automatic", 1.0, 0.0),
    ],
)
def test_trouble_comes_in_the_share_asked_for(company, name, asked, tolerance):
    frames, leads = company.frames, company.leads
    won = frames["opportunities"]["outcome"] == "won"
    handed = ~np.isnan(leads["handed_at"])
    is_merge = frames["links"]["kind"] == "merge"
    machine = frames["activities"]["is_human"] == 0
    found = {
        "blank source": share(frames["touchpoints"]["origin_source"] == ""),
        "duplicates": share(company.repeats >= 0),
        "merged": is_merge.sum() / (company.repeats >= 0).sum(),
        "no amount": share(np.isnan(frames["opportunities"]["amount"][won])),
        "silent": share(leads["exit"][handed] == odds.SILENT),
        "automatic": share(frames["activities"]["kind"][machine] == "email"),
    }

    assert found[name] == pytest.approx(asked, abs=tolerance)


def test_what_was_true_is_written_beside_the_exports(exports):
    told = json.loads((exports.truth / "truth.json").read_text(encoding="utf-8"))

    assert set(told["channels"]) == set(story.CODES)
    assert told["lead_types"]["referral"]["win_share"] == 0.2
    assert told["n_duplicates"] == round(900 * story.DUPLICATE_SHARE)
    assert {path.name for path in exports.truth.iterdir()} == {
        "truth.json", "index.json", "leads.parquet", "contacts.parquet", "touchpoints.parquet",
    }  # fmt: skip
