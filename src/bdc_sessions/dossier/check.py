"""What issuing a request would give, judged before it is issued."""

from typing import Any

from attrs import field, frozen

from bdc_sessions.changes import ChangeRequest
from bdc_sessions.model import Action
from bdc_sessions.model.shape import form_order
from bdc_sessions.rules import Report, ReportDelta, Violation, validate

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
    if any(violation.code in IMPOSSIBLE for violation in asked):
        delta = ReportDelta(introduced=tuple(asked), persisting=())
        return Check(
            report=Report(asked.violations, skipped=asked.skipped, waived=asked.waived),
            delta=delta,
            refusing=asked.errors,
            before=before,
        )
    after = validate(request.changes.apply(action), since=before, **given)
    violations = sorted(
        (*asked, *after),
        key=lambda v: (form_order(Action, v.path.steps), not v.code.startswith("REQ"), v.code),
    )
    skipped = dict.fromkeys((*asked.skipped, *after.skipped))
    report = Report(violations, skipped=skipped, waived=(*asked.waived, *after.waived))
    delta = report.compare(before)
    changed = request.changes.paths
    refusing = tuple(
        violation
        for violation in report.errors
        if violation in delta.introduced
        or changed.intersection((violation.path, *violation.related))
    )
    return Check(report=report, delta=delta, refusing=refusing, before=before, after=after)
