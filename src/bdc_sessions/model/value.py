"""The base of every value: final, copied with changes, with a screen and a ``repr``."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import Enum
from functools import cache
from inspect import Parameter, Signature, formatannotation, signature
from types import MethodType
from typing import Any, ClassVar, NamedTuple, Self, TypeVar, cast

import attrs

from bdc_sessions.model.source import function_of
from bdc_sessions.screen import Screen
from bdc_sessions.screen.of_fields import screen_of
from bdc_sessions.texts import int_text, nearest, short_repr

T = TypeVar("T")
Function = TypeVar("Function", bound=Callable[..., Any])

_MODULES = r"(?:\w+\.)+(?=\w)"


def short_signature(function: Callable[..., Any]) -> Signature:
    """Return a function's signature with the names of types as texts, without their modules.

    >>> from decimal import Decimal
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


class _ConstructorSignature:
    """The short signature of a class's constructor, made when ``inspect`` asks for it.

    The constructor itself keeps the types, for ``typing.get_type_hints``.
    """

    def __get__(self, value: object, cls: type[Any]) -> Signature:
        return short_signature(MethodType(cls.__init__, cls))


class Value:
    """The base of every value, without fields or state of its own.

    Its classes are final, so that no subclass changes what a value promises.
    """

    __slots__ = ()
    __signature__: ClassVar[_ConstructorSignature] = _ConstructorSignature()

    def __init_subclass__(cls) -> None:
        """Refuse a subclass of a value."""
        super().__init_subclass__()
        # attrs builds a class with slots twice, each time from bases without fields.
        final = next((base for base in cls.__mro__[1:] if attrs.has(base)), None)
        if final is not None:
            raise final_class(final, cls)

    def evolve(self, **fields: Any) -> Self:
        """Return a copy with some fields changed and checked; the same as ``attrs.evolve``.

        >>> from bdc_sessions import Issuer
        >>> Issuer("BL", "Administrateur").evolve(name="AB")
        Issuer(name='AB', role='Administrateur')

        Raises:
            TypeError: A field that the class does not have, or a value of a wrong type.
            ValueError: A value that the field cannot hold.
        """
        by_name, _, copy = slots_of(type(self))
        for name in fields:
            if name not in by_name:
                raise _unknown_field(type(self), name, by_name)
        if copy is None:
            return cast("Self", attrs.evolve(cast("Any", self), **fields))
        made: Self = copy(self)
        for name, new in fields.items():
            put, convert = by_name[name]
            put(made, convert(new))
        return made

    def screen(self) -> "Screen":
        """Return the value as a screen: its fields by their labels.

        >>> from bdc_sessions import Issuer
        >>> print(Issuer("BL", "Administrateur").screen())
        Émetteur
        ========
        <BLANKLINE>
        Nom de l'émetteur    : BL
        Statut de l'émetteur : Administrateur
        """
        fields = [
            (a.metadata.get("label", a.name), getattr(self, a.name)) for a in _public_fields(self)
        ]
        return screen_of(type(self), fields)

    def _repr_html_(self) -> str:
        return self.screen()._repr_html_()

    def __rich_repr__(self) -> Iterator[Any]:
        """Yield each field's name, value and default, for the library rich."""
        for a in _public_fields(self):
            yield a.name, getattr(self, a.name), a.default

    def __str__(self) -> str:
        """Return the screen as text; classes that are shown within a line override it."""
        return str(self.screen())

    def __repr__(self) -> str:
        fields = [
            f"{a.name}={_repr(getattr(self, a.name))}"
            for a in attrs.fields(cast("Any", type(self)))
            if a.repr
        ]
        return f"{type(self).__name__}({', '.join(fields)})"


def final_class(final: type[Any], subclass: type[Any]) -> TypeError:
    """Return the error for a subclass of a final class."""
    return TypeError(
        f"{final.__name__} is final: found a subclass of it, {subclass.__name__}; hold the "
        f"{final.__name__} in a field of a class of your own instead"
    )


def _public_fields(value: Value) -> "list[attrs.Attribute[Any]]":
    fields = attrs.fields(cast("Any", type(value)))
    return [a for a in fields if a.init]


class Slots(NamedTuple):
    """How to set the fields of a class without its constructor."""

    by_name: Mapping[str, tuple[Callable[[Any, Any], None], Callable[[Any], Any]]]
    """A field's setter and converter, by the name of its constructor argument."""
    make: Callable[..., Any]
    """Returns a new instance of values, one per argument of the constructor."""
    copy: Callable[[Any], Any] | None
    """Returns a copy whose fields may still be set; None if the constructor does more than set."""


def _slots_of(cls: type[Any]) -> Slots:
    fields = attrs.fields(cls)
    given = [a for a in fields if a.init]
    plain = len(given) == len(fields) and not hasattr(cls, "__attrs_post_init__")
    setters = {f"set_{a.name}": getattr(cls, a.name).__set__ for a in given}
    names = {"new": object.__new__, "cls": cls, **setters}

    def compiled(parameters: str, value_of: str) -> Callable[..., Any]:
        steps = [f"set_{a.name}(made, {value_of.format(a.name)})" for a in given]
        return function_of(parameters, ["made = new(cls)", *steps, "return made"], names)

    return Slots(
        {
            a.alias: (put, a.converter or _identity)
            for a, put in zip(given, setters.values(), strict=True)
        },
        compiled(", ".join([f"of_{a.name}" for a in given]), "of_{}"),
        compiled("value", "value.{}") if plain else None,
    )


slots_of: Callable[[type[Any]], Slots] = cast("Callable[[type[Any]], Slots]", cache(_slots_of))
"""Return how to set the fields of a class; cached."""


def _identity(value: T) -> T:
    return value


def _unknown_field(cls: type[object], name: str, names: Iterable[str]) -> TypeError:
    return TypeError(
        f"{cls.__name__}: found the field {short_repr(name)}; expected one of its fields, such as "
        f"{nearest(name, names)!r}: {', '.join(names)}"
    )


def enum_repr(self: Enum) -> str:
    """Return the expression of an enum's member, ``EntryMode.FIXED``; an enum's ``__repr__``."""
    return f"{type(self).__name__}.{self.name}"


def _repr(value: object) -> str:
    return int_text(value) if type(value) is int else repr(value)
