"""What every test may use: the real data sets, an engine, and a strict eye on what was skipped."""

from __future__ import annotations

import gc
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent
REAL_DATA = Path(os.environ.get("BOUCLE_REAL_DATA", ROOT.parent / "shared" / "data"))

# Writing queries makes millions of small objects and no cycles worth looking for so often.
gc.set_threshold(200_000, 50, 50)

# A shared machine makes single examples slow; laws are about results, not about time.
settings.register_profile(
    "boucle", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile("boucle")

_skipped_real_data: list[str] = []


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real data sets; the test is skipped, with the reason, where it is not."""
    if not REAL_DATA.is_dir():
        pytest.skip(f"no real data at {REAL_DATA}: set BOUCLE_REAL_DATA to run this test")
    return REAL_DATA


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    outcome = yield
    report = outcome.get_result()
    if report.skipped and "real_data" in item.fixturenames:
        report.user_properties.append(("skipped_real_data", item.nodeid))


def pytest_runtest_logreport(report):
    _skipped_real_data.extend(
        value for name, value in report.user_properties if name == "skipped_real_data"
    )


def pytest_sessionfinish(session):
    """Fail the run when tests on real data were skipped though they are required."""
    if os.environ.get("BOUCLE_REQUIRE_REAL_DATA") and _skipped_real_data:
        reporter = session.config.pluginmanager.get_plugin("terminalreporter")
        if reporter is not None:
            reporter.write_line(f"error: tests on real data were skipped: {_skipped_real_data}")
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
