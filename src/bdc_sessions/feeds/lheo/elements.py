"""The elements of a document by their paths, as people name them."""

import re
from typing import Final, NamedTuple
from xml.sax.saxutils import unescape

from bdc_sessions.feeds.lheo.composing import Lines
from bdc_sessions.rules.finding import Link

_LINE: Final = re.compile(
    r' *<(?P<end>/?)(?P<tag>[^ >]+)(?: \w+="(?P<info>[^"]*)")?>(?:(?P<text>.*)</[^>]+>)?', re.DOTALL
)
_SKIPPED: Final = ("lheo", "offres")
"""The elements that every path would start with."""


class Leaf(NamedTuple):
    """The text of an element, and what of ours it comes from."""

    text: str
    link: Link


def leaves(lines: Lines) -> dict[str, Leaf]:
    """Return the elements with a text by their paths: ``formation[01]/action/session[02]/…``.

    An object stands by its number, kind or place; what stands several times by its place.
    """
    found: dict[str, Leaf] = {}
    seen: set[str] = set()
    above: list[tuple[str, Link]] = [("", None)]
    for line, link in zip(lines.texts, lines.links, strict=True):
        row = _LINE.fullmatch(line)
        if row is None or row["end"]:
            above.pop()
            continue
        top, parent = above[-1]
        if row["tag"] in _SKIPPED:
            above.append((top, link))
            continue
        path = _path(top, row["tag"], _key(row, link, parent), seen)
        seen.add(path)
        if row["text"] is None:
            above.append((path, link))
        else:
            found[path] = Leaf(unescape(row["text"], {"&#13;": "\r"}), link)
    return found


def _key(row: "re.Match[str]", link: Link, parent: Link) -> str | None:
    """Return by which key an element stands: what passes through has the way of its parent."""
    if row["text"] is not None:
        key: str | None = row["info"]
        return key
    return None if link is None or link is parent or link[2] is None else str(link[2])


def _path(top: str, tag: str, key: str | None, seen: set[str]) -> str:
    way = f"{top}/{tag}" if top else tag
    if key is not None:
        way = f"{way}[{key}]"
    path, place = way, 1
    while path in seen:
        place += 1
        path = f"{way}[{place}]"
    return path
