"""The extra "columns" and polars are all that the how-to's first report needs."""

import subprocess
import sys

from tests.test_docs import DOCS

PAGE = DOCS / "how-to" / "check_a_whole_region.md"
OTHERS = ("pyarrow", "pandas", "numpy", "duckdb", "pyspark", "hypothesis", "lxml")

SCRIPT = f"""
import doctest, sys
sys.modules.update(dict.fromkeys({OTHERS!r}))  # which makes importing them fail
page = sys.stdin.read()
examples = doctest.DocTestParser().get_doctest(page, {{}}, "page", None, 0)
result = doctest.DocTestRunner().run(examples)
print(result.attempted)
sys.exit(result.failed)
"""


def test_a_report_is_made_where_polars_alone_is_installed() -> None:
    page, other = PAGE.read_text(encoding="utf-8").split("## The same on pandas and DuckDB")
    assert "import duckdb" in other
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], input=page, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert int(done.stdout) > 15
