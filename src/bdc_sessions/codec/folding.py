"""Normalizing entered texts: full width, odd blanks, invisible characters, look-alikes."""

from unicodedata import normalize

from bdc_sessions.texts import is_blank

_LOOK_ALIKES = {
    **{wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)},  # full width
    **dict.fromkeys([*range(0x2010, 0x2016), 0x2212], "-"),
    **dict.fromkeys((0x2018, 0x2019, 0x02BC), "'"),
    ord("º"): "°",
    ord("№"): "N°",
}
"""The characters that keyboards and word processors give, and the ones that are meant."""


def plain(text: str) -> str:
    r"""Return a text as one line of plain characters: half width, single blanks.

    >>> plain(" 1\u202f000\u200b \uff1a x\n")
    '1 000 : x'
    """
    replaced = text.translate(_LOOK_ALIKES)
    return " ".join("".join(c for c in replaced if c.isspace() or not is_blank(c)).split())


def fold(text: str) -> str:
    r"""Return a text to compare by: plain, without case or compatibility forms.

    >>> fold("DATE\u00a0De\u0301but") == fold("Date début")
    True
    """
    return plain(normalize("NFKC", plain(text)).casefold())
