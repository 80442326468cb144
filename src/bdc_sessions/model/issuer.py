"""Who issues a change request ("Nom/Statut de l'émetteur", §1.2)."""

from typing import ClassVar

from attrs import field, frozen

from bdc_sessions.model.about import About
from bdc_sessions.model.fields import bind_location, label, to_instance, to_text
from bdc_sessions.model.value import Value
from bdc_sessions.texts import one_line


@frozen(repr=False, field_transformer=bind_location)
class Issuer(Value):
    """The issuer of a request: a name and a role.

    >>> str(Issuer("BL", "Administrateur"))
    'BL Administrateur'

    Attributes:
        name: The issuer's name, "BL".
        role: The issuer's role, "Administrateur".
    """

    ABOUT: ClassVar[About] = About(
        "issuer", "Émetteur", description="The name and the role of who issues a request (§1.2)."
    )

    name: str = field(converter=to_text, metadata=label("Nom de l'émetteur"))
    role: str = field(converter=to_text, metadata=label("Statut de l'émetteur"))

    def __str__(self) -> str:
        return one_line(" ".join([word for word in (self.name, self.role) if word]))


def to_issuer(value: Issuer | None, where: str = "") -> Issuer | None:
    """Return an issuer, or None."""
    return None if value is None else to_instance(value, Issuer, where)
