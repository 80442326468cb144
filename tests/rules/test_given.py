from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import holidays
import pytest
from pendulum import Date
from tests.rules.own_rules import made
from tests.values import untyped

from bdc_sessions import ADVICE, RULES, RuleSet, Session, validate
from bdc_sessions.rules.example import SESSION, example_action
from bdc_sessions.rules.given import MOST_DAYS

SUNDAY = example_action().set(SESSION + ".infos[1].date", Date(2022, 8, 28))
WEEKDAY = Date(2022, 8, 31)


class Lazy(dict[date, str]):
    """Holidays that come to be when they are asked for, as the package `holidays` has them."""

    def __contains__(self, day: object) -> bool:
        if isinstance(day, date):
            self[day] = "férié"
        return True


class OnlyIn:
    """What answers `in` and cannot be gone through."""

    def __contains__(self, day: object) -> bool:
        return day == WEEKDAY


class Endless(OnlyIn):
    """A rule of days without an end."""

    def __iter__(self) -> Iterator[date]:
        while True:
            yield WEEKDAY


class Down(OnlyIn):
    """What cannot be gone through today."""

    def __iter__(self) -> Iterator[date]:
        raise ConnectionError

    def __contains__(self, day: object) -> bool:
        raise ConnectionError


@pytest.mark.parametrize(
    "wrong",
    [
        {"postal": {"34000": ["MONTPELLIER"]}},
        {"postal": "34000"},
        {"holidays": ["2022-08-31"]},
        {"holidays": "2022-08-31"},
        {"holidays": b"x"},
        {"holidays": [WEEKDAY, datetime(2022, 8, 31)]},  # noqa: DTZ001 - it is refused
        {"holidays": (day for day in [WEEKDAY])},
        {"holidays": 3},
        {"today": "2022-08-31"},
        {"today": datetime(2022, 8, 31)},  # noqa: DTZ001 - it is refused
        {"rules": [RULES["SES-001"]]},
        {"since": "report"},
        {"action": SUNDAY.component("01")},
        {"component": SUNDAY},
        {"session": SUNDAY},
        {"info": SUNDAY},
    ],
)
def test_what_varies_is_checked_before_anything_is_judged(wrong: dict[str, Any]) -> None:
    calls: list[Session] = []

    def seen(session: Session) -> bool:
        calls.append(session)
        return True

    rules = RuleSet([made(seen)])
    with pytest.raises(TypeError, match=rf"validate\({next(iter(wrong))}="):
        validate(SUNDAY, **{"rules": rules, **wrong})
    assert calls == []


@pytest.mark.parametrize(
    "days",
    [
        [],
        (date(2022, 8, 31),),
        {Date(2022, 8, 31): "férié"},
        frozenset({date(2022, 8, 31)}),
        Lazy(),
        holidays.country_holidays("FR") | {date(2022, 8, 31): "essai"},
        OnlyIn(),
        Endless(),
    ],
)
def test_whatever_holds_dates_is_taken_as_it_is(days: Any) -> None:
    report = validate(example_action(), rules=ADVICE, holidays=days)
    assert [v.code for v in report.by_code("ADV-001")] == ["ADV-001"] * (days != [])


def test_what_contains_no_dates_is_told_as_it_was_found() -> None:
    due = r"^validate\(holidays=\): found 3 \(int\); expected a container of dates$"
    with pytest.raises(TypeError, match=due):
        validate(example_action(), holidays=untyped(3))


def test_only_the_first_dates_of_a_container_are_checked() -> None:
    days: list[Any] = [WEEKDAY] * MOST_DAYS
    assert len(validate(example_action(), holidays=untyped([*days, "x"]))) == 0
    with pytest.raises(TypeError, match=r"^validate\(holidays=\): found 'x'"):
        validate(example_action(), holidays=untyped([*days[1:], "x"]))


def test_a_calendar_that_is_down_is_told_by_the_rule_that_asks_it() -> None:
    (violation,) = validate(example_action(), rules=ADVICE, holidays=Down())
    assert (violation.code, violation.exception) == ("ADV-001", "ConnectionError")


def test_a_day_may_be_the_standard_librarys() -> None:
    assert validate(SUNDAY, today=date(2022, 9, 1)) == validate(SUNDAY, today=Date(2022, 9, 1))


def test_what_is_no_postal_table_is_told_as_it_was_found() -> None:
    due = r"^validate\(postal=\): found 34000 \(int\); expected a function from a postal code"
    with pytest.raises(TypeError, match=due):
        validate(example_action(), postal=untyped(34000))


def test_a_table_that_gives_a_text_is_a_failure_of_the_rule() -> None:
    address = SUNDAY[SESSION + ".infos[1].address"]
    (violation,) = validate(address, postal=lambda code: "MONTPELLIER")
    assert violation.exception is not None
    assert violation.exception.startswith("TypeError: postal('34000'): found 'MONTPELLIER' (str)")
    assert len(validate(address, postal=lambda code: None)) == 0


def test_the_function_of_a_rule_takes_a_table_as_an_embedder_has_it() -> None:
    address = SUNDAY[SESSION + ".infos[1].address"]
    fits = RULES["INF-007"].predicate
    assert fits(address, lambda code: ["MONTPELLIER"] if code == "34000" else [])
    assert not fits(address, lambda code: ["BEZIERS"])


def test_an_embedders_rule_asks_the_table_too() -> None:
    calls: list[str] = []

    def postal(code: str) -> list[str]:
        calls.append(code)
        return ["MONTPELLIER"]

    own = made(lambda session, postal: postal("34000") == ("MONTPELLIER",))
    rules = RULES.with_(own)
    assert len(validate(example_action(), rules=rules, postal=postal)) == 0
    assert calls == ["34000"]
