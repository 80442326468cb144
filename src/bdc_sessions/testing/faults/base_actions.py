"""Actions in which nothing is found, with one session told apart: there rules are broken."""

from collections.abc import Callable
from typing import Any, NamedTuple

from hypothesis import strategies as st
from pendulum import Date

from bdc_sessions.model import Action, CollectiveInfo, Component, Path, Session, Volume, VolumeUnit
from bdc_sessions.testing import words
from bdc_sessions.testing.context import TODAY
from bdc_sessions.testing.moments import GUIDE_SPAN, Span, days
from bdc_sessions.testing.quality import Quality
from bdc_sessions.testing.valid import (
    numbers_of_places,
    valid_actions,
    valid_components,
    valid_infos,
    valid_sessions,
)

MARGIN = 10
"""The days that an action lasts before today, and after it, at least."""
LONGEST = 700

ADVISED = Quality.ADVISED


@st.composite
def _around_today(draw: st.DrawFn, first: Date, last: Date) -> Span:
    start = draw(days(first, TODAY.subtract(days=MARGIN)))
    return start, draw(days(TODAY.add(days=MARGIN), last))


ACTION_DATES: st.SearchStrategy[Span] = st.just(GUIDE_SPAN) | _around_today(
    TODAY.subtract(days=LONGEST), TODAY.add(days=LONGEST)
)


class BaseAction(NamedTuple):
    """An action in which nothing is found, and one of its components that lasts around today.

    The component has a volume at least and one session with places, whose first information session
    has places too.
    """

    action: Action
    component: Component
    session: Session

    @property
    def path(self) -> Path:
        """Where the session stands."""
        return Path((("components", self.component.number), ("sessions", self.session.number)))

    @property
    def info(self) -> CollectiveInfo:
        """The session's first information session."""
        return self.session.info(1)

    @property
    def volume(self) -> Volume:
        """The component's first volume, the only one with a headcount."""
        return self.component.volumes[0]

    def edited(self, part: str, **fields: Any) -> Action:
        """Return the action with some fields of a part changed.

        The part is the component, its volume, the session, its info, or the address of that.
        """
        paths = {
            "component": self.path.parent,
            "volume": self.path.parent.child("volumes", self.volume.kind),
            "session": self.path,
            "info": self.path / "infos[1]",
            "address": self.path / "infos[1].address",
        }
        return self.action.set(paths[part], self.action[paths[part]].evolve(**fields))

    def volumes_of(self, headcount: int | None) -> tuple[Volume, ...]:
        """Return the component's volumes with another headcount, which no total speaks against."""
        volume = self.volume.evolve(headcount=headcount, total=None)
        return (volume, *self.component.volumes[1:])

    def with_another(self, field: str, value: Any, **others: Any) -> Action:
        """Return the action with one session or information session more."""
        part = "component" if field == "sessions" else "session"
        return self.edited(part, **{field: (*getattr(getattr(self, part), field), value)}, **others)


Fault = Callable[[st.DrawFn, BaseAction], Any]
"""Takes ``draw`` and a base action; returns what breaks one rule."""


@st.composite
def base_actions(draw: st.DrawFn) -> BaseAction:
    """Draw an action in which nothing of ``RULES | ADVICE`` is found."""
    action = draw(valid_actions(ADVISED, dates=ACTION_DATES, min_sites=1, max_components=1))
    start, end = draw(st.just((action.start, action.end)) | _around_today(action.start, action.end))
    component = draw(valid_components(action=action, max_sessions=0))
    component = component.evolve(
        start=start,
        end=end,
        volumes=[volume.evolve(headcount=None) for volume in component.volumes]
        or [Volume(kind=words.KINDS[0], unit=VolumeUnit.HC)],
    )
    session = draw(valid_sessions(None, component, action, ADVISED, least_places=1))
    headcount = draw(st.none() | numbers_of_places(session.places, session.places + 100))
    volume = component.volumes[0].evolve(headcount=headcount, total=None)
    component = component.evolve(volumes=[volume, *component.volumes[1:]], sessions=[session])
    grown = action.evolve(components=(*action.components, component))
    return BaseAction(grown, component, session)


@st.composite
def dated(draw: st.DrawFn, base: BaseAction, start: Date, end: Date) -> Session:
    """Draw the session with other dates, and an information session that fits them."""
    session = base.session.evolve(start=start, end=end, infos=())
    return session.with_info(draw(valid_infos(session, base.action, ADVISED, 1)))
