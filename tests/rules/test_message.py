import re
from typing import Any

import pytest
from pendulum import Date
from tests.rules.own_rules import failing, made

from bdc_sessions import (
    Action,
    ChangeRequest,
    CollectiveInfo,
    Component,
    FieldChange,
    RuleSet,
    Session,
    validate,
)
from bdc_sessions.model.shape import classes_below, shape
from bdc_sessions.rules.example import example_action, second_info
from bdc_sessions.rules.groups import SAME_INFOS
from bdc_sessions.rules.message import messages, names
from bdc_sessions.rules.specimens import objects
from bdc_sessions.texts import Bilingual


def test_a_message_may_say_how_a_value_is_written() -> None:
    own = made(lambda session: session.places < 0, fr="{session.places:03} {session.start:%Y}")
    assert validate(example_action(), rules=RuleSet([own]))[0].message() == "010 2022"


def test_a_message_may_read_a_field_by_its_path() -> None:
    own = made(lambda session: session.places < 0, fr="{session[places]} places")
    assert validate(example_action(), rules=RuleSet([own]))[0].message() == "10 places"


def test_a_value_in_two_languages_is_told_in_the_one_asked_for() -> None:
    own = made(
        lambda session: session.places < 0,
        fr="{why} {why:x}",
        en="{why}",
        details={"why": lambda told: Bilingual("oui", "yes")},
    )
    (violation,) = validate(example_action(), rules=RuleSet([own]))
    assert (violation.message(), violation.message("en")) == ("oui oui", "yes")


def test_a_message_may_ask_for_a_conversion_and_has_the_one_form_of_texts() -> None:
    templates = Bilingual("{a!r} {b}{{}}", "{b}")
    assert messages(templates, {"a": "x", "b": None}) == ("'x' -{}", "-")
    own = made(lambda session: session.places < 0, fr="e\u0301 {session.number!r}")
    (violation,) = validate(example_action(), rules=RuleSet([own]))
    assert violation.message() == "é '01'"


def test_the_names_of_a_template_are_those_that_its_fields_start_with() -> None:
    assert names("{a.b.c} {c[d].e} {e:x} f {g[h]}") == {"a", "c", "e", "g"}


def three(session: Session, component: Component, action: Action, today: Date) -> bool:
    return session.end <= component.end <= action.end <= today


@pytest.mark.parametrize(
    ("named", "why"),
    [
        ("session.colour", "AttributeError: 'Session' object has no attribute 'colour'"),
        ("session.site.zz", "AttributeError: 'Site' object has no attribute 'zz'"),
        ("session.offer_code.zz", "AttributeError: 'str' object has no attribute 'zz'"),
        ("component.colour.x", "AttributeError: 'Component' object has no attribute 'colour'"),
        ("action.titel", "AttributeError: 'Action' object has no attribute 'titel'"),
        ("today.hour", "AttributeError: 'Date' object has no attribute 'hour'"),
        (
            "session[zz]",
            "NotFoundError: zz does not exist; there is: number, start, end, site, pla",
        ),
        ("session.cancel", "TypeError: it is a function; expected a value"),
        ("session.places:zz", "ValueError: Unknown format code 'z' for object of type 'int'"),
        ("session.site:>9", "TypeError: unsupported format string passed to Site.__format__"),
        ("session.places!z", "ValueError: Unknown conversion specifier "),
        ("label!z", "ValueError: Unknown conversion specifier "),
        ("action", "AttributeError: this Action has no 'components': a rule takes its parents "),
        ("action!r", "AttributeError: this Action has no 'components': "),
        ("action.components", "AttributeError: this Action has no 'components': "),
        ("action.totals", "AttributeError: this Action has no 'components': "),
        ("component!r", "AttributeError: this Component has no 'volumes': "),
        ("component.sessions", "AttributeError: this Component has no 'sessions': "),
        ("component.next_number", "AttributeError: this Component has no 'sessions': "),
        ("component[sessions]", "AttributeError: this Component has no 'sessions': "),
    ],
)
def test_what_a_message_cannot_tell_is_refused_when_the_rule_is_made(named: str, why: str) -> None:
    told = named.partition(":")[0]
    for texts in ({"fr": f"{{{named}}}"}, {"en": f"{{{named}}}"}):
        with pytest.raises(ValueError, match="its message names ") as caught:
            made(three, **texts)
        start = f"rule REG-001: its message names {{{told}}}: "
        assert re.sub(r"'bdc_sessions\.[a-z_.]+", "'", str(caught.value)).startswith(start + why)


