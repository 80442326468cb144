from typing import Any

import pytest
from pendulum import Date
from tests.rules.own_rules import failing
from tests.steps import request

from bdc_sessions import (
    ABSENT,
    RULES,
    Action,
    ChangeRequest,
    FieldChange,
    Path,
    RuleSet,
    Severity,
    rule,
    validate,
)
from bdc_sessions.changes.diff import addition_of
from bdc_sessions.rules.example import (
    ADDRESS,
    INFO,
    SESSION,
    example_action,
    second_info,
    second_session,
)


def test_a_request_is_judged_against_the_action_given() -> None:
    stale = failing("REQ-002")
    report = validate(stale, action=example_action(), today=Date(2022, 9, 1))
    assert [(v.code, str(v.path)) for v in report] == [("REQ-002", SESSION + ".places")]
    assert dict(validate(stale).skipped).keys() == {"REQ-002", "REQ-006", "REQ-008", "REQ-009"}


def test_a_request_for_a_component_that_is_not_there_is_impossible() -> None:
    elsewhere = request("r", component="09")
    report = validate(elsewhere, action=example_action(), today=Date(2022, 9, 1))
    assert [v.code for v in report] == ["REQ-001", "REQ-006"]


def test_a_removed_session_takes_its_informations_along_and_moves_no_start() -> None:
    report = validate(failing("REQ-003"), action=example_action(), today=Date(2023, 1, 1))
    assert [v.code for v in report] == ["REQ-003"]


def test_a_new_session_of_unknown_places_has_nothing_to_warn_of() -> None:
    report = validate(
        request("r1", FieldChange(SESSION + ".end", Date(2022, 12, 31), Date(2023, 1, 1))),
        action=example_action(),
        today=Date(2022, 9, 15),
    )
    assert len(report) == 0


def test_what_is_asked_of_requests_is_told_before_what_an_embedder_asks() -> None:
    def never(request: ChangeRequest) -> bool:
        return request.id == ""

    facts: dict[str, Any] = {"fields": (), "source": "ici", "fr": "a", "en": "b"}
    own = rule("ABC-001", Severity.WARNING, on=ChangeRequest, **facts)(never)
    report = validate(request(), rules=RuleSet([own, RULES["REQ-001"]]))
    assert [v.code for v in report] == ["REQ-001", "ABC-001"]


@pytest.mark.parametrize(
    ("code", "change", "french", "english"),
    [
        (
            "REQ-005",
            FieldChange("status", "EC", "CL"),
            "« Statut de l'action » n'est pas de la session 01 de la composante 01.",
            "status is not of session 01 of component 01.",
        ),
        (
            "REQ-005",
            FieldChange("components[01].sessions[02].places", 10, 9),
            (
                "« Composante n° 01 / Session n° 02 / Nb. de places » n'est pas de la session 01 "
                "de la composante 01."
            ),
            "components[01].sessions[02].places is not of session 01 of component 01.",
        ),
        (
            "REQ-009",
            FieldChange(SESSION + ".start", Date(2022, 9, 1), Date(2022, 9, 5)),
            (
                "La session 01 a commencé le 01/09/2022 (aujourd'hui : 02/09/2022) : son début ne "
                "devrait pas passer au 05/09/2022."
            ),
            (
                "Session 01 began on 01/09/2022 (today: 02/09/2022): its start should not move to "
                "05/09/2022."
            ),
        ),
    ],
)
def test_a_message_about_a_request_names_the_field_and_the_values(
    code: str, change: FieldChange, french: str, english: str
) -> None:
    report = validate(request("r1", change), action=example_action(), today=Date(2022, 9, 2))
    (violation,) = report.by_code(code)
    assert (violation.message(), violation.message("en")) == (french, english)


@pytest.mark.parametrize("places", [0, -1])
def test_a_new_session_without_places_or_in_the_past_is_told_with_its_values(places: int) -> None:
    path = Path.parse("components[01].sessions[02]")
    added = addition_of(example_action()[SESSION].evolve(number="02", places=places), path)
    asked = request("r1", *added, session="02")
    report = validate(asked, action=example_action(), today=Date(2022, 9, 2))
    assert [(v.code, v.message(), v.message("en")) for v in report] == [
        (
            "REQ-008",
            "La nouvelle session 02 commence le 01/09/2022, avant aujourd'hui (02/09/2022).",
            "The new session 02 starts on 01/09/2022, before today (02/09/2022).",
        ),
        (
            "REQ-007",
            f"La nouvelle session 02 n'a pas de place ({places}).",
            f"The new session 02 has no places ({places}).",
        ),
    ]


def test_a_change_of_a_session_that_takes_its_places_away_is_no_new_session() -> None:
    removal = FieldChange(SESSION + ".places", 10, ABSENT)
    assert not validate(request("r1", removal), action=example_action()).by_code("REQ-007")
    cancelled = FieldChange(SESSION + ".places", 10, 0)
    assert not validate(request("r1", cancelled), action=example_action()).by_code("REQ-007")


@pytest.mark.parametrize(("day", "broken"), [(31, False), (1, True), (2, True)])
def test_a_session_that_starts_today_has_begun(day: int, *, broken: bool) -> None:
    today = Date(2022, 8 if day == 31 else 9, day)
    report = validate(failing("REQ-009"), action=example_action(), today=today)
    assert bool(report.by_code("REQ-009")) is broken


