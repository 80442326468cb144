"""How each rule of requests is broken, and no other: the ways there are, by code."""

from collections.abc import Callable, Mapping
from typing import Any

from hypothesis import strategies as st
from pendulum import Date

from bdc_sessions.changes import ChangeRequest, Changes, FieldChange
from bdc_sessions.changes.diff import addition_of
from bdc_sessions.dossier import Dossier
from bdc_sessions.model import Action, Path
from bdc_sessions.testing import words
from bdc_sessions.testing.context import TODAY
from bdc_sessions.testing.model import free_numbers, valid_infos
from bdc_sessions.testing.moments import days
from bdc_sessions.testing.scenes import ADVISED, Scene, dated

Fault = Callable[[st.DrawFn, Scene], Dossier]
"""Takes ``draw`` and a scene; returns a dossier with one draft, which breaks one rule."""

PLACES: st.SearchStrategy[int] = st.integers(1, 40)
NOWHERE = "n'existe pas"
"""A number that nothing has."""


def asking(scene: Scene, *changes: FieldChange, **fields: Any) -> Dossier:
    """Return a dossier with one draft, of the scene's session unless told otherwise."""
    asked: dict[str, Any] = {
        "component": scene.component.number,
        "session": scene.session.number,
        **fields,
    }
    request = ChangeRequest(id="r1", changes=Changes(Action, changes), **asked)
    # Not by draft(), which refuses some of what the rules ask.
    return Dossier(scene.action, requests=[request])


def _nothing_changed(_: st.DrawFn, scene: Scene) -> Dossier:
    return asking(scene)


def _stale_places(draw: st.DrawFn, scene: Scene) -> Dossier:
    before = scene.session.places + draw(PLACES)
    return asking(scene, FieldChange(scene.path / "places", before, 0))


def _stale_code(draw: st.DrawFn, scene: Scene) -> Dossier:
    before = f"not {scene.session.offer_code}"
    after = draw(st.none() | st.sampled_from(words.OFFER_CODES))
    return asking(scene, FieldChange(scene.path / "offer_code", before, after))


def _stale_comment(draw: st.DrawFn, scene: Scene) -> Dossier:
    before = f"not {scene.info.comment}"
    after = draw(st.none() | st.sampled_from(words.COMMENTS))
    return asking(scene, FieldChange(scene.path / "infos[1].comment", before, after))


def _info_that_is_not_there(draw: st.DrawFn, scene: Scene) -> Dossier:
    place = len(scene.session.infos) + draw(PLACES)
    return asking(scene, FieldChange(scene.path.child("infos", str(place)) / "places", 10, 0))


def _removal(value: Any, path: Path) -> list[FieldChange]:
    return [change.inverse() for change in addition_of(value, path)]


def _session_removed(_: st.DrawFn, scene: Scene) -> Dossier:
    return asking(scene, *_removal(scene.session, scene.path))


def _last_info_removed(draw: st.DrawFn, scene: Scene) -> Dossier:
    last = draw(valid_infos(scene.session, scene.action, ADVISED))
    session = scene.session.with_info(last)  # its first has places, and stays
    scene = scene._replace(action=scene.with_session(infos=session.infos), session=session)
    where = scene.path.child("infos", str(len(session.infos)))
    return asking(scene, *_removal(last, where))


def _outside(path: str, texts: tuple[str, ...]) -> Fault:
    def fault(draw: st.DrawFn, scene: Scene) -> Dossier:
        where = Path.parse(path) if path == "status" else scene.path.parent / path
        before = scene.action[where]
        after = draw(st.sampled_from([text for text in texts if text != before]))
        own = FieldChange(scene.path / "offer_code", scene.session.offer_code, "TEST")
        also = draw(st.sampled_from([(), (own,)]))
        return asking(scene, FieldChange(where, before, after), *also)

    return fault


