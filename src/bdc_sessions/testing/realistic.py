"""Realistic actions, the same on every machine: for notebooks, demonstrations and load tests."""

from random import Random
from typing import Any, NamedTuple, TypeVar

from pendulum import Date, Time

from bdc_sessions.model import (
    Action,
    Address,
    CollectiveInfo,
    Component,
    EntryMode,
    Session,
    Site,
    Volume,
    VolumeUnit,
)
from bdc_sessions.model.fields import to_int
from bdc_sessions.testing.arguments import to_count

T = TypeVar("T")

TOWNS = (
    ("MONTPELLIER", "34000"),
    ("BEZIERS", "34500"),
    ("SETE", "34200"),
    ("NIMES", "30000"),
    ("ALES", "30100"),
    ("PERPIGNAN", "66000"),
    ("NARBONNE", "11100"),
    ("CARCASSONNE", "11000"),
    ("MENDE", "48000"),
    ("TOULOUSE", "31000"),
    ("ALBI", "81000"),
    ("RODEZ", "12000"),
    ("AUCH", "32000"),
    ("TARBES", "65000"),
    ("FOIX", "09000"),
    ("CAHORS", "46000"),
    ("MONTAUBAN", "82000"),
)
"""Towns with one of their postal codes."""

TRAININGS = (
    ("FORP", "Formation Projet Pro"),
    ("REMN", "Remise à niveau"),
    ("FLE", "Français langue étrangère"),
    ("NUM", "Compétences numériques"),
    ("SECR", "Secrétariat et bureautique"),
    ("LOGI", "Logistique et magasinage"),
    ("CUIS", "Cuisine collective"),
    ("BATI", "Métiers du bâtiment"),
)
PROVIDERS = ("ORGANISME TEST", "CENTRE EXEMPLE", "ATELIER MODELE", "INSTITUT FICTIF")
PLACES = ("CAP 2000 TEST", "MAISON DES METIERS", "ESPACE FORMATION", "CAMPUS SUD")
STREETS = (
    ("rue", "des Tilleuls"),
    ("allée", "de la madeleine"),
    ("avenue", "de la Gare"),
    ("place", "du Marché"),
    ("chemin", "des Vignes"),
)
COMMENTS = (
    None,
    None,
    "Se munir d'une pièce d'identité et d'un curriculum vitæ.",
    "Arrêt de bus devant l'entrée ; parking gratuit.",
)
STARTS = (9, 10, 14)


class _Dice(NamedTuple):
    """Choices by one generator, by ``random()`` alone: its numbers are the same everywhere."""

    random: Random

    def number_below(self, bound: int) -> int:
        return int(self.random.random() * bound)

    def between(self, low: int, high: int) -> int:
        return low + self.number_below(high - low + 1)

    def one_of(self, values: "tuple[T, ...]") -> T:
        return values[self.number_below(len(values))]


def sample(n: int, seed: int = 0, *, sessions: int = 20) -> "tuple[Action, ...]":
    """Return realistic actions, all valid, the same for one seed on every machine.

    >>> first, second = sample(2)
    >>> first.number, first.components[0].number, len([*first.each(Session)])
    ('25P0000001', '01', 20)

    Actions run over two to three years from January; components have volumes whose headcount is
    enough for their sessions, sessions last some months one after the other, now and then one
    does not take place (0 places), and most have one or two information meetings in the weeks
    before they start. The first actions are the same however many are asked for.

    Args:
        n: how many actions, each with a number of its own.
        seed: another seed gives other actions.
        sessions: how many sessions each action has, over its one to four components.

    Raises:
        TypeError: what is no whole number.
        ValueError: a number below 0.
    """
    for name, value in (("n", n), ("sessions", sessions)):
        to_count(value, f"sample({name}=)")
    to_int(seed, "sample(seed=)")
    return tuple([_action(_dice(seed, number), number, sessions) for number in range(1, n + 1)])


def _dice(seed: int, number: int) -> _Dice:
    return _Dice(Random(f"{seed}/{number}"))  # noqa: S311 # nosec B311 # no secret - the same each time is the aim


