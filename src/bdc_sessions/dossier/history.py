"""What is read of issued requests: the action as it stood, a field's past, what is new."""

from collections.abc import Iterable, Iterator
from functools import reduce
from itertools import islice, takewhile
from typing import Any, ClassVar

from attrs import field, frozen
from pendulum import DateTime

from bdc_sessions.changes import ChangeRequest, Changes, FieldChange
from bdc_sessions.changes.apply import apply_to_item
from bdc_sessions.changes.distinct import display_distinct
from bdc_sessions.changes.leaves import get_or_absent, leaf_at
from bdc_sessions.dossier.fold import fold
from bdc_sessions.dossier.instants import moment, utc
from bdc_sessions.dossier.register import Issued, Register
from bdc_sessions.model import ABSENT, Action, Issuer, Path, Session
from bdc_sessions.model.about import About
from bdc_sessions.model.fields import bind_location, label, to_instance, to_instant, to_text
from bdc_sessions.model.path import Step
from bdc_sessions.model.shape import walk
from bdc_sessions.model.tree import child_at, make_unchecked
from bdc_sessions.model.value import Value
from bdc_sessions.texts import display, one_line


def _issuer(value: Issuer, where: str = "") -> Issuer:
    return to_instance(value, Issuer, where)


@frozen(repr=False, field_transformer=bind_location)
class HistoryEntry(Value):
    """What an issued request made of a field or an object.

    >>> from bdc_sessions import example_dossier
    >>> entry = example_dossier().history("components[01].sessions[01].places")[0]
    >>> entry.request, entry.at.to_date_string(), str(entry.before), entry.after
    ('r1', '2022-12-15', '-', 10)

    Attributes:
        request: The id of the request.
        issuer: Who issued it.
        at: When it was issued.
        before: What stood there until then, ``ABSENT`` for nothing.
        after: What stands there from then on, ``ABSENT`` for nothing.
    """

    ABOUT: ClassVar[About] = About("history_entry", "Historique")

    request: str = field(converter=to_text, metadata=label("Demande"))
    issuer: Issuer = field(converter=_issuer, metadata=label("Nom/Statut de l'émetteur"))
    at: DateTime = field(converter=to_instant, eq=utc, metadata=label("Date d'émission"))
    before: Any = field(metadata=label("Avant"))
    after: Any = field(metadata=label("Après"))

    def __str__(self) -> str:
        """Return the entry as a line in French: when, by whom, and what changed."""
        before, after = display_distinct(self.before, self.after)
        line = f"{display(self.at)}, {self.issuer} ({self.request}) : {before} → {after}"
        return one_line(line)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle the instant in UTC: a pickle loses which of the repeated hours it is in."""
        return HistoryEntry, (self.request, self.issuer, utc(self.at), self.before, self.after)


Past = tuple[Issued, Any, Any]
"""An issued request, and what stood at a path before and after it."""


def action_as_of(register: Register, instant: DateTime) -> Action:
    """Return the action as it stood at an instant, what was issued at it included.

    What was issued later is undone, or what was issued until then done again: whichever is less.
    """
    later = list(_issued_after(register, instant))
    if 2 * len(later) <= register.count:
        return _undone(register.action, later)
    earlier = [*islice(register.newest_first(), len(later), None)]
    return fold(register.base, (issued.request.changes for issued in reversed(earlier)))


def session_after(register: Register, request: ChangeRequest) -> Session:
    """Return a request's session as it left it, or would leave it if it were issued.

    Raises:
        NotFoundError: It removes the session.
        StaleChangeError: A draft that was overtaken.
    """
    if request.issued_at is None:
        action = request.changes.apply(register.action)
    else:
        later = takewhile(lambda issued: issued.request is not request, register.newest_first())
        action = _undone(register.action, later)
    session: Session = action[request.path]
    return session


def field_history(register: Register, path: Path) -> tuple[HistoryEntry, ...]:
    """Return what became of what stands at a path, oldest first.

    Raises:
        NotFoundError: Nothing ever stood there.
    """
    oldest_first = reversed([*register.newest_first()])
    steps = _object_steps if leaf_at(Action, path) is None else _field_steps
    entries = tuple(
        make_unchecked(HistoryEntry, issued.request.id, issued.issuer, issued.at, before, after)
        for issued, before, after in steps(register.base, oldest_first, path)
    )
    if not entries and get_or_absent(register.base, path) is ABSENT:
        _ = register.action[path]
    return entries


def states(register: Register, path: Path) -> tuple[Any, ...]:
    """Return all that ever stood at a path, oldest first."""
    entries = field_history(register, path)
    return get_or_absent(register.base, path), *(entry.after for entry in entries)


def changes_since(register: Register, instant: DateTime) -> tuple[tuple[str, str, Changes], ...]:
    """Return what was validated after an instant as one change, by the session in which it lies."""
    composed: dict[Path, FieldChange] = {}
    for issued in reversed([*_issued_after(register, instant)]):
        for change in issued.request.changes:
            first = composed.get(change.path, change)
            composed[change.path] = FieldChange(change.path, first.before, change.after)
    by_session: dict[tuple[str, str], list[FieldChange]] = {}
    for change in composed.values():
        if change.before != change.after:
            by_session.setdefault(_session_of(change.path), []).append(change)
    return tuple((*numbers, Changes(Action, found)) for numbers, found in by_session.items())


def _issued_after(register: Register, instant: DateTime) -> Iterator[Issued]:
    latest = moment(instant)
    for issued in register.newest_first():
        if moment(issued.at) <= latest:
            return
        yield issued


def _undone(action: Action, later: Iterable[Issued]) -> Action:
    return fold(action, (issued.request.changes.inverse() for issued in later))


def _field_steps(_: Action, oldest_first: Iterable[Issued], path: Path) -> Iterator[Past]:
    """Yield what became of a field: its own changes tell, nothing is applied."""
    for issued in oldest_first:
        for change in issued.request.changes:
            if change.path == path:
                yield issued, change.before, change.after


def _object_steps(base: Action, oldest_first: Iterable[Issued], path: Path) -> Iterator[Past]:
    """Yield what became of an object: what lies elsewhere is passed over, not applied."""
    top = _steps_above(path, base)
    value, depth = reduce(child_at, top, base), len(top)
    below = path.steps[depth:]
    stages = [*walk(Action, top)]
    before = reduce(child_at, below, value)
    for issued in oldest_first:
        items = issued.request.changes.items
        changes = [change for change in items if change.path.steps[:depth] == top]
        if not changes:
            continue
        if stages:
            collection = stages[-1].shape.collections[stages[-1].name]
            value = apply_to_item(value, collection, changes, Action, top)
        else:
            value = issued.request.changes.apply(value)
        after = reduce(child_at, below, value)
        if after != before:
            yield issued, before, after
        before = after


def _steps_above(path: Path, base: Action) -> tuple[Step, ...]:
    """Return the way to the least object at or above a path to which changes can be made alone.

    That is a session, or a component that an issued request adds; else the action.
    """
    match path.steps:
        case (component, ("sessions", str()), *_) if child_at(base, component) is not ABSENT:
            return path.steps[:2]
        case (("components", str()), *_):
            return path.steps[:1]
        case _:
            return ()


def _session_of(path: Path) -> tuple[str, str]:
    """Return the numbers of the component and of the session in which a path lies."""
    match path.steps:
        case (("components", str(component)), ("sessions", str(session)), *_):
            return component, session
        case _:
            return "", ""
