"""What a run begins with: an action, and informations that may be appended to its sessions."""

from collections.abc import Callable
from typing import NamedTuple

from hypothesis import strategies as st
from pendulum import Date

from bdc_sessions.codec import dumps
from bdc_sessions.model import Action, CollectiveInfo, Path, Session
from bdc_sessions.model.display import display
from bdc_sessions.rules import RULES, Severity
from bdc_sessions.rules.example import INFO, SESSION, example_action
from bdc_sessions.testing.strategies import actions, collective_infos

WIDTH = 96
"""The characters of an encoded action that stand on a line."""


class Opening(NamedTuple):
    """An action with at least one component, and informations to append."""

    action: Action
    infos: tuple[CollectiveInfo, ...]
    made: str
    """The action as one would make it."""

    def without_infos(self) -> "Opening":
        """Return the same for a service that keeps no collective informations."""
        return edited(self, without_infos, without_infos.__name__)._replace(infos=())

    def __str__(self) -> str:
        """Tell how it is made, and what of it the steps are about: components and sessions."""
        lines = [f"action = {self.made}", "service = open_service(action)"]
        for component in self.action.components:
            lines.append(
                f"# {component.label} ({display(component.start)} – {display(component.end)})"
            )
            lines += [
                f"#   session {session.number} ({display(session.start)} – "
                f"{display(session.end)}), "
                f"places: {session.places}, informations: {len(session.infos)}"
                for session in component.sessions
            ]
        return "\n".join(lines)


def without_infos(action: Action) -> Action:
    """Return an action whose sessions have no collective informations."""
    for component in action.components:
        bare = [session.evolve(infos=()) for session in component.sessions]
        action = action.set(Path().child("components", component.number) / "sessions", bare)
    return action


def two_components(action: Action) -> Action:
    """Return the guide's action with a second component, whose session is a "01" as well.

    Of its information every field is given.
    """
    first = action.component("01")
    info = first.session("01").info(1)
    address = info.address.evolve(building="Bâtiment A", special="BP 7", cedex="CEDEX 1")
    session = first.session("01").evolve(
        places=12, infos=[info.evolve(comment="salle 3", address=address)]
    )
    second = first.evolve(number="02", code="REMN", title="Remise à niveau", sessions=[session])
    return action.evolve(components=[first, second])


def beyond_component(action: Action) -> Action:
    """Return the guide's action, its session beyond both bounds of its component.

    Its error stands on two fields: a change of one of them leaves it, and is refused.
    """
    session = action.component("01").session("01")
    return action.set(SESSION, session.evolve(start=Date(2022, 8, 31), end=Date(2030, 12, 31)))


def drawn(action: Action, infos: list[CollectiveInfo]) -> Opening:
    """Open an action that is no edit of the guide's: it is told as data."""
    text = dumps(action)
    lines = "\n    ".join(repr(text[at : at + WIDTH]) for at in range(0, len(text), WIDTH))
    return Opening(action, tuple(infos), f"loads(\n    {lines},\n    Action,\n)")


def edited(opening: Opening, edit: Callable[[Action], Action], name: str) -> Opening:
    """Open an edit of the action that another opening opens."""
    return Opening(edit(opening.action), opening.infos, f"{name}({opening.made})")


GUIDES = Opening(example_action(), (example_action()[INFO],), "example_action()")
OLD_FAULTS = {
    rule.code: edited(GUIDES, rule.fails, f"RULES[{rule.code!r}].fails")
    for rule in RULES
    if rule.severity is Severity.ERROR
    and rule.subject in (Session, CollectiveInfo)
    and rule.fails is not None
}
"""The guide's action with an error that is there before anything is requested, by its rule."""
BEYOND = edited(GUIDES, beyond_component, beyond_component.__name__)
TWO, TWO_BEYOND = (edited(one, two_components, two_components.__name__) for one in (GUIDES, BEYOND))

_OFTEN = st.sampled_from([GUIDES, BEYOND, TWO, TWO_BEYOND])
_FAULTY = st.sampled_from([*OLD_FAULTS.values()])
_DRAWN = st.builds(
    drawn, actions(min_components=1), st.lists(collective_infos(), min_size=1, max_size=2)
)

openings: st.SearchStrategy[Opening] = st.sampled_from([*[_OFTEN] * 6, _FAULTY, _DRAWN]).flatmap(
    lambda opening: opening
)
"""Mostly the guide's own action, of few sessions, so that requests get in each other's way."""
