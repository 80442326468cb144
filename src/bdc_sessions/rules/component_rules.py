"""The rules of components and their volumes: CMP."""

from typing import Any

from pendulum import Date

from bdc_sessions.model import Action, Component, Volume
from bdc_sessions.rules.decorator import rule
from bdc_sessions.rules.example import VOLUME, second_session, setting
from bdc_sessions.rules.groups import ALL_PLACES, LARGEST_HEADCOUNT, MOST_PLACES
from bdc_sessions.rules.predicates import optional
from bdc_sessions.rules.severity import Severity


@rule(
    "CMP-001",
    Severity.ERROR,
    on=Component,
    fields=("start", "end"),
    source="§1.1",
    title_fr="La composante commence avant de finir.",
    title_en="The component starts before it ends.",
    fr="Le début de la composante ({component.start}) doit précéder sa fin ({component.end}) "
    "ou lui être égal.",
    en="The component's start ({component.start}) must not be after its end ({component.end}).",
    fails=lambda action: action.set(
        "components[01]",
        action.component("01").evolve(start=Date(2023, 2, 1), end=Date(2023, 1, 31), sessions=()),
    ),
    passes=lambda action: action.set(
        "components[01]",
        action.component("01").evolve(start=Date(2023, 1, 31), end=Date(2023, 1, 31), sessions=()),
    ),
)
def component_starts_before_it_ends(component: Component) -> Any:
    return component.start <= component.end


@rule(
    "CMP-002",
    Severity.ERROR,
    on=Component,
    fields=("start", "end"),
    source="§1.2",
    title_fr="Les dates de la composante sont comprises dans celles de l'action.",
    title_en="The component's dates lie within the action's.",
    fr="Les dates de la composante ({component.start} – {component.end}) doivent être comprises "
    "dans celles de l'action ({action.start} – {action.end}).",
    en="The component's dates ({component.start} – {component.end}) must lie within the action's "
    "({action.start} – {action.end}).",
    fails=setting("components[01].end", Date(2024, 7, 1)),
    passes=setting("components[01].end", Date(2024, 6, 29)),
)
def component_within_action(component: Component, action: Action) -> Any:
    return action.start <= component.start, component.end <= action.end


@rule(
    "CMP-003",
    Severity.ERROR,
    on=Volume,
    fields=("minimum", "mean", "maximum"),
    source="§1.1",
    title_fr="Le volume moyen est compris entre le minimal et le maximal.",
    title_en="The mean volume lies between the minimum and the maximum.",
    fr="{volume.kind} : le volume minimal ({volume.minimum}), le moyen ({volume.mean}) et le "
    "maximal ({volume.maximum}) doivent aller en croissant.",
    en="{volume.kind}: the minimum ({volume.minimum}), the mean ({volume.mean}) and the maximum "
    "({volume.maximum}) must be in rising order.",
    fails=setting(VOLUME + ".minimum", 311),
    passes=setting(VOLUME + ".minimum", 310),
)
def volumes_in_order(volume: Volume) -> Any:
    minimum, mean = optional(volume.minimum), optional(volume.mean)
    maximum = optional(volume.maximum)
    return (minimum <= mean) & (mean <= maximum) & (minimum <= maximum)


@rule(
    "CMP-004",
    Severity.WARNING,
    on=Volume,
    fields=("total", "headcount", "mean"),
    source="§1.1",
    title_fr="Le volume total est l'effectif multiplié par le volume moyen.",
    title_en="The total is the headcount times the mean.",
    fr="{volume.kind} : le volume total ({volume.total}) devrait être l'effectif "
    "({volume.headcount}) multiplié par le volume moyen ({volume.mean}).",
    en="{volume.kind}: the total ({volume.total}) should be the headcount ({volume.headcount}) "
    "times the mean ({volume.mean}).",
    fails=setting(VOLUME + ".total", 37201),
    passes=setting(VOLUME + ".total", 37200),
)
def total_is_headcount_times_mean(volume: Volume) -> Any:
    return optional(volume.total) == optional(volume.headcount) * optional(volume.mean)


@rule(
    "CMP-005",
    Severity.ERROR,
    on=Volume,
    fields=("headcount", "mean", "minimum", "maximum", "total"),
    source="§1.1",
    title_fr="L'effectif et les volumes ne sont pas négatifs.",
    title_en="Headcount and volumes are not negative.",
    fr="{volume.kind} : {label} ({value}) doit être d'au moins 0.",
    en="{volume.kind}: the {field} ({value}) must be at least 0.",
    fails=setting(VOLUME + ".minimum", -1),
    passes=setting(VOLUME + ".minimum", 0),
)
def volumes_not_negative(volume: Volume) -> Any:
    return (
        optional(volume.headcount) >= 0,
        optional(volume.mean) >= 0,
        optional(volume.minimum) >= 0,
        optional(volume.maximum) >= 0,
        optional(volume.total) >= 0,
    )


@rule(
    "CMP-006",
    Severity.WARNING,
    on=Component,
    fields=("sessions", "volumes"),
    source="§1.1",
    groups=(ALL_PLACES, MOST_PLACES, LARGEST_HEADCOUNT),
    title_fr="Les places des sessions n'excèdent pas ensemble l'effectif de la composante.",
    title_en="The sessions' places together do not exceed the component's headcount.",
    fr="Les sessions de la composante {component.number} ont ensemble {all_places} places, plus "
    "que son plus grand effectif ({largest_headcount}).",
    en="The sessions of component {component.number} have {all_places} places together, more than "
    "its largest headcount ({largest_headcount}).",
    fails=second_session(places=111, start=Date(2023, 1, 2), end=Date(2023, 3, 31)),
    passes=second_session(places=110, start=Date(2023, 1, 2), end=Date(2023, 3, 31)),
)
def sessions_within_headcount(
    component: Component,  # noqa: ARG001 - named in the message
    all_places: int,
    most_places: int | None,
    largest_headcount: int | None,
) -> Any:
    headcount = optional(largest_headcount)
    return (all_places <= headcount) | (optional(most_places) > headcount)


COMPONENT_RULES = (
    component_starts_before_it_ends,
    component_within_action,
    volumes_in_order,
    total_is_headcount_times_mean,
    volumes_not_negative,
    sessions_within_headcount,
)
