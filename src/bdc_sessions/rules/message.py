"""Filling message templates with values, printed as the guide prints them."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from operator import attrgetter, itemgetter
from string import Formatter
from typing import Any

from bdc_sessions.rules.failing import Crash, attempt, exception_text
from bdc_sessions.texts import LANGUAGES, Bilingual, cut, display, line_of, normal_text

_FORMATTER = Formatter()

Values = Mapping[str, Any]
Read = Callable[[Values], Any]


@lru_cache(maxsize=1024)
def _pieces(template: str) -> tuple[tuple[str, str | None, Read, str], ...]:
    """Return the pieces of a template: a text, then a value's name, its reader and its format.

    A name has its conversion: ``session.number!r``.
    """
    return tuple(
        (text, f"{name}!{how}" if how else name, _reader(name or "", how), form or "")
        for text, name, form, how in _FORMATTER.parse(template)
    )


def _reader(name: str, conversion: str | None) -> Read:
    """Return the function that reads ``session.start``, or ``session[places]``, from values."""
    if "[" in name or conversion:
        return lambda values: _FORMATTER.convert_field(
            _FORMATTER.get_field(name, (), values)[0], conversion
        )
    first, _, rest = name.partition(".")
    if not rest:
        return itemgetter(first)
    read = attrgetter(rest)
    return lambda values: read(values[first])


def messages(templates: Bilingual, values: Values) -> Bilingual:
    """Return templates with fields such as ``{session.start}`` filled, in canonical form.

    >>> messages(Bilingual("{places} places, {code:>4}", "{code}"), {"places": 10, "code": "A"})
    Bilingual(fr='10 places,    A', en='A')

    Each value is shortened; a ``Bilingual`` is filled in by language.
    """
    seen: dict[tuple[str, str], str] = {}
    filled = [
        _filled(text, values, lang, seen) for lang, text in zip(LANGUAGES, templates, strict=True)
    ]
    return Bilingual(*map(normal_text, filled))


def _filled(template: str, values: Values, lang: str, seen: dict[tuple[str, str], str]) -> str:
    """Return a filled template; ``seen`` keeps the texts of values for the other language."""
    filled: list[str] = []
    for text, name, read, form in _pieces(template):
        filled.append(text)
        if name is None:
            continue
        displayed = seen.get((name, form))
        if displayed is None:
            value = read(values)
            if type(value) is Bilingual:
                filled.append(cut(value.get(lang)))
                continue
            displayed = seen[name, form] = cut(_text(value, form))
        filled.append(displayed)
    return "".join(filled)


def _text(value: Any, form: str) -> str:
    """Return the text of a value in a format; what is empty has none."""
    return format(value, form) if form and value is not None else display(value)


def names(template: str) -> set[str]:
    """Return the names that a template's fields start with.

    >>> sorted(names("{places} places: {info.address.city}, {session[start]}"))
    ['info', 'places', 'session']

    Raises:
        ValueError: An ill-formed template.
    """
    return {re.split(r"[.\[!]", name)[0] for _, name, _, _ in _pieces(template) if name is not None}


def untellable(template: str, specimens: Values) -> Iterator[str]:
    """Yield which fields of a template cannot be filled, and why, when tried on some values.

    An object may have fewer in a tuple than another: an index is not checked.

    >>> from bdc_sessions.rules.specimens import specimens
    >>> from bdc_sessions import CollectiveInfo
    >>> [*untellable("{info.address.city} {info.address.town}", specimens(CollectiveInfo))]
    ["its message names {info.address.town}: AttributeError: 'Address' object has no attribute 'town'"]
    """  # noqa: E501 - a fault is one line
    for _, name, read, form in _pieces(template):
        fault = None if name is None else attempt(_tried, read, form, specimens)
        if isinstance(fault, Crash) and not isinstance(fault.error, IndexError):
            why = cut(exception_text(fault.error), 200)
            yield f"its message names {{{line_of(name, 100)}}}: {why}"


def _tried(read: Read, form: str, specimens: Values) -> str:
    value = read(specimens)
    if callable(value):
        raise TypeError("it is a function; expected a value")
    return _text(value, form)
