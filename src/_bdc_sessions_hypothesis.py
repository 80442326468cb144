"""What ``import hypothesis`` runs: how to draw values of bdc_sessions, once that is imported too.

A module of its own, as those of the package cannot be imported without the whole package: whoever
uses hypothesis for something else pays for this file alone.
"""

import sys
from collections.abc import Sequence
from enum import Enum
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from types import ModuleType
from typing import Any

PACKAGE = "bdc_sessions"


def setup() -> None:
    """Teach hypothesis the classes of the package: now, or as soon as the package is imported."""
    if PACKAGE in sys.modules:
        register(sys.modules[PACKAGE])
    else:
        sys.meta_path.insert(0, _Watch())


def register(package: ModuleType) -> None:
    """Register every class that the package exports; the strategies load when one is drawn.

    Enums are left to hypothesis, which knows how to draw them.
    """
    from hypothesis import strategies as st  # noqa: PLC0415 - it is what imports this module

    for name in package.__all__:
        found = getattr(package, name)
        if isinstance(found, type) and not issubclass(found, Enum):
            st.register_type_strategy(found, _drawn)


def _drawn(asked: type[Any]) -> Any:
    from bdc_sessions.testing.registration import strategy_of  # noqa: PLC0415 - only when drawn

    return strategy_of(asked)


class _Watch(MetaPathFinder):
    """Sees the package imported, and steps aside for good."""

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,  # noqa: ARG002 - asked of every finder
        target: ModuleType | None = None,  # noqa: ARG002 - asked of every finder
    ) -> ModuleSpec | None:
        if fullname != PACKAGE:
            return None
        sys.meta_path.remove(self)
        spec = find_spec(fullname)
        sys.meta_path.insert(0, self)
        if spec is not None and spec.loader is not None:
            spec.loader = _Registering(spec, spec.loader, self)
        return spec


class _Registering(Loader):
    """Loads the package as its own loader does, and registers its classes."""

    def __init__(self, spec: ModuleSpec, loader: Loader, watch: _Watch) -> None:
        self.spec = spec
        self.loader = loader
        self.watch = watch

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return self.loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        # Before any code of the package runs, all is as if this had never been here.
        self.spec.loader = module.__loader__ = self.loader
        self.loader.exec_module(module)
        sys.meta_path.remove(self.watch)
        register(module)
