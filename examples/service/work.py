"""What a person makes of a session, as the forms carry it from screen to screen."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, Field

import bdc_sessions as b
from bdc_sessions.adapters.pydantic import Encoded

Form = Mapping[str, str]


class Work(BaseModel, frozen=True):
    """A request in the making: the hidden field of each form, read back as it was written."""

    id: Annotated[str, Field(pattern="^[0-9A-Za-z]{1,64}$")]  # made with the form: sent twice, one
    component: str
    session: Encoded[b.Session] | None  # with what was entered so far; None: nothing of a new one
    seen: Encoded[b.Session] | None  # as the first form showed it; None: a new one
    now: Encoded[b.Session] | None = None  # as the page of conflicts showed what others made of it
    place: str | None = None  # the information on the screen, "": a new one; None: the session is

    @property
    def on_screen(self) -> tuple[type[Any], Any]:
        """The class whose screen it is, and the value that it shows, if there is one."""
        if self.place is None or self.session is None:
            return b.Session, self.session
        return b.CollectiveInfo, self.session.info(int(self.place)) if self.place else None

    @property
    def merged(self) -> b.Merge[b.Session]:
        """What others made, called ours as it came first, and what is asked."""
        if self.seen is None or self.now is None or self.session is None:
            raise ValueError("nothing to merge")
        return b.merge(self.seen, self.now, self.session)

    def chosen(self, form: Form) -> "Work":
        """Take what the person chose between, to be compared with what was shown."""
        session = self.merged.resolve(choices(form))
        return self.model_copy(update={"session": session, "seen": self.now, "now": None})

    def entered(self, form: Form, sites: tuple[b.Site, ...]) -> "Work":
        """Read what was entered on the screen; the number of a session that there is stays."""
        cls, before = self.on_screen
        ignore = {"work", "do"} | ({"number"} if self.seen else set())
        read = b.read_form(cls, form, sites=sites, onto=before, ignore=ignore)
        if self.session and cls is b.CollectiveInfo:
            path = f"infos[{self.place}]"
            read = self.session.set(path, read) if before else self.session.with_info(read)
        return self.model_copy(update={"session": read})

    def drafted(self, dossier: b.Dossier) -> b.Dossier:
        """Draft the request, or edit it where it is drafted already."""
        arguments: dict[str, Any] = {"component": self.component, "session": self.session}
        if has(dossier, self.id):
            return dossier.redraft(self.id, **arguments, seen=self.seen)
        if self.seen is None:
            return dossier.draft_addition(self.id, **arguments)
        return dossier.draft_change(self.id, **arguments, seen=self.seen)


def has(dossier: b.Dossier, id: str) -> bool:
    """Whether a dossier has a request of an id."""
    return any(request.id == id for request in dossier.requests)


def session_shown(dossier: b.Dossier, id: str, component: str, number: str) -> b.Session | None:
    """Return a session as a form shows it: as a draft has it, or as it stands; None: a new one."""
    passed = (b.NotFoundError, b.StaleChangeError) if number else (b.NotFoundError,)
    try:  # a draft overtaken while it was edited is chosen from against what stands
        return dossier.proposed(id)
    except passed:
        return dossier.action.component(component).session(number) if number else None


def choices(form: Form) -> dict[str, b.Side]:
    """Read the radio buttons, each named for the path of its conflict."""
    return {name[7:]: b.Side(side) for name, side in form.items() if name[:7] == "choose "}
