"""The place of a value in the data, at which faults are noted."""

from collections.abc import Callable
from typing import Any, Final, NamedTuple, TypeVar

from bdc_sessions.codec.faults import Faults
from bdc_sessions.codec.fields import Field
from bdc_sessions.model import Path
from bdc_sessions.model.path import Trail, path_of
from bdc_sessions.model.scalars import Scalar
from bdc_sessions.texts import Bilingual, line_of

T = TypeVar("T")

OBJECT: Final = Bilingual("un objet JSON", "a JSON object")
ARRAY: Final = Bilingual("une liste JSON", "a JSON array")
_POSSIBLE = Bilingual("une valeur possible", "a possible value")
_REFUSED = "des champs qui ne vont pas ensemble"


class Place(NamedTuple):
    """A place in the data: the label of its field, and the trail to it.

    >>> from bdc_sessions.model.scalars import SCALARS
    >>> place = Place(Faults(), "Nb. de places", (None, "places", None))
    >>> place.read(SCALARS[int], "10")
    >>> print(*[(str(fault.path), fault.message("en")) for fault in place.faults.violations])
    ('places', "found '10', expected a whole number.")
    """

    faults: Faults
    label: str
    trail: Trail = None

    @property
    def path(self) -> Path:
        """The path of the place."""
        return path_of(self.trail)

    def child(self, field: Field) -> "Place":
        """Return the place of a field of the object here."""
        return Place(self.faults, field.label, (self.trail, field.name, None))

    def item(self, key: str) -> "Place":
        """Return the place of one item of the collection here."""
        outer, name, _ = self.trail or (None, "", None)
        return Place(self.faults, self.label, (outer, name, key))

    def add(
        self, code: str, value: object, expected: Bilingual, found: Bilingual | None = None
    ) -> None:
        """Note a fault here."""
        self.faults.add(code, self.path, self.label, value, expected, found)

    def given(
        self, data: dict[str, Any], expected: Bilingual, read: Callable[[Any, "Place"], T]
    ) -> T | None:
        """Return the value here, read from the data of its object; note it if it is missing."""
        name = self.trail[1] if self.trail else ""
        if name in data:
            return read(data[name], self)
        self.faults.missing(self.path, self.label, expected)
        return None

    def read(self, scalar: Scalar, data: Any) -> Any:
        """Return a single value read from data; None if a fault is noted."""
        try:
            return scalar.read(data)
        except TypeError:
            self.add("STR-003", data, scalar.expected)
        except ValueError:
            self.add(scalar.code, data, scalar.expected)
        return None

    def is_object(self, data: Any, known: list[str]) -> bool:
        """Whether data are an object; if not, or if it has invalid keys, faults are noted."""
        if isinstance(data, dict):
            self.faults.keys(self.path, data, known)
            return True
        self.add("STR-003", data, OBJECT)
        return False

    def is_array(self, data: Any) -> bool:
        """Whether data are a list; if not, a fault is noted."""
        if isinstance(data, list):
            return True
        self.add("STR-003", data, ARRAY)
        return False

    def impossible(self, error: Exception) -> None:
        """Note a value that its class refuses, with the reason."""
        message = getattr(error, "message", None)
        reasons = (message("fr"), message("en")) if message else (_REFUSED, str(error))
        found = Bilingual(*[line_of(reason).rstrip(".") for reason in reasons])
        self.add("STR-014", None, _POSSIBLE, found)
