"""Numbers as people count them: their order, which are alike, and the next that is free."""

import re
from collections.abc import Iterable
from unicodedata import normalize

from bdc_sessions.texts import is_blank_character

_DIGITS = re.compile(r"([0-9]+)")
_LEADING_ZEROS = re.compile(r"(?<![0-9])0+(?=[0-9])")


def natural_key(text: str) -> tuple[object, ...]:
    """Return a sort key under which runs of digits compare as numbers, equal only for equal texts.

    >>> sorted(["10", "2", "01", "1", "B2"], key=natural_key)
    ['01', '1', '2', '10', 'B2']
    """
    # Digits compare by their count, then as text: no integer is made, however long they are.
    # The text comes last, in a tuple of its own: no run of digits is ever compared with it.
    if text.isdigit() and text.isascii():  # as nearly every number is
        digits = text.lstrip("0")
        return (("", (len(digits), digits), ""), text)
    chunks: list[object] = list(_DIGITS.split(text))
    for index in range(1, len(chunks), 2):
        digits = str(chunks[index]).lstrip("0")
        chunks[index] = (len(digits), digits)
    return (tuple(chunks), text)


def stands_before(left: str, right: str) -> bool:
    """Whether a number or kind stands before another: the order of their keys.

    >>> stands_before("2", "10"), stands_before("10", "10")
    (True, False)
    """
    if "9" < left[:1] < right[:1]:  # as kinds do: no digits are compared
        return True
    text = left + right
    if len(left) == len(right) and text.isdigit() and text.isascii():  # as "01" and "02" are
        return left < right
    return natural_key(left) < natural_key(right)


def same_number_key(number: str) -> str:
    r"""Return what two numbers that a reader takes for one have in common (SES-008).

    They may differ in blanks, case and leading zeros; "" for a number that is blank.

    >>> same_number_key("01 bis"), same_number_key("1\u00a0BIS"), same_number_key("00")
    ('1bis', '1bis', '0')
    """
    if number.isdigit() and number.isascii():
        return number.lstrip("0") or "0"
    visible = "".join([char for char in number if not is_blank_character(char)])
    return _LEADING_ZEROS.sub("", normalize("NFC", visible.casefold()))


def free_number(numbers: Iterable[str]) -> str:
    """Return the number after the greatest of those taken, alike to none of them.

    It has as many digits as the greatest, two at least; what is no row of digits does not count.
    """
    taken = set(numbers)
    alike = {same_number_key(number) for number in taken}
    counting = [number for number in taken if number.isdigit() and number.isascii()]
    free = max(counting, key=natural_key, default="00")
    while same_number_key(free) in alike or free == "00":
        free = _next(free)
    return free


def _next(number: str) -> str:
    # Counted in digits' own text: a number may be longer than Python prints of an int.
    carried = number.rstrip("9")
    kept = carried or "0"
    grown = kept[:-1] + str(int(kept[-1]) + 1) + "0" * (len(number) - len(carried))
    return grown.zfill(max(2, len(number)))
