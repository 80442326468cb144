"""Bringing a draft onto the action as it stands, when others were issued before it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from bdc_sessions.changes import ChangeRequest, Changes, Conflict, FieldChange, Side
from bdc_sessions.changes.diff import addition_of
from bdc_sessions.changes.leaves import get_or_absent
from bdc_sessions.errors import MergeConflictError
from bdc_sessions.model import ABSENT, Action, Path


def rebased(
    request: ChangeRequest, action: Action, choices: Mapping[Path, Side] | None = None
) -> Changes:
    """Return what of a request's changes is still to do.

    What still holds "before" stays, what holds "after" is done, an appended information session
    moves behind those present; all else conflicts, and is as a choice says. In a conflict ours is
    what the draft asks, theirs what was issued meanwhile.

    Raises:
        MergeConflictError: with the conflicts that no choice decides, among them a field that one
            of the sides does not have, and two additions of one number.
    """
    taken = _taken_session(request, action)
    if taken is not None:
        return taken
    appended = _appended(request)
    kept: list[FieldChange] = []
    conflicts: list[Conflict] = []
    for change in request.changes:
        if _object_of(request, change) in appended:
            continue
        now = get_or_absent(action, change.path)
        if now == change.before:
            kept.append(change)
        elif now != change.after:
            conflict = Conflict(change.path, change.before, ours=change.after, theirs=now)
            ...
    if conflicts:
        raise MergeConflictError(conflicts)
    return Changes(Action, [*kept, *_moved(request, action, appended)])
