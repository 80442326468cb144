"""How each rule of actions is broken, and no other: the ways there are, by code."""

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from hypothesis import strategies as st
from pendulum import Date, Time

from bdc_sessions.model import Action, Session, Site
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
LONG_COMMENTS: st.SearchStrategy[str] = st.builds(
    lambda text, more: text * (LONGEST_COMMENT + more),
    st.sampled_from(["a", "é", "<", "a\n"]),
    MORE,
)
ILL_CODES = ("3400", "340000", "34 000", "34O00", "", "2A004", "٣٤٠٠٠", "34000\n", "-4000")
CODES_OF_NO_TOWN = ("34070", "99999", *(code for code, _ in words.CEDEX_TOWNS))
BOUNDS: Final = dict.fromkeys(("minimum", "mean", "maximum", "total"), NOTHING)

Drawn = st.SearchStrategy[Any] | Callable[[BaseAction], st.SearchStrategy[Any]]


def changing(part: str, **fields: Drawn) -> Fault:
    """Return a fault that changes some fields of a part, each drawn for the base action."""

    def fault(draw: st.DrawFn, base: BaseAction) -> Action:
        drawn = {n: draw(new(base) if callable(new) else new) for n, new in fields.items()}
        return base.edited(part, **drawn)

    return fault


def days_from(day: Callable[[BaseAction], Date], days: st.SearchStrategy[int]) -> Drawn:
    """Return what draws a day some days after another, or before it."""
    return lambda base: days.map(lambda many: day(base).add(days=many))


_after_action = days_from(lambda base: base.action.end, MORE)
_before_action = days_from(lambda base: base.action.start, LESS)
_after_component = days_from(lambda base: base.component.end, MORE)
_before_component = days_from(lambda base: base.component.start, LESS)


def _action_reversed(draw: st.DrawFn, base: BaseAction) -> Action:
    return base.action.evolve(start=base.action.end.add(days=draw(MORE)), components=())


def _unlike_sites(name: str, values: Callable[[BaseAction], list[str]]) -> Fault:
    """Return a fault that gives a component a town, or a code, that no site of the action has."""

    def others(base: BaseAction) -> st.SearchStrategy[str]:
        known = [(site.city, site.postal_code) for site in base.action.sites]
        given = [(value, base.component.evolve(**{name: value})) for value in values(base)]
        return st.sampled_from([v for v, c in given if (c.city, c.postal_code) not in known])

    return changing("component", **{name: others})


def _bounds_swapped(low: str, high: str) -> Fault:
    def fault(draw: st.DrawFn, base: BaseAction) -> Action:
        least = draw(st.integers(0, 500_00))
        swapped = {low: hours_of(least + draw(MORE)), high: hours_of(least)}
        return base.edited("volume", **{**dict.fromkeys(BOUNDS), **swapped})

    return fault


def _total(off: st.SearchStrategy[int]) -> Fault:
    """Return a fault that makes a total of some hundredths of hours more, or less."""

    def fault(draw: st.DrawFn, base: BaseAction) -> Action:
        headcount, mean = base.session.places + draw(st.integers(0, 100)), draw(MORE)
        total = hours_of(headcount * mean + draw(off))
        given = {"headcount": headcount, "mean": hours_of(mean), "total": total}
        return base.edited("volume", **{**dict.fromkeys(BOUNDS), **given})

    return fault


def _headcount_negative(draw: st.DrawFn, base: BaseAction) -> Action:
    # No session keeps within a headcount below none.
    return base.edited("component", volumes=base.volumes_of(draw(LESS)), sessions=())


def _second(base: BaseAction, **fields: Any) -> Session:
    """Return a session like the first, but for its number and some fields."""
    return base.session.evolve(**{"number": free_numbers([base.session.number])[0], **fields})


def _with_second(base: BaseAction, second: Session, headcount: int | None = None) -> Action:
    action = base.with_another("sessions", second, volumes=base.volumes_of(headcount))
    return action.evolve(sites=tuple(dict.fromkeys([*action.sites, second.site])))


