"""What a region buys: a training action under a contract ("Action de formation", §1.2)."""

from enum import StrEnum
from typing import ClassVar

from attrs import field, frozen
from pendulum import Date

from bdc_sessions.model.about import About
from bdc_sessions.model.component import Component, to_components
from bdc_sessions.model.fields import (
    bind_location,
    label,
    to_date,
    to_instance,
    to_int,
    to_text,
    to_texts,
)
from bdc_sessions.model.shape import COLLECTION
from bdc_sessions.model.site import Site, to_sites
from bdc_sessions.model.tree import Tree, find
from bdc_sessions.model.volume import Volume, totals


class EntryMode(StrEnum):
    """How trainees enter and leave ("entrées et sorties", §1.1)."""

    FIXED = "fixed"
    """at fixed dates"""
    PERMANENT = "permanent"
    """at any time"""


def to_entry_mode(value: EntryMode, where: str = "") -> EntryMode:
    """Take a mode of entry."""
    return to_instance(value, EntryMode, where)


@frozen(kw_only=True, field_transformer=bind_location)
class Action(Tree):
    """A training action, with its components and their sessions (§1.2)."""

    ABOUT: ClassVar[About] = About("action", "Action de formation", "action")

    number: str = field(converter=to_text, metadata=label("Numéro d'action"))
    contract_number: str = field(
        converter=to_text, metadata=label("Numéro de contrat / convention")
    )
    title: str = field(converter=to_text, metadata=label("Intitulé de l'action"))
    holder: str = field(converter=to_text, metadata=label("Titulaire/Mandataire"))
    status: str = field(converter=to_text, metadata=label("Statut de l'action"))
    year: int = field(converter=to_int, metadata=label("Année"))
    schemes: tuple[str, ...] = field(default=(), converter=to_texts, metadata=label("Dispositifs"))
    consultation: str = field(converter=to_text, metadata=label("Consultation / Appel à projets"))
    programmes: tuple[str, ...] = field(
        default=(), converter=to_texts, metadata=label("Programmes")
    )
    start: Date = field(converter=to_date, metadata=label("Début prévu le"))
    end: Date = field(converter=to_date, metadata=label("Fin prévue le"))
    entry: EntryMode = field(converter=to_entry_mode, metadata=label("Entrées et sorties"))
    sites: tuple[Site, ...] = field(
        default=(), converter=to_sites, metadata=label("Sites de réalisation")
    )
    components: tuple[Component, ...] = field(
        default=(),
        converter=to_components,
        metadata={**label("Liste des composantes"), COLLECTION: "number"},
    )

    def component(self, number: str) -> Component:
        """Return a component by its number; ``NotFoundError`` naming those there are."""
        component: Component = find(self, "components", number)
        return component

    @property
    def totals(self) -> tuple[Volume, ...]:
        """The guide's row TOTAL: the components' volumes, added up by kind (§1.1)."""
        return totals(v for component in self.components for v in component.volumes)
