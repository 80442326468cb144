"""Judging a value by rules: in full, or only what changed since a report."""

from collections.abc import Callable, Container, Iterable
from typing import Any, NamedTuple

from pendulum import Date

from bdc_sessions.changes import ChangeRequest
from bdc_sessions.model import (
    ABSENT,
    Action,
    Address,
    CollectiveInfo,
    Component,
    Issuer,
    Path,
    Session,
    Site,
    Term,
    Volume,
)
from bdc_sessions.model.fields import to_date, to_instance
from bdc_sessions.rules.catalogue import RULES
from bdc_sessions.rules.engine import judge_root
from bdc_sessions.rules.finding import Found
from bdc_sessions.rules.judged import CLEAN, Judged
from bdc_sessions.rules.report import Report, Waived
from bdc_sessions.rules.rule_set import RuleSet, Waiver
from bdc_sessions.rules.run import Run, run_of
from bdc_sessions.rules.violation import Violation

Postal = Callable[[str], Iterable[str]]

VALUES = (
    Action,
    Address,
    ChangeRequest,
    CollectiveInfo,
    Component,
    Issuer,
    Session,
    Site,
    Term,
    Volume,
)
"""The classes whose values can be validated."""


class _Basis(NamedTuple):
    value: Any
    run: Run
    judged: Judged


def validate(  # noqa: PLR0913 - all that varies is an argument, named
    value: Any,
    *,
    rules: RuleSet = RULES,
    today: Date | None = None,
    postal: Postal | None = None,
    holidays: Container[Any] | None = None,
    action: Action | None = None,
    component: Component | None = None,
    session: Session | None = None,
    info: CollectiveInfo | None = None,
    since: Report | None = None,
) -> Report:
    """Return every violation of a value of the model, or of a change request.

    ``action``, ``component``, ``session`` and ``info`` are the value's parents, where a part is
    validated alone; ``postal`` gives the cities of a postal code, ``holidays`` holds dates. What
    they are needed for and not given is in ``report.skipped``. With ``since``, a report on an
    earlier state made with the same arguments, only what changed is judged. ``TypeError``: a
    value that is none of the model's.
    """
    if type(value) not in VALUES and not hasattr(type(value), "JUDGED_AS"):
        raise TypeError(
            f"found {value!r} ({type(value).__name__}); expected a value of the model: "
            f"{', '.join(cls.__name__ for cls in VALUES)}"
        )
    to_instance(rules, RuleSet, "validate(rules=)")
    given = {
        "today": None if today is None else to_date(today, "validate(today=)"),
        "postal": postal,
        "holidays": holidays,
        "action": action and to_instance(action, Action, "validate(action=)"),
        "component": component and to_instance(component, Component, "validate(component=)"),
        "session": session and to_instance(session, Session, "validate(session=)"),
        "info": info and to_instance(info, CollectiveInfo, "validate(info=)"),
    }
    given = {name: held for name, held in given.items() if held is not None}
    basis = None if since is None else to_instance(since, Report, "validate(since=)").basis
    before, old = ABSENT, CLEAN
    if basis is not None and basis.run.root is type(value) and _same(basis.run, rules, given):
        run, before, old = basis.run, basis.value, basis.judged
    else:
        run = run_of(type(value), rules, given)
    judged, among = judge_root(run, value, before, old)
    return _report(run, value, judged, among)


def _same(run: Run, rules: RuleSet, given: dict[str, Any]) -> bool:
    return (
        (run.rules is rules or run.rules == rules)
        and run.given.keys() == given.keys()
        and all(run.given[n] is v or (n == "today" and run.given[n] == v) for n, v in given.items())
    )


def _report(run: Run, value: Any, judged: Judged, among: list[Found]) -> Report:
    found = list(among)
    judged.collect(found)
    found.sort(key=lambda one: one[0])
    waived: list[Waived] = []
    standing: list[Violation] = []
    place = _place(run, value)
    for _, violation in found:
        waiver = _waiver(run, violation, place)
        if waiver is None:
            standing.append(violation)
        else:
            waived.append(Waived(violation=violation, reason=waiver.reason, until=waiver.until))
    return Report(standing, skipped=run.skipped, waived=waived, basis=_Basis(value, run, judged))


def _place(run: Run, value: Any) -> Path:
    """Return where the value stands in its action, as far as its parents tell."""
    if "component" not in run.given or "action" not in run.given:
        return Path()
    top = Path().child("components", run.given["component"].number)
    held = run.given.get("session", value)
    return top.child("sessions", held.number) if isinstance(held, Session) else top


def _waiver(run: Run, violation: Violation, place: Path) -> Waiver | None:
    today = run.given.get("today")
    for waiver in run.rules.waivers:
        if waiver.code != violation.code or not (place / violation.path).is_under(waiver.at):
            continue
        if waiver.until is None or (today is not None and today <= waiver.until):
            return waiver
    return None
