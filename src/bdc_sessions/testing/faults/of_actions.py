"""How each rule of actions is broken, and no other: the ways there are, by code."""

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from hypothesis import strategies as st
from pendulum import Date, Time

from bdc_sessions.model import Action, Session
from bdc_sessions.model.natural import same_number_key
from bdc_sessions.rules.info_rules import LONGEST_COMMENT, LONGEST_LINE
from bdc_sessions.rules.towns import same_town
from bdc_sessions.testing import words
from bdc_sessions.testing.context import towns
from bdc_sessions.testing.faults.base_actions import BaseAction, Fault, dated
from bdc_sessions.testing.locations import ALL_TOWNS, SUFFIXES
from bdc_sessions.testing.moments import (
    CLOSING,
    DAYS_BEFORE,
    LAST_MINUTE,
    OPENING,
    is_working,
    to_time,
)
from bdc_sessions.testing.valid import COMMENTS, free_numbers, hours_of, last_day

MORE: st.SearchStrategy[int] = st.sampled_from([1, 100]) | st.integers(1, 1_000)
"""By how much a bound is passed."""
MORE_YET: st.SearchStrategy[int] = st.integers(1_000, 2_000)
LESS: st.SearchStrategy[int] = MORE.map(lambda more: -more)
PLACES: st.SearchStrategy[int] = st.integers(1, 40)
NOTHING: st.SearchStrategy[None] = st.none()
NO_OBJECTS: st.SearchStrategy[tuple[Any, ...]] = st.just(())
BLANKS: st.SearchStrategy[str] = st.sampled_from(
    ["", " ", "\t", "\n", "\u00a0 ", "\u200b", "\u3164", "\u2800\ufeff"]
)
LONG: st.SearchStrategy[str] = st.sampled_from(["x" * (LONGEST_LINE + 1), "é " * LONGEST_LINE])
ILL_CODES = ("3400", "340000", "34 000", "34O00", "", "2A004", "٣٤٠٠٠", "34000\n", "-4000")
CODES_OF_NO_TOWN = ("34070", "99999", *(code for code, _ in words.CEDEX_TOWNS))
BOUNDS: Final = dict.fromkeys(("minimum", "mean", "maximum", "total"), NOTHING)

Change = Callable[..., Action]
Drawn = st.SearchStrategy[Any] | Callable[[BaseAction], st.SearchStrategy[Any]]


def changing(change: Change, **fields: Drawn) -> Fault:
    """Return a fault that changes some fields of a part, each drawn for the base action."""

    def fault(draw: st.DrawFn, base: BaseAction) -> Action:
        drawn = {
            name: draw(found(base) if callable(found) else found) for name, found in fields.items()
        }
        return change(base, **drawn)

    return fault


def days_from(day: Callable[[BaseAction], Date], more: st.SearchStrategy[int]) -> Drawn:
    """Return what draws a day some days after another, or before it."""
    return lambda base: more.map(lambda days: day(base).add(days=days))


_action, _component = BaseAction.with_action, BaseAction.with_component
_session, _volume = BaseAction.with_session, BaseAction.with_volume
_info, _more_info = BaseAction.with_info, BaseAction.with_another_info
_address = BaseAction.with_address

_after_action = days_from(lambda base: base.action.end, MORE)
_before_action = days_from(lambda base: base.action.start, LESS)
_after_component = days_from(lambda base: base.component.end, MORE)
_before_component = days_from(lambda base: base.component.start, LESS)


def _unlike_sites(name: str, values: Callable[[BaseAction], list[str]]) -> Fault:
    """Return a fault that gives a component a town, or a code, that no site of the action has."""

    def others(base: BaseAction) -> st.SearchStrategy[str]:
        known = [(site.city, site.postal_code) for site in base.action.sites]
        given = [(value, base.component.evolve(**{name: value})) for value in values(base)]
        return st.sampled_from([v for v, c in given if (c.city, c.postal_code) not in known])

    return changing(_component, **{name: others})


def _bounds_swapped(low: str, high: str) -> Fault:
    def fault(draw: st.DrawFn, base: BaseAction) -> Action:
        least = draw(st.integers(0, 500_00))
        swapped = {low: hours_of(least + draw(MORE)), high: hours_of(least)}
        return base.with_volume(**{**dict.fromkeys(BOUNDS), **swapped})

    return fault


