"""A group of trainees over one period ("Session", §1.1)."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from attrs import field, frozen
from pendulum import Date

from bdc_sessions.model import screens
from bdc_sessions.model.about import About
from bdc_sessions.model.collective_info import CollectiveInfo, to_infos
from bdc_sessions.model.fields import (
    bind_location,
    label,
    optional_text,
    shift_date,
    to_date,
    to_int,
    to_keyed_tuple,
    to_text,
)
from bdc_sessions.model.shape import COLLECTION
from bdc_sessions.model.site import Site, to_site
from bdc_sessions.model.tree import Tree, add_item, find
from bdc_sessions.model.value import constructs_by_slots
from bdc_sessions.screen import Screen
from bdc_sessions.texts import counted, display, int_text, one_line

if TYPE_CHECKING:
    from bdc_sessions.model.component import Component


@constructs_by_slots
@frozen(kw_only=True, repr=False, field_transformer=bind_location)
class Session(Tree):
    """A session of a component, identified by its number in the component (§1.2).

    >>> from bdc_sessions import example_action
    >>> session = example_action().component("01").session("01")
    >>> str(session)
    'Session n° 01 : 01/09/2022 – 31/12/2022, 10 places, 1 information collective'

    Attributes:
        number: Its number in the component, any text.
        start: Its first day.
        end: Its last day, included.
        site: Where it takes place.
        places: How many trainees it takes; 0: the session does not take place (§1.3).
        offer_code: The code of the offer that publishes it; None if it has none yet.
        infos: Its information sessions, in the order in which they were entered.
    """

    ABOUT: ClassVar[About] = About(
        "session",
        "Session",
        "session",
        "Session n° {}".format,
        description="A session of a component, known by its number there (§1.2).",
    )

    number: str = field(converter=to_text, metadata=label("Num. de session", "Numéro"))
    start: Date = field(converter=to_date, metadata=label("Date début"))
    end: Date = field(converter=to_date, metadata=label("Date fin"))
    site: Site = field(converter=to_site, metadata=label("Lieu de la session"))
    places: int = field(converter=to_int, metadata=label("Nb. de places"))
    offer_code: str | None = optional_text("Code Offre Info")
    infos: tuple[CollectiveInfo, ...] = field(
        default=(),
        converter=to_infos,
        metadata={**label("Liste des informations collectives"), COLLECTION: None},
    )

    def info(self, place: int) -> "CollectiveInfo":
        """Return the information session at a place, 1 for the first.

        >>> from bdc_sessions import example_action
        >>> example_action().component("01").session("01").info(1).places
        20

        Raises:
            NotFoundError: No information session has that place.
        """
        info: CollectiveInfo = find(self, "infos", int_text(to_int(place, "Session.info")))
        return info

    def with_info(self, info: "CollectiveInfo") -> "Session":
        """Return the session with an information session appended (§2.1).

        >>> from bdc_sessions import example_action
        >>> session = example_action().component("01").session("01")
        >>> len(session.with_info(session.info(1).shift(days=1)).infos)
        2
        """
        return add_item(self, "infos", info)

    def cancel(self) -> "Session":
        """Return the session with 0 places, as what is validated cannot be deleted (§1.3).

        >>> from bdc_sessions import example_action
        >>> example_action().component("01").session("01").cancel().places
        0
        """
        return self.evolve(places=0)

    def shift(self, *, days: int) -> "Session":
        """Return the session and its information sessions some days later; earlier if negative.

        >>> from bdc_sessions import example_action
        >>> later = example_action().component("01").session("01").shift(days=7)
        >>> later.start, later.info(1).date
        (Date(2022, 9, 8), Date(2022, 9, 7))

        Raises:
            ValueError: A date would leave the years 1 to 9999.
        """
        return self.evolve(
            start=shift_date(self.start, days, "Session.shift"),
            end=shift_date(self.end, days, "Session.shift"),
            infos=[info.shift(days=days) for info in self.infos],
        )

    def screen(self, *, component: "Component | None" = None) -> "Screen":
        """Return the guide's form, "Caractéristiques", and the information sessions (§1.2, §2.1).

        >>> from bdc_sessions import example_action
        >>> component = example_action().component("01")
        >>> component.session("01").screen(component=component).parts[0].parts[0].pairs[0]
        ('Composantes', '01 FORP - Formation Projet Pro')

        Args:
            component: The component to name in the form, if any.
        """
        return screens.of_session(self, component)

    def __str__(self) -> str:
        dates = f"{display(self.start)} – {display(self.end)}"
        places = counted(self.places, "place")
        infos = counted(len(self.infos), "information collective")
        return one_line(f"Session n° {self.number} : {dates}, {places}, {infos}")


def to_sessions(values: Iterable[Session], where: str = "") -> tuple[Session, ...]:
    """Return several sessions, each number once, in the order of their numbers."""
    return to_keyed_tuple(values, Session, "number", where)
