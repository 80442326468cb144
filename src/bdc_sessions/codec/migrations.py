"""The way from older formats to this one."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from attrs import field, frozen

from bdc_sessions.codec.format import NUMBER
from bdc_sessions.model.fields import wrong_type
from bdc_sessions.model.value import Value

Step = Callable[[str, Any], Any]
"""Takes the type's name and the value of one format, gives the value of the next."""


def _complete(steps: Mapping[int, Step]) -> Mapping[int, Step]:
    known = dict(steps)
    missing = sorted(set(range(min(known, default=NUMBER), NUMBER)) - known.keys())
    beyond = sorted(number for number in known if not 0 <= number < NUMBER)
    if missing or beyond:
        raise ValueError(
            f"found steps from formats {sorted(known)}; expected one from each format up to "
            f"{NUMBER - 1}: missing {missing}, not older {beyond}"
        )
    for number, step in known.items():
        found: object = step
        if not callable(found):
            raise wrong_type(found, f"Migrations.steps[{number}]", "a function")
    return MappingProxyType(known)


@frozen
class Migrations(Value):
    """A step from each older format to the next, checked complete when it is made.

    >>> Migrations({0: lambda name, value: value}).apply("term", {"label": "ter"}, 0)
    {'label': 'ter'}

    ``ValueError``: a gap in the chain, or a step from a format that is not older; ``TypeError``: a
    step that is no function.
    """

    steps: Mapping[int, Step] = field(factory=dict, converter=_complete, hash=False)

    def __reduce__(self) -> tuple[Any, ...]:
        """Copy and pickle by the steps: a read-only mapping can't be pickled itself."""
        return Migrations, (dict(self.steps),)

    def apply(self, name: str, value: Any, number: int) -> Any:
        """Return the value of a type as this format has it."""
        for older in range(number, NUMBER):
            value = self.steps[older](name, value)
        return value


NONE = Migrations()
"""No older format exists yet."""
