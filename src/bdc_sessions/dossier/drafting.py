"""What a draft asks of a session: to be added, to be changed, and the same edited once more."""

from contextlib import suppress
from typing import NamedTuple

from bdc_sessions.changes import ChangeRequest, Changes, Conflict, FieldChange, diff, merge
from bdc_sessions.changes.changes import moved_under, unchecked_changes
from bdc_sessions.changes.diff import addition_of
from bdc_sessions.changes.leaves import get_or_absent
from bdc_sessions.dossier.history import session_after, states
from bdc_sessions.dossier.rebase import added_session, rebased
from bdc_sessions.dossier.register import Register, require_pending
from bdc_sessions.errors import DuplicateNumberError, MergeConflictError, RequestStateError
from bdc_sessions.model import ABSENT, Action, Path, Session
from bdc_sessions.model.fields import to_instance, to_text


class Asked(NamedTuple):
    """What a change request asks, by the names of its fields."""

    component: str
    session: str
    changes: Changes

    def draft(
        self, id: str, provider: str | None, observations: str | None, amendment: str | None
    ) -> ChangeRequest:
        """Return the draft that asks it."""
        return ChangeRequest(
            id=id,
            provider=provider,
            observations=observations,
            amendment=amendment,
            **self._asdict(),
        )


def asked_addition(action: Action, component: str, session: Session) -> Asked:
    """Return what adds a session to a component."""
    path = _path_of(action, component, session)
    return _asked(path, unchecked_changes(Action, addition_of(session, path)))


def asked_change(action: Action, component: str, session: Session, seen: Session | None) -> Asked:
    """Return what changes a session that there is to the one given, by what the form showed."""
    path = _path_of(action, component, session)
    current = action[path]
    if seen is not None:
        session = _merged(_shown(seen, session), session, current, path)
    return _asked(path, moved_under(diff(current, session), Action, path))


def asked_again(
    register: Register,
    draft: ChangeRequest,
    component: str | None,
    session: Session | None,
    seen: Session | None,
) -> Asked:
    """Return what a draft asks once it is edited; an addition keeps its number."""
    component = draft.component if component is None else component
    if draft.is_addition:
        return _added_again(register.action, draft, component, session, seen)
    if session is None:
        session = session_after(register, draft)
    path = _path_of(register.action, component, session)
    if seen is None or path != draft.path:
        return asked_change(register.action, component, session, seen)
    base, theirs = _since_shown(register, draft, _shown(seen, session))
    return asked_change(register.action, component, _merged(base, session, theirs, path), None)


def renumbered(action: Action, draft: ChangeRequest, number: str) -> ChangeRequest:
    """Return an addition under another number.

    Raises:
        RequestStateError: The draft is no addition.
        DuplicateNumberError: The number is taken.
    """
    if not draft.is_addition:
        raise RequestStateError(draft, "not-an-addition")
    number = to_text(number, "Dossier.renumber(number)")
    path = draft.path.parent.child("sessions", number)
    require_free(action, path)
    changes = [_renumbered(change, draft.path, path, number) for change in draft.changes]
    return draft.evolve(session=number, changes=Changes(Action, changes))


def require_possible(action: Action, draft: ChangeRequest) -> None:
    """Refuse what cannot be drafted for an action.

    Raises:
        RequestStateError: It is not pending.
        NotFoundError: No such component, or no such session and none added.
        DuplicateNumberError: The number of the added session is taken.
    """
    require_pending(draft)
    action.component(draft.component)
    if draft.is_addition:
        require_free(action, draft.path)
    else:
        _ = action[draft.path]


def require_free(action: Action, path: Path) -> None:
    """Refuse the path of a new session where one stands.

    Raises:
        DuplicateNumberError: It names the next number that is free.
    """
    found = get_or_absent(action, path)
    if found is not ABSENT:
        raise DuplicateNumberError(path, found.number, action[path.parent].next_number)


def _added_again(
    action: Action,
    draft: ChangeRequest,
    component: str,
    session: Session | None,
    seen: Session | None,
) -> Asked:
    edited = added_session(draft, action) if session is None else session
    edited = edited.evolve(number=draft.session)
    if seen is not None:
        # Nothing of it is issued: what differs from what was shown, someone edited meanwhile.
        shown = seen.evolve(number=draft.session)
        edited = _merged(shown, edited, added_session(draft, action), draft.path)
    asked = asked_addition(action, component, edited)
    if asked.component != draft.component:
        require_free(action, _path_of(action, component, edited))
    return asked


def _since_shown(
    register: Register, draft: ChangeRequest, seen: Session
) -> tuple[Session, Session]:
    """Return what was issued when a form showed a session, and what stands against the form now.

    The form showed the draft as it is, or the session as it was issued; else the draft before
    someone edited it, and then the draft as it is stands against the form.
    """
    action, path = register.action, draft.path
    if seen != action[path]:
        with suppress(ValueError):
            shown = action.set(path, seen)
            return draft.changes.under(path).inverse().apply(shown)[path], action[path]
        if seen not in states(register, path):
            return seen, rebased(draft, action, {}).apply(action)[path]
    return seen, action[path]


def _merged(base: Session, asked: Session, issued: Session, path: Path) -> Session:
    """Return what is asked of a session together with what was issued meanwhile.

    Raises:
        MergeConflictError: Both changed one field; ours is what is asked.
    """
    merged = merge(base, issued, asked)  # in this order, what is asked is appended behind
    if merged.conflicts:
        raise MergeConflictError(
            Conflict(path / c.path, c.base, ours=c.theirs, theirs=c.ours) for c in merged.conflicts
        )
    return merged.value


def _renumbered(change: FieldChange, old: Path, new: Path, number: str) -> FieldChange:
    if not change.path.is_under(old):
        return change
    path = Path(new.steps + change.path.steps[len(old) :])
    after = number if change.path == old / "number" else change.after
    return FieldChange(path, change.before, after)


def _shown(seen: Session, session: Session) -> Session:
    to_instance(seen, Session, "Dossier.draft(seen=)")
    if seen.number != session.number:
        raise ValueError(
            f"Dossier.draft(seen=): found session {seen.number!r}; "
            f"expected session {session.number!r} as it was before it was edited"
        )
    return seen


def _path_of(action: Action, component: str, session: Session) -> Path:
    to_instance(session, Session, "Dossier.draft(session=)")
    number = action.component(component).number
    return Path((("components", number), ("sessions", session.number)))


def _asked(path: Path, changes: Changes) -> Asked:
    (_, component), (_, session) = path.steps
    return Asked(str(component), str(session), changes)
