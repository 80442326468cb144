"""A meeting where people come to hear about a session ("Information collective", §2.1)."""

from collections.abc import Iterable

from attrs import field, frozen
from pendulum import Date, Time

from bdc_sessions.model.address import Address, address
from bdc_sessions.model.fields import day, hour, labelled, members, optional_text, placed, whole
from bdc_sessions.model.shape import PART
from bdc_sessions.model.tree import Tree


@frozen(kw_only=True, field_transformer=placed)
class CollectiveInfo(Tree):
    """A collective information, known by its place in its session: it is never removed (§2.2).

    It may hold more people than its session, lie before it and outside the component's dates.
    """

    date: Date = field(converter=day, metadata=labelled("Date"))
    start: Time = field(
        converter=hour, metadata=labelled("Heure de début", "Heure de début (hh.mm)")
    )
    end: Time = field(converter=hour, metadata=labelled("Heure de fin", "Heure de fin (hh.mm)"))
    places: int = field(
        converter=whole,
        metadata=labelled("Nb. de places", "Nombre de places pour l'information collective"),
    )
    comment: str | None = field(
        default=None,
        converter=optional_text,
        metadata=labelled("Commentaire", "Commentaire – Pièces justificatives à fournir"),
    )
    address: Address = field(converter=address, metadata={**labelled("Adresse"), PART: True})

    def cancel(self) -> "CollectiveInfo":
        """Bring the places to 0, as what is validated cannot be deleted (§2.2)."""
        return self.evolve(places=0)


def infos(values: Iterable[CollectiveInfo], where: str = "") -> tuple[CollectiveInfo, ...]:
    """Take several informations, in the order given."""
    return members(values, CollectiveInfo, where)
