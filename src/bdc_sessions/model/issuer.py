"""Who issues a change request ("Nom/Statut de l'émetteur", §1.2)."""

from attrs import field, frozen

from bdc_sessions.model.fields import labelled, member, placed, text


@frozen(field_transformer=placed)
class Issuer:
    """A name and a role.

    >>> str(Issuer("BL", "Administrateur"))
    'BL Administrateur'
    """

    name: str = field(converter=text, metadata=labelled("Nom de l'émetteur"))
    role: str = field(converter=text, metadata=labelled("Statut de l'émetteur"))

    def __str__(self) -> str:
        """Be the cell of the guide's tracking table."""
        return " ".join(word for word in (self.name, self.role) if word)


def issuer(value: Issuer | None, where: str = "") -> Issuer | None:
    """Take an issuer, or None."""
    return None if value is None else member(value, Issuer, where)
