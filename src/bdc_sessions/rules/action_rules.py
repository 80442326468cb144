"""The rules of actions: ACT."""

from typing import Any

from pendulum import Date

from bdc_sessions.model import Action, Component
from bdc_sessions.rules.decorator import rule
from bdc_sessions.rules.example import setting
from bdc_sessions.rules.predicates import among, each
from bdc_sessions.rules.severity import Severity


@rule(
    "ACT-001",
    Severity.ERROR,
    on=Action,
    fields=("start", "end"),
    source="§1.2",
    title_fr="L'action commence avant de finir.",
    title_en="The action starts before it ends.",
    fr="Le début de l'action ({action.start}) doit précéder sa fin ({action.end}) "
    "ou lui être égal.",
    en="The action's start ({action.start}) must not be after its end ({action.end}).",
    # Without components, so that no other rule is broken.
    fails=lambda action: action.evolve(start=Date(2024, 7, 1), components=()),
    passes=lambda action: action.evolve(start=Date(2024, 6, 30), components=()),
)
def action_starts_before_it_ends(action: Action) -> Any:
    return action.start <= action.end


@rule(
    "ACT-002",
    Severity.WARNING,
    on=Action,
    fields=("city", "postal_code"),
    source="§1.1",
    each_of=(Action, "components"),
    title_fr="La ville d'une composante est celle d'un des sites de l'action.",
    title_en="A component's town is that of one of the action's sites.",
    fr="La composante {component.number} est à {component.postal_code} {component.city}, "
    "qui n'est la ville d'aucun site de l'action ({action.sites}).",
    en="Component {component.number} is in {component.postal_code} {component.city}, "
    "which is the town of none of the action's sites ({action.sites}).",
    fails=setting("components[01].city", "SETE"),
    passes=setting("components[01].city", "BEZIERS"),
)
def component_at_a_site(component: Component, action: Action) -> Any:
    return among((component.city, component.postal_code), each(action.sites, "city", "postal_code"))


ACTION_RULES = (action_starts_before_it_ends, component_at_a_site)
