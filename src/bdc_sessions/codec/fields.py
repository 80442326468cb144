"""The encoded fields of a class: their names, labels and types, in order."""

from types import NoneType, UnionType
from typing import Any, NamedTuple, Union, get_args, get_origin, get_type_hints

import attrs

from bdc_sessions.codec.names import CLASS
from bdc_sessions.model.about import About
from bdc_sessions.model.scalars import Scalar, scalar_of
from bdc_sessions.model.shape import COLLECTION, per_class


class Field(NamedTuple):
    """One field of a class as it is encoded."""

    name: str = ""
    label: str = ""
    kind: Any = Any
    """The type of the value, or of each item; Any for a value tagged with its type."""
    many: bool = False
    optional: bool = False
    mandatory: bool = True
    key: str | None = None
    """The field that identifies the items of a collection, if they have one."""

    @property
    def scalar(self) -> Scalar | None:
        """How each value is written and read; None for objects and tagged values."""
        return CLASS if self.kind is type else scalar_of(self.kind)


_MESSAGES = About(
    "messages",
    "Messages",
    description="A text in French and in English.",
)
_LANGUAGES = ("Message en français", "Message en anglais")


def about(cls: type[Any]) -> About:
    """Return a class's name, title and description; those of ``Messages``, if it has none."""
    return getattr(cls, "ABOUT", _MESSAGES)


@per_class
def schema_fields(cls: type[Any]) -> tuple[Field, ...]:
    """Return the fields of a class of attrs, or of a named tuple.

    >>> from bdc_sessions.model import Term
    >>> [(field.name, field.label, field.mandatory) for field in schema_fields(Term)]
    [('label', 'Libellé', True), ('code', 'Code', False)]
    """
    if attrs.has(cls):
        return tuple(
            [
                _field(
                    a.name,
                    a.metadata["label"],
                    a.type,
                    mandatory=a.default is attrs.NOTHING,
                    key=a.metadata.get(COLLECTION),
                )
                for a in attrs.fields(cls)
                if a.init
            ]
        )
    kinds = get_type_hints(cls)
    labels = getattr(cls, "LABELS", _LANGUAGES)
    return tuple(
        [
            _field(name, label, kinds[name], mandatory=name not in cls._field_defaults)
            for name, label in zip(cls._fields, labels, strict=True)
        ]
    )


def _field(
    name: str, label: str, annotation: Any, *, mandatory: bool, key: str | None = None
) -> Field:
    optional = get_origin(annotation) in (Union, UnionType)
    if optional:
        (annotation,) = (kind for kind in get_args(annotation) if kind is not NoneType)
    origin = get_origin(annotation)
    return Field(
        name=name,
        label=label,
        kind=get_args(annotation)[0] if origin is tuple else origin or annotation,
        many=origin is tuple,
        optional=optional,
        mandatory=mandatory and annotation is not Any,  # if it is missing, it is ABSENT
        key=key,
    )
