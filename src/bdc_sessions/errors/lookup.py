"""The errors of numbers and names: one that is taken, one that does not exist."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from bdc_sessions.errors.library_error import BdcSessionsError
from bdc_sessions.texts import NO_NAMES, Bilingual, joined, line_of, quoted

if TYPE_CHECKING:
    from bdc_sessions.model import Path


class DuplicateNumberError(BdcSessionsError, ValueError):
    """Two sessions or components with one number (or two volumes of one kind).

    >>> print(DuplicateNumberError("sessions[01]", "01", "02"))
    sessions[01]: the number '01' is already taken; give another, such as '02', the next free one

    Attributes:
        path: The path of the second one.
        number: The number, or kind, that both have.
        free: The next free number; None for volumes.
    """

    TEXT = Bilingual(
        "{0} : {1} est déjà pris ; choisissez un autre numéro{2}.",
        "{0}: the number {1} is already taken; give another{2}",
    )
    FREE: ClassVar = Bilingual(
        ", par exemple {}, le prochain numéro libre", ", such as {}, the next free one"
    )

    def __init__(self, path: "Path", number: str, free: str | None = None) -> None:
        """Take the path, the repeated number and the next free one."""
        super().__init__()
        self.path = path
        self.number = number
        self.free = free

    def _details(self, lang: str) -> tuple[str, ...]:
        free = "" if self.free is None else self.FREE.get(lang).format(quoted(self.free, lang))
        return line_of(self.path), quoted(self.number, lang), free


class NotFoundError(BdcSessionsError, LookupError):
    """A number, a path, a request or a rule that does not exist.

    >>> print(NotFoundError("r9", ["r1", "r2"]))
    r9 does not exist; there is: r1, r2

    Attributes:
        path: The path, number, id or code that was looked up.
        known: The paths, numbers, ids or codes that exist.
    """

    TEXT = Bilingual("{} n'existe pas ; il y a : {}.", "{} does not exist; there is: {}")

    def __init__(self, path: "Path | str", known: "Iterable[str]" = ()) -> None:
        """Take what was looked up, and what exists."""
        super().__init__()
        self.path = path
        self.known: tuple[str, ...] = tuple(known)

    def _details(self, lang: str) -> tuple[str, ...]:
        known = joined(map(line_of, self.known), ", ", lang) or NO_NAMES.get(lang)
        path = line_of(self.path) if lang == "en" and str(self.path) else quoted(self.path, lang)
        return path, known
