"""Reading and writing the classes of the model fast, by functions made for each class.

The functions are made from the fields of the class when they are first needed, as attrs makes its
methods: no loop over fields is left in them.
"""

from collections.abc import Callable
from decimal import Decimal
from enum import Enum
from itertools import pairwise
from json.encoder import encode_basestring
from operator import attrgetter
from typing import Any

from pendulum import Date, Time

from bdc_sessions.codec.plan import Field, fields_of
from bdc_sessions.model.fields import to_text
from bdc_sessions.model.natural import natural_key
from bdc_sessions.model.shape import per_class

Read = Callable[[Any, list[int]], Any]
Write = Callable[[Any], str]


@per_class
def quick(cls: type[Any]) -> Read:
    """Return the function that reads values of a class of the model from whole, ordered data.

    It takes data and a tally, to which it adds the keys that it read. It raises ``KeyError``,
    ``TypeError`` or ``ValueError`` for whatever is not as ``encode`` gives it.
    """
    fields = fields_of(cls)
    known: dict[str, Any] = {
        "cls": cls,
        "new": object.__new__,
        "put": object.__setattr__,
        "text": to_text,
        "listed": _listed,
        "ordered": _ordered,
    }
    lines = [
        "def function(data, tally):",
        f"    if type(data) is not dict or len(data) != {len(fields)}:",
        "        raise ValueError(data)",
        f"    tally[0] += {len(fields)}",
        "    value = new(cls)",
    ]
    for place, field in enumerate(fields):
        one = f"read{place}"
        reader = field.reader
        known[one] = quick(field.kind) if reader is None else reader.read
        lines.append(f"    x = data[{field.name!r}]")
        lines.append(f"    put(value, {field.name!r}, {_read(field, one)})")
    return _made([*lines, "    return value"], known)


def _read(field: Field, one: str) -> str:
    if field.reader is None:
        expression = f"{one}(x, tally)"
    elif field.kind is str:
        expression = "(x if type(x) is str and x.isascii() else text(x))"
    else:
        expression = f"{one}(x)"
    if field.many:
        several = f"tuple([{expression} for x in listed(x)])"
        return several if field.key is None else f"ordered({several}, {field.key!r})"
    return f"None if x is None else {expression}" if field.optional else expression


def _listed(data: Any) -> list[Any]:
    if type(data) is not list:
        raise TypeError(data)
    return data


def _ordered(items: tuple[Any, ...], key: str) -> tuple[Any, ...]:
    order = list(map(natural_key, map(attrgetter(key), items)))
    if not all(first < second for first, second in pairwise(order)):
        raise ValueError(key)
    return items


@per_class
def writer(cls: type[Any]) -> Write:
    """Return the function that writes values of a class of the model as JSON text."""
    fields = fields_of(cls)
    known: dict[str, Any] = {"quoted": encode_basestring}
    lines = ["def function(value):"]
    for place, field in enumerate(fields):
        one = f"write{place}"
        if field.reader is None:
            known[one] = writer(field.kind)
        lines += [f"    x = value.{field.name}", f"    text{place} = {_written(field, one)}"]
    body = ",".join(f'"{field.name}":{{text{n}}}' for n, field in enumerate(fields))
    return _made([*lines, f"    return f'{{{{{body}}}}}'"], known)


WRITTEN: dict[type[Any], str] = {
    str: "quoted(x)",
    int: "repr(x)",
    Date: "'\"' + x.isoformat() + '\"'",
    Time: "'\"' + x.isoformat('minutes') + '\"'",
    Decimal: "'\"' + format(x, 'f') + '\"'",
}
"""How a single value ``x`` of each type is written."""


def _written(field: Field, one: str) -> str:
    expression = WRITTEN.get(field.kind, f"{one}(x)")
    if isinstance(field.kind, type) and issubclass(field.kind, Enum):
        expression = "quoted(x.value)"
    if field.many:
        return f"'[' + ','.join([{expression} for x in x]) + ']'"
    return f"'null' if x is None else {expression}" if field.optional else expression


def _made(lines: list[str], known: dict[str, Any]) -> Callable[..., Any]:
    exec("\n".join(lines), known)  # noqa: S102 - made of our own classes' field names only
    function: Callable[..., Any] = known["function"]
    return function
