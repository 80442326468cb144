"""The rules of structure, as a rule set: what each code requires of data."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

from bdc_sessions.codec.decoding import decode, loads
from bdc_sessions.codec.encoding import dumps, encode
from bdc_sessions.codec.faults import CODES
from bdc_sessions.codec.format import FORMAT
from bdc_sessions.codec.names import CLASSES
from bdc_sessions.errors import DecodeError
from bdc_sessions.model import Action
from bdc_sessions.rules import Rule, RuleSet

_GONE: Final = object()
"""The sentinel for a key that is left out."""

_INFO = "components.0.sessions.0.infos.0"
_EDITS: Final[Mapping[str, tuple[str, Any]]] = {
    "STR-001": ("title", _GONE),
    "STR-002": ("titel", "LOT TEST"),
    "STR-003": ("year", "2023"),
    "STR-004": ("start", "01/09/2022"),
    "STR-005": (f"{_INFO}.start", "10h00"),
    "STR-006": ("components.0.volumes.0.total", "120,00"),
    "STR-008": ("entry", "sometimes"),
    "STR-014": ("title", "\ud800"),
}
"""The path in an encoded action, and the data there, with which it breaks a rule."""


def _edited(action: Action, where: str, new: Any) -> dict[str, Any]:
    data = encode(action)
    inner: Any = data["value"]
    *outer, last = where.split(".")
    for step in outer:
        inner = inner[int(step) if step.isdigit() else step]
    inner[last] = new
    if new is _GONE:
        del inner[last]
    return data


def _twice(action: Action) -> dict[str, Any]:
    data = encode(action)
    data["value"]["components"] *= 2
    return data


_FAILS: Final[Mapping[str, Callable[[Action], Any]]] = {
    **{code: partial(_edited, where=where, new=new) for code, (where, new) in _EDITS.items()},
    "STR-009": _twice,
    "STR-010": lambda action: {**encode(action), "format": "bdc"},
    "STR-011": lambda action: {**encode(action), "format": "bdc-sessions/2"},
    "STR-012": lambda _: "{",
    "STR-013": lambda action: dumps(action).replace('"year":2023', '"year":2022,"year":2023'),
}


def codes_of(data: Any) -> frozenset[str]:
    """Return the codes of the faults of an encoded value, or of a JSON text.

    >>> sorted(codes_of("{"))
    ['STR-012']
    """
    name = data.get("type") if isinstance(data, dict) else None
    cls = CLASSES.get(name, Action) if isinstance(name, str) else Action
    try:
        _ = loads(data, cls) if isinstance(data, str) else decode(data, cls)
    except DecodeError as error:
        return frozenset(violation.code for violation in error.report)
    return frozenset()


def _rule(code: str) -> Rule:
    def has_no_such_fault(data: Any) -> bool:
        return code not in codes_of(data)

    texts = CODES[code]
    return Rule(
        code=code,
        severity=texts.severity,
        subject=dict,
        fields=(),
        source=FORMAT,
        titles=texts.titles,
        templates=texts.templates,
        predicate=has_no_such_fault,
        fails=_FAILS[code],
        passes=encode,
    )


STRUCTURE: Final = RuleSet([_rule(code) for code in CODES])
"""The rules that data must follow to be decoded."""
