"""Edits as people make them, each of one object: what was valid stays valid."""

from collections.abc import Callable, Mapping
from typing import Any

from hypothesis import strategies as st

from bdc_sessions.model import Action, CollectiveInfo, Component, Path, Session
from bdc_sessions.rules.groups import SAME_INFOS, SAME_SESSIONS
from bdc_sessions.testing import words
from bdc_sessions.testing.locations import valid_addresses
from bdc_sessions.testing.moments import days, days_up_to, hours
from bdc_sessions.testing.valid import (
    COMMENTS,
    MOST_PLACES,
    OFFER_CODES,
    is_taken,
    last_day,
    numbers_of_places,
    room,
    siblings,
    valid_components,
    valid_infos,
    valid_sessions,
)

Edit = Callable[..., Any]
"""Takes ``draw``, the object and its parents from the inside out; returns the object edited."""


def _info_resized(draw: st.DrawFn, info: CollectiveInfo, session: Session, _: Action) -> Any:
    return info.evolve(places=draw(numbers_of_places(0, MOST_PLACES if session.places else 0)))


def _info_moved(draw: st.DrawFn, info: CollectiveInfo, session: Session, action: Action) -> Any:
    start, end = draw(hours())
    return info.evolve(date=draw(days_up_to(last_day(session, action))), start=start, end=end)


INFO_EDITS: tuple[Edit, ...] = (
    lambda _, info, *__: info.cancel(),
    _info_resized,
    _info_moved,
    lambda draw, info, *_: info.evolve(comment=draw(COMMENTS)),
    lambda draw, info, *_: info.evolve(address=draw(valid_addresses)),
)


def _cancelled(_: st.DrawFn, session: Session, *__: Any) -> Session:
    """Bring the places of a session to 0, and those of its informations (§1.3, §2.2)."""
    return session.evolve(places=0, infos=[info.cancel() for info in session.infos])


def _resized(draw: st.DrawFn, session: Session, component: Component, _: Action) -> Session:
    places = draw(numbers_of_places(0, room(component, siblings(session, component))))
    return session.evolve(places=places) if places else _cancelled(draw, session)


def _moved(draw: st.DrawFn, session: Session, component: Component, _: Action) -> Session:
    first, last = sorted((component.start, component.end))
    earliest = max((info.date for info in session.infos), default=first)
    start = draw(days(min(max(first, earliest), last), last))
    return session.evolve(start=start, end=draw(days(start, last)))


def _relocated(draw: st.DrawFn, session: Session, _: Component, action: Action) -> Session:
    return session.evolve(site=draw(st.sampled_from(action.sites or [session.site])))


def _informed(draw: st.DrawFn, session: Session, _: Component, action: Action) -> Session:
    return session.with_info(draw(valid_infos(session, action)))


def _info_edited(draw: st.DrawFn, session: Session, _: Component, action: Action) -> Session:
    if not session.infos:
        return session
    place = draw(st.integers(1, len(session.infos)))
    edited = draw(st.sampled_from(INFO_EDITS))(draw, session.info(place), session, action)
    others = (*session.infos[: place - 1], *session.infos[place:])
    return session if is_taken(edited, others, SAME_INFOS) else session.set(f"infos[{place}]", edited)


SESSION_EDITS: tuple[Edit, ...] = (
    _cancelled,
    _resized,
    _moved,
    _relocated,
    lambda draw, session, *_: session.evolve(offer_code=draw(OFFER_CODES)),
    _informed,
    _info_edited,
)


@st.composite
def edited_sessions(
    draw: st.DrawFn, session: Session, component: Component, action: Action
) -> Session:
    """Draw a session edited once; one that would be the twin of another stays as it is."""
    edited: Session = draw(st.sampled_from(SESSION_EDITS))(draw, session, component, action)
    return session if is_taken(edited, siblings(session, component), SAME_SESSIONS) else edited


def _session_edited(draw: st.DrawFn, component: Component, action: Action) -> Component:
    if not component.sessions:
        return component
    session = draw(st.sampled_from(component.sessions))
    edited = draw(edited_sessions(session, component, action))
    return component.set(Path().child("sessions", session.number), edited)


def _extended(draw: st.DrawFn, component: Component, action: Action) -> Component:
    return component.with_session(draw(valid_sessions(component=component, action=action)))


def _renamed(draw: st.DrawFn, component: Component, _: Action) -> Component:
    return component.evolve(title=draw(st.sampled_from(words.COMPONENT_TITLES)))


COMPONENT_EDITS: tuple[Edit, ...] = (_session_edited, _session_edited, _extended, _renamed)
TEXTS: Mapping[str, tuple[str, ...]] = {
    "title": words.TITLES,
    "status": words.STATUSES,
    "consultation": words.SCHEMES,
}


def _component_edited(draw: st.DrawFn, action: Action) -> Action:
    if not action.components:
        return action
    component = draw(st.sampled_from(action.components))
    edited = draw(st.sampled_from(COMPONENT_EDITS))(draw, component, action)
    return action.set(Path().child("components", component.number), edited)


def _enlarged(draw: st.DrawFn, action: Action) -> Action:
    if not action.sites:
        return action
    return action.evolve(components=(*action.components, draw(valid_components(action=action))))


def _corrected(draw: st.DrawFn, action: Action) -> Action:
    name = draw(st.sampled_from(sorted(TEXTS)))
    return action.evolve(**{name: draw(st.sampled_from(TEXTS[name]))})


ACTION_EDITS: tuple[Edit, ...] = (_component_edited, _component_edited, _enlarged, _corrected)


@st.composite
def edited_actions(draw: st.DrawFn, action: Action, most: int) -> Action:
    """Draw an action edited up to a few times."""
    for _ in range(draw(st.integers(0, most))):
        action = draw(st.sampled_from(ACTION_EDITS))(draw, action)
    return action
