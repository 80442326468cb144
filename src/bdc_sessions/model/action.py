"""What a region buys: a training action under a contract ("Action de formation", §1.2)."""

from enum import StrEnum
from typing import ClassVar

from attrs import field, frozen
from pendulum import Date

from bdc_sessions.model import screens
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
from bdc_sessions.model.value import constructs_by_slots, enum_repr
from bdc_sessions.model.volume import Volume, totals
from bdc_sessions.screen import Screen
from bdc_sessions.texts import counted, display, one_line, summary


class EntryMode(StrEnum):
    """How trainees enter and leave ("entrées et sorties", §1.1).

    >>> EntryMode.FIXED, EntryMode("permanent").label
    (EntryMode.FIXED, 'permanentes')
    """

    FIXED = "fixed"
    """At fixed dates."""
    PERMANENT = "permanent"
    """At any time."""

    @property
    def label(self) -> str:
        """The French label, as the guide's screens show it.

        >>> EntryMode.FIXED.label
        'à dates fixes'
        """
        return {"fixed": "à dates fixes", "permanent": "permanentes"}[self.value]

    __repr__ = enum_repr


def to_entry_mode(value: EntryMode, where: str = "") -> EntryMode:
    """Return the value if it is an ``EntryMode``."""
    return value if type(value) is EntryMode else to_instance(value, EntryMode, where)


@constructs_by_slots
@frozen(kw_only=True, repr=False, field_transformer=bind_location)
class Action(Tree):
    """A training action, with its components and their sessions (§1.2).

    >>> from bdc_sessions import example_action
    >>> action = example_action()
    >>> action, action["components[01].sessions[01].places"]
    (<Action 23P0000000_TEST_1: 1 component, 1 session>, 10)

    Attributes:
        number: Its number, any text.
        contract_number: The number of the contract under which it is bought.
        title: Its title.
        holder: Who holds the contract.
        status: Its status, an open code such as "EC".
        year: The year of its budget, which may differ from that of its start.
        schemes: The schemes that it belongs to.
        consultation: The call for tenders that it answers.
        programmes: The programmes that it belongs to.
        start: Its first day: no component begins before it.
        end: Its last day, included.
        entry: Whether trainees enter at fixed dates or at any time.
        sites: Where it may be carried out.
        components: Its components, in the order of their numbers.

    Raises:
        DuplicateNumberError: Two components with one number.
    """

    ABOUT: ClassVar[About] = About(
        "action",
        "Action de formation",
        "action",
        description="A training action, with its components and their sessions (§1.2).",
    )

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

    def component(self, number: str) -> "Component":
        """Return a component by its number.

        >>> from bdc_sessions import example_action
        >>> example_action().component("01").title
        'Formation Projet Pro'

        Raises:
            NotFoundError: No component has that number; the error lists those there are.
        """
        component: Component = find(self, "components", number)
        return component

    @property
    def totals(self) -> tuple[Volume, ...]:
        """The guide's row TOTAL: the volumes of all components, summed by kind (§1.1).

        Headcounts and totals are summed; mean, minimum and maximum are given if every component has
        the same, else None.

        >>> from bdc_sessions import example_action
        >>> [f"{volume.total} {volume.unit}" for volume in example_action().totals]
        ['120.00 fp', '37200.00 hc', '16800.00 he']

        Raises:
            ValueError: A sum of more than 1,000 digits, which no volume can be.
        """
        return totals(v for component in self.components for v in component.volumes)

    def screen(self) -> "Screen":
        """Return the guide's screens: identification, components, sessions (§1.1, §1.2).

        >>> from bdc_sessions import example_action
        >>> [part.title for part in example_action().screen().parts if isinstance(part, Screen)]
        ["Identification de l'action de formation", 'Liste des composantes', 'Liste des sessions']
        """
        return screens.of_action(self)

    def __str__(self) -> str:
        dates = f"{display(self.start)} – {display(self.end)}"
        components = counted(len(self.components), "composante")
        head = f"{self.ABOUT.title} n° {self.number} : {self.title}"
        return one_line(f"{head}, {dates}, {components}, {counted(self._sessions, 'session')}")

    def __repr__(self) -> str:
        components = counted(len(self.components), "component", "en")
        sessions = counted(self._sessions, "session", "en")
        return summary(type(self), f"{self.number}: {components}, {sessions}")

    @property
    def _sessions(self) -> int:
        return sum(len(component.sessions) for component in self.components)
