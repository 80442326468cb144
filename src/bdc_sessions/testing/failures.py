"""The errors of the library, each raised by what it refuses."""

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st
from pendulum import UTC, DateTime

from bdc_sessions.changes import diff, merge
from bdc_sessions.codec import STRUCTURE, decode, loads
from bdc_sessions.dossier import Dossier
from bdc_sessions.errors import (
    BdcSessionsError,
    DecodeError,
    DuplicateNumberError,
    InvalidError,
    MergeConflictError,
    NotDeletableError,
    NotFoundError,
    RefusedError,
    RequestStateError,
    StaleChangeError,
)
from bdc_sessions.model import Action, Issuer
from bdc_sessions.model.fields import wrong_type
from bdc_sessions.model.natural import free_number
from bdc_sessions.rules import RULES, Severity, validate
from bdc_sessions.testing import words
from bdc_sessions.testing.context import CONTEXT
from bdc_sessions.testing.differences import versions
from bdc_sessions.testing.faults.violating import violating
from bdc_sessions.testing.findings import ACTION_CODES, REQUEST_CODES
from bdc_sessions.testing.lifecycles import FIRST_INSTANTS, issued_once, pending
from bdc_sessions.testing.valid import valid_actions, valid_components, valid_issuers

BY, AT = valid_issuers, st.sampled_from(FIRST_INSTANTS)


def refusal(act: Callable[..., object], *given: Any) -> BdcSessionsError:
    """Return the error with which the library refuses an act."""
    try:
        act(*given)
    except BdcSessionsError as error:
        return error.with_traceback(None)
    raise AssertionError(f"nothing was refused of {given!r}")


def _refused(
    act: Callable[..., object], *given: st.SearchStrategy[Any]
) -> st.SearchStrategy[BdcSessionsError]:
    return st.builds(partial(refusal, act), *given)


def _breaking(*codes: str) -> st.SearchStrategy[Any]:
    errors = {rule.code for rule in RULES | STRUCTURE if rule.severity is Severity.ERROR}
    return st.sampled_from([code for code in codes if code in errors]).flatmap(violating)


def _look_up(action: Action, code: str) -> None:
    """Look up a component that the action lacks: the code's, or one of a free number."""
    numbers = {component.number for component in action.components}
    action.component(free_number(numbers) if code in numbers else code)


def _issue(dossier: Dossier, by: Issuer, at: DateTime) -> None:
    dossier.issue(pending(dossier)[0].id, by=by, at=at, **CONTEXT)


def _out_of_turn(dossier: Dossier, reason: str, by: Issuer) -> None:
    """Do what the state of the one validated request does not allow."""
    request, long_ago = dossier.requests[0], DateTime(2000, 1, 1, tzinfo=UTC)
    given: Any = {"component": request.component, "session": dossier.action[request.path]}
    if reason == "id-taken":
        dossier.draft_change(request.id, **given)
    elif reason == "before-last-issue":
        dossier.draft_change("r2", **given).issue("r2", by=by, at=long_ago)
    elif reason == "not-an-addition":
        dossier.draft_change("r2", **given).renumber("r2", "99")
    else:
        dossier.issue(request.id, by=by, at=long_ago)


ERRORS: Mapping[type[BdcSessionsError], st.SearchStrategy[BdcSessionsError]] = MappingProxyType(
    {
        NotFoundError: _refused(_look_up, valid_actions(), st.sampled_from(words.CODES)),
        DuplicateNumberError: _refused(
            lambda component: component.with_session(component.sessions[0]),
            valid_components(min_sessions=1),
        ),
        StaleChangeError: _refused(
            lambda edits: diff(*edits).apply(edits[1]), versions(2, differing=True)
        ),
        DecodeError: _refused(
            lambda data: loads(data, Action) if isinstance(data, str) else decode(data, Action),
            _breaking(*(rule.code for rule in STRUCTURE)),
        ),
        InvalidError: _refused(
            lambda action: validate(action, **CONTEXT).raise_if_errors(), _breaking(*ACTION_CODES)
        ),
        RefusedError: _refused(_issue, _breaking(*REQUEST_CODES), BY, AT),
        NotDeletableError: _refused(lambda dossier: dossier.discard("r1"), issued_once()),
        RequestStateError: _refused(
            _out_of_turn,
            issued_once(),
            st.sampled_from(["not-pending", "id-taken", "before-last-issue", "not-an-addition"]),
            BY,
        ),
        MergeConflictError: _refused(
            lambda edits: merge(*edits).resolve({}), versions(3, differing=True)
        ),
    }
)
"""How each error is drawn."""


def errors(*classes: type[BdcSessionsError]) -> st.SearchStrategy[BdcSessionsError]:
    """Draw an error of the library, of one of the classes if any are given, with its facts.

    >>> from hypothesis import find
    >>> from bdc_sessions import NotFoundError
    >>> find(errors(NotFoundError), lambda error: True).known
    ()

    ``BdcSessionsError`` stands for all of them.

    Raises:
        TypeError: What is no class of errors of the library.
    """
    for cls in classes:
        if cls not in (BdcSessionsError, *ERRORS):
            raise wrong_type(cls, "errors()", "classes of errors of the library")
    some = ERRORS if BdcSessionsError in classes or not classes else classes
    return st.one_of([ERRORS[cls] for cls in some])
