"""The life cycle of requests: drafted, checked, issued, discarded, rebased, read."""

import copy
import datetime as dt
import pickle
from typing import Any
from zoneinfo import ZoneInfo

import pendulum
import pytest
from pendulum import Date, instance
from pendulum import datetime as instant
from tests.values import guide_action, guide_info, guide_session, untyped

from bdc_sessions.changes import (
    ChangeRequest,
    Changes,
    FieldChange,
    Message,
    RequestStatus,
    diff,
)
from bdc_sessions.dossier import TRACKING_HEAD, Dossier, HistoryEntry, TrackingRow
from bdc_sessions.errors import (
    DuplicateNumberError,
    MergeConflictError,
    NotDeletableError,
    NotFoundError,
    RefusedError,
    RequestStateError,
    StaleChangeError,
)
from bdc_sessions.model import ABSENT, Action, Issuer, Path, Session
from bdc_sessions.rules import RULES, Rule, RuleSet, Severity, rule
from bdc_sessions.rules.example import example_action, example_context

BY = Issuer("BL", "Administrateur")
HOLDER = Issuer("ORGANISME TEST PRF 23", "Titulaire")
TOP = "components[01].sessions[01]"
PLACES = f"{TOP}.places"
FIRST = instant(2022, 7, 1, 9, tz="Europe/Paris")
# 30 October 2022: 03:00 in summer time is 02:00 in winter time, so 02:30 comes twice.
SUMMER = instance(dt.datetime(2022, 10, 30, 0, 30, tzinfo=dt.UTC))
WINTER = instance(dt.datetime(2022, 10, 30, 1, 15, tzinfo=dt.UTC))


def session(action: Action | None = None) -> Session:
    return (action or example_action()).component("01").session("01")


def example() -> Dossier:
    return Dossier(example_action())


def change(dossier: Dossier, id: str, **fields: Any) -> Dossier:
    new = session(dossier.action).evolve(**fields)
    return dossier.draft_change(id, component="01", session=new)


def issued(dossier: Dossier, id: str, at: dt.datetime = FIRST, **fields: Any) -> Dossier:
    return change(dossier, id, **fields).issue(id, by=BY, at=at)


def on_places(check: Any) -> Rule:
    about = {"source": "essai", "fr": "Non.", "en": "No."}
    return rule("X-001", Severity.ERROR, on=Session, fields=("places",), **about)(check)


def request(id: str = "r1", *changes: FieldChange, **fields: Any) -> ChangeRequest:
    given = {"component": "01", "session": "01", **fields}
    return ChangeRequest(id=id, changes=Changes(Action, changes), **given)


class TestDrafting:
    def test_an_unknown_component_is_not_found(self) -> None:
        with pytest.raises(NotFoundError):
            example().draft_addition("r1", component="02", session=guide_session("02"))
        with pytest.raises(NotFoundError):
            example().draft_change("r1", component="02", session=guide_session())
        with pytest.raises(NotFoundError) as caught:
            example().draft(request(component="02"))
        assert str(caught.value.path) == "components[02]"
        with pytest.raises(NotFoundError) as caught:
            example().draft_change("r1", component="02", session=guide_session())
        assert str(caught.value.path) == "components[02]"

    def test_an_unknown_session_is_not_found(self) -> None:
        with pytest.raises(NotFoundError):
            example().draft_change("r1", component="01", session=guide_session("07"))
        with pytest.raises(NotFoundError):
            example().draft(request(session="07"))

    def test_a_number_that_is_taken_is_not_added(self) -> None:
        with pytest.raises(DuplicateNumberError) as caught:
            example().draft_addition("r1", component="01", session=guide_session())
        assert caught.value.number == "01"
        assert str(caught.value.path) == TOP

    def test_an_id_that_is_taken_is_refused(self) -> None:
        dossier = change(example(), "r1", places=9)
        with pytest.raises(
            RequestStateError, match=r"r1': its id is taken; give each request its own$"
        ) as caught:
            change(dossier, "r1", places=8)
        assert caught.value.request.id == "r1"

    def test_a_validated_request_is_not_drafted(self) -> None:
        done = issued(example(), "r1", places=9).request("r1")
        with pytest.raises(RequestStateError, match="only a pending request is drafted"):
            example().draft(done)

    def test_a_wrong_type_is_named(self) -> None:
        with pytest.raises(TypeError, match=r"^Dossier\.draft\(request\): found 'r1'"):
            example().draft(untyped("r1"))
        with pytest.raises(TypeError, match=r"^Dossier\.draft\(session=\): found '01'"):
            example().draft_change("r1", component="01", session=untyped("01"))

    def test_an_addition_and_a_change_say_what_they_are_given(self) -> None:
        dossier = Dossier(guide_action()).draft_addition(
            "r1",
            component="01",
            session=guide_session(),
            provider="P",
            observations="O",
            amendment="A",
        )
        asked = dossier.request("r1")
        assert (asked.provider, asked.observations, asked.amendment) == ("P", "O", "A")
        assert asked.is_addition
        assert asked.status is RequestStatus.PENDING
        assert asked.changes == diff(
            guide_action(), guide_action().set("components[01].sessions", [guide_session()])
        )
        assert dossier.action == guide_action()
        dossier = example().draft_change(
            "r1",
            component="01",
            session=guide_session(),
            provider="P",
            observations="O",
            amendment="A",
        )
        asked = dossier.request("r1")
        assert (asked.provider, asked.observations, asked.amendment) == ("P", "O", "A")

    def test_an_unknown_request_is_not_found(self) -> None:
        with pytest.raises(NotFoundError) as caught:
            change(example(), "r1", places=9).request("r2")
        assert caught.value.known == ("r1",)
        assert caught.value.path == "r2"


