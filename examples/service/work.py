"""What a person makes of a session, as the forms carry it from screen to screen."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, Field

import bdc_sessions as b
from bdc_sessions.adapters.pydantic import Encoded

Form = Mapping[str, str]


class Work(BaseModel, frozen=True):
    """A request in the making: the hidden field of each form, read back as it was written."""

    # Made with the form: a form that is sent twice is one request.
    id: Annotated[str, Field(pattern="^[0-9A-Za-z]{1,64}$")]
    component: str
    session: Encoded[b.Session] | None  # as entered so far; None: a new one, nothing entered yet
    seen: Encoded[b.Session] | None  # as the first form showed it; None: a new one
    now: Encoded[b.Session] | None = None  # as others issued it, which the page of conflicts shows
    place: str | None = None  # of the meeting on the screen, "" for a new one; None: the session

    @property
    def on_screen(self) -> tuple[type[Any], Any]:
        """The class whose screen it is, and the value that it shows, if there is one."""
        if self.place is None or self.session is None:
            return b.Session, self.session
        return b.CollectiveInfo, self.session.info(int(self.place)) if self.place else None

    @property
    def merged(self) -> b.Merge[b.Session]:
        """What others issued (ours, as it came first) merged with what is asked (theirs)."""
        if self.seen is None or self.now is None or self.session is None:
            raise ValueError("nothing to merge")
        return b.merge(self.seen, self.now, self.session)

    def chosen(self, form: Form) -> "Work":
        """Take what the person chose between, to be compared with what was shown."""
        session = self.merged.resolve(choices(form))
        return self.model_copy(update={"session": session, "seen": self.now, "now": None})

    def entered(self, form: Form, sites: tuple[b.Site, ...]) -> "Work":
        """Read what was entered on the screen; an existing session keeps its number."""
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
    try:  # of a draft that was overtaken, the form shows the session as it stands
        return dossier.proposed(id)
    except passed:
        return dossier.action.component(component).session(number) if number else None


def choices(form: Form) -> dict[str, b.Side]:
    """Read the radio buttons, each named for the path of its conflict."""
    return {name[7:]: b.Side(side) for name, side in form.items() if name[:7] == "choose "}
