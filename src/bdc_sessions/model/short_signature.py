"""Signatures that print short: types by their names alone, without their modules."""

import re
from collections.abc import Callable
from inspect import Parameter, Signature, formatannotation, signature
from types import MethodType
from typing import Any, TypeVar, cast

Function = TypeVar("Function", bound=Callable[..., Any])

_MODULES = r"(?:\w+\.)+(?=\w)"


def short_signature(function: Callable[..., Any]) -> Signature:
    """Return a function's signature with the names of types as texts, without their modules.

    >>> from decimal import Decimal
    >>> from collections.abc import Iterable
    >>> def total(numbers: Iterable[Decimal], digits: int = 2) -> Decimal | None: ...
    >>> short_signature(total)
    <Signature (numbers: 'Iterable[Decimal]', digits: int = 2) -> 'Decimal | None'>
    """
    full = signature(function)
    return full.replace(
        parameters=[p.replace(annotation=_short(p.annotation)) for p in full.parameters.values()],
        return_annotation=_short(full.return_annotation),
    )


def prints_short(function: Function) -> Function:
    """Give a function, or a class, its short signature; a decorator."""
    cast("Any", function).__signature__ = short_signature(function)
    return function


def _short(annotation: Any) -> Any:
    if annotation is Parameter.empty:
        return annotation
    text = annotation if isinstance(annotation, str) else formatannotation(annotation)
    short = re.sub(_MODULES, "", text)
    return annotation if short == text else short


class ConstructorSignature:
    """The short signature of a class's constructor, made when ``inspect`` asks for it.

    The constructor itself keeps the types, for ``typing.get_type_hints``.
    """

    def __get__(self, value: object, cls: type[Any]) -> Signature:
        return short_signature(MethodType(cls.__init__, cls))
