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


LOCAL = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    # Few rows: what is quick to plan, and compiled no further, is quick.
    "spark.default.parallelism": "1",
    "spark.sql.shuffle.partitions": "1",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1",
}


@pytest.fixture(scope="session")
def spark_session() -> Iterator[object]:
    needs.java()
    with warnings.catch_warnings():
        told = "PySpark does not yet fully support pandas"  # of which nothing is asked
        warnings.filterwarnings("ignore", told, FutureWarning)
        from pyspark.sql import SparkSession  # noqa: PLC0415 - it takes seconds

        builder = SparkSession.builder.master("local[1]")
        for name, value in LOCAL.items():
            builder = builder.config(name, value)
        session = builder.getOrCreate()
    yield session
    session.stop()
