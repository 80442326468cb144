"""Services that keep the guide's life cycle, each in its own way."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, ClassVar

from pendulum import DateTime, datetime, parse

import bdc_sessions as b


class Wrapper:
    """Holds the library's own dossier."""

    def __init__(self, action: b.Action) -> None:
        self.dossier = b.Dossier(action)

    def draft(self, id: str, component: str, session: b.Session, *, new: bool) -> str | None:
        draft = self.dossier.draft_addition if new else self.dossier.draft_change
        self.dossier = draft(id, component=component, session=session)
        return None

    def issue(self, id: str, by: b.Issuer, at: DateTime) -> DateTime | None:
        self.dossier = self.dossier.issue(id, by=by, at=at)
        return None

    def discard(self, id: str) -> None:
        self.dossier = self.dossier.discard(id)

    def action(self) -> b.Action:
        return self.dossier.action

    def tracking(self) -> Sequence[Sequence[str]]:
        return [list(row.cells) for row in self.dossier.tracking()]


class OwnIds(Wrapper):
    """Makes its own ids, as a table with a sequence does."""

    def __init__(self, action: b.Action) -> None:
        super().__init__(action)
        self.last = 0

    def draft(self, id: str, component: str, session: b.Session, *, new: bool) -> str:  # noqa: ARG002 - its own id
        given = f"#{self.last + 1}"
        super().draft(given, component, session, new=new)
        self.last += 1
        return given


class OwnClock(Wrapper):
    """Takes the instants of its own clock, which runs a minute at each issue."""

    def __init__(self, action: b.Action) -> None:
        super().__init__(action)
        self.now = datetime(2026, 3, 29, 0, 58)  # summer time comes two minutes later

    def issue(self, id: str, by: b.Issuer, at: DateTime) -> DateTime:  # noqa: ARG002 - its own clock
        now = self.now.add(minutes=1)
        super().issue(id, by, now)
        self.now = now
        return now


class Seeing(Wrapper):
    """Is told what the person saw who drafts."""

    def draft(
        self,
        id: str,
        component: str,
        session: b.Session,
        *,
        new: bool,
        seen: b.Session | None = None,
    ) -> None:
        if new:
            super().draft(id, component, session, new=new)
        else:
            self.dossier = self.dossier.draft_change(
                id, component=component, session=session, seen=seen
            )


class Merging(Seeing):
    """Merges what the person saw by itself, and keeps what conflicts until it is issued."""

    def __init__(self, action: b.Action) -> None:
        super().__init__(action)
        self.conflicting: dict[str, b.MergeConflictError] = {}

    def draft(self, id: str, component: str, session: b.Session, **given: Any) -> None:
        try:
            super().draft(id, component, session, **given)
        except b.MergeConflictError as error:
            super().draft(id, component, self.action()[place(component, session.number)], new=False)
            self.conflicting[id] = error

    def issue(self, id: str, by: b.Issuer, at: DateTime) -> None:
        if id in self.conflicting:
            raise self.conflicting[id]
        super().issue(id, by, at)

    def discard(self, id: str) -> None:
        super().discard(id)
        self.conflicting.pop(id, None)


class Eager(Wrapper):
    """Refuses at once what could not be issued."""

    def draft(self, id: str, component: str, session: b.Session, *, new: bool) -> None:
        before = self.dossier
        super().draft(id, component, session, new=new)
        if not self.dossier.check(id).ok:
            self.dossier = before
            raise ValueError("this could not be issued")


