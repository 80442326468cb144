from typing import Any, ClassVar

import pytest
from attrs import field, frozen
from pendulum import Date, Time
from tests.rules.own_rules import CONTEXT, failing, made
from tests.values import untyped

from bdc_sessions import (
    RULES,
    Action,
    ChangeRequest,
    Changes,
    CollectiveInfo,
    FieldChange,
    Path,
    Report,
    RuleSet,
    Session,
    Severity,
    dumps,
    loads,
    rule,
    validate,
)
from bdc_sessions.model.about import About
from bdc_sessions.model.fields import label
from bdc_sessions.rules.example import SESSION, example_action, second_session
from bdc_sessions.rules.groups import SAME_SESSIONS
from bdc_sessions.rules.predicates import UNKNOWN


def test_a_message_tells_the_forms_label_and_the_value_of_the_field() -> None:
    @rule(
        "REG-002",
        Severity.ERROR,
        on=ChangeRequest,
        fields=(),
        each_of=(ChangeRequest, "changes"),
        source="ici",
        fr="{label} : {value}, {now}.",
        en="{label}: {value}, {now}.",
        details={"now": lambda told: told["action"][told["change"].path]},
    )
    def nothing_is_closed(change: FieldChange, action: Action) -> Any:
        return action[change.path] == change.after

    places = FieldChange("components[01].sessions[01].infos[1].places", 20, 0)
    changes = Changes(Action, [places])
    request = ChangeRequest(id="r1", component="01", session="01", changes=changes)
    (violation,) = validate(request, action=example_action(), rules=RuleSet([nothing_is_closed]))
    assert violation.message() == "Nb. de places : 0, 20."


def test_a_rule_of_no_field_names_none_and_one_of_a_changes_field_that_fields_label() -> None:
    changes = Changes(Action, [FieldChange("components[01].sessions[01].places", 10, 0)])
    request = ChangeRequest(id="r1", component="01", session="01", changes=changes)
    each = {"on": ChangeRequest, "each_of": (ChangeRequest, "changes")}
    ruled = [
        made(lambda request: False, on=ChangeRequest, fields=(), fr="{label} ({field})"),
        made(lambda change: False, **each, fields=("after",), fr="{label} ({field})"),
    ]
    messages = [v.message() for own in ruled for v in validate(request, rules=RuleSet([own]))]
    assert messages == ["Session n° 01 ()", "Champ après modification (after)"]


def test_a_rule_on_changes_judges_each_change_of_a_request() -> None:
    own = made(lambda change: False, on=FieldChange, fields=("after",))
    request = failing("REQ-007")
    labels = [violation.label for violation in validate(request, rules=RuleSet([own]))]
    assert labels == ["Champ après modification"] * len(request.changes)


def test_a_message_has_the_default_of_what_is_not_given() -> None:
    own = made(lambda session, component=None, today=3: False, fr="{component}, {today}")
    (violation,) = validate(example_action().component("01").session("01"), rules=RuleSet([own]))
    assert violation.message() == "-, 3"


def test_a_rule_on_a_collection_tells_no_value() -> None:
    own = made(lambda session: session.places < 0, fields=("infos",))
    (violation,) = validate(example_action(), rules=RuleSet([own]))
    assert violation.value is None
    assert violation.label == "Liste des informations collectives"


def test_a_label_is_the_forms() -> None:
    action = example_action().set(SESSION + ".infos[1].start", Time(13, 0))
    assert validate(action).by_code("INF-001")[0].label == "Heure de début"


def test_collections_of_a_subject_itself_may_be_read() -> None:
    def has_infos(session: Session) -> bool:
        return all(isinstance(info, CollectiveInfo) for info in session.infos)

    assert len(validate(example_action(), rules=RuleSet([made(has_infos)]))) == 0


def test_a_request_is_told_by_the_value_that_it_asks_for() -> None:
    request = failing("REQ-007")
    report = validate(request, action=example_action(), today=Date(2022, 9, 1))
    assert [(v.code, v.label, v.value) for v in report] == [("REQ-007", "Nb. de places", 0)]
    removing = RULES["REQ-003"].fails
    assert removing is not None
    report = validate(removing(example_action()), action=example_action(), today=Date(2022, 9, 1))
    assert [(v.code, v.value) for v in report.by_code("REQ-003")] == [("REQ-003", None)]


class OddError(Exception):
    """An exception that cannot be told."""

    def __str__(self) -> str:
        raise RuntimeError

    __repr__ = __str__


class Stopped(BaseException):
    """What no one who catches an Exception catches."""


def raises(error: BaseException) -> Any:
    raise error


