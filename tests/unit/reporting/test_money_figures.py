"""Origins, customers, programmes, deals and budget of a company that is worked by hand.

From January 2024 to April 2026, paid search brings four leads a month for 60 and 140 in turn. The
first lead of each month is won two months later, for good. From May 2025 on, every other win is a
build instead of an audit. Beside that, one win of a partner and one tradeshow that is too young.
"""

from __future__ import annotations

import pytest

MONTHS = [f"{year}-{month:02}" for year in (2024, 2025, 2026) for month in range(1, 13)][:28]
CLOSED = dict(zip(MONTHS, [*MONTHS[2:], None, None], strict=True))
N_WINS = 26


def deal_of(made_up, place, month):
    closed = CLOSED[month]
    if closed is None:
        return made_up.deal(place, place, f"{month}-10T17:00", "open", 700)
    is_late = closed >= "2025-05"
    is_build = is_late and place % 2 == 1
    amount = 3_000 if is_build else 1_100 if is_late else 1_000
    return made_up.deal(
        place, place, f"{month}-10T17:00", "won", amount, f"{closed}-05T17:00",
        account_id=f"A{place}", service="build" if is_build else "audit",
        margin_share=0.25 if is_build else 0.5,
    )  # fmt: skip


def company(made_up):
    rows = {name: [] for name in ("leads", "touchpoints", "opportunities", "spend", "contracts")}
    for place, month in enumerate(MONTHS):
        for number in range(4):
            key = place if number == 0 else 100 * number + place
            who = f"k{key}"
            rows["leads"].append(made_up.lead(key, f"{month}-05T17:00", contact=who))
            rows["touchpoints"].append(
                made_up.touch(f"t{key}", who, f"{month}-05T16:00", "paid_search")
            )
        rows["opportunities"].append(deal_of(made_up, place, month))
        rows["spend"].append(
            made_up.spent(f"s{place}", f"{month}-03", 140 if place % 2 else 60,
                          channel="paid_search")
        )  # fmt: skip
        if CLOSED[month]:
            rows["contracts"].append(
                {"contract_id": f"C{place}", "account_id": f"A{place}", "monthly_amount": 100,
                 "opportunity_id": f"O{place:02}", "starts_on": f"{CLOSED[month]}-06"}
            )  # fmt: skip
    # Half of the winners read an e-mail after their lead was opened.
    rows["touchpoints"] += [
        made_up.touch(f"e{place}", f"k{place}", f"{month}-20T16:00", "email")
        for place, month in enumerate(MONTHS[:13])
    ]
    rows["leads"] += [
        made_up.lead(900, "2026-04-02T17:00"), made_up.lead(901, "2026-03-02T17:00")
    ]  # fmt: skip
    rows["touchpoints"] += [
        made_up.touch("t900", "k900", "2026-04-02T16:00", "partner"),
        made_up.touch("t901", "k901", "2026-03-02T16:00", "event"),
    ]
    rows["opportunities"].append(
        made_up.deal(900, 900, "2026-04-03T17:00", "won", 500, "2026-04-04T17:00",
                     service="audit", margin_share=0.5)
    )  # fmt: skip
    rows["spend"].append(made_up.spent("s-fair", "2026-03-01", 900, channel="event"))
    return rows


@pytest.fixture(scope="module")
def loop(made_up, loop_of):
    return loop_of(company(made_up))


@pytest.fixture(scope="module")
def money(loop):
    from boucle.reporting.money.money import Money

    return Money(loop.ground).as_json()


def test_origins_add_up_and_influenced_stands_apart(money):
    origins = money["origins"]

    # 12 + 2 audits at 1 000, 6 at 1 100 and 6 builds at 3 000, and the partner's 500.
    won = 14 * 1_000 + 6 * 1_100 + 6 * 3_000
    assert (origins["n_won"], origins["won_amount"]) == (27, won + 500)
    assert [origins[name]["n_won"] for name in ("originated", "other_origins")] == [26, 1]
    assert origins["originated"]["amount_share"] == pytest.approx(won / (won + 500))
    shares = [origins[name]["wins_share"]["value"] for name in ("originated", "other_origins")]
    assert shares == pytest.approx([26 / 27, 1 / 27])
    # Thirteen read an e-mail on the way; thirteen of those won (the first 13 months).
    assert origins["influenced"]["n_won"] == 13
    assert origins["influenced"]["wins_share"]["value"] == pytest.approx(13 / 27)
    assert (origins["n_unknown_origin"], origins["reasons"]) == (0, {})


def test_customers_by_channel(money):
    found = money["customers"]["by_channel"]
    rows = {row["channel"]: row for row in found["rows"]}
    paid = rows["paid_search"]

    assert found["horizon_months"] == 24
    assert (paid["n_new_customers"], paid["cost"]) == (26, 2_800.0)
    assert paid["cac"] == pytest.approx(2_800 / 26)
    # Nobody has left: 20 audits at 100 × 0.5 and 6 builds at 100 × 0.25 a month, 24 months.
    monthly = (20 * 50 + 6 * 25) / 26
    assert paid["monthly_margin"] == pytest.approx(monthly)
    assert paid["lifetime_margin"]["value"] == pytest.approx(24 * monthly)
    assert paid["payback_months"] == pytest.approx(2_800 / 26 / monthly)
    assert paid["kept_share"] == 1.0
    # Partners have 90 days before they are judged, and this one began in April.
    assert rows["partner"]["reasons"] == {
        "cac": "effect_delay", "lifetime_to_cac": "no_contracts",
        "lifetime_margin": "no_contracts", "payback_months": "effect_delay",
    }  # fmt: skip
    # The tradeshow won nobody yet: its 900 are in the total alone.
    assert found["total"]["cac"] == pytest.approx((2_800 + 900) / 27)


