"""The rules that reading, writing and ``losses`` check by themselves: what each code asks."""

from collections.abc import Callable
from functools import cache
from typing import Any, Final

from bdc_sessions.errors import DecodeError, InvalidError
from bdc_sessions.feeds.lheo.document import dumps
from bdc_sessions.feeds.lheo.example import minimal_offer
from bdc_sessions.feeds.lheo.findings import CODES, SOURCE
from bdc_sessions.feeds.lheo.loads import loads
from bdc_sessions.feeds.lheo.losses import losses
from bdc_sessions.model import Action
from bdc_sessions.rules import Report, Rule
from bdc_sessions.rules.example import INFO, VOLUME, example_action, setting

_SCHEMA: Final = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"
  targetNamespace="http://lheo.gouv.fr/2.3" elementFormDefault="qualified">
  <xs:element name="lheo"><xs:complexType><xs:sequence>
    <xs:any maxOccurs="unbounded" processContents="skip"/>
  </xs:sequence></xs:complexType></xs:element>
</xs:schema>"""


@cache
def example_document() -> str:
    """Return the document of the guide's action, of which the examples of reading are edits."""
    return dumps(published_action(), {"01": minimal_offer()}).decode()


@cache
def published_action() -> Action:
    """Return the guide's action with nothing in it that the format does not hold."""
    return example_action().set("components[01].volumes", ())


def reading_report(document: str) -> Report:
    """Return what reading a document finds, and making values of the model of it."""
    try:
        feed = loads(document.encode())
    except DecodeError as error:
        return error.report
    return Report((*feed.report, *feed.to_actions().report))


def writing_report(action: Action) -> Report:
    """Return what writing an action finds."""
    return _refused(action, ["01"], None)


def offers_report(numbers: str) -> Report:
    """Return what writing the guide's action with offers of some numbers finds."""
    return _refused(example_action(), numbers.split(), None)


def schema_report(schema: str) -> Report:
    """Return what a schema finds in the document of the guide's action."""
    return _refused(example_action(), ["01"], schema.encode())


def _refused(action: Action, numbers: list[str], schema: bytes | None) -> Report:
    try:
        dumps(action, dict.fromkeys(numbers, minimal_offer()), schema=schema)
    except InvalidError as error:
        return error.report
    return Report()


def _replacing(old: str, new: str) -> Callable[[str], str]:
    return lambda document: document.replace(old, new, 1)


def _unchanged(value: Any) -> Any:
    return value


def _repeat_session(document: str) -> str:
    session = document[document.index("<session") : document.index("</session>") + 10]
    return document.replace(session, session * 2)


ReportOf = Callable[[Any], Report]
Example = Callable[[Any], Any]

_CERTIFYING: Final = "<certifiante>0</certifiante>"
_READ: Final[dict[str, Example]] = {
    "LHE-201": _replacing("<certifiante>0", "<certifiante>9"),
    "LHE-202": _replacing(_CERTIFYING, ""),
    "LHE-203": _replacing(_CERTIFYING, _CERTIFYING * 2),
    "LHE-204": _repeat_session,
    "LHE-205": _replacing("<certifiante>", "<autre/><certifiante>"),
    "LHE-206": _replacing("<heure-debut>10h00</heure-debut>", ""),
    "LHE-207": lambda document: document.replace("73282932000074", "00000000000000"),
    "LHE-208": _replacing("<a-distance>0", "<a-distance>1"),
    "LHE-209": _replacing("BEZIERS", "BEZIERS\x92"),
    "LHE-303": _replacing("<lheo", "<!DOCTYPE lheo><lheo"),
}
_MEAN_ONLY: Final = example_action()[VOLUME].evolve(headcount=None, total=None)
_LOST: Final[dict[str, Example]] = {
    "LHE-401": setting("components[01].sessions", ()),
    "LHE-402": setting("components[01].volumes", [_MEAN_ONLY]),
    "LHE-403": setting(INFO + ".places", 0),
    "LHE-404": setting(INFO + ".comment", "a" * 501),
    "LHE-405": setting("components[01].title", "Anglais "),
}
_CASES: Final[dict[str, tuple[ReportOf, Callable[[], Any], Example]]] = {
    **{code: (reading_report, example_document, fails) for code, fails in _READ.items()},
    "LHE-301": (writing_report, example_action, setting(INFO + ".comment", "fin\x00")),
    "LHE-302": (schema_report, lambda: _SCHEMA, _replacing('name="lheo"', 'name="LHEO"')),
    "LHE-304": (offers_report, lambda: "01", _replacing("01", "01 02")),
    **{code: (losses, published_action, fails) for code, fails in _LOST.items()},
}
CASES: Final = {code: _CASES[code] for code in CODES}
"""For each code the report that may have it, an example without it, and an edit that brings it."""


def _rule(code: str) -> Rule:
    report_of, example, fails = CASES[code]

    def has_no_such_finding(data: Any) -> bool:
        return not report_of(data).by_code(code)

    texts = CODES[code]
    return Rule(
        code=code,
        severity=texts.severity,
        subject=dict,
        fields=(),
        source=SOURCE,
        titles=texts.titles,
        templates=texts.templates,
        predicate=has_no_such_finding,
        fails=fails,
        passes=_unchanged,
        example=example,
    )


DOCUMENT_RULES: Final = tuple(map(_rule, CODES))
"""The rules of reading, of writing and of losses."""
