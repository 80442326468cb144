"""Applying the changes of many requests to an action, one after another."""

from collections.abc import Iterable
from typing import Any

from bdc_sessions.changes import Changes
from bdc_sessions.changes.apply import apply_to_item
from bdc_sessions.model import ABSENT, Action, Component
from bdc_sessions.model.path import Step, Steps, unchecked_path
from bdc_sessions.model.shape import shape
from bdc_sessions.model.tree import child_at

Sessions = dict[Step, dict[str | None, Any]]
"""Sessions by the step to their component and by their number; ABSENT for one that is removed."""

_SESSIONS = shape(Component).collections["sessions"]


def fold(action: Action, changes: Iterable[Changes]) -> Action:
    """Return an action with several changes applied in order.

    Changes within one session, as nearly all are, are applied to that session alone; at the end,
    the sessions are put back into the action.

    Raises:
        StaleChangeError: A "before" is not the value that the earlier changes leave.
        ValueError: Changes that add or remove only some fields of an object.
    """
    loaded: Sessions = {}
    for each in changes:
        top = _session_of(each)
        sessions = _sessions(action, top[0], loaded) if top else None
        if sessions is None:
            action, loaded = each.apply(_put_back(action, loaded)), {}
        else:
            number = top[1][1]
            session = sessions.get(number, ABSENT)
            sessions[number] = apply_to_item(session, _SESSIONS, each.items, Action, top)
    return _put_back(action, loaded)


def _session_of(changes: Changes) -> Steps:
    """Return the steps to the session in which all changes lie; () if there is no such session.

    Changes are in the order of the form: if the first and the last lie in it, so do all.
    """
    items = changes.items
    top = items[0].path.steps[:2] if items else ()
    match top:
        case (("components", _), ("sessions", _)) if items[-1].path.steps[:2] == top:
            return top
        case _:
            return ()


def _sessions(action: Action, step: Step, loaded: Sessions) -> dict[str | None, Any] | None:
    """Return the sessions of a component by their numbers; None if there is no such component."""
    if step not in loaded:
        component = child_at(action, step)
        if component is ABSENT:
            return None
        loaded[step] = {session.number: session for session in component.sessions}
    return loaded[step]


def _put_back(action: Action, loaded: Sessions) -> Action:
    for step, sessions in loaded.items():
        kept = [session for session in sessions.values() if session is not ABSENT]
        component = child_at(action, step).evolve(sessions=kept)
        action = action.set(unchecked_path((step,)), component)
    return action
