from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

import pytest

from boucle.agreement import check, load, parse
from boucle.agreement.diff import Change, difference
from boucle.agreement.labels import SECTION_LABELS
from boucle.agreement.loader import check_text
from boucle.agreement.reference import reference_page
from boucle.agreement.schema import Agreement
from boucle.agreement.starter import starter_text
from boucle.agreement.versions import Versions, is_signed
from boucle.errors import ParameterError
from boucle.errors.agreement import AgreementFaultsError, NoAgreementError

STARTER = starter_text()
DEMO = Path(str(files("boucle.simulation")))
ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def demo():
    return Versions.read(DEMO)


def at(*when):
    return datetime(*when, tzinfo=UTC)


def signed(text, *parties):
    sha256 = parse(text).sha256
    lines = [
        f"  - {{party: {party}, name: A. B., signed_on: 2019-12-01, text_sha256: {sha256}}}"
        for party in parties
    ]
    return text + "\nsignatures:\n" + "\n".join(lines) + "\n"


def test_demo_has_two_signed_versions_without_faults(demo):
    warnings = {
        path.name: [each.code for each in check(path).warnings] for path in DEMO.glob("*.yaml")
    }

    assert [each.version for each in demo.all] == ["1.0.0", "2.0.0"]
    assert [is_signed(each) for each in demo.all] == [True, True]
    assert warnings == {"agreement.yaml": [], "agreement-1.0.0.yaml": ["volume_target"]}


def test_starter_and_demo_cover_every_section(demo):
    given = demo.all[-1].model_fields_set | parse(STARTER).model_fields_set

    assert given == set(Agreement.model_fields)


@pytest.mark.parametrize(
    ("moment", "version", "standing"),
    [
        pytest.param(at(2020, 1, 1), "1.0.0", "before_first", id="before the first"),
        pytest.param(at(2024, 1, 8, 5), "1.0.0", "in_force", id="midnight in Montréal"),
        pytest.param(at(2026, 1, 5, 4, 59), "1.0.0", "in_force", id="a minute before the second"),
        pytest.param(at(2026, 1, 5, 5), "2.0.0", "in_force", id="the second starts"),
        pytest.param(at(2027, 3, 1), "2.0.0", "after_end", id="renewed past its end"),
    ],
)
def test_the_version_in_force_at_a_moment(demo, moment, version, standing):
    assert demo.in_force(moment).version == version
    assert demo.standing(moment) == standing


def test_states_follow_from_signatures_and_dates(demo):
    draft = parse(STARTER.replace("SLA-01", "SLA-BOREALIS").replace("1.0.0", "3.0.0"))
    versions = Versions.of([*demo.all, draft])

    def states(moment):
        return {each.version: versions.state(each, moment) for each in versions.all}

    assert states(at(2025, 6, 1)) == {"3.0.0": "draft", "1.0.0": "in_force", "2.0.0": "signed"}
    assert states(at(2026, 6, 1)) == {"3.0.0": "draft", "1.0.0": "replaced", "2.0.0": "in_force"}
    assert versions.in_force(at(2021, 1, 1)).version == "1.0.0"


def test_drafts_decide_while_nothing_is_signed(tmp_path):
    (tmp_path / "a.yaml").write_text(STARTER, encoding="utf-8")
    later = STARTER.replace("version: 1.0.0", "version: 1.1.0").replace("2020-01-01", "2025-01-01")
    (tmp_path / "b.yaml").write_text(later, encoding="utf-8")

    versions = Versions.read(tmp_path)

    assert versions.in_force(at(2026, 1, 1)).version == "1.1.0"
    assert versions.version("1.0.0") is not None
    assert versions.version("9.9.9") is None


@pytest.mark.parametrize(
    ("change", "code", "path"),
    [
        pytest.param(("x: 0", "x: 0"), "version_twice", "version", id="one version twice"),
        pytest.param(
            ("version: 1.0.0", "version: 1.1.0"), "date_twice", "in_force_on", id="one day"
        ),
    ],
)
def test_two_files_that_contradict_each_other(tmp_path, change, code, path):
    (tmp_path / "a.yaml").write_text(STARTER, encoding="utf-8")
    (tmp_path / "b.yaml").write_text(STARTER.replace(*change), encoding="utf-8")

    with pytest.raises(AgreementFaultsError) as caught:
        Versions.read(tmp_path)

    (fault,) = caught.value.faults
    assert (fault.code, fault.path, Path(fault.file).name) == (code, path, "b.yaml")


def test_another_agreement_does_not_belong_in_the_folder(tmp_path):
    (tmp_path / "a.yaml").write_text(STARTER, encoding="utf-8")
    other = STARTER.replace("SLA-01", "SLA-02").replace("2020-01-01", "2021-01-01")
    (tmp_path / "b.yaml").write_text(
        other.replace("version: 1.0.0", "version: 2.0.0"), encoding="utf-8"
    )

    with pytest.raises(AgreementFaultsError) as caught:
        Versions.read(tmp_path)

    assert [fault.code for fault in caught.value.faults] == ["other_agreement"]


