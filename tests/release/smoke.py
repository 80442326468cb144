"""Run by the Python of an environment with the wheel: ``smoke.py extra…``, what was installed.

Walks every name of the root, then each public module: what needs an extra that is there shows its
first example, what needs one that is not says which. It prints what it did, as JSON.
"""

import doctest
import json
import sys
from importlib import import_module
from types import ModuleType
from typing import Any

NEED_NONE = ("screen", "display")
OF_EXTRAS = {
    "testing": "bdc_sessions.testing",
    "lheo": "bdc_sessions.feeds.lheo",
    "ical": "bdc_sessions.feeds.ical",
    "columns": "bdc_sessions.columns",
    "pydantic": "bdc_sessions.adapters.pydantic",
    "sqlalchemy": "bdc_sessions.adapters.sqlalchemy",
    "cattrs": "bdc_sessions.adapters.cattrs",
}


def loaded(name: str) -> ModuleType:
    """Import a module, and ask it for every name that it exports."""
    module = import_module(name)
    for exported in module.__all__:
        getattr(module, exported)
    return module


def first_example(module: ModuleType) -> str:
    """Run a module's first example, or that of its first name, and return its first line."""
    values: list[Any] = [module, *(getattr(module, name) for name in module.__all__)]
    finder = doctest.DocTestFinder(recurse=False)
    tests = [test for value in values for test in finder.find(value, str(value)) if test.examples]
    result = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(tests[0])
    if result.failed:
        sys.exit(f"the first example of {module.__name__} failed")
    return tests[0].examples[0].source.strip()


def refusal(name: str) -> str:
    """Return what a module says whose extra is missing."""
    try:
        loaded(name)
    except ModuleNotFoundError as error:
        return str(error)
    sys.exit(f"{name} loads without its extra")


def main(extras: list[str]) -> None:
    """Print what works, and what says how to install it."""
    lines: dict[str, str] = {"bdc_sessions": first_example(loaded("bdc_sessions"))}
    lines |= {name: first_example(loaded(f"bdc_sessions.{name}")) for name in NEED_NONE}
    for extra, name in OF_EXTRAS.items():
        lines[extra] = first_example(loaded(name)) if extra in extras else refusal(name)
    print(json.dumps(lines))


if __name__ == "__main__":
    main(sys.argv[1:])
