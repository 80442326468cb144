"""One field, before and after."""

from typing import Any, ClassVar

from attrs import field, frozen

from bdc_sessions.model import ABSENT, Path
from bdc_sessions.model.about import About
from bdc_sessions.model.display import display
from bdc_sessions.model.path import to_path


@frozen
class FieldChange:
    """A leaf that differs; ``ABSENT`` where there was, or will be, nothing (§1.2).

    >>> str(FieldChange("places", 10, 0))
    'places: 10 → 0'
    """

    ABOUT: ClassVar[About] = About("field_change", "Modification", "change")

    path: Path = field(converter=to_path)
    before: Any
    after: Any

    def inverse(self) -> "FieldChange":
        """Swap before and after."""
        return FieldChange(self.path, self.after, self.before)

    @property
    def is_addition(self) -> bool:
        """Whether the field comes to be."""
        return self.before is ABSENT

    @property
    def is_removal(self) -> bool:
        """Whether the field ceases to be."""
        return self.after is ABSENT

    def __str__(self) -> str:
        """Be a line of a log."""
        return f"{self.path}: {display(self.before)} → {display(self.after)}"
