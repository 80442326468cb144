"""Filling message templates with values, printed as the guide prints them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from operator import attrgetter, itemgetter
from string import Formatter
from typing import Any

from bdc_sessions.model.shape import shape
from bdc_sessions.texts import LANGUAGES, Bilingual, cut, display, normal_text

_FORMATTER = Formatter()

Values = Mapping[str, Any]
Read = Callable[[Values], Any]


@lru_cache(maxsize=1024)
def _pieces(template: str) -> tuple[tuple[str, str | None, Read, str], ...]:
    """Return the pieces of a template: a text, then the name, reader and format of a value."""
    return tuple(
        (text, name, _reader(name or "", conversion), form or "")
        for text, name, form, conversion in _FORMATTER.parse(template)
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
            displayed = seen[name, form] = cut(format(value, form) if form else display(value))
        filled.append(displayed)
    return "".join(filled)


def names(template: str) -> set[tuple[str, ...]]:
    """Return what a template's fields read: a name, and attributes of what it stands for.

    >>> sorted(names("{places} places: {info.address.city}, {session[start]}"))
    [('info', 'address', 'city'), ('places',), ('session',)]

    Raises:
        ValueError: An ill-formed template.
    """
    fields = [name for _, name, _, _ in _pieces(template) if name is not None]
    return {tuple(name.partition("[")[0].split(".")) for name in fields}


def missing_attributes(cls: type[Any] | None, attributes: Iterable[str]) -> Iterator[str]:
    """Yield what is wrong with the attributes that a template reads of an object of a class.

    >>> from bdc_sessions import CollectiveInfo
    >>> [*missing_attributes(CollectiveInfo, ["address", "town"])]
    ["its message names the attribute 'town', which no Address has"]

    Of what is no object of the model nothing is known, until it is there.
    """
    for attribute in attributes:
        if cls is None:
            return
        if not hasattr(cls, attribute):
            yield f"its message names the attribute {attribute!r}, which no {cls.__name__} has"
        cls = shape(cls).parts.get(attribute)
