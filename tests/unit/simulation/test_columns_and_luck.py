import numpy as np
import pytest

from boucle.simulation.luck import Luck
from boucle.simulation.words import Keys, Words, ids, keys_of, stacked


@pytest.mark.parametrize(
    ("column", "texts"),
    [
        pytest.param(Words(np.array([1, 0, -1]), ("a", "b")), ["b", "a", ""], id="words"),
        pytest.param(Words(np.array([0, 1, 2]), ("a", "", "a")), ["a", "", "a"], id="a word twice"),
        pytest.param(Words(np.array([True, False]), ("a", "b")), ["b", "a"], id="yes and no"),
        pytest.param(
            Keys("P", np.array([7, -1, 1_234_567])), ["P-000007", "", "P-1234567"], id="long keys"
        ),
        pytest.param(ids("P", 2), ["P-000001", "P-000002"], id="keys of the first block"),
        pytest.param(keys_of(ids("P", 3), np.array([2, -1])), ["P-000003", ""], id="references"),
        pytest.param(Keys("P", np.array([-1, -1])), ["", ""], id="no key"),
        pytest.param(
            stacked([Words(np.array([0]), ("a",)), Words(np.array([0, -1]), ("b",))]),
            ["a", "b", ""],
            id="words under others",
        ),
    ],
)
def test_texts_are_the_same_in_python_and_in_a_file(column, texts):
    in_file = column.arrow().cast("string").fill_null("").to_pylist()

    assert (column.tolist(), in_file) == (texts, texts)
    assert np.asarray(column).tolist() == texts


def test_keys_far_apart_are_listed_once():
    numbers = np.array([5, 90_000_005, 5, -1])

    dictionary = Keys("U", numbers).arrow()

    assert len(dictionary.dictionary) <= 3
    assert dictionary.null_count == 1


@pytest.mark.parametrize(
    ("draw", "mean", "deviation"),
    [
        pytest.param(lambda luck: luck.random(), 0.5, 12**-0.5, id="even"),
        pytest.param(lambda luck: luck.uniform(2.0, 4.0), 3.0, 2 * 12**-0.5, id="between"),
        pytest.param(lambda luck: luck.normal(), 0.0, 1.0, id="normal"),
        pytest.param(lambda luck: np.log(luck.skewed(1.0, 0.5)), 0.0, 0.5, id="log-normal"),
        pytest.param(lambda luck: luck.poisson(3.5), 3.5, 3.5**0.5, id="counts"),
        pytest.param(lambda luck: luck.poisson(np.full(40_000, 90.0)), 90, 90**0.5, id="many"),
        pytest.param(lambda luck: luck.happens(0.2), 0.2, 0.4, id="yes or no"),
        pytest.param(lambda luck: luck.place([3, 1]), 0.25, 0.433, id="places"),
        pytest.param(lambda luck: luck.at(np.arange(40_000)).random(), 0.5, 12**-0.5, id="some"),
    ],
)
def test_draws_have_their_mean_and_spread(draw, mean, deviation):
    drawn = draw(Luck(5, "law", np.arange(40_000)))

    assert drawn.mean() == pytest.approx(mean, abs=5 * deviation / 200)
    assert drawn.std() == pytest.approx(deviation, rel=0.03)


def test_a_row_draws_the_same_whoever_else_there_is():
    rows = np.array([3, 8, 21])
    alone, among = Luck(1, "part", rows), Luck(1, "part", np.arange(50))

    assert [alone.random().tolist() for _ in range(2)] == [
        among.random()[rows].tolist() for _ in range(2)
    ]
    counts, places = np.array([2, 0, 1]), np.array([0, 1, 0])
    of_all = Luck(1, "part", np.arange(50)).each(np.full(50, 2), np.tile([0, 1], 50)).random()
    assert Luck(1, "part", rows).each(counts, places).random().tolist() == [
        of_all[6], of_all[7], of_all[42],
    ]  # fmt: skip


@pytest.mark.parametrize(
    "other",
    [Luck(2, "part", np.arange(9_999)), Luck(1, "trap", np.arange(9_999)),
     Luck(1, "part", np.arange(9_999), block=1)],
    ids=["seed", "part", "block"],
)  # fmt: skip
def test_other_draws_have_nothing_to_do_with_these(other):
    one = Luck(1, "part", np.arange(9_999))
    drawn = one.random()

    assert abs(np.corrcoef(drawn, other.random())[0, 1]) < 0.04
    assert abs(np.corrcoef(drawn, one.random())[0, 1]) < 0.04
    assert abs(np.corrcoef(drawn[1:], drawn[:-1])[0, 1]) < 0.04
