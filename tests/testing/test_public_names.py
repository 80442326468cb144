"""What ``bdc_sessions.testing`` exports: loaded when it is asked for, shown by an example."""

import json
import subprocess
import sys
from inspect import getdoc
from pkgutil import iter_modules
from typing import Any

import pytest

from bdc_sessions import testing
from bdc_sessions.testing import Capability, Quality

LOADED = "import json, sys; {}; print(json.dumps('hypothesis' in sys.modules))"


def loads_hypothesis(code: str) -> Any:
    done = subprocess.run(
        [sys.executable, "-c", LOADED.format(code)], capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


def test_hypothesis_is_loaded_when_a_strategy_is_asked_for() -> None:
    assert not loads_hypothesis("from bdc_sessions.testing import CONTEXT, Quality")
    assert loads_hypothesis("from bdc_sessions.testing import actions")
    assert loads_hypothesis("import bdc_sessions.testing as t; t.violating('SES-001')")


@pytest.mark.parametrize("name", testing.__all__)
def test_every_public_name_is_there_and_the_same_each_time(name: str) -> None:
    assert getattr(testing, name) is getattr(testing, name)
    assert name in dir(testing)


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'action'"):
        _ = testing.action  # type: ignore[attr-defined] # that is what is tested


def test_no_module_hides_a_public_name() -> None:
    modules = {module.name for module in iter_modules(testing.__path__)}
    assert modules.isdisjoint(testing.__all__)


@pytest.mark.parametrize("name", [n for n in testing.__all__ if n not in ("CONTEXT", "Quality")])
def test_every_public_name_is_shown_by_an_example(name: str) -> None:
    assert ">>> " in str(getdoc(getattr(testing, name)))


def test_each_quality_and_capability_says_what_it_is() -> None:
    assert [*Quality] == ["advised", "valid", "any"]
    assert all(capability.value for capability in Capability)