class TestChecking:
    def test_a_sound_request_may_be_issued(self) -> None:
        check = change(example(), "r1", places=9).check("r1", **example_context())
        assert check.ok
        assert repr(check).count("Report") == 2  # the report and the delta: no state it starts from
        assert check.refusing == ()
        assert check.delta.introduced == ()

    def test_an_introduced_error_refuses(self) -> None:
        dossier = change(example(), "r1", end=Date(2022, 8, 1))
        check = dossier.check("r1")
        assert not check.ok
        assert "SES-001" in {v.code for v in check.delta.introduced}
        with pytest.raises(RefusedError) as caught:
            dossier.issue("r1", by=BY, at=FIRST)
        assert caught.value.report == check.report
        assert caught.value.request is dossier.request("r1")
        assert "SES-001" in str(caught.value)

    def test_an_old_fault_elsewhere_does_not_block(self) -> None:
        action = example_action().set(f"{TOP}.end", Date(2025, 1, 1))
        dossier = change(Dossier(action), "r1", offer_code="X")
        check = dossier.check("r1")
        assert check.report.errors
        assert check.ok
        assert dossier.issue("r1", by=BY, at=FIRST).action[f"{TOP}.offer_code"] == "X"

    def test_a_faulty_session_may_be_cancelled(self) -> None:
        action = example_action().set(f"{TOP}.end", Date(2025, 1, 1))
        dossier = Dossier(action).draft_change(
            "r1", component="01", session=session(action).cancel()
        )
        assert dossier.issue("r1", by=BY, at=FIRST).action[PLACES] == 0

    def test_an_error_on_a_field_that_it_changes_refuses_though_it_is_old(self) -> None:
        action = example_action().set(PLACES, -1)
        dossier = change(Dossier(action), "r1", places=-2)
        check = dossier.check("r1")
        assert "SES-003" in {v.code for v in check.refusing}
        assert "SES-003" not in {v.code for v in check.delta.introduced}

    def test_correcting_a_fault_resolves_it(self) -> None:
        action = example_action().set(PLACES, -1)
        check = change(Dossier(action), "r1", places=3).check("r1")
        assert "SES-003" in {v.code for v in check.delta.resolved}
        assert check.ok

    def test_a_stale_draft_is_told_by_the_rules_of_requests_alone(self) -> None:
        dossier = issued(change(example(), "r1", places=9), "r2", places=8)
        check = dossier.check("r1")
        assert {v.code for v in check.report} == {"REQ-002"}
        assert check.delta.introduced == tuple(check.report)
        assert check.refusing == check.report.errors
        assert [violation.message() for violation in check.report] == [
            "Nb. de places vaut 8, et non plus 10 : reprenez la demande sur l'état actuel."
        ]
        with pytest.raises(RefusedError):
            dossier.issue("r1", by=BY, at=FIRST)

    def test_a_draft_whose_number_was_taken_since_can_not_be_applied(self) -> None:
        new = guide_session("02").evolve(start=Date(2023, 1, 2), end=Date(2023, 2, 1))
        dossier = example().draft_addition("r1", component="01", session=new)
        dossier = dossier.draft_addition("r2", component="01", session=new)
        dossier = dossier.issue("r1", by=BY, at=FIRST)
        codes = {v.code for v in dossier.check("r2").report}
        assert "REQ-006" in codes
        assert all(code.startswith("REQ") for code in codes)

    def test_check_and_issue_take_what_validate_takes(self) -> None:
        dossier = change(example(), "r1", end=Date(2022, 8, 1))
        assert dossier.check("r1", rules=RuleSet([])).ok
        assert dossier.issue("r1", by=BY, at=FIRST, rules=RuleSet([])).action != dossier.action

    @pytest.mark.parametrize(
        ("name", "given"),
        [("today", Date(2022, 7, 1)), ("postal", lambda _: ()), ("holidays", ())],
    )
    def test_check_and_issue_judge_with_the_context_given(self, name: str, given: Any) -> None:
        takes: dict[str, Any] = {
            "today": lambda session, today: False,
            "postal": lambda session, postal: False,
            "holidays": lambda session, holidays: False,
        }
        rules = RuleSet([on_places(takes[name])])
        dossier = change(example(), "r1", places=9)
        assert not dossier.check("r1", rules=rules, **{name: given}).ok
        with pytest.raises(RefusedError, match="X-001"):
            dossier.issue("r1", by=BY, at=FIRST, rules=rules, **{name: given})
        without = dossier.check("r1", rules=rules)
        assert without.ok
        assert [skipped.code for skipped in without.report.skipped] == ["X-001"]
        assert dossier.issue("r1", by=BY, at=FIRST, rules=rules).action[PLACES] == 9

    def test_a_check_says_what_it_could_not_judge_and_what_is_waived(self) -> None:
        rules = RULES.waive("SES-003", reason="essai").waive("REQ-001", reason="vide")
        dossier = change(example(), "r1", places=-2)
        report = dossier.check("r1", rules=rules).report
        assert {"REQ-008", "REQ-009"} <= {skipped.code for skipped in report.skipped}
        assert [(w.code, w.reason) for w in report.waived] == [("SES-003", "essai")]
        nothing = example().draft(request()).check("r1", rules=rules).report
        assert [(w.code, w.reason) for w in nothing.waived] == [("REQ-001", "vide")]
        stale = issued(change(example(), "r1", places=9), "r2", places=8)
        report = stale.check("r1", rules=RULES.waive("REQ-002", reason="essai")).report
        assert "REQ-009" in {skipped.code for skipped in report.skipped}
        assert [(w.code, w.reason) for w in report.waived] == [("REQ-002", "essai")]

    def test_what_is_found_of_the_request_comes_first(self) -> None:
        new = guide_session("02").evolve(start=Date(2022, 8, 1), end=Date(2022, 7, 1))
        dossier = example().draft_addition("r1", component="01", session=new)
        own = rule(
            "ABC-001",
            Severity.WARNING,
            on=Session,
            fields=("start",),
            source="essai",
            fr="Non.",
            en="No.",
        )(lambda session: False)
        report = dossier.check("r1", rules=RULES.with_(own), today=Date(2022, 9, 1)).report
        where = Path.parse("components[01].sessions[02].start")
        codes = [v.code for v in report if v.path == where]
        assert codes == ["REQ-008", "ABC-001", "SES-001", "SES-002"]

    def test_a_stale_request_is_told_each_thing_once(self) -> None:
        dossier = change(example(), "r1", start=Date(2022, 9, 2), places=9)
        dossier = issued(dossier, "r2", places=8)
        report = dossier.check("r1", today=Date(2022, 9, 15)).report
        assert [v.code for v in report] == ["REQ-009", "REQ-002"]
        elsewhere = FieldChange("title", example_action().title, "Autre")
        dossier = example().draft(request("r3", FieldChange(PLACES, 1, 2), elsewhere))
        assert sorted(v.code for v in dossier.check("r3").report) == ["REQ-002", "REQ-005"]

    def test_a_check_judges_only_what_the_request_changes(self) -> None:
        judged: list[str] = []

        def counted(session: Session) -> bool:
            judged.append(session.number)
            return True

        rules = RuleSet([on_places(counted)])
        several = [session().evolve(number=f"{n:02}") for n in range(1, 9)]
        dossier = Dossier(example_action().set("components[01].sessions", several))
        dossier = change(change(dossier, "r1", places=9), "r2", offer_code="X")
        dossier.check("r1", rules=rules)
        assert len(judged) == 9
        del judged[:]
        dossier.check("r2", rules=rules)
        assert judged == ["01"]
        del judged[:]
        dossier = dossier.issue("r1", by=BY, at=FIRST, rules=rules)
        assert judged == ["01"]
        del judged[:]
        dossier = change(dossier, "r3", places=7)
        dossier.check("r2", rules=rules)
        assert set(judged) == {"01"}

    def test_checking_twice_finds_the_same(self) -> None:
        dossier = change(example(), "r1", places=-3)
        assert dossier.check("r1", **example_context()) == dossier.check("r1", **example_context())
        done = issued(dossier, "r2", offer_code="X")
        fresh = Dossier(done.base, requests=done.requests)
        assert done.check("r1") == fresh.check("r1")


