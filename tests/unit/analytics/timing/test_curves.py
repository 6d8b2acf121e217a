from datetime import UTC, datetime, timedelta

import ibis
import pyarrow as pa
import pytest

from boucle.analytics import timing
from boucle.errors import ParameterError
from boucle.figures.share import Figure

START = datetime(2026, 1, 1)
UNTIL = datetime(2026, 12, 31, tzinfo=UTC)


def curve(won=(), lost=(), still_open=()):
    outcomes = ["won"] * len(won) + ["lost"] * len(lost) + [None] * len(still_open)
    days = [*won, *lost, *still_open]
    return timing.aalen_johansen(timing.CountedDurations.of_cases(days, outcomes))


def cases(*rows):
    return ibis.memtable(
        pa.table(
            {
                "started_at": pa.array([START for _row in rows], pa.timestamp("us")),
                "closed_at": pa.array(
                    [None if days is None else START + timedelta(days=days) for _, days, _ in rows],
                    pa.timestamp("us"),
                ),
                "outcome": pa.array([outcome for _, _, outcome in rows], pa.string()),
                "channel": pa.array([channel for channel, _, _ in rows], pa.string()),
            }
        )
    )


@pytest.mark.parametrize(
    ("given", "cause", "expected"),
    [
        pytest.param(curve(), "won", (None, 0, "no_cases"), id="no case"),
        pytest.param(curve([1] * 9), "won", (None, 9, "n_under_10"), id="nine cases"),
        pytest.param(curve((), [1] * 10), "won", (None, 10, "no_events"), id="no win"),
        pytest.param(curve(range(1, 11)), "won", (5.0, 10, None), id="half of ten wins"),
        pytest.param(curve([2, 4], [1] * 8), "won", (2.0, 10, None), id="half of two wins"),
        pytest.param(curve([2, 4, 8], [1] * 8), "won", (4.0, 11, None), id="half of three wins"),
        pytest.param(
            curve([3], (), [9] * 9), None, (None, 10, "not_reached"), id="most still wait"
        ),
        pytest.param(curve(range(1, 11)), None, (5.0, 10, None), id="half have ended"),
    ],
)
def test_median(given, cause, expected):
    figure = timing.median_days(given, cause=cause)

    assert (figure.value, figure.n, figure.reason) == expected


def test_median_counts_open_cases_as_waiting():
    # Ten wins on days 1 to 10: median 5. With ten cases open since day 4, later wins weigh more:
    # F after day 4 is 4/20, then 1/6 of what still waits on each day.
    plain = timing.median_days(curve(range(1, 11)), cause="won")
    waiting = timing.median_days(curve(range(1, 11), (), [4] * 10), cause="won")

    assert (plain.value, waiting.value) == (5.0, 7.0)


def test_median_interval_inverts_the_pointwise_interval():
    figure = timing.median_days(curve(range(1, 101)), cause="won")

    # On the log(-log) scale of what is still to come: on day 40 its lower bound is
    # 0.6 ** exp(0.313) = 0.497, on day 39 0.507; on day 60 its upper bound is
    # 0.4 ** exp(-0.262) = 0.494, on day 59 0.504.
    assert (figure.value, figure.low, figure.high) == (50.0, 40.0, 60.0)


@pytest.mark.parametrize("lost", [(), [30] * 40, range(1, 301)], ids=["none", "some", "many"])
def test_losses_do_not_blur_the_median_of_wins_where_nothing_is_open(lost):
    """How many wins there are in all varies with how many came so far: it is not known apart."""
    alone = timing.median_days(curve(range(1, 101)))
    among = timing.median_days(curve(range(1, 101), lost), cause="won")

    assert (among.value, among.low, among.high) == (alone.value, alone.low, alone.high)


