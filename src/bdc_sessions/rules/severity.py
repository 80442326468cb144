"""``Severity``: error, warning or information."""

from enum import StrEnum

from bdc_sessions.model.value import enum_repr
from bdc_sessions.texts import Bilingual


class Severity(StrEnum):
    """The severity of a violation; only an error makes a report not ok.

    >>> max(Severity.INFO, Severity.ERROR, Severity.WARNING)
    Severity.ERROR
    """

    ERROR = "error"
    """the value is refused"""
    WARNING = "warning"
    """probably a mistake: to be checked by a person"""
    INFO = "info"
    """for information only"""

    __repr__ = enum_repr

    def label(self, lang: str = "fr") -> str:
        """Return the word for the severity, in French or in English ("en").

        >>> Severity.WARNING.label()
        'avertissement'

        Raises:
            ValueError: An unknown language.
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
"""The word for each severity, in rising order."""


def _rank(severity: Severity) -> int:
    return list(_LABELS).index(severity)
