"""The conformance kit: it lets right services pass, and tells what is wrong with the others."""

import subprocess
import sys
import unittest
from functools import partial
from inspect import signature
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, settings
from hypothesis.stateful import RuleBasedStateMachine
from tests.testing import faulty_services as faulty
from tests.testing.right_services import RIGHT, Bare, Lenient, Open, Wrapper
from tests.values import untyped

import bdc_sessions as b
from bdc_sessions.testing import Capability, conformance
from bdc_sessions.testing.kit.machine import LifeCycle

# One dossier at a time is quicker to play, and one fault only needs another beside it.
ALONE = {Capability.SEVERAL}

SETTINGS = settings(
    conformance(Wrapper).settings,
    derandomize=True,
    database=None,
    max_examples=40,
    stateful_step_count=15,
    report_multiple_bugs=False,
)

# Short runs, and as many as it takes: what fails in few steps is soon brought down to the fewest.
SEEKING = settings(SETTINGS, max_examples=500, stateful_step_count=10)
# Two drafts of one field of an information session, and both issued: that comes in longer runs.
PATIENT = settings(SEEKING, stateful_step_count=40)

# What is said of each fault, and how many calls at most show it.
FAULTS: list[tuple[Open, int, list[str]]] = [
    (faulty.DeletesValidated, 3, ["service.discard('r1')", "NotDeletableError", "service accepts"]),
    (faulty.DropsField, 2, ["offer_code: A1 in the library, - in the service"]),
    (faulty.AppliesBlindly, 4, ["REQ-002", "the service accepts"]),
    (faulty.LooksAtNoInformation, 6, ["REQ-002", ".infos[1]", "the service accepts"]),
    (faulty.KeepsCleared, 2, [": - in the library", "service.action() is not the library's"]),
    (faulty.IgnoresComponent, 3, ["components[01].sessions[01]", "service"]),
    (faulty.BlocksOnOldFault, 2, ["the library accepts", "InvalidError"]),
    (faulty.LeavesOldFault, 2, ["SES-002", "the service accepts"]),
    (faulty.ReplacesWhole, 4, ["service.action() is not the library's"]),
    (faulty.RefusesLastDay, 2, ["the library accepts", "ValueError: it ends too late"]),
    (faulty.TakesDayAfterLast, 4, ["SES-002", "the service accepts"]),
    (faulty.AppliesHalf, 2, ["the service refuses", "service.action() is not the library's"]),
    (faulty.LosesDrafts, 3, ["service.tracking() is not", "no row in the service"]),
    (faulty.LosesRefused, 2, ["service refuses", "service.tracking() is not", "no row"]),
    (faulty.Reorders, 3, ["row 1, Etat / Historique", "Validée"]),
    (faulty.StampsPending, 1, ["row 1, Date d'émission: - in the library, 01/07/2022 in the"]),
    (faulty.DatesInGreenwich, 2, ["Date d'émission: 02/07/2022 in the library, 01/07/2022 in"]),
    (faulty.IssuesAgain, 3, ["RequestStateError", "issued already", "the service accepts"]),
    (faulty.GoesBackInTime, 4, ["before the last one issued", "the service accepts"]),
    (faulty.ForgetsSeconds, 4, ["before the last one issued", "the service accepts"]),
    (faulty.ForgetsMicroseconds, 4, ["before the last one issued", "the service accepts"]),
    (faulty.ReadsTheClock, 6, ["2022-10-30"]),
    (faulty.SharesState, 1, ["second.tracking() is not the library's", "no row"]),
    (faulty.SwapsSides, 2, ["service.action() is not the library's"]),
    (faulty.IgnoresZero, 2, ["places: 0 in the library, 10 in the service"]),
    (faulty.SortsInfos, 4, ["infos[1]"]),
    (faulty.LosesUpdate, 4, [", seen=session('0", "service.action() is not the library's"]),
    (faulty.LosesConflict, 4, [", seen=session('0", "MergeConflictError", "the service accepts"]),
    (faulty.RefusesWhatWasOvertaken, 3, ["the library accepts", "was changed meanwhile"]),
    (faulty.ReadsForms, 2, ["service.action() is not the library's"]),
    (faulty.GivesNumbers, 1, ["draft() gave 1 (int); expected id (str), or None"]),
    (faulty.GivesIdsTwice, 4, ["exists already", "the service accepts"]),
    (faulty.RunsBackwards, 4, ["Date d'émission: 28/03/2026 in the library"]),
    (faulty.RefusesEverything, 1, ["the library accepts", "NotImplementedError"]),
    (faulty.TakesTakenNumber, 2, ["DuplicateNumberError", "the service accepts"]),
    (faulty.Renumbers, 4, ["REQ-006", "the service accepts"]),
    (faulty.ShoutsNames, 2, ["émetteur: Zoé Exemple Titulaire in the library, ZOÉ EXEMPLE"]),
    (faulty.KeepsSite, 2, ["site: ", "service.action() is not the library's"]),
    (faulty.TakesIdTwice, 2, ["exists already", "the service accepts"]),
    (faulty.GivesDicts, 0, ["action() gave {", "(dict); expected an Action"]),
    (faulty.GivesText, 1, ["tracking() gave ", "each a sequence of str"]),
    (faulty.CannotTell, 1, ["tracking() gave KeyError('tracking')"]),
    (faulty.LosesColumn, 1, ["row 1, Avenant: - in the library, no cell in the service"]),
    (faulty.LosesCodes, 0, ["suffix: ter (3) in the library, ter in the service"]),
    (faulty.LosesComponents, 0, ["components[01].number", "more"]),
]


