"""Change requests as values."""

import datetime as dt
import pickle
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
    RequestStatus,
    diff,
)
from bdc_sessions.model import Issuer, Session

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
