"""A new workspace: its agreement, its currency and zone, and what is refused."""

import pytest

import boucle
from boucle.errors import AgreementFaultsError
from boucle.operations.init import init_workspace


def test_a_new_workspace_has_the_starter_agreement(tmp_path):
    made = init_workspace(tmp_path / "W", language="fr")

    agreement = boucle.open(made.folder).agreement
    assert (agreement.currency, agreement.time_zone) == ("CAD", "America/Toronto")
    assert made.agreement == made.folder / "agreement" / f"{agreement.version}.yaml"


def test_currency_and_zone_are_those_asked_for(tmp_path):
    made = init_workspace(
        tmp_path / "W", language="en", currency="BRL", time_zone="America/Sao_Paulo"
    )

    workspace = boucle.open(made.folder)
    assert workspace.settings.language == "en"
    assert workspace.agreement.currency == "BRL"
    assert workspace.agreement.time_zone == "America/Sao_Paulo"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        pytest.param({"currency": "real"}, "currency", id="no currency"),
        pytest.param({"time_zone": "Nowhere"}, "time_zone", id="no zone"),
        pytest.param({"currency": 'CAD"\nparties: "x'}, "currency", id="YAML in a value"),
    ],
)
def test_what_is_no_currency_and_no_zone_makes_nothing(tmp_path, asked, said):
    with pytest.raises(AgreementFaultsError) as caught:
        init_workspace(tmp_path / "W", language="fr", **asked)

    assert said in caught.value.in_language("fr")
    assert not (tmp_path / "W").exists()
