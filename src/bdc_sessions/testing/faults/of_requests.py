"""How each rule of requests is broken, and no other: the ways there are, by code."""

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st
from pendulum import Date

from bdc_sessions.changes import ChangeRequest, Changes, FieldChange
from bdc_sessions.changes.diff import addition_of
from bdc_sessions.dossier import Dossier
from bdc_sessions.model import Action, Path
from bdc_sessions.testing import words
from bdc_sessions.testing.context import TODAY
from bdc_sessions.testing.faults.base_actions import ADVISED, BaseAction, Fault, dated
from bdc_sessions.testing.moments import days
from bdc_sessions.testing.valid import free_numbers, valid_infos

PLACES: st.SearchStrategy[int] = st.integers(1, 40)
NOWHERE = "n'existe pas"
"""A number that nothing has."""


def drafting(base: BaseAction, *changes: FieldChange, **fields: Any) -> Dossier:
    """Return a dossier with one draft, of the base action's session unless given another."""
    given: dict[str, Any] = {
        "component": base.component.number,
        "session": base.session.number,
        **fields,
    }
    request = ChangeRequest(id="r1", changes=Changes(Action, changes), **given)
    # Not by draft(), which refuses some of what the rules ask.
    return Dossier(base.action, requests=[request])


def _stale(field: str, texts: tuple[str, ...]) -> Fault:
    """Return a fault that changes a text of the session from what it never was."""

    def fault(draw: st.DrawFn, base: BaseAction) -> Dossier:
        before = f"not {base.session[field]}"
        after = draw(st.none() | st.sampled_from(texts))
        return drafting(base, FieldChange(base.path / field, before, after))

    return fault


def _stale_places(draw: st.DrawFn, base: BaseAction) -> Dossier:
    before = base.session.places + draw(PLACES)
    return drafting(base, FieldChange(base.path / "places", before, 0))


def _info_that_is_not_there(draw: st.DrawFn, base: BaseAction) -> Dossier:
    place = len(base.session.infos) + draw(PLACES)
    return drafting(base, FieldChange(base.path / f"infos[{place}].places", 10, 0))


def _removal(value: Any, path: Path) -> list[FieldChange]:
    return [change.inverse() for change in addition_of(value, path)]


def _last_info_removed(draw: st.DrawFn, base: BaseAction) -> Dossier:
    last = draw(valid_infos(base.session, base.action, ADVISED))
    action = base.with_another("infos", last)  # its first has places, and stays
    base = base._replace(action=action, session=action[base.path])
    return drafting(base, *_removal(last, base.path / f"infos[{len(base.session.infos)}]"))


def _outside(path: str, texts: tuple[str, ...]) -> Fault:
    """Return a fault that changes a text of the action, or of the component, ``component.…``."""

    def fault(draw: st.DrawFn, base: BaseAction) -> Dossier:
        of, _, name = path.rpartition(".")
        where = base.path.parent / name if of else Path.parse(name)
        before = base.action[where]
        after = draw(st.sampled_from([text for text in texts if text != before]))
        own = FieldChange(base.path / "offer_code", base.session.offer_code, "TEST")
        also = draw(st.sampled_from([(), (own,)]))
        return drafting(base, FieldChange(where, before, after), *also)

    return fault


def _nowhere(name: str) -> Fault:
    """Return a fault that changes a session, or one of a component, that does not exist."""

    def fault(_: st.DrawFn, base: BaseAction) -> Dossier:
        numbers = {"component": base.component.number, "session": base.session.number}
        numbers[name] = NOWHERE
        top = Path().child("components", numbers["component"])
        path = top.child("sessions", numbers["session"]) / "places"
        return drafting(base, FieldChange(path, 10, 0), **numbers)

    return fault


def _addition(draw: st.DrawFn, base: BaseAction, start: Date, **fields: Any) -> list[FieldChange]:
    """Draw the changes that add a session of other dates."""
    end = draw(days(start, base.component.end))
    session = draw(dated(base, start, end)).evolve(**fields)
    return addition_of(session, base.path.parent.child("sessions", session.number))


def _number_taken(draw: st.DrawFn, base: BaseAction) -> Dossier:
    start = draw(days(TODAY, base.component.end))
    return drafting(base, *_addition(draw, base, start, places=draw(PLACES)))


def _draft_addition(draw: st.DrawFn, base: BaseAction, start: Date, **fields: Any) -> Dossier:
    """Draw a dossier with an addition for which there is room."""
    roomy = base._replace(action=base.edited("volume", headcount=None))
    number = draw(st.sampled_from(free_numbers([base.session.number])))
    changes = _addition(draw, base, start, number=number, **fields)
    return drafting(roomy, *changes, session=number)


def _added_without_places(draw: st.DrawFn, base: BaseAction) -> Dossier:
    return _draft_addition(draw, base, draw(days(TODAY, base.component.end)), places=0, infos=())


def _added_in_the_past(draw: st.DrawFn, base: BaseAction) -> Dossier:
    first = base.component.start.toordinal()
    past = [Date.fromordinal(day) for day in range(TODAY.toordinal() - 1, first - 1, -1)]
    # Not the start of the session there is, of which it would be the twin.
    days_but_start = [day for day in past if day != base.session.start]
    return _draft_addition(draw, base, draw(st.sampled_from(days_but_start)), places=draw(PLACES))


def _begun(draw: st.DrawFn, base: BaseAction, last: Date) -> BaseAction:
    """Draw the base action with a session that began by a last day, and ends after today."""
    start = draw(days(base.component.start.add(days=1), last))
    end = draw(days(TODAY.add(days=1), base.component.end))
    session = draw(dated(base, start, end))
    return base._replace(action=base.edited("component", sessions=[session]), session=session)


def _begun_put_off(draw: st.DrawFn, base: BaseAction) -> Dossier:
    begun = _begun(draw, base, TODAY)
    old = begun.session.start
    new = draw(days(old.add(days=1), begun.session.end))
    return drafting(begun, FieldChange(begun.path / "start", old, new))


def _begun_brought_forward(draw: st.DrawFn, base: BaseAction) -> Dossier:
    early = _begun(draw, base, TODAY.subtract(days=1))  # so its infos fit both starts
    new = early.session.start
    old = draw(days(new.add(days=1), TODAY))
    begun = early._replace(action=early.edited("session", start=old))
    return drafting(begun, FieldChange(begun.path / "start", old, new))


REQUEST_FAULTS: Mapping[str, tuple[Fault, ...]] = {
    "REQ-001": (lambda _, base: drafting(base),),
    "REQ-002": (
        _stale_places,
        _stale("offer_code", words.OFFER_CODES),
        _stale("infos[1].comment", words.COMMENTS),
        _info_that_is_not_there,
    ),
    "REQ-003": (lambda _, base: drafting(base, *_removal(base.session, base.path)),),
    "REQ-004": (_last_info_removed,),
    "REQ-005": (
        _outside("status", words.STATUSES),
        _outside("component.code", words.CODES),
        _outside("component.title", words.COMPONENT_TITLES),
    ),
    "REQ-006": (_nowhere("session"), _nowhere("component"), _number_taken),
    "REQ-007": (_added_without_places,),
    "REQ-008": (_added_in_the_past,),
    "REQ-009": (_begun_put_off, _begun_brought_forward),
}
"""The ways in which each rule is broken, the simplest first."""
