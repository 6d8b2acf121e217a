"""Another engine: Spark on this machine, where there is a Java to run it."""

from __future__ import annotations

import importlib.util
import os
import shutil

import ibis
import pytest


def _missing():
    if importlib.util.find_spec("pyspark") is None:
        return "no pyspark here: `make setup` installs it"
    if shutil.which("java") is None and not os.environ.get("JAVA_HOME"):
        return "no Java here: Spark needs one, of version 17 or later"
    return None


@pytest.fixture(scope="session")
def spark():
    """A connection to Spark; its tests are skipped where it cannot run, but never in CI."""
    if reason := _missing():
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    from pyspark.sql import SparkSession

    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.shuffle.partitions", "2")
        .getOrCreate()
    )
    yield ibis.pyspark.connect(session)
    session.stop()
