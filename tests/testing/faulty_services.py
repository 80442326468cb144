"""Services that fail the guide's life cycle, each in one way that is easily written."""

import re
from typing import Any, ClassVar, Literal

from pendulum import DateTime
from tests.testing.right_services import OwnClock, Seeing, Texts, Wrapper, instant, place

import bdc_sessions as b


class DeletesValidated(Texts):
    def discard(self, id: str) -> None:
        self.rows.remove(next(row for row in self.rows if row["id"] == id))


class DropsField(Texts):
    def draft(self, id: str, component: str, session: b.Session, *, new: bool) -> None:
        seen = None if new else self.action()[place(component, session.number)].offer_code
        super().draft(id, component, session.evolve(offer_code=seen), new=new)


class AppliesBlindly(Texts):
    """Looks at no value before: brings the changed fields to what they should be."""

    def applied(self, row: dict[str, Any], by: b.Issuer, at: DateTime) -> b.Action:
        try:
            return super().applied(row, by, at)
        except b.RefusedError as error:
            if {violation.code for violation in error.report} != {"REQ-002"}:
                raise
        action = self.action()
        for change in b.loads(row["changes"], b.Changes):
            action = action.set(change.path, change.after)
        return action


class LooksAtNoInformation(Texts):
    """Looks at the values before of a session's own fields, not of its information sessions."""

    def applied(self, row: dict[str, Any], by: b.Issuer, at: DateTime) -> b.Action:
        action = self.action()
        seen = [self.seen_now(change, action) for change in b.loads(row["changes"], b.Changes)]
        changes = b.Changes(b.Action, (c for c in seen if c.before != c.after))
        return super().applied({**row, "changes": b.dumps(changes)}, by, at)

    def seen_now(self, change: b.FieldChange, action: b.Action) -> b.FieldChange:
        if change.is_addition or change.is_removal or "infos" not in str(change.path):
            return change
        return b.FieldChange(change.path, action[change.path], change.after)


class KeepsCleared(Texts):
    """Takes what is cleared in an information session for not changed."""

    def applied(self, row: dict[str, Any], by: b.Issuer, at: DateTime) -> b.Action:
        after = super().applied(row, by, at)
        for change in b.loads(row["changes"], b.Changes):
            there = b.ABSENT not in (change.before, change.after)
            if there and change.after is None and "infos" in str(change.path):
                after = after.set(change.path, change.before)
        return after


class IgnoresComponent(Texts):
    """Changes the first session that bears the number, in whatever component."""

    def draft(self, id: str, component: str, session: b.Session, *, new: bool) -> None:
        if not new:
            action = self.action()
            action[place(component, session.number)]
            component = next(
                c.number
                for c in action.components
                if any(present.number == session.number for present in c.sessions)
            )
        super().draft(id, component, session, new=new)


class BlocksOnOldFault(Texts):
    """Refuses whatever leaves an error, were it there before."""

    def applied(self, row: dict[str, Any], by: b.Issuer, at: DateTime) -> b.Action:
        after = super().applied(row, by, at)
        b.validate(after).raise_if_errors()
        return after


class LeavesOldFault(Texts):
    """Refuses new errors only, not old ones on a field that is changed."""

    def applied(self, row: dict[str, Any], by: b.Issuer, at: DateTime) -> b.Action:
        try:
            return super().applied(row, by, at)
        except b.RefusedError:
            dossier = self.dossier(row)
            introduced = dossier.check(row["id"]).delta.introduced
            if any(violation.severity is b.Severity.ERROR for violation in introduced):
                raise
            return dossier.request(row["id"]).changes.apply(dossier.action)


class ReplacesWhole(Texts):
    """Keeps the session as it was drafted, and loses what was changed since."""

    def draft(self, id: str, component: str, session: b.Session, *, new: bool) -> None:
        super().draft(id, component, session, new=new)
        self.rows[-1]["whole"] = b.dumps(session)

    def applied(self, row: dict[str, Any], by: b.Issuer, at: DateTime) -> b.Action:
        path = place(row["component"], row["session"])
        return super().applied(row, by, at).set(path, b.loads(row["whole"], b.Session))


class RefusesLastDay(Texts):
    def applied(self, row: dict[str, Any], by: b.Issuer, at: DateTime) -> b.Action:
        after = super().applied(row, by, at)
        component = after.component(row["component"])
        if component.session(row["session"]).end >= component.end:
            raise ValueError("it ends too late")
        return after


class TakesDayAfterLast(Texts):
    def applied(self, row: dict[str, Any], by: b.Issuer, at: DateTime) -> b.Action:
        dossier = self.dossier(row)
        component = dossier.action.component(row["component"])
        end = b.Path().child("components", component.number) / "end"
        longer = b.Dossier(dossier.action.set(end, component.end.add(days=1)))
        issued = longer.draft(dossier.request(row["id"])).issue(row["id"], by=by, at=at)
        return issued.action.set(end, component.end)