def overtaken(*changes: FieldChange, action: Action | None = None, **fields: Any) -> list[str]:
    """Return what REQ-002 and REQ-006 say of a request, in French."""
    report = validate(request("r1", *changes, **fields), action=action or example_action())
    violations = [v for v in report if v.code in ("REQ-002", "REQ-006")]
    assert all(v.message("en") != v.message() for v in violations)
    return [v.message() for v in violations]


def test_what_is_empty_is_told_apart_from_what_is_not_there() -> None:
    code = SESSION + ".offer_code"
    rest = "reprenez la demande sur l'état actuel."
    label = "Code Offre Info"
    assert overtaken(FieldChange(code, "OI1", None)) == [
        f"{label} : trouvé vide, et non plus OI1 : {rest}"
    ]
    given = example_action().set(code, "OI2")
    assert overtaken(FieldChange(code, None, "OI1"), action=given) == [
        f"{label} : trouvé OI2, et non plus vide : {rest}"
    ]
    second = INFO.replace("[1]", "[2]")
    gone = [FieldChange(second + ".places", 20, 0), FieldChange(second + ".comment", "a", None)]
    place = "Composante n° 01 / Session n° 01 / Information collective n° 2"
    assert overtaken(*gone) == [f"{place} n'existe pas : {rest}"]
    assert overtaken(FieldChange(SESSION + ".places", ABSENT, 3)) == [
        f"Nb. de places : trouvé 10, et non plus absent : {rest}"
    ]


def test_an_addition_that_was_overtaken_is_told_once() -> None:
    action = second_info(places=3)(example_action())
    second = INFO.replace("[1]", "[2]")
    added = addition_of(action[second], Path.parse(second))
    (violation,) = overtaken(*added, action=action)
    assert "Information collective n° 2 existe déjà" in violation
    changed = action.set(second + ".places", 4)
    removed = [change.inverse() for change in added]
    (violation,) = overtaken(*removed, action=changed)
    assert "Information collective n° 2 a changé entre-temps" in violation
    (stale,) = validate(request("r1", *added), action=action).by_code("REQ-002")
    assert str(stale.path) == second + ".date"


def test_changes_that_are_incomplete_hold_nothing_of_what_they_saw() -> None:
    path = Path.parse(SESSION + ".infos[2]")
    part = addition_of(example_action()[INFO], path)[:2]
    (violation,) = overtaken(*part)
    assert "Information collective n° 2 n'existe pas" in violation


ADDRESS_REMOVED = [
    change.inverse() for change in addition_of(example_action()[ADDRESS], Path.parse(ADDRESS))
]


@pytest.mark.parametrize(
    ("changes", "label"),
    [
        ([FieldChange(SESSION + ".number", "01", "02")], "Num. de session"),
        ([FieldChange(SESSION + ".places", 10, ABSENT)], "Nb. de places"),
        ([FieldChange("components[01].number", "01", "02")], "N°"),
        (ADDRESS_REMOVED, "N° de voie"),
    ],
)
def test_changes_that_leave_no_value_are_not_called_stale(
    changes: list[FieldChange], label: str
) -> None:
    said, *_ = overtaken(*changes)
    assert said.startswith(f"{label} ne peut changer ainsi, la demande est incomplète : ")
    found = validate(request("r1", *changes), action=example_action()).by_code("REQ-002")[0]
    assert f"{changes[0].path} cannot change so, the request is incomplete" in found.message("en")


def test_values_that_look_alike_are_told_apart() -> None:
    code = SESSION + ".offer_code"
    action = example_action().set(code, "a\u00a0b")
    (violation,) = overtaken(FieldChange(code, "a b", "c"), action=action)
    assert "« a\\xa0b »" in violation


def test_a_number_that_is_taken_is_told_with_the_next_free_one() -> None:
    action = second_session(start=Date(2023, 1, 2), infos=())(example_action())
    path = Path.parse("components[01].sessions[02]")
    added = addition_of(action[path].evolve(places=3), path)
    (violation,) = overtaken(*added, session="02", action=action)
    assert violation == (
        "La demande ne peut pas être appliquée : le numéro de session 02 est déjà pris, le "
        "prochain libre est 03."
    )
    assert overtaken(component="07") == [
        "La demande ne peut pas être appliquée : la composante 07 n'existe pas."
    ]
    assert overtaken(session="05") == [
        "La demande ne peut pas être appliquée : la session 05 n'existe pas."
    ]


def test_a_request_may_change_what_holds_a_session_where_other_rules_let_it() -> None:
    (violation,) = overtaken(FieldChange("components[01].code", "X", "Y"))
    assert violation.startswith("Code : trouvé FORP, et non plus X")


@pytest.mark.parametrize(
    ("change", "text"),
    [
        (FieldChange(SESSION + ".offer_code", "OI1", None), "found empty, no longer OI1"),
        (FieldChange(SESSION + ".places", ABSENT, 3), "found 10, no longer absent"),
    ],
)
def test_what_is_stale_is_told_in_english_too(change: FieldChange, text: str) -> None:
    report = validate(request("r1", change), action=example_action())
    (violation,) = report.by_code("REQ-002")
    assert f"{change.path}: {text}" in violation.message("en")


def test_the_first_field_alone_tells_that_an_object_is_added() -> None:
    (violation,) = overtaken(FieldChange(INFO + ".date", ABSENT, Date(2022, 9, 1)))
    assert "Information collective existe déjà" in violation
