"""The errors of changes: made from another value, or made by two people."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar

from bdc_sessions.errors.library_error import BdcSessionsError
from bdc_sessions.texts import Bilingual, joined, line_of, one_line, values_of

if TYPE_CHECKING:
    from bdc_sessions.changes import Conflict, FieldChange


_NOWHERE = Bilingual(
    "{} : rien à quoi l'ajouter, il manque l'objet qui le contient ou celui qui le précède",
    "{}: found nothing to add it to; the object that contains it, or the one before it, is missing",
)


class StaleChangeError(BdcSessionsError, ValueError):
    r"""Changes applied to another value than the one that they were made from.

    >>> from bdc_sessions import FieldChange
    >>> error = StaleChangeError([FieldChange("places", 10, 0)], [7], ["Nb. de places"])
    >>> error.message().partition("\n")[2]
    'Nb. de places : attendu « 10 », trouvé « 7 »'

    Attributes:
        changes: The changes whose ``before`` is not the current value.
        found: The current value at the path of each change.
        labels: The label of each change's field; "" to show its path instead.
    """

    TEXT = Bilingual(
        "La valeur n'est plus celle d'où partent ces modifications ; refaites-les sur la valeur "
        "actuelle :\n{}",
        "the value is not what these changes were made from; rebase them:\n{}",
    )
    ROW: ClassVar = Bilingual("{} : attendu {}, trouvé {}", "{}: expected {}, found {}")

    def __init__(
        self, changes: "Iterable[FieldChange]", found: "Iterable[Any]", labels: "Iterable[str]" = ()
    ) -> None:
        """Take every stale change, the value found in its place and its field's label.

        Raises:
            ValueError: Not one value per change, or not one label per change if any.
        """
        super().__init__()
        self.changes: tuple[FieldChange, ...] = tuple(changes)
        self.found: tuple[Any, ...] = tuple(found)
        self.labels: tuple[str, ...] = tuple(labels) or ("",) * len(self.changes)
        self._rows()

    def _rows(self) -> "list[tuple[FieldChange, Any, str]]":
        return list(zip(self.changes, self.found, self.labels, strict=True))

    def _details(self, lang: str) -> tuple[str, ...]:
        rows = (
            (_NOWHERE if change.is_addition and change.before is found else self.ROW)
            .get(lang)
            .format(
                line_of((lang == "fr" and label) or change.path),
                *values_of(change.before, found, lang=lang),
            )
            for change, found, label in self._rows()
        )
        return (joined(rows, "\n", lang),)


class MergeConflictError(BdcSessionsError, ValueError):
    """A merge with conflicts that a person must decide.

    >>> from bdc_sessions import example_action, merge
    >>> base = example_action()
    >>> merged = merge(base, base.evolve(status="A"), base.evolve(status="B"))
    >>> [str(conflict.path) for conflict in MergeConflictError(merged.conflicts).conflicts]
    ['status']

    Attributes:
        conflicts: Every field or object on which the two sides disagree.
    """

    TEXT = Bilingual(
        "Deux modifications portent sur les mêmes champs ; choisissez entre elles :\n{}",
        "both sides changed the same fields; choose between them:\n{}",
    )

    def __init__(self, conflicts: "Iterable[Conflict]") -> None:
        """Take the conflicts."""
        super().__init__()
        self.conflicts: tuple[Conflict, ...] = tuple(conflicts)

    def _details(self, lang: str) -> tuple[str, ...]:
        lines = (one_line(conflict.message(lang)) for conflict in self.conflicts)
        return (joined(lines, "\n", lang),)
