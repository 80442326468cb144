"""What a region buys: a training action under a contract ("Action de formation", §1.2)."""

from enum import StrEnum

from attrs import field, frozen
from pendulum import Date

from bdc_sessions.model.component import Component, components
from bdc_sessions.model.fields import (
    day,
    labelled,
    member,
    placed,
    text,
    texts,
    whole,
)
from bdc_sessions.model.shape import COLLECTION
from bdc_sessions.model.site import Site, sites
from bdc_sessions.model.tree import Tree, find
from bdc_sessions.model.volume import Volume, totals


class EntryMode(StrEnum):
    """How trainees enter and leave ("entrées et sorties", §1.1)."""

    FIXED = "fixed"
    """at fixed dates"""
    PERMANENT = "permanent"
    """at any time"""


def entry_mode(value: EntryMode, where: str = "") -> EntryMode:
    """Take a mode of entry."""
    return member(value, EntryMode, where)


@frozen(kw_only=True, field_transformer=placed)
class Action(Tree):
    """A training action, with its components and their sessions (§1.2)."""

    number: str = field(converter=text, metadata=labelled("Numéro d'action"))
    contract_number: str = field(
        converter=text, metadata=labelled("Numéro de contrat / convention")
    )
    title: str = field(converter=text, metadata=labelled("Intitulé de l'action"))
    holder: str = field(converter=text, metadata=labelled("Titulaire/Mandataire"))
    status: str = field(converter=text, metadata=labelled("Statut de l'action"))
    year: int = field(converter=whole, metadata=labelled("Année"))
    schemes: tuple[str, ...] = field(default=(), converter=texts, metadata=labelled("Dispositifs"))
    consultation: str = field(converter=text, metadata=labelled("Consultation / Appel à projets"))
    programmes: tuple[str, ...] = field(
        default=(), converter=texts, metadata=labelled("Programmes")
    )
    start: Date = field(converter=day, metadata=labelled("Début prévu le"))
    end: Date = field(converter=day, metadata=labelled("Fin prévue le"))
    entry: EntryMode = field(converter=entry_mode, metadata=labelled("Entrées et sorties"))
    sites: tuple[Site, ...] = field(
        default=(), converter=sites, metadata=labelled("Sites de réalisation")
    )
    components: tuple[Component, ...] = field(
        default=(),
        converter=components,
        metadata={**labelled("Liste des composantes"), COLLECTION: "number"},
    )

    def component(self, number: str) -> Component:
        """Return a component by its number; ``NotFoundError`` naming those there are."""
        component: Component = find(self, "components", number)
        return component

    @property
    def totals(self) -> tuple[Volume, ...]:
        """The guide's row TOTAL: the components' volumes, added up by kind (§1.1)."""
        return totals(v for component in self.components for v in component.volumes)
