"""The rules that reading, writing and ``losses`` judge by themselves: what each code asks."""

from collections.abc import Callable
from functools import cache
from typing import Any, Final

from bdc_sessions.errors import DecodeError, InvalidError
from bdc_sessions.feeds.lheo.document import dumps
from bdc_sessions.feeds.lheo.example import plain_offer
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
    return dumps(published_action(), {"01": plain_offer()}).decode()


@cache
def published_action() -> Action:
    """Return the guide's action with nothing in it that the format does not hold."""
    return example_action().set("components[01].volumes", ())


def read(document: str) -> Report:
    """Return what reading a document finds, and making values of the model of it."""
    try:
        feed = loads(document.encode())
    except DecodeError as error:
        return error.report
    return Report((*feed.report, *feed.to_actions().report))


def written(action: Action) -> Report:
    """Return what writing an action finds."""
    return _refused(action, ["01"], None)


def offered(numbers: str) -> Report:
    """Return what writing the guide's action with offers of some numbers finds."""
    return _refused(example_action(), numbers.split(), None)


def checked(schema: str) -> Report:
    """Return what a schema finds in the document of the guide's action."""
    return _refused(example_action(), ["01"], schema.encode())


def _refused(action: Action, numbers: list[str], schema: bytes | None) -> Report:
    try:
        dumps(action, dict.fromkeys(numbers, plain_offer()), schema=schema)
    except InvalidError as error:
        return error.report
    return Report()


def _replaced(old: str, new: str) -> Callable[[str], str]:
    return lambda document: document.replace(old, new, 1)


def _same(value: Any) -> Any:
    return value


def _twice(document: str) -> str:
    session = document[document.index("<session") : document.index("</session>") + 10]
    return document.replace(session, session * 2)


Judge = Callable[[Any], Report]
Example = Callable[[Any], Any]

_CERTIFYING: Final = "<certifiante>0</certifiante>"
_READ: Final[dict[str, Example]] = {
    "LHE-201": _replaced("<certifiante>0", "<certifiante>9"),
    "LHE-202": _replaced(_CERTIFYING, ""),
    "LHE-203": _replaced(_CERTIFYING, _CERTIFYING * 2),
    "LHE-204": _twice,
    "LHE-205": _replaced("<certifiante>", "<autre/><certifiante>"),
    "LHE-206": _replaced("<heure-debut>10h00</heure-debut>", ""),
    "LHE-207": lambda document: document.replace("73282932000074", "00000000000000"),
    "LHE-208": _replaced("<a-distance>0", "<a-distance>1"),
    "LHE-209": _replaced("BEZIERS", "BEZIERS\x92"),
    "LHE-303": _replaced("<lheo", "<!DOCTYPE lheo><lheo"),
}
_MEAN_ONLY: Final = example_action()[VOLUME].evolve(headcount=None, total=None)
_LOST: Final[dict[str, Example]] = {
    "LHE-401": setting("components[01].sessions", ()),
    "LHE-402": setting("components[01].volumes", [_MEAN_ONLY]),
    "LHE-403": setting(INFO + ".places", 0),
    "LHE-404": setting(INFO + ".comment", "a" * 501),
    "LHE-405": setting("components[01].title", "Anglais "),
}
_JUDGED: Final[dict[str, tuple[Judge, Callable[[], Any], Example]]] = {
    **{code: (read, example_document, fails) for code, fails in _READ.items()},
    "LHE-301": (written, example_action, setting(INFO + ".comment", "fin\x00")),
    "LHE-302": (checked, lambda: _SCHEMA, _replaced('name="lheo"', 'name="LHEO"')),
    "LHE-304": (offered, lambda: "01", _replaced("01", "01 02")),
    **{code: (losses, published_action, fails) for code, fails in _LOST.items()},
}
JUDGED: Final = {code: _JUDGED[code] for code in CODES}
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
        titles=texts.titles,
        templates=texts.templates,
        predicate=has_no_such_finding,
        fails=fails,
        passes=_same,
        example=example,
    )


DOCUMENT_RULES: Final = tuple(map(_rule, CODES))
"""The rules of reading, of writing and of losses."""
