"""After its import the library computes, and does nothing else."""

import json
from functools import cache
from typing import Any

import pytest
from tests.purity.controls import CONTROLS
from tests.purity.processes import printed


@cache
def watch(asked: str) -> Any:
    return json.loads(printed("-m", "tests.purity.watch", asked).splitlines()[-1])


def test_no_public_name_reaches_beyond_its_arguments() -> None:
    assert watch("surface")["seen"] == {"surface": []}


def test_what_stands_around_the_core_reaches_no_further_once_its_libraries_are_loaded() -> None:
    assert watch("around")["seen"] == {"around": []}


def test_every_public_function_method_and_property_was_watched() -> None:
    assert watch("surface")["missed"] == []


def test_the_watch_loads_nothing_that_would_hide_a_late_import() -> None:
    alone = printed("-c", "import sys, bdc_sessions; print(*sys.modules)").split()
    beyond = {name for name in watch("surface")["loaded"] if not name.startswith("tests")}
    assert beyond - set(alone) <= {"pickle", "_compat_pickle", "_pickle", "runpy"}


@pytest.mark.parametrize("control", CONTROLS)
def test_what_is_not_pure_is_seen(control: str) -> None:
    assert watch("controls")["seen"][control] != []