def _action(dice: _Dice, number: int, sessions: int) -> Action:
    year = dice.between(2022, 2026)
    start, end = Date(year, 1, 1), Date(year + dice.between(1, 2), 12, 31)
    provider = dice.one_of(PROVIDERS)
    sites = tuple(_site(dice, provider, place) for place in range(dice.between(1, 3)))
    count = min(max(1, sessions), dice.between(1, 4))
    shares = [sessions // count + (place < sessions % count) for place in range(count)]
    components = [
        _component(dice, f"{place:02}", share, start, end, sites)
        for place, share in enumerate(shares, 1)
    ]
    contract = f"{year % 100}P{number:07}"
    return Action(
        number=contract,
        contract_number=contract,
        title=f"LOT {number} {components[0].title.upper()} {year}",
        holder=provider,
        status="EC",
        year=year,
        schemes=(f"PROJET PRO {year}",),
        consultation=f"PROJET PRO {year}",
        programmes=(f"PROGRAMME REGIONAL {year}",),
        start=start,
        end=end,
        entry=dice.one_of((EntryMode.FIXED, EntryMode.PERMANENT)),
        sites=sites,
        components=components,
    )


def _site(dice: _Dice, provider: str, place: int) -> Site:
    city, postal_code = dice.one_of(TOWNS)
    return Site(
        name=provider,
        place=f"{dice.one_of(PLACES)} {place + 1}",
        city=city,
        postal_code=postal_code,
    )


def _component(
    dice: _Dice, number: str, sessions: int, start: Date, end: Date, sites: tuple[Site, ...]
) -> Component:
    code, title = dice.one_of(TRAININGS)
    made = _sessions(dice, sessions, start, end, sites)
    headcount = sum(session.places for session in made) + dice.between(0, 20)
    return Component(
        number=number,
        code=code,
        title=title,
        start=start,
        end=end,
        city=sites[0].city,
        postal_code=sites[0].postal_code,
        volumes=[
            _volume("Heure stagiaire centre", VolumeUnit.HC, headcount, 50 * dice.between(4, 12)),
            _volume(
                "Heure stagiaire entreprise", VolumeUnit.HE, headcount, 35 * dice.between(2, 6)
            ),
        ],
        sessions=made,
    )


def _volume(kind: str, unit: VolumeUnit, headcount: int, mean: int) -> Volume:
    return Volume(
        kind=kind,
        unit=unit,
        headcount=headcount,
        mean=mean,
        minimum=mean - 30,
        maximum=mean + 60,
        total=headcount * mean,
    )


def _sessions(
    dice: _Dice, count: int, start: Date, end: Date, sites: tuple[Site, ...]
) -> list[Session]:
    first, last = start.toordinal(), end.toordinal()
    step = (last - first) // max(1, count)
    made = []
    for place in range(count):
        begins = first + place * step + dice.number_below(max(1, step // 3))
        ends = min(last, begins + dice.between(20, 120))
        places = dice.between(6, 16) if dice.number_below(25) else 0
        infos = [_info(dice, begins) for _ in range(dice.one_of((0, 1, 1, 2)))]
        made.append(
            Session(
                number=f"{place + 1:02}",
                start=Date.fromordinal(begins),
                end=Date.fromordinal(ends),
                site=dice.one_of(sites),
                places=places,
                infos=infos if places else [info.cancel() for info in infos],
            )
        )
    return made


def _info(dice: _Dice, begins: int) -> CollectiveInfo:
    hour = dice.one_of(STARTS)
    day = begins - dice.between(5, 30)
    return CollectiveInfo(
        date=Date.fromordinal(day - max(0, day % 7 - 5)) if day % 7 else Date.fromordinal(day - 2),
        start=Time(hour, 0),
        end=Time(hour + 2, dice.one_of((0, 30))),
        places=dice.between(10, 30),
        comment=dice.one_of(COMMENTS),
        address=_address(dice),
    )


def _address(dice: _Dice) -> Address:
    kind, street = dice.one_of(STREETS)
    city, postal_code = dice.one_of(TOWNS)
    fields: dict[str, Any] = {"suffix": "ter"} if dice.number_below(10) == 0 else {}
    return Address(
        number=str(dice.between(1, 150)),
        street_type=kind,
        street=street,
        postal_code=postal_code,
        city=city,
        **fields,
    )
