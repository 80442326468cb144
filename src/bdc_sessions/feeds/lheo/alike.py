"""Sessions that are written as one before them: read by a pattern, not element by element.

A national file holds hundreds of thousands of sessions that differ in their texts alone. Going
through the elements of each takes most of the time of reading. So the first of a kind is made
twice: as any other, and once more with a hole in place of each text, of which a pattern of its
writing and a builder of its value are made. What the pattern does not match, or what is not well in
it, is read as any other: the value is the same in both ways, and tests hold it to that.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, NamedTuple

from bdc_sessions.model.shape import shape
from bdc_sessions.model.tree import make_unchecked

KINDS: Final = 8
"""The kinds that are known at once; of more, the oldest goes."""
TRIES: Final = 64
"""The sessions that are made twice, after which no more are: files of no kind gain nothing."""
LONGEST: Final = 20_000
"""The characters of a session of which a pattern is made: of more, it would take too long."""
SOME: Final = 100
"""The objects of one place after which those that are never alike are taken to stay so."""

_TEXT: Final = re.compile(r'(?P<name>[\w:-]+)="(?P<value>[^"<&]*)"|>(?P<text>[^<&]*)<')
_IN_ATTRIBUTES: Final = '([^"<&\\t\\n\\r]*)'
_IN_TEXTS: Final = "([^<&\\r]*)"
_END: Final = "</session>"
_STRUCTURE: Final = ("info",)
"""The attributes that tell elements apart: they are no hole."""


class Hole(NamedTuple):
    """What stands for a text that differs, and how it is read."""

    place: int
    known: dict[Any, Any]
    """The values of texts that were read before."""
    read: Callable[[str], Any]
    """The value of a text; None where it is not well."""


class UnlikeError(Exception):
    """What looks like a session of a kind, and is none."""


Build = Callable[[Sequence[str]], Any]


class Kind(NamedTuple):
    """A way in which sessions are written."""

    matches: Callable[[str], "re.Match[str] | None"]
    build: Build


class Alike:
    """The kinds of sessions of one document."""

    __slots__ = ("kinds", "tries")

    def __init__(self) -> None:
        """Start with none."""
        self.kinds: list[Kind] = []
        self.tries: int = 0

    def read(self, written: str) -> Any:
        """Return the value of a session that is written as one before it; else None."""
        for place, kind in enumerate(self.kinds):
            match = kind.matches(written)
            if match is not None:
                if place:
                    self.kinds.insert(0, self.kinds.pop(place))
                try:
                    return kind.build(match.groups())
                except UnlikeError:
                    return None
        return None

    def learn(self, written: str, make: Callable[[str], Any]) -> None:
        """Know the kind of a session from now on; ``make`` makes the value of one with holes."""
        if self.tries == TRIES or len(written) > LONGEST or "&" in written:
            return
        self.tries += 1
        pattern, marked = _marked(written)
        kind = Kind(re.compile(pattern).fullmatch, _builder(make(marked)))
        self.kinds = [kind, *self.kinds[: KINDS - 1]]


def sessions_in(written: str) -> list[str]:
    """Return the texts of the sessions in that of a formation."""
    *parts, _ = written.split(_END)
    return [part[part.find("<session") :] + _END for part in parts]


def mark(place: int) -> str:
    """Return what stands for the text at a place while a value with holes is made."""
    return f"\ue000{place}\ue001"


def marked_place(text: str | None) -> int | None:
    """Return the place that a text stands for; None for one that is itself."""
    found = re.fullmatch("\ue000([0-9]+)\ue001", text or "")
    return None if found is None else int(found[1])


def _marked(written: str) -> tuple[str, str]:
    """Return the pattern of all that is written alike, and the same with marks for its texts."""
    pattern, marked = [], []
    end = places = 0
    for found in _TEXT.finditer(written):
        group = "text" if found["name"] is None else "value"
        text = found[group]
        fixed = not text.strip() if group == "text" else found["name"] in _STRUCTURE
        fixed = fixed or written.startswith("</modalite-recrutement>", found.end() - 1)
        if not fixed:
            start, stop = found.span(group)
            pattern += [
                re.escape(written[end:start]),
                _IN_TEXTS if group == "text" else _IN_ATTRIBUTES,
            ]
            marked += [written[end:start], mark(places)]
            end, places = stop, places + 1
    return "".join([*pattern, re.escape(written[end:])]), "".join([*marked, written[end:]])


def _builder(template: Any) -> Build:
    """Return what makes a value of texts in place of the holes of another, an object or several."""
    holes = list(_holes(template))
    cls = type(template)
    parts = template if cls is tuple else shape(cls).values(template)
    blank = list(parts)
    texts_at = [(index, *part) for index, part in enumerate(parts) if isinstance(part, Hole)]
    inside = [
        (index, _builder(part))
        for index, part in enumerate(parts)
        if not isinstance(part, Hole) and any(True for _ in _holes(part))
    ]

    def build(texts: Sequence[str]) -> Any:
        values = blank.copy()
        for index, place, known, read in texts_at:
            text = texts[place]
            value = known.get(text)
            if value is None:
                value = read(text)
                if value is None:
                    raise UnlikeError
            values[index] = value
        for index, build_part in inside:
            values[index] = build_part(texts)
        return tuple(values) if cls is tuple else make_unchecked(cls, *values)

    alone = cls is tuple or "aside" in shape(cls).order
    return build if alone else _shared(build, min(holes), max(holes) + 1)


def _shared(build: Build, start: int, end: int) -> Build:
    """Return what makes each object of some texts once: they stand in many places."""
    known: dict[Any, Any] = {}
    lost = 0

    def build_once(texts: Sequence[str]) -> Any:
        nonlocal lost
        if lost > SOME:  # where nearly all are different, nothing is gained
            return build(texts)
        key = texts[start:end]
        value = known.get(key)
        if value is None:
            lost += 1
            value = known[key] = build(texts)
        elif lost:
            lost -= 1
        return value

    return build_once


def _holes(template: Any) -> Iterator[int]:
    """Yield the places of the holes in a value."""
    if isinstance(template, Hole):
        yield template.place
    elif type(template) is tuple:
        for item in template:
            yield from _holes(item)
    elif hasattr(type(template), "__attrs_attrs__") and type(template).__name__ in _SHAPED:
        for value in shape(type(template)).values(template):
            yield from _holes(value)


_SHAPED: Final = ("FeedSession", "FeedInfo", "FeedAddress", "PostalAddress")
