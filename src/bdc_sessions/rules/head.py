"""The head of an object: a copy without its collections, so that no rule reads siblings."""

from collections.abc import Callable
from typing import Any

from bdc_sessions.model.shape import shape
from bdc_sessions.model.source import function_of
from bdc_sessions.model.value import setters_of


def head_of(cls: type[Any]) -> Callable[[Any], Any]:
    """Return the function that copies an object of a class without its collections."""
    names = (*shape(cls).leaves, *shape(cls).parts)
    known = {"new": object.__new__, "cls": cls, **setters_of(cls, names)}
    lines = [f"set_{name}(head, node.{name})" for name in names]
    return function_of("node", ["head = new(cls)", *lines, "return head"], known)
