"""A place where an action is carried out ("Site de réalisation", §1.2)."""

from collections.abc import Iterable
from typing import ClassVar

from attrs import field, frozen

from bdc_sessions.model.about import About
from bdc_sessions.model.fields import bind_location, label, to_instance, to_text, to_tuple
from bdc_sessions.model.tree import Tree
from bdc_sessions.model.value import constructs_by_slots
from bdc_sessions.texts import one_line


@constructs_by_slots
@frozen(kw_only=True, repr=False, field_transformer=bind_location)
class Site(Tree):
    """A site of an action; a session's site is a single field, changed as a whole.

    >>> Site(name="ORGANISME TEST", place="CAP 2000", city="BEZIERS", postal_code="34500").label
    'ORGANISME TEST / CAP 2000 / BEZIERS / 34500'

    Attributes:
        name: The organisation that runs the site.
        place: The name of the place.
        city: Its city.
        postal_code: Its postal code.
    """

    ABOUT: ClassVar[About] = About(
        "site", "Site de réalisation", description="A place where an action is carried out (§1.2)."
    )

    name: str = field(converter=to_text, metadata=label("Nom"))
    place: str = field(converter=to_text, metadata=label("Lieu"))
    city: str = field(converter=to_text, metadata=label("Ville"))
    postal_code: str = field(converter=to_text, metadata=label("Code postal"))

    @property
    def label(self) -> str:
        """The site as the guide's list shows it (§1.2).

        >>> from bdc_sessions import example_action
        >>> example_action().sites[0].label
        'ORGANISME TEST PRF 23 / CAP 2000 TEST / BEZIERS / 34500'
        """
        return f"{self.name} / {self.place} / {self.city} / {self.postal_code}"

    def __str__(self) -> str:
        return one_line(self.label)


def to_site(value: Site, where: str = "") -> Site:
    """Return the value if it is a ``Site``."""
    return to_instance(value, Site, where)


def to_sites(values: Iterable[Site], where: str = "") -> tuple[Site, ...]:
    """Return several sites, in the order given."""
    return to_tuple(values, Site, where)
