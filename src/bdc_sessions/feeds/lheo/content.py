"""What an element may hold: how it is read, written and judged, by the words of the table."""

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from pendulum import Date, Time

from bdc_sessions.codec.faults import Both
from bdc_sessions.feeds.lheo.extra import siret
from bdc_sessions.model.fields import MOST_DIGITS, to_int

_DAY = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})", re.ASCII)
_HOUR = re.compile(r"([0-9]{1,2})[hH:]([0-9]{2})?", re.ASCII)
_WHOLE = re.compile(f"[+-]?[0-9]{{1,{MOST_DIGITS}}}", re.ASCII)
_FLAGS = {"0": False, "1": True}


def _text(text: str) -> str:
    return text


def _trimmed(text: str) -> str:
    return text.strip()


def _day(text: str) -> Date:
    found = _DAY.fullmatch(text.strip())
    if found is None:
        raise ValueError(text)
    return Date(int(found[1]), int(found[2]), int(found[3]))


def _hour(text: str) -> Time:
    found = _HOUR.fullmatch(text.strip())
    if found is None:
        raise ValueError(text)
    return Time(int(found[1]), int(found[2] or 0))


def _whole(text: str) -> int:
    text = text.strip()
    if _WHOLE.fullmatch(text) is None:
        raise ValueError(text)
    return to_int(int(text))


def _flag(text: str) -> bool:
    found = _FLAGS.get(text.strip())
    if found is None:
        raise ValueError(text)
    return found


def _written_day(day: Date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"


def _written_hour(hour: Time) -> str:
    return f"{hour.hour:02}h{hour.minute:02}"


def _written_flag(flag: bool) -> str:  # noqa: FBT001 - what a table of writers calls
    return "1" if flag else "0"


def _fine(_: Any) -> bool:
    return True


def _not_negative(number: int) -> bool:
    return number >= 0


def _pattern(regex: str) -> Callable[[Any], bool]:
    compiled = re.compile(regex, re.ASCII)
    return lambda text: compiled.fullmatch(text) is not None


def _siret(text: str) -> bool:
    return re.fullmatch("[0-9]{14}", text, re.ASCII) is not None and siret.is_valid(text)


class Content(NamedTuple):
    """One kind of content: read from text (``ValueError`` if it can't be), judged, written."""

    read: Callable[[str], Any]
    good: Callable[[Any], bool]
    write: Callable[[Any], str]
    expected: Both


_CODE = r"\{(.+)\}"
_BOUNDS = r"([0-9]+)\.\.([0-9]+)"

KINDS: dict[str, Content] = {
    "any": Content(_text, _fine, str, ("un texte", "a text")),
    "flag": Content(_flag, _fine, _written_flag, ("0 ou 1", "0 or 1")),
    "whole": Content(
        _whole, _not_negative, str, ("un nombre entier d'au moins 0", "a whole number, 0 at least")
    ),
    "day": Content(_day, _fine, _written_day, ("une date AAAAMMJJ", "a date YYYYMMDD")),
    "hour": Content(_hour, _fine, _written_hour, ("une heure 10h00", "a time 10h00")),
    "siret": Content(
        _trimmed,
        _siret,
        str,
        ("un SIRET de 14 chiffres et sa clé", "a SIRET of 14 digits with its check digit"),
    ),
    "insee": Content(
        _trimmed,
        _pattern("[0-9]{5}|2[AB][0-9]{3}"),
        str,
        ("cinq chiffres (2A ou 2B en Corse)", "five digits (2A or 2B in Corsica)"),
    ),
}
"""The contents that have a name of their own."""


def content(word: str) -> Content:
    """Return the content that a word of the table stands for.

    >>> content("day").read("20220901"), content("{1 2}").good("3"), content("1..50").good("")
    (Date(2022, 9, 1), False, False)
    """
    if word in KINDS:
        return KINDS[word]
    if found := re.fullmatch(_CODE, word):
        codes = found[1].split()
        said = ", ".join(codes)
        return Content(
            _trimmed,
            frozenset(codes).__contains__,
            str,
            (f"un code parmi {said}", f"one of the codes {said}"),
        )
    if found := re.fullmatch("digits ([0-9]+)", word):
        many = found[1]
        count = ("cinq", "five") if many == "5" else (many, many)
        return Content(
            _trimmed,
            _pattern(f"[0-9]{{{many}}}"),
            str,
            (f"{count[0]} chiffres", f"{count[1]} digits"),
        )
    least, most = map(int, word.split(".."))
    return Content(_text, _within(least, most), str, _length(least, most))


def _within(least: int, most: int) -> Callable[[str], bool]:
    return lambda text: least <= len(text) <= most


def _length(least: int, most: int) -> Both:
    if least == most:
        return f"{most} caractères", f"{most} characters"
    return f"{least} à {most} caractères", f"{least} to {most} characters"
