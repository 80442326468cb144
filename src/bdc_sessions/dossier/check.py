"""What issuing a request would give, judged before it is issued."""

from typing import Any

from attrs import field, frozen

from bdc_sessions.changes import ChangeRequest
from bdc_sessions.model import Action
from bdc_sessions.model.shape import form_order
from bdc_sessions.rules import RULES, Report, ReportDelta, Violation, validate

IMPOSSIBLE = ("REQ-002", "REQ-006")
"""The rules whose breach means that the request can't be applied any more."""


@frozen(kw_only=True)
class Check:
    """The report on the state that issuing would give, and how it differs from today's."""

    report: Report
    delta: ReportDelta
    refusing: tuple[Violation, ...]
    """The errors for which the request is refused."""
    before: Report | None = field(default=None, eq=False, repr=False)
    after: Report | None = field(default=None, eq=False, repr=False)

    @property
    def ok(self) -> bool:
        """Whether the request may be issued."""
        return not self.refusing


def checked(
    request: ChangeRequest, action: Action, known: Report | None, given: dict[str, Any]
) -> Check:
    """Check a request against an action, starting from a report on it where there is one.

    An error refuses that the request introduces, or that stands on a field it changes: an old
    fault elsewhere does not.
    """
    before = validate(action, since=known, **given)
    asked = validate(request, action=action, **given)
    if not applies(request, action) or any(v.code in IMPOSSIBLE for v in asked):
        # Whatever the rules were made to ask: what can't be applied can't be issued.
        forced = validate(request, action=action, rules=RULES.only(*IMPOSSIBLE))
        others = (violation for violation in asked if violation.code not in IMPOSSIBLE)
        report = Report(_in_order(*forced, *others), skipped=asked.skipped, waived=asked.waived)
        delta = ReportDelta(introduced=tuple(report))
        return Check(report=report, delta=delta, refusing=report.errors, before=before)
    after = validate(request.changes.apply(action), since=before, **given)
    skipped = dict.fromkeys((*asked.skipped, *after.skipped))
    report = Report(
        _in_order(*asked, *after), skipped=skipped, waived=(*asked.waived, *after.waived)
    )
    delta = report.compare(before)
    changed = request.changes.paths
    introduced = {(violation.code, violation.path) for violation in delta.introduced}
    refusing = tuple(
        violation
        for violation in report.errors
        if (violation.code, violation.path) in introduced
        or changed.intersection((violation.path, *violation.related))
    )
    return Check(report=report, delta=delta, refusing=refusing, before=before, after=after)


def applies(request: ChangeRequest, action: Action) -> bool:
    """Tell whether a request's changes can be made to an action."""
    try:
        request.changes.apply(action)
    except ValueError:
        return False
    return True


def _in_order(*violations: Violation) -> list[Violation]:
    return sorted(
        violations,
        key=lambda v: (form_order(Action, v.path.steps), not v.code.startswith("REQ"), v.code),
    )
