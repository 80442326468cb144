"""The stateful machine: a service and the library take the same steps, and must agree."""

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from typing import Any, ClassVar, NamedTuple, NoReturn

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from bdc_sessions.errors import DuplicateNumberError, MergeConflictError, NotFoundError
from bdc_sessions.model import Action, CollectiveInfo
from bdc_sessions.model.fields import wrong_type
from bdc_sessions.testing.kit import steps
from bdc_sessions.testing.kit.calls import Call, Draft, as_taken, outcome
from bdc_sessions.testing.kit.comparison import action_differs, refusal_text, tracking_differs
from bdc_sessions.testing.kit.openings import Opening, openings
from bdc_sessions.testing.kit.reference import Reference
from bdc_sessions.testing.kit.service import Capability, DossierService, takes_seen
from bdc_sessions.testing.kit.state import State

SERVICE, SECOND = "service", "second"
CALLED = (*[SERVICE] * 9, SECOND)
"""Which of two open dossiers is called, as often as it is worth."""

NEEDED: Mapping[steps.Step, Capability] = {
    steps.discard: Capability.DISCARD,
    steps.second_discard: Capability.DISCARD,
    steps.of_seen: Capability.SEEN,
    steps.rival_of_seen: Capability.SEEN,
}
"""What a service must be able to do for a step."""


class Compared(NamedTuple):
    """A dossier in the service under test, and the same in the library."""

    service: DossierService
    library: Reference


@st.composite
def _calls(draw: st.DrawFn) -> Call:
    """Draw the next call where the machine now stands."""
    machine: LifeCycle = draw(st.runner())
    # One choice, for hypothesis leaves out a step of few choices only.
    of, step, chosen = draw(st.sampled_from(machine.steps))
    state = State(of, machine.services[of].library, machine.infos)
    call: Call = step(state, *map(draw, chosen))
    return call


class LifeCycle(RuleBasedStateMachine):
    """Takes steps until the service and the library part; hypothesis makes them few."""

    open_service: ClassVar[Callable[[Action], DossierService]]
    without: ClassVar[AbstractSet[Capability]]
    given: ClassVar[Mapping[str, Any]]

    def __init__(self) -> None:
        """Begin with no dossier open."""
        super().__init__()
        self.services: dict[str, Compared] = {}
        self.steps: list[tuple[str, steps.Step, tuple[st.SearchStrategy[Any], ...]]] = []
        self.infos: tuple[CollectiveInfo, ...] = ()
        self._printed = ""

    @initialize(opening=openings)
    def open(self, opening: Opening) -> None:
        """Open a dossier; and another, of an action of another number, that must stay apart."""
        if Capability.INFOS in self.without:
            opening = opening.without_infos()
        self._printed = str(opening)
        self.infos = opening.infos
        self._open(SERVICE, opening.action)
        if Capability.SEVERAL not in self.without:
            number = f"{opening.action.number}_2"
            self._printed += f"\nsecond = open_service(action.evolve(number={number!r}))"
            self._open(SECOND, opening.action.evolve(number=number))
        seen = [] if takes_seen(self.services[SERVICE].service) else [Capability.SEEN]
        lacking = {*self.without, *seen}
        possible = [step for step in steps.STEPS if NEEDED.get(step[0]) not in lacking]
        self.steps = [(of, *step) for of in CALLED if of in self.services for step in possible]
        self._compare("opening it")

    @rule(call=_calls())
    def step(self, call: Call) -> None:
        """Make a call on both sides: both must refuse it or accept it, and be as one after it."""
        self._printed = repr(call)
        service, library = self.services[call.of]
        answer = outcome(call, service)
        refused = isinstance(answer, Exception)
        if not refused and answer is not None:
            call = as_taken(call, answer)
            self._printed += f"  # gives {answer!r}"
        expected = outcome(call, library)
        if isinstance(expected, Exception) is not refused and not _may_part(
            call, library, expected
        ):
            _fail(f"{call!r}\nthe library {_did(expected)}\nthe service {_did(answer)}")
        self._compare(
            f"{call!r}\nwhich the library {_did(expected)}\nand the service {_did(answer)}"
        )

    def _open(self, name: str, action: Action) -> None:
        service = type(self).open_service(action)
        if not callable(getattr(service, "draft", None)):
            raise wrong_type(service, "open_service(action)", "a DossierService, with draft()")
        self.services[name] = Compared(service, Reference(action, **self.given))

    def _compare(self, step: str) -> None:
        for name, (service, library) in self.services.items():
            found = action_differs(library.action(), _read(service.action))
            if not found and Capability.TRACKING not in self.without:
                found = tracking_differs(library.tracking(), _read(service.tracking))
            if found:
                _fail(f"after {step}\n{name}.{found}")

    def _repr_step(self, rule: Any, data: Any, result: Any) -> str:  # noqa: ARG002 - hypothesis' own
        """Print a step as the call that it makes, and not as the rule that drew it."""
        return self._printed


def _may_part(call: Call, library: Reference, expected: object) -> bool:
    """Follow a service that refuses at once what can't be issued, or drafts what can't be drafted.

    What it refuses at once is no draft on either side; what it drafts all the same is held, to be
    refused when it is issued. An id used twice names no draft that could be.
    """
    if not isinstance(call, Draft):
        return False
    if expected is None and not library.may_issue(call.id):
        library.discard(call.id)
        return True
    if isinstance(expected, NotFoundError | DuplicateNumberError | MergeConflictError):
        library.hold(call.id, call.component, call.session.number, expected)
        return True
    return False


def _read(reading: Callable[[], object]) -> object:
    """Return what a service gives, or what it raises in its stead: that compares with nothing."""
    try:
        return reading()
    except Exception as raised:  # noqa: BLE001 - told like any other answer that is none
        return raised


def _did(answer: object) -> str:
    return f"refuses: {refusal_text(answer)}" if isinstance(answer, Exception) else "accepts"


def _fail(text: str) -> NoReturn:
    raise AssertionError(text)