def _total(off: st.SearchStrategy[int]) -> Fault:
    """Return a fault that makes a total of some hundredths of hours more, or less."""

    def fault(draw: st.DrawFn, base: BaseAction) -> Action:
        headcount = base.session.places + draw(st.integers(0, 100))
        mean = draw(MORE)
        return base.with_volume(
            **dict.fromkeys(BOUNDS),
            headcount=headcount,
            mean=hours_of(mean),
            total=hours_of(headcount * mean + draw(off)),
        )

    return fault


def _places_together(draw: st.DrawFn, base: BaseAction) -> Action:
    second = _on_another_site(base, _free_number(base)).evolve(places=draw(PLACES))
    both = (base.session.places, second.places)
    headcount = draw(st.integers(max(both), sum(both) - 1))
    return _with_second(base, second, headcount)


def _on_another_site(base: BaseAction, number: str) -> Session:
    site = base.session.site
    return base.session.evolve(number=number, site=site.evolve(place=f"{site.place} BIS"))


def _with_second(base: BaseAction, second: Session, headcount: int | None = None) -> Action:
    volumes = base.volumes(headcount=headcount, total=None)
    action = base.with_component(volumes=volumes, sessions=[base.session, second])
    return action.evolve(sites=tuple(dict.fromkeys([*action.sites, second.site])))


def _free_number(base: BaseAction) -> str:
    return free_numbers([base.session.number])[0]


def _too_many_places(draw: st.DrawFn, base: BaseAction) -> Action:
    headcount = draw(st.integers(0, 100))
    session = base.session.evolve(places=headcount + draw(MORE))
    volumes = base.volumes(headcount=headcount, total=None)
    return base.with_component(volumes=volumes, sessions=[session])


def _session_from(start: Drawn, end: Drawn | None = None) -> Fault:
    """Return a fault of a session's dates, to which its information is made to fit."""

    def fault(draw: st.DrawFn, base: BaseAction) -> Action:
        days = [draw(day(base)) if callable(day) else base.session.end for day in (start, end)]
        return base.with_component(sessions=[draw(dated(base, *days))])

    return fault


def _site_elsewhere(draw: st.DrawFn, base: BaseAction) -> Action:
    site = base.session.site
    name = draw(st.sampled_from(["place", "name", "city", "postal_code"]))
    return base.with_session(site=site.evolve(**{name: f"{getattr(site, name)} BIS"}))


def _session_twice(draw: st.DrawFn, base: BaseAction) -> Action:
    twin = base.session.evolve(number=_free_number(base), places=draw(PLACES))
    return _with_second(base, twin)


def alike_numbers(number: str) -> list[str]:
    """Return numbers that a reader takes for another: with blanks, zeros, or in another case."""
    zeros = re.sub("([0-9]+)", r"00\1", number), re.sub("0*([0-9]+)", r"\1", number)
    others = (*zeros, f" {number}", f"{number}\u00a0", number.swapcase())
    key = same_number_key(number)
    return [o for o in dict.fromkeys(others) if o != number and same_number_key(o) == key]


def _number_alike(draw: st.DrawFn, base: BaseAction) -> Action:
    number = draw(st.sampled_from(alike_numbers(base.session.number)))
    twins = [base.session.evolve(number=number, places=0, infos=()), _on_another_site(base, number)]
    return _with_second(base, draw(st.sampled_from(twins)))


def _near(first: int, step: int, *, working: bool) -> Drawn:
    """Return what draws a day near the last that the information may be on."""

    def near(base: BaseAction) -> st.SearchStrategy[Date]:
        last = last_day(base.session, base.action).toordinal()
        found = range(last + first, last + first + step * DAYS_BEFORE, step)
        days = [day for day in found if is_working(day) is working]
        return st.sampled_from(days).map(Date.fromordinal)

    return near


def _city_of_another_code(draw: st.DrawFn, base: BaseAction) -> Action:
    code = draw(st.sampled_from(list(words.TOWNS)))
    own = towns(code)
    cities = [city for _, city in ALL_TOWNS if not any(same_town(city, town) for town in own)]
    city = draw(st.sampled_from([*cities, "TESTVILLE"]))
    return base.with_address(postal_code=code, city=city, cedex=None)


def _times(first: int, last: int) -> st.SearchStrategy[Time]:
    return st.integers(first, last).map(to_time)


