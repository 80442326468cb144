"""A meeting where people come to hear about a session ("Information collective", §2.1)."""

from collections.abc import Iterable
from typing import ClassVar

from attrs import field, frozen
from pendulum import Date, Time

from bdc_sessions.model import screens
from bdc_sessions.model.about import About
from bdc_sessions.model.address import Address, to_address
from bdc_sessions.model.fields import (
    bind_location,
    label,
    optional_text,
    shift_date,
    to_date,
    to_int,
    to_time,
    to_tuple,
)
from bdc_sessions.model.shape import PART
from bdc_sessions.model.tree import Tree
from bdc_sessions.model.value import constructs_by_slots
from bdc_sessions.screen import Screen
from bdc_sessions.texts import counted, display


def _heading(place: str) -> str:
    return "Information collective" + ("" if place == "1" else f" n° {place}")


@constructs_by_slots
@frozen(kw_only=True, repr=False, field_transformer=bind_location)
class CollectiveInfo(Tree):
    """An information session, identified by its place in its session: none is removed (§2.2).

    It may take more people than its session, and be before it or outside the component's dates.

    >>> from bdc_sessions import example_action
    >>> info = example_action()["components[01].sessions[01].infos[1]"]
    >>> str(info)[:58]
    'Information collective : 31/08/2022 de 10:00 à 12:00, 20 p'

    Attributes:
        date: Its date.
        start: When it begins: hours and minutes, without a zone.
        end: When it ends.
        places: How many people it takes; 0: it does not take place.
        comment: What people should know or bring; None if nothing.
        address: Where it takes place.
    """

    ABOUT: ClassVar[About] = About(
        "collective_info",
        "Information collective",
        "info",
        _heading,
        description="An information session, known by its place in its session (§2.1).",
    )

    date: Date = field(converter=to_date, metadata=label("Date"))
    start: Time = field(
        converter=to_time, metadata=label("Heure de début", "Heure de début (hh.mm)")
    )
    end: Time = field(converter=to_time, metadata=label("Heure de fin", "Heure de fin (hh.mm)"))
    places: int = field(
        converter=to_int,
        metadata=label("Nb. de places", "Nombre de places pour l'information collective"),
    )
    comment: str | None = optional_text(
        "Commentaire", "Commentaire – Pièces justificatives à fournir"
    )
    address: Address = field(converter=to_address, metadata={**label("Adresse"), PART: True})

    def cancel(self) -> "CollectiveInfo":
        """Return the information session with 0 places, as it cannot be deleted (§2.2).

        >>> from bdc_sessions import example_action
        >>> example_action()["components[01].sessions[01].infos[1]"].cancel().places
        0
        """
        return self.evolve(places=0)

    def shift(self, *, days: int) -> "CollectiveInfo":
        """Return the information session some days later, or earlier for a negative number.

        >>> from bdc_sessions import example_action
        >>> example_action()["components[01].sessions[01].infos[1]"].shift(days=-1).date
        Date(2022, 8, 30)

        Raises:
            ValueError: The date would leave the years 1 to 9999.
        """
        return self.evolve(date=shift_date(self.date, days, "CollectiveInfo.shift"))

    def screen(self) -> "Screen":
        """Return the guide's form, "Caractéristiques de l'information collective" (§2.1).

        >>> from bdc_sessions import example_action
        >>> example_action()["components[01].sessions[01].infos[1]"].screen().parts[0].pairs[0]
        ('Date', '31/08/2022')
        """
        return screens.of_info(self)

    def __str__(self) -> str:
        times = f"de {display(self.start)} à {display(self.end)}"
        places = counted(self.places, "place")
        return f"{self.ABOUT.title} : {display(self.date)} {times}, {places}, {self.address}"


def to_infos(values: Iterable[CollectiveInfo], where: str = "") -> tuple[CollectiveInfo, ...]:
    """Return several information sessions, in the order given."""
    return to_tuple(values, CollectiveInfo, where)