class TestIssuing:
    def test_a_request_is_emitted_and_applied_in_one_step(self) -> None:
        dossier = issued(example(), "r1", places=9)
        done = dossier.request("r1")
        assert dossier.action[PLACES] == 9
        assert (done.status, done.issuer, done.issued_at) == (RequestStatus.VALIDATED, BY, FIRST)
        assert Message.ISSUED.value == "Votre demande a été émise et appliquée avec succès."

    def test_a_request_is_issued_once(self) -> None:
        dossier = issued(example(), "r1", places=9)
        with pytest.raises(RequestStateError, match="only a pending request is issued"):
            dossier.issue("r1", by=BY, at=FIRST)

    def test_an_instant_may_repeat_but_not_go_back(self) -> None:
        dossier = change(issued(example(), "r1", places=9), "r2", places=8)
        with pytest.raises(RequestStateError, match="before the last issue"):
            dossier.issue("r2", by=BY, at=FIRST.subtract(seconds=1))
        assert dossier.issue("r2", by=BY, at=FIRST).action[PLACES] == 8

    def test_an_instant_without_a_zone_is_a_wrong_type(self) -> None:
        dossier = change(example(), "r1", places=9)
        naive = dt.datetime(2022, 7, 1, 9)  # noqa: DTZ001 - naive on purpose
        with pytest.raises(TypeError, match=r"^Dossier\.issue\(at=\): found"):
            dossier.issue("r1", by=BY, at=naive)
        with pytest.raises(TypeError, match=r"^Dossier\.as_of\(instant\): found"):
            dossier.as_of(naive)
        with pytest.raises(TypeError, match=r"^Dossier\.since\(instant\): found"):
            dossier.since(naive)

    def test_a_standard_datetime_with_a_zone_is_taken(self) -> None:
        at = dt.datetime(2022, 7, 1, 7, tzinfo=dt.UTC)
        dossier = change(example(), "r1", places=9).issue("r1", by=BY, at=at)
        assert dossier.request("r1").issued_at == FIRST

    @pytest.mark.parametrize(
        "at",
        [
            dt.datetime(1, 1, 1, tzinfo=dt.timezone(dt.timedelta(hours=1))),
            dt.datetime(9999, 12, 31, 23, 30, tzinfo=dt.UTC),
        ],
    )
    def test_an_instant_beyond_the_years_that_there_are_is_refused(self, at: dt.datetime) -> None:
        with pytest.raises(ValueError, match=r"Dossier\.issue\(at=\): found .* years 1 to 9999"):
            issued(example(), "r1", at, places=9)

    @pytest.mark.parametrize("zone", ["Europe/Paris", "America/New_York", "Asia/Kathmandu"])
    def test_an_instant_of_any_zone_is_kept_in_paris(self, zone: str) -> None:
        for fold, hour in ((0, SUMMER), (1, WINTER)):
            at = hour.astimezone(ZoneInfo(zone))
            kept = issued(example(), "r1", at, places=9).request("r1").issued_at
            assert kept is not None
            assert kept.in_timezone("UTC") == hour
            assert str(kept.tzinfo) == "Europe/Paris"
            assert kept.utcoffset() == dt.timedelta(hours=2 - fold)

    def test_the_recap_is_the_same_before_and_after(self) -> None:
        draft = change(example(), "r1", places=9, end=Date(2022, 12, 30))
        done = draft.issue("r1", by=BY, at=FIRST)
        before = draft.request("r1").recap(draft.action)
        assert before == done.request("r1").recap(done.action)
        assert len(before) == 2

    def test_the_recap_of_an_addition_is_the_same_before_and_after(self) -> None:
        draft = Dossier(guide_action()).draft_addition(
            "r1", component="01", session=guide_session().with_info(guide_info())
        )
        done = draft.issue("r1", by=BY, at=FIRST)
        assert draft.request("r1").recap(draft.action) == done.request("r1").recap(done.action)


