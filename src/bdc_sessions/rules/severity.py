"""How much a violation weighs."""

from enum import StrEnum

from bdc_sessions.texts import Bilingual


class Severity(StrEnum):
    """How much a violation weighs: an error refuses, the others do not.

    >>> max(Severity.INFO, Severity.ERROR, Severity.WARNING)
    <Severity.ERROR: 'error'>
    """

    ERROR = "error"
    """it refuses"""
    WARNING = "warning"
    """it asks to look again"""
    INFO = "info"
    """it only tells"""

    def label(self, lang: str = "fr") -> str:
        """Return the word for it.

        >>> Severity.WARNING.label()
        'avertissement'

        Raises:
            ValueError: The language is not known.
        """
        return _LABELS[self].get(lang)

    def __lt__(self, other: str) -> bool:
        return _rank(self) < _rank(other) if isinstance(other, Severity) else NotImplemented

    def __le__(self, other: str) -> bool:
        return _rank(self) <= _rank(other) if isinstance(other, Severity) else NotImplemented

    def __gt__(self, other: str) -> bool:
        return _rank(self) > _rank(other) if isinstance(other, Severity) else NotImplemented

    def __ge__(self, other: str) -> bool:
        return _rank(self) >= _rank(other) if isinstance(other, Severity) else NotImplemented


_LABELS = {
    Severity.INFO: Bilingual("information", "information"),
    Severity.WARNING: Bilingual("avertissement", "warning"),
    Severity.ERROR: Bilingual("erreur", "error"),
}
"""The words for each severity, the lightest first."""


def _rank(severity: Severity) -> int:
    return list(_LABELS).index(severity)