def made(open_service: Open, tried: settings = SETTINGS, **given: Any) -> unittest.TestCase:
    cls = conformance(open_service, **given)
    cls.settings = tried
    return cls("test_life_cycle")


@pytest.mark.parametrize("open_service", RIGHT)
def test_a_right_service_passes(open_service: Open) -> None:
    made(open_service).debug()


# A quick look leaves out those that take more than a call to show.
TRIED = FAULTS if settings().max_examples > 100 else [fault for fault in FAULTS if fault[1] < 2]


@pytest.mark.parametrize(("open_service", "calls", "said"), TRIED)
def test_a_fault_is_caught_and_told_in_a_few_calls(
    open_service: Open, calls: int, said: list[str]
) -> None:
    without = () if open_service is faulty.SharesState else ALONE
    tried = PATIENT if open_service is faulty.LooksAtNoInformation else SEEKING
    with pytest.raises(AssertionError) as caught:
        made(open_service, tried, without=without).debug()
    message = str(caught.value)
    assert [text for text in said if text not in message] == []
    example = "\n".join(caught.value.__notes__).splitlines()
    taken = [line for line in example if line.startswith(("service.", "second."))]
    assert len(taken) <= calls
    assert "service = open_service(action)" in example


def test_pytest_and_unittest_collect_the_class() -> None:
    cls = conformance(Wrapper, without=[Capability.DISCARD])
    assert cls.__module__ == Wrapper.__module__
    assert cls.__qualname__ == "conformance(Wrapper)"
    assert unittest.defaultTestLoader.getTestCaseNames(cls) == ["test_discard", "test_life_cycle"]


def test_what_a_service_does_without_is_skipped_with_the_reason() -> None:
    result = unittest.TestResult()
    cls = conformance(Bare, without=set(Capability))
    cls.settings = SETTINGS
    unittest.defaultTestLoader.loadTestsFromTestCase(cls).run(result)
    assert result.wasSuccessful()
    assert result.testsRun == 1 + len(Capability)
    assert sorted(reason for _, reason in result.skipped) == sorted(
        f"Bare is declared without {lack.name}: not tried whether it {lack.value}"
        for lack in Capability
    )


def test_what_a_service_can_not_be_told_is_not_asked_for() -> None:
    made(Bare, without=set(Capability) - {Capability.SEEN}).debug()
    with pytest.raises(AssertionError):
        made(faulty.LosesUpdate, SEEKING, without=ALONE).debug()
    made(faulty.LosesUpdate, without={*ALONE, Capability.SEEN}).debug()


