"""Applying the changes of many requests to an action, one after another."""

from collections.abc import Iterable, Mapping
from typing import Any

from bdc_sessions.changes import Changes
from bdc_sessions.changes.apply import apply_to_item
from bdc_sessions.model import ABSENT, Action, Component
from bdc_sessions.model.path import Step, unchecked_path
from bdc_sessions.model.shape import shape
from bdc_sessions.model.tree import child_at

Steps = tuple[Step, ...]

_SESSIONS = shape(Component).collections["sessions"]


def fold(action: Action, changes: Iterable[Changes]) -> Action:
    """Return an action with several changes applied in order.

    Changes within one session, as nearly all are, are applied to that session alone; at the end,
    the sessions are put back into the action.

    Raises:
        StaleChangeError: A "before" is not the value that the earlier changes leave.
        ValueError: Changes that add or remove only some fields of an object.
    """
    sessions: dict[Steps, Any] = {}
    for each in changes:
        top = _session_of(each)
        if top and top not in sessions:
            component = child_at(action, top[0])
            if component is not ABSENT:
                sessions[top] = child_at(component, top[1])
        if top in sessions:
            sessions[top] = apply_to_item(sessions[top], _SESSIONS, each, Action, top)
        else:
            action, sessions = each.apply(_put_back(action, sessions)), {}
    return _put_back(action, sessions)


def _session_of(changes: Changes) -> Steps:
    """Return the steps to the session in which all changes lie; () if there is no such session.

    Changes are in the order of the form: if the first and the last lie in it, so do all.
    """
    tops = {change.path.steps[:2] for change in (*changes[:1], *changes[-1:])}
    match [*tops]:
        case [(("components", str()), ("sessions", str())) as top]:
            return top
        case _:
            return ()


def _put_back(action: Action, sessions: Mapping[Steps, Any]) -> Action:
    by_component: dict[Step, dict[str | None, Any]] = {}
    for (component, (_, number)), session in sessions.items():
        by_component.setdefault(component, {})[number] = session
    for step, changed in by_component.items():
        component = child_at(action, step)
        every = {session.number: session for session in component.sessions} | changed
        kept = [session for session in every.values() if session is not ABSENT]
        action = action.set(unchecked_path((step,)), component.evolve(sessions=kept))
    return action
