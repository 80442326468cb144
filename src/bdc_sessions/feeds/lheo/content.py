"""What an element may hold: how it is read, written and checked, by the words of the table."""

import re
from collections.abc import Callable, Iterable
from typing import Any, Final, NamedTuple

from pendulum import Date, Time

from bdc_sessions.feeds.lheo.codes import CODES
from bdc_sessions.feeds.lheo.extra import siret
from bdc_sessions.feeds.lheo.partial_date import PartialDate
from bdc_sessions.model.fields import MOST_DIGITS, to_int, to_optional_text, to_text
from bdc_sessions.texts import Bilingual, cut

PLACEHOLDER_SIRET: Final = "0" * 14
"""What producers write who have no SIRET to give; its check digit is right."""
SHORTEST: Final = 40
"""The characters of a code's meaning in a list of codes."""
FEW: Final = 9
"""The most codes that a list gives with their meanings; of more, it would be too long."""


class Content(NamedTuple):
    """One kind of content: read from text (``ValueError`` if it can't be), checked, written."""

    read: Callable[[str], Any]
    fits: Callable[[Any], bool]
    write: Callable[[Any], str]
    expected: Bilingual
    codes: str = ""
    """The table of codes that it is one of."""
    most: int = 0
    """The characters that it has at most, where they are bounded."""

    def read_valid(self, text: str) -> Any:
        """Return the value of a text; ``ValueError`` where a report would have a finding."""
        value = self.read(text)
        if value in (None, PLACEHOLDER_SIRET) or not self.fits(value):
            raise ValueError(text)
        return value


def _to_date(text: str) -> Date:
    match = re.fullmatch("([0-9]{4})([0-9]{2})([0-9]{2})", text.strip(), re.ASCII)
    if match is None:
        raise ValueError(text)
    return Date(*map(int, match.groups()))


def _to_date_or_partial(text: str) -> Date | PartialDate:
    """Read a day, or what the format has for a date that is not known to the day."""
    text = text.strip()
    return PartialDate(text) if PartialDate.may_be(text) else _to_date(text)


def _to_time(text: str) -> Time:
    match = re.fullmatch("([0-9]{1,2})[hH:]([0-9]{2})?", text.strip(), re.ASCII)
    if match is None:
        raise ValueError(text)
    return Time(int(match[1]), int(match[2] or 0))


def _to_int(text: str) -> int:
    text = text.strip()
    if re.fullmatch(f"[+-]?[0-9]{{1,{MOST_DIGITS}}}", text, re.ASCII) is None:
        raise ValueError(text)
    return to_int(int(text))


def _to_flag(text: str) -> bool:
    flags = {"0": False, "1": True}
    if text.strip() not in flags:
        raise ValueError(text)
    return flags[text.strip()]


def _write_date(date: Any) -> str:
    if isinstance(date, PartialDate):
        return date.text
    return f"{date.year:04}{date.month:02}{date.day:02}"


def _write_time(time: Time) -> str:
    return f"{time.hour:02}h{time.minute:02}"


def _write_flag(flag: bool) -> str:  # noqa: FBT001 - what a table of writers calls
    return "1" if flag else "0"


def _to_trimmed_text(text: str) -> str | None:
    text = text.strip()
    # What is plain is in its one form already.
    return (text or None) if text.isascii() and text.isprintable() else to_optional_text(text)


def _anything(_: Any) -> bool:
    return True


def _not_negative(number: int) -> bool:
    return number >= 0


def _matches(regex: str) -> Callable[[Any], bool]:
    compiled = re.compile(regex, re.ASCII)
    return lambda text: compiled.fullmatch(text) is not None


def _is_siret(text: str) -> bool:
    return re.fullmatch("[0-9]{14}", text, re.ASCII) is not None and siret.is_valid(text)


def _text(
    fits: Callable[[Any], bool], french: str, english: str, codes: str = "", most: int = 0
) -> Content:
    return Content(_to_trimmed_text, fits, str, Bilingual(french, english), codes, most)


_A_DATE: Final = Bilingual("une date AAAAMMJJ", "a date YYYYMMDD")

ANYTHING: Final = Content(to_text, _anything, str, Bilingual("un texte", "a text"))
"""A text as it is."""
KINDS: Final[dict[str, Content]] = {
    "any": ANYTHING,
    "flag": Content(_to_flag, _anything, _write_flag, Bilingual("0 (non) ou 1 (oui)", "0 or 1")),
    "whole": Content(
        _to_int,
        _not_negative,
        str,
        Bilingual("un nombre entier d'au moins 0", "a whole number, 0 at least"),
    ),
    "day": Content(_to_date, _anything, _write_date, _A_DATE),
    "date": Content(_to_date_or_partial, _anything, _write_date, _A_DATE),
    "hour": Content(_to_time, _anything, _write_time, Bilingual("une heure 10h00", "a time 10h00")),
    "siret": _text(
        _is_siret, "un SIRET de 14 chiffres et sa clé", "a SIRET of 14 digits with its check digit"
    ),
    "insee": _text(
        _matches("[0-9]{5}|2[AB][0-9]{3}"),
        "cinq chiffres (2A ou 2B en Corse)",
        "five digits (2A or 2B in Corsica)",
    ),
}
"""The contents that have a name of their own."""


def content(word: str) -> Content:
    """Return the content that a word of the table stands for.

    >>> content("day").read("20220901"), content("{1 2}").fits("3"), content("1..50").fits("")
    (Date(2022, 9, 1), False, False)
    """
    if word in KINDS:
        return KINDS[word]
    if word.startswith("{"):
        return _coded(word[1:-1])
    if match := re.fullmatch("digits ([0-9]+)", word):
        count = ("cinq", "five") if match[1] == "5" else (match[1], match[1])
        return _text(_matches(f"[0-9]{{{match[1]}}}"), f"{count[0]} chiffres", f"{count[1]} digits")
    least, most = map(int, word.split(".."))
    span = Bilingual(f"{least} à {most} caractères", f"{least} to {most} characters")
    if least == most:
        span = Bilingual(f"{most} caractères", f"{most} characters")
    return _text(_within(least, most), *span, most=most)


def _coded(codes: str) -> Content:
    """Return the content that is one of a table of codes, or of those listed."""
    table = CODES.get(codes)
    known: Iterable[str] = codes.split() if table is None else table
    few = table is not None and len(table) <= FEW
    listed = ", ".join(map(_with_meaning, table.items()) if table is not None and few else known)
    fits = frozenset(known).__contains__
    named = codes if table is not None else ""
    return _text(fits, f"un code parmi {listed}", f"one of the codes {listed}", named)


def _with_meaning(row: tuple[str, str]) -> str:
    code, meaning = row
    return f"{code} ({cut(meaning, SHORTEST)})"


def _within(least: int, most: int) -> Callable[[str], bool]:
    return lambda text: least <= len(text) <= most
