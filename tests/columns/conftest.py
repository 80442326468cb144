"""The backends: PySpark in local mode, one session for all tests, bound to this machine."""

import warnings
from collections.abc import Iterator

import pytest
from tests import needs

BACKENDS = ("polars", "pandas", "pyarrow", "duckdb", "pyspark")
QUICK = BACKENDS[:4]
"""Those of which a query takes no seconds."""


@pytest.fixture(autouse=True)
def _spark(request: pytest.FixtureRequest) -> None:
    if "pyspark" in request.node.name or "spark" in request.node.fixturenames:
        request.getfixturevalue("spark_session")


@pytest.fixture(scope="session")
def spark_session() -> Iterator[object]:
    needs.java()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of pandas 3, which it is not asked for
        from pyspark.sql import SparkSession  # noqa: PLC0415 - it takes seconds

        builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
        for name in ("spark.driver.bindAddress", "spark.driver.host"):
            builder = builder.config(name, "127.0.0.1")
        builder = builder.config("spark.sql.shuffle.partitions", "1")
        session = builder.config("spark.log.level", "ERROR").getOrCreate()
    yield session
    session.stop()
