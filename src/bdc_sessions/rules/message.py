"""Texts with values in them, shown as the guide shows values."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from operator import attrgetter, itemgetter
from string import Formatter
from typing import Any, NamedTuple

from bdc_sessions.texts import LONGEST_REPR, Bilingual, display, normal_text

_FORMATTER = Formatter()

Values = Mapping[str, Any]
Read = Callable[[Values], Any]


class _Piece(NamedTuple):
    """A stretch of a template: what stands there as it is, then the value that follows it."""

    text: str
    name: str | None
    read: Read
    form: str


@lru_cache(maxsize=1024)
def _pieces(template: str) -> tuple[_Piece, ...]:
    return tuple(
        _Piece(text, name, _reader(name or "", conversion), form or "")
        for text, name, form, conversion in _FORMATTER.parse(template)
    )


def _reader(name: str, conversion: str | None) -> Read:
    """Return what reads ``session.start``, or ``session[places]``, off values by their names."""
    if "[" in name or conversion:
        return lambda values: _FORMATTER.convert_field(
            _FORMATTER.get_field(name, (), values)[0], conversion
        )
    first, _, rest = name.partition(".")
    if not rest:
        return itemgetter(first)
    read = attrgetter(rest)
    return lambda values: read(values[first])


def rendered(template: str, values: Values, lang: str = "fr") -> str:
    """Return a template with its ``{session.start}`` and the like filled, each value bounded.

    >>> rendered("{places} places, {code:>4}", {"places": 10, "code": "A"})
    '10 places,    A'

    A value that is a text in two languages is told in the one asked for.
    """
    return _filled(template, values, lang, {})


def messages(templates: Bilingual, values: Values) -> Bilingual:
    """Return the sentences of templates in both languages, in the one form of texts."""
    seen: dict[tuple[str, str], str] = {}
    return Bilingual(
        normal_text(_filled(templates.fr, values, "fr", seen)),
        normal_text(_filled(templates.en, values, "en", seen)),
    )


def _filled(template: str, values: Values, lang: str, seen: dict[tuple[str, str], str]) -> str:
    """Return a template filled; what is seen once is the same in another language."""
    told: list[str] = []
    for text, name, read, form in _pieces(template):
        told.append(text)
        if name is None:
            continue
        shown = seen.get((name, form))
        if shown is None:
            value = read(values)
            if type(value) is Bilingual:
                told.append(_bounded(value.get(lang)))
                continue
            shown = seen[name, form] = _bounded(format(value, form) if form else display(value))
        told.append(shown)
    return "".join(told)


def _bounded(text: str) -> str:
    return text if len(text) <= LONGEST_REPR else text[: LONGEST_REPR - 1] + "…"


def names(template: str) -> set[str]:
    """Return the first names that a template's fields start with.

    Raises:
        ValueError: The template is ill formed.
    """
    fields = [field for _, field, _, _ in _FORMATTER.parse(template) if field is not None]
    return {field.split(".")[0].split("[")[0] for field in fields}
