"""Texts for people: in two languages, bounded, in one form, and on one line."""

import re
from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal
from functools import partial
from itertools import islice
from typing import Any, NamedTuple
from unicodedata import category, is_normalized, normalize

from pendulum import Date, DateTime, Time

LANGUAGES = ("fr", "en")
"""The languages of every text, the default first."""

LONGEST_REPR = 300
"""The characters of a value that a message tells."""

LONGEST_SUMMARY = 120
"""The characters of the ``repr`` of a value that holds many."""

NOTHING = "-"
"""What stands where there is nothing."""


class Bilingual(NamedTuple):
    """A text in French and in English."""

    fr: str
    en: str

    def get(self, lang: str = "fr") -> str:
        """Return the text in a language; ``ValueError`` for one that is not known."""
        if lang not in LANGUAGES:
            raise ValueError(
                f"found the language {short_repr(lang)}; expected one of {', '.join(LANGUAGES)}"
            )
        return self[LANGUAGES.index(lang)]


_SURELY_PRINTED = 10**600
"""Below the least limit that ``sys.set_int_max_str_digits`` takes."""
_MOST_BITS = 14_284
"""What Python prints of an int if it is not told otherwise: 4,300 digits."""


def int_text(number: int) -> str:
    """Return a whole number in digits, however many Python is set to print."""
    short = -_SURELY_PRINTED < number < _SURELY_PRINTED
    return str(number) if short else f"{Decimal(number):f}"


def short_repr(value: object, longest: int = LONGEST_REPR) -> str:
    """Return a value for a message: short, and never failing on what Python cannot print."""
    if type(value) is str:
        value = value[: longest + 1]  # which may be of any length
    try:
        if type(value) is int:
            text = int_text(value) if value.bit_length() <= _MOST_BITS else "<int>"
        else:
            text = repr(value)
    except Exception:  # noqa: BLE001 - a message about any object must not fail on its repr
        return f"<{type(value).__name__}>"
    return text if len(text) <= longest else text[: longest - 1] + "…"


def summary(cls: type[object], facts: str) -> str:
    """Return the ``repr`` of a value that holds many: one line, at most 120 characters."""
    text = one_line(f"{cls.__name__} {facts}")
    return f"<{text if len(text) <= LONGEST_SUMMARY - 2 else text[: LONGEST_SUMMARY - 3] + '…'}>"


def counted(number: int, noun: str, lang: str = "fr") -> str:
    """Return how many there are of a thing; each word of it takes an s in the plural.

    >>> counted(2, "information collective"), counted(0, "place"), counted(0, "session", "en")
    ('2 informations collectives', '0 place', '0 sessions')
    """
    several = abs(number) > 1 if lang == "fr" else number != 1
    return f"{int_text(number)} {noun.replace(' ', 's ') + 's' if several else noun}"


_INVISIBLE = frozenset("\u115f\u1160\u3164\uffa0\u2800")
"""What fonts draw as nothing, though Unicode calls it a letter or a symbol."""

_NO_LINE = "[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
"""What ends a line, acts on a terminal, turns the direction of reading, or cannot be written."""


def is_blank(text: str) -> bool:
    """Whether a text shows nothing: white space, control and invisible characters only."""
    if "!" <= text[:1] <= "~":  # as nearly every text begins: no character need be asked
        return False
    return all(map(is_blank_character, text))


def is_blank_character(char: str) -> bool:
    """Whether a character shows nothing."""
    return char in _INVISIBLE or (kind := category(char))[0] == "Z" or kind in ("Cc", "Cf")


def one_line(text: str) -> str:
    r"""Return a text as one line, each character that would break or fake it escaped.

    >>> one_line("a\nb")
    'a\\nb'
    """
    if text.isprintable():  # as nearly every text is: the pattern need not be made
        return text
    return re.sub(_NO_LINE, lambda found: repr(found[0])[1:-1], text)