class AppliesHalf(Texts):
    """Writes the first field before it looks whether it may write them all."""

    def applied(self, row: dict[str, Any], by: b.Issuer, at: DateTime) -> b.Action:
        dossier = self.dossier(row)
        changes = dossier.request(row["id"]).changes
        if not any(change.is_addition or change.is_removal for change in changes):
            first = b.Changes(b.Action, changes[:1])
            self.text = b.dumps(first.apply(dossier.action))
        return dossier.issue(row["id"], by=by, at=at).action


class LosesDrafts(Texts):
    """Keeps no other draft when one is issued."""

    def issue(self, id: str, by: b.Issuer, at: DateTime) -> None:
        super().issue(id, by, at)
        self.rows = [row for row in self.rows if row["at"] is not None]


class LosesRefused(Texts):
    """Forgets a draft that may not be issued."""

    def applied(self, row: dict[str, Any], by: b.Issuer, at: DateTime) -> b.Action:
        try:
            return super().applied(row, by, at)
        except ValueError:
            self.rows.remove(row)
            raise


class Reorders(Texts):
    """Shows the newest first."""

    def tracking(self) -> Any:
        return super().tracking()[::-1]


class StampsPending(Texts):
    """Dates a request when it is drafted."""

    def cells(self, row: dict[str, Any]) -> list[str]:
        cells = super().cells(row)
        return [*cells[:3], "01/07/2022" if cells[3] == "-" else cells[3], *cells[4:]]


class DatesInGreenwich(Texts):
    def day(self, at: str) -> str:
        return instant(at).in_timezone("UTC").format("DD/MM/YYYY")


class IssuesAgain(Texts):
    """Takes the issue of a validated request for done."""

    def issue(self, id: str, by: b.Issuer, at: DateTime) -> None:
        if not any(row["id"] == id and row["at"] is not None for row in self.rows):
            super().issue(id, by, at)


class GoesBackInTime(Texts):
    def refuse_early(self, at: DateTime) -> None:
        pass


class ForgetsSeconds(Texts):
    """Keeps instants to the minute."""

    unit: ClassVar[Literal["second", "minute"]] = "minute"

    def refuse_early(self, at: DateTime) -> None:
        last = [instant(row["at"]) for row in self.rows if row["at"] is not None]
        if last and at < last[-1].start_of(self.unit):
            raise ValueError("before the last issue")


class ForgetsMicroseconds(ForgetsSeconds):
    """Keeps instants to the second."""

    unit = "second"


class ReadsTheClock(Texts):
    """Compares what the clocks of Paris show: in autumn an hour comes twice."""

    def refuse_early(self, at: DateTime) -> None:
        last = [clock(instant(row["at"])) for row in self.rows if row["at"] is not None]
        if last and clock(at) < last[-1]:
            raise ValueError("before the last issue")


def clock(at: DateTime) -> str:
    return at.in_timezone("Europe/Paris").format("YYYY-MM-DD HH:mm:ss")


class SharesState(Texts):
    """Has one list of requests for all its instances."""

    shared: ClassVar[list[dict[str, Any]]] = []

    def __init__(self, action: b.Action) -> None:
        super().__init__(action)
        self.shared.clear()
        self.rows = self.shared


class SwapsSides(Texts):
    """Writes what was before where what is after should stand."""

    def applied(self, row: dict[str, Any], by: b.Issuer, at: DateTime) -> b.Action:
        after = super().applied(row, by, at)
        changes = b.loads(row["changes"], b.Changes)
        return after if any(c.is_addition for c in changes) else changes.inverse().apply(after)


class IgnoresZero(Texts):
    """Takes 0 places for none given."""

    def applied(self, row: dict[str, Any], by: b.Issuer, at: DateTime) -> b.Action:
        path = place(row["component"], row["session"]) / "places"
        before, after = self.action(), super().applied(row, by, at)
        try:
            return after.set(path, after[path] or before[path])
        except b.NotFoundError:
            return after


class SortsInfos(Texts):
    """Shows information sessions by date; they are known by their place."""

    def action(self) -> b.Action:
        action = super().action()
        for component in action.components:
            for session in component.sessions:
                infos = sorted(session.infos, key=lambda info: info.date)
                action = action.set(place(component.number, session.number) / "infos", infos)
        return action


class LosesUpdate(Seeing):
    """Writes the session as the person left it over what was issued meanwhile."""

    def draft(self, id: str, component: str, session: b.Session, **given: Any) -> None:
        super().draft(id, component, session, **{**given, "seen": None})


