"""The address of an information session (§2.1)."""

from typing import ClassVar

from attrs import field, frozen

from bdc_sessions.model import screens
from bdc_sessions.model.about import About
from bdc_sessions.model.fields import bind_location, label, optional_text, to_instance, to_text
from bdc_sessions.model.term import Term, to_street_type, to_suffix
from bdc_sessions.model.tree import Tree
from bdc_sessions.model.value import constructs_by_slots
from bdc_sessions.screen import Screen
from bdc_sessions.texts import one_line


@constructs_by_slots
@frozen(kw_only=True, repr=False, field_transformer=bind_location)
class Address(Tree):
    """A postal address, in the fields of the guide's form (§2.1).

    >>> address = Address(
    ...     number="12", suffix="ter", street_type="allée", street="de la madeleine",
    ...     postal_code="34000", city="MONTPELLIER",
    ... )
    >>> address.line
    '12 ter allée de la madeleine'
    >>> address.suffix
    Term(label='ter', code='3')

    Only street, postal code and city are required. A blank optional field becomes None.

    Attributes:
        number: The number in the street, "12".
        suffix: The suffix of the number, "ter": a term, or its label.
        street_type: The kind of street, "allée": a term, or its label.
        street: The name of the street.
        building: The entrance, block, building or residence.
        special: A special mention of the postal service, such as "BP 1234".
        postal_code: The postal code, five digits (rule INF-005).
        city: The city, as the postal service spells it.
        cedex: The mark of large recipients of mail, "CEDEX 2".
    """

    ABOUT: ClassVar[About] = About(
        "address",
        "Adresse",
        "address",
        description="A postal address, in the fields of the guide's form (§2.1).",
    )

    number: str | None = optional_text("N° de voie")
    suffix: Term | None = field(default=None, converter=to_suffix, metadata=label("Extension voie"))
    street_type: Term | None = field(
        default=None, converter=to_street_type, metadata=label("Type de voie")
    )
    street: str = field(converter=to_text, metadata=label("Libellé de la voie"))
    building: str | None = optional_text("Entrée, Immeuble, Bâtiment, Résidence…")
    special: str | None = optional_text("Mention spéciale")
    postal_code: str = field(converter=to_text, metadata=label("Code postal"))
    city: str = field(converter=to_text, metadata=label("Ville"))
    cedex: str | None = optional_text("Cedex")

    @property
    def line(self) -> str:
        """The street line, as the guide's list shows it (§1.3).

        >>> Address(street="la place", postal_code="34000", city="MONTPELLIER", number="2").line
        '2 la place'
        """
        return _words(self.number, self.suffix, self.street_type, self.street)

    @property
    def postal_line(self) -> str:
        """The last line: postal code, city and CEDEX.

        >>> Address(street="x", postal_code="34000", city="SETE", cedex="CEDEX").postal_line
        '34000 SETE CEDEX'
        """
        return _words(self.postal_code, self.city, self.cedex)

    def screen(self) -> "Screen":
        """Return the fields of the guide's form, "-" for those left empty (§2.1).

        >>> print(Address(street="x", postal_code="34000", city="SETE").screen().parts[0].pairs[-1])
        ('Cedex', '-')
        """
        return screens.of_address(self)

    def __str__(self) -> str:
        return one_line(f"{self.line}, {self.postal_line}")


def _words(*parts: str | Term | None) -> str:
    words = [part.label if isinstance(part, Term) else part for part in parts]
    return " ".join([word for word in words if word])


def to_address(value: Address, where: str = "") -> Address:
    """Return the value if it is an ``Address``."""
    return to_instance(value, Address, where)
