"""How the steps of a failing run are written, and what a service may answer."""

import pendulum
import pytest
from pendulum import Date

import bdc_sessions as b
from bdc_sessions.rules.example import INFO, SESSION
from bdc_sessions.testing.kit.calls import Call, Discard, Draft, Issue, as_taken

CURRENT: b.Session = b.example_action()[SESSION]
INFORMATION: b.CollectiveInfo = b.example_action()[INFO]
AT = pendulum.datetime(2022, 7, 1, 7)
DRAFT = Draft("service", "r1", "01", CURRENT, new=True)
ISSUE = Issue("second", "r1", b.Issuer("BL", "Administrateur"), AT)


def change(session: b.Session, current: b.Session = CURRENT, seen: b.Session | None = None) -> str:
    return repr(Draft("service", "r1", "01", session, new=False, current=current, seen=seen))


def test_a_change_is_written_by_what_it_changes() -> None:
    assert change(CURRENT) == "service.draft('r1', '01', session('01'), new=False)"
    assert change(CURRENT.evolve(places=0, end=Date(2024, 7, 1))) == (
        "service.draft('r1', '01', session('01').evolve(end=Date(2024, 7, 1), places=0), new=False)"
    )


def test_a_change_of_what_was_seen_is_written_by_both_differences() -> None:
    seen = CURRENT.evolve(places=12)
    assert change(seen.evolve(end=Date(2024, 7, 1)), seen=seen) == (
        "service.draft('r1', '01', seen.evolve(end=Date(2024, 7, 1)), new=False, "
        "seen=session('01').evolve(places=12))"
    )


def test_informations_are_written_by_their_places() -> None:
    more = INFORMATION.evolve(places=5)
    both = CURRENT.with_info(more)
    assert ".evolve(infos=[info(1), CollectiveInfo(date=Date(2022, 8, 31), " in change(both)
    assert "evolve(infos=[info(1).evolve(places=5)])" in change(CURRENT.evolve(infos=[more]))
    swapped = both.evolve(infos=both.infos[::-1])
    assert "evolve(infos=[info(2), info(1)])" in change(swapped, both)
    assert "evolve(infos=[])" in change(CURRENT.evolve(infos=[]))


def test_an_addition_is_written_whole() -> None:
    assert repr(DRAFT) == f"service.draft('r1', '01', {CURRENT!r}, new=True)"


def test_an_issue_and_a_discard_are_written_as_they_are_called() -> None:
    assert repr(ISSUE) == (f"second.issue('r1', by={ISSUE.by!r}, at='2022-07-01 07:00:00+00:00')")
    assert repr(Discard("service", "r1")) == "service.discard('r1')"


def test_a_call_is_taken_under_the_services_own_id_and_by_its_own_clock() -> None:
    later = AT.add(hours=1)
    assert as_taken(DRAFT, "42") == Draft("service", "42", "01", CURRENT, new=True)
    assert as_taken(ISSUE, later) == Issue("second", "r1", ISSUE.by, later)
    for call in (DRAFT, ISSUE, Discard("service", "r1")):
        assert as_taken(call, None) is call


@pytest.mark.parametrize(
    ("call", "answer", "text"),
    [
        (DRAFT, 42, r"draft\(\) gave 42 \(int\); expected id \(str\), or None"),
        (ISSUE, "now", r"issue\(\) gave 'now' \(str\); expected at \(datetime\), or None"),
        (Discard("service", "r1"), True, r"discard\(\) gave True \(bool\); expected nothing"),
    ],
)
def test_an_answer_of_another_type_is_a_fault(call: Call, answer: object, text: str) -> None:
    with pytest.raises(AssertionError, match=text):
        as_taken(call, answer)