@pytest.mark.parametrize(
    ("predicate", "exception"),
    [
        (lambda session: session.nothing, "AttributeError: 'Session' object has no attribute"),
        (lambda session: None, "TypeError: the rule returned None; expected True or False, or"),
        (lambda session: 1, "TypeError: the rule returned 1"),
        (lambda session: (True, True), r"TypeError: the rule returned (True, True)"),
        (lambda session: (None,), r"TypeError: the rule returned (None,)"),
        (
            lambda session, component: component == example_action()["components[01]"],
            "AttributeError: this Component has no 'volumes': ",
        ),
        (
            lambda session, component: component.sessions,
            "AttributeError: this Component has no 'sessions': a rule takes its parents without",
        ),
        (lambda session, action: hash(action), "AttributeError: this Action has no 'components'"),
        (lambda session, action: str(action), "AttributeError: this Action has no 'components': "),
        (lambda session, component: repr(component), "AttributeError: this Component has no 'vol"),
        (lambda session: raises(AttributeError("x", name="a", obj=session)), "AttributeError: x"),
        (lambda session: raises(AttributeError("x", name=untyped([]))), "AttributeError: x"),
        (lambda session: raises(OddError()), "OddError"),
        (lambda session: raises(Stopped("now")), "Stopped: now"),
        (lambda session: raises(ValueError("a\nerreur SES-999\x1b[31m\ud800")), "ValueError: a\\n"),
        (lambda session: raises(ValueError("x" * 10**6)), "ValueError: xxx"),
    ],
)
def test_a_rule_that_fails_is_told_by_its_own_severity_and_never_loses_the_report(
    predicate: Any, exception: str
) -> None:
    action = example_action().set(SESSION + ".places", 0)
    report = validate(action, rules=RULES.with_(made(predicate)), **CONTEXT)
    assert [v.code for v in report] == ["INF-009", "REG-001"]
    (failure,) = report.by_code("REG-001")
    assert failure.severity is Severity.WARNING
    assert failure.message() == "La règle REG-001 n'a pas pu être jugée."
    assert failure.message("en") == "Rule REG-001 could not be judged."
    assert failure.exception is not None
    assert failure.exception.startswith(exception)
    assert len(failure.exception) <= 300
    assert failure.exception.isprintable()
    assert failure.exception not in str(report)
    assert str(failure.path) == SESSION + ".places"
    assert loads(dumps(report), Report) == report


@pytest.mark.parametrize("stop", [KeyboardInterrupt, SystemExit, GeneratorExit])
def test_what_ends_a_program_passes(stop: type[BaseException]) -> None:
    with pytest.raises(stop):
        validate(example_action(), rules=RuleSet([made(lambda session: raises(stop()))]))
    alike = SAME_SESSIONS._replace(key=lambda *_: raises(stop()))
    with pytest.raises(stop):
        alike.firsts(second_session()(example_action()).component("01").sessions)


def test_a_class_of_exceptions_may_be_odd_itself() -> None:
    def nameless(_: object) -> str:
        raise RuntimeError

    odd_type = type("Nameless", (type,), {"__name__": property(nameless)})
    failure = odd_type("Failure", (Exception,), {})
    (violation,) = validate(
        example_action(), rules=RuleSet([made(lambda session: raises(failure("x")))])
    )
    assert violation.exception == "Exception"


def test_a_message_that_fails_is_told_as_a_failure() -> None:
    details = {"why": lambda told: told["component"].sessions}
    own = made(lambda session, component: session.places < 0, fr="{why}", details=details)
    (violation,) = validate(example_action(), rules=RuleSet([own]))
    assert violation.exception is not None
    assert violation.exception.startswith("AttributeError: this Component has no 'sessions': ")


def test_a_verdict_for_each_field_is_told_at_each_that_is_wrong() -> None:
    def both(session: Session) -> Any:
        return session.places > 100, UNKNOWN, session.number == ""

    own = made(both, fields=("places", "offer_code", "number"), fr="{label} : {field} {value}")
    report = validate(example_action(), rules=RuleSet([own]))
    assert [(str(v.path), v.related, v.value) for v in report] == [
        (SESSION + ".number", (), "01"),
        (SESSION + ".places", (), 10),
    ]
    assert [v.message() for v in report] == [
        "Num. de session : number 01",
        "Nb. de places : places 10",
    ]


def test_a_tuple_of_another_length_is_a_failure_told_once_at_the_first_field() -> None:
    own = made(lambda session: (False,), fields=("start", "end"))
    (violation,) = validate(example_action(), rules=RuleSet([own]))
    assert (str(violation.path), violation.related) == (
        SESSION + ".start",
        (Path.parse(SESSION + ".end"),),
    )
    assert violation.exception is not None
    assert violation.exception.endswith("for each of its fields: start, end")


def test_a_message_never_tells_more_than_300_characters_of_a_value() -> None:
    action = example_action().set(SESSION + ".infos[1].comment", "é" * 600)
    (violation,) = validate(action).by_code("INF-011")
    assert violation.message().count("é") < 310
    assert violation.value == "é" * 600


def test_a_mending_that_fails_is_a_failure() -> None:
    own = made(lambda session: session.places < 0, fix=lambda session: session.nothing)
    (violation,) = validate(example_action(), rules=RuleSet([own]))
    assert (violation.fix, violation.messages.en) == (None, "Rule REG-001 could not be judged.")
    nothing = made(lambda session: session.places < 0, fix=lambda session: session)
    (violation,) = validate(example_action(), rules=RuleSet([nothing]))
    assert violation.fix is not None
    assert len(violation.fix) == 0


def test_a_value_that_a_report_cannot_hold_is_not_told() -> None:
    @frozen
    class Box:
        ABOUT: ClassVar[About] = About("box", "Boîte", "box")
        size: float = field(default=1.5, metadata=label("Taille"))

    own = made(lambda box: box.size < 0, on=Box, fields=("size",))
    (violation,) = validate(Box(), rules=RuleSet([own]))
    assert (violation.label, violation.value) == ("Taille", None)
