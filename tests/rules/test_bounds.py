"""The bounds of the rules: the last value that each lets pass, and the first that it does not."""

from typing import Any

import pytest
from pendulum import Date, Time

from bdc_sessions import (
    ADVICE,
    RULES,
    Action,
    EntryMode,
    Site,
    Term,
    Volume,
    VolumeUnit,
    validate,
)
from bdc_sessions.rules.example import (
    ADDRESS,
    INFO,
    SESSION,
    VOLUME,
    example_action,
    example_context,
)

COMPONENT = "components[01]"
SITE = Site(name="A", place="B", city="BEZIERS", postal_code="34500")
LAST_DAY = Date(2024, 6, 30)

PASSING: list[tuple[str, dict[str, Any]]] = [
    ("ACT-001", {"start": LAST_DAY}),
    ("ACT-002", {"sites": [SITE]}),
    ("ADV-002", {INFO + ".start": Time(8, 0), INFO + ".end": Time(20, 0)}),
    ("ADV-003", {SESSION + ".places": -1, INFO + ".places": 0}),
    ("ADV-003", {SESSION + ".places": 1, INFO + ".places": 1}),
    ("CMP-001", {COMPONENT + ".start": LAST_DAY}),
    ("CMP-002", {COMPONENT + ".start": Date(2022, 9, 1), COMPONENT + ".end": LAST_DAY}),
    ("CMP-003", {VOLUME + ".minimum": 5, VOLUME + ".mean": 5, VOLUME + ".maximum": 5}),
    ("CMP-003", {VOLUME + ".minimum": 5, VOLUME + ".mean": None, VOLUME + ".maximum": 5}),
    ("CMP-004", {VOLUME + ".total": None}),
    ("CMP-004", {VOLUME + ".mean": None}),
    *(
        ("CMP-005", {f"{VOLUME}.{name}": value})
        for name in ("headcount", "mean", "minimum", "maximum", "total")
        for value in (0, None)
    ),
    ("CMP-006", {SESSION + ".places": 121}),
    ("INF-002", {INFO + ".places": 0}),
    ("INF-003", {INFO + ".date": Date(2022, 12, 31), "entry": EntryMode.PERMANENT}),
    ("INF-005", {ADDRESS + ".postal_code": "00000"}),
    ("INF-007", {ADDRESS + ".city": "LATTES", ADDRESS + ".cedex": "CEDEX"}),
    ("INF-007", {ADDRESS + ".city": "LATTES", ADDRESS + ".postal_code": "99999"}),
    ("INF-008", {ADDRESS + ".suffix": None, ADDRESS + ".number": " "}),
    ("INF-009", {SESSION + ".places": -1}),
    ("INF-009", {SESSION + ".places": 1}),
    ("INF-011", {INFO + ".comment": None}),
    ("INF-012", {ADDRESS + ".special": "S" * 38}),
    ("INF-012", {ADDRESS + ".city": "V" * 32}),
    ("INF-012", {ADDRESS + ".city": "V" * 26, ADDRESS + ".cedex": "CEDEX"}),
    ("INF-012", {ADDRESS + ".street": "R" * 25}),
    ("SES-001", {SESSION + ".start": Date(2022, 12, 31)}),
    ("SES-002", {SESSION + ".start": Date(2022, 9, 1), SESSION + ".end": LAST_DAY}),
    ("SES-003", {SESSION + ".places": 0}),
    ("SES-004", {SESSION + ".places": 120}),
]

BREAKING: list[tuple[str, dict[str, Any]]] = [
    ("ACT-001", {"start": Date(2024, 7, 1)}),
    ("ACT-002", {COMPONENT + ".postal_code": "34501"}),
    ("ADV-001", {INFO + ".date": Date(2022, 11, 11)}),
    ("ADV-002", {INFO + ".start": Time(7, 59)}),
    ("ADV-002", {INFO + ".end": Time(20, 1)}),
    ("ADV-003", {SESSION + ".places": 1, INFO + ".places": 0}),
    ("CMP-002", {COMPONENT + ".start": Date(2022, 8, 31)}),
    ("CMP-002", {COMPONENT + ".end": Date(2024, 7, 1)}),
    ("CMP-003", {VOLUME + ".minimum": 6, VOLUME + ".mean": None, VOLUME + ".maximum": 5}),
    ("CMP-003", {VOLUME + ".minimum": None, VOLUME + ".mean": 6, VOLUME + ".maximum": 5}),
    ("CMP-004", {VOLUME + ".headcount": 119}),
    *(
        ("CMP-005", {f"{VOLUME}.{name}": -1})
        for name in ("headcount", "mean", "minimum", "maximum", "total")
    ),
    ("INF-001", {INFO + ".start": Time(12, 0)}),
    ("INF-002", {INFO + ".places": -1}),
    ("INF-003", {INFO + ".date": Date(2022, 9, 2)}),
    ("INF-003", {INFO + ".date": Date(2023, 1, 1), "entry": EntryMode.PERMANENT}),
    ("INF-005", {ADDRESS + ".postal_code": "340000"}),
    ("INF-005", {ADDRESS + ".postal_code": "3400O"}),
    ("INF-008", {ADDRESS + ".number": " "}),
    ("INF-008", {ADDRESS + ".number": None, ADDRESS + ".suffix": Term("bis")}),
    ("INF-009", {SESSION + ".places": 0, INFO + ".places": 1}),
    ("INF-012", {ADDRESS + ".special": "S" * 39}),
    ("INF-012", {ADDRESS + ".building": "B" * 39}),
    ("INF-012", {ADDRESS + ".city": "V" * 33}),
    ("INF-012", {ADDRESS + ".city": "V" * 27, ADDRESS + ".cedex": "CEDEX"}),
    ("INF-012", {ADDRESS + ".street": "R" * 26}),
    ("SES-001", {SESSION + ".start": Date(2023, 1, 1)}),
    ("SES-002", {SESSION + ".start": Date(2022, 8, 31)}),
    ("SES-002", {SESSION + ".end": Date(2024, 7, 1)}),
    ("SES-003", {SESSION + ".places": -1}),
    ("SES-004", {SESSION + ".places": 121}),
]


