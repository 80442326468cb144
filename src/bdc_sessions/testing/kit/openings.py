"""What a run begins with: an action, and information sessions to append to its sessions."""

from typing import Any, NamedTuple

from hypothesis import strategies as st
from pendulum import Date

from bdc_sessions.codec import dumps
from bdc_sessions.model import Action, CollectiveInfo, Session, Term
from bdc_sessions.rules import RULES, Severity
from bdc_sessions.rules.example import ADDRESS, INFO, SESSION, example_action
from bdc_sessions.testing.values import actions, collective_infos
from bdc_sessions.texts import display

WIDTH = 96
"""The characters of an encoded action that stand on a line."""


class Opening(NamedTuple):
    """An action with at least one component, and information sessions to append."""

    action: Action
    infos: tuple[CollectiveInfo, ...]
    code: tuple[str, ...]
    """The lines by which one would make the action."""

    def set(self, *settings: tuple[str, Any]) -> "Opening":
        """Return the same of an action with other values at some paths."""
        action = self.action
        for path, value in settings:
            action = action.set(path, value)
        lines = (f"action = action.set({path!r}, {value!r})" for path, value in settings)
        return self._replace(action=action, code=(*self.code, *lines))

    def without_infos(self) -> "Opening":
        """Return the same for a service that keeps no information sessions."""
        full = [f"{path}.infos" for path, session in self.action.each(Session) if session.infos]
        return self.set(*((path, ()) for path in full))._replace(infos=())

    def __str__(self) -> str:
        """Return how it is made, and what of it the steps are about: components and sessions."""
        lines = [*self.code, "service = open_service(action)"]
        for component in self.action.components:
            lines.append(
                f"# {component.label} ({display(component.start)} – {display(component.end)})"
            )
            lines += [
                f"#   session {session.number} ({display(session.start)} – "
                f"{display(session.end)}), "
                f"places: {session.places}, information sessions: {len(session.infos)}"
                for session in component.sessions
            ]
        return "\n".join(lines)


def drawn(action: Action, infos: list[CollectiveInfo]) -> Opening:
    """Open an action that is no edit of the guide's: it is told as data."""
    text = dumps(action)
    lines = [repr(text[start : start + WIDTH]) for start in range(0, len(text), WIDTH)]
    return Opening(action, tuple(infos), ("action = loads(", *lines, ", Action)"))


GUIDES = Opening(example_action(), (example_action()[INFO],), ("action = example_action()",))
OLD_FAULTS = [
    Opening(
        rule.fails(GUIDES.action),
        GUIDES.infos,
        (*GUIDES.code, f"action = RULES[{rule.code!r}].fails(action)"),
    )
    for rule in RULES
    if rule.severity is Severity.ERROR
    and rule.subject in (Session, CollectiveInfo)
    and rule.fails is not None
]
"""The guide's action with an error that is there before anything is requested."""
BEYOND = GUIDES.set((f"{SESSION}.start", Date(2022, 8, 31)), (f"{SESSION}.end", Date(2030, 12, 31)))
"""Its session is beyond both bounds of its component: an error that stands on two fields."""


def _two_components(opening: Opening) -> Opening:
    """Return the same with a second site, and a second component, whose session is a "01" as well.

    Of its information session every field is given, some as a form alone does not keep them.
    """
    first = opening.action.component("01")
    second = first.evolve(number="02", code="REMN", title="Remise à niveau")
    (site,) = opening.action.sites
    other = site.evolve(place="CAP 2001 TEST")
    twice = opening._replace(
        action=opening.action.evolve(components=[first, second], sites=[site, other]),
        code=(
            *opening.code,
            "first = action.component('01')",
            "second = first.evolve(number='02', code='REMN', title='Remise à niveau')",
            "(site,) = action.sites",
            "other = site.evolve(place='CAP 2001 TEST')",
            "action = action.evolve(components=[first, second], sites=[site, other])",
        ),
    )
    given: dict[str, dict[str, Any]] = {
        SESSION: {"places": 12, "offer_code": "OI 1"},
        INFO: {"comment": " salle 3\n"},
        ADDRESS: {
            "suffix": Term("bis", code="2"),
            "building": "Bâtiment A",
            "special": "BP 7",
            "cedex": "CEDEX 1",
        },
    }
    return twice.set(
        *(
            (f"{path.replace('components[01]', 'components[02]')}.{name}", value)
            for path, fields in given.items()
            for name, value in fields.items()
        )
    )


TWO, TWO_BEYOND = map(_two_components, (GUIDES, BEYOND))

_DRAWN = st.builds(
    drawn, actions(min_components=1), st.lists(collective_infos(), min_size=1, max_size=2)
)
openings: st.SearchStrategy[Opening] = st.sampled_from(
    [*[st.sampled_from([GUIDES, BEYOND, TWO, TWO_BEYOND])] * 6, st.sampled_from(OLD_FAULTS), _DRAWN]
).flatmap(lambda opening: opening)
"""Mostly the guide's own action, of few sessions, so that requests get in each other's way."""
