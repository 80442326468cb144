from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pendulum import Date, Time
from tests.values import actions, edited, untyped

from bdc_sessions import (
    ADVICE,
    RULES,
    Action,
    Address,
    ChangeRequest,
    Changes,
    CollectiveInfo,
    Component,
    Dossier,
    FieldChange,
    Path,
    Rule,
    RuleSet,
    Session,
    Severity,
    Site,
    Term,
    Volume,
    VolumeUnit,
    rule,
    validate,
)
from bdc_sessions.rules import Aggregate, Group, Twins
from bdc_sessions.rules.example import SESSION, example_action, example_context
from bdc_sessions.rules.groups import LARGEST_HEADCOUNT

CONTEXT = example_context()
SAID: dict[str, Any] = {"source": "ici", "fr": "a", "en": "b"}


def made(check: Any, **options: Any) -> Rule:
    facts: dict[str, Any] = {
        "on": Session,
        "fields": ("places",),
        "source": "ici",
        "fr": "a",
        "en": "b",
    }
    return rule("REG-001", Severity.WARNING, **{**facts, **options})(check)


def test_a_message_tells_the_forms_label_and_what_the_action_holds() -> None:
    @rule(
        "REG-002",
        Severity.ERROR,
        on=ChangeRequest,
        fields=(),
        each_of=(ChangeRequest, "changes"),
        source="ici",
        fr="{label} : {value}.",
        en="{label}: {value}.",
    )
    def nothing_is_closed(change: FieldChange, action: Action) -> Any:
        return action[change.path] == change.after

    places = FieldChange("components[01].sessions[01].infos[1].places", 20, 0)
    changes = Changes(Action, [places])
    request = ChangeRequest(id="r1", component="01", session="01", changes=changes)
    (found,) = validate(request, action=example_action(), rules=RuleSet([nothing_is_closed]))
    assert found.message() == "Nb. de places : 20."


@given(st.data())
def test_judging_only_what_changed_gives_what_judging_all_gives(data: st.DataObject) -> None:
    rules = RULES | ADVICE
    action = data.draw(actions)
    report = validate(action, rules=rules, **CONTEXT)
    for _ in range(3):
        action = data.draw(edited(action))
        report = validate(action, rules=rules, since=report, **CONTEXT)
        assert report == validate(action, rules=rules, **CONTEXT)


@given(actions)
def test_validation_is_deterministic_and_leaves_its_subject_alone(action: Action) -> None:
    before = repr(action)
    assert validate(action, **CONTEXT) == validate(action, **CONTEXT)
    assert repr(action) == before


def test_other_arguments_make_a_full_run() -> None:
    action = example_action().set(SESSION + ".places", 0)
    report = validate(action)
    for given_ in (
        {"rules": RULES.without("INF-009")},
        {"today": Date(2022, 9, 1)},
        {"postal": CONTEXT["postal"]},
    ):
        assert validate(action, since=report, **given_) == validate(action, **given_)
    session = action.component("01").session("01")
    assert validate(session, since=report) == validate(session)


def test_only_values_of_the_model_are_validated() -> None:
    with pytest.raises(TypeError, match=r"\(Dossier\); expected a value of the model: Action, A"):
        validate(Dossier(example_action()))
    for value in (Term("ter"), example_action().sites[0]):
        assert len(validate(value)) == 0
    with pytest.raises(TypeError, match=r"^validate\(today=\): found"):
        validate(example_action(), today=untyped("2022-09-01"))


def test_a_part_is_judged_by_the_parents_given_with_it() -> None:
    action = example_action()
    component = action.component("01")
    late = component.session("01").evolve(end=Date(2024, 7, 1))
    report = validate(late, component=component, action=action)
    assert [(v.code, str(v.path)) for v in report] == [("SES-002", "start")]
    info = late.info(1).evolve(date=Date(2022, 9, 2))
    assert [v.code for v in validate(info, session=late, action=action)] == ["INF-003"]


