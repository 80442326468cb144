"""The picture of sessions: what stands where, and how much of it there is."""

from datetime import datetime
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from benchmarks.data import action_of
from hypothesis import given
from pendulum import Date
from tests.display.pictures import bars, ghosts, marks, root, shapes, texts

from bdc_sessions import Action, Session, example_action, validate
from bdc_sessions.display import Timeline, timeline
from bdc_sessions.display.bands import RED
from bdc_sessions.testing import Quality, actions, changed, sample

ACTION = example_action()
AT = "components[01].sessions[01]"
SESSION = ACTION.component("01").session("01")


def with_sessions(*sessions: Session) -> Action:
    return ACTION.set("components[01].sessions", sessions)


def test_a_bar_reaches_from_the_first_day_to_the_end_of_the_last() -> None:
    """Of 669 days on 880 pixels, the session has the first 122; the meeting is the day before."""
    days = (ACTION.end - SESSION.infos[0].date).days + 1
    (bar,) = bars(timeline(ACTION).svg)
    assert bar.title.startswith(str(SESSION))
    assert bar.left == pytest.approx(10 + 880 / days, abs=0.01)
    assert bar.right == pytest.approx(10 + 880 * 123 / days, abs=0.01)


def test_a_session_begins_where_the_one_of_the_day_before_ends() -> None:
    first = SESSION.evolve(end=Date(2022, 9, 30))
    second = SESSION.evolve(number="02", start=Date(2022, 10, 1), end=Date(2022, 10, 1))
    left, right = bars(timeline(with_sessions(first, second)).svg)
    assert (left.right, left.attributes["y"]) == (right.left, right.attributes["y"])


def test_a_session_that_shares_a_day_with_another_has_a_row_of_its_own() -> None:
    second = SESSION.evolve(number="02", start=SESSION.end, end=ACTION.end)
    left, right = bars(timeline(with_sessions(SESSION, second)).svg)
    assert left.attributes["y"] < right.attributes["y"]


def test_a_bar_bears_its_places_where_they_fit() -> None:
    short = SESSION.evolve(number="02", start=ACTION.end, end=ACTION.end, places=77)
    assert "10" in texts(timeline(ACTION).svg)
    assert "77" not in texts(timeline(with_sessions(SESSION, short)).svg)


def test_a_bar_of_no_places_is_hatched() -> None:
    svg = timeline(ACTION.set(AT, SESSION.cancel())).svg
    assert bars(svg)[0].attributes["fill"] == "url(#bdc-hatch)"
    assert "0" in texts(svg)


def test_a_session_with_an_error_is_red_and_says_which() -> None:
    wrong = ACTION.set(f"{AT}.end", Date(2025, 1, 1))
    (bar,) = bars(timeline(wrong, report=validate(wrong)).svg)
    assert bar.attributes["fill"] == RED
    assert bar.title.endswith(" ; erreur SES-002")
    assert bars(timeline(wrong).svg)[0].attributes["fill"] != RED


def test_a_hatched_session_with_an_error_is_edged_with_red() -> None:
    wrong = ACTION.set(AT, SESSION.cancel().evolve(end=Date(2025, 1, 1)))
    (bar,) = bars(timeline(wrong, report=validate(wrong)).svg)
    assert (bar.attributes["fill"], bar.attributes["stroke"]) == ("url(#bdc-hatch)", RED)


def test_an_error_of_a_component_stands_at_its_title_not_on_its_sessions() -> None:
    wrong = ACTION.set("components[01].end", Date(2021, 1, 1)).set(
        "components[01].sessions", [SESSION]
    )
    report = validate(wrong)
    codes = [v.code for v in report.errors if str(v.path).count("[") == 1]
    assert codes
    title = next(text for text in texts(timeline(wrong, report=report).svg) if "FORP" in text)
    assert all(f"erreur {code}" in title for code in codes)


def test_each_information_meeting_has_a_mark_hollow_at_no_places() -> None:
    svg = timeline(ACTION.set(AT, SESSION.with_info(SESSION.infos[0].cancel()))).svg
    first, second = marks(svg)
    assert first.title == "Information collective : 31/08/2022 de 10:00 à 12:00"
    assert (first.attributes["fill"], second.attributes["fill"]) == ("#d98200", "none")


def test_a_moved_session_leaves_a_ghost() -> None:
    later = ACTION.set(AT, SESSION.shift(days=31))
    svg = timeline(later, before=ACTION).svg
    (ghost,), (bar,) = ghosts(svg), bars(svg)
    assert ghost.title == "Avant : 01/09/2022 – 31/12/2022"
    assert bar.left - ghost.left == pytest.approx(bar.right - ghost.right, abs=0.02)
    assert bar.left > ghost.left


def test_a_session_that_is_gone_leaves_a_ghost_and_one_that_stands_none() -> None:
    assert ghosts(timeline(ACTION, before=ACTION).svg) == []
    (ghost,) = ghosts(timeline(with_sessions(), before=ACTION).svg)
    assert ghost.title.startswith("Avant : Session n° 01")
    (ghost,) = ghosts(timeline(ACTION.evolve(components=()), before=ACTION).svg)
    assert ghost.title.startswith("Avant : Session n° 01")


