"""A group of trainees over one period ("Session", §1.1)."""

from collections.abc import Iterable

from attrs import field, frozen
from pendulum import Date

from bdc_sessions.model.collective_info import CollectiveInfo, infos
from bdc_sessions.model.fields import (
    day,
    keyed,
    labelled,
    optional_text,
    placed,
    text,
    whole,
)
from bdc_sessions.model.shape import COLLECTION
from bdc_sessions.model.site import Site, site
from bdc_sessions.model.tree import Tree, find


@frozen(kw_only=True, field_transformer=placed)
class Session(Tree):
    """A session of a component, known by its number there (§1.2)."""

    number: str = field(converter=text, metadata=labelled("Num. de session", "Numéro"))
    start: Date = field(converter=day, metadata=labelled("Date début"))
    end: Date = field(converter=day, metadata=labelled("Date fin"))
    site: Site = field(converter=site, metadata=labelled("Lieu de la session"))
    places: int = field(converter=whole, metadata=labelled("Nb. de places"))
    offer_code: str | None = field(
        default=None, converter=optional_text, metadata=labelled("Code Offre Info")
    )
    infos: tuple[CollectiveInfo, ...] = field(
        default=(),
        converter=infos,
        metadata={**labelled("Liste des informations collectives"), COLLECTION: None},
    )

    def info(self, place: int) -> CollectiveInfo:
        """Return the collective information at a place, 1 for the first; else ``NotFoundError``."""
        info: CollectiveInfo = find(self, "infos", str(place))
        return info

    def with_info(self, info: CollectiveInfo) -> "Session":
        """Append a collective information (§2.1)."""
        return self.evolve(infos=(*self.infos, info))

    def cancel(self) -> "Session":
        """Bring the places to 0, as what is validated cannot be deleted (§1.3)."""
        return self.evolve(places=0)


def sessions(values: Iterable[Session], where: str = "") -> tuple[Session, ...]:
    """Take several sessions, each number once."""
    return keyed(values, Session, "number", where)
