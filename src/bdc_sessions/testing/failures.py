"""The errors of the library, each with facts that it could carry."""

from collections.abc import Mapping
from types import MappingProxyType

from hypothesis import strategies as st

from bdc_sessions.changes import ChangeRequest
from bdc_sessions.codec.faults import CODES, Faults
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
from bdc_sessions.model import Path
from bdc_sessions.rules import RULES, Severity, validate
from bdc_sessions.testing import words
from bdc_sessions.testing.context import CONTEXT
from bdc_sessions.testing.differences import any_paths, conflicts, field_changes
from bdc_sessions.testing.findings import ACTION_CODES, REQUEST_CODES
from bdc_sessions.testing.loose import texts
from bdc_sessions.testing.playing import pending, validated
from bdc_sessions.testing.violating import violating

NUMBERS: st.SearchStrategy[str] = st.sampled_from(words.NUMBERS)


def _refusing(codes: list[str]) -> st.SearchStrategy[str]:
    errors = {rule.code for rule in RULES if rule.severity is Severity.ERROR}
    return st.sampled_from([code for code in codes if code in errors])


@st.composite
def _duplicate(draw: st.DrawFn) -> DuplicateNumberError:
    number = draw(NUMBERS)
    return DuplicateNumberError(Path().child("sessions", number), number)


@st.composite
def _stale(draw: st.DrawFn) -> StaleChangeError:
    change = draw(field_changes())
    return StaleChangeError([change], [change.after])


@st.composite
def _undecoded(draw: st.DrawFn) -> DecodeError:
    faults = Faults()
    for code in draw(st.lists(st.sampled_from(sorted(CODES)), min_size=1, max_size=3)):
        path = draw(any_paths())
        faults.add(code, path, path.steps[-1][0], draw(texts), ("autre chose", "something else"))
    return faults.error()


@st.composite
def _invalid(draw: st.DrawFn) -> InvalidError:
    return InvalidError(validate(draw(violating(draw(_refusing(ACTION_CODES)))), **CONTEXT))


@st.composite
def _refused(draw: st.DrawFn) -> RefusedError:
    dossier = draw(violating(draw(_refusing(REQUEST_CODES))))
    (request,) = pending(dossier)
    report = dossier.check(request.id, **CONTEXT).report
    return RefusedError(request, report, report.errors)


def _state(request: ChangeRequest) -> RequestStateError:
    return RequestStateError(request, "id-taken")


ERRORS: Mapping[type[BdcSessionsError], st.SearchStrategy[BdcSessionsError]] = MappingProxyType(
    {
        NotFoundError: st.builds(NotFoundError, any_paths(), st.lists(NUMBERS, max_size=3)),
        DuplicateNumberError: _duplicate(),
        StaleChangeError: _stale(),
        DecodeError: _undecoded(),
        InvalidError: _invalid(),
        RefusedError: _refused(),
        NotDeletableError: validated.map(NotDeletableError),
        RequestStateError: validated.map(_state),
        MergeConflictError: st.lists(conflicts(), min_size=1, max_size=2).map(MergeConflictError),
    }
)
"""How each error is drawn."""