def codes(action: Action) -> set[str]:
    context = {**example_context(), "holidays": {Date(2022, 11, 11)}}
    return {violation.code for violation in validate(action, rules=RULES | ADVICE, **context)}


def edited(edits: dict[str, Any]) -> Action:
    action = example_action()
    for path, value in edits.items():
        action = action.set(path, value)
    return action


@pytest.mark.parametrize(("code", "edits"), PASSING)
def test_the_last_value_that_is_right_passes(code: str, edits: dict[str, Any]) -> None:
    assert code not in codes(edited(edits))


@pytest.mark.parametrize(("code", "edits"), BREAKING)
def test_the_first_value_that_is_wrong_is_told(code: str, edits: dict[str, Any]) -> None:
    assert code in codes(edited(edits))


@pytest.mark.parametrize(
    ("one", "other", "broken"), [(60, 60, False), (60, 61, True), (120, 120, True), (121, 1, False)]
)
def test_places_are_too_many_together_where_no_session_is_alone(
    one: int, other: int, *, broken: bool
) -> None:
    component = example_action().component("01")
    first = component.session("01").evolve(places=one)
    second = first.evolve(number="02", places=other, start=Date(2022, 9, 2))
    action = example_action().set(COMPONENT + ".sessions", [first, second])
    assert ("CMP-006" in codes(action)) is broken


def test_a_missing_mean_does_not_hide_a_minimum_above_the_maximum() -> None:
    volume = Volume(kind="a", unit=VolumeUnit.HC, minimum=3, maximum=2)
    assert [v.code for v in validate(volume)] == ["CMP-003"]
    assert len(validate(volume.evolve(minimum=None, total=5))) == 0


def test_a_cedex_and_a_table_without_the_code_are_not_judged() -> None:
    address = example_action()[SESSION + ".infos[1].address"].evolve(city="AILLEURS")
    towns = {"postal": example_context()["postal"]}
    assert [v.code for v in validate(address, **towns)] == ["INF-007"]
    assert len(validate(address.evolve(cedex="CEDEX 2"), **towns)) == 0
    assert len(validate(address.evolve(postal_code="34999"), **towns)) == 0


def test_a_town_of_another_code_is_told_with_the_towns_of_its_own() -> None:
    address = example_action()[ADDRESS].evolve(city="LATTES", postal_code="34500")
    for towns in ({"SAINT-X", "BEZIERS"}, ["SAINT-X", "BEZIERS"], iter(["SAINT-X", "BEZIERS"])):
        (violation,) = validate(address, postal=lambda code, towns=towns: towns)
        assert (violation.message(), violation.message("en")) == (
            "La ville « LATTES » n'est pas de celles du code postal 34500 : BEZIERS, SAINT-X.",
            "The city 'LATTES' is none of those of the postal code 34500: BEZIERS, SAINT-X.",
        )
    many = [f"{'X' * 20}-{number}" for number in range(1000)]
    (violation,) = validate(address, postal=lambda code: many)
    assert 200 < violation.message().count("X") < 300


def test_permanent_entry_lets_an_information_come_until_the_sessions_end() -> None:
    session = example_action().component("01").session("01")
    info = session.info(1).evolve(date=session.end)
    fixed = example_action()
    permanent = fixed.evolve(entry=type(fixed.entry).PERMANENT)
    codes = [
        [v.code for v in validate(info, session=session, action=action)]
        for action in (fixed, permanent)
    ]
    assert codes == [["INF-003"], []]
