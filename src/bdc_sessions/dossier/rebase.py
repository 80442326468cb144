"""Bringing a draft onto the action as it stands, when others were issued before it."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from bdc_sessions.changes import ChangeRequest, Changes, Conflict, FieldChange
from bdc_sessions.changes.diff import addition_of
from bdc_sessions.changes.leaves import get_or_absent
from bdc_sessions.errors import MergeConflictError
from bdc_sessions.model import ABSENT, Action, Path


def rebased(request: ChangeRequest, action: Action) -> Changes:
    """Return what of a request's changes is still to do; ``MergeConflictError`` where it can't be.

    What still holds "before" stays, what holds "after" is done, an appended information moves
    behind those present; all else conflicts. In a conflict ours is the action, theirs the request.
    """
    taken = _taken_session(request, action)
    if taken is not None:
        return taken
    appended = _appended(request)
    kept: list[FieldChange] = []
    conflicts: list[Conflict] = []
    for change in request.changes:
        if _top(request, change) in appended:
            continue
        now = get_or_absent(action, change.path)
        if now == change.before:
            kept.append(change)
        elif now != change.after:
            conflicts.append(Conflict(change.path, change.before, now, change.after))
    if conflicts:
        raise MergeConflictError(conflicts)
    return Changes(Action, [*kept, *_moved(request, action, appended)])


def _taken_session(request: ChangeRequest, action: Action) -> Changes | None:
    """Tell of an addition whose number another took: done if they are the same, else a conflict."""
    now = get_or_absent(action, request.path)
    if not request.is_addition or now is ABSENT:
        return None
    if tuple(addition_of(now, request.path)) == tuple(request.changes):
        return Changes(Action)
    raise MergeConflictError([Conflict(request.path, ABSENT, now, _asked(request, action))])


def _asked(request: ChangeRequest, action: Action) -> Any:
    """Return the session that a request adds, as it would be if its number were free."""
    component = action.component(request.component)
    others = [session for session in component.sessions if session.number != request.session]
    free = action.set(request.path.parent, component.evolve(sessions=others))
    try:
        return request.changes.apply(free)[request.path]
    except ValueError:
        return request.changes  # which make no session anywhere


def _appended(request: ChangeRequest) -> dict[Path, list[FieldChange]]:
    """Return the informations that the request appends to a session that there is, by path."""
    if request.is_addition:
        return {}
    tops: dict[Path, list[FieldChange]] = {
        change.path.parent: []
        for change in request.changes
        if change.is_addition and change.path.parent.parent == request.path
    }
    for change in request.changes:
        if (top := _top(request, change)) in tops:
            tops[top].append(change)
    return tops


def _top(request: ChangeRequest, change: FieldChange) -> Path:
    """Return where what holds a change stands in the request's session."""
    return Path(change.path.steps[: len(request.path) + 1])


def _moved(
    request: ChangeRequest, action: Action, appended: dict[Path, list[FieldChange]]
) -> list[FieldChange]:
    """Return the appended informations behind those present, without those that are there now."""
    session = get_or_absent(action, request.path)
    if not appended or session is ABSENT:
        return [change for changes in appended.values() for change in changes]
    first = int(str(next(iter(appended)).steps[-1][1]))
    since = Counter(_content(addition_of(info, Path())) for info in session.infos[first - 1 :])
    moved: list[FieldChange] = []
    place = len(session.infos)
    for top, changes in appended.items():
        content = _content(changes, len(top))
        if since[content]:
            since[content] -= 1
            continue
        place += 1
        behind = request.path.child("infos", str(place))
        moved += [
            FieldChange(Path(behind.steps + path.steps), ABSENT, held) for path, held in content
        ]
    return moved


def _content(changes: Iterable[FieldChange], depth: int = 0) -> tuple[tuple[Path, Any], ...]:
    return tuple((Path(change.path.steps[depth:]), change.after) for change in changes)