class TestTheRepeatedHour:
    def test_the_second_one_comes_after_the_first(self) -> None:
        dossier = issued(example(), "r1", SUMMER, places=9)
        dossier = issued(dossier, "r2", WINTER, places=8)
        assert dossier.as_of(SUMMER)[PLACES] == 9
        assert dossier.as_of(WINTER)[PLACES] == 8
        assert dossier.as_of(WINTER.subtract(minutes=20))[PLACES] == 9
        assert [what[2] for what in dossier.since(SUMMER)] == [dossier.request("r2").changes]
        assert dossier.since(WINTER) == ()
        assert Dossier(dossier.base, requests=dossier.requests) == dossier

    def test_the_first_one_does_not_come_after_the_second(self) -> None:
        dossier = issued(example(), "r1", WINTER, places=9)
        with pytest.raises(RequestStateError, match="before the last issue"):
            issued(dossier, "r2", SUMMER.add(minutes=40), places=8)

    def test_two_instants_at_one_hour_of_the_clock_differ(self) -> None:
        one = issued(example(), "r1", SUMMER, places=9)
        other = issued(example(), "r1", SUMMER.add(hours=1), places=9)
        assert one != other
        assert one.request("r1") != other.request("r1")
        assert one.history(PLACES) != other.history(PLACES)

    def test_an_entry_of_history_keeps_its_instant_in_a_pickle(self) -> None:
        dossier = issued(example(), "r1", WINTER, places=9)
        (entry,) = dossier.history(PLACES)
        with pendulum.test_local_timezone(pendulum.timezone("Europe/Paris")):
            other = pickle.loads(pickle.dumps(entry))
        assert other == entry
        assert other.at.utcoffset() == dt.timedelta(hours=1)

    def test_instants_are_ordered_wherever_the_machine_stands(self) -> None:
        dossier = issued(example(), "r1", SUMMER, places=9)
        with pendulum.test_local_timezone(pendulum.timezone("Europe/Paris")):
            dossier = issued(dossier, "r2", WINTER, places=8)
            assert dossier.as_of(SUMMER)[PLACES] == 9

    def test_the_hour_that_spring_skips_is_no_gap(self) -> None:
        before = instance(dt.datetime(2022, 3, 27, 0, 59, tzinfo=dt.UTC))
        dossier = issued(example(), "r1", before, places=9)
        dossier = issued(dossier, "r2", before.add(minutes=1), places=8)
        assert dossier.as_of(before)[PLACES] == 9


