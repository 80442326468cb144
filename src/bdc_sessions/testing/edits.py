"""Edits as people make them, each of one object: what was valid stays valid.

What is edited takes some fields of another valid object drawn in its place.
"""

from typing import TypeVar

from hypothesis import strategies as st

from bdc_sessions.model import Action, CollectiveInfo, Component, Session
from bdc_sessions.model.tree import replace_item
from bdc_sessions.rules.groups import SAME_INFOS, SAME_SESSIONS
from bdc_sessions.testing.valid import (
    is_taken,
    siblings,
    valid_actions,
    valid_components,
    valid_infos,
    valid_sessions,
)

T = TypeVar("T", Action, Component, Session, CollectiveInfo)

INFO_FIELDS = (("places",), ("date", "start", "end"), ("comment",), ("address",))
SESSION_FIELDS = (("places",), ("start", "end"), ("site",), ("offer_code",), ("infos",))
COMPONENT_FIELDS = (("sessions",), ("sessions",), ("title",))
ACTION_FIELDS = (("components",), ("components",), ("title",), ("status",), ("consultation",))
"""The fields that are edited together; what lies within as often as all else."""


def _taking(value: T, drawn: T, fields: tuple[str, ...]) -> T:
    return value.evolve(**{name: getattr(drawn, name) for name in fields})


@st.composite
def _edited_info(draw: st.DrawFn, session: Session, place: int, action: Action) -> Session:
    others = session.evolve(infos=(*session.infos[: place - 1], *session.infos[place:]))
    new = draw(valid_infos(others, action))
    edited = _taking(session.info(place), new, draw(st.sampled_from(INFO_FIELDS)))
    taken = is_taken(edited, others.infos, SAME_INFOS)
    return session if taken else session.set(f"infos[{place}]", edited)


@st.composite
def edited_sessions(
    draw: st.DrawFn, session: Session, component: Component, action: Action
) -> Session:
    """Draw a session edited once; one that would break a rule stays as it is."""
    fields = draw(st.sampled_from(SESSION_FIELDS))
    if fields == ("infos",):
        place = draw(st.integers(0, len(session.infos)))
        if place:
            return draw(_edited_info(session, place, action))
        return session.with_info(draw(valid_infos(session, action)))
    edited = _taking(session, draw(valid_sessions(session.number, component, action)), fields)
    if edited.places == 0:  # those of its information sessions go to 0 too (§1.3, §2.2)
        edited = edited.evolve(infos=[info.cancel() for info in edited.infos])
    late = any(info.date > edited.start for info in edited.infos) and edited.start < session.start
    taken = is_taken(edited, siblings(session, component), SAME_SESSIONS)
    return session if late or taken else edited


@st.composite
def _edited_component(draw: st.DrawFn, component: Component, action: Action) -> Component:
    fields = draw(st.sampled_from(COMPONENT_FIELDS))
    if fields == ("title",):
        return _taking(component, draw(valid_components(max_sessions=0)), fields)
    session = draw(st.sampled_from([*component.sessions * 3, None]))
    if session is None:
        return component.with_session(draw(valid_sessions(component=component, action=action)))
    edited = draw(edited_sessions(session, component, action))
    return replace_item(component, "sessions", session.number, edited)


@st.composite
def edited_actions(draw: st.DrawFn, action: Action, most: int) -> Action:
    """Draw an action edited up to a few times."""
    for _ in range(draw(st.integers(0, most))):
        fields = draw(st.sampled_from(ACTION_FIELDS))
        if fields != ("components",):
            action = _taking(action, draw(valid_actions(max_components=0)), fields)
        elif (component := draw(st.sampled_from([*action.components * 3, None]))) is not None:
            edited = draw(_edited_component(component, action))
            action = replace_item(action, "components", component.number, edited)
        elif action.sites:
            new = draw(valid_components(action=action))
            action = action.evolve(components=(*action.components, new))
    return action
