"""What every value of the library is: final, copied with changes, written as Python makes it."""

from collections.abc import Iterable, Iterator
from enum import Enum
from typing import Any, Self, cast

import attrs

from bdc_sessions.screen import Pairs, Screen
from bdc_sessions.texts import Bilingual, display, int_text, nearest, short_repr


class Value:
    """The base of every value: without fields or state of its own.

    Its classes are final, so that a value is what its class says wherever it comes from.

    >>> from bdc_sessions import Session
    >>> class Mine(Session):
    ...     pass
    Traceback (most recent call last):
    TypeError: Session is final: found a subclass of it, Mine; hold the Session in a field of ...
    """

    __slots__ = ()

    def __init_subclass__(cls, *, fast_reader: bool = False, **options: Any) -> None:
        """Refuse a subclass of a value, but for the private one by which values are read fast.

        Raises:
            TypeError: The class is made from one that is final.
        """
        super().__init_subclass__(**options)
        # attrs makes a class with slots a second time, from the same bases, which have no fields.
        final = next((base for base in cls.__mro__[1:] if attrs.has(base)), None)
        if final is not None and not fast_reader:
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
        names = [a.alias for a in attrs.fields(cast("Any", type(self))) if a.init]
        for name in fields:
            if name not in names:
                raise unknown_field(type(self), name, names)
        return cast("Self", attrs.evolve(cast("Any", self), **fields))

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

    def __rich_repr__(self) -> Iterator[tuple[str, Any, Any]]:
        """Yield the fields for the library rich: each with its default, which it leaves out."""
        for a in _public(self):
            yield a.name, getattr(self, a.name), a.default

    def __str__(self) -> str:
        """Return the screen as text; what is read within a line has a line of its own."""
        return str(self.screen())

    def __repr__(self) -> str:
        """Return Python that makes the value again."""
        fields = [
            f"{a.name}={_repr(getattr(self, a.name))}"
            for a in attrs.fields(cast("Any", type(self)))
            if a.repr
        ]
        return f"{type(self).__name__}({', '.join(fields)})"


def screen_of(cls: type[object], fields: Iterable[tuple[str, object]]) -> Screen:
    """Return the labels and values of an object under the title of its class."""
    title = cls.ABOUT.title if hasattr(cls, "ABOUT") else cls.__name__
    return Screen(title, [Pairs([(name, _text(value)) for name, value in fields])])


def row_html(row: Any) -> str:
    """Return a row of a table as a notebook shows it alone; a NamedTuple's ``_repr_html_``."""
    return screen_of(
        type(row), zip(getattr(row, "LABELS", row._fields), row, strict=True)
    )._repr_html_()


def _public(value: Value) -> "list[attrs.Attribute[Any]]":
    fields = attrs.fields(cast("Any", type(value)))
    return [a for a in fields if a.init and not a.name.startswith("_")]


def _text(value: object) -> str:
    label = getattr(value, "label", None)
    match value:
        case type():
            return value.__name__
        case bool():
            return "oui" if value else "non"
        case Bilingual():
            return value.fr
        case Enum() if callable(label):  # which has it in two languages
            return str(label())
        case _:
            return display(value)


def unknown_field(cls: type[object], name: str, names: "list[str]") -> TypeError:
    """Make the error for a field that a class does not have."""
    return TypeError(
        f"{cls.__name__}: found the field {short_repr(name)}; expected one of its fields, such as "
        f"{nearest(name, names)!r}: {', '.join(names)}"
    )


def enum_repr(self: Enum) -> str:
    """Return Python that gives the member of an enum again; an enum's ``__repr__``."""
    return f"{type(self).__name__}.{self.name}"


def _repr(value: object) -> str:
    return int_text(value) if type(value) is int else repr(value)
