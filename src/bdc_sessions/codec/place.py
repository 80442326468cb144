"""Where in the data a value stands: what a fault that is found there tells."""

from typing import Any, NamedTuple

from bdc_sessions.codec.faults import Faults, line_of
from bdc_sessions.model import Path
from bdc_sessions.model.path import Trail, path_of
from bdc_sessions.model.scalars import Scalar
from bdc_sessions.texts import Bilingual

OBJECT = Bilingual("un objet JSON", "a JSON object")
ARRAY = Bilingual("une liste JSON", "a JSON array")
_POSSIBLE = Bilingual("une valeur possible", "a possible value")
_REFUSED = "des champs qui ne vont pas ensemble"
_LONGEST_REASON = 300


class Place(NamedTuple):
    """A place in the data, by the label of its field and the trail that leads there.

    >>> place = Place(Faults(), "Session").child("places", "Nb. de places")
    >>> place.read(SCALARS[int], "10")
    >>> [str(fault.path) for fault in place.faults.found]
    ['places']
    """

    faults: Faults
    label: str
    trail: Trail = None

    @property
    def path(self) -> Path:
        """The path of the place."""
        return path_of(self.trail)

    def child(self, name: str, label: str) -> "Place":
        """Return the place of a field of what stands here."""
        return Place(self.faults, label, (self.trail, name, None))

    def item(self, key: str) -> "Place":
        """Return the place of one object of the collection that stands here."""
        above, name, _ = self.trail or (None, "", None)
        return Place(self.faults, self.label, (above, name, key))

    def add(
        self, code: str, value: object, expected: Bilingual, found: Bilingual | None = None
    ) -> None:
        """Note a fault here."""
        self.faults.add(code, self.path, self.label, value, expected, found)

    def read(self, scalar: Scalar, data: Any) -> Any:
        """Return the single value that data hold; None where a fault is noted."""
        try:
            return scalar.read(data)
        except TypeError:
            self.add("STR-003", data, scalar.expected)
        except ValueError:
            self.add(scalar.code, data, scalar.expected)
        return None

    def is_object(self, data: Any, known: list[str]) -> bool:
        """Whether data are an object; a key that it should not have is noted."""
        if isinstance(data, dict):
            self.faults.keys(self.path, data, known)
            return True
        self.add("STR-003", data, OBJECT)
        return False

    def is_array(self, data: Any) -> bool:
        """Whether data are a list."""
        if isinstance(data, list):
            return True
        self.add("STR-003", data, ARRAY)
        return False

    def impossible(self, error: Exception) -> None:
        """Note a value that its class refuses, with the reason that it gives."""
        message = getattr(error, "message", None)
        reasons = (message("fr"), message("en")) if message else (_REFUSED, str(error))
        found = Bilingual(*(line_of(reason, _LONGEST_REASON) for reason in reasons))
        self.add("STR-014", found.fr, _POSSIBLE, found)
