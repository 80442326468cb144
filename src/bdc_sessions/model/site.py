"""A place where an action is carried out ("Site de réalisation", §1.2)."""

from attrs import field, frozen

from bdc_sessions.model import tree
from bdc_sessions.model.fields import labelled, placed, text


@frozen(kw_only=True, field_transformer=placed)
class Site:
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
        return " / ".join((self.name, self.place, self.city, self.postal_code))

    evolve = tree.evolve
    __getitem__ = tree.get
    set = tree.put
