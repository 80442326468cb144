"""The extra is only needed where it is used."""

import subprocess
import sys

WITHOUT = """
import sys
for name in ("lxml", "lxml.etree", "stdnum", "stdnum.fr"):
    sys.modules[name] = None
import bdc_sessions
from bdc_sessions import testing
assert not any(name.startswith("bdc_sessions.feeds") for name in sys.modules)
try:
    import bdc_sessions.feeds.lheo
except ImportError as error:
    print(error)
"""


def test_the_library_and_its_strategies_import_without_the_extra() -> None:
    run = subprocess.run(
        [sys.executable, "-c", WITHOUT], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    assert "pip install 'bdc-sessions[lheo]'" in run.stdout
