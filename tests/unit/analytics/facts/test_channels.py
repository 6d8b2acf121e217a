"""The channel of a touchpoint: mapped, by rule, by campaign, other or none."""

from datetime import datetime
from types import SimpleNamespace

import pytest

from boucle.analytics.facts import assign_channels, channel_ways, unlisted_channels
from boucle.errors import MissingColumnsError
from boucle.tables import TABLES


def rule(sources=(), mediums=(), campaigns=(), kinds=()):
    return SimpleNamespace(sources=sources, mediums=mediums, campaigns=campaigns, kinds=kinds)


def channel(code, *when):
    return SimpleNamespace(code=code, when=when)


CHANNELS = (
    channel("brand", rule(sources=("google*",), campaigns=("*brand*",))),
    channel("paid_search", rule(sources=("google_ads", "bing"), mediums=("cpc", "ppc"))),
    channel("social", rule(sources=("*book", "linked??")), rule(kinds=("video_view",))),
    channel("split", rule(sources=("a*z*9",))),
    channel("asks_nothing", rule()),
)


@pytest.fixture
def campaigns(rows_of):
    return rows_of(
        "campaigns",
        {"campaign_id": "C1", "name": "Brand defence", "channel": "paid_search"},
        {"campaign_id": "C2", "name": "Salon 2026", "channel": "events"},
    )


@pytest.fixture
def touches(rows_of):
    def build(*rows):
        moment = datetime(2026, 1, 1)
        whole = [{"touchpoint_id": f"t{n}", "occurred_at": moment, **r} for n, r in enumerate(rows)]
        return rows_of("touchpoints", *whole)

    return build


@pytest.mark.parametrize(
    ("touch", "expected"),
    [
        pytest.param(
            {"channel": "tv", "origin_source": "bing", "medium": "cpc"}, "tv", id="mapped"
        ),
        pytest.param({"channel": " "}, None, id="blank mapped channel is none"),
        pytest.param({"origin_source": "BING", "medium": " CPC "}, "paid_search", id="any case"),
        pytest.param({"origin_source": "bing", "medium": "email"}, "other", id="one list misses"),
        pytest.param({"origin_source": "bing"}, "other", id="asked medium is absent"),
        pytest.param({"origin_source": "googlexads", "medium": "cpc"}, "other", id="_ is no joker"),
        pytest.param(
            {"origin_source": "google_ads", "medium": "cpc", "campaign_id": "C1"},
            "brand",
            id="first in file order, by campaign name",
        ),
        pytest.param(
            {"origin_source": "google", "campaign_id": "X-brand-9"}, "brand", id="campaign id"
        ),
        pytest.param({"origin_source": "facebook"}, "social", id="glob at the front"),
        pytest.param({"origin_source": "linkedin"}, "social", id="one-character jokers"),
        pytest.param({"origin_source": "linkedinn"}, "other", id="too many characters"),
        pytest.param({"kind": "video_view"}, "social", id="second rule of a channel"),
        pytest.param({"origin_source": "a.z-9"}, "split", id="joker in the middle"),
        pytest.param({"campaign_id": "C2"}, "events", id="the campaign's channel"),
        pytest.param({"campaign_id": "C404"}, "other", id="unknown campaign is still said"),
        pytest.param({"medium": "fax"}, "other", id="medium only"),
        pytest.param({"kind": "form"}, None, id="kind alone says no source"),
        pytest.param({}, None, id="nothing said"),
    ],
)
def test_channel_of_a_touchpoint(touches, campaigns, touch, expected):
    result = placed(touches(touch), campaigns, CHANNELS)

    assert result.columns == TABLES["touchpoints"].names
    assert result.channel.to_pyarrow().to_pylist() == [expected]


def test_each_touchpoint_of_a_table_has_its_own_channel(touches, campaigns):
    given = ("tv", None, "tv", "radio", None)
    table = touches(*[{"channel": channel} for channel in given], {"medium": ""}, {"medium": "fax"})

    result = placed(table, campaigns, CHANNELS).order_by("touchpoint_id")

    assert result.channel.to_pyarrow().to_pylist() == [*given, None, "other"]


def test_an_agreement_without_channels_still_answers(touches, campaigns):
    result = placed(touches({"origin_source": "bing"}), campaigns, ())

    assert result.channel.to_pyarrow().to_pylist() == ["other"]


def test_what_the_agreement_does_not_know_is_listed_most_frequent_first(touches, campaigns):
    table = touches(
        {"origin_source": "Fax"},
        {"origin_source": "fax "},
        {"medium": "pigeon"},
        {"channel": "tv"},
        {"channel": "social"},
        {"campaign_id": "C2"},
        {"origin_source": "facebook"},
        {},
    )

    ways = channel_ways(table, campaigns, CHANNELS)

    assert unlisted_channels(ways, CHANNELS).to_pyarrow().to_pylist() == [
        {"what": "source", "value": "fax", "n_touchpoints": 2},
        {"what": "channel", "value": "events", "n_touchpoints": 1},
        {"what": "channel", "value": "tv", "n_touchpoints": 1},
        {"what": "source", "value": "pigeon", "n_touchpoints": 1},
    ]


def test_a_table_without_sources_is_refused(touches, campaigns):
    bare = touches({}).drop("origin_source")

    with pytest.raises(MissingColumnsError, match="origin_source"):
        channel_ways(bare, campaigns, CHANNELS)
    with pytest.raises(MissingColumnsError, match="origin_source"):
        assign_channels(bare, channel_ways(touches({}), campaigns, CHANNELS))


def placed(table, campaigns, channels):
    return assign_channels(table, channel_ways(table, campaigns, channels))
