"""The base of every value: final, copied with changes, with a screen and a ``repr``."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import Enum
from functools import cache, update_wrapper
from typing import Any, ClassVar, NamedTuple, Self, TypeVar, cast

import attrs

from bdc_sessions.final import final_class
from bdc_sessions.model.short_signature import ConstructorSignature
from bdc_sessions.model.source import function_of
from bdc_sessions.screen import Screen
from bdc_sessions.screen.of_fields import screen_of
from bdc_sessions.texts import int_text, nearest, short_repr

T = TypeVar("T")


class Value:
    """The base of every value, without fields or state of its own.

    Its classes are final, so that no subclass changes what a value promises.
    """

    __slots__ = ()
    __signature__: ClassVar[ConstructorSignature] = ConstructorSignature()

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
    setters = setters_of(cls, [a.name for a in given])
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


def setters_of(cls: type[Any], names: Iterable[str]) -> dict[str, Callable[[Any, Any], None]]:
    """Return the functions that set fields of a class by their slots, as ``set_…`` for source."""
    return {f"set_{name}": getattr(cls, name).__set__ for name in names}


slots_of: Callable[[type[Any]], Slots] = cast("Callable[[type[Any]], Slots]", cache(_slots_of))
"""Return how to set the fields of a class; cached."""


def constructs_by_slots(cls: type[T]) -> type[T]:
    """Let a class's constructor set each field by its slot; a decorator of classes by attrs.

    The constructor by attrs, which does the same, sets each by its name: it takes an eighth longer.
    The fields must all be named arguments that have converters and no factories.
    """
    made: Any = cls
    by_attrs = made.__init__
    converters = {a.name: a.converter for a in attrs.fields(made)}
    constructor: Any = function_of(
        ", ".join(["self", "*", *converters]),
        [f"set_{name}(self, to_{name}({name}))" for name in converters],
        {**setters_of(cls, converters), **{f"to_{n}": to for n, to in converters.items()}},
    )
    constructor.__kwdefaults__ = by_attrs.__kwdefaults__
    made.__init__ = update_wrapper(constructor, by_attrs)
    return cls


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