class LosesConflict(Seeing):
    """Lets the last who drafts win, where two changed one field."""

    def draft(self, id: str, component: str, session: b.Session, **given: Any) -> None:
        try:
            super().draft(id, component, session, **given)
        except b.MergeConflictError:
            current = self.action()[place(component, session.number)]
            merged = b.merge(given["seen"], session, current)
            sides: dict[str | b.Path, b.Side] = {c.path: b.Side.OURS for c in merged.conflicts}
            super().draft(id, component, merged.resolve(sides), new=False)


class RefusesWhatWasOvertaken(Seeing):
    """Asks a person to begin again whenever anything was issued meanwhile."""

    def draft(self, id: str, component: str, session: b.Session, **given: Any) -> None:
        current = None if given["new"] else self.action()[place(component, session.number)]
        if given.get("seen") not in (None, current):
            raise ValueError("the session was changed meanwhile")
        super().draft(id, component, session, **given)


class ReadsForms(Wrapper):
    """Reads each information session from its form as if all of it had been typed anew."""

    def draft(self, id: str, component: str, session: b.Session, *, new: bool) -> None:
        infos = [b.read_form(b.CollectiveInfo, b.to_form(info)) for info in session.infos]
        super().draft(id, component, session.evolve(infos=infos), new=new)


class GivesNumbers(Wrapper):
    """Gives the request's number in its table in place of its id."""

    def draft(self, id: str, component: str, session: b.Session, *, new: bool) -> Any:
        super().draft(id, component, session, new=new)
        return len(self.dossier.requests)


class GivesIdsTwice(Wrapper):
    """Makes its own ids, by counting what is there."""

    def draft(self, id: str, component: str, session: b.Session, *, new: bool) -> str:  # noqa: ARG002 - its own id
        given = f"#{len(self.dossier.requests)}"
        if any(request.id == given for request in self.dossier.requests):
            return given
        super().draft(given, component, session, new=new)
        return given


class RunsBackwards(OwnClock):
    """Takes the instants of a clock that is put back."""

    def issue(self, id: str, by: b.Issuer, at: DateTime) -> Any:
        return super().issue(id, by, at).subtract(hours=len(self.dossier.requests))


class RefusesEverything(Texts):
    def draft(self, id: str, component: str, session: b.Session, *, new: bool) -> None:
        raise NotImplementedError


class RefusesAtLength(RefusesEverything):
    def draft(self, *_: Any, **__: Any) -> None:
        raise ValueError("\n".join(["fourteen fields are stale:", *map(str, range(1, 15))]))


class TakesTakenNumber(Texts):
    """Lets an addition stand for the session that bears its number."""

    def draft(self, id: str, component: str, session: b.Session, *, new: bool) -> None:
        there = self.action().component(component).sessions
        new = new and all(present.number != session.number for present in there)
        super().draft(id, component, session, new=new)


class Renumbers(Wrapper):
    """Gives a session another number where its own was taken meanwhile, and asks nobody."""

    def issue(self, id: str, by: b.Issuer, at: DateTime) -> DateTime | None:
        dossier = self.dossier
        request = dossier.request(id)
        component = dossier.action.component(request.component)
        if any(violation.code == "REQ-006" for violation in dossier.check(id).refusing):
            self.dossier = dossier.renumber(id, component.next_number)
        return super().issue(id, by, at)


class ShoutsNames(Wrapper):
    """Keeps names in capitals."""

    def issue(self, id: str, by: b.Issuer, at: DateTime) -> DateTime | None:
        return super().issue(id, b.Issuer(by.name.upper(), by.role), at)


class KeepsSite(Wrapper):
    """Has no field for the site of a session that is there."""

    def draft(self, id: str, component: str, session: b.Session, *, new: bool) -> str | None:
        if not new:
            current = self.dossier.action.component(component).session(session.number)
            session = session.evolve(site=current.site)
        return super().draft(id, component, session, new=new)


class TakesIdTwice(Texts):
    """Lets a second draft stand for the first of its id."""

    def refuse_id(self, id: str) -> None:
        self.rows = [row for row in self.rows if row["id"] != id or row["at"] is not None]


class GivesDicts(Wrapper):
    def action(self) -> Any:
        return b.encode(super().action())


class GivesText(Wrapper):
    def tracking(self) -> Any:
        return [" | ".join(cells) for cells in super().tracking()]


class CannotTell(Wrapper):
    def tracking(self) -> Any:
        if self.dossier.requests:
            raise KeyError("tracking")
        return ()


class LosesColumn(Wrapper):
    def tracking(self) -> Any:
        return [cells[:-1] for cells in super().tracking()]


class LosesCodes(Wrapper):
    """Keeps the label of a term, and not its code."""

    def action(self) -> b.Action:
        text = b.dumps(super().action())
        return b.loads(re.sub(r'"code": ?"3"', '"code": null', text), b.Action)


class LosesComponents(Wrapper):
    def action(self) -> b.Action:
        return super().action().evolve(components=())
