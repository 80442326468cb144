"""A module whose extra is not there says which to install."""

import importlib
import sys

import pytest

from bdc_sessions import testing

NEEDS = [
    ("bdc_sessions.adapters.cattrs", "cattrs", "cattrs"),
    ("bdc_sessions.adapters.pydantic", "pydantic", "pydantic.json_schema"),
    ("bdc_sessions.adapters.sqlalchemy", "sqlalchemy", "sqlalchemy"),
    ("bdc_sessions.columns", "columns", "narwhals"),
    ("bdc_sessions.feeds.ical", "ical", "icalendar"),
    ("bdc_sessions.feeds.lheo", "lheo", "lxml"),
    ("bdc_sessions.feeds.lheo", "lheo", "stdnum.fr"),
]


def forget(monkeypatch: pytest.MonkeyPatch, *packages: str) -> None:
    for name in [name for name in sys.modules if name.startswith(packages)]:
        monkeypatch.delitem(sys.modules, name)


@pytest.mark.parametrize(("module", "extra", "library"), NEEDS)
def test_a_module_without_its_library_names_the_extra(
    monkeypatch: pytest.MonkeyPatch, module: str, extra: str, library: str
) -> None:
    forget(monkeypatch, module)
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(ModuleNotFoundError, match=rf"pip install 'bdc-sessions\[{extra}\]'") as e:
        importlib.import_module(module)
    assert e.value.name == library
    assert str(e.value).startswith(f"{module} found no module")


def test_strategies_without_hypothesis_name_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(vars(testing), "actions", raising=False)
    forget(monkeypatch, "bdc_sessions.testing.")
    monkeypatch.setitem(sys.modules, "hypothesis", None)
    with pytest.raises(ModuleNotFoundError, match=r"pip install 'bdc-sessions\[testing\]'"):
        _ = testing.actions


def test_another_fault_of_an_import_is_told_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(vars(testing), "actions", raising=False)
    monkeypatch.setitem(sys.modules, "bdc_sessions.testing.values", None)
    with pytest.raises(ModuleNotFoundError, match=r"^import of bdc_sessions.testing.values"):
        _ = testing.actions
