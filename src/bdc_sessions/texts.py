"""Text for people: French and English, normalised, shortened, on one line."""

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
"""The most characters of a value that a message shows."""

LONGEST_SUMMARY = 120
"""The most characters of the ``repr`` of a value with many parts."""

_PART = 16_384
"""The characters of a part of a long text."""

NOTHING = "-"
"""What is displayed for an empty field."""


class Bilingual(NamedTuple):
    """A text in French and in English."""

    fr: str
    en: str

    def get(self, lang: str = "fr") -> str:
        """Return the text in a language; ``ValueError`` for another, ``TypeError`` for no text."""
        if lang not in LANGUAGES:
            given: object = lang
            error = ValueError if isinstance(given, str) else TypeError
            raise error(
                f"found the language {short_repr(lang)}; expected one of {', '.join(LANGUAGES)}"
            )
        return self[LANGUAGES.index(lang)]


_ALWAYS_PRINTABLE = 10**600
"""Smaller ints print under any limit that ``sys.set_int_max_str_digits`` accepts."""
_PRINTABLE_BITS = 14_284
"""The bits of 4,300 digits, Python's default limit for printing an int."""


def int_text(number: int) -> str:
    """Return the digits of an int, whatever limit Python has for printing one."""
    short = -_ALWAYS_PRINTABLE < number < _ALWAYS_PRINTABLE
    return str(number) if short else f"{Decimal(number):f}"


def cut(text: str, longest: int = LONGEST_REPR) -> str:
    """Return a text of at most a length, its end replaced by "…" if it is longer."""
    return text if len(text) <= longest else text[: longest - 1] + "…"


def short_repr(value: object, longest: int = LONGEST_REPR) -> str:
    """Return the ``repr`` of any value, shortened; a ``repr`` that fails gives the class's name."""
    if type(value) is str or type(value) is bytes:
        value = value[: longest + 1]  # a text or a file may be of any length
    try:
        if type(value) is int:
            text = int_text(value) if value.bit_length() <= _PRINTABLE_BITS else "<int>"
        else:
            text = repr(value)
    except Exception:  # noqa: BLE001 - a message about any object must not fail on its repr
        return f"<{type(value).__name__}>"
    return cut(text, longest)


def summary(cls: type[object], facts: str) -> str:
    """Return a ``repr`` in angle brackets, on one line of at most 120 characters."""
    return f"<{line_of(f'{cls.__name__} {facts}', LONGEST_SUMMARY - 2)}>"


def counted(number: int, noun: str, lang: str = "fr") -> str:
    """Return a number with its noun; in the plural, each word of the noun takes an s.

    >>> counted(2, "information collective"), counted(0, "place"), counted(0, "session", "en")
    ('2 informations collectives', '0 place', '0 sessions')
    """
    several = number != 1 if lang == "en" else abs(number) > 1
    return f"{int_text(number)} {noun.replace(' ', 's ') + 's' if several else noun}"


_INVISIBLE = frozenset("\u115f\u1160\u3164\uffa0\u2800")
"""Characters that fonts draw as nothing, though Unicode calls them letters or symbols."""

_UNSAFE = "[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
"""Characters that end a line, act on a terminal, change text direction or cannot be encoded."""


def is_blank(text: str) -> bool:
    """Whether a text shows nothing: white space, control and invisible characters only."""
    if "!" <= text < "\x7f":  # fast path: visible ASCII first
        return False
    return all(map(is_blank_character, text))


def is_blank_character(char: str) -> bool:
    """Whether a character shows nothing."""
    return char in _INVISIBLE or (kind := category(char))[0] == "Z" or kind in ("Cc", "Cf")


def one_line(text: str) -> str:
    r"""Return a text on one line, with the characters that would break or disguise it escaped.

    >>> one_line("a\nb")
    'a\\nb'
    """
    if text.isprintable():  # fast path: no regular expression
        return text
    return re.sub(_UNSAFE, lambda match: repr(match[0])[1:-1], text)


