"""What ``import hypothesis`` runs: how to draw values of bdc_sessions, once that is imported too.

A module of its own, as those of the package cannot be imported without the whole package: whoever
uses hypothesis for something else pays for this file alone.
"""

import sys
from collections.abc import Callable, Sequence
from enum import Enum
from importlib import _bootstrap
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

PACKAGE = "bdc_sessions"

Register = Callable[[type[Any], Any], None]


def setup() -> None:
    """Teach hypothesis the classes of the package: now, and whenever the package is imported."""
    from hypothesis.strategies import register_type_strategy  # noqa: PLC0415 - it imports this

    sys.meta_path[:] = [finder for finder in sys.meta_path if not isinstance(finder, _Watch)]
    sys.meta_path.insert(0, _Watch(register_type_strategy))
    # An import that was under way in another thread, unseen by the watch, is waited for. Python has
    # no public name for it; it gives way where the other thread waits for hypothesis.
    _bootstrap._lock_unlock_module(PACKAGE)  # type: ignore[attr-defined] # noqa: SLF001 - see above
    if PACKAGE in sys.modules:
        register(sys.modules[PACKAGE], register_type_strategy)


def register(package: ModuleType, register_type_strategy: Register) -> None:
    """Register every class that the package exports; the strategies load when one is drawn.

    Enums are left to hypothesis, which knows how to draw them.
    """
    for name in vars(package).get("__all__", ()):  # none, while it is but begun
        exported = getattr(package, name)
        if isinstance(exported, type) and not issubclass(exported, Enum):
            register_type_strategy(exported, _drawn)


def _drawn(cls: type[Any]) -> Any:
    from bdc_sessions.testing.registration import strategy_of  # noqa: PLC0415 - only when drawn

    return strategy_of(cls)


class _Watch(MetaPathFinder):
    """Sees the package imported, each time that it is."""

    def __init__(self, register_type_strategy: Register) -> None:
        self.register_type_strategy = register_type_strategy

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname != PACKAGE:
            return None
        others = (finder for finder in sys.meta_path if finder is not self)
        specs = (finder.find_spec(fullname, path, target) for finder in others)
        spec = next(filter(None, specs), None)
        if spec is not None and spec.loader is not None:
            spec.loader = _Registering(spec, spec.loader, self.register_type_strategy)
        return spec


class _Registering(Loader):
    """Loads the package as its own loader does, and registers its classes."""

    def __init__(self, spec: ModuleSpec, loader: Loader, register: Register) -> None:
        self.spec = spec
        self.loader = loader
        self.register = register

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return self.loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        # Before any code of the package runs, all is as if this had never been here.
        self.spec.loader = module.__loader__ = self.loader
        self.loader.exec_module(module)
        register(module, self.register)
