"""Wrapping of texts to a width in columns of a terminal."""

import re
from collections.abc import Iterator
from unicodedata import combining, east_asian_width

from bdc_sessions.texts import one_line

_BREAK = re.compile(r"(?<!n°) (?!(?<=\d )(?:\d{3}\b|[a-z]{2}\b))")
"""Where a line may end: not within "37 200,00 hc" or "n° 01"."""


def columns_of(text: str) -> int:
    """Return the columns of a terminal that a text takes.

    >>> columns_of("a"), columns_of("日")
    (1, 2)
    """
    return len(text) if text.isascii() else sum(map(_columns, text))


def _columns(char: str) -> int:
    return 0 if combining(char) else 2 if east_asian_width(char) in "WF" else 1


def longest_word(text: str) -> int:
    """Return the columns of the longest part of a text that is not wrapped."""
    return max(map(columns_of, _BREAK.split(one_line(text))))


def wrapped(text: str, width: int) -> list[str]:
    """Return a text as lines of at most a width; its own line breaks are escaped.

    >>> wrapped("Forfait parcours : 37 200,00 hc", 20)
    ['Forfait parcours :', '37 200,00 hc']
    """
    line = one_line(text)
    if columns_of(line) <= width:
        return [line]
    words = [part for word in _BREAK.split(line) for part in _cut(word, width)]
    lines, room = [words[0]], width - columns_of(words[0])
    for word in words[1:]:
        room -= 1 + columns_of(word)
        if room >= 0:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
            room = width - columns_of(word)
    return lines


def padded(text: str, width: int) -> str:
    """Return a text padded with spaces to a width."""
    return text + " " * (width - columns_of(text))


def _cut(word: str, width: int) -> Iterator[str]:
    """Yield the parts of a word cut to a width, each of at least one character."""
    start, room = 0, width
    for index, char in enumerate(word):
        room -= _columns(char)
        if room < 0 and index > start:
            yield word[start:index]
            start, room = index, width - _columns(char)
    yield word[start:]
