"""The changes of a draft: to add a session, to change one, to edit the draft itself."""

from contextlib import suppress
from typing import NamedTuple

from bdc_sessions.changes import ChangeRequest, Changes, Conflict, FieldChange, diff, merge
from bdc_sessions.changes.changes import prefixed, unchecked_changes
from bdc_sessions.changes.diff import addition_of
from bdc_sessions.changes.leaves import get_or_absent
from bdc_sessions.dossier.history import session_after, states
from bdc_sessions.dossier.rebase import added_session, rebased
from bdc_sessions.dossier.register import Register, require_pending
from bdc_sessions.errors import DuplicateNumberError, MergeConflictError, RequestStateError
from bdc_sessions.model import ABSENT, Action, Path, Session
from bdc_sessions.model.fields import to_instance, to_text
from bdc_sessions.texts import short_repr


class Content(NamedTuple):
    """What a change request changes, by the names of its fields."""

    component: str
    session: str
    changes: Changes

    def draft(
        self, id: str, provider: str | None, observations: str | None, amendment: str | None
    ) -> ChangeRequest:
        """Return the draft of this content."""
        return ChangeRequest(
            id=id,
            provider=provider,
            observations=observations,
            amendment=amendment,
            **self._asdict(),
        )


def add_session(action: Action, component: str, session: Session) -> Content:
    """Return the content of a draft that adds a session to a component."""
    path = _path_of(action, component, session)
    return _content(path, unchecked_changes(Action, addition_of(session, path)))


def change_session(
    action: Action, component: str, session: Session, seen: Session | None
) -> Content:
    """Return the content of a draft that changes an existing session to the one given."""
    path = _path_of(action, component, session)
    current = action[path]
    if seen is not None:
        session = _merged(_checked_seen(seen, session), session, current, path)
    return _content(path, prefixed(diff(current, session), Action, path))


def edit_draft(
    register: Register,
    draft: ChangeRequest,
    component: str | None,
    session: Session | None,
    seen: Session | None,
) -> Content:
    """Return the content of a draft once it is edited; an addition keeps its number."""
    component = draft.component if component is None else component
    if draft.is_addition:
        return _redrafted_addition(register.action, draft, component, session, seen)
    if session is None:
        session = session_after(register, draft)
    path = _path_of(register.action, component, session)
    if seen is None or path != draft.path:
        return change_session(register.action, component, session, seen)
    base, theirs = _since_shown(register, draft, _checked_seen(seen, session))
    return change_session(register.action, component, _merged(base, session, theirs, path), None)


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
    """Refuse a draft that does not fit an action.

    Raises:
        RequestStateError: It is not pending.
        NotFoundError: No such component, or no such session to change.
        DuplicateNumberError: The number of the added session is taken.
    """
    require_pending(draft)
    action.component(draft.component)
    if draft.is_addition:
        require_free(action, draft.path)
    else:
        _ = action[draft.path]


def require_free(action: Action, path: Path) -> None:
    """Refuse the path of a new session if there is a session already.

    Raises:
        DuplicateNumberError: It names the next free number.
    """
    existing = get_or_absent(action, path)
    if existing is not ABSENT:
        raise DuplicateNumberError(path, existing.number, action[path.parent].next_number)


def _redrafted_addition(
    action: Action,
    draft: ChangeRequest,
    component: str,
    session: Session | None,
    seen: Session | None,
) -> Content:
    edited = added_session(draft, action) if session is None else session
    edited = to_instance(edited, Session, "Dossier.draft(session=)").evolve(number=draft.session)
    if seen is not None:
        to_instance(seen, Session, "Dossier.draft(seen=)")
        # Nothing of it is issued: where it differs from what was shown, someone redrafted it.
        shown = seen.evolve(number=draft.session)
        edited = _merged(shown, edited, added_session(draft, action), draft.path)
    content = add_session(action, component, edited)
    if content.component != draft.component:
        require_free(action, _path_of(action, component, edited))
    return content


def _since_shown(
    register: Register, draft: ChangeRequest, seen: Session
) -> tuple[Session, Session]:
    """Return the base and the other side of a merge with the session of a form.

    If the form showed the current draft, these are the session that the draft was made from and the
    current one; if it showed an issued session, that and the current one; if it showed the draft
    before someone edited it, that and the draft as it is now.
    """
    action, path = register.action, draft.path
    if seen != action[path]:
        with suppress(ValueError):
            shown = action.set(path, seen)
            return draft.changes.under(path).inverse().apply(shown)[path], action[path]
        if seen not in states(register, path):
            return seen, rebased(draft, action, {}).apply(action)[path]
    return seen, action[path]


def _merged(base: Session, edited: Session, issued: Session, path: Path) -> Session:
    """Return a session with what was edited and what was issued meanwhile.

    Raises:
        MergeConflictError: Both changed one field; ours is what was edited.
    """
    merged = merge(base, issued, edited)  # in this order, what the edit appends comes last
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


def _checked_seen(seen: Session, session: Session) -> Session:
    to_instance(seen, Session, "Dossier.draft(seen=)")
    if seen.number != session.number:
        raise ValueError(
            f"Dossier.draft(seen=): found session {short_repr(seen.number)}; "
            f"expected session {short_repr(session.number)} as it was before it was edited"
        )
    return seen


def _path_of(action: Action, component: str, session: Session) -> Path:
    to_instance(session, Session, "Dossier.draft(session=)")
    number = action.component(component).number
    return Path((("components", number), ("sessions", session.number)))


def _content(path: Path, changes: Changes) -> Content:
    (_, component), (_, session) = path.steps
    return Content(str(component), str(session), changes)
