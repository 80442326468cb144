"""The rules of structure, as rules: what each code asks of data."""

from collections.abc import Callable
from typing import Any, Final

from bdc_sessions.codec.decoding import decode, loads
from bdc_sessions.codec.encoding import dumps, encode
from bdc_sessions.codec.faults import CODES
from bdc_sessions.codec.format import FORMAT
from bdc_sessions.codec.names import CLASSES
from bdc_sessions.errors import DecodeError
from bdc_sessions.model import Action
from bdc_sessions.rules import Rule, RuleSet, Severity
from bdc_sessions.texts import Bilingual

Edit = Callable[[dict[str, Any]], Any]


def faults_of(data: Any) -> frozenset[str]:
    """Return the codes of what is wrong with an encoded value, or with a JSON text."""
    named = data.get("type") if isinstance(data, dict) else None
    cls = CLASSES.get(named, Action) if isinstance(named, str) else Action
    try:
        _ = loads(data, cls) if isinstance(data, str) else decode(data, cls)
    except DecodeError as error:
        return frozenset(violation.code for violation in error.report)
    return frozenset()


def _without(key: str) -> Edit:
    return lambda value: {name: held for name, held in value.items() if name != key}


def _with(**fields: Any) -> Edit:
    return lambda value: {**value, **fields}


def _on(edit: Edit) -> Callable[[Action], Any]:
    """Make an example: an encoded action with its value edited."""

    def example(action: Action) -> dict[str, Any]:
        data = encode(action)
        return {**data, "value": edit(data["value"])}

    return example


def _twice(value: dict[str, Any]) -> dict[str, Any]:
    return {**value, "components": value["components"] * 2}


def _volume(**fields: Any) -> Edit:
    def edit(value: dict[str, Any]) -> dict[str, Any]:
        component = value["components"][0]
        volumes = [{**volume, **fields} for volume in component["volumes"][:1]]
        return {**value, "components": [{**component, "volumes": volumes}]}

    return edit


def _info(**fields: Any) -> Edit:
    def edit(value: dict[str, Any]) -> dict[str, Any]:
        component = value["components"][0]
        session = component["sessions"][0]
        infos = [{**info, **fields} for info in session["infos"]]
        sessions = [{**session, "infos": infos}]
        return {**value, "components": [{**component, "sessions": sessions}]}

    return edit


FAILS: dict[str, Callable[[Action], Any]] = {
    "STR-001": _on(_without("title")),
    "STR-002": _on(_with(titel="LOT TEST")),
    "STR-003": _on(_with(year="2023")),
    "STR-004": _on(_with(start="01/09/2022")),
    "STR-005": _on(_info(start="10h00")),
    "STR-006": _on(_volume(total="120,00")),
    "STR-008": _on(_with(entry="sometimes")),
    "STR-009": _on(_twice),
    "STR-010": lambda action: {**encode(action), "format": "bdc"},
    "STR-011": lambda action: {**encode(action), "format": "bdc-sessions/2"},
    "STR-012": lambda _: "{",
    "STR-013": lambda action: dumps(action).replace('"year":2023', '"year":2022,"year":2023'),
    "STR-014": _on(_with(title="\ud800")),
}


def _rule(code: str) -> Rule:
    def has_no_such_fault(data: Any) -> bool:
        return code not in faults_of(data)

    texts = CODES[code]
    return Rule(
        code=code,
        severity=Severity.ERROR,
        subject=dict,
        fields=(),
        source=FORMAT,
        titles=Bilingual(*texts.titles),
        templates=Bilingual(*texts.templates),
        predicate=has_no_such_fault,
        fails=FAILS[code],
        passes=encode,
    )


STRUCTURE: Final = RuleSet([_rule(code) for code in CODES])
"""What data must be to decode."""
