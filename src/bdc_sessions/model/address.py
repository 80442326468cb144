"""Where a collective information takes place (§2.1)."""

from attrs import field, frozen

from bdc_sessions.model.fields import labelled, member, optional_text, placed, text
from bdc_sessions.model.term import Term, street_type, suffix
from bdc_sessions.model.tree import Tree


@frozen(kw_only=True, field_transformer=placed)
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
    """

    number: str | None = field(
        default=None, converter=optional_text, metadata=labelled("N° de voie")
    )
    suffix: Term | None = field(default=None, converter=suffix, metadata=labelled("Extension voie"))
    street_type: Term | None = field(
        default=None, converter=street_type, metadata=labelled("Type de voie")
    )
    street: str = field(converter=text, metadata=labelled("Libellé de la voie"))
    building: str | None = field(
        default=None,
        converter=optional_text,
        metadata=labelled("Entrée, Immeuble, Bâtiment, Résidence…"),
    )
    special: str | None = field(
        default=None, converter=optional_text, metadata=labelled("Mention spéciale")
    )
    postal_code: str = field(converter=text, metadata=labelled("Code postal"))
    city: str = field(converter=text, metadata=labelled("Ville"))
    cedex: str | None = field(default=None, converter=optional_text, metadata=labelled("Cedex"))

    @property
    def line(self) -> str:
        """The address in its street, as the guide's list shows it (§1.3)."""
        return _words(self.number, self.suffix, self.street_type, self.street)

    @property
    def postal_line(self) -> str:
        """The last line of the address: ``34000 MONTPELLIER CEDEX``."""
        return _words(self.postal_code, self.city, self.cedex)


def _words(*parts: str | Term | None) -> str:
    return " ".join([word for part in parts if part is not None and (word := str(part))])


def address(value: Address, where: str = "") -> Address:
    """Take an address."""
    return member(value, Address, where)
