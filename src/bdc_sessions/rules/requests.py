"""How a change request is judged, against the action that it would change."""

from bdc_sessions.changes import ChangeRequest
from bdc_sessions.errors import StaleChangeError
from bdc_sessions.model import Action, Path
from bdc_sessions.rules.judged import Judged
from bdc_sessions.rules.run import Context, Run, bound_to


def judge_request(run: Run, request: ChangeRequest, context: Context) -> Judged:
    """Judge a request, and each of its changes."""
    action = run.given.get("action")
    context = {**context, "action": action, "stale": _stale(request, action), "request": request}
    judged = Judged()
    bound = [bound_to(rule, context) for rule in run.own.get(ChangeRequest, [])]
    run.check(bound, request, None, judged.found)
    for rule in run.over.get(ChangeRequest, []):
        checks = [bound_to(rule, context)]
        for change in request.changes:
            run.check(checks, change, None, judged.found)
    return judged


def _stale(request: ChangeRequest, action: Action | None) -> frozenset[Path]:
    """Return the fields that do not hold what the request has as "before"."""
    if action is None:
        return frozenset()
    own = request.changes.paths
    try:
        request.changes.apply(action)
    except StaleChangeError as stale:
        # What was not seen at all is told at the changes that would take it along.
        return frozenset(change.path for change in stale.changes) & own or own
    except ValueError:
        return own
    return frozenset()
