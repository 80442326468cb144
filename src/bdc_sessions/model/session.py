"""A group of trainees over one period ("Session", §1.1)."""

from collections.abc import Iterable
from typing import ClassVar

from attrs import field, frozen
from pendulum import Date

from bdc_sessions.model.about import About
from bdc_sessions.model.collective_info import CollectiveInfo, to_infos
from bdc_sessions.model.fields import (
    bind_location,
    label,
    to_date,
    to_int,
    to_keyed_tuple,
    to_optional_text,
    to_text,
)
from bdc_sessions.model.shape import COLLECTION
from bdc_sessions.model.site import Site, to_site
from bdc_sessions.model.tree import Tree, find


@frozen(kw_only=True, field_transformer=bind_location)
class Session(Tree):
    """A session of a component, known by its number there (§1.2)."""

    ABOUT: ClassVar[About] = About("session", "Session", "session", "Session n° {}".format)

    number: str = field(converter=to_text, metadata=label("Num. de session", "Numéro"))
    start: Date = field(converter=to_date, metadata=label("Date début"))
    end: Date = field(converter=to_date, metadata=label("Date fin"))
    site: Site = field(converter=to_site, metadata=label("Lieu de la session"))
    places: int = field(converter=to_int, metadata=label("Nb. de places"))
    offer_code: str | None = field(
        default=None, converter=to_optional_text, metadata=label("Code Offre Info")
    )
    infos: tuple[CollectiveInfo, ...] = field(
        default=(),
        converter=to_infos,
        metadata={**label("Liste des informations collectives"), COLLECTION: None},
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


def to_sessions(values: Iterable[Session], where: str = "") -> tuple[Session, ...]:
    """Take several sessions, each number once."""
    return to_keyed_tuple(values, Session, "number", where)