@pytest.mark.parametrize("lack", [c for c in Capability if c is not Capability.SEEN])
def test_what_is_not_declared_missing_is_asked_for(lack: Capability) -> None:
    others = set(Capability) - {lack}
    with pytest.raises(AssertionError):
        made(Bare, without=others).debug()


def test_only_capabilities_may_be_missing() -> None:
    with pytest.raises(TypeError, match=r"conformance\(without=\)\[1\]: found 'discard'"):
        conformance(Wrapper, without=[untyped("discard")])


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("rules", [], r"conformance\(rules=\): found \[\]"),
        ("today", "2022-12-15", r"\(today=\): found '2022-12-15'"),
        ("postal", {}, r"\(postal=\): found \{\}"),
        ("holidays", 3, r"\(holidays=\): found 3"),
    ],
)
def test_what_nothing_can_be_judged_with_is_refused_at_once(
    name: str, value: Any, said: str
) -> None:
    with pytest.raises(TypeError, match=said):
        conformance(Wrapper, **{name: value})
    with pytest.raises(TypeError, match=r"found <.*Wrapper object.*; expected a function"):
        conformance(untyped(Wrapper(b.example_action())))


def test_a_service_is_judged_by_the_rules_that_it_judges_with() -> None:
    made(Lenient, without=ALONE, rules=Lenient.rules).debug()
    with pytest.raises(AssertionError, match="SES-002"):
        made(Lenient, settings(SEEKING, phases=[Phase.generate]), without=ALONE).debug()


def test_a_service_that_can_not_be_opened_says_why() -> None:
    def closed(action: b.Action) -> Wrapper:
        raise ConnectionError(action.number)

    with pytest.raises(ConnectionError):
        made(closed).debug()


def test_what_is_no_service_is_told_with_what_is_due() -> None:
    said = r"open_service\(action\): found None .*; expected a DossierService, with draft\(\)"
    with pytest.raises(TypeError, match=said):
        made(untyped(lambda _: None)).debug()


class Opener:
    def __call__(self, action: b.Action) -> Wrapper:
        return Wrapper(action)


@pytest.mark.parametrize(
    ("open_service", "name"),
    [(Opener(), "Opener"), (partial(Wrapper), "Wrapper"), (partial(partial(Wrapper)), "Wrapper")],
)
def test_a_callable_without_a_name_is_named_by_what_it_is_made_of(
    open_service: Open, name: str
) -> None:
    cls = conformance(open_service)
    assert cls.__qualname__ == f"conformance({name})"
    assert cls.__module__ == {"Opener": __name__, "Wrapper": Wrapper.__module__}[name]


MODULE = """
from hypothesis import settings
from tests.testing.right_services import Wrapper
from bdc_sessions.testing import Conformance, conformance

TestWrapper: type[Conformance] = conformance(Wrapper)
TestWrapper.settings = settings(TestWrapper.settings, max_examples=1, stateful_step_count=1)
"""


@pytest.mark.parametrize(
    ("collect", "tests"),
    [
        (["pytest", "-q", "-p", "no:cacheprovider"], "1 passed"),
        (["unittest"], "Ran 1 test in"),
    ],
)
def test_a_test_module_may_import_the_class_beside_its_own(
    collect: list[str], tests: str, tmp_path: Path
) -> None:
    (tmp_path / "test_wrapper.py").write_text(MODULE, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", *collect, "test_wrapper.py"],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        env={"PYTHONPATH": str(Path(__file__).parents[2]), "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert tests in done.stdout + done.stderr


def test_hypothesis_prints_a_step_by_the_method_that_the_machine_has_of_its_own() -> None:
    theirs, ours = RuleBasedStateMachine._repr_step, LifeCycle._repr_step
    assert signature(theirs).parameters.keys() == signature(ours).parameters.keys()


def test_of_a_long_refusal_the_first_rows_are_told() -> None:
    with pytest.raises(AssertionError) as caught:
        made(faulty.RefusesAtLength, SEEKING, without=ALONE).debug()
    lines = str(caught.value).splitlines()
    assert lines[2] == "the service refuses: ValueError: fourteen fields are stale:"
    assert lines[3:] == [*map(str, range(1, 13)), "and 2 more"]