def _no_component(_: st.DrawFn, scene: Scene) -> Dossier:
    path = Path().child("components", NOWHERE).child("sessions", scene.session.number)
    return asking(scene, FieldChange(path / "places", 10, 0), component=NOWHERE)


def _no_session(_: st.DrawFn, scene: Scene) -> Dossier:
    path = scene.path.parent.child("sessions", NOWHERE)
    return asking(scene, FieldChange(path / "places", 10, 0), session=NOWHERE)


def _addition(draw: st.DrawFn, scene: Scene, start: Date, **fields: Any) -> list[FieldChange]:
    """Draw the changes that add a session of other dates."""
    end = draw(days(start, scene.component.end))
    session = draw(dated(scene, start, end)).evolve(**fields)
    return addition_of(session, scene.path.parent.child("sessions", session.number))


def _number_taken(draw: st.DrawFn, scene: Scene) -> Dossier:
    start = draw(days(TODAY, scene.component.end))
    return asking(scene, *_addition(draw, scene, start, places=draw(PLACES)))


def _added(draw: st.DrawFn, scene: Scene, start: Date, **fields: Any) -> Dossier:
    """Draw a dossier with an addition for which there is room."""
    roomy = scene._replace(action=scene.with_volume(headcount=None))
    number = draw(st.sampled_from(free_numbers((scene.session.number,))))
    changes = _addition(draw, scene, start, number=number, **fields)
    return asking(roomy, *changes, session=number)


def _added_without_places(draw: st.DrawFn, scene: Scene) -> Dossier:
    return _added(draw, scene, draw(days(TODAY, scene.component.end)), places=0, infos=())


def _added_in_the_past(draw: st.DrawFn, scene: Scene) -> Dossier:
    first = scene.component.start.toordinal()
    past = [Date.fromordinal(day) for day in range(TODAY.toordinal() - 1, first - 1, -1)]
    # Not the start of the session there is, of which it would be the twin.
    other = [day for day in past if day != scene.session.start]
    return _added(draw, scene, draw(st.sampled_from(other)), places=draw(PLACES))


def _begun(draw: st.DrawFn, scene: Scene, last: Date = TODAY) -> Scene:
    """Draw the scene with a session that began by a last day, and ends after today."""
    start = draw(days(scene.component.start.add(days=1), last))
    end = draw(days(TODAY.add(days=1), scene.component.end))
    session = draw(dated(scene, start, end))
    return scene._replace(action=scene.with_component(sessions=[session]), session=session)


def _begun_put_off(draw: st.DrawFn, scene: Scene) -> Dossier:
    begun = _begun(draw, scene)
    old = begun.session.start
    new = draw(days(old.add(days=1), begun.session.end))
    return asking(begun, FieldChange(begun.path / "start", old, new))


def _begun_brought_forward(draw: st.DrawFn, scene: Scene) -> Dossier:
    early = _begun(draw, scene, TODAY.subtract(days=1))  # so its informations fit both starts
    new = early.session.start
    old = draw(days(new.add(days=1), TODAY))
    begun = early._replace(action=early.with_session(start=old))
    return asking(begun, FieldChange(begun.path / "start", old, new))


REQUEST_FAULTS: Mapping[str, tuple[Fault, ...]] = {
    "REQ-001": (_nothing_changed,),
    "REQ-002": (_stale_places, _stale_code, _stale_comment, _info_that_is_not_there),
    "REQ-003": (_session_removed,),
    "REQ-004": (_last_info_removed,),
    "REQ-005": (
        _outside("status", words.STATUSES),
        _outside("code", words.CODES),
        _outside("title", words.COMPONENT_TITLES),
    ),
    "REQ-006": (_no_session, _no_component, _number_taken),
    "REQ-007": (_added_without_places,),
    "REQ-008": (_added_in_the_past,),
    "REQ-009": (_begun_put_off, _begun_brought_forward),
}
"""The ways in which each rule is broken, the simplest first."""
