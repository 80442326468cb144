"""After its import the library computes, and does nothing else."""

import ast
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from tests.purity.controls import CONTROLS
from tests.purity.processes import printed

import bdc_sessions

HOME = Path(bdc_sessions.__file__).parent
EDGE = {"adapters", "columns", "display", "feeds", "testing"}
CORE = sorted(
    path.relative_to(HOME)
    for path in HOME.rglob("*.py")
    if path.relative_to(HOME).parts[0] not in EDGE
)
PICKLE = {"pickle", "_compat_pickle", "_pickle"}
RUN_AS_MODULE = {"runpy", "importlib.util", "importlib._abc"}
FUNCTIONS = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda


@cache
def watch(name: str) -> Any:
    return json.loads(printed("-m", "tests.purity.watch", name).splitlines()[-1])


def test_no_public_name_reaches_beyond_its_arguments() -> None:
    assert watch("surface")["seen"] == {"surface": []}


def test_what_stands_around_the_core_reaches_no_further_once_its_libraries_are_loaded() -> None:
    assert watch("around")["seen"] == {"around": []}


def test_every_public_function_method_and_property_was_watched() -> None:
    assert watch("surface")["missed"] == []


def test_the_watch_loads_nothing_that_would_hide_a_late_import() -> None:
    alone = printed("-c", "import sys; from bdc_sessions import *; print(*sys.modules)").split()
    beyond = {name for name in watch("surface")["loaded"] if not name.startswith("tests")}
    assert beyond - set(alone) <= {*PICKLE, *RUN_AS_MODULE}


@pytest.mark.parametrize("file", CORE, ids=str)
def test_a_package_loads_all_that_it_needs_when_it_is_loaded(file: Path) -> None:
    tree = ast.parse((HOME / file).read_text("utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, FUNCTIONS)]
    within = [node for function in functions for node in ast.walk(function)]
    assert not any(isinstance(node, ast.Import | ast.ImportFrom) for node in within)


@pytest.mark.parametrize("control", CONTROLS)
def test_what_is_not_pure_is_seen(control: str) -> None:
    assert watch("controls")["seen"][control] != []