def test_twins_are_found_for_a_session_validated_alone() -> None:
    component = example_action().component("01")
    twin = component.session("01").evolve(number="02")
    report = validate(twin, component=component)
    assert [(v.code, str(v.path)) for v in report] == [("SES-006", "start")]
    assert report[0].related == (Path.parse("end"), Path.parse("site"))
    assert len(validate(component.session("01"), component=component)) == 0


def test_a_session_is_no_twin_of_what_it_was() -> None:
    component = example_action().component("01")
    assert len(validate(component.session("01").evolve(places=3), component=component)) == 0


def test_twins_are_found_for_an_information_validated_alone() -> None:
    def told_once(info: CollectiveInfo, twin: CollectiveInfo) -> bool:
        return info.address != twin.address

    first = Twins(of=Session, members="infos", alike=("date",), where=lambda _: True)
    own = made(told_once, on=CollectiveInfo, each_of=(Session, "infos"), twins=first)
    session = example_action().component("01").session("01")
    again = session.info(1).evolve(places=3)
    report = validate(again, session=session, rules=RuleSet([own]))
    assert [(v.code, str(v.path)) for v in report] == [("REG-001", "places")]
    assert len(validate(session.info(1), session=session, rules=RuleSet([own]))) == 0
    whole = validate(session.with_info(again), rules=RuleSet([own]))
    assert [str(v.path) for v in whole] == ["infos[2].places"]
    assert whole[0].related == (Path.parse("infos[1]"),)


def test_an_embedders_rule_takes_part_with_values_over_a_collection() -> None:
    busiest = Group(
        name="busiest", of=Component, members="sessions", how=Aggregate.MAX, field="places"
    )

    def is_the_busiest(session: Session, busiest: int) -> bool:
        return session.places == busiest

    own = made(is_the_busiest, groups=(busiest,), fr="{session.places} sur {busiest}.")
    second = example_action().component("01").session("01").evolve(number="02", places=4)
    component = example_action().component("01").with_session(second)
    report = validate(component, rules=RuleSet([own]))
    assert [v.message() for v in report] == ["4 sur 10."]
    assert own.needs == ("component",)
    assert own.title() == "is the busiest"


def test_two_groups_of_one_name_do_not_mix() -> None:
    def none_counted(session: Session, all_places: int) -> bool:
        return all_places == session.places * 0

    other = Group(
        name="all_places",
        of=Component,
        members="sessions",
        how=Aggregate.COUNT,
        field="places",
        where=lambda session: session.places > 1000,
    )
    own = made(none_counted, groups=(other,))
    assert len(validate(example_action(), rules=RULES.with_(own), **CONTEXT)) == 0


@pytest.mark.parametrize(
    ("check", "told"),
    [
        (lambda session: session.nothing, "AttributeError"),
        (lambda session: None, "the rule returned None; expected True or False"),
        (lambda session, component: component.sessions, "AttributeError"),
    ],
)
def test_a_rule_that_fails_is_an_error_finding_never_a_lost_report(check: Any, told: str) -> None:
    action = example_action().set(SESSION + ".places", 0)
    report = validate(action, rules=RULES.with_(made(check)), **CONTEXT)
    crash = report.by_code("REG-001")[0]
    assert crash.severity is Severity.ERROR
    assert told in crash.message()
    assert told in crash.message("en")
    assert str(crash.path) == SESSION + ".places"
    assert [v.code for v in report] == ["INF-009", "REG-001"]


def test_a_group_value_that_fails_is_an_error_finding() -> None:
    def fine(session: Session, broken: int) -> bool:
        return session.places >= 0 or broken > 0

    broken = Group(
        name="broken", of=Session, members="infos", how=Aggregate.SUM, field="no_such_field"
    )
    report = validate(example_action(), rules=RuleSet([made(fine, groups=(broken,))]))
    assert "no_such_field" in report.errors[0].message()


