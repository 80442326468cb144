"""``BdcSessionsError``, the base of every error of the library, and its sentences."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar

from bdc_sessions.texts import Bilingual, joined, line_of, one_line, short_repr

if TYPE_CHECKING:
    from bdc_sessions.rules import Violation


class BdcSessionsError(Exception):
    """The base of every error that the library raises by design.

    >>> from bdc_sessions import NotFoundError
    >>> issubclass(NotFoundError, BdcSessionsError), issubclass(NotFoundError, LookupError)
    (True, True)
    """

    TEXT: ClassVar[Bilingual] = Bilingual("Erreur.", "error")
    """The sentence, with a placeholder for each detail."""

    def __init__(self) -> None:
        """Take no text: the message is made from the attributes."""
        super().__init__()

    def message(self, lang: str = "fr") -> str:
        """Return the message in a language, ``fr`` or ``en``.

        >>> from bdc_sessions import NotFoundError
        >>> NotFoundError("r9", ["r1"]).message()
        "« r9 » n'existe pas ; il y a : r1."

        Raises:
            ValueError: Another language.
        """
        return self.TEXT.get(lang).format(*self._details(lang))

    def _details(self, lang: str) -> tuple[str, ...]:  # noqa: ARG002 - subclasses use it
        return ()

    def __str__(self) -> str:
        return self.message("en")

    def __repr__(self) -> str:
        return f"{type(self).__name__}({short_repr(str(self))})"

    def __reduce__(self) -> tuple[Any, ...]:
        return rebuild, (type(self), vars(self).copy())


def rebuild(cls: type[BdcSessionsError], facts: dict[str, Any]) -> BdcSessionsError:
    """Return an error of a pickle: its class, and its facts as they were."""
    error = cls.__new__(cls)
    vars(error).update(facts)
    return error


def lines_of(violations: "Iterable[Violation]", lang: str) -> str:
    """Return a line for each violation: code, path and message."""
    more = Bilingual("… et {} de plus", "… and {} more, in .report")
    colon = " :" if lang == "fr" else ":"
    lines = (
        f"{v.code} {line_of(v.path)}".rstrip() + f"{colon} {one_line(v.message(lang))}"
        for v in violations
    )
    return joined(lines, "\n", lang, more)
