"""Texts with values in them, shown as the guide shows values."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from operator import attrgetter, itemgetter
from string import Formatter
from typing import Any

from bdc_sessions.texts import LANGUAGES, LONGEST_REPR, Bilingual, display, normal_text

_FORMATTER = Formatter()

Values = Mapping[str, Any]
Read = Callable[[Values], Any]


@lru_cache(maxsize=1024)
def _pieces(template: str) -> tuple[tuple[str, str | None, Read, str], ...]:
    """Return what stands in a template as it is, each before the name of a value and its form."""
    return tuple(
        (text, name, _reader(name or "", conversion), form or "")
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


def messages(templates: Bilingual, values: Values) -> Bilingual:
    """Return templates with their ``{session.start}`` and the like filled, in the form of texts.

    >>> messages(Bilingual("{places} places, {code:>4}", "{code}"), {"places": 10, "code": "A"})
    Bilingual(fr='10 places,    A', en='A')

    Each value is bounded; one that is a text in two languages is told in both.
    """
    seen: dict[tuple[str, str], str] = {}
    filled = [
        _filled(text, values, lang, seen) for lang, text in zip(LANGUAGES, templates, strict=True)
    ]
    return Bilingual(*map(normal_text, filled))


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