def _after_its_end(base: BaseAction) -> st.SearchStrategy[Time]:
    return _times(base.info.end.hour * 60 + base.info.end.minute, CLOSING)


ACTION_FAULTS: Mapping[str, tuple[Fault, ...]] = {
    "ACT-001": (changing(_action, start=_after_action, components=NO_OBJECTS),),
    "ACT-002": (
        _unlike_sites("city", lambda base: [base.component.city.lower(), *(t for _, t in ALL_TOWNS)]),
        _unlike_sites("postal_code", lambda _: [*words.TOWNS, ""]),
    ),
    "ADV-001": (changing(_info, date=_near(0, -1, working=False)),),
    "ADV-002": (
        changing(_info, start=_times(0, OPENING - 1), end=_times(OPENING, CLOSING)),
        changing(_info, start=_times(OPENING, CLOSING), end=_times(CLOSING + 1, LAST_MINUTE)),
    ),
    "ADV-003": (
        changing(_session, infos=NO_OBJECTS),
        changing(_session, infos=lambda b: st.just([i.cancel() for i in b.session.infos])),
    ),
    "CMP-001": (changing(_component, start=_after_component, sessions=NO_OBJECTS),),
    "CMP-002": (
        changing(_component, end=_after_action),
        changing(_component, start=_before_action),
        changing(_component, start=_before_action, end=_after_action),
    ),
    "CMP-003": (
        _bounds_swapped("minimum", "mean"),
        _bounds_swapped("mean", "maximum"),
        _bounds_swapped("minimum", "maximum"),
    ),
    "CMP-004": (_total(MORE), _total(st.just(-1))),
    "CMP-005": (
        *(changing(_volume, **{**BOUNDS, name: LESS.map(hours_of)}) for name in BOUNDS),
        changing(_volume, **dict.fromkeys(BOUNDS, st.just(hours_of(-1)))),
        # No session keeps within a headcount below none.
        changing(
            _component,
            volumes=lambda b: LESS.map(lambda n: b.volumes(headcount=n, total=None)),
            sessions=NO_OBJECTS,
        ),
    ),
    "CMP-006": (_places_together,),
    "INF-001": (changing(_info, start=_after_its_end),),
    "INF-002": (changing(_more_info, places=LESS),),
    "INF-003": (changing(_info, date=_near(1, 1, working=True)),),
    "INF-004": (changing(_address, street=BLANKS),),
    "INF-005": (changing(_address, postal_code=st.sampled_from(ILL_CODES)),),
    # By a code that the table lacks, or with a Cedex, so that the town is not compared.
    "INF-006": (
        changing(_address, city=BLANKS, postal_code=st.sampled_from(CODES_OF_NO_TOWN)),
    ),
    "INF-007": (_city_of_another_code,),
    "INF-008": (
        changing(
            _address, number=NOTHING, suffix=SUFFIXES, street=st.sampled_from(words.STREETS)
        ),
    ),
    "INF-009": (changing(_session, places=st.just(0)),),
    "INF-010": (changing(_more_info, places=PLACES, comment=COMMENTS),),
    "INF-011": (
        changing(
            _info,
            comment=st.builds(
                lambda text, more: text * (LONGEST_COMMENT + more),
                st.sampled_from(["a", "é", "<", "a\n"]),
                MORE,
            ),
        ),
    ),
    "INF-012": (
        *(changing(_address, **{name: LONG}) for name in ("building", "special", "street")),
        changing(_address, city=LONG, cedex=st.just("CEDEX")),
        changing(_address, street=LONG, building=LONG),
    ),
    "SES-001": (changing(_session, start=days_from(lambda base: base.session.end, MORE)),),
    "SES-002": (
        changing(_session, end=_after_component),
        _session_from(_before_component),
        _session_from(_before_component, _after_component),
        _session_from(_after_component, days_from(lambda b: b.component.end, MORE_YET)),
    ),
    "SES-003": (changing(_session, places=LESS),),
    "SES-004": (
        changing(
            _volume, headcount=lambda b: st.integers(0, b.session.places - 1), total=NOTHING
        ),
        _too_many_places,
    ),
    "SES-005": (_site_elsewhere,),
    "SES-006": (_session_twice,),
    "SES-007": (changing(_session, number=BLANKS),),
    "SES-008": (_number_alike,),
}
"""The ways in which each rule is broken, the simplest first."""