class TestDiscarding:
    def test_a_draft_goes(self) -> None:
        dossier = change(change(example(), "r1", places=9), "r2", places=8).discard("r1")
        assert [r.id for r in dossier.requests] == ["r2"]
        assert Message.DISCARDED.value == "La demande de modification a été correctement supprimée."

    def test_what_is_validated_stays_and_the_text_says_what_to_do(self) -> None:
        dossier = issued(example(), "r1", places=9)
        with pytest.raises(NotDeletableError, match="sets the places to 0") as caught:
            dossier.discard("r1")
        assert caught.value.request is dossier.request("r1")
        assert "'Validée'" in str(caught.value)


class TestRebasing:
    def test_what_still_holds_before_stays_to_do(self) -> None:
        dossier = issued(change(example(), "r1", places=9), "r2", offer_code="X")
        assert dossier.rebase("r1").request("r1") == dossier.request("r1")

    def test_what_holds_after_is_done(self) -> None:
        dossier = change(example(), "r1", places=9, offer_code="X")
        dossier = issued(dossier, "r2", places=9)
        rebased = dossier.rebase("r1")
        assert [str(c.path) for c in rebased.request("r1").changes] == [f"{TOP}.offer_code"]
        assert rebased.issue("r1", by=BY, at=FIRST).action[f"{TOP}.offer_code"] == "X"

    def test_anything_else_conflicts(self) -> None:
        dossier = issued(change(example(), "r1", places=9), "r2", places=8)
        with pytest.raises(MergeConflictError) as caught:
            dossier.rebase("r1")
        (conflict,) = caught.value.conflicts
        assert (conflict.base, conflict.ours, conflict.theirs) == (10, 8, 9)
        assert str(conflict.path) == PLACES

    def test_an_appended_information_moves_behind_those_present(self) -> None:
        info = guide_info()
        one, other = info.evolve(places=1), info.evolve(places=2)
        old = session().infos
        dossier = change(example(), "r1", infos=[*old, one, other], places=9)
        dossier = issued(dossier, "r2", infos=[*old, info.evolve(places=3)])
        done = dossier.rebase("r1").issue("r1", by=BY, at=FIRST)
        assert [i.places for i in session(done.action).infos] == [20, 3, 1, 2]
        assert done.action[PLACES] == 9

    def test_an_appended_information_that_is_there_is_done(self) -> None:
        info = guide_info()
        old = session().infos
        dossier = change(example(), "r1", infos=[*old, info, info.evolve(places=2)])
        dossier = issued(dossier, "r2", infos=[*old, info.evolve(places=2)])
        rebased = dossier.rebase("r1")
        done = rebased.issue("r1", by=BY, at=FIRST)
        assert [i.places for i in session(done.action).infos][1:] == [2, info.places]

    def test_an_information_like_an_older_one_is_still_to_be_appended(self) -> None:
        old = session().infos
        dossier = change(example(), "r1", infos=[*old, *old])
        dossier = issued(dossier, "r2", infos=[*old, guide_info().evolve(places=3)])
        done = dossier.rebase("r1").issue("r1", by=BY, at=FIRST, rules=RuleSet())
        assert [i.places for i in session(done.action).infos] == [20, 3, 20]

    def test_an_information_after_one_that_is_there_is_still_to_be_appended(self) -> None:
        old, info = session().infos, guide_info()
        dossier = change(example(), "r1", infos=[*old, info.evolve(places=2), info.cancel()])
        dossier = issued(dossier, "r2", infos=[*old, info.evolve(places=2)])
        done = dossier.rebase("r1").issue("r1", by=BY, at=FIRST)
        assert [i.places for i in session(done.action).infos] == [20, 2, 0]

    @pytest.mark.parametrize(("since", "left"), [(1, 1), (2, 0)])
    def test_each_of_two_informations_alike_is_done_once(self, since: int, left: int) -> None:
        old, info = session().infos, guide_info()
        dossier = change(example(), "r1", infos=[*old, info, info])
        dossier = dossier.draft_change(
            "r2", component="01", session=session().evolve(infos=[*old, *[info] * since])
        ).issue("r2", by=BY, at=FIRST, rules=RuleSet())
        added = [
            c.path
            for c in dossier.rebase("r1").request("r1").changes
            if c.path.steps[-1][0] == "date"
        ]
        assert len(added) == left

    def test_an_addition_that_is_there_is_done(self) -> None:
        new = guide_session("02").evolve(start=Date(2023, 1, 2), end=Date(2023, 2, 1))
        dossier = example().draft_addition("r1", component="01", session=new)
        dossier = dossier.draft_addition("r2", component="01", session=new)
        dossier = dossier.issue("r2", by=BY, at=FIRST)
        assert not dossier.rebase("r1").request("r1").changes

    def test_two_additions_of_one_number_conflict(self) -> None:
        new = guide_session("02").evolve(start=Date(2023, 1, 2), end=Date(2023, 2, 1))
        dossier = example().draft_addition("r1", component="01", session=new)
        dossier = dossier.draft_addition("r2", component="01", session=new.evolve(places=9))
        dossier = dossier.issue("r2", by=BY, at=FIRST)
        with pytest.raises(MergeConflictError) as caught:
            dossier.rebase("r1")
        (conflict,) = caught.value.conflicts
        assert str(conflict.path) == "components[01].sessions[02]"
        assert conflict.base is ABSENT
        assert conflict.ours == new.evolve(places=9)
        assert conflict.theirs == new

    def test_an_addition_that_makes_no_session_conflicts_with_the_one_that_does(self) -> None:
        path = "components[01].sessions[02].number"
        half = request("r1", FieldChange(path, ABSENT, "02"), session="02")
        dossier = example().draft(half)
        dossier = dossier.draft_addition("r2", component="01", session=guide_session("02"))
        dossier = dossier.issue("r2", by=BY, at=FIRST)
        with pytest.raises(MergeConflictError) as caught:
            dossier.rebase("r1")
        assert [conflict.theirs for conflict in caught.value.conflicts] == [half.changes]

    def test_an_addition_whose_number_is_free_stays(self) -> None:
        new = guide_session("02").evolve(start=Date(2023, 1, 2), end=Date(2023, 2, 1))
        dossier = example().draft_addition("r1", component="01", session=new)
        assert dossier.rebase("r1") == dossier

    def test_other_drafts_stand_as_they_are(self) -> None:
        dossier = change(change(example(), "r1", places=9), "r2", offer_code="X")
        assert dossier.rebase("r2") == dossier

    def test_an_issued_request_is_not_rebased(self) -> None:
        with pytest.raises(RequestStateError, match="only a pending request is rebased"):
            issued(example(), "r1", places=9).rebase("r1")

    def test_appending_to_a_session_that_went_stays_as_it_is_asked(self) -> None:
        info = guide_info()
        dossier = change(example(), "r1", infos=[*session().infos, info])
        gone = dossier.action.set("components[01].sessions", ())
        overtaken = Dossier(gone, requests=dossier.requests)
        assert overtaken.rebase("r1").request("r1") == dossier.request("r1")
        assert {v.code for v in overtaken.check("r1").report} >= {"REQ-006"}


