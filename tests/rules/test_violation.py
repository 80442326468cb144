import pickle
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import pendulum
import pytest
from pendulum import Date, Time

from bdc_sessions import (
    EntryMode,
    Path,
    Report,
    Severity,
    Term,
    Violation,
    dumps,
    loads,
    validate,
)
from bdc_sessions.model import Action
from bdc_sessions.rules.example import SESSION, example_action
from bdc_sessions.rules.violation import report_order
from bdc_sessions.texts import Bilingual


def negative_places() -> Violation:
    (violation,) = validate(example_action().set(SESSION + ".places", -1))
    return violation


@pytest.mark.parametrize(
    ("facts", "error"),
    [
        ({"value": 1.5}, TypeError),
        ({"value": float("nan")}, TypeError),
        ({"value": {}}, TypeError),
        ({"value": (1, (2,))}, TypeError),
        ({"value": example_action()}, TypeError),
        ({"value": "\ud800"}, ValueError),
        ({"value": Decimal("NaN")}, ValueError),
        ({"messages": ("a", "b")}, TypeError),
        ({"messages": Bilingual("a", 3)}, TypeError),  # type: ignore[arg-type]  # it is refused
        ({"severity": "error"}, TypeError),
        ({"code": 5}, TypeError),
        ({"path": 5}, TypeError),
        ({"related": "places"}, TypeError),
        ({"related": [5]}, TypeError),
        ({"fix": []}, TypeError),
        ({"exception": ValueError()}, TypeError),
        ({"title": None}, TypeError),
        ({"label": b"a"}, TypeError),
    ],
)
def test_a_violation_holds_what_can_be_written_and_read(
    facts: dict[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error, match=rf"^Violation\.{next(iter(facts))}: found "):
        negative_places().evolve(**facts)


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        10**30,
        "é\n",
        date(2022, 9, 1),
        time(10, 0),
        datetime(2022, 9, 1, 10, tzinfo=pendulum.UTC),
        Decimal("1.5"),
        EntryMode.FIXED,
        Term("ter", code="3"),
        example_action().sites[0],
        example_action().sites,
        ("a", None, 3),
    ],
)
def test_what_it_holds_is_written_and_read_again(value: Any) -> None:
    report = Report([negative_places().evolve(value=value)], of=Action)
    assert loads(dumps(report), Report) == report
    assert report[0].value == value


def test_a_violation_is_one_line_whatever_it_holds() -> None:
    odd = negative_places().evolve(
        messages=Bilingual("a\nerreur SES-999\x1b[31m", "b\u2028c"), path=""
    )
    assert str(odd) == r"erreur SES-003 : a\nerreur SES-999\x1b[31m"
    assert odd.text("en") == r"error SES-003: b\u2028c"
    assert odd.message() == "a\nerreur SES-999\x1b[31m"
    assert len(repr(odd.evolve(path=f"sessions[{'9' * 500}]"))) <= 120
    assert repr(negative_places()) == f"<Violation error SES-003 {SESSION}.places>"
    assert repr(negative_places().evolve(path="")) == "<Violation error SES-003>"


def test_the_machine_form_may_leave_out_what_was_entered() -> None:
    failed = negative_places().evolve(exception="ConnectionError: 10.0.0.1: down")
    assert failed.to_dict()["exception"] == "ConnectionError: 10.0.0.1: down"
    data = failed.to_dict(values=False, lang="en")
    assert data["exception"] == "ConnectionError"
    assert data["message"] == "The number of places is not negative."
    assert "value" not in data
    assert negative_places().to_dict(values=False)["exception"] is None
    untranslated = negative_places().evolve(title_en=None)
    assert untranslated.to_dict(values=False, lang="en")["message"] == untranslated.title
    with pytest.raises(ValueError, match="expected one of fr, en"):
        failed.to_dict(lang="de")


def test_a_violation_is_a_value() -> None:
    assert pickle.loads(pickle.dumps(negative_places())) == negative_places()
    assert hash(negative_places()) == hash(negative_places())
    assert negative_places().evolve(severity=Severity.INFO) != negative_places()
    with pytest.raises(TypeError, match="Violation is final"):
        type("Mine", (Violation,), {})


def test_a_path_that_no_form_has_comes_last() -> None:
    paths = ["components", "components[01]", SESSION, SESSION + ".places", "nothing", "title.x"]
    keys = [report_order(Action, negative_places().evolve(path=path)) for path in paths]
    assert [key[0] for key in keys] == [0, 0, 0, 0, 1, 1]
    assert keys[:4] == sorted(keys[:4])
    assert report_order(Action, negative_places().evolve(path=SESSION + ".infos[x]"))[0] == 1
    assert report_order(None, negative_places())[0] == 1


def test_dates_of_the_standard_library_have_the_one_form() -> None:
    assert type(negative_places().evolve(value=date(2022, 9, 1)).value) is Date
    assert type(negative_places().evolve(value=time(10)).value) is Time
    assert negative_places().evolve(related=["end"]).related == (Path.parse("end"),)


def test_a_fix_that_is_none_is_told_with_its_field() -> None:
    (violation, *_) = validate(example_action().set(f"{SESSION}.places", -1)).violations
    with pytest.raises(TypeError, match=r"^Violation\.fix: found 3 \(int\); expected a Changes"):
        violation.evolve(fix=3)


def test_a_value_that_cannot_be_encoded_is_told() -> None:
    with pytest.raises(TypeError) as caught:
        negative_places().evolve(value=1.5)
    assert str(caught.value) == (
        "Violation.value: found 1.5 (float); expected what can be encoded: a text, a number, a "
        "date, …"
    )
    with pytest.raises(ValueError, match=r"^Violation\.value: found ") as caught_text:
        negative_places().evolve(value="\ud800")
    assert "\\ud800" in str(caught_text.value)
