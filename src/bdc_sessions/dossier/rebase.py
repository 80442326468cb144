"""Bringing a draft onto the action as it stands, when others were issued before it."""

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
"""The changes of each information meeting that a draft appends, by its path."""


def rebased(request: ChangeRequest, action: Action, choices: Choices) -> Changes:
    """Return what of a draft's changes is still to do.

    What still holds "before" stays, what holds "after" is done, an appended information meeting
    moves behind those present; all else conflicts, and goes by the choice of a side: ours is what
    the draft asks, theirs what was issued meanwhile.

    Raises:
        MergeConflictError: With the conflicts that no choice decides. None can where a side has
            nothing: of two additions of one number, or of a field of what is not there.
        NotFoundError: A choice at a path where no conflict stands.
    """
    there = get_or_absent(action, request.path)
    if request.is_addition and there is not ABSENT:
        return _overtaken_addition(request, action, there)
    appended = _appended(request)
    kept: list[FieldChange] = []
    conflicts: list[Conflict] = []
    for change in request.changes:
        now = get_or_absent(action, change.path)
        if _top(request, change) in appended:
            continue
        if now == change.before:
            kept.append(change)
        elif now != change.after:
            conflicts.append(Conflict(change.path, change.before, change.after, now))
    sides = sides_by_path(choices, {conflict.path for conflict in conflicts})
    left = [c for c in conflicts if c.path not in sides or ABSENT in (c.base, c.ours, c.theirs)]
    if left:
        raise MergeConflictError(left)
    kept += [
        FieldChange(conflict.path, conflict.theirs, conflict.ours)
        for conflict in conflicts
        if sides[conflict.path] is Side.OURS
    ]
    return Changes(Action, [*kept, *_moved_behind(there, request.path, appended)])


def added_session(request: ChangeRequest, action: Action) -> Session:
    """Return the session that a request adds, be its number free or not.

    Raises:
        ValueError: Its changes make no session.
    """
    component = action.component(request.component)
    others = [session for session in component.sessions if session.number != request.session]
    free = action.set(request.path.parent, component.evolve(sessions=others))
    session: Session = request.changes.apply(free)[request.path]
    return session


def _overtaken_addition(request: ChangeRequest, action: Action, there: Session) -> Changes:
    """Return no changes where another added the very same session."""
    if tuple(addition_of(there, request.path)) == tuple(request.changes):
        return Changes(Action)
    try:
        added: object = added_session(request, action)
    except ValueError:
        added = request.changes
    raise MergeConflictError([Conflict(request.path, ABSENT, ours=added, theirs=there)])


def _appended(request: ChangeRequest) -> Appended:
    """Return the information meetings that a request appends to a session that there is."""
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
    """Return where that stands, of what the request's session holds, in which a change lies."""
    return Path(change.path.steps[: len(request.path) + 1])


def _moved_behind(session: Any, path: Path, appended: Appended) -> Iterable[FieldChange]:
    """Return the appended ones behind those of the session, without those that it has by now."""
    if not appended or session is ABSENT:
        return [change for changes in appended.values() for change in changes]
    first = int(str(next(iter(appended)).steps[-1][1]))
    there = Counter(_content(addition_of(info, Path())) for info in session.infos[first - 1 :])
    moved: list[FieldChange] = []
    place = len(session.infos)
    for top, changes in appended.items():
        content = _content(changes, len(top))
        if there[content]:
            there[content] -= 1
            continue
        place += 1
        behind = path.child("infos", str(place))
        moved += [FieldChange(behind / inside, ABSENT, value) for inside, value in content]
    return moved


def _content(changes: Iterable[FieldChange], depth: int = 0) -> tuple[tuple[Path, Any], ...]:
    return tuple((Path(change.path.steps[depth:]), change.after) for change in changes)
