"""Queries on issued requests: the action at an instant, a field's history, recent changes."""

from collections.abc import Iterable, Iterator
from functools import reduce
from itertools import islice, takewhile
from typing import Any, ClassVar

from attrs import field, frozen
from pendulum import DateTime

from bdc_sessions.changes import ChangeRequest, Changes, FieldChange
from bdc_sessions.changes.apply import apply_to_item
from bdc_sessions.changes.distinct import display_distinct
from bdc_sessions.changes.field_change import to_value
from bdc_sessions.changes.leaves import get_or_absent, leaf_at
from bdc_sessions.dossier.fold import fold
from bdc_sessions.dossier.instants import moment, utc
from bdc_sessions.dossier.register import Issued, Register
from bdc_sessions.model import Action, Issuer, Path, Session
from bdc_sessions.model.about import About
from bdc_sessions.model.fields import bind_location, label, to_instance, to_instant, to_text
from bdc_sessions.model.path import Steps
from bdc_sessions.model.shape import walk
from bdc_sessions.model.tree import child_at
from bdc_sessions.model.value import Value, slots_of
from bdc_sessions.texts import display, one_line


def _issuer(value: Issuer, where: str = "") -> Issuer:
    return to_instance(value, Issuer, where)


@frozen(repr=False, field_transformer=bind_location)
class HistoryEntry(Value):
    """The change of a field or an object by one issued request.

    >>> from bdc_sessions import example_dossier
    >>> entry = example_dossier().history("components[01].sessions[01].places")[0]
    >>> entry.request, entry.at.to_date_string(), str(entry.before), entry.after
    ('r1', '2022-12-15', '-', 10)

    Attributes:
        request: The id of the request.
        issuer: Who issued it.
        at: The instant of issue, in Europe/Paris.
        before: The value until then, ``ABSENT`` for none.
        after: The value from then on, ``ABSENT`` for none.

    Raises:
        TypeError: A value of a wrong type, such as a float or a dict.
    """

    ABOUT: ClassVar[About] = About("history_entry", "Historique")

    request: str = field(converter=to_text, metadata=label("Demande"))
    issuer: Issuer = field(converter=_issuer, metadata=label("Nom/Statut de l'émetteur"))
    at: DateTime = field(converter=to_instant, eq=utc, metadata=label("Date d'émission"))
    before: Any = field(converter=to_value, metadata=label("Avant"))
    after: Any = field(converter=to_value, metadata=label("Après"))

    def __str__(self) -> str:
        """Return the entry as a line in French: when, by whom, and what changed."""
        before, after = display_distinct(self.before, self.after)
        line = f"{display(self.at)}, {self.issuer} ({self.request}) : {before} → {after}"
        return one_line(line)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle the instant in UTC: in Paris, a pickle loses which of two repeated hours it is."""
        return HistoryEntry, (self.request, self.issuer, utc(self.at), self.before, self.after)


Past = tuple[Issued, Any, Any]
"""An issued request, and the values at a path before and after it."""


def action_as_of(register: Register, instant: DateTime) -> Action:
    """Return the action as it was at an instant, with what was issued at that very instant.

    Either later requests are undone or earlier ones applied again, whichever are fewer.
    """
    later = list(_issued_after(register, instant))
    if 2 * len(later) <= register.count:
        return _undone(register.action, later)
    earlier = [*islice(register.newest_first(), len(later), None)]
    return fold(register.base, (issued.request.changes for issued in reversed(earlier)))


def session_after(register: Register, request: ChangeRequest) -> Session:
    """Return a request's session as the request leaves it, or would leave it if it were issued.

    Raises:
        NotFoundError: The request removes the session.
        StaleChangeError: What the draft changes was changed since.
    """
    if request.issued_at is None:
        action = request.changes.apply(register.action)
    else:
        later = takewhile(lambda issued: issued.request is not request, register.newest_first())
        action = _undone(register.action, later)
    session: Session = action[request.path]
    return session


def field_history(register: Register, path: Path) -> tuple[HistoryEntry, ...]:
    """Return the history of a field or object by its path, oldest entry first.

    Raises:
        NotFoundError: There never was anything at the path.
    """
    oldest_first = reversed([*register.newest_first()])
    steps = _object_steps if leaf_at(Action, path) is None else _field_steps
    make = slots_of(HistoryEntry).make  # looked up once
    entries = tuple(
        [
            make(issued.request.id, issued.issuer, issued.at, before, after)
            for issued, before, after in steps(register.base, oldest_first, path)
        ]
    )
    if not entries:  # it never changed: it is there, or never was
        _ = register.action[path]
    return entries


def states(register: Register, path: Path) -> tuple[Any, ...]:
    """Return all values that were ever at a path, oldest first."""
    entries = field_history(register, path)
    return get_or_absent(register.base, path), *(entry.after for entry in entries)


def changes_since(register: Register, instant: DateTime) -> tuple[tuple[str, str, Changes], ...]:
    """Return the changes issued after an instant, composed by session, with its two numbers."""
    composed: dict[Path, FieldChange] = {}
    for issued in reversed([*_issued_after(register, instant)]):
        for change in issued.request.changes:
            first = composed.get(change.path, change)
            composed[change.path] = FieldChange(change.path, first.before, change.after)
    by_session: dict[tuple[str, str], list[FieldChange]] = {}
    for change in composed.values():
        if change.before != change.after:
            by_session.setdefault(_session_of(change.path), []).append(change)
    return tuple((*numbers, Changes(Action, changes)) for numbers, changes in by_session.items())


def _issued_after(register: Register, instant: DateTime) -> Iterator[Issued]:
    latest = moment(instant)
    for issued in register.newest_first():
        if issued.moment <= latest:
            return
        yield issued


def _undone(action: Action, later: Iterable[Issued]) -> Action:
    return fold(action, (issued.request.changes.inverse() for issued in later))


def _field_steps(_: Action, oldest_first: Iterable[Issued], path: Path) -> list[Past]:
    """Return the past of a field from the changes of that field: nothing need be applied."""
    return [
        (issued, change.before, change.after)
        for issued in oldest_first
        for change in issued.request.changes.items
        if change.path == path
    ]


def _object_steps(base: Action, oldest_first: Iterable[Issued], path: Path) -> list[Past]:
    """Return the past of an object; changes elsewhere are skipped, not applied."""
    past: list[Past] = []
    top = _changeable_steps(path)
    value, depth = reduce(child_at, top, base), len(top)
    inner_steps = path.steps[depth:]
    stages = [*walk(Action, top)]
    collection = stages[-1].shape.collections[stages[-1].name] if stages else None
    before = reduce(child_at, inner_steps, value)
    for issued in oldest_first:
        items = issued.request.changes.items
        changes = [change for change in items if change.path.steps[:depth] == top]
        if not changes:
            continue
        if collection is None:
            value = issued.request.changes.apply(value)
        else:
            value = apply_to_item(value, collection, changes, Action, top)
        after = reduce(child_at, inner_steps, value) if inner_steps else value
        if not inner_steps or after != before:  # changes to an object always make another one
            past.append((issued, before, after))
        before = after
    return past


def _changeable_steps(path: Path) -> Steps:
    """Return the steps to an item of a component, a component or the action that a path lies in.

    The smaller the object, the less is applied.
    """
    match path.steps:
        case (("components", str()), (_, str()), *_):
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
