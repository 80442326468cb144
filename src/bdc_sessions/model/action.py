"""What a region buys: a training action under a contract ("Action de formation", §1.2)."""

from enum import StrEnum

from attrs import field, frozen
from pendulum import Date

from bdc_sessions.model import tree
from bdc_sessions.model.component import Component
from bdc_sessions.model.fields import (
    day,
    known_by,
    labelled,
    one_of,
    placed,
    text,
    tuple_of,
    whole,
)
from bdc_sessions.model.shape import COLLECTION
from bdc_sessions.model.site import Site
from bdc_sessions.model.volume import Volume, totals


class EntryMode(StrEnum):
    """How trainees enter and leave ("entrées et sorties", §1.1)."""

    FIXED = "fixed"
    """at fixed dates"""
    PERMANENT = "permanent"
    """at any time"""


@frozen(kw_only=True, field_transformer=placed)
class Action:
    """A training action, with its components and their sessions (§1.2)."""

    number: str = field(converter=text, metadata=labelled("Numéro d'action"))
    contract_number: str = field(
        converter=text, metadata=labelled("Numéro de contrat / convention")
    )
    title: str = field(converter=text, metadata=labelled("Intitulé de l'action"))
    holder: str = field(converter=text, metadata=labelled("Titulaire/Mandataire"))
    status: str = field(converter=text, metadata=labelled("Statut de l'action"))
    year: int = field(converter=whole, metadata=labelled("Année"))
    schemes: tuple[str, ...] = field(
        default=(), converter=tuple_of(text), metadata=labelled("Dispositifs")
    )
    consultation: str = field(
        converter=text, metadata=labelled("Consultation / Appel à projets")
    )
    programmes: tuple[str, ...] = field(
        default=(), converter=tuple_of(text), metadata=labelled("Programmes")
    )
    start: Date = field(converter=day, metadata=labelled("Début prévu le"))
    end: Date = field(converter=day, metadata=labelled("Fin prévue le"))
    entry: EntryMode = field(converter=one_of(EntryMode), metadata=labelled("Entrées et sorties"))
    sites: tuple[Site, ...] = field(
        default=(), converter=tuple_of(one_of(Site)), metadata=labelled("Sites de réalisation")
    )
    components: tuple[Component, ...] = field(
        default=(),
        converter=known_by("number", Component),
        metadata={**labelled("Liste des composantes"), COLLECTION: "number"},
    )

    def component(self, number: str) -> Component:
        """Return a component by its number; ``NotFoundError`` naming those there are."""
        component: Component = tree.find(self, "components", number)
        return component

    @property
    def totals(self) -> tuple[Volume, ...]:
        """The guide's row TOTAL: the components' volumes, added up by kind (§1.1)."""
        return totals(v for component in self.components for v in component.volumes)

    evolve = tree.evolve
    __getitem__ = tree.get
    set = tree.put
