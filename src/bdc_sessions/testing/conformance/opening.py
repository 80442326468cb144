"""What a run begins with: an action, and informations that may be appended to its sessions."""

from typing import NamedTuple

from hypothesis import strategies as st

from bdc_sessions.changes.shown import shown
from bdc_sessions.model import Action, CollectiveInfo, Path
from bdc_sessions.rules.example import INFO, example_action
from bdc_sessions.testing.strategies import actions, collective_infos


class Opening(NamedTuple):
    """An action with at least one component, and informations to append."""

    action: Action
    infos: tuple[CollectiveInfo, ...]

    def without_infos(self) -> "Opening":
        """Return the same for a service that keeps no collective informations."""
        action = self.action
        for component in action.components:
            bare = [session.evolve(infos=()) for session in component.sessions]
            action = action.set(Path().child("components", component.number) / "sessions", bare)
        return Opening(action, ())

    def __str__(self) -> str:
        """Tell of the action what the steps are about: its components and their sessions."""
        lines = ["service = open_service(action)"]
        for component in self.action.components:
            lines.append(f"# {component.label} ({shown(component.start)} – {shown(component.end)})")
            lines += [
                f"#   session {session.number} ({shown(session.start)} – {shown(session.end)}), "
                f"places: {session.places}, informations: {len(session.infos)}"
                for session in component.sessions
            ]
        return "\n".join(lines)


_GUIDES = st.builds(lambda: Opening(example_action(), (example_action()[INFO],)))
_DRAWN = st.builds(
    Opening,
    actions(min_components=1),
    st.lists(collective_infos(), min_size=1, max_size=2).map(tuple),
)

openings: st.SearchStrategy[Opening] = st.sampled_from([*[_GUIDES] * 4, _DRAWN]).flatmap(
    lambda opening: opening
)
"""Most often the guide's own action, of one session, so that requests get in each other's way."""