def normal_text(text: str) -> str:
    r"""Return a text in the one form in which it is kept: Unicode's NFC, ``\n`` for CRLF and CR.

    >>> normal_text("arre\u0302t\r\nligne")
    'arrêt\nligne'

    Raises:
        ValueError: The text cannot be encoded as UTF-8.
    """
    if type(text) is not str:
        text = str.__str__(text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        raise ValueError(
            f"found {short_repr(text)}, which UTF-8 cannot hold; expected a text without lone "
            "surrogates"
        ) from None
    return text if is_normalized("NFC", text) else normalize("NFC", text)


MOST_LETTERS = 60
"""The letters of a word that are compared: no name of a field has more."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the one of the known words that is most like a word; None where none is known.

    >>> nearest("plases", ["number", "places"])
    'places'
    """
    return max(known, key=partial(_likeness, word[:MOST_LETTERS]), default=None)


def _likeness(left: str, right: str) -> tuple[float, str]:
    """Return the share of letters that two words have in common, in one order; then the second."""
    common = [0] * (len(right) + 1)
    for letter in left:
        above, common = common, [0]
        for index, other in enumerate(right):
            longest = max(above[index + 1], common[index])
            common.append(above[index] + 1 if letter == other else longest)
    return common[-1] / (len(left) + len(right) + 1), right


# The stdlib's own classes as pendulum's values have them: `datetime.datetime` may be another while
# a test has put a fake clock in its place.
DATETIME: type[datetime] = next(c for c in DateTime.__mro__ if c.__module__ == "datetime")
DATE: type[date] = next(c for c in Date.__mro__ if c.__module__ == "datetime")
TIME: type[time] = next(c for c in Time.__mro__ if c.__module__ == "datetime")


def display(value: Any, *, codes: bool = False) -> str:  # noqa: PLR0911 - a line a type
    """Return a value as the guide's screens show it; with ``codes``, a term by its code if any.

    >>> display(Decimal("37200.00")), display(None), display(Date(2022, 9, 1))
    ('37 200,00', '-', '01/09/2022')
    """
    if value is None:
        return NOTHING
    label = getattr(value, "label", None)
    if isinstance(label, str):  # a term, a site, a component, a mode of entry
        code = getattr(value, "code", None) if codes else None
        return label if code is None else str(code)
    if isinstance(value, tuple):
        return ", ".join(display(item, codes=codes) for item in value) or NOTHING
    if isinstance(value, DATETIME):
        return f"{_day(value)} {value:%H:%M}"
    if isinstance(value, DATE):
        return _day(value)
    if isinstance(value, TIME):
        return f"{value.hour:02}:{value.minute:02}"
    if isinstance(value, Decimal):
        return f"{value:,f}".replace(",", " ").replace(".", ",")
    return int_text(value) if type(value) is int else str(value)


def _day(day: date) -> str:
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


MOST_PARTS = 100
"""The names, fields or findings that a message tells; its error holds them all."""

NO_NAMES = Bilingual("rien", "nothing")
MORE = Bilingual("… et {} de plus", "… and {} more")


def line_of(value: object, longest: int = LONGEST_REPR) -> str:
    r"""Return a value's text as a message tells it: on one line, and bounded.

    >>> line_of("a\nbc", 3)
    'a\\…'
    """
    text = one_line(str(value))
    return text if len(text) <= longest else text[: longest - 1] + "…"


def quoted(value: object, lang: str) -> str:
    """Return a value's text as a message of a language quotes it."""
    return f"« {line_of(value)} »" if lang == "fr" else f"'{line_of(value)}'"


def value_of(value: object, lang: str) -> str:
    """Return what a field holds: as the screen shows it, or as Python writes it."""
    return quoted(display(value), lang) if lang == "fr" else one_line(short_repr(value))


def joined(parts: Iterable[str], separator: str, lang: str, more: Bilingual = MORE) -> str:
    """Return the first of many parts, and how many more there are."""
    rest = iter(parts)
    first = list(islice(rest, MOST_PARTS))
    left = sum(1 for _ in rest)
    return separator.join([*first, more.get(lang).format(left)] if left else first)
