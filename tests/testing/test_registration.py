"""Strategies are known to hypothesis once installed, and cost nothing to whoever needs none."""

import json
import subprocess
import sys
from collections.abc import Collection, Hashable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from importlib.metadata import entry_points
from importlib.util import find_spec
from typing import Any

import pytest
from hypothesis import find, given
from hypothesis import strategies as st
from tests.testing.profiles import BRIEF, SIMPLEST

import _bdc_sessions_hypothesis as hook
from bdc_sessions import Action, Merge

OURS = ("bdc_sessions", "attr", "attrs", "cattrs", "pendulum")


def run(code: str, **environment: str) -> Any:
    """Run code in a process of its own, and return what it prints as JSON."""
    done = subprocess.run(
        [sys.executable, "-c", f"import json, sys; {code}"],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONDONTWRITEBYTECODE": "1", **environment},
    )
    return json.loads(done.stdout)


def test_the_hook_is_an_entry_point_of_hypothesis() -> None:
    (point,) = (one for one in entry_points(group="hypothesis") if one.name == "bdc_sessions")
    assert point.load() is hook.setup


def test_importing_hypothesis_loads_the_hook_alone() -> None:
    modules = "import hypothesis; print(json.dumps(sorted(sys.modules)))"
    loaded, bare = set(run(modules)), set(run(modules, HYPOTHESIS_NO_PLUGINS="1"))
    assert loaded - bare == {"_bdc_sessions_hypothesis"}
    assert not {name for name in loaded if name.partition(".")[0] in OURS}


@pytest.mark.parametrize(
    "imports",
    [
        "import hypothesis, bdc_sessions",
        "import bdc_sessions, hypothesis",
        "import bdc_sessions.testing",
        "import hypothesis.strategies; from bdc_sessions.model import Action",
    ],
)
def test_a_class_is_drawn_by_its_type_whatever_is_imported_first(imports: str) -> None:
    drawn = run(
        f"{imports}; from hypothesis import find, strategies as st; "
        "from bdc_sessions import Action, validate; "
        "action = find(st.from_type(Action), lambda action: True); "
        "print(json.dumps([action.title, validate(action).ok]))"
    )
    assert drawn == ["LOT TEST FORFAIT PARCOURS 2023", True]


def test_strategies_load_when_one_is_drawn_and_the_hook_leaves_no_trace() -> None:
    found = run(
        "import hypothesis, bdc_sessions; from hypothesis import strategies as st; "
        "early = 'bdc_sessions.testing' in sys.modules; "
        "st.from_type(bdc_sessions.Action).validate(); "
        "late = 'bdc_sessions.testing' in sys.modules; "
        "finders = [type(finder).__module__ for finder in sys.meta_path]; "
        "loader = type(bdc_sessions.__spec__.loader).__module__; "
        "same = bdc_sessions.__loader__ is bdc_sessions.__spec__.loader; "
        "print(json.dumps([early, late, same, '_bdc_sessions_hypothesis' in [*finders, loader]]))"
    )
    assert found == [False, True, True, False]


def test_an_import_that_failed_may_be_tried_again() -> None:
    found = run(
        "import hypothesis; sys.modules['pendulum'] = None; "
        "exec('try: import bdc_sessions\\nexcept ImportError: pass'); "
        "[sys.modules.pop(name) for name in list(sys.modules) "
        "if name == 'pendulum' or name.startswith('bdc_sessions')]; "
        "import bdc_sessions; from hypothesis import find, strategies as st; "
        "print(json.dumps(find(st.from_type(bdc_sessions.Action), lambda action: True).title))"
    )
    assert found == "LOT TEST FORFAIT PARCOURS 2023"


FOREIGN = (
    Exception,
    ValueError,
    LookupError,
    Hashable,
    Sequence[int],
    Iterable[str],
    Collection[int],
    tuple[int, str],
    dict[str, int],
    date,
    Decimal,
)


@pytest.mark.parametrize("foreign", FOREIGN)
@BRIEF
@given(data=st.data())
def test_other_classes_are_not_drawn_as_ours(foreign: type[Any], data: st.DataObject) -> None:
    value = data.draw(st.from_type(foreign))
    assert type(value).__module__.partition(".")[0] not in OURS


def test_a_generic_class_is_drawn_with_its_argument_too() -> None:
    merged = find(st.from_type(Merge[Action]), lambda _: True, settings=SIMPLEST)
    assert isinstance(merged, Merge)
    assert isinstance(merged.value, Action)


def test_the_hook_may_run_when_the_package_is_already_there() -> None:
    before = list(sys.meta_path)
    hook.setup()
    assert sys.meta_path == before
    assert find_spec("no_such_package_as_this") is None


def test_a_package_that_is_not_there_stays_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hook, "PACKAGE", "no_such_package_as_this")
    before = list(sys.meta_path)
    hook.setup()
    try:
        assert find_spec("no_such_package_as_this") is None
        assert sys.meta_path[1:] == before
    finally:
        sys.meta_path[:] = before
