"""The parameters of a rule's function: its subject, then parents and context by name."""

from collections.abc import Callable, Collection, Mapping
from inspect import Parameter, iscoroutinefunction, signature
from types import MappingProxyType
from typing import Any, Final

from bdc_sessions.changes import ChangeRequest, FieldChange
from bdc_sessions.model import Action
from bdc_sessions.model.shape import classes_below, per_class
from bdc_sessions.texts import line_of, short_repr

PARENTS: Final = ("action", "component", "session", "info")
"""The names of the arguments for the parents of an object, the outermost first."""

CONTEXT: Final = ("today", "postal", "holidays")
"""The names of the arguments for what does not follow from the object."""

_ANY: Final = "subject"
"""The parameter name that is allowed for a subject of any class."""

_MARKS: Final[Mapping[object, str]] = {Parameter.VAR_POSITIONAL: "*", Parameter.VAR_KEYWORD: "**"}


def subject_of(cls: type[Any]) -> str:
    """Return the parameter name for an object of a class; "" for a class that is not judged.

    >>> subject_of(Action), subject_of(FieldChange), subject_of(str)
    ('action', 'change', '')
    """
    return "data" if cls is dict else getattr(getattr(cls, "ABOUT", None), "subject", "")


_HOLDERS: tuple[type[Any], ...] = (Action, *classes_below(Action), ChangeRequest)
CLASSES: Final = MappingProxyType({subject_of(cls): cls for cls in _HOLDERS})
"""The class of the object that each of these names stands for."""


@per_class
def parents_of(cls: type[Any]) -> tuple[str, ...]:
    """Return the parameter names of the parents of an object of a class, the outermost first.

    >>> from bdc_sessions.model import CollectiveInfo
    >>> parents_of(CollectiveInfo)
    ('action', 'component', 'session')
    """
    if cls is ChangeRequest:
        return ("action", "stale")
    if cls is FieldChange:
        return ("action", "stale", "request")
    return tuple([name for name, holder in CLASSES.items() if cls in classes_below(holder)])


def parameters_of(
    predicate: Callable[..., Any], own: str, known: Collection[str]
) -> tuple[Parameter, ...]:
    """Return the parameters of a rule's function, after checking them.

    Args:
        predicate: Any callable that has a signature.
        own: The name of its first parameter, the subject; ``subject`` is allowed too.
        known: The names of the other parameters; any other must have a default.

    Raises:
        TypeError: It is no plain function.
        ValueError: It has a parameter that cannot be given by name, such as ``*args``.
    """
    given: object = predicate
    if not callable(given) or iscoroutinefunction(given):
        raise TypeError(f"found the predicate {short_repr(predicate)}; expected a plain function")
    parameters = tuple(signature(predicate).parameters.values())
    refused = [
        _MARKS.get(p.kind, "") + p.name
        for index, p in enumerate(parameters)
        if p.kind in _MARKS
        or p.kind is (p.POSITIONAL_ONLY if index else p.KEYWORD_ONLY)
        or (p.name not in known and p.default is p.empty if index else p.name not in (own, _ANY))
    ]
    if refused or not parameters:
        raise ValueError(
            f"its function takes {line_of(', '.join(refused)) or 'nothing'}; expected {own} first, "
            f"then what is known by its name: {line_of(', '.join(sorted(known)))}"
        )
    return parameters
