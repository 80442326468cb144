"""Every class of the root is drawn by its type, once installed; who needs none pays nothing."""

import json
import os
import subprocess
import sys
from collections.abc import Collection, Hashable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import find, given
from hypothesis import strategies as st
from tests.testing.profiles import BRIEF, HEALTHY, SIMPLEST

import _bdc_sessions_hypothesis as hook
import bdc_sessions
from bdc_sessions import Action, Merge, validate
from bdc_sessions.testing.registration import STRATEGIES

OURS = ("bdc_sessions", "attr", "attrs", "cattrs", "pendulum")
CLASSES = [
    exported
    for name in bdc_sessions.__all__
    if isinstance(exported := getattr(bdc_sessions, name), type)
]


@pytest.mark.parametrize("cls", CLASSES)
@HEALTHY
@given(data=st.data())
def test_every_class_of_the_root_is_drawn_by_its_type(cls: type[Any], data: st.DataObject) -> None:
    assert isinstance(data.draw(st.from_type(cls)), cls)


def test_every_class_of_the_root_but_enums_has_a_strategy_of_its_own() -> None:
    assert set(STRATEGIES) == {cls for cls in CLASSES if not issubclass(cls, Enum)}


def run(code: str, **environment: str) -> Any:
    """Run code in a process of its own, and return what it prints as JSON."""
    done = subprocess.run(
        [sys.executable, "-c", f"import json, sys; {code}"],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", **environment},
    )
    return json.loads(done.stdout)


def test_no_character_is_tried_before_the_first_is_drawn(tmp_path: Path) -> None:
    # Hypothesis keeps what it finds of a codec, a second's work, in its directory: CI's is new.
    code = (
        "from hypothesis import find; from bdc_sessions.testing import Quality, actions; "
        "find(actions(quality=Quality.ANY), lambda action: True); print('[]')"
    )
    assert run(code, HYPOTHESIS_STORAGE_DIRECTORY=str(tmp_path)) == []
    assert [*tmp_path.iterdir()]
    assert not [*tmp_path.rglob("codec-*")]


def test_the_hook_is_an_entry_point_of_hypothesis() -> None:
    (point,) = (p for p in entry_points(group="hypothesis") if p.name == "bdc_sessions")
    assert point.load() is hook.setup


def test_importing_hypothesis_loads_the_hook_alone() -> None:
    modules = "import hypothesis; print(json.dumps(sorted(sys.modules)))"
    loaded, bare = set(run(modules)), set(run(modules, HYPOTHESIS_NO_PLUGINS="1"))
    assert loaded - bare == {"_bdc_sessions_hypothesis"}
    assert not {name for name in loaded if name.partition(".")[0] in OURS}


DRAWN = (
    "from hypothesis import find, strategies as st; from bdc_sessions import Action, validate; "
    "action = find(st.from_type(Action), lambda action: True); "
    "print(json.dumps([action.title, validate(action).ok]))"
)
SIMPLEST_DRAWN = ["LOT TEST FORFAIT PARCOURS 2023", True]


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
    assert run(f"{imports}; {DRAWN}") == SIMPLEST_DRAWN


def test_a_class_is_drawn_by_its_type_in_the_tests_themselves() -> None:
    action = find(st.from_type(Action), lambda _: True, settings=SIMPLEST)
    assert [action.title, validate(action).ok] == SIMPLEST_DRAWN


def test_a_class_is_drawn_by_its_type_where_pytest_runs_the_examples_of_src_first() -> None:
    test = Path(__file__)
    examples = Path(bdc_sessions.__file__).with_name("extras.py")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [*command, examples, test, "-k", "in_the_tests_themselves"],
        cwd=test.parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


PURGE = "[sys.modules.pop(n) for n in [*sys.modules] if n.partition('.')[0] in {names}]; "


@pytest.mark.parametrize(
    "names", [{"bdc_sessions"}, {"hypothesis"}, {"bdc_sessions", "hypothesis"}]
)
def test_what_is_purged_and_imported_anew_is_drawn_again(names: set[str]) -> None:
    imports = "import hypothesis, bdc_sessions; "
    assert run(imports + PURGE.format(names=names) + imports + DRAWN) == SIMPLEST_DRAWN


RACE = """
from threading import Thread
sys.setswitchinterval(1e-6)
threads = [Thread(target=__import__, args=(name,)) for name in {names}]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
"""


@pytest.mark.parametrize(
    "names",
    [
        ["hypothesis", "bdc_sessions"],
        ["bdc_sessions", "hypothesis"],
        ["bdc_sessions.testing.values", "hypothesis", "bdc_sessions"],
    ],
)
def test_threads_that_import_at_once_leave_every_class_registered(names: list[str]) -> None:
    assert run(f"exec({RACE.format(names=names)!r}); {DRAWN}") == SIMPLEST_DRAWN


def test_strategies_load_when_one_is_drawn_and_the_package_is_loaded_as_ever() -> None:
    completed = run(
        "import hypothesis, bdc_sessions; from hypothesis import strategies as st; "
        "early = 'bdc_sessions.testing' in sys.modules; "
        "st.from_type(bdc_sessions.Action).validate(); "
        "late = 'bdc_sessions.testing' in sys.modules; "
        "loader = type(bdc_sessions.__spec__.loader).__module__; "
        "same = bdc_sessions.__loader__ is bdc_sessions.__spec__.loader; "
        "print(json.dumps([early, late, same, loader == '_bdc_sessions_hypothesis']))"
    )
    assert completed == [False, True, True, False]


def test_an_import_that_failed_may_be_tried_again() -> None:
    completed = run(
        "import hypothesis; sys.modules['pendulum'] = None; "
        "exec('try: import bdc_sessions\\nexcept ImportError: pass'); "
        f"{PURGE.format(names={'bdc_sessions', 'pendulum'})}{DRAWN}"
    )
    assert completed == SIMPLEST_DRAWN


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


def test_the_hook_may_run_twice() -> None:
    before = [*sys.meta_path]
    hook.setup()
    assert [*map(type, sys.meta_path)] == [*map(type, before)]
    assert find_spec("no_such_package_as_this") is None


def test_a_package_that_is_not_there_or_but_begun_is_left_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(hook, "PACKAGE", "no_such_package_as_this")
    hook.setup()
    assert find_spec("no_such_package_as_this") is None
    monkeypatch.setitem(sys.modules, hook.PACKAGE, ModuleType(hook.PACKAGE))
    hook.setup()
