"""The stateful machine: a service and the library take the same steps, and must agree."""

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from typing import Any, ClassVar, NamedTuple, NoReturn

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from bdc_sessions.errors import DuplicateNumberError, NotFoundError
from bdc_sessions.model import Action, CollectiveInfo
from bdc_sessions.testing.conformance import steps
from bdc_sessions.testing.conformance.calls import Call, Draft, refusal
from bdc_sessions.testing.conformance.comparison import (
    action_differs,
    refusal_told,
    tracking_differs,
)
from bdc_sessions.testing.conformance.opening import Opening, openings
from bdc_sessions.testing.conformance.reference import Reference
from bdc_sessions.testing.conformance.service import Capability, DossierService
from bdc_sessions.testing.conformance.standing import Standing

SERVICE, OTHER = "service", "other"
CALLED = (*[SERVICE] * 9, OTHER)
"""Which of two open dossiers is called, as often as it is worth."""

STEPS = st.sampled_from([(of, *step) for of in CALLED for step in steps.STEPS])
"""What is drawn first: one choice, for hypothesis leaves out a step of few choices only."""


class Opened(NamedTuple):
    """A dossier in the service under test, and the same in the library."""

    service: DossierService
    library: Reference


@st.composite
def _calls(draw: st.DrawFn) -> Call:
    """Draw the next call where the machine now stands."""
    machine: LifeCycle = draw(st.runner())
    of, step, chosen = draw(STEPS.filter(machine.is_possible))
    now = Standing(of, machine.opened[of].library, machine.infos)
    call: Call = step(now, *map(draw, chosen))
    return call


class LifeCycle(RuleBasedStateMachine):
    """Takes steps until the service and the library part; hypothesis makes them few."""

    open_service: ClassVar[Callable[[Action], DossierService]]
    without: ClassVar[AbstractSet[Capability]]
    given: ClassVar[Mapping[str, Any]]

    def __init__(self) -> None:
        """Begin with no dossier open."""
        super().__init__()
        self.opened: dict[str, Opened] = {}
        self.infos: tuple[CollectiveInfo, ...] = ()
        self._taken = ""

    @initialize(opening=openings)
    def open(self, opening: Opening) -> None:
        """Open a dossier; and another, of an action of another number, that must stay apart."""
        if Capability.INFOS in self.without:
            opening = opening.without_infos()
        self._taken = str(opening)
        self.infos = opening.infos
        self._open(SERVICE, opening.action)
        if Capability.SEVERAL not in self.without:
            number = f"{opening.action.number}_2"
            self._taken += f"\nother = open_service(action.evolve(number={number!r}))"
            self._open(OTHER, opening.action.evolve(number=number))
        self._compare("opening it")

    @rule(call=_calls())
    def step(self, call: Call) -> None:
        """Make a call on both sides: both must refuse it or accept it, and be as one after it."""
        self._taken = repr(call)
        service, library = self.opened[call.of]
        ours, theirs = refusal(call, library), refusal(call, service)
        if (ours is None) is not (theirs is None) and not _may_part(call, library, ours):
            _fail(f"{call!r}\nthe library {_did(ours)}\nthe service {_did(theirs)}")
        self._compare(f"{call!r}\nwhich the library {_did(ours)}\nand the service {_did(theirs)}")

    def is_possible(self, step: tuple[str, Any, Any]) -> bool:
        """Tell whether a step is one that the service has."""
        of, make, _ = step
        discards = make in (steps.discard, steps.second_discard)
        return of in self.opened and not (discards and Capability.DISCARD in self.without)

    def _open(self, name: str, action: Action) -> None:
        self.opened[name] = Opened(type(self).open_service(action), Reference(action, **self.given))

    def _compare(self, step: str) -> None:
        for name, (service, library) in self.opened.items():
            found = action_differs(library.action(), _read(service.action))
            if not found and Capability.TRACKING not in self.without:
                found = tracking_differs(library.tracking(), _read(service.tracking))
            if found:
                _fail(f"after {step}\n{name}.{found}")

    def _repr_step(self, rule: Any, data: Any, result: Any) -> str:  # noqa: ARG002 - hypothesis' own
        """Print a step as the call that it makes, and not as the rule that drew it."""
        return self._taken


def _may_part(call: Call, library: Reference, ours: Exception | None) -> bool:
    """Follow a service that refuses at once what can't be issued, or drafts what can't be drafted.

    What it refuses at once is no draft on either side; what it drafts all the same is held, to be
    refused when it is issued. An id used twice names no draft that could be.
    """
    if not isinstance(call, Draft):
        return False
    if ours is None and not library.may_issue(call.id):
        library.discard(call.id)
        return True
    if isinstance(ours, NotFoundError | DuplicateNumberError):
        library.hold(call.id, call.component, call.session, new=call.new)
        return True
    return False


def _read(reading: Callable[[], object]) -> object:
    """Return what a service gives, or what it raises in its stead: that compares with nothing."""
    try:
        return reading()
    except Exception as raised:  # noqa: BLE001 - told like any other answer that is none
        return raised


def _did(refused: Exception | None) -> str:
    return "accepts" if refused is None else f"refuses: {refusal_told(refused)}"


def _fail(text: str) -> NoReturn:
    raise AssertionError(text)
