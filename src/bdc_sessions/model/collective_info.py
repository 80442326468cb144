"""A meeting where people come to hear about a session ("Information collective", §2.1)."""

from collections.abc import Iterable
from typing import ClassVar

from attrs import field, frozen
from pendulum import Date, Time

from bdc_sessions.model.about import About
from bdc_sessions.model.address import Address, to_address
from bdc_sessions.model.fields import (
    bind_location,
    label,
    to_date,
    to_int,
    to_optional_text,
    to_time,
    to_tuple,
)
from bdc_sessions.model.shape import PART
from bdc_sessions.model.tree import Tree


def _heading(place: str) -> str:
    return "Information collective" + ("" if place == "1" else f" n° {place}")


@frozen(kw_only=True, field_transformer=bind_location)
class CollectiveInfo(Tree):
    """A collective information, known by its place in its session: it is never removed (§2.2).

    It may hold more people than its session, lie before it and outside the component's dates.
    """

    ABOUT: ClassVar[About] = About("collective_info", "Information collective", "info", _heading)

    date: Date = field(converter=to_date, metadata=label("Date"))
    start: Time = field(
        converter=to_time, metadata=label("Heure de début", "Heure de début (hh.mm)")
    )
    end: Time = field(converter=to_time, metadata=label("Heure de fin", "Heure de fin (hh.mm)"))
    places: int = field(
        converter=to_int,
        metadata=label("Nb. de places", "Nombre de places pour l'information collective"),
    )
    comment: str | None = field(
        default=None,
        converter=to_optional_text,
        metadata=label("Commentaire", "Commentaire – Pièces justificatives à fournir"),
    )
    address: Address = field(converter=to_address, metadata={**label("Adresse"), PART: True})

    def cancel(self) -> "CollectiveInfo":
        """Bring the places to 0, as what is validated cannot be deleted (§2.2)."""
        return self.evolve(places=0)


def to_infos(values: Iterable[CollectiveInfo], where: str = "") -> tuple[CollectiveInfo, ...]:
    """Take several informations, in the order given."""
    return to_tuple(values, CollectiveInfo, where)