def test_twins_that_fail_are_an_error_finding() -> None:
    def no_twin(session: Session, twin: Session | None) -> bool:
        return twin is None and session.places > 0

    broken = Twins(of=Component, members="sessions", alike=("no_such_field",), where=lambda _: True)
    own = made(no_twin, each_of=(Component, "sessions"), twins=broken)
    action = example_action()
    assert len(validate(action, rules=RuleSet([own]))) == 0
    fails = RULES["SES-006"].fails
    assert fails is not None
    other = fails(action).set("components[01].sessions[02].places", 9)
    report = validate(other, rules=RuleSet([own]))
    assert "no_such_field" in report.errors[0].message()
    assert [(str(v.path), v.value) for v in report] == [(SESSION + ".places", 10)]
    component = fails(action).component("01")
    alone = validate(component.session("02"), component=component, rules=RuleSet([own]))
    assert [str(v.path) for v in alone] == ["places"]


def test_messages_that_fail_are_an_error_finding() -> None:
    def never(session: Session) -> bool:
        return session.places < 0

    report = validate(example_action(), rules=RuleSet([made(never, fr="{session.nothing}")]))
    assert "nothing" in report.errors[0].message()


@pytest.mark.parametrize(
    ("check", "options", "told"),
    [
        (lambda session, weather: True, {}, "'weather'"),
        (lambda session: True, {"fr": "{component.start}"}, "its message names"),
        (
            lambda session: True,
            {"fr": "{label} : {value}"},
            r"names \['held'\], but it may tell \['label', 'session'\] only",
        ),
        (lambda session, action: True, {"fr": "{value}"}, r"names \['held'\]"),
        (lambda session: True, {"fields": ("nothing",)}, "found fields"),
        (lambda session: True, {"fields": ()}, "found fields"),
        (lambda site: True, {"on": Site}, "none of|Site is judged by no rule"),
        (lambda action: True, {"on": Dossier}, "Dossier is judged by no rule"),
    ],
)
def test_a_rule_that_could_not_be_judged_or_said_is_refused(
    check: Any, options: dict[str, Any], told: str
) -> None:
    with pytest.raises(ValueError, match=told):
        made(check, **options)


def test_a_missing_mean_does_not_hide_a_minimum_above_the_maximum() -> None:
    volume = Volume(kind="a", unit=VolumeUnit.HC, minimum=3, maximum=2)
    assert [v.code for v in validate(volume)] == ["CMP-003"]
    assert len(validate(volume.evolve(minimum=None, total=5))) == 0


def test_a_cedex_and_a_table_without_the_code_are_not_judged() -> None:
    address = example_action()[SESSION + ".infos[1].address"].evolve(city="AILLEURS")
    towns = {"postal": CONTEXT["postal"]}
    assert [v.code for v in validate(address, **towns)] == ["INF-007"]
    assert len(validate(address.evolve(cedex="CEDEX 2"), **towns)) == 0
    assert len(validate(address.evolve(postal_code="34999"), **towns)) == 0


def test_permanent_entry_lets_an_information_come_until_the_sessions_end() -> None:
    session = example_action().component("01").session("01")
    info = session.info(1).evolve(date=session.end)
    fixed = example_action()
    permanent = fixed.evolve(entry=type(fixed.entry).PERMANENT)
    codes = [
        [v.code for v in validate(info, session=session, action=action)]
        for action in (fixed, permanent)
    ]
    assert codes == [["INF-003"], []]


def request(*changes: FieldChange, session: str = "01") -> ChangeRequest:
    return ChangeRequest(id="r1", component="01", session=session, changes=Changes(Action, changes))


def test_a_request_is_judged_against_the_action_given() -> None:
    fails = RULES["REQ-002"].fails
    assert fails is not None
    stale = fails(example_action())
    report = validate(stale, action=example_action(), today=Date(2022, 9, 1))
    assert [(v.code, str(v.path)) for v in report] == [("REQ-002", SESSION + ".places")]
    assert dict(validate(stale).skipped).keys() == {"REQ-002", "REQ-006", "REQ-008", "REQ-009"}


def test_a_request_for_a_component_that_is_not_there_is_impossible() -> None:
    asked = ChangeRequest(id="r", component="09", session="01", changes=Changes(Action))
    report = validate(asked, action=example_action(), today=Date(2022, 9, 1))
    assert [v.code for v in report] == ["REQ-001", "REQ-006"]


