"""Texts for people: in two languages, bounded, and on one line."""

import re
from typing import NamedTuple
from unicodedata import category

LANGUAGES = ("fr", "en")
"""The languages of every text, the default first."""

LONGEST_REPR = 300
"""The characters of a value that a message tells."""


class Bilingual(NamedTuple):
    """A text in French and in English.

    >>> Bilingual("oui", "yes").get("en")
    'yes'
    """

    fr: str
    en: str

    def get(self, lang: str = "fr") -> str:
        """Return the text in a language; ``ValueError`` for one that is not known."""
        if lang not in LANGUAGES:
            raise ValueError(f"found the language {lang!r}; expected one of {', '.join(LANGUAGES)}")
        return self[LANGUAGES.index(lang)]


def short_repr(value: object, longest: int = LONGEST_REPR) -> str:
    """Return a value for a message: short, and never failing on what Python cannot print."""
    try:
        text = repr(value)
    except Exception:  # noqa: BLE001 - a message about any object must not fail on its repr
        return f"<{type(value).__name__}>"
    return text if len(text) <= longest else text[: longest - 1] + "…"


_INVISIBLE = frozenset("\u115f\u1160\u3164\uffa0\u2800")
"""What fonts draw as nothing, though Unicode calls it a letter or a symbol."""

_NO_LINE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""What ends a line, acts on a terminal, turns the direction of reading, or cannot be written."""


def is_blank(text: str) -> bool:
    """Whether a text shows nothing: white space, control and invisible characters only.

    >>> is_blank(" \u200b\u3164"), is_blank("-")
    (True, False)
    """
    return all(
        char in _INVISIBLE or (kind := category(char))[0] == "Z" or kind in ("Cc", "Cf")
        for char in text
    )


def one_line(text: str) -> str:
    r"""Return a text as one line, each character that would break or fake it escaped.

    >>> one_line("a\nb")
    'a\\nb'
    """
    return _NO_LINE.sub(lambda found: repr(found[0])[1:-1], text)