class TestReading:
    def dossier(self) -> Dossier:
        new = guide_session("02").evolve(start=Date(2023, 1, 2), end=Date(2023, 2, 1))
        dossier = issued(example(), "r1", places=9)
        dossier = dossier.draft_addition("r2", component="01", session=new, provider="P")
        dossier = dossier.issue("r2", by=HOLDER, at=FIRST.add(days=1))
        return issued(dossier, "r3", FIRST.add(days=2), places=8)

    def test_the_action_is_told_as_it_stood(self) -> None:
        dossier = self.dossier()
        assert dossier.as_of(FIRST.subtract(seconds=1)) == dossier.base
        assert dossier.as_of(FIRST)[PLACES] == 9
        assert dossier.as_of(FIRST.add(years=1)) == dossier.action

    def test_the_history_of_a_field_is_oldest_first(self) -> None:
        assert self.dossier().history(PLACES) == (
            HistoryEntry("r1", BY, FIRST, 10, 9),
            HistoryEntry("r3", BY, FIRST.add(days=2), 9, 8),
        )
        assert self.dossier().history(Path.parse(f"{TOP}.start")) == ()

    def test_the_history_of_an_object_starts_where_it_was_added(self) -> None:
        dossier = self.dossier()
        (entry,) = dossier.history("components[01].sessions[02]")
        assert (entry.request, entry.issuer, entry.before) == ("r2", HOLDER, ABSENT)
        assert entry.after == dossier.action["components[01].sessions[02]"]
        assert len(dossier.history(TOP)) == 2
        assert change(dossier, "d1", places=7).history(TOP) == dossier.history(TOP)

    def test_where_nothing_ever_stood_is_not_found(self) -> None:
        with pytest.raises(NotFoundError):
            self.dossier().history("components[01].sessions[07].places")

    def test_what_stood_and_went_keeps_its_history(self) -> None:
        info = guide_info()
        old = session().infos
        dossier = issued(example(), "r1", infos=[*old, info])
        dossier = change(dossier, "r2", infos=old)
        dossier = dossier.issue("r2", by=BY, at=FIRST.add(days=1), rules=RuleSet())
        path = f"{TOP}.infos[2]"
        assert [(e.before, e.after) for e in dossier.history(path)] == [
            (ABSENT, info),
            (info, ABSENT),
        ]
        dossier = change(example(), "r1", infos=()).issue("r1", by=BY, at=FIRST, rules=RuleSet())
        (entry,) = dossier.history(f"{TOP}.infos[1]")
        assert (entry.before, entry.after) == (old[0], ABSENT)

    def test_the_table_follows_the_order_of_issue_then_of_drafting(self) -> None:
        dossier = change(change(self.dossier(), "d1", places=7), "d2", places=6)
        dossier = dossier.issue("d2", by=BY, at=FIRST.add(days=3))
        assert [r.id for r in dossier.requests] == ["r1", "r2", "r3", "d2", "d1"]
        rows = dossier.tracking()
        assert [row.issued_on for row in rows] == [
            *(Date(2022, 7, day) for day in (1, 2, 3, 4)),
            None,
        ]
        assert rows[1].cells == (
            "Demande de modification de sessions et informations collectives",
            "ORGANISME TEST PRF 23 Titulaire",
            "P",
            "02/07/2022",
            "Validée",
            "-",
            "-",
        )
        assert rows[-1].cells[1:5] == ("-", "-", "-", "En attente d'émission")
        told = request("d3", observations="O", amendment="A")
        assert dossier.draft(told).tracking()[-1].cells[5:] == ("O", "A")
        assert len(TRACKING_HEAD) == len(rows[0].cells)
        assert rows[0] == TrackingRow.of(dossier.request("r1"))

    def test_what_was_validated_after_an_instant_is_told_by_session(self) -> None:
        dossier = self.dossier()
        done = {(c, s): changes for c, s, changes in dossier.since(FIRST.subtract(days=1))}
        assert list(done) == [("01", "01"), ("01", "02")]
        assert list(done["01", "01"]) == [FieldChange(PLACES, 10, 8)]
        assert [what[:2] for what in dossier.since(FIRST)] == [("01", "02"), ("01", "01")]
        assert dossier.since(FIRST.add(days=2)) == ()

    def test_what_was_undone_is_not_told(self) -> None:
        dossier = issued(issued(example(), "r1", places=9), "r2", places=10)
        assert dossier.since(FIRST.subtract(days=1)) == ()