class Texts:
    """Keeps texts only, as a table of requests would, and reads them anew at each call."""

    def __init__(self, action: b.Action) -> None:
        self.text = b.dumps(action)
        self.rows: list[dict[str, Any]] = []

    def draft(self, id: str, component: str, session: b.Session, *, new: bool) -> None:
        self.refuse_id(id)
        action, path = self.action(), place(component, session.number)
        there = action.component(component).sessions
        if new and any(present.number == session.number for present in there):
            raise ValueError("this number is taken")
        folder = path.parent / "sessions"
        after = action.set(folder, (*there, session)) if new else action.set(path, session)
        self.rows.append(
            {
                "id": id,
                "component": component,
                "session": session.number,
                "changes": b.dumps(b.diff(action, after)),
                "by": None,
                "at": None,
            }
        )

    def issue(self, id: str, by: b.Issuer, at: DateTime) -> None:
        row = self.pending(id)
        self.refuse_early(at)
        self.text = b.dumps(self.applied(row, by, at))
        self.rows.remove(row)
        done = sum(earlier["at"] is not None for earlier in self.rows)
        self.rows.insert(done, {**row, "by": str(by), "at": at.isoformat()})

    def applied(self, row: dict[str, Any], by: b.Issuer, at: DateTime) -> b.Action:
        return self.dossier(row).issue(row["id"], by=by, at=at).action

    def dossier(self, row: dict[str, Any]) -> b.Dossier:
        request = b.ChangeRequest(
            id=row["id"],
            component=row["component"],
            session=row["session"],
            changes=b.loads(row["changes"], b.Changes),
        )
        return b.Dossier(self.action()).draft(request)

    def discard(self, id: str) -> None:
        self.rows.remove(self.pending(id))

    def action(self) -> b.Action:
        return b.loads(self.text, b.Action)

    def tracking(self) -> Sequence[Sequence[str]]:
        return [self.cells(row) for row in self.rows]

    def cells(self, row: dict[str, Any]) -> list[str]:
        kind = "Demande de modification de sessions et informations collectives"
        if row["at"] is None:
            return [kind, "-", "-", "-", "En attente d'émission", "-", "-"]
        return [kind, row["by"], "-", self.day(row["at"]), "Validée", "-", "-"]

    def day(self, at: str) -> str:
        return instant(at).in_timezone("Europe/Paris").format("DD/MM/YYYY")

    def refuse_id(self, id: str) -> None:
        if any(row["id"] == id for row in self.rows):
            raise ValueError("this id is taken")

    def refuse_early(self, at: DateTime) -> None:
        last = [instant(row["at"]) for row in self.rows if row["at"] is not None]
        if last and at.timestamp() < last[-1].timestamp():
            raise ValueError("before the last issue")

    def pending(self, id: str) -> dict[str, Any]:
        return next(row for row in self.rows if row["id"] == id and row["at"] is None)


class Lazy(Texts):
    """Takes any draft, and says when it is issued what can't be."""

    def draft(self, id: str, component: str, session: b.Session, *, new: bool) -> None:
        try:
            super().draft(id, component, session, new=new)
        except (ValueError, LookupError):
            self.refuse_id(id)
            self.rows.append({"id": id, "changes": None, "by": None, "at": None})

    def applied(self, row: dict[str, Any], by: b.Issuer, at: DateTime) -> b.Action:
        if row["changes"] is None:
            raise ValueError("this could not be drafted")
        return super().applied(row, by, at)


class Lenient(Wrapper):
    """Lets sessions end when they will."""

    rules = b.RULES.without("SES-002")

    def issue(self, id: str, by: b.Issuer, at: DateTime) -> None:
        self.dossier = self.dossier.issue(id, by=by, at=at, rules=self.rules)


class Bare:
    """Does what it must and no more: one dossier at a time, no infos, nothing deleted."""

    current: ClassVar[Wrapper]

    def __init__(self, action: b.Action) -> None:
        refuse_infos(session for component in action.components for session in component.sessions)
        type(self).current = Wrapper(action)

    def draft(self, id: str, component: str, session: b.Session, *, new: bool) -> None:
        refuse_infos([session])
        self.current.draft(id, component, session, new=new)

    def issue(self, id: str, by: b.Issuer, at: DateTime) -> None:
        self.current.issue(id, by, at)

    def discard(self, id: str) -> None:
        raise NotImplementedError

    def action(self) -> b.Action:
        return self.current.action()

    def tracking(self) -> Sequence[Sequence[str]]:
        raise NotImplementedError


def refuse_infos(sessions: Iterable[b.Session]) -> None:
    assert not any(session.infos for session in sessions), "no information sessions here"


def place(component: str, session: str) -> b.Path:
    """Return where a session stands."""
    return b.Path().child("components", component).child("sessions", session)


def instant(text: str) -> DateTime:
    at = parse(text)
    assert isinstance(at, DateTime)
    return at


Open = Callable[[b.Action], Any]
RIGHT: tuple[Open, ...] = (Wrapper, Texts, Eager, Lazy, OwnIds, OwnClock, Seeing, Merging)