def _elsewhere(base: BaseAction) -> Site:
    return base.session.site.evolve(place=f"{base.session.site.place} BIS")


def _places_together(draw: st.DrawFn, base: BaseAction) -> Action:
    second = _second(base, site=_elsewhere(base), places=draw(PLACES))
    both = (base.session.places, second.places)
    return _with_second(base, second, draw(st.integers(max(both), sum(both) - 1)))


def _session_twice(draw: st.DrawFn, base: BaseAction) -> Action:
    return _with_second(base, _second(base, places=draw(PLACES)))


def alike_numbers(number: str) -> list[str]:
    """Return numbers that a reader takes for another: with blanks, zeros, or in another case."""
    zeros = re.sub("([0-9]+)", r"00\1", number), re.sub("0*([0-9]+)", r"\1", number)
    others = (*zeros, f" {number}", f"{number}\u00a0", number.swapcase())
    key = same_number_key(number)
    return [o for o in dict.fromkeys(others) if o != number and same_number_key(o) == key]


def _number_alike(draw: st.DrawFn, base: BaseAction) -> Action:
    number = draw(st.sampled_from(alike_numbers(base.session.number)))
    site = draw(st.sampled_from([base.session.site, _elsewhere(base)]))
    second = _second(base, number=number, site=site)
    # One that takes place elsewhere is no twin, nor one that does not take place.
    return _with_second(
        base, second if site != base.session.site else second.evolve(places=0, infos=())
    )


def _too_many_places(draw: st.DrawFn, base: BaseAction) -> Action:
    headcount = draw(st.integers(0, 100))
    session = base.session.evolve(places=headcount + draw(MORE))
    return base.edited("component", volumes=base.volumes_of(headcount), sessions=[session])


def _session_from(start: Drawn, end: Drawn | None = None) -> Fault:
    """Return a fault of a session's dates, to which its information session is made to fit."""

    def fault(draw: st.DrawFn, base: BaseAction) -> Action:
        days = [draw(day(base)) if callable(day) else base.session.end for day in (start, end)]
        return base.edited("component", sessions=[draw(dated(base, *days))])

    return fault


def _site_elsewhere(draw: st.DrawFn, base: BaseAction) -> Action:
    site = base.session.site
    name = draw(st.sampled_from(["place", "name", "city", "postal_code"]))
    return base.edited("session", site=site.evolve(**{name: f"{getattr(site, name)} BIS"}))


def _unnumbered(draw: st.DrawFn, base: BaseAction) -> Action:
    return base.edited("component", sessions=[base.session.evolve(number=draw(BLANKS))])


def _more_info(**fields: st.SearchStrategy[Any]) -> Fault:
    """Return a fault of an added information session, like the first but for some fields."""
    return lambda draw, base: base.with_another(
        "infos", base.info.evolve(**{name: draw(new) for name, new in fields.items()})
    )


def _near(first: int, step: int, *, working: bool) -> Drawn:
    """Return what draws a day near the last that the information session may be on."""

    def near(base: BaseAction) -> st.SearchStrategy[Date]:
        last = last_day(base.session, base.action).toordinal()
        ordinals = range(last + first, last + first + step * DAYS_BEFORE, step)
        days = [day for day in ordinals if is_working(day) is working]
        return st.sampled_from(days).map(Date.fromordinal)

    return near


def _city_of_another_code(draw: st.DrawFn, base: BaseAction) -> Action:
    code = draw(st.sampled_from(list(words.TOWNS)))
    own = towns(code)
    cities = [city for _, city in ALL_TOWNS if not any(same_town(city, town) for town in own)]
    city = draw(st.sampled_from([*cities, "TESTVILLE"]))
    return base.edited("address", postal_code=code, city=city, cedex=None)


def _times(first: int, last: int) -> st.SearchStrategy[Time]:
    return st.integers(first, last).map(to_time)


