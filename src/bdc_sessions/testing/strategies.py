"""The strategies of the public classes; those of values are of one of three qualities."""

from typing import Any

from hypothesis import strategies as st

from bdc_sessions.changes import (
    ChangeRequest,
    Changes,
    Conflict,
    FieldChange,
    Merge,
    Recap,
    RecapRow,
)
from bdc_sessions.dossier import Check, Dossier, HistoryEntry, TrackingRow
from bdc_sessions.errors import BdcSessionsError
from bdc_sessions.model import (
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
from bdc_sessions.rules import Report, ReportDelta, Rule, RuleSet, Violation
from bdc_sessions.testing import (
    differences,
    edits,
    failures,
    findings,
    loose,
    loose_edits,
    playing,
)
from bdc_sessions.testing.addresses import ADDRESSES, SITES, valid_terms
from bdc_sessions.testing.model import (
    valid_actions,
    valid_components,
    valid_infos,
    valid_issuers,
    valid_sessions,
)
from bdc_sessions.testing.quality import Quality
from bdc_sessions.testing.volumes import valid_volumes

ANY, VALID = Quality.ANY, Quality.VALID


def actions(
    *, quality: Quality = VALID, min_components: int = 0, min_sessions: int = 0
) -> st.SearchStrategy[Action]:
    """Draw an action, each of its components with at least some sessions.

    >>> from hypothesis import find
    >>> find(actions(), lambda action: True).title
    'LOT TEST FORFAIT PARCOURS 2023'
    """
    if quality is ANY:
        return loose.actions(min_components, min_sessions)
    return valid_actions(quality, min_components, min_sessions)


def components(
    *,
    number: str | None = None,
    action: Action | None = None,
    quality: Quality = VALID,
    min_sessions: int = 0,
) -> st.SearchStrategy[Component]:
    """Draw a component; with ``action``, one that can be added to it, which stays as good.

    An action without sites leaves no town for a valid one: any will do.
    """
    if quality is ANY:
        return loose.components(number, min_sessions)
    return valid_components(number, action, quality, min_sessions)


def volumes(*, kind: str | None = None, quality: Quality = VALID) -> st.SearchStrategy[Volume]:
    """Draw a volume (§1.1)."""
    return loose.volumes(kind) if quality is ANY else valid_volumes(kind)


def sites(*, quality: Quality = VALID) -> st.SearchStrategy[Site]:
    """Draw a site (§1.2)."""
    return loose.sites if quality is ANY else SITES


def sessions(
    *,
    number: str | None = None,
    component: Component | None = None,
    action: Action | None = None,
    quality: Quality = VALID,
) -> st.SearchStrategy[Session]:
    """Draw a session; with its parents, one that fits them, as in ``validate`` (§1.2).

    Without ``number`` it bears one that is free in the component; with the number of a session
    that is there, it can stand for that one.
    """
    if quality is ANY:
        return loose.sessions(number)
    return valid_sessions(number, component, action, quality)


def collective_infos(
    *,
    session: Session | None = None,
    action: Action | None = None,
    quality: Quality = VALID,
) -> st.SearchStrategy[CollectiveInfo]:
    """Draw an information; with its parents, one that can be appended to the session (§2.1)."""
    return loose.infos if quality is ANY else valid_infos(session, action, quality)


def addresses(*, quality: Quality = VALID) -> st.SearchStrategy[Address]:
    """Draw an address (§2.1)."""
    return loose.addresses if quality is ANY else ADDRESSES


def terms(*, quality: Quality = VALID) -> st.SearchStrategy[Term]:
    """Draw a coded label (§2.1)."""
    return loose.terms if quality is ANY else valid_terms()


def issuers(*, quality: Quality = VALID) -> st.SearchStrategy[Issuer]:
    """Draw who issues a request (§1.2)."""
    return loose.issuers if quality is ANY else valid_issuers


def changed(action: Action, *, quality: Quality = VALID) -> st.SearchStrategy[Action]:
    """Draw the action after up to a few edits as people make them; none at all is drawn too.

    Places go to 0 or to another number, dates move, informations and sessions are added, texts
    corrected: what is valid stays valid, and nothing is removed. With ``Quality.ANY`` whatever a
    constructor takes is done: objects removed, numbers taken again, dates swapped.

    >>> from hypothesis import find
    >>> action = find(actions(), lambda action: True)
    >>> find(changed(action), lambda after: after.status != action.status).status
    'CL'
    """
    edited = loose_edits.edited_actions if quality is ANY else edits.edited_actions
    return edited(action, differences.TIMES)


def paths(value: Any = None) -> st.SearchStrategy[Path]:
    """Draw a path of an action that need not exist; with a value, of what the value has."""
    return differences.any_paths() if value is None else differences.paths_of(value)


def field_changes() -> st.SearchStrategy[FieldChange]:
    """Draw the change of one field of an action."""
    return differences.field_changes()


def changes() -> st.SearchStrategy[Changes]:
    """Draw what differs between two states of an action; nothing at all is drawn too."""
    return differences.changes()


def merges() -> st.SearchStrategy[Merge[Action]]:
    """Draw two people's edits of one action, merged."""
    return differences.merges()


def conflicts() -> st.SearchStrategy[Conflict]:
    """Draw what two people's edits of one action disagree in."""
    return differences.conflicts()


def recaps() -> st.SearchStrategy[Recap]:
    """Draw the recap of edits of an action (§1.2)."""
    return differences.recaps()


def recap_rows() -> st.SearchStrategy[RecapRow]:
    """Draw a row of a recap (§1.2)."""
    return differences.recap_rows()


def change_requests() -> st.SearchStrategy[ChangeRequest]:
    """Draw a request of a dossier: a draft, or one that is validated (§1.2)."""
    return playing.requests()


def dossiers(action: Action | None = None) -> st.SearchStrategy[Dossier]:
    """Draw a dossier to which requests were drafted, issued, discarded and rebased in turn.

    Each step is the dossier's own, at an instant that never precedes the last: the repeated hour
    of October is among them. Its action has no error; warnings may come of drafts that meet.
    """
    return playing.played(action)


def checks() -> st.SearchStrategy[Check]:
    """Draw the check of a draft: one as people make them, or one that breaks a rule."""
    return findings.checks()


def tracking_rows() -> st.SearchStrategy[TrackingRow]:
    """Draw a row of "Suivi des demandes de modification" (§1.2)."""
    return findings.tracking_rows


def history_entries() -> st.SearchStrategy[HistoryEntry]:
    """Draw what a validated request made of a field."""
    return findings.history_entries()


def rules() -> st.SearchStrategy[Rule]:
    """Draw a rule of ``RULES``, ``ADVICE`` or ``STRUCTURE``."""
    return findings.rules


def rule_sets() -> st.SearchStrategy[RuleSet]:
    """Draw some of the rules, one at times of another severity, one at times waived."""
    return findings.rule_sets()


def violations() -> st.SearchStrategy[Violation]:
    """Draw a violation of any rule of ``RULES | ADVICE``."""
    return findings.violations()


def reports() -> st.SearchStrategy[Report]:
    """Draw a report: on what is valid, on what breaks one rule, or on anything."""
    return findings.reports()


def report_deltas() -> st.SearchStrategy[ReportDelta]:
    """Draw what differs between the reports on an action before and after edits."""
    return findings.report_deltas()


def errors(*classes: type[BdcSessionsError]) -> st.SearchStrategy[BdcSessionsError]:
    """Draw an error of the library, of one of the classes if any are given, with its facts."""
    return st.one_of([failures.ERRORS[cls] for cls in classes or failures.ERRORS])
