"""A part of an action, with volumes and sessions of its own ("Composante", §1.1)."""

from collections.abc import Iterable
from typing import ClassVar

from attrs import field, frozen
from pendulum import Date

from bdc_sessions.model import screens
from bdc_sessions.model.about import About
from bdc_sessions.model.fields import bind_location, label, to_date, to_keyed_tuple, to_text
from bdc_sessions.model.natural import free_number
from bdc_sessions.model.session import Session, to_sessions
from bdc_sessions.model.shape import COLLECTION
from bdc_sessions.model.site import Site
from bdc_sessions.model.tree import Tree, add_item, find
from bdc_sessions.model.value import constructs_by_slots
from bdc_sessions.model.volume import Volume, to_volumes
from bdc_sessions.screen import Screen
from bdc_sessions.texts import counted, one_line, summary


@constructs_by_slots
@frozen(kw_only=True, repr=False, field_transformer=bind_location)
class Component(Tree):
    """A component of an action, identified by its number in the action (§1.1).

    >>> from bdc_sessions import example_action
    >>> component = example_action().component("01")
    >>> str(component), component
    ('01 - FORP - Formation Projet Pro', <Component 01: 3 volumes, 1 session>)

    Attributes:
        number: Its number in the action, any text.
        code: Its code, "FORP".
        title: Its title.
        start: Its first day: no session begins before it.
        end: Its last day, included.
        city: The city where it takes place.
        postal_code: The postal code of the city.
        volumes: The volumes that are bought, by kind.
        sessions: Its sessions, in the order of their numbers.

    Raises:
        DuplicateNumberError: Two sessions with one number, or two volumes of one kind.
    """

    ABOUT: ClassVar[About] = About(
        "component",
        "Composante",
        "component",
        "Composante n° {}".format,
        description="A component of an action, known by its number there (§1.1).",
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
        """The component's name in the guide's recap, unescaped.

        >>> from bdc_sessions import example_action
        >>> example_action().component("01").label
        '01 - FORP - Formation Projet Pro'
        """
        return f"{self.number} - {self.code} - {self.title}"

    def session(self, number: str) -> "Session":
        """Return a session by its number.

        >>> from bdc_sessions import example_action
        >>> example_action().component("01").session("01").places
        10

        Raises:
            NotFoundError: No session has that number; the error lists those there are.
        """
        session: Session = find(self, "sessions", number)
        return session

    def volume(self, kind: str) -> "Volume":
        """Return a volume by its kind.

        >>> from bdc_sessions import example_action
        >>> example_action().component("01").volume("Heure stagiaire centre").headcount
        120

        Raises:
            NotFoundError: No volume has that kind; the error lists those there are.
        """
        volume: Volume = find(self, "volumes", kind)
        return volume

    def with_session(self, session: "Session") -> "Component":
        """Return the component with a session added, in the order of numbers (§1.2).

        >>> from bdc_sessions import example_action
        >>> component = example_action().component("01")
        >>> grown = component.with_session(component.session("01").evolve(number="02"))
        >>> [session.number for session in grown.sessions]
        ['01', '02']

        Raises:
            DuplicateNumberError: Its number is taken; the error has the next free one.
        """
        return add_item(self, "sessions", session)

    @property
    def next_number(self) -> str:
        """The next free session number, which cannot be mistaken for one in use (SES-008).

        >>> from bdc_sessions import example_action
        >>> example_action().component("01").next_number
        '02'
        """
        return free_number(session.number for session in self.sessions)

    def whole_period_session(self, *, site: "Site", places: int) -> "Session":
        """Return a session over the component's whole period, as permanent entry allows (§1.1).

        It has the next free number, and is not added to the component.

        >>> from bdc_sessions import example_action
        >>> component = example_action().component("01")
        >>> session = component.whole_period_session(site=example_action().sites[0], places=12)
        >>> session.number, session.end == component.end
        ('02', True)
        """
        return Session(
            number=self.next_number, start=self.start, end=self.end, site=site, places=places
        )

    def screen(self) -> "Screen":
        """Return the component's part of the guide's lists of components and sessions (§1.1).

        >>> from bdc_sessions import example_action
        >>> [part.title for part in example_action().component("01").screen().parts]
        ['Liste des composantes', 'Liste des sessions']
        """
        return screens.of_component(self)

    def __str__(self) -> str:
        return one_line(self.label)

    def __repr__(self) -> str:
        volumes = counted(len(self.volumes), "volume", "en")
        sessions = counted(len(self.sessions), "session", "en")
        return summary(type(self), f"{self.number}: {volumes}, {sessions}")


def to_components(values: Iterable[Component], where: str = "") -> tuple[Component, ...]:
    """Return several components, each number once, in the order of their numbers."""
    return to_keyed_tuple(values, Component, "number", where)
