"""The conformance kit: proves that a service of an embedder's own keeps the guide's life cycle."""

import unittest
from collections.abc import Callable, Container, Iterable
from functools import partial
from typing import Any, ClassVar

import hypothesis
from hypothesis import HealthCheck, Phase
from hypothesis.stateful import run_state_machine_as_test
from pendulum import Date

from bdc_sessions.model import Action
from bdc_sessions.model.fields import to_instance, to_tuple, wrong_type
from bdc_sessions.rules import RULES, RuleSet
from bdc_sessions.rules.given import given
from bdc_sessions.rules.towns import Postal
from bdc_sessions.testing.kit.machine import LifeCycle
from bdc_sessions.testing.kit.service import Capability, DossierService

PHASES = tuple(phase for phase in Phase if phase is not Phase.explain)
"""What hypothesis does: it need not explain by lines of code what is told by calls."""


class Conformance(unittest.TestCase):
    """What ``conformance`` returns: ``settings`` say how much is tried, as hypothesis has it.

    It has no test of its own, so that a test module may import it.

    >>> from hypothesis import settings
    >>> class TestQuickly(Conformance):
    ...     settings = settings(max_examples=10)
    """

    settings: ClassVar[hypothesis.settings] = hypothesis.settings(
        deadline=None, suppress_health_check=list(HealthCheck), phases=PHASES
    )
    """How much is tried: 100 runs of 50 steps, if nothing else is said."""
    machine: ClassVar[type[LifeCycle]]
    """What takes the steps."""


def conformance(
    open_service: Callable[[Action], DossierService],
    *,
    without: Iterable[Capability] = (),
    rules: RuleSet = RULES,
    today: Date | None = None,
    postal: Postal | None = None,
    holidays: Container[Any] | None = None,
) -> type[Conformance]:
    """Return a test class that plays requests in a service and in the library, side by side.

    >>> def open_service(action):
    ...     return DossierInMyTables(action)
    >>> TestMyService = conformance(open_service)
    >>> unittest.defaultTestLoader.getTestCaseNames(TestMyService)
    ['test_life_cycle']

    After each step the two must agree: on the action, on the tracking table, on what is refused.
    pytest and unittest collect the class; its ``settings`` are hypothesis' own.

    Args:
        open_service: Opens a dossier of the service on an action.
        without: What the service does not do: each is a test that is skipped, with the reason.
        rules: What the service judges by.
        today: The day on which it judges.
        postal: Its table of postal codes, as ``Dossier.issue`` takes it.
        holidays: Its public holidays.

    Raises:
        TypeError: ``open_service`` cannot be called, ``without`` holds something else than
            capabilities, or an argument is none that ``validate`` takes.
    """
    if not callable(open_service):
        raise wrong_type(open_service, "conformance()", "a function that opens a dossier")
    lacking = frozenset(to_tuple(list(without), Capability, "conformance(without=)"))
    named: Any = open_service
    while isinstance(named, partial):  # what bears a name is behind the arguments that are given
        named = named.func
    name = getattr(named, "__qualname__", type(named).__qualname__)
    judged_by = given(today=today, postal=postal, holidays=holidays)
    judged_by["rules"] = to_instance(rules, RuleSet, "conformance(rules=)")
    machine = {"open_service": staticmethod(open_service), "without": lacking, "given": judged_by}
    skipped = {
        f"test_{lack.name.lower()}": unittest.skip(
            f"{name} is declared without {lack.name}: not tried whether it {lack.value}"
        )(lambda _: None)
        for lack in Capability
        if lack in lacking
    }
    case = {
        "__module__": named.__module__,
        "__doc__": f"{name} keeps the guide's life cycle of requests.",
        "machine": type(LifeCycle.__name__, (LifeCycle,), machine),
        "test_life_cycle": _life_cycle,
    }
    return type(f"conformance({name})", (Conformance,), {**case, **skipped})


def _life_cycle(case: Conformance) -> None:
    """Play requests in the service and in the library, side by side."""
    run_state_machine_as_test(case.machine, settings=case.settings)
