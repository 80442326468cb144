"""What a person makes of a session, as the forms carry it from screen to screen."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import BaseModel, Field

import bdc_sessions as b
from bdc_sessions.adapters.pydantic import Encoded

Form = Mapping[str, str]
Screen = b.Session | b.CollectiveInfo


class Work(BaseModel, frozen=True):
    """A request in the making: the hidden field of each form, read back as it was written."""

    id: Annotated[str, Field(pattern="^[0-9A-Za-z]{1,64}$")]
    """Made with the first form: whatever is sent twice is one request."""
    component: str
    session: Encoded[b.Session] | None
    """With what was entered so far; None for a new one of which nothing was."""
    seen: Encoded[b.Session] | None
    """As the first form showed it; None for a new one."""
    now: Encoded[b.Session] | None = None
    """As the page of conflicts showed what others made of it."""
    place: str | None = None
    """The information that is on the screen, "" for a new one; None: the session is."""

    @classmethod
    def opened(cls, dossier: b.Dossier, id: str, component: str, number: str) -> "Work":
        """Open a draft again, a session as it stands, or (without a number) a new one."""
        if has(dossier, id):
            component, session = dossier.request(id).component, dossier.proposed(id)
            return cls(id=id, component=component, session=session, seen=session)
        found = dossier.action.component(component)
        seen = found.session(number) if number else None
        return cls(id=id, component=component, session=seen, seen=seen)

    @property
    def on_screen(self) -> tuple[type[Screen], Screen | None]:
        """The class whose screen it is, and the value that it shows, if there is one."""
        if self.place is None:
            return b.Session, self.session
        if self.session is None:
            raise ValueError("an information of no session")
        return b.CollectiveInfo, self.session.info(int(self.place)) if self.place else None

    def sites(self, action: b.Action) -> tuple[b.Site, ...]:
        """Return the sites to choose from: the session's own may be none of the action's."""
        return action.sites if self.session is None else (*action.sites, self.session.site)

    def faults(self, action: b.Action) -> Mapping[str, tuple[str, ...]]:
        """Return what is wrong with what the screen shows, by the paths of its fields."""
        if self.session is None:
            return {}
        component = action.component(self.component)
        found = b.validate(self.session, component=component, action=action)
        path = f"infos[{self.place}]" if self.place else ""
        return {} if self.place == "" else b.Report(found.errors).messages(path)

    def with_entered(self, form: Form, action: b.Action) -> "Work":
        """Read what was entered on the screen; the number of a session that there is stays."""
        cls, before = self.on_screen
        ignore = {"work", "do"} | ({"number"} if self.seen else set())
        read = b.read_form(cls, form, sites=self.sites(action), onto=before, ignore=ignore)
        if self.session and isinstance(read, b.CollectiveInfo):
            kept = self.session.set(f"infos[{self.place}]", read) if before else None
            read = kept or self.session.with_info(read)
        return self.model_copy(update={"session": read})

    def with_choices(self, form: Form) -> "Work":
        """Take what the person chose, to be compared with what the page of conflicts showed."""
        merged = self.merged
        session = merged.resolve(choices(form, merged.conflicts))
        return self.model_copy(update={"session": session, "seen": self.now, "now": None})

    @property
    def merged(self) -> b.Merge[b.Session]:
        """What others made, called ours as it came first, and what is asked."""
        if self.seen is None or self.now is None or self.session is None:
            raise ValueError("nothing to merge")
        return b.merge(self.seen, self.now, self.session)

    def current(self, dossier: b.Dossier) -> b.Session:
        """Return the session as a form would show it now."""
        try:
            return dossier.proposed(self.id)
        except (b.NotFoundError, b.StaleChangeError):
            number = self.seen.number if self.seen else ""
            return dossier.action.component(self.component).session(number)

    def drafted(self, dossier: b.Dossier) -> b.Dossier:
        """Draft the request, or edit it where it is drafted already."""
        if self.session is None:
            raise ValueError("no session was entered")
        if has(dossier, self.id):
            draft, seen = dossier.redraft, {"seen": self.seen}
        elif self.seen is None:
            draft, seen = dossier.draft_addition, {}
        else:
            draft, seen = dossier.draft_change, {"seen": self.seen}
        return draft(self.id, component=self.component, session=self.session, **seen)


def has(dossier: b.Dossier, id: str) -> bool:
    """Whether a dossier has a request of an id."""
    return any(request.id == id for request in dossier.requests)


def choices(form: Form, conflicts: tuple[b.Conflict, ...]) -> dict[b.Path, b.Side]:
    """Read the radio buttons, each named for the path of its conflict."""
    chosen = {conflict.path: form.get(f"choose {conflict.path}") for conflict in conflicts}
    return {path: b.Side(side) for path, side in chosen.items() if side is not None}
