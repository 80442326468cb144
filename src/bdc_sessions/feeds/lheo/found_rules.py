"""The rules that reading, writing and ``losses`` judge by themselves: what each code asks."""

from collections.abc import Callable
from functools import cache
from typing import Any, Final

from bdc_sessions.errors import DecodeError, InvalidError
from bdc_sessions.feeds.lheo.asked import SOURCE
from bdc_sessions.feeds.lheo.example import plain_offer
from bdc_sessions.feeds.lheo.faults import CODES
from bdc_sessions.feeds.lheo.loading import loads
from bdc_sessions.feeds.lheo.losses import losses
from bdc_sessions.feeds.lheo.writing import dumps
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
    return dumps(published_action(), {"01": plain_offer()}).decode()


@cache
def published_action() -> Action:
    """Return the guide's action with nothing in it that the format does not hold."""
    return example_action().set("components[01].volumes", ())


def read(document: str) -> Report:
    """Return what reading a document finds."""
    try:
        return loads(document.encode()).report
    except DecodeError as error:
        return _report(error)


def written(action: Action) -> Report:
    """Return what writing an action finds."""
    return _refused(action, None)


def checked(schema: str) -> Report:
    """Return what a schema finds in the document of the guide's action."""
    return _refused(example_action(), schema.encode())


def _refused(action: Action, schema: bytes | None) -> Report:
    try:
        dumps(action, {"01": plain_offer()}, schema=schema)
    except InvalidError as error:
        return _report(error)
    return Report()


def _report(error: DecodeError | InvalidError) -> Report:
    report: Report = error.report
    return report


def _replaced(old: str, new: str) -> Callable[[str], str]:
    return lambda document: document.replace(old, new, 1)


def _same(value: Any) -> Any:
    return value


Judge = Callable[[Any], Report]
Example = Callable[[Any], Any]

JUDGED: Final[dict[str, tuple[Judge, Callable[[], Any], Example]]] = {
    "LHE-201": (read, example_document, _replaced("10h00", "99h99")),
    "LHE-202": (read, example_document, _replaced("<certifiante>0</certifiante>", "")),
    "LHE-203": (
        read,
        example_document,
        _replaced("<certifiante>0</certifiante>", "<certifiante>0</certifiante>" * 2),
    ),
    "LHE-204": (read, example_document, _replaced("<fin>20221231<", "<fin>20220831<")),
    "LHE-205": (read, example_document, _replaced("<certifiante>", "<autre/><certifiante>")),
    "LHE-206": (read, example_document, _replaced("<heure-debut>10h00</heure-debut>", "")),
    "LHE-301": (written, example_action, setting(INFO + ".comment", "fin\x00")),
    "LHE-302": (checked, lambda: _SCHEMA, _replaced('name="lheo"', 'name="LHEO"')),
    "LHE-303": (read, example_document, _replaced("<lheo", "<!DOCTYPE lheo><lheo")),
    "LHE-401": (losses, published_action, setting("components[01].sessions", ())),
    "LHE-402": (
        losses,
        published_action,
        lambda action: action.set(
            "components[01].volumes", [example_action()[VOLUME].evolve(headcount=None, total=None)]
        ),
    ),
    "LHE-403": (losses, published_action, setting(INFO + ".places", 0)),
    "LHE-404": (losses, published_action, setting(INFO + ".comment", "a" * 501)),
}
"""For each code what judges by it, what its examples are edits of, and one that breaks it."""


def _rule(code: str) -> Rule:
    judge, example, fails = JUDGED[code]

    def has_no_such_finding(data: Any) -> bool:
        return not judge(data).by_code(code)

    texts = CODES[code]
    return Rule(
        code=code,
        severity=texts.severity,
        subject=dict,
        fields=(),
        source=SOURCE,
        titles=dict(zip(("fr", "en"), texts.titles, strict=True)),
        templates=dict(zip(("fr", "en"), texts.templates, strict=True)),
        check=has_no_such_finding,
        fails=fails,
        passes=_same,
        example=example,
    )


FOUND_RULES: Final = tuple(map(_rule, CODES))
"""The rules of reading, of writing and of losses."""
