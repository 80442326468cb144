"""The backends."""

import pytest
from tests import needs

BACKENDS = ("polars", "pandas", "pyarrow", "duckdb", "pyspark")
QUICK = BACKENDS[:4]
"""Those of which a query takes no seconds."""


@pytest.fixture(autouse=True)
def _spark(request: pytest.FixtureRequest) -> None:
    if "pyspark" in request.node.name:
        request.getfixturevalue("spark_session")


@pytest.fixture
def spark_session() -> None:
    needs.spark()
