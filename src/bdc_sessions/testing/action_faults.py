"""How each rule of actions is broken, and no other: the ways there are, by code."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st
from pendulum import Date

from bdc_sessions.model import Action
from bdc_sessions.rules.info_rules import LONGEST_COMMENT, LONGEST_LINE
from bdc_sessions.rules.towns import same_town
from bdc_sessions.testing import words
from bdc_sessions.testing.addresses import ALL_TOWNS, SUFFIXES
from bdc_sessions.testing.context import towns
from bdc_sessions.testing.model import COMMENTS, free_numbers, last_day
from bdc_sessions.testing.moments import (
    CLOSING,
    DAYS_BEFORE,
    LAST_MINUTE,
    OPENING,
    is_working,
    time_of,
)
from bdc_sessions.testing.scenes import Scene, dated

Fault = Callable[[st.DrawFn, Scene], Action]
"""Takes ``draw`` and a scene; returns its action with one rule broken."""

MORE: st.SearchStrategy[int] = st.sampled_from([1, 100]) | st.integers(1, 1_000)
"""By how much a bound is passed."""
PLACES: st.SearchStrategy[int] = st.integers(1, 40)
BLANKS: st.SearchStrategy[str] = st.sampled_from(["", " ", "\t", "\n", "\u00a0 "])
ILL_CODES = ("3400", "340000", "34 000", "34O00", "", "2A004", "٣٤٠٠٠", "34000\n", "-4000")
CODES_OF_NO_TOWN = ("34070", "99999", *(code for code, _ in words.CEDEX_TOWNS))
LONG: st.SearchStrategy[str] = st.sampled_from(["x" * (LONGEST_LINE + 1), "é " * LONGEST_LINE])
OTHER = " BIS"


def _hours(minutes: int) -> Decimal:
    return Decimal(minutes).scaleb(-2)


def _action_reversed(draw: st.DrawFn, scene: Scene) -> Action:
    start = scene.action.end.add(days=draw(MORE))
    return scene.action.evolve(start=start, components=())


def _sites_towns(scene: Scene) -> set[tuple[str, str]]:
    return {(site.city, site.postal_code) for site in scene.action.sites}


def _city_elsewhere(draw: st.DrawFn, scene: Scene) -> Action:
    code, known = scene.component.postal_code, _sites_towns(scene)
    cities = [scene.component.city.lower(), *(city for _, city in ALL_TOWNS)]
    others = [city for city in cities if (city, code) not in known]
    return scene.with_component(city=draw(st.sampled_from(others)))


def _code_elsewhere(draw: st.DrawFn, scene: Scene) -> Action:
    city, known = scene.component.city, _sites_towns(scene)
    codes = [code for code in (*words.TOWNS, "") if (city, code) not in known]
    return scene.with_component(postal_code=draw(st.sampled_from(codes)))


def _component_reversed(draw: st.DrawFn, scene: Scene) -> Action:
    start = scene.component.end.add(days=draw(MORE))
    return scene.with_component(start=start, sessions=())


def _component_ends_late(draw: st.DrawFn, scene: Scene) -> Action:
    return scene.with_component(end=scene.action.end.add(days=draw(MORE)))


def _component_starts_early(draw: st.DrawFn, scene: Scene) -> Action:
    return scene.with_component(start=scene.action.start.subtract(days=draw(MORE)))


def _bounds_swapped(low: str, high: str) -> Fault:
    def fault(draw: st.DrawFn, scene: Scene) -> Action:
        less = draw(st.integers(0, 500_00))
        bounds = dict.fromkeys(("minimum", "mean", "maximum", "total"))
        swapped = {low: _hours(less + draw(MORE)), high: _hours(less)}
        return scene.with_volume(**{**bounds, **swapped})

    return fault


def _total(draw: st.DrawFn, scene: Scene, off: Callable[[Decimal], Decimal]) -> Action:
    headcount = scene.session.places + draw(st.integers(0, 100))
    mean = _hours(draw(MORE))
    return scene.with_volume(
        headcount=headcount, mean=mean, minimum=None, maximum=None, total=off(headcount * mean)
    )


def _total_too_large(draw: st.DrawFn, scene: Scene) -> Action:
    more = _hours(draw(MORE))
    return _total(draw, scene, lambda total: total + more)


def _total_too_small(draw: st.DrawFn, scene: Scene) -> Action:
    return _total(draw, scene, lambda total: total - Decimal("0.01"))


def _negative(name: str) -> Fault:
    def fault(draw: st.DrawFn, scene: Scene) -> Action:
        none = dict.fromkeys(("minimum", "mean", "maximum", "total"))
        return scene.with_volume(**{**none, name: -_hours(draw(MORE))})

    return fault


def _headcount_negative(draw: st.DrawFn, scene: Scene) -> Action:
    # No session keeps within a headcount below none.
    volumes = scene.volumes(headcount=-draw(MORE), total=None)
    return scene.with_component(volumes=volumes, sessions=())


def _free_number(scene: Scene) -> str:
    return free_numbers([scene.session.number])[0]


def _places_together(draw: st.DrawFn, scene: Scene) -> Action:
    place = scene.session.site.evolve(place=scene.session.site.place + OTHER)
    session = scene.session
    other = session.evolve(number=_free_number(scene), site=place, places=draw(PLACES))
    both = (session.places, other.places)
    headcount = draw(st.integers(max(both), sum(both) - 1))
    action = scene.with_component(
        volumes=scene.volumes(headcount=headcount, total=None), sessions=[session, other]
    )
    return action.evolve(sites=(*action.sites, place))


def _session_reversed(draw: st.DrawFn, scene: Scene) -> Action:
    return scene.with_session(start=scene.session.end.add(days=draw(MORE)))


def _session_ends_late(draw: st.DrawFn, scene: Scene) -> Action:
    return scene.with_session(end=scene.component.end.add(days=draw(MORE)))


def _session_starts_early(draw: st.DrawFn, scene: Scene) -> Action:
    start = scene.component.start.subtract(days=draw(MORE))
    return scene.with_component(sessions=[draw(dated(scene, start, scene.session.end))])


def _session_after(draw: st.DrawFn, scene: Scene) -> Action:
    start = scene.component.end.add(days=draw(MORE))
    return scene.with_session(start=start, end=start.add(days=draw(MORE)))


def _places_negative(draw: st.DrawFn, scene: Scene) -> Action:
    return scene.with_session(places=-draw(MORE))


def _headcount_too_small(draw: st.DrawFn, scene: Scene) -> Action:
    headcount = draw(st.integers(0, scene.session.places - 1))
    return scene.with_volume(headcount=headcount, total=None)


def _too_many_places(draw: st.DrawFn, scene: Scene) -> Action:
    headcount = draw(st.integers(0, 100))
    volumes = scene.volumes(headcount=headcount, total=None)
    session = scene.session.evolve(places=headcount + draw(MORE))
    return scene.with_component(volumes=volumes, sessions=[session])


def _site_elsewhere(draw: st.DrawFn, scene: Scene) -> Action:
    site = scene.session.site
    name = draw(st.sampled_from(["place", "name", "city", "postal_code"]))
    return scene.with_session(site=site.evolve(**{name: getattr(site, name) + OTHER}))


def _session_twice(draw: st.DrawFn, scene: Scene) -> Action:
    twin = scene.session.evolve(number=_free_number(scene), places=draw(PLACES))
    return scene.with_component(
        volumes=scene.volumes(headcount=None), sessions=[scene.session, twin]
    )


def _session_unnumbered(draw: st.DrawFn, scene: Scene) -> Action:
    return scene.with_session(number=draw(BLANKS))


def _info_reversed(draw: st.DrawFn, scene: Scene) -> Action:
    end = draw(st.integers(OPENING, CLOSING))
    start = draw(st.integers(end, CLOSING))
    return scene.with_info(start=time_of(start), end=time_of(end))


def _info_places_negative(draw: st.DrawFn, scene: Scene) -> Action:
    return scene.with_another_info(places=-draw(MORE))


def _near(scene: Scene, first: int, step: int, *, working: bool) -> st.SearchStrategy[Date]:
    """Draw a day near the last that the information may be on."""
    last = last_day(scene.session, scene.action).toordinal()
    days = range(last + first, last + first + step * DAYS_BEFORE, step)
    found = [day for day in days if is_working(day) is working]
    return st.sampled_from(found).map(Date.fromordinal)


def _info_too_late(draw: st.DrawFn, scene: Scene) -> Action:
    return scene.with_info(date=draw(_near(scene, 1, 1, working=True)))


def _street_blank(draw: st.DrawFn, scene: Scene) -> Action:
    return scene.with_address(street=draw(BLANKS))


def _code_ill_formed(draw: st.DrawFn, scene: Scene) -> Action:
    return scene.with_address(postal_code=draw(st.sampled_from(ILL_CODES)))


def _city_blank(draw: st.DrawFn, scene: Scene) -> Action:
    # By a code that the table lacks, or with a Cedex, so that the town is not compared.
    code = draw(st.sampled_from(CODES_OF_NO_TOWN))
    return scene.with_address(city=draw(BLANKS), postal_code=code)


def _city_of_another_code(draw: st.DrawFn, scene: Scene) -> Action:
    code = draw(st.sampled_from(list(words.TOWNS)))
    cities = [city for _, city in ALL_TOWNS if not _is_of(city, code)]
    city = draw(st.sampled_from([*cities, "TESTVILLE"]))
    return scene.with_address(postal_code=code, city=city, cedex=None)


def _is_of(city: str, code: str) -> bool:
    return any(same_town(city, other) for other in towns(code))


def _suffix_alone(draw: st.DrawFn, scene: Scene) -> Action:
    return scene.with_address(
        number=draw(st.none() | BLANKS),
        suffix=draw(SUFFIXES),
        street=draw(st.sampled_from(words.STREETS)),
    )


def _open_info_of_a_cancelled_session(_: st.DrawFn, scene: Scene) -> Action:
    return scene.with_session(places=0)


def _info_twice(draw: st.DrawFn, scene: Scene) -> Action:
    return scene.with_another_info(places=draw(PLACES), comment=draw(COMMENTS))


def _comment_too_long(draw: st.DrawFn, scene: Scene) -> Action:
    letter = draw(st.sampled_from(["a", "é", "<", "\n"]))
    return scene.with_info(comment=letter * (LONGEST_COMMENT + draw(MORE)))


def _line_too_long(name: str, **fields: Any) -> Fault:
    def fault(draw: st.DrawFn, scene: Scene) -> Action:
        return scene.with_address(**{name: draw(LONG), **fields})

    return fault


def _info_on_a_holiday(draw: st.DrawFn, scene: Scene) -> Action:
    return scene.with_info(date=draw(_near(scene, 0, -1, working=False)))


def _info_before_opening(draw: st.DrawFn, scene: Scene) -> Action:
    start = draw(st.integers(0, OPENING - 1))
    end = draw(st.integers(start + 1, CLOSING))
    return scene.with_info(start=time_of(start), end=time_of(end))


def _info_after_closing(draw: st.DrawFn, scene: Scene) -> Action:
    end = draw(st.integers(CLOSING + 1, LAST_MINUTE))
    start = draw(st.integers(OPENING, end - 1))
    return scene.with_info(start=time_of(start), end=time_of(end))


def _no_info(_: st.DrawFn, scene: Scene) -> Action:
    return scene.with_session(infos=())


def _no_open_info(_: st.DrawFn, scene: Scene) -> Action:
    return scene.with_session(infos=[info.cancel() for info in scene.session.infos])


ACTION_FAULTS: Mapping[str, tuple[Fault, ...]] = {
    "ACT-001": (_action_reversed,),
    "ACT-002": (_city_elsewhere, _code_elsewhere),
    "ADV-001": (_info_on_a_holiday,),
    "ADV-002": (_info_before_opening, _info_after_closing),
    "ADV-003": (_no_info, _no_open_info),
    "CMP-001": (_component_reversed,),
    "CMP-002": (_component_ends_late, _component_starts_early),
    "CMP-003": (
        _bounds_swapped("minimum", "mean"),
        _bounds_swapped("mean", "maximum"),
        _bounds_swapped("minimum", "maximum"),
    ),
    "CMP-004": (_total_too_large, _total_too_small),
    "CMP-005": (*map(_negative, ("minimum", "mean", "maximum", "total")), _headcount_negative),
    "CMP-006": (_places_together,),
    "INF-001": (_info_reversed,),
    "INF-002": (_info_places_negative,),
    "INF-003": (_info_too_late,),
    "INF-004": (_street_blank,),
    "INF-005": (_code_ill_formed,),
    "INF-006": (_city_blank,),
    "INF-007": (_city_of_another_code,),
    "INF-008": (_suffix_alone,),
    "INF-009": (_open_info_of_a_cancelled_session,),
    "INF-010": (_info_twice,),
    "INF-011": (_comment_too_long,),
    "INF-012": (
        *map(_line_too_long, ("building", "special", "street")),
        _line_too_long("city", cedex="CEDEX"),
    ),
    "SES-001": (_session_reversed,),
    "SES-002": (_session_ends_late, _session_starts_early, _session_after),
    "SES-003": (_places_negative,),
    "SES-004": (_headcount_too_small, _too_many_places),
    "SES-005": (_site_elsewhere,),
    "SES-006": (_session_twice,),
    "SES-007": (_session_unnumbered,),
}
"""The ways in which each rule is broken, the simplest first."""
