"""What a rule's function takes: its subject, then by name what is known where it is judged."""

from collections.abc import Callable, Collection, Mapping
from inspect import Parameter, iscoroutinefunction, signature
from typing import Any, Final

from bdc_sessions.changes import ChangeRequest, FieldChange
from bdc_sessions.model import Action
from bdc_sessions.model.shape import classes_below, per_class
from bdc_sessions.texts import short_repr

PARENTS: Final = ("action", "component", "session", "info")
"""What a part may stand in, by the names under which it is given, the outermost first."""

CONTEXT: Final = ("today", "postal", "holidays")
"""What varies, and must be given to be judged by."""

_ANY: Final = "subject"
"""The name that a subject of any class may bear."""

_MARKS: Final[Mapping[object, str]] = {Parameter.VAR_POSITIONAL: "*", Parameter.VAR_KEYWORD: "**"}


def subject_of(cls: type[Any]) -> str:
    """Return by which name a rule takes an object of a class; "" for one that is not judged.

    >>> subject_of(Action), subject_of(FieldChange), subject_of(str)
    ('action', 'change', '')
    """
    return "data" if cls is dict else getattr(getattr(cls, "ABOUT", None), "subject", "")


@per_class
def parents_of(cls: type[Any]) -> tuple[str, ...]:
    """Return the names of what an object of a class stands in, the outermost first.

    >>> from bdc_sessions.model import CollectiveInfo
    >>> parents_of(CollectiveInfo)
    ('action', 'component', 'session')
    """
    if cls is ChangeRequest:
        return ("action", "stale")
    if cls is FieldChange:
        return ("action", "stale", "request")
    model: tuple[type[Any], ...] = (Action, *classes_below(Action))
    return tuple([subject_of(holder) for holder in model if cls in classes_below(holder)])


def parameters_of(
    predicate: Callable[..., Any], own: str, known: Collection[str]
) -> tuple[Parameter, ...]:
    """Return what a function takes: its subject by place, then what is known by its name.

    Args:
        predicate: Any callable that has a signature.
        own: The name of its subject, in place of which it may say ``subject``.
        known: The names of what else it may take; others keep the default that they have.

    Raises:
        TypeError: It cannot be called.
        ValueError: It takes what nothing can give by its name, such as ``*args``.
    """
    found: object = predicate
    if not callable(found) or iscoroutinefunction(found):
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
            f"its function takes {', '.join(refused) or 'nothing'}; expected {own} first, then "
            f"what is known by its name: {', '.join(sorted(known))}"
        )
    return parameters