def normal_text(text: str) -> str:
    r"""Return a text in its stored form: Unicode NFC, with ``\n`` for CRLF and CR.

    >>> normal_text("arre\u0302t\r\nligne")
    'arrêt\nligne'

    Raises:
        ValueError: The text cannot be encoded as UTF-8.
    """
    if type(text) is not str:
        text = str.__str__(text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if is_latin_1(text):
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        raise ValueError(
            f"found {short_repr(text)}, which UTF-8 cannot hold; expected a text without lone "
            "surrogates"
        ) from None
    return text if is_normalized("NFC", text) else normalize("NFC", text)


def in_parts(text: str) -> Iterable[str]:
    """Return a long text in parts: a copy of the whole, in another encoding, takes much memory.

    >>> [len(part) for part in in_parts("a" * 20_000)]
    [16384, 3616]
    """
    if len(text) <= _PART:
        return (text,)
    return (text[start : start + _PART] for start in range(0, len(text), _PART))


def is_latin_1(text: str) -> bool:
    """Whether all characters are of Latin-1, which is in NFC in any combination.

    >>> is_latin_1("été"), is_latin_1("œuvre")
    (True, False)
    """
    return text.isascii() or len(text.encode("latin-1", "ignore")) == len(text)


MOST_LETTERS = 60
"""How many letters of a word are compared: no field name is longer."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that is most similar to a word; None if no word is known.

    >>> nearest("plases", ["number", "places"])
    'places'
    """
    return max(known, key=partial(_similarity, word[:MOST_LETTERS]), default=None)


def _similarity(left: str, right: str) -> tuple[float, str]:
    """Return the share of the longest common subsequence of two words, then the second word."""
    common = [0] * (len(right) + 1)
    for left_letter in left:
        above, common = common, [0]
        for index, right_letter in enumerate(right):
            longest = max(above[index + 1], common[index])
            common.append(above[index] + 1 if left_letter == right_letter else longest)
    return common[-1] / (len(left) + len(right) + 1), right


# The stdlib classes from which pendulum's derive: a test's fake clock may have replaced the name
# `datetime.datetime`.
DATETIME: type[datetime] = next(c for c in DateTime.__mro__ if c.__module__ == "datetime")
DATE: type[date] = next(c for c in Date.__mro__ if c.__module__ == "datetime")
TIME: type[time] = next(c for c in Time.__mro__ if c.__module__ == "datetime")


def display(value: Any, *, codes: bool = False) -> str:  # noqa: PLR0911 - a return per type
    """Return a value as the guide's screens show it; ``codes`` shows a term by its code, if any.

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
        return f"{_date_text(value)} {value:%H:%M}"
    if isinstance(value, DATE):
        return _date_text(value)
    if isinstance(value, TIME):
        return f"{value.hour:02}:{value.minute:02}"
    if isinstance(value, Decimal):
        return f"{value:,f}".replace(",", " ").replace(".", ",")
    return int_text(value) if type(value) is int else str(value)


def _date_text(day: date) -> str:
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


MOST_PARTS = 100
"""The most names, fields or findings that a message lists; its error holds them all."""

NO_NAMES = Bilingual("rien", "nothing")
MORE = Bilingual("… et {} de plus", "… and {} more")


def line_of(value: object, longest: int = LONGEST_REPR) -> str:
    r"""Return the text of a value on one line, cut to a length.

    >>> line_of("a\nbc", 3)
    'a\\…'
    """
    return cut(one_line(str(value)), longest)


def quoted(value: object, lang: str) -> str:
    """Return the text of a value in the quotation marks of a language."""
    return f"« {line_of(value)} »" if lang == "fr" else f"'{line_of(value)}'"


def value_of(value: object, lang: str) -> str:
    """Return a field's value for a message: as displayed in French, as a ``repr`` in English."""
    return quoted(display(value), lang) if lang == "fr" else one_line(short_repr(value))


_EMPTY = {"None": "vide", "()": "vide", "ABSENT": "absent"}
"""The word for each empty value, by its ``repr``, where "-" would not tell them apart."""


def values_of(*values: object, lang: str) -> tuple[str, ...]:
    r"""Return different values for a message, in full if they would look alike.

    >>> values_of("a b", "a\u00a0b", lang="fr"), values_of(None, "-", lang="fr")
    (("'a b'", "'a\\xa0b'"), ('vide', "'-'"))
    """
    texts = tuple([value_of(value, lang) for value in values])
    visible = {"".join(c for c in text if not is_blank_character(c)) for text in texts}
    if lang == "en" or len(visible) == len(texts):  # in English, each is a `repr` already
        return texts
    return tuple(map(_in_full, values))


def _in_full(value: object) -> str:
    if hasattr(value, "code"):  # a term
        code = "" if value.code is None else f" ({value.code})"
        return quoted(display(value) + code, "fr")
    text = value_of(value, "en")
    return _EMPTY.get(text, text)


def joined(parts: Iterable[str], separator: str, lang: str, more: Bilingual = MORE) -> str:
    """Return the first 100 parts joined, then how many more there are."""
    rest = iter(parts)
    first = list(islice(rest, MOST_PARTS))
    remaining = sum(1 for _ in rest)
    return separator.join([*first, more.get(lang).format(remaining)] if remaining else first)