def test_incidence_at_a_horizon():
    given = curve([10] * 5, [20] * 5, [30] * 10)

    found = {days: timing.incidence_at(given, days) for days in (5, 10, 25, 31)}

    assert [figure.value for figure in found.values()] == [0.0, 0.25, 0.25, None]
    assert found[31].reason == "not_followed_so_long"
    assert timing.incidence_at(curve([10] * 10), 400).value == 1.0


def test_maturity_is_the_share_of_final_wins_seen():
    given = curve([10] * 4 + [20] * 4 + [50] * 2)

    shares = [timing.maturity(age, given) for age in (5, 10, 20, 50, 90)]

    assert shares == pytest.approx([0.0, 0.4, 0.8, 1.0, 1.0])
    assert (timing.is_mature(19, given), timing.is_mature(20, given)) == (False, True)
    assert timing.is_mature(20, curve((), [1])) is None


@pytest.mark.parametrize(
    "call",
    [
        pytest.param(lambda given: timing.quantile_days(given, 1.0), id="share of 1"),
        pytest.param(lambda given: timing.median_days(given, cause="sold"), id="unknown cause"),
        pytest.param(lambda given: timing.incidence_at(given, -1), id="negative horizon"),
        pytest.param(lambda given: timing.incidence_at(given, 1, cause="sold"), id="cause at"),
        pytest.param(lambda given: timing.maturity(-1, given), id="negative age"),
        pytest.param(lambda given: timing.maturity(1, given, cause="sold"), id="cause of maturity"),
        pytest.param(
            lambda _given: timing.kaplan_meier(
                timing.CountedDurations.of_cases([1], ["won"]), level=1
            ),
            id="level of 1",
        ),
    ],
)
def test_parameters_out_of_range_are_refused(call):
    with pytest.raises(ParameterError):
        call(curve([1], [2]))


def test_median_days_to_won_of_every_channel_at_once():
    table = cases(
        *[("web", days, "won") for days in range(1, 11)],
        *[("ads", 5, "lost")] * 12,
        (None, 3, "won"),
    )

    found = timing.median_days_to_won(table, by="channel", zone="Etc/UTC", until=UNTIL)

    assert {
        channel: (figure.value, figure.n, figure.reason) for channel, figure in found.items()
    } == {
        "ads": (None, 12, "no_events"),
        "web": (5.0, 10, None),
        None: (None, 1, "n_under_10"),
    }


def test_median_days_to_won_of_all_together():
    table = cases(*[("web", days, "won") for days in range(1, 11)])

    found = timing.median_days_to_won(table, by=None, zone="Etc/UTC", until=UNTIL)

    assert found[None].value == 5.0


def test_sources_are_ranked_from_20_cases_on():
    table = cases(
        *[("web", 10, "won")] * 5,
        *[("web", 20, "lost")] * 15,
        *[("ads", 10, "won")] * 10,
        *[("ads", 20, "lost")] * 10,
        *[("fair", 10, "won")] * 12,
    )

    found = timing.sources_compared(table, until=UNTIL, zone="Etc/UTC", horizons_days=(15, 90))

    assert [(source.value, source.rank, source.n, source.n_won) for source in found] == [
        ("ads", 1, 20, 10),
        ("web", 2, 20, 5),
        ("fair", None, 12, 12),
    ]
    assert [source.incidence[90].value for source in found] == pytest.approx([0.5, 0.25, 1.0])


def test_sources_without_a_common_horizon_have_no_rank():
    table = cases(*[("web", None, "open")] * 20)

    (source,) = timing.sources_compared(table, until=UNTIL, zone="Etc/UTC", horizons_days=(900,))

    assert (source.rank, source.incidence) == (
        None,
        {900: Figure(None, 20, reason="not_followed_so_long")},
    )


def test_rows_of_a_curve_are_plain_numbers_and_nulls():
    rows = curve([1], [2]).rows()

    assert rows[0]["survival"] == 0.5
    assert (rows[0]["incidence_lost"], rows[0]["high_lost"]) == (0.0, None)