def test_customers_by_service_bear_what_their_channels_cost(money):
    rows = {row["service"]: row for row in money["customers"]["by_service"]["rows"]}

    assert rows["build"]["cost"] == pytest.approx(6 * 2_800 / 26)
    assert rows["audit"]["cost"] == pytest.approx(20 * 2_800 / 26)  # the partner's costs nothing
    assert rows["audit"]["cac"] == pytest.approx(20 * 2_800 / 26 / 21)
    assert rows["build"]["reasons"] == {
        "lifetime_margin": "n_under_10", "lifetime_to_cac": "n_under_10",
        "payback_months": "n_under_10",
    }  # fmt: skip


@pytest.mark.parametrize("by", ["channel", "service"])
def test_customers_and_their_costs_are_shared_whole(money, by):
    rows = money["customers"][f"by_{by}"]["rows"]

    assert sum(row["n_new_customers"] for row in rows) == 27
    assert sum(row["cost"] or 0.0 for row in rows) == pytest.approx(2_800)


# All wins are of age 2; the 26 months of leads until February 2026 were followed to that age.
MARGIN_A_LEAD = (14 * 500 + 6 * 550 + 6 * 750) / (26 * 4)


def test_programmes(money):
    rows = {row["channel"]: row for row in money["programmes"]}
    paid = rows["paid_search"]

    assert (paid["n_months"], paid["monthly_spend"], paid["monthly_leads"]) == (28, 100.0, 4.0)
    curve = {each["month"]: each for each in paid["curve"]}
    assert len(curve) == 24
    assert (curve[2]["cost"], curve[2]["margin"]["value"]) == (200.0, 0.0)
    assert curve[12]["margin"]["value"] == pytest.approx(4 * 10 * MARGIN_A_LEAD)
    # 4 × 142.3 in month 3, when 300 has been spent.
    even = paid["break_even_months"]
    assert (even["value"], even["n"], even["low"], even["high"]) == (3, 26, 3, 3)
    assert paid["break_even_on"] == "2026-07"


def test_a_channel_is_not_judged_before_its_declared_delay(money):
    (fair,) = [row for row in money["programmes"] if row["channel"] == "event"]
    (move,) = [row for row in money["budget"]["moves"] if row["channel"] == "event"]

    assert (fair["curve"], set(fair["reasons"].values())) == ([], {"effect_delay"})
    assert (move["action"], move["reasons"]) == ("keep", {"action": "effect_delay"})


def test_the_mean_deal_is_parted_into_mix_and_within(money):
    """Twelve audits at 1 000, then six at 1 100 and six builds at 3 000, and the partner's 500."""
    deals = money["deals"]
    change = deals["average_deal"]

    assert (deals["before"], deals["after"]) == (
        {"from": "2024-05", "to": "2025-04"}, {"from": "2025-05", "to": "2026-04"}
    )  # fmt: skip
    audit = (6 * 1_100 + 500) / 7
    within = (audit - 1_000) * (1 + 7 / 13) / 2
    assert (change["before"], change["after"]) == (1_000.0, pytest.approx(25_100 / 13))
    assert change["within_effect"] == pytest.approx(within)
    assert change["mix_effect"] == pytest.approx(25_100 / 13 - 1_000 - within)
    assert change["at_constant_mix"] == pytest.approx(audit)
    assert (change["median_before"], change["median_after"]) == (1_000.0, 1_100.0)
    margin = deals["margin"]
    assert (margin["before"], margin["after"]) == (
        0.5, pytest.approx((6 * 550 + 250 + 6 * 750) / 25_100)
    )  # fmt: skip
    # A build is worth half the margin share of an audit: nothing but mix has changed.
    assert margin["within_effect"] == pytest.approx(0.0)
    assert [group["service"] for group in deals["groups"]] == ["audit", "build"]
    assert deals["groups"][1]["before"] is None


def test_leads_that_do_not_follow_spend_are_not_worth_more_of_it(money):
    """Four leads come for 60 as for 140: one more dollar brings next to none."""
    moves = {row["channel"]: row for row in money["budget"]["moves"]}
    paid = moves["paid_search"]

    assert paid["margin_per_lead"] == pytest.approx(MARGIN_A_LEAD)
    assert paid["elasticity"]["p50"] < 0.25
    # The last three months cost 140, 60 and 140; 4 leads a month at 142.3, half of them at most.
    assert paid["spend"] == pytest.approx(340 / 3)
    assert paid["marginal"]["p50"] < 0.5 * 4 * MARGIN_A_LEAD / 100
    assert money["budget"]["reasons"] == {"gain": "nothing_to_move"}
    assert money["budget"]["shifted"] == 0.0


@pytest.mark.slow
def test_a_month_has_origins_and_nothing_that_needs_a_record(made_up, loop_of):
    from boucle.reporting.money.money import Money

    of_month = Money(loop_of(company(made_up), month="2024-01").ground).as_json()

    assert of_month["origins"]["n_won"] == 1
    assert of_month["origins"]["reasons"] == {"wins_share": "n_under_10"}
    assert of_month["programmes"] is None
    assert of_month["reasons"]["budget"] == "not_applicable"


@pytest.mark.slow
def test_a_company_without_anything(loop_of):
    from boucle.reporting.money.money import Money

    nothing = Money(loop_of({}).ground).as_json()

    assert nothing["origins"]["reasons"] == {
        "wins_share": "no_cases", "won_amount": "no_wins", "amount_share": "no_wins"
    }  # fmt: skip
    assert (nothing["programmes"], nothing["budget"]["moves"]) == ([], [])
    assert nothing["deals"]["reasons"] == {"before": "few_months"}
    assert nothing["customers"]["by_channel"]["rows"] == []
