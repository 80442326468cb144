"""What of a class is encoded: its fields in order, by their names, labels and types."""

from enum import Enum
from types import NoneType
from typing import Any, NamedTuple, get_args, get_origin, get_type_hints

import attrs

from bdc_sessions.codec.labels import LABELS
from bdc_sessions.codec.readers import READERS, Reader, choice
from bdc_sessions.model.shape import COLLECTION, per_class


class Field(NamedTuple):
    """One field of a class as it is encoded."""

    name: str
    label: str
    kind: Any
    """The type of the value, or of each value."""
    many: bool
    optional: bool
    mandatory: bool
    key: str | None
    """The field by which its objects are known, where it holds several."""

    @property
    def reader(self) -> Reader | None:
        """How each value is read; None where it is an object."""
        if self.kind in READERS:
            return READERS[self.kind]
        if isinstance(self.kind, type) and issubclass(self.kind, Enum):
            return choice(self.kind)
        return None


@per_class
def fields_of(cls: type[Any]) -> tuple[Field, ...]:
    """Return the fields of a class of attrs or of a named tuple."""
    labels = LABELS.get(cls, {})
    if attrs.has(cls):
        return tuple(
            _field(
                a.name,
                a.type,
                label=a.metadata.get("label") or labels[a.name],
                mandatory=a.default is attrs.NOTHING,
                key=a.metadata.get(COLLECTION),
            )
            for a in attrs.fields(cls)
            if a.init and a.eq
        )
    return tuple(
        _field(
            name,
            kind,
            label=labels[name],
            mandatory=name not in cls._field_defaults,
            key=None,
        )
        for name, kind in get_type_hints(cls).items()
        if name in cls._fields
    )


def value_of(kind: Any, label: str = "") -> Field:
    """Return a field that holds one value of a type, as one does that stands by its type."""
    return Field("value", label, kind, many=False, optional=False, mandatory=True, key=None)


def _field(name: str, annotation: Any, *, label: str, mandatory: bool, key: str | None) -> Field:
    inner = [kind for kind in get_args(annotation) if kind not in (NoneType, Ellipsis)]
    many = get_origin(annotation) is tuple
    return Field(
        name=name,
        label=label,
        kind=inner[0] if inner else annotation,
        many=many,
        optional=bool(inner) and not many,
        mandatory=mandatory,
        key=key,
    )
