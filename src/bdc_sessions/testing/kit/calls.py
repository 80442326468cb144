"""The calls of the protocol as values, each of which reads as one would write it."""

from datetime import datetime
from typing import Any

from attrs import evolve, fields, frozen
from pendulum import DateTime

from bdc_sessions.model import CollectiveInfo, Issuer, Session
from bdc_sessions.testing.kit.service import DossierService
from bdc_sessions.texts import short_repr


@frozen(repr=False)
class Draft:
    """Draft an addition, or a change of a session."""

    of: str
    """Which dossier is called: ``service``, or the one that is open beside it."""
    id: str
    component: str
    session: Session
    new: bool
    current: Session | None = None
    """The session as it stands, of which a change is written."""
    seen: Session | None = None
    """The session as the person saw it, if the service is told."""

    def __call__(self, service: DossierService) -> object:
        """Make the call."""
        seen = {} if self.seen is None else {"seen": self.seen}
        draft: Any = service.draft
        return draft(self.id, self.component, self.session, new=self.new, **seen)

    def __repr__(self) -> str:
        session, more = repr(self.session), ""
        if self.current is not None:
            session = current = f"session({self.current.number!r})"
            if self.seen is not None:
                session, more = "seen", f", seen={current}{_changes(self.seen, self.current)}"
            session += _changes(self.session, self.seen or self.current)
        return f"{self.of}.draft({self.id!r}, {self.component!r}, {session}, new={self.new}{more})"


@frozen(repr=False)
class Issue:
    """Emit a request and apply it."""

    of: str
    id: str
    by: Issuer
    at: DateTime

    def __call__(self, service: DossierService) -> object:
        """Make the call."""
        return service.issue(self.id, by=self.by, at=self.at)

    def __repr__(self) -> str:
        return f"{self.of}.issue({self.id!r}, by={self.by!r}, at={str(self.at)!r})"


@frozen(repr=False)
class Discard:
    """Delete a pending request."""

    of: str
    id: str

    def __call__(self, service: DossierService) -> object:
        """Make the call."""
        discard: Any = service.discard
        return discard(self.id)

    def __repr__(self) -> str:
        return f"{self.of}.discard({self.id!r})"


Call = Draft | Issue | Discard

ANSWERS: dict[type[Any], tuple[str, type[Any]]] = {Draft: ("id", str), Issue: ("at", datetime)}
"""What a service may give of its own: the id of a draft, the instant of an issue."""


def outcome(call: Call, service: DossierService) -> object:
    """Make a call, and return what it gives, or what it raises: a refusal is any exception."""
    try:
        return call(service)
    except Exception as raised:  # noqa: BLE001 - a refusal is any exception
        return raised


def as_taken(call: Call, answer: object) -> Call:
    """Return a call as the service took it: under the id that it gave, by its own clock."""
    name, kind = ANSWERS.get(type(call), ("nothing", type(None)))
    if answer is None:
        return call
    if isinstance(answer, kind):
        return evolve(call, **{name: answer})
    method, given = type(call).__name__.lower(), f"{short_repr(answer)} ({type(answer).__name__})"
    raise AssertionError(f"{method}() gave {given}; expected {name} ({kind.__name__}), or None")


def _changes(session: Session, before: Session) -> str:
    """Return what is changed of a session, as one would write it: ``.evolve(places=0)``."""
    changed = _differing(session, before)
    if session.infos != before.infos:
        infos = (_info(info, index, before) for index, info in enumerate(session.infos))
        changed["infos"] = f"[{', '.join(infos)}]"
    return _evolve(changed)


def _info(info: CollectiveInfo, index: int, before: Session) -> str:
    """Return an information session as one that is there, as a change of it, or whole."""
    if info in before.infos:
        return f"info({before.infos.index(info) + 1})"
    if index < len(before.infos):
        return f"info({index + 1})" + _evolve(_differing(info, before.infos[index]))
    return repr(info)


def _differing(value: Any, before: Any) -> dict[str, str]:
    names = [field.name for field in fields(type(value))]
    return {n: repr(getattr(value, n)) for n in names if getattr(value, n) != getattr(before, n)}


def _evolve(changed: dict[str, str]) -> str:
    arguments = ", ".join(f"{name}={text}" for name, text in changed.items())
    return f".evolve({arguments})" if changed else ""