def _after_its_end(base: BaseAction) -> st.SearchStrategy[Time]:
    return _times(base.info.end.hour * 60 + base.info.end.minute, CLOSING)


ACTION_FAULTS: Mapping[str, tuple[Fault, ...]] = {
    "ACT-001": (_action_reversed,),
    "ACT-002": (
        _unlike_sites(
            "city", lambda base: [base.component.city.lower(), *(t for _, t in ALL_TOWNS)]
        ),
        _unlike_sites("postal_code", lambda _: [*words.TOWNS, ""]),
    ),
    "ADV-001": (changing("info", date=_near(0, -1, working=False)),),
    "ADV-002": (
        changing("info", start=_times(0, OPENING - 1), end=_times(OPENING, CLOSING)),
        changing("info", start=_times(OPENING, CLOSING), end=_times(CLOSING + 1, LAST_MINUTE)),
    ),
    "ADV-003": (
        changing("session", infos=NO_OBJECTS),
        changing("session", infos=lambda b: st.just([i.cancel() for i in b.session.infos])),
    ),
    "CMP-001": (changing("component", start=_after_component, sessions=NO_OBJECTS),),
    "CMP-002": (
        changing("component", end=_after_action),
        changing("component", start=_before_action),
        changing("component", start=_before_action, end=_after_action),
    ),
    "CMP-003": (
        _bounds_swapped("minimum", "mean"),
        _bounds_swapped("mean", "maximum"),
        _bounds_swapped("minimum", "maximum"),
    ),
    "CMP-004": (_total(MORE), _total(st.just(-1))),
    "CMP-005": (
        *(changing("volume", **{**BOUNDS, name: LESS.map(hours_of)}) for name in BOUNDS),
        changing(
            "volume", **{**BOUNDS, **dict.fromkeys(("minimum", "mean"), st.just(hours_of(-1)))}
        ),
        _headcount_negative,
    ),
    "CMP-006": (_places_together,),
    "INF-001": (changing("info", start=_after_its_end),),
    "INF-002": (_more_info(places=LESS),),
    "INF-003": (changing("info", date=_near(1, 1, working=True)),),
    "INF-004": (changing("address", street=BLANKS),),
    "INF-005": (changing("address", postal_code=st.sampled_from(ILL_CODES)),),
    # By a code that the table lacks, so that the town is not compared.
    "INF-006": (changing("address", city=BLANKS, postal_code=st.sampled_from(CODES_OF_NO_TOWN)),),
    "INF-007": (_city_of_another_code,),
    "INF-008": (
        changing("address", number=NOTHING, suffix=SUFFIXES, street=st.sampled_from(words.STREETS)),
    ),
    "INF-009": (changing("session", places=st.just(0)),),
    "INF-010": (_more_info(places=PLACES, comment=COMMENTS),),
    "INF-011": (changing("info", comment=LONG_COMMENTS),),
    "INF-012": (
        *(changing("address", **{name: LONG}) for name in ("building", "special", "street")),
        changing("address", city=LONG, cedex=st.just("CEDEX")),
        changing("address", street=LONG, building=LONG),
    ),
    "SES-001": (changing("session", start=days_from(lambda base: base.session.end, MORE)),),
    "SES-002": (
        changing("session", end=_after_component),
        _session_from(_before_component),
        _session_from(_before_component, _after_component),
        _session_from(_after_component, days_from(lambda b: b.component.end, MORE_YET)),
    ),
    "SES-003": (changing("session", places=LESS),),
    "SES-004": (
        changing("volume", headcount=lambda b: st.integers(0, b.session.places - 1), total=NOTHING),
        _too_many_places,
    ),
    "SES-005": (_site_elsewhere,),
    "SES-006": (_session_twice,),
    "SES-007": (_unnumbered,),
    "SES-008": (_number_alike,),
}
"""The ways in which each rule is broken, the simplest first."""
