"""A field or an object that two sides changed differently, and the choice between them."""

from enum import StrEnum
from typing import Any, ClassVar

from attrs import field, frozen

from bdc_sessions.changes.distinct import display_distinct
from bdc_sessions.changes.field_change import to_value
from bdc_sessions.changes.labels import label_at, labels_to, likely_root
from bdc_sessions.model import Path
from bdc_sessions.model.about import About
from bdc_sessions.model.fields import bind_location, label
from bdc_sessions.model.path import to_path
from bdc_sessions.model.value import Value, enum_repr
from bdc_sessions.texts import Bilingual, line_of, value_of

_SENTENCE = Bilingual(
    "{} : {} au départ, {} de notre côté, {} du leur.",
    "{}: {} at first, {} on our side, {} on theirs.",
)


class Side(StrEnum):
    """One of the two sides of a merge.

    >>> Side("ours")
    Side.OURS
    """

    OURS = "ours"
    """the second argument of ``merge``; in ``Dossier.rebase``, the draft"""
    THEIRS = "theirs"
    """the third argument of ``merge``; in ``Dossier.rebase``, what was issued meanwhile"""

    __repr__ = enum_repr


@frozen(repr=False, field_transformer=bind_location)
class Conflict(Value):
    """A field or an object that two sides changed differently.

    >>> conflict = Conflict("components[01].sessions[01].places", 10, ours=8, theirs=5)
    >>> conflict.label, conflict.cells
    ('Nb. de places', ('Nb. de places', '10', '8', '5'))

    Attributes:
        path: Path of the field or object; of all information sessions of a session together, if one
            side removed some and the other changed any, as their positions no longer match.
        base: The value that both sides started from, ``ABSENT`` if there was none.
        ours: The value of our side, ``ABSENT`` if it removed the object.
        theirs: The value of the other side, likewise.

    Raises:
        TypeError: A value that neither a field nor a collection can have.
        ValueError: A text that is no path.
    """

    ABOUT: ClassVar[About] = About("conflict", "Conflit")

    path: Path = field(converter=to_path, metadata=label("Intitulé du champ"))
    base: Any = field(converter=to_value, metadata=label("Valeur de départ"))
    ours: Any = field(converter=to_value, metadata=label("Notre valeur"))
    theirs: Any = field(converter=to_value, metadata=label("Leur valeur"))
    _of: type[Any] | None = field(default=None, init=False, eq=False, repr=False)

    @property
    def label(self) -> str:
        """The guide's name of the field or object.

        >>> Conflict("components[01].sessions[02]", None, 1, 2).label
        'Session n° 02'
        """
        return label_at(self._root(), self.path)

    @property
    def cells(self) -> tuple[str, str, str, str]:
        """The label and the three values as the guide prints them, an object as one line.

        >>> Conflict("city", "SETE", ours="AGDE", theirs=" ").cells
        ('Ville', 'SETE', 'AGDE', ' ')
        """
        base, ours, theirs = display_distinct(self.base, self.ours, self.theirs)
        return (self.label, base, ours, theirs)

    def message(self, lang: str = "fr") -> str:
        """Return the conflict as a sentence on one line, in French or in English ("en").

        >>> conflict = Conflict("sessions[01].places", 10, ours=8, theirs=5)
        >>> conflict.message()
        'Session n° 01 / Nb. de places : 10 au départ, 8 de notre côté, 5 du leur.'
        >>> conflict.message("en")
        'sessions[01].places: 10 at first, 8 on our side, 5 on theirs.'

        Raises:
            ValueError: An unknown language.
        """
        if lang == "fr":
            where, *sides = labels_to(self._root(), self.path), *map(line_of, self.cells[1:])
        else:
            values = (self.base, self.ours, self.theirs)
            where, *sides = str(self.path), *(value_of(value, lang) for value in values)
        return _SENTENCE.get(lang).format(line_of(where), *sides)

    def __str__(self) -> str:
        """Return the conflict as a line in French."""
        return self.message()

    def _root(self) -> type[Any]:
        """Return the class that the path starts from: that of the merge, or the likeliest."""
        return self._of or likely_root(self.path)


def conflict_of(of: type[Any], path: Path, base: Any, ours: Any, theirs: Any) -> Conflict:
    """Return a conflict whose label is taken from the class ``of``."""
    conflict = Conflict(path, base, ours, theirs)
    object.__setattr__(conflict, "_of", of)
    return conflict
