"""Comparing names of towns as people write them, and the table of the towns of postal codes."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache
from typing import Protocol

from bdc_sessions.model.fields import to_texts


class Postal(Protocol):
    """A table of postal codes: a function from a code to its towns; None for an unknown code."""

    def __call__(self, code: str, /) -> Iterable[str] | None:
        """Return the towns of a code."""


_SAINTS = {"st": "saint", "ste": "sainte"}
_DISTRICT = re.compile(
    "(paris|lyon|marseille) [0-9]{1,2} ?(er|ere|e|eme|ieme|nd|nde)?"
    "( (arrondissement|arrdt|ardt|arr))?"
)


def same_town(left: str, right: str) -> bool:
    """Whether two names are of one town, but for case, accents, hyphens, "St", arrondissement.

    >>> same_town("St-Étienne", "SAINT ETIENNE"), same_town("PARIS 01", "Paris 1er")
    (True, True)
    >>> same_town("LUNEL", "LUNEL-VIEL")
    False
    """
    return _words(left) == _words(right)


def _words(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.replace("œ", "oe").replace("Œ", "OE"))
    bare = "".join(c if c.isalnum() else " " for c in letters if not unicodedata.combining(c))
    words = " ".join([_SAINTS.get(word, word) for word in bare.casefold().split()])
    district = _DISTRICT.fullmatch(words)
    return district[1] if district else words


class PostalTable:
    """A table of postal codes for one call of ``validate``, which caches its answers.

    >>> table = PostalTable(lambda code: ["BÉZIERS"] if code == "34500" else None)
    >>> table("34500"), table.names("34500", "Beziers"), table.names("34999", "Beziers")
    (('BÉZIERS',), True, True)

    Attributes:
        towns: A function from a code to its towns, () for an unknown code.
        names: Whether a code is that of a town, or unknown.
    """

    __slots__ = ("names", "towns")

    def __init__(self, postal: Postal) -> None:
        """Wrap a table."""
        words = cache(_words)

        @cache
        def towns(code: str) -> tuple[str, ...]:
            named = postal(code)
            if isinstance(named, set | frozenset):  # towns may stand in any order
                named = tuple(named)
            return () if named is None else to_texts(named, f"postal({code!r})")

        @cache
        def names(code: str, city: str) -> bool:
            known = towns(code)
            return not known or city in known or words(city) in map(words, known)

        self.towns: Callable[[str], tuple[str, ...]] = towns
        self.names: Callable[[str, str], bool] = names

    def __call__(self, code: str) -> tuple[str, ...]:
        """Return the towns of a code; () for an unknown code."""
        return self.towns(code)