def test_a_message_that_names_a_parent_whole_says_which_field_to_name() -> None:
    def at_most_nine(info: CollectiveInfo, session: Session) -> bool:
        return info.places < session.places

    with pytest.raises(ValueError, match=r"names \{session\}: ") as caught:
        made(at_most_nine, on=CollectiveInfo, en="{session}")
    assert str(caught.value) == (
        "rule REG-001: its message names {session}: AttributeError: this Session has no 'infos': a "
        "rule takes its parents without their collections; read a field such as 'number', or "
        "declare a Group or Twins"
    )


def test_a_message_may_tell_what_a_parents_own_fields_give() -> None:
    own = made(
        three,
        fr="{component}, {component.label}, {action.sites[0].city}, {action.entry.value}, "
        "{action[end]}",
    )
    (violation,) = validate(example_action(), rules=RuleSet([own]), today=Date(2022, 9, 15))
    label = "01 - FORP - Formation Projet Pro"
    assert violation.message() == f"{label}, {label}, BEZIERS, fixed, 30/06/2024"


def test_a_message_may_name_an_item_that_another_session_has() -> None:
    own = made(lambda session: len(session.infos) < 2, fr="{session.infos[1].date}")
    action = second_info(date=Date(2022, 8, 30))(example_action())
    assert validate(example_action(), rules=RuleSet([own])).ok
    assert validate(action, rules=RuleSet([own]))[0].message() == "30/08/2022"


def test_a_message_about_a_request_may_tell_its_action_whole() -> None:
    own = made(lambda request, action: False, on=ChangeRequest, fields=(), fr="{action}")
    (violation,) = validate(failing("REQ-001"), action=example_action(), rules=RuleSet([own]))
    assert violation.message().endswith("1 composante, 1 session")
    with pytest.raises(ValueError, match="no ChangeRequest has 'town'"):
        made(lambda request: False, on=ChangeRequest, fields=(), fr="{request.town}")
    own = made(lambda change: False, on=FieldChange, fields=("after",), fr="{change.after.year:>4}")
    with pytest.raises(ValueError, match="no FieldChange has 'town'"):
        own.evolve(templates=Bilingual("a", "{change.town}"))


@pytest.mark.parametrize("name", ["postal", "holidays"])
def test_a_message_tells_no_function_and_no_set(name: str) -> None:
    with pytest.raises(ValueError, match=rf"its message names \['{name}'\], but may tell \['fie"):
        made(lambda session, postal, holidays: True, fr=f"{{{name}}}")


def test_a_message_tells_what_is_empty_whatever_its_format() -> None:
    own = made(lambda session: session.places < 0, fr="{session.offer_code:>4}")
    assert validate(example_action(), rules=RuleSet([own]))[0].message() == "-"


def test_a_value_is_told_in_each_way_that_a_message_asks_for() -> None:
    own = made(lambda session: session.places < 0, fr="{session.number} {session.number!r}")
    assert validate(example_action(), rules=RuleSet([own]))[0].message() == "01 '01'"


@pytest.mark.parametrize(
    ("name", "predicate"), [("info", lambda info: True), ("subject", lambda subject: True)]
)
def test_a_message_is_checked_down_to_the_parts_of_its_object(name: str, predicate: Any) -> None:
    with pytest.raises(ValueError, match="Address' object has no attribute 'town'"):
        made(predicate, on=CollectiveInfo, fr=f"{{{name}.address.town}}")
    with pytest.raises(ValueError, match="CollectiveInfo' object has no attribute 'town'"):
        made(lambda info, twin: True, on=CollectiveInfo, twins=SAME_INFOS, fr="{twin.town}")
    own = made(predicate, on=CollectiveInfo, fr=f"{{{name}.address.cedex}}")
    assert own.parameters == (name,)


def test_objects_on_which_messages_are_tried_have_no_empty_field() -> None:
    for node in objects().values():
        assert None not in shape(type(node)).values(node)
    assert {type(node) for node in objects().values()} == {Action, *classes_below(Action)}


def test_a_detail_may_bear_the_name_of_an_object() -> None:
    own = made(
        lambda session: session.places < 0,
        fr="{component.real}",
        details={"component": lambda told: 5},
    )
    assert validate(example_action(), rules=RuleSet([own]))[0].message() == "5"