class TestTheValue:
    def test_requests_given_are_folded_again(self) -> None:
        dossier = change(TestReading().dossier(), "d1", places=7)
        again = Dossier(dossier.base, requests=reversed(dossier.requests[3:]))
        assert again.action == dossier.base
        again = Dossier(dossier.base, requests=[dossier.requests[3], *dossier.requests[:3]])
        assert again == dossier
        assert again.action == dossier.action
        assert hash(again) == hash(dossier)

    def test_requests_that_the_base_does_not_bear_are_refused(self) -> None:
        dossier = TestReading().dossier()
        with pytest.raises(StaleChangeError):
            Dossier(dossier.base.set(PLACES, 3), requests=dossier.requests)

    def test_one_id_twice_is_refused(self) -> None:
        with pytest.raises(
            RequestStateError, match=r"r1': its id is taken; give each request its own$"
        ):
            Dossier(example_action(), requests=[request(), request()])

    def test_instants_that_go_back_are_refused(self) -> None:
        one, two, three = TestReading().dossier().requests
        with pytest.raises(RequestStateError, match="before the last issue"):
            Dossier(example_action(), requests=[one, three, two])

    def test_wrong_types_are_refused(self) -> None:
        wrong: Any = "r1"
        with pytest.raises(TypeError, match=r"^Dossier\.base: found 'r1' .*expected an Action"):
            Dossier(wrong)
        with pytest.raises(
            TypeError, match=r"^Dossier.requests\[1\]: found 'r1' .*expected a ChangeRequest"
        ):
            Dossier(example_action(), requests=[wrong])

    @pytest.mark.parametrize("checked", [False, True])
    def test_a_dossier_crosses_a_pickle_and_a_copy(self, checked: bool) -> None:  # noqa: FBT001 - as parametrized
        dossier = change(TestReading().dossier(), "d1", places=7)
        if checked:
            dossier.check("d1")
        for other in (pickle.loads(pickle.dumps(dossier)), copy.deepcopy(dossier)):
            assert other == dossier
            assert other.action == dossier.action
            assert other.check("d1") == dossier.check("d1")