def test_a_removed_session_takes_its_informations_along_and_moves_no_start() -> None:
    fails = RULES["REQ-003"].fails
    assert fails is not None
    report = validate(fails(example_action()), action=example_action(), today=Date(2023, 1, 1))
    assert [v.code for v in report] == ["REQ-003"]


def test_a_new_session_of_unknown_places_has_nothing_to_warn_of() -> None:
    report = validate(
        request(FieldChange(SESSION + ".end", Date(2022, 12, 31), Date(2023, 1, 1))),
        action=example_action(),
        today=Date(2022, 9, 15),
    )
    assert len(report) == 0


def test_collections_of_a_subject_itself_may_be_read() -> None:
    def has_infos(session: Session) -> bool:
        return all(isinstance(info, CollectiveInfo) for info in session.infos)

    assert len(validate(example_action(), rules=RuleSet([made(has_infos)]))) == 0


def test_a_rule_without_examples_explains_itself_all_the_same() -> None:
    def has_places(session: Session) -> bool:
        return session.places > 0

    text = made(has_places).explain("en")
    assert "has places" in text
    assert "Passes" not in text


def test_a_rule_over_a_collection_needs_no_twins() -> None:
    def at_most_nine(session: Session, component: Component) -> bool:
        return session.places <= 9 or component.start > session.end

    own = made(at_most_nine, on=Component, each_of=(Component, "sessions"))
    report = validate(example_action(), rules=RuleSet([own]))
    assert [(v.code, str(v.path)) for v in report] == [("REG-001", SESSION + ".places")]
    first = example_action().component("01").session("01")
    several = [first.evolve(number=n, places=p) for n, p in (("01", 10), ("02", 9), ("03", 11))]
    action = example_action().set("components[01].sessions", several)
    report = validate(action, rules=RuleSet([own]))
    assert [v.value for v in report] == [10, 11]


def test_each_twin_is_told_with_the_first() -> None:
    first = example_action().component("01").session("01")
    three = [first.evolve(number=n) for n in ("01", "02", "03")]
    action = example_action().set("components[01].sessions", three)
    found = validate(action, rules=RULES.only("SES-006"))
    assert [str(v.path) for v in found] == [
        f"components[01].sessions[{n}].start" for n in ("02", "03")
    ]
    assert all(Path.parse(SESSION) in v.related for v in found)


def test_an_equal_copy_that_shares_its_parts_keeps_what_was_found_in_them() -> None:
    action = example_action().set(SESSION + ".infos[1].address.city", "LATTES")
    action = action.set("components[01].volumes[Heure stagiaire centre].minimum", 311)
    report = validate(action, **CONTEXT)
    assert [v.code for v in report] == ["CMP-003", "INF-007"]
    for _ in range(2):
        copies = [info.evolve() for info in action[SESSION].infos]
        action = action.set(SESSION + ".infos", copies)
        again = validate(action, since=report, **CONTEXT)
        assert again == report
        report = again
    moved = action.set(SESSION + ".places", 9)
    assert [v.code for v in validate(moved, since=report, **CONTEXT)] == ["CMP-003", "INF-007"]


def test_a_part_judged_again_since_its_own_report_finds_the_same() -> None:
    component = example_action().component("01")
    twin = component.session("01").evolve(number="02")
    given_: dict[str, Any] = {
        "component": component.with_session(twin),
        "action": example_action(),
    }
    report = validate(twin, **given_)
    assert [v.code for v in report] == ["SES-006"]
    assert validate(twin, since=report, **given_) == report
    later = twin.evolve(places=3)
    assert validate(later, since=report, **given_) == validate(later, **given_)


@pytest.mark.parametrize("name", ["rules", "since", "action", "component", "session", "info"])
def test_an_argument_of_a_wrong_type_is_a_type_error_that_names_it(name: str) -> None:
    with pytest.raises(TypeError, match=rf"validate\({name}=\): found 'x'"):
        validate(example_action(), **dict[str, Any]({name: "x"}))


