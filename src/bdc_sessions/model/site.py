"""A place where an action is carried out ("Site de réalisation", §1.2)."""

from collections.abc import Iterable

from attrs import field, frozen

from bdc_sessions.model.fields import labelled, member, members, placed, text
from bdc_sessions.model.tree import Tree


@frozen(kw_only=True, field_transformer=placed)
class Site(Tree):
    """A site of an action; one field of whatever bears it.

    >>> Site(name="ORGANISME TEST", place="CAP 2000", city="BEZIERS", postal_code="34500").label
    'ORGANISME TEST / CAP 2000 / BEZIERS / 34500'
    """

    name: str = field(converter=text, metadata=labelled("Nom"))
    place: str = field(converter=text, metadata=labelled("Lieu"))
    city: str = field(converter=text, metadata=labelled("Ville"))
    postal_code: str = field(converter=text, metadata=labelled("Code postal"))

    @property
    def label(self) -> str:
        """The site as the guide's list shows it (§1.2)."""
        return f"{self.name} / {self.place} / {self.city} / {self.postal_code}"


def site(value: Site, where: str = "") -> Site:
    """Take a site."""
    return member(value, Site, where)


def sites(values: Iterable[Site], where: str = "") -> tuple[Site, ...]:
    """Take several sites."""
    return members(values, Site, where)
