"""What the pages need when their examples are run: a Spark of this machine."""

import pytest
from tests.needs import spark


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Start Spark before the page that uses it."""
    if item.path.name == "check_a_region_on_spark.md":
        spark()
