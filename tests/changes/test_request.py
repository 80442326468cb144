"""Change requests as values."""

import datetime as dt
import pickle
from enum import StrEnum
from typing import Any

import pendulum
import pytest
from pendulum import datetime as instant
from tests.values import (
    guide_action,
    guide_action_with,
    guide_info,
    guide_session,
)

from bdc_sessions.changes import (
    ChangeRequest,
    Changes,
    Conflict,
    FieldChange,
    Merge,
    Message,
    Recap,
    RecapRow,
    RequestKind,
    RequestStatus,
    diff,
)
from bdc_sessions.model import ABSENT, Action, Issuer, Session

TOP = "components[01].sessions[01]"


def request(**fields: Any) -> ChangeRequest:
    """Make a pending request that adds the guide's session."""
    changes = diff(guide_action_with(), guide_action_with(guide_session()))
    given = {"id": "r1", "component": "01", "session": "01", "changes": changes}
    return ChangeRequest(**{**given, **fields})


ISSUER = Issuer("BL", "Administrateur")


AT = instant(2022, 12, 15, 10, tz="Europe/Paris")


@pytest.mark.parametrize(
    "fields",
    [
        {"issuer": ISSUER},
        {"issued_at": AT},
        {"status": RequestStatus.VALIDATED},
        {"status": RequestStatus.VALIDATED, "issuer": ISSUER},
        {"status": RequestStatus.VALIDATED, "issued_at": AT},
        {"changes": Changes(Session)},
    ],
)
def test_a_request_that_could_not_be_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="ChangeRequest"):
        request(**fields)


def test_a_request_that_is_half_issued_is_told_what_is_missing() -> None:
    with pytest.raises(ValueError, match="ChangeRequest") as caught:
        request(status=RequestStatus.VALIDATED, issuer=ISSUER)
    assert str(caught.value) == (
        "ChangeRequest 'r1': found status 'Validée' with issuer Issuer(name='BL', "
        "role='Administrateur') and instant None; expected both for 'Validée' only"
    )


def test_a_request_is_told_what_its_changes_must_be_of() -> None:
    with pytest.raises(ValueError, match=r"found changes of Session; expected changes of Action$"):
        request(changes=Changes(Session))


def test_a_request_keeps_its_instant_wherever_it_is_read() -> None:
    # 30 October 2022: in Paris 02:30 comes twice; the second one is 01:30 in UTC.
    second = dt.datetime(2022, 10, 30, 1, 30, tzinfo=dt.UTC)
    fields = {"status": RequestStatus.VALIDATED, "issuer": ISSUER}
    issued, first = (
        request(issued_at=second, **fields),
        request(issued_at=second - dt.timedelta(hours=1), **fields),
    )
    with pendulum.test_local_timezone(pendulum.timezone("Europe/Paris")):
        assert pickle.loads(pickle.dumps(issued)) == issued
        assert issued != first


def test_a_request_says_what_it_adds_and_where() -> None:
    assert request().is_addition
    assert str(request().path) == TOP
    before = guide_action_with(guide_session())
    cancel = request(changes=diff(before, guide_action_with(guide_session().cancel())))
    assert not cancel.is_addition
    assert cancel.evolve(id="r2").id == "r2"
    longer = request(
        changes=diff(before, guide_action_with(guide_session().with_info(guide_info())))
    )
    shown_codes = {row.after for row in longer.recap(before)}
    assert "3" in shown_codes
    assert "ter" in {row.after for row in longer.recap(before, codes=False)}


def test_a_request_has_the_same_recap_once_issued() -> None:
    pending = request()
    issued = pending.evolve(status=RequestStatus.VALIDATED, issuer=ISSUER, issued_at=AT)
    after = pending.changes.apply(guide_action())
    assert pending.recap(guide_action()) == issued.recap(after)
    assert hash(issued) == hash(issued.evolve(issued_at=AT.in_timezone("UTC")))


@pytest.mark.parametrize("wrong", [None, 5, guide_session()])
def test_a_recap_is_of_an_action(wrong: Any) -> None:
    with pytest.raises(TypeError, match=r"^ChangeRequest\.recap\(action\): found .* an Action"):
        request().recap(wrong)


def test_a_request_is_told_in_a_line() -> None:
    assert str(request()) == (
        "Demande de modification r1 : Composante n° 01 / Session n° 01, 6 champs, "
        "En attente d'émission"
    )
    assert repr(request()) == "<ChangeRequest r1: components[01].sessions[01], 6 fields, PENDING>"
    empty = ChangeRequest(id="r1", component="01", session="01", changes=Changes(Action, []))
    assert repr(empty) == "<ChangeRequest r1: components[01].sessions[01], 0 fields, PENDING>"
    issued = request(status=RequestStatus.VALIDATED, issuer=ISSUER, issued_at=AT)
    assert str(issued).endswith(", Validée, 15/12/2022 10:00, BL Administrateur")
    odd = request(id="r\n" * 100, component="c" * 100, session="\x1b")
    assert len(repr(odd)) <= 120
    assert len(str(odd).splitlines()) == 1
    assert str(odd).isprintable()


@pytest.mark.parametrize(
    "member", [RequestStatus.PENDING, RequestKind.SESSIONS, Message.ISSUED, Message.DISCARDED]
)
def test_enums_are_text_and_show_their_name(member: StrEnum) -> None:
    assert repr(member) == f"{type(member).__name__}.{member.name}"
    assert str(member) == member.value


@pytest.mark.parametrize(
    "fields",
    [
        {"id": 3},
        {"kind": "SESSIONS"},
        {"status": "Validée"},
        {"changes": []},
        {"issuer": "BL"},
        {"issued_at": dt.datetime(2022, 12, 15)},  # noqa: DTZ001 - a naive one is refused
        {"provider": 3},
        {"component": None},
    ],
)
def test_a_request_is_held_to_its_types(fields: dict[str, Any]) -> None:
    (name,) = fields
    with pytest.raises(TypeError, match=rf"^ChangeRequest\.{name}: found "):
        request(**fields)


def test_the_change_of_a_field_is_found_by_its_name() -> None:
    change = request().change_of("places")
    assert change == FieldChange(f"{TOP}.places", ABSENT, 10)
    assert request().change_of("infos[1].places") is None
    with pytest.raises(TypeError, match="expected one of its fields, such as 'session'"):
        request().evolve(sesion="02")


@pytest.mark.parametrize(
    "cls",
    [ChangeRequest, Changes, Conflict, FieldChange, Merge, Recap, RecapRow],
    ids=lambda c: c.__name__,
)
def test_values_of_changes_are_final(cls: Any) -> None:
    with pytest.raises(TypeError, match=f"{cls.__name__} is final"):
        type("Mine", (cls,), {})