def test_a_request_is_told_by_the_value_that_it_asks_for() -> None:
    fails = RULES["REQ-007"].fails
    assert fails is not None
    asked = fails(example_action())
    report = validate(asked, action=example_action(), today=Date(2022, 9, 1))
    assert [(v.code, v.label, v.value) for v in report] == [("REQ-007", "Nb. de places", 0)]
    removing = RULES["REQ-003"].fails
    assert removing is not None
    report = validate(removing(example_action()), action=example_action(), today=Date(2022, 9, 1))
    assert [(v.code, v.value) for v in report.by_code("REQ-003")] == [("REQ-003", None)]


def test_a_rule_on_a_collection_tells_no_value() -> None:
    own = made(lambda session: session.places < 0, fields=("infos",))
    (violation,) = validate(example_action(), rules=RuleSet([own]))
    assert violation.value is None
    assert violation.label == "Liste des informations collectives"


def test_what_is_asked_of_requests_is_told_before_what_an_embedder_asks() -> None:
    def never(request: ChangeRequest) -> bool:
        return request.id == ""

    facts: dict[str, Any] = {"fields": (), "source": "ici", "fr": "a", "en": "b"}
    own = rule("ABC-001", Severity.WARNING, on=ChangeRequest, **facts)(never)
    report = validate(request(), rules=RuleSet([own, RULES["REQ-001"]]))
    assert [v.code for v in report] == ["REQ-001", "ABC-001"]


@pytest.mark.parametrize(("day", "told"), [(31, False), (1, True), (2, True)])
def test_a_session_that_starts_today_has_begun(day: int, *, told: bool) -> None:
    fails = RULES["REQ-009"].fails
    assert fails is not None
    today = Date(2022, 8 if day == 31 else 9, day)
    report = validate(fails(example_action()), action=example_action(), today=today)
    assert bool(report.by_code("REQ-009")) is told


def test_a_label_is_the_forms() -> None:
    action = example_action().set(SESSION + ".infos[1].start", Time(13, 0))
    assert validate(action).by_code("INF-001")[0].label == "Heure de début"


def test_a_message_may_say_how_a_value_is_written() -> None:
    own = made(lambda session: session.places < 0, fr="{session.places:03} {session.start:%Y}")
    assert validate(example_action(), rules=RuleSet([own]))[0].message() == "010 2022"


def test_an_address_is_judged_by_the_information_given_with_it() -> None:
    def not_here(address: Address, info: CollectiveInfo) -> bool:
        return info.places == 0 and address.city == ""

    info = example_action()[SESSION + ".infos[1]"]
    own = made(not_here, on=Address, fields=("city",))
    assert len(validate(info.address, info=info, rules=RuleSet([own]))) == 1
    assert validate(info.address, rules=RuleSet([own])).skipped == (("REG-001", "no info"),)


@pytest.mark.parametrize(
    ("path", "value", "again"),
    [
        ("title", "Autre", ["01", "01/1", "02", "02/2", "03", "03/3"]),
        ("components[01].title", "Autre", ["01", "01/1", "02", "02/2", "03", "03/3"]),
        ("components[01].volumes", (), ["01", "01/1", "02", "02/2", "03", "03/3"]),
        ("components[01].sessions[02].places", 9, ["02", "02/2"]),
        ("components[01].sessions[02].infos[1].places", 9, ["02", "02/9"]),
        ("components[01].sessions[02].infos[1].address.city", "SETE", ["02", "02/2"]),
    ],
)
def test_what_is_not_changed_is_not_judged_again(path: str, value: Any, again: list[str]) -> None:
    judged: list[str] = []

    def seen(session: Session, component: Component, largest_headcount: int | None) -> bool:
        judged.append(session.number)
        return component.title != "" or largest_headcount is None

    def met(info: CollectiveInfo, session: Session) -> bool:
        judged.append(f"{session.number}/{info.places}")
        return True

    rules = RuleSet(
        [
            made(seen, groups=(LARGEST_HEADCOUNT,)),
            rule("REG-002", Severity.WARNING, on=CollectiveInfo, fields=("places",), **SAID)(met),
        ]
    )
    first = example_action().component("01").session("01")
    several = [
        first.evolve(number=f"0{n}", infos=[first.info(1).evolve(places=n)]) for n in (1, 2, 3)
    ]
    action = example_action().set("components[01].sessions", several)
    report = validate(action, rules=rules)
    assert len(judged) == 6
    del judged[:]
    assert validate(action.set(path, value), rules=rules, since=report) == report
    assert sorted(judged) == again
    del judged[:]
    validate(action.set("components[01].sessions", several[1:]), rules=rules, since=report)
    assert judged == []


