"""``Check``: the verdict on a request before it is issued."""

from collections.abc import Iterable
from typing import Any, ClassVar, NamedTuple

from attrs import field, frozen

from bdc_sessions.changes import ChangeRequest
from bdc_sessions.model import Action
from bdc_sessions.model.about import About
from bdc_sessions.model.fields import bind_location, label, to_instance, to_tuple
from bdc_sessions.model.value import Value
from bdc_sessions.rules import RULES, Report, ReportDelta, Violation, validate
from bdc_sessions.rules.findings import findings
from bdc_sessions.screen import Screen
from bdc_sessions.texts import summary

IMPOSSIBLE = ("REQ-002", "REQ-006")
"""The codes of the rules that a request breaks when it can no longer be applied."""


def _report(value: Report, where: str = "") -> Report:
    return to_instance(value, Report, where)


def _delta(value: ReportDelta, where: str = "") -> ReportDelta:
    return to_instance(value, ReportDelta, where)


def _violations(values: Iterable[Violation], where: str = "") -> tuple[Violation, ...]:
    return to_tuple(values, Violation, where)


@frozen(kw_only=True, repr=False, field_transformer=bind_location)
class Check(Value):
    """The verdict on a request: the violations that issuing it would leave, and what refuses it.

    >>> from bdc_sessions import Dossier, example_action
    >>> action = example_action()
    >>> wrong = action.component("01").session("01").evolve(places=-1)
    >>> Dossier(action).draft_change("r1", component="01", session=wrong).check("r1")
    <Check refused by SES-003>

    Attributes:
        report: The violations of the resulting action, and of the request itself.
        delta: The difference between that report and the one on the current action.
        refusing: The errors for which the request is refused: those that it introduces, and those
            on a field that it changes.
    """

    ABOUT: ClassVar[About] = About("check", "Vérification")

    report: Report = field(converter=_report, metadata=label("Rapport"))
    delta: ReportDelta = field(converter=_delta, metadata=label("Différence"))
    refusing: tuple[Violation, ...] = field(
        converter=_violations, metadata=label("Motifs de refus")
    )

    @property
    def ok(self) -> bool:
        """Whether the request may be issued: if not, ``Dossier.issue`` refuses it.

        >>> from bdc_sessions import example_dossier
        >>> dossier = example_dossier()
        >>> edited = dossier.proposed("r2").evolve(places=8)
        >>> dossier.draft_change("r3", component="01", session=edited).check("r3").ok
        True
        """
        return not self.refusing

    def screen(self) -> "Screen":
        """Return a screen: the verdict, the violations that refuse, the others, what is not judged.

        >>> from bdc_sessions import example_dossier
        >>> dossier = example_dossier()
        >>> edited = dossier.proposed("r2").evolve(places=8)
        >>> dossier = dossier.draft_change("r3", component="01", session=edited)
        >>> dossier.check("r3").screen().parts[0]
        'La demande peut être émise.'
        """
        verdict = "La demande peut être émise." if self.ok else "La demande est refusée."
        others = [violation for violation in self.report if violation not in self.refusing]
        groups = (
            ("Motifs de refus", self.refusing),
            ("Autres anomalies", others),
            ("Anomalies levées", self.delta.resolved),
        )
        tables = [Screen(title, findings(group)) for title, group in groups if group]
        return Screen(self.ABOUT.title, [verdict, *tables, *self.report.not_judged])

    def __repr__(self) -> str:
        """Return the verdict, with the codes of the refusing violations."""
        codes = dict.fromkeys(violation.code for violation in self.refusing)
        return summary(Check, f"refused by {', '.join(codes)}" if codes else "ok")


class Judgement(NamedTuple):
    """A check, with the results on the way to it that later steps use again."""

    check: Check
    before: Report
    """The report on the current action."""
    action: Action
    """The action with the request applied; the current one if it can't be."""
    after: Report
    """The report on that action."""


def judge_request(
    request: ChangeRequest, action: Action, known: Report | None, given: dict[str, Any]
) -> Judgement:
    """Judge a request against an action; ``known`` is an earlier report on that action, if any.

    Errors that the request introduces, and those on a field that it changes, refuse it; older ones
    elsewhere do not.
    """
    before = validate(action, since=known, **given)
    own = validate(request, action=action, **given)
    try:
        changed = request.changes.apply(action)
    except ValueError:
        changed = None
    if changed is None or any(violation.code in IMPOSSIBLE for violation in own):
        return Judgement(_impossible(request, action, own), before, action, before)
    after = validate(changed, since=before, **given)
    report = _joined(own, after, violations=(*own, *after))
    delta = report.compare(before)
    introduced = {(violation.code, violation.path) for violation in delta.introduced}
    paths = request.changes.paths
    refusing = [
        violation
        for violation in report.errors
        if (violation.code, violation.path) in introduced
        or not paths.isdisjoint((violation.path, *violation.related))
    ]
    return Judgement(Check(report=report, delta=delta, refusing=refusing), before, changed, after)


def _impossible(request: ChangeRequest, action: Action, own: Report) -> Check:
    """Return the check of a request that can't be applied: it is refused, whatever the rule set.

    As there is no resulting action, the violations are those of the request alone.
    """
    forced = validate(request, action=action, rules=RULES.only(*IMPOSSIBLE))
    others = [violation for violation in own if violation.code not in IMPOSSIBLE]
    report = _joined(own, violations=(*forced, *others))
    delta = ReportDelta(introduced=tuple(report))
    return Check(report=report, delta=delta, refusing=report.errors)


def _joined(*reports: Report, violations: Iterable[Violation]) -> Report:
    """Return a report of violations, with the skipped and the waived of several reports."""
    return Report(
        violations,
        of=Action,
        skipped=dict.fromkeys(skipped for report in reports for skipped in report.skipped),
        waived=[waived for report in reports for waived in report.waived],
    )
