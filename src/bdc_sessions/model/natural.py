"""The order of numbers as people count: "2" before "10"."""

import re

_DIGITS = re.compile(r"([0-9]+)")


def natural_key(text: str) -> tuple[object, ...]:
    """Return a sort key under which runs of digits compare as numbers, equal only for equal texts.

    >>> sorted(["10", "2", "01", "1", "B2"], key=natural_key)
    ['01', '1', '2', '10', 'B2']
    """
    # Digits compare by their count, then as text: no integer is made, however long they are.
    chunks: list[object] = list(_DIGITS.split(text))
    for at in range(1, len(chunks), 2):
        digits = str(chunks[at]).lstrip("0")
        chunks[at] = (len(digits), digits)
    # The text comes last, in a tuple of its own: no run of digits is ever compared with it.
    return (tuple(chunks), text)
