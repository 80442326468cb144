"""The revisions of a calendar's entries: how often, and when last, issued requests changed them."""

from collections.abc import Iterable
from typing import NamedTuple

from pendulum import DateTime

from bdc_sessions.changes import ChangeRequest
from bdc_sessions.changes.leaves import get_or_absent
from bdc_sessions.dossier import Dossier
from bdc_sessions.feeds.ical.entry import Entry, entries, session_entries
from bdc_sessions.model import ABSENT, Action, Path


class Revision(NamedTuple):
    """How many issued requests changed an existing entry, and when one last added or changed it."""

    number: int = 0
    at: DateTime | None = None


def revisions(dossier: Dossier) -> dict[Path, Revision]:
    """Return the revision of every entry that an issued request added or changed."""
    action = dossier.base
    current = {entry.path: entry for entry in entries(action)}
    result: dict[Path, Revision] = {}
    for request in dossier.requests:
        if request.issued_at is None:
            continue
        action = request.changes.apply(action)
        for entry in _affected(request, action):
            before = current.get(entry.path)
            if entry != before:
                number = result.get(entry.path, Revision()).number + (before is not None)
                result[entry.path] = Revision(number, request.issued_at)
                current[entry.path] = entry
    return result


def _affected(request: ChangeRequest, action: Action) -> Iterable[Entry]:
    """Return the entries that a request may have changed: its session's, else all (REQ-005)."""
    session = get_or_absent(action, request.path)
    within = all(change.path.is_under(request.path) for change in request.changes)
    if within and session is not ABSENT:
        return session_entries(action.component(request.component), session)
    return entries(action)
