"""What every value of the library is: final, copied with changes, written as Python makes it."""

from enum import Enum
from typing import Any, Self, cast

import attrs

from bdc_sessions.texts import int_text, nearest, short_repr


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

    def __repr__(self) -> str:
        """Return Python that makes the value again."""
        fields = [
            f"{a.name}={_repr(getattr(self, a.name))}"
            for a in attrs.fields(cast("Any", type(self)))
            if a.repr
        ]
        return f"{type(self).__name__}({', '.join(fields)})"


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
