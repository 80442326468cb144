"""A part of an action, with volumes and sessions of its own ("Composante", §1.1)."""

from collections.abc import Iterable
from typing import ClassVar

from attrs import field, frozen
from pendulum import Date

from bdc_sessions.model.about import About
from bdc_sessions.model.fields import bind_location, label, to_date, to_keyed_tuple, to_text
from bdc_sessions.model.session import Session, to_sessions
from bdc_sessions.model.shape import COLLECTION
from bdc_sessions.model.site import Site
from bdc_sessions.model.tree import Tree, find
from bdc_sessions.model.volume import Volume, to_volumes


@frozen(kw_only=True, field_transformer=bind_location)
class Component(Tree):
    """A component of an action, known by its number there (§1.1)."""

    ABOUT: ClassVar[About] = About(
        "component", "Composante", "component", "Composante n° {}".format
    )

    number: str = field(converter=to_text, metadata=label("N°"))
    code: str = field(converter=to_text, metadata=label("Code"))
    title: str = field(converter=to_text, metadata=label("Composante"))
    start: Date = field(converter=to_date, metadata=label("Date début"))
    end: Date = field(converter=to_date, metadata=label("Date fin"))
    city: str = field(converter=to_text, metadata=label("Ville"))
    postal_code: str = field(converter=to_text, metadata=label("Code postal"))
    volumes: tuple[Volume, ...] = field(
        default=(),
        converter=to_volumes,
        metadata={**label("Volumes"), COLLECTION: "kind"},
    )
    sessions: tuple[Session, ...] = field(
        default=(),
        converter=to_sessions,
        metadata={**label("Liste des sessions"), COLLECTION: "number"},
    )

    @property
    def label(self) -> str:
        """The component as the guide's recap names it: ``01 - FORP - Formation Projet Pro``."""
        return f"{self.number} - {self.code} - {self.title}"

    def session(self, number: str) -> Session:
        """Return a session by its number; ``NotFoundError`` naming those there are."""
        session: Session = find(self, "sessions", number)
        return session

    def volume(self, kind: str) -> Volume:
        """Return a volume by its kind; ``NotFoundError`` naming those there are."""
        volume: Volume = find(self, "volumes", kind)
        return volume

    def with_session(self, session: Session) -> "Component":
        """Add a session; ``DuplicateNumberError`` where its number is taken."""
        return self.evolve(sessions=(*self.sessions, session))

    def whole_period_session(self, *, site: Site, places: int) -> Session:
        """Make a session over all of the component, as permanent entry allows (§1.1).

        It bears the next number after those there are, and is not added yet.
        """
        return Session(
            number=self._next_number(), start=self.start, end=self.end, site=site, places=places
        )

    def _next_number(self) -> str:
        counted = [s.number for s in self.sessions if s.number.isascii() and s.number.isdecimal()]
        last = counted[-1] if counted else ""
        # Counted in digits' own text: a number is opaque, and may be longer than an int prints.
        carried = last.rstrip("9")
        kept = carried or "0"
        grown = kept[:-1] + str(int(kept[-1]) + 1) + "0" * (len(last) - len(carried))
        return grown.zfill(max(2, len(last)))


def to_components(values: Iterable[Component], where: str = "") -> tuple[Component, ...]:
    """Take several components, each number once."""
    return to_keyed_tuple(values, Component, "number", where)
