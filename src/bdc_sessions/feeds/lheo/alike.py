"""Sessions that are written as one before them, read by a pattern: they never reach lxml.

A national file holds hundreds of thousands of sessions that differ in their texts alone. Of the
first of a kind, read with a hole in place of each text, a pattern of its writing and a builder of
its value are made. A session that the pattern matches, and whose texts are well, is cut out of the
document, and a stand-in left in its place; any other is read element by element. The value is the
same either way, and tests hold it to that.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, Final, NamedTuple

from bdc_sessions.feeds.lheo.element_tree import CLASSES
from bdc_sessions.model.shape import shape
from bdc_sessions.model.tree import make_unchecked

KINDS: Final = 8
"""The kinds that are known at once; of more, the oldest goes."""
TRIES: Final = 64
"""The sessions of which kinds are made, after which no more are: files of no kind gain nothing."""
LONGEST: Final = 20_000
"""The characters of a session that may be cut out: of more, a pattern would take too long."""
MOST_KNOWN: Final = 500
"""The texts of one element, or the objects of one place, that are remembered with their values."""

START, END = "\ue000", "\ue001"
"""What the number of a hole stands between: a document that has them itself is not cut."""
_TEXT: Final = re.compile(r'(?P<name>[\w:-]+)="(?P<value>[^"<&]*)"|>(?P<text>[^<&]*)<')
_HOLES: Final = {"value": '([^"<&\\t\\n\\r]*)', "text": "([^<&\\r]*)"}
_LAST: Final = "</session>"


class Hole(NamedTuple):
    """What stands for a text that differs, and how it is read; ``ValueError`` if it is not well."""

    place: int
    read: Callable[[str], Any]


class Kind(NamedTuple):
    """A pattern in which sessions are written, and the builder of their values."""

    match: Callable[[str], "re.Match[str] | None"]
    build: Callable[[Sequence[str]], Any]


class Alike:
    """The kinds of sessions of one document, and the sessions that were cut out of it."""

    __slots__ = ("cuts", "kinds", "make", "out", "tries")

    def __init__(self, make: Callable[[str], Any]) -> None:
        """Start with none; ``make`` makes the value of a session with marks for its texts."""
        self.make: Callable[[str], Any] = make
        self.kinds: list[Kind] = []
        # What was cut out, with its value, by the number of what stands in for it.
        self.out: dict[str | None, tuple[str, Any]] = {}
        self.cuts: int = 0
        self.tries: int = 0

    def cut(self, data: bytes) -> bytes:
        """Return a piece of a document without the sessions that are of a known kind."""
        *parts, rest = data.decode().split(_LAST)
        return "".join([*map(self._cut, parts), rest]).encode()

    def _cut(self, part: str) -> str:
        start = part.rfind("<session")
        session = part[start:] + _LAST
        value = self._read(session) if start >= 0 and len(session) <= LONGEST else None
        if value is None:
            return part + _LAST
        # Nobody can have written it beforehand: where an object lies is not known.
        self.cuts += 1
        number = f"{START}{id(self)} {self.cuts}{END}"
        self.out[number] = session, value
        lines = "\n" * session.count("\n")  # of what follows, the line stays what it is
        return f'{part[:start]}<session numero="{number}">{lines}</session>'

    def _read(self, session: str) -> Any:
        """Return the value of a session of a known kind; None, and know its kind, of another."""
        for kind in self.kinds:
            if match := kind.match(session):
                try:
                    return kind.build(match.groups())
                except ValueError:
                    return None
        if self.tries < TRIES and "&" not in session:
            self.tries += 1
            pattern, marked = _marked(session)
            template = self.make(marked)
            if template is not None:
                kind = Kind(re.compile(pattern).fullmatch, _builder(template))
                self.kinds = [kind, *self.kinds[: KINDS - 1]]
        return None


def mark(place: int) -> str:
    """Return what stands for the text of a hole while a value with holes is made."""
    return f"{START}{place}{END}"


def marked_place(text: str | None) -> int | None:
    """Return the place that a text stands for; None for one that is itself."""
    return int(text.strip(START + END)) if text and text.startswith(START) else None


def _marked(written: str) -> tuple[str, str]:
    """Return the pattern of all that is written alike, and the same with marks for its texts."""
    pattern, marked = [], []
    end = places = 0
    for match in _TEXT.finditer(written):
        group = "text" if match["name"] is None else "value"
        # Blanks between elements, and what distinguishes elements, are no hole.
        fixed = not match[group].strip() if group == "text" else match["name"] == "info"
        if not fixed and not written.startswith("</modalite-recrutement>", match.end() - 1):
            start, stop = match.span(group)
            pattern += [re.escape(written[end:start]), _HOLES[group]]
            marked += [written[end:start], mark(places)]
            end, places = stop, places + 1
    return "".join([*pattern, re.escape(written[end:])]), "".join([*marked, written[end:]])


def _builder(template: Any, first: int = 0) -> Callable[[Sequence[str]], Any]:
    """Return what makes a value of texts in place of the holes of another, an object or several.

    ``first`` is the place of the first of the texts that it is given.
    """
    cls, places = type(template), _places(template)
    shared = cls is not tuple and "aside" not in shape(cls).order
    start, stop = (min(places), max(places) + 1) if shared else (first, None)
    blank = list(template if cls is tuple else shape(cls).values(template))
    holes = [
        (index, part.place - start, lru_cache(MOST_KNOWN)(part.read))
        for index, part in enumerate(blank)
        if isinstance(part, Hole)
    ]
    inside = [
        (index, _builder(part, start))
        for index, part in enumerate(blank)
        if not isinstance(part, Hole) and _places(part)
    ]

    def build(texts: Sequence[str]) -> Any:
        values = blank.copy()
        for index, place, read in holes:
            values[index] = read(texts[place])
        for index, build_part in inside:
            values[index] = build_part(texts)
        return tuple(values) if cls is tuple else make_unchecked(cls, *values)

    if stop is None:
        return build
    span = slice(start - first, stop - first)
    build_once = lru_cache(MOST_KNOWN)(build)  # one address stands in many sessions
    return lambda texts: build_once(texts[span])


def _places(template: Any) -> list[int]:
    """Return the places of the holes in a value."""
    if isinstance(template, Hole):
        return [template.place]
    if type(template) is tuple:
        return [place for part in template for place in _places(part)]
    if type(template).__name__ in CLASSES:
        return _places(shape(type(template)).values(template))
    return []
