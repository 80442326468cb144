"""Leave to break a rule, somewhere and for some time."""


from attrs import field, frozen
from pendulum import Date

from bdc_sessions.model import Action, Path
from bdc_sessions.model.fields import bind_location, to_optional_date, to_text
from bdc_sessions.model.path import to_path
from bdc_sessions.model.shape import walk
from bdc_sessions.model.value import Value


def _to_place(path: str | Path, where: str = "") -> Path:
    place = to_path(path, where)
    if len(list(walk(Action, place.steps))) < len(place):
        raise ValueError(
            f"{where}: found {str(place)!r}, which no action has; expected a path from the action, "
            "such as 'components[01].sessions[02]'"
        )
    return place


@frozen(kw_only=True, field_transformer=bind_location)
class Waiver(Value):
    """Leave to break a rule at or under a path, up to and including a day.

    >>> Waiver(code="SES-005", at="components[01]", reason="travaux").until is None
    True

    Attributes:
        code: The rule's code.
        at: Where, from the action; the empty path is everywhere.
        reason: Why.
        until: The last day on which it holds; judging then needs ``today``.

    Raises:
        TypeError: A value of a wrong type.
        ValueError: A path that no action can have.
    """

    code: str = field(converter=to_text)
    at: Path = field(default=Path(), converter=_to_place)
    reason: str = field(converter=to_text)
    until: Date | None = field(default=None, converter=to_optional_date)

    def lets_stand(self, code: str, place: Path, today: Date | None) -> bool:
        """Whether a violation of a rule, at a place in the action, is waived."""
        if code != self.code or not place.is_under(self.at):
            return False
        return self.until is None or (today is not None and today <= self.until)
