"""What every value of the library is: final, copied with changes, written as Python makes it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import Enum
from functools import cache
from typing import Any, NamedTuple, Self, TypeVar, cast

import attrs

from bdc_sessions.model.source import function_of
from bdc_sessions.screen import Screen, screen_of
from bdc_sessions.texts import int_text, nearest, short_repr

T = TypeVar("T")


class Value:
    """The base of every value: without fields or state of its own.

    Its classes are final, so that a value is what its class says wherever it comes from.
    """

    __slots__ = ()

    def __init_subclass__(cls) -> None:
        """Refuse a subclass of a value."""
        super().__init_subclass__()
        # attrs makes a class with slots a second time, from the same bases, which have no fields.
        final = next((base for base in cls.__mro__[1:] if attrs.has(base)), None)
        if final is not None:
            raise TypeError(
                f"{final.__name__} is final: found a subclass of it, {cls.__name__}; hold the "
                f"{final.__name__} in a field of a class of your own instead"
            )

    def evolve(self, **fields: Any) -> Self:
        """Return a copy with some fields changed and checked; the same as ``attrs.evolve``.

        >>> from bdc_sessions import Issuer
        >>> Issuer("BL", "Administrateur").evolve(name="AB")
        Issuer(name='AB', role='Administrateur')

        Raises:
            TypeError: A field that the class does not have, or a value of a wrong type.
            ValueError: A value that the field cannot hold.
        """
        by_name, copy = slots_of(type(self))
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

    def screen(self) -> Screen:
        """Return the value as a person reads it: its fields by their labels.

        >>> from bdc_sessions import Issuer
        >>> print(Issuer("BL", "Administrateur").screen())
        Émetteur
        ========
        <BLANKLINE>
        Nom de l'émetteur    : BL
        Statut de l'émetteur : Administrateur
        """
        fields = [(a.metadata.get("label", a.name), getattr(self, a.name)) for a in _public(self)]
        return screen_of(type(self), fields)

    def _repr_html_(self) -> str:
        return self.screen()._repr_html_()

    def __rich_repr__(self) -> Iterator[Any]:
        """Yield the fields for the library rich: each with its default, which it leaves out."""
        for a in _public(self):
            yield a.name, getattr(self, a.name), a.default

    def __str__(self) -> str:
        """Return the screen as text; what is read within a line has a line of its own."""
        return str(self.screen())

    def __repr__(self) -> str:
        fields = [
            f"{a.name}={_repr(getattr(self, a.name))}"
            for a in attrs.fields(cast("Any", type(self)))
            if a.repr
        ]
        return f"{type(self).__name__}({', '.join(fields)})"


def _public(value: Value) -> "list[attrs.Attribute[Any]]":
    fields = attrs.fields(cast("Any", type(value)))
    return [a for a in fields if a.init and not a.name.startswith("_")]


class Slots(NamedTuple):
    """How the fields of a class are set without its constructor."""

    by_name: Mapping[str, tuple[Callable[[Any, Any], None], Callable[[Any], Any]]]
    """By what the constructor calls it, a field's setter and its converter."""
    copy: Callable[[Any], Any] | None
    """Gives a copy, to be changed before anyone sees it; None if the constructor does more."""


def _slots_of(cls: type[Any]) -> Slots:
    fields = attrs.fields(cls)
    plain = all(a.init for a in fields) and not hasattr(cls, "__attrs_post_init__")
    setters = {f"set_{a.name}": getattr(cls, a.name).__set__ for a in fields}
    steps = [f"{put}(made, value.{a.name})" for put, a in zip(setters, fields, strict=True)]
    known = {"new": object.__new__, "cls": cls, **setters}
    copy = function_of("value", ["made = new(cls)", *steps, "return made"], known)
    return Slots(
        {
            a.alias: (put, a.converter or _as_it_is)
            for a, put in zip(fields, setters.values(), strict=True)
            if a.init
        },
        copy if plain else None,
    )


slots_of: Callable[[type[Any]], Slots] = cast("Callable[[type[Any]], Slots]", cache(_slots_of))
"""How the fields of a class are set; made once a class."""


def _as_it_is(value: T) -> T:
    return value


def _unknown_field(cls: type[object], name: str, names: Iterable[str]) -> TypeError:
    return TypeError(
        f"{cls.__name__}: found the field {short_repr(name)}; expected one of its fields, such as "
        f"{nearest(name, names)!r}: {', '.join(names)}"
    )


def enum_repr(self: Enum) -> str:
    """Return Python that gives the member of an enum again; an enum's ``__repr__``."""
    return f"{type(self).__name__}.{self.name}"


def _repr(value: object) -> str:
    return int_text(value) if type(value) is int else repr(value)