def test_a_message_may_read_a_field_by_its_path() -> None:
    own = made(lambda session: session.places < 0, fr="{session[places]} places")
    assert validate(example_action(), rules=RuleSet([own]))[0].message() == "10 places"


def test_an_embedders_rule_may_ask_which_fields_are_stale() -> None:
    own = rule("ABC-001", Severity.ERROR, on=ChangeRequest, fields=(), **SAID)(
        lambda request, stale: not stale
    )
    assert own.needs == ("action",)
    fails = RULES["REQ-002"].fails
    assert fails is not None
    assert fails(example_action()).id == "r1"
    both = rule("ABC-002", Severity.ERROR, on=ChangeRequest, fields=(), **SAID)(
        lambda request, stale, today: not stale
    )
    assert both.needs == ("action", "today")
    report = validate(fails(example_action()), action=example_action(), rules=RuleSet([own]))
    assert [v.code for v in report] == ["ABC-001"]
    assert validate(request(), rules=RuleSet([own])).skipped == (("ABC-001", "no action"),)


def test_an_embedders_rule_may_judge_each_change() -> None:
    own = attrs.evolve(RULES["REQ-005"], code="ABC-001")
    assert (own.members, RULES["SES-001"].members) == (RULES["REQ-005"].members, "")
    asked = request(FieldChange("title", "LOT TEST FORFAIT PARCOURS 2023", "Autre"))
    report = validate(asked, action=example_action(), rules=RuleSet([own]))
    assert [(v.code, str(v.path), v.value) for v in report] == [("ABC-001", "title", "Autre")]


def test_the_fields_that_a_rule_may_name_are_told() -> None:
    with pytest.raises(
        ValueError, match=r"Session's: number, start, end, site, places, offer_code"
    ):
        made(lambda session: True, fields=("nothing",))


def test_what_the_examples_are_judged_with() -> None:
    context = example_context()
    postal = context["postal"]
    assert [postal(code) for code in ("34000", "34500", "99999")] == [
        ("MONTPELLIER",),
        ("BEZIERS",),
        (),
    ]
    assert context["holidays"] == {Date(2022, 7, 14), Date(2022, 11, 11)}
    assert context["today"] == Date(2022, 9, 15)


def test_a_rule_keeps_its_source_and_takes_one_title_for_both_languages() -> None:
    own = made(lambda session: True, title_en="One title")
    assert (own.source, own.title(), own.title("en")) == ("ici", "One title", "One title")


@pytest.mark.parametrize(
    ("given_", "again"),
    [
        ({"today": Date(2022, 9, 15)}, False),
        ({"today": Date(2022, 9, 16)}, True),
        ({"holidays": [Date(2022, 9, 15)]}, True),
        ({"rules": "equal"}, False),
        ({"rules": "other"}, True),
    ],
)
def test_a_report_is_a_basis_where_all_is_judged_alike(
    given_: dict[str, Any], *, again: bool
) -> None:
    judged: list[str] = []

    def seen(session: Session, today: Date, holidays: Any) -> bool:
        judged.append(session.number)
        return today not in holidays or session.places > 0

    own = made(seen)
    rules = {"equal": RuleSet([own]), "other": RuleSet([own, RULES["SES-001"]])}
    first: dict[str, Any] = {
        "rules": RuleSet([own]),
        "today": Date(2022, 9, 15),
        "holidays": [Date(2022, 7, 14)],
    }
    report = validate(example_action(), **first)
    del judged[:]
    second = {**first, **given_}
    second["rules"] = rules.get(given_.get("rules", ""), first["rules"])
    validate(example_action(), since=report, **second)
    assert bool(judged) is again
