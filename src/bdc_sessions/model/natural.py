"""Numbers as text: their natural order, which ones look the same, and the next free one."""

import re
from collections.abc import Iterable
from functools import lru_cache
from operator import lt
from typing import Any
from unicodedata import normalize

from bdc_sessions.texts import is_blank_character

FEW = 16
"""The most texts whose order is remembered."""

_DIGITS = re.compile("([0-9]+)")
_LEADING_ZEROS = re.compile(r"(?<![0-9])0+(?=[0-9])")


def natural_key(text: str) -> tuple[object, ...]:
    """Return a sort key under which runs of digits compare as numbers, equal only for equal texts.

    >>> sorted(["10", "2", "01", "1", "B2"], key=natural_key)
    ['01', '1', '2', '10', 'B2']
    """
    # Digits compare by their count, then as text, as Python limits the length of an int's text.
    # The text comes last, to tell '1' from '01'; it is never compared with a run of digits.
    if text.isdigit() and text.isascii():  # fast path
        digits = text.lstrip("0")
        return (("", (len(digits), digits), ""), text)
    chunks: list[object] = list(_DIGITS.split(text))
    for index in range(1, len(chunks), 2):
        digits = str(chunks[index]).lstrip("0")
        chunks[index] = (len(digits), digits)
    return (tuple(chunks), text)


def in_order(texts: tuple[str, ...]) -> bool:
    """Whether numbers or kinds stand in the order of ``natural_key``, each once.

    >>> in_order(("2", "10")), in_order(("10", "2")), in_order(("2", "2"))
    (True, False, False)
    """
    return (few_in_order if len(texts) <= FEW else _in_order)(texts)


def _in_order(texts: tuple[str, ...]) -> bool:
    joined = "".join(texts)
    if joined.isdigit() and joined.isascii():
        as_text = len(set(map(len, texts))) == 1
    else:
        as_text = not _DIGITS.search(joined)
    keys: tuple[Any, ...] = texts if as_text else tuple(map(natural_key, texts))
    return all(map(lt, keys, keys[1:]))


@lru_cache(maxsize=32)
def few_in_order(texts: tuple[str, ...]) -> bool:
    """Return the same of few texts, which recur; many would be kept when their objects are gone."""
    return _in_order(texts)


def same_number_key(number: str) -> str:
    r"""Return a key that is equal for numbers that a reader takes for the same (SES-008).

    It ignores blanks, case and leading zeros; it is "" for a blank number.

    >>> same_number_key("01 bis"), same_number_key("1\u00a0BIS"), same_number_key("00")
    ('1bis', '1bis', '0')
    """
    if number.isdigit() and number.isascii():
        return number.lstrip("0") or "0"
    visible = "".join([char for char in number if not is_blank_character(char)])
    return _LEADING_ZEROS.sub("", normalize("NFC", visible.casefold()))


def free_number(numbers: Iterable[str]) -> str:
    """Return the number after the greatest one taken, with the ``same_number_key`` of none.

    It has as many digits as the greatest, two at least; only numbers of digits alone are counted.
    """
    taken = set(numbers)
    alike = {same_number_key(number) for number in taken}
    counting = [number for number in taken if number.isdigit() and number.isascii()]
    free = max(counting, key=natural_key, default="00")
    while same_number_key(free) in alike or free == "00":
        free = _next(free)
    return free


def _next(number: str) -> str:
    # Incremented as text: a number may be longer than what Python converts to an int.
    stem = number.rstrip("9")
    digits = stem or "0"
    incremented = digits[:-1] + str(int(digits[-1]) + 1) + "0" * (len(number) - len(stem))
    return incremented.zfill(max(2, len(number)))