def test_a_day_is_marked() -> None:
    svg = timeline(ACTION, today=Date(2026, 1, 1)).svg
    assert "Aujourd'hui : 01/01/2026" in svg
    assert "Aujourd'hui" not in timeline(ACTION).svg


def test_of_several_actions_each_band_says_whose_it_is() -> None:
    first, second = sample(2, sessions=3)
    svg = timeline([first, second]).svg
    assert len(bars(svg)) == 6
    for action in (first, second):
        assert any(text.startswith(f"{action.number} : 01 - ") for text in texts(svg))


def test_reports_and_earlier_states_are_those_of_their_own_action() -> None:
    first, second = sample(2, sessions=1)
    path, session = next(second.each(Session))
    wrong = second.set(str(path), session.evolve(end=session.end.add(years=9)))
    svg = timeline((first, wrong), report=map(validate, (first, wrong)), before=[second, first]).svg
    assert [bar.attributes["fill"] == RED for bar in bars(svg)] == [False, True]
    assert len(ghosts(svg)) == 1


def test_what_has_no_component_says_so() -> None:
    for nothing in ((), ACTION.evolve(components=())):
        assert texts(timeline(nothing).svg) == ["Aucune composante."]


@given(actions(quality=Quality.ANY).flatmap(changed), actions(quality=Quality.ANY))
def test_any_actions_give_valid_xml_that_says_what_it_is(after: Action, before: Action) -> None:
    picture = timeline(
        [after, before], report=map(validate, (after, before)), before=(after, before)
    )
    svg = root(picture.svg)
    assert svg.attrib["role"] == "img"
    assert str(svg[0].text).startswith("Calendrier des sessions")
    count = sum(len(c.sessions) for action in (after, before) for c in action.components)
    assert len(bars(picture.svg)) == count


def test_what_xml_cannot_hold_is_escaped() -> None:
    svg = timeline(ACTION.set("components[01].title", "<b>&\x01\ufffe\uffff\u2028")).svg
    assert r"01 - FORP - <b>&\x01\ufffe\uffff\u2028" in texts(svg)
    with pytest.raises(ET.ParseError):
        root(svg.replace(r"\ufffe", "\ufffe"))


def test_the_same_values_give_the_same_picture() -> None:
    first, second = (timeline(sample(3), today=Date(2025, 1, 1)) for _ in range(2))
    assert first == second
    assert hash(first) == hash(second)


@pytest.mark.parametrize("action", [*sample(3, 500, sessions=500), action_of(500)])
def test_500_sessions_take_less_than_150_kb(action: Action) -> None:
    svg = timeline(action, report=validate(action), today=action.start).svg
    assert len(bars(svg)) == 500
    assert len(marks(svg)) == sum(len(s.infos) for _, s in action.each(Session))
    assert len(svg.encode()) < 150_000


def test_a_notebook_shows_the_first_rows_of_a_very_large_picture() -> None:
    picture = timeline(sample(100))
    assert len(bars(picture.svg)) == 2000
    assert 100 < len(bars(picture.preview)) < 2000
    assert texts(picture.preview)[-1].endswith("svg : 2000 sessions en tout.")
    assert len(picture._repr_html_().encode()) < 300_000
    assert len(picture._repr_svg_().encode()) < 300_000


def test_a_notebook_shows_all_of_any_other() -> None:
    picture = timeline(ACTION)
    assert picture._repr_svg_() == picture.svg
    assert picture.svg in picture._repr_html_()
    assert repr(picture) == f"<Timeline: {len(picture.svg)} characters of SVG>"


def test_a_page_keeps_its_styles_and_nothing_is_fetched() -> None:
    html = timeline(ACTION)._repr_html_()
    assert not any(word in html for word in ("<style", "<script", "href", "class="))
    assert html.count("http") == html.count('xmlns="http://www.w3.org/2000/svg"') == 1


@pytest.mark.parametrize("width", [100, 360, 2000])
def test_a_picture_is_as_wide_as_asked(width: int) -> None:
    svg = timeline(ACTION, width=width).svg
    assert root(svg).attrib["width"] == str(width)
    assert all(shape.right <= width for shape in shapes(svg, "rect"))


@pytest.mark.parametrize(
    ("error", "arguments", "text"),
    [
        (TypeError, {"actions": SESSION}, "timeline: found Session"),
        (TypeError, {"actions": [SESSION]}, "expected an Action"),
        (TypeError, {"before": SESSION}, "before=.*found Session"),
        (TypeError, {"report": ["a"]}, "report=.*expected a Report"),
        (TypeError, {"today": datetime(2022, 1, 1)}, "today="),  # noqa: DTZ001 - no instant is due
        (TypeError, {"width": 900.0}, "width="),
        (ValueError, {"width": 99}, "found a width of 99; expected 100 pixels or more"),
        (ValueError, {"report": []}, "found 0 reports of 1 action; expected one each"),
    ],
)
def test_what_is_wrong_is_refused(error: type[Exception], arguments: Any, text: str) -> None:
    with pytest.raises(error, match=text):
        timeline(**{"actions": ACTION, **arguments})


def test_a_timeline_is_made_of_texts() -> None:
    with pytest.raises(TypeError, match="expected a text"):
        Timeline(svg=1, preview="")  # type: ignore[arg-type] # that is what is tested