def test_faults_of_every_file_come_together(tmp_path):
    (tmp_path / "a.yaml").write_text("", encoding="utf-8")
    (tmp_path / "b.yaml").write_text("- x\n", encoding="utf-8")

    with pytest.raises(AgreementFaultsError) as caught:
        Versions.read(tmp_path)

    assert [fault.code for fault in caught.value.faults] == ["empty", "not_a_mapping"]


def test_a_folder_without_an_agreement(tmp_path):
    with pytest.raises(NoAgreementError) as caught:
        Versions.read(tmp_path)

    assert caught.value.code == "agreement.none"


def test_a_moment_has_a_zone(demo):
    with pytest.raises(ParameterError):
        demo.in_force(datetime(2026, 1, 1))


def test_signatures_hold_the_text_they_stand_under():
    text = signed(STARTER, "marketing", "sales")

    assert is_signed(parse(text))
    assert parse(text).sha256 == parse(STARTER).sha256
    changed = text.replace("value: 1500\n", "value: 1499.6\n")
    assert [fault.code for fault in check_text(changed).faults] == ["signature_text"] * 2
    assert not is_signed(parse(signed(STARTER, "sales")))
    twice = signed(STARTER, "sales", "sales")
    assert [fault.code for fault in check_text(twice).faults] == ["signature_twice"]


@pytest.mark.parametrize(
    ("old", "new", "is_same"),
    [
        pytest.param("share: 0.80}\n", "share: 0.8}\n", True, id="a number written otherwise"),
        pytest.param(
            "average_amount: 10000\n", "average_amount: 10000.0\n", True, id="a decimal point"
        ),
        pytest.param("# ", "#  ", True, id="comments"),
        pytest.param("fr: Contrat signé.", "fr:   Contrat signé.  ", True, id="blanks"),
        pytest.param("Contrat signé.", "Contrat signe\u0301.", True, id="another way to write é"),
        pytest.param("Contrat signé.", "Contrat signé!", False, id="other words"),
        pytest.param("normal_wait_days: 2\n", "normal_wait_days: 3\n", False, id="another number"),
    ],
)
def test_the_signature_is_of_the_content(old, new, is_same):
    assert old in STARTER

    assert (parse(STARTER.replace(old, new)).sha256 == parse(STARTER).sha256) is is_same


def test_the_order_of_keys_does_not_change_the_signature():
    moved = STARTER.replace("currency: CAD\n", "") + "\ncurrency: CAD\n"

    assert parse(moved).sha256 == parse(STARTER).sha256


def test_canonical_text_reads_back_as_the_same_agreement(demo):
    for agreement in demo.all:
        again = parse(agreement.canonical_text())

        assert again == agreement.model_copy(update={"signatures": ()})
        assert again.canonical_text() == agreement.canonical_text()


def test_a_difference_names_what_changed_by_its_code():
    old = parse(STARTER)
    text = STARTER.replace("win_share: 0.15", "win_share: 0.2").replace(
        "value: 1500", "value: 2000"
    )
    text = text.replace("fr: Contrat signé.", "fr: Contrat conclu.")
    text = text.replace("next_review", "next_review").replace(
        "in_force_on: 2020-01-01", "in_force_on: 2020-01-01\nends_on: 2030-12-31"
    )
    text = text.replace("  - {code: sal, fr_ca", "  - {code: sal2, fr_ca")
    first, rest = text.split("  - code: direct_request\n    label", 1)
    direct, rest = rest.split("  - code: referral\n", 1)
    referral, rest = rest.split("  - code: event_conversation\n", 1)
    text = (
        f"{first}  - code: referral\n{referral}  - code: direct_request\n    label{direct}"
        f"  - code: event_conversation\n{rest}"
    )

    changes = difference(old, parse(text))

    assert [(each.path, each.kind) for each in changes] == [
        ("ends_on", "added"),
        ("stages.customer.sentence", "changed"),
        ("lead_types.referral.win_share", "changed"),
        ("lead_types.referral.value", "changed"),
        ("lead_types", "reordered"),
        ("lexicon.sal", "removed"),
        ("lexicon.sal2", "added"),
    ]
    assert changes[2] == Change(
        "lead_types.referral.win_share", SECTION_LABELS["lead_types"], "changed", 0.15, 0.2
    )
    assert difference(old, old) == ()


def test_every_section_has_a_label():
    assert set(SECTION_LABELS) == set(Agreement.model_fields)


def test_the_reference_page_is_current():
    page = ROOT / "docs" / "reference" / "agreement.md"

    assert page.read_text(encoding="utf-8") == reference_page()


def test_the_demo_is_the_company_of_the_example(demo):
    agreement = load(DEMO / "agreement.yaml")

    mix = agreement.marketing_commitments[0].planned_mix
    values = {each.code: each.value for each in agreement.lead_types}
    assert sum(n * values[code] for code, n in mix.items()) == 140_280
    targets = agreement.sales_commitments[1].targets
    assert targets["direct_request"].within == "business:PT30M"
    assert targets["direct_request"].share == 0.9
    assert agreement.attribution.evidence_caps == {"impression": 0.25}
