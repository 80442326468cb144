"""``validate``: judges a value by rules, in full or only what changed since a report."""

from __future__ import annotations

from collections.abc import Container, Mapping
from datetime import date
from decimal import localcontext
from functools import partial
from typing import Any, NamedTuple

from bdc_sessions.changes import FieldChange
from bdc_sessions.model import Action, CollectiveInfo, Component, Issuer, Session, Site, Term
from bdc_sessions.model.fields import to_instance, wrong_type
from bdc_sessions.model.volume import EXACT
from bdc_sessions.rules.catalogue import RULES
from bdc_sessions.rules.given import given
from bdc_sessions.rules.judge import Findings
from bdc_sessions.rules.report import Report, basis_of, unchecked_report
from bdc_sessions.rules.rule_set import RuleSet, engine_of
from bdc_sessions.rules.signature import subject_of
from bdc_sessions.rules.skipped import Waived
from bdc_sessions.rules.towns import Postal, PostalTable
from bdc_sessions.rules.violation import Violation, report_order
from bdc_sessions.rules.waiver import place_of


class _Basis(NamedTuple):
    """The inputs of a report, from which the next report may start."""

    value: Any
    findings: Findings
    rules: RuleSet
    given: Mapping[str, Any]

    def fits(self, rules: RuleSet, given: Mapping[str, Any]) -> bool:
        """Whether these are the same rules and arguments."""
        return (
            self.given.keys() == given.keys()
            and self.rules == rules
            and all(
                self.given[name] is value or (name == "today" and self.given[name] == value)
                for name, value in given.items()
            )
        )


def validate(  # noqa: PLR0913 - all that varies is an argument, named
    value: Any,
    *,
    rules: RuleSet = RULES,
    today: date | None = None,
    postal: Postal | None = None,
    holidays: Container[date] | None = None,
    action: Action | None = None,
    component: Component | None = None,
    session: Session | None = None,
    info: CollectiveInfo | None = None,
    since: Report | None = None,
) -> Report:
    """Return every violation of a value of the model, or of a change request.

    >>> from bdc_sessions.rules import example_action
    >>> report = validate(example_action().set("components[01].sessions[01].places", -1))
    >>> [(violation.code, str(violation.path)) for violation in report]
    [('SES-003', 'components[01].sessions[01].places')]

    A rule that needs an argument that is not given is listed in ``report.skipped``. Arithmetic is
    exact, whatever decimal context the caller has.

    Args:
        value: A value of the model, or a change request.
        rules: The rules to judge by.
        today: The current date.
        postal: A function from a postal code to its towns; None for an unknown code.
        holidays: A container of the dates of public holidays.
        action: The action that the value is part of, if a part is validated alone.
        component: The component that it is part of.
        session: The session that it is part of.
        info: The information session that it is part of.
        since: The report on an earlier state, made with the same arguments: the result is the same
            as without it, at the cost of what changed.

    Raises:
        TypeError: A value of no model class, an argument of a wrong type.
    """
    cls = type(value)
    if not (subject_of(cls) or cls in (Issuer, Site, Term)) or cls in (FieldChange, dict):
        raise wrong_type(value, "validate(value)", "a value of the model, such as an Action")
    to_instance(rules, RuleSet, "validate(rules=)")
    known = given(
        today=today,
        postal=postal,
        holidays=holidays,
        action=action,
        component=component,
        session=session,
        info=info,
    )
    basis = None if since is None else basis_of(to_instance(since, Report, "validate(since=)"))
    earlier: tuple[Any, ...] = ()
    if isinstance(basis, _Basis) and type(basis.value) is cls and basis.fits(rules, known):
        earlier = (basis.value, basis.findings)
    engine = engine_of(rules, cls, frozenset(known))
    arguments = known if postal is None else {**known, "postal": PostalTable(postal)}
    with localcontext(EXACT):
        findings, among = engine.judge(value, arguments, *earlier)
    violations = [*findings.all(), *among]
    violations.sort(key=partial(report_order, engine.plan.top))
    remaining, waived = _waived(rules, violations, value, known)
    return unchecked_report(
        remaining,
        engine.plan.top,
        engine.plan.skipped,
        waived,
        _Basis(value, findings, rules, known),
    )


def _waived(
    rules: RuleSet, violations: list[Violation], value: Any, known: Mapping[str, Any]
) -> tuple[tuple[Violation, ...], tuple[Waived, ...]]:
    """Return the violations that remain, and those that waivers allow."""
    waivers = [waiver for waiver in rules.waivers if waiver.holds(known.get("today"))]
    if not violations or not waivers:
        return tuple(violations), ()
    place = place_of(value, known)
    remaining: list[Violation] = []
    waived: list[Waived] = []
    for violation in violations:
        waiver = next((w for w in waivers if w.covers(violation, place)), None)
        if waiver is None:
            remaining.append(violation)
        else:
            waived.append(Waived(violation, waiver.reason, waiver.until))
    return tuple(remaining), tuple(waived)
