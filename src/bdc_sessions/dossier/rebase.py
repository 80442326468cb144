"""Updating a draft to the current action, after other requests were issued."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from bdc_sessions.changes import ChangeRequest, Changes, Conflict, FieldChange, Side
from bdc_sessions.changes.diff import addition_of
from bdc_sessions.changes.leaves import get_or_absent
from bdc_sessions.changes.merge import Choices, sides_by_path
from bdc_sessions.errors import MergeConflictError
from bdc_sessions.model import ABSENT, Action, Path, Session

Appended = dict[Path, list[FieldChange]]
"""The changes of each information session that a draft appends, by its path."""


def rebased(request: ChangeRequest, action: Action, choices: Choices) -> Changes:
    """Return the changes of a draft that remain to be made to an action.

    A change is kept if the current value is its "before" and dropped if it is its "after"; an
    appended information session moves after those present. Anything else is a conflict, decided by
    the choice of a side: ours is the draft, theirs what was issued meanwhile.

    Raises:
        MergeConflictError: Conflicts without a choice, or in which a side has no value to choose:
            two additions of one number, or a field of an object that was removed.
        NotFoundError: A choice at a path without a conflict.
    """
    current = get_or_absent(action, request.path)
    if request.is_addition and current is not ABSENT:
        return _overtaken_addition(request, action, current)
    appended = _appended(request)
    kept: list[FieldChange] = []
    conflicts: list[Conflict] = []
    for change in request.changes:
        value = get_or_absent(action, change.path)
        if _top(request, change) in appended:
            continue
        if value == change.before:
            kept.append(change)
        elif value != change.after:
            conflicts.append(Conflict(change.path, change.before, change.after, value))
    sides = sides_by_path(choices, {conflict.path for conflict in conflicts})
    left = [c for c in conflicts if c.path not in sides or ABSENT in (c.base, c.ours, c.theirs)]
    if left:
        raise MergeConflictError(left)
    kept += [
        FieldChange(conflict.path, conflict.theirs, conflict.ours)
        for conflict in conflicts
        if sides[conflict.path] is Side.OURS
    ]
    return Changes(Action, [*kept, *_appended_after(current, request.path, appended)])


def added_session(request: ChangeRequest, action: Action) -> Session:
    """Return the session that a request adds, whether its number is free or not.

    Raises:
        ValueError: Its changes make no session.
    """
    component = action.component(request.component)
    others = [session for session in component.sessions if session.number != request.session]
    free = action.set(request.path.parent, component.evolve(sessions=others))
    session: Session = request.changes.apply(free)[request.path]
    return session


def _overtaken_addition(request: ChangeRequest, action: Action, current: Session) -> Changes:
    """Return no changes if another request added the very same session; raise otherwise."""
    if tuple(addition_of(current, request.path)) == tuple(request.changes):
        return Changes(Action)
    try:
        added: object = added_session(request, action)
    except ValueError:
        added = request.changes
    raise MergeConflictError([Conflict(request.path, ABSENT, ours=added, theirs=current)])


def _appended(request: ChangeRequest) -> Appended:
    """Return the information sessions that a request appends to an existing session."""
    if request.is_addition:
        return {}
    appended: Appended = {
        change.path.parent: []
        for change in request.changes
        if change.is_addition and change.path.parent.parent == request.path
    }
    for change in request.changes:
        if (top := _top(request, change)) in appended:
            appended[top].append(change)
    return appended


def _top(request: ChangeRequest, change: FieldChange) -> Path:
    """Return the path of a change, cut one step under the request's session."""
    return Path(change.path.steps[: len(request.path) + 1])


def _appended_after(session: Any, path: Path, appended: Appended) -> Iterable[FieldChange]:
    """Return the appended information sessions after the session's, less those it has by now."""
    if not appended or session is ABSENT:
        return [change for changes in appended.values() for change in changes]
    first = int(str(next(iter(appended)).steps[-1][1]))
    present = Counter(_content(addition_of(info, Path())) for info in session.infos[first - 1 :])
    moved: list[FieldChange] = []
    position = len(session.infos)
    for top, changes in appended.items():
        content = _content(changes, len(top))
        if present[content]:
            present[content] -= 1
            continue
        position += 1
        new_top = path.child("infos", str(position))
        moved += [FieldChange(new_top / inside, ABSENT, value) for inside, value in content]
    return moved


def _content(changes: Iterable[FieldChange], depth: int = 0) -> tuple[tuple[Path, Any], ...]:
    return tuple((Path(change.path.steps[depth:]), change.after) for change in changes)
