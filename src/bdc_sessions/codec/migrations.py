"""``Migrations``: the conversion of older formats to the current one."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from attrs import field, frozen

from bdc_sessions.codec.format import NUMBER
from bdc_sessions.model.fields import bind_location, to_int, wrong_type
from bdc_sessions.model.value import Value
from bdc_sessions.texts import summary

Step = Callable[[str, Any], Any]
"""Takes the type's name and the value of one format, gives the value of the next."""


def _to_steps(steps: Mapping[int, Step], where: str = "") -> Mapping[int, Step]:
    raw: object = steps
    if not isinstance(raw, Mapping):
        raise wrong_type(raw, where, "a mapping of formats to functions")
    known = {to_int(number, where): step for number, step in steps.items()}
    missing = sorted(set(range(min(known, default=NUMBER), NUMBER)) - known.keys())
    beyond = sorted(number for number in known if not 0 <= number < NUMBER)
    if missing or beyond:
        raise ValueError(
            f"{where}: found steps from formats {sorted(known)}; expected one from each format up "
            f"to {NUMBER - 1}: missing {missing}, not older {beyond}"
        )
    for number, step in known.items():
        if not callable(step):
            raise wrong_type(step, f"{where}[{number}]", "a function")
    return MappingProxyType(known)


@frozen(repr=False, field_transformer=bind_location)
class Migrations(Value):
    """The functions that convert older formats to the current one, without a gap.

    >>> from bdc_sessions import Term, loads
    >>> older = Migrations({0: lambda name, value: {"label": value["libelle"]}})
    >>> text = '{"format":"bdc-sessions/0","type":"term","value":{"libelle":"ter"}}'
    >>> loads(text, Term, migrations=older)
    Term(label='ter', code=None)

    Attributes:
        steps: A function for each older format: it takes the type's name and the value as that
            format has it, and gives the value as the next one does.

    Raises:
        TypeError: What is no mapping of whole numbers to functions.
        ValueError: A gap in the chain, or a step from a format that is not older.
    """

    steps: Mapping[int, Step] = field(factory=dict, converter=_to_steps, hash=False)

    def apply(self, name: str, value: Any, number: int) -> Any:
        """Return the value of a type, converted from an older format to the current one.

        >>> Migrations({0: lambda name, value: [name, value]}).apply("term", 3, 0)
        ['term', 3]
        """
        for older in range(number, NUMBER):
            value = self.steps[older](name, value)
        return value

    def __reduce__(self) -> tuple[Any, ...]:
        """Copy and pickle by the steps: a read-only mapping can't be pickled itself."""
        return Migrations, (dict(self.steps),)

    def __repr__(self) -> str:
        return summary(Migrations, f"from {', '.join(map(str, sorted(self.steps))) or 'none'}")


NONE = Migrations()
"""No older format exists yet."""
