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

    The component has a volume at least and one session with places; its first information has
    places too.
    """

    action: Action
    component: Component
    session: Session

    @property
    def info(self) -> CollectiveInfo:
        """The session's first information."""
        return self.session.info(1)

    @property
    def path(self) -> Path:
        """Where the session stands."""
        top = Path().child("components", self.component.number)
        return top.child("sessions", self.session.number)

    def with_action(self, **fields: Any) -> Action:
        """Return the action with its own fields changed."""
        return self.action.evolve(**fields)

    def with_component(self, **fields: Any) -> Action:
        """Return the action with the component's fields changed."""
        return self.action.set(self.path.parent, self.component.evolve(**fields))

    def with_session(self, **fields: Any) -> Action:
        """Return the action with the session's fields changed."""
        return self.with_component(sessions=[self.session.evolve(**fields)])

    def with_info(self, **fields: Any) -> Action:
        """Return the action with the first information's fields changed."""
        return self.with_session(infos=[self.info.evolve(**fields), *self.session.infos[1:]])

    def with_another_info(self, **fields: Any) -> Action:
        """Return the action with one information more, like the first but for some fields."""
        return self.with_session(infos=[*self.session.infos, self.info.evolve(**fields)])

    def with_address(self, **fields: Any) -> Action:
        """Return the action with the first information's address changed."""
        return self.with_info(address=self.info.address.evolve(**fields))

    def with_volume(self, **fields: Any) -> Action:
        """Return the action with the first volume's fields changed."""
        return self.with_component(volumes=self.volumes(**fields))

    def volumes(self, **fields: Any) -> list[Volume]:
        """Return the volumes with the first one's fields changed, and no other headcount."""
        return [self.component.volumes[0].evolve(**fields), *_uncounted(self.component.volumes[1:])]


def _uncounted(volumes: tuple[Volume, ...]) -> list[Volume]:
    return [volume.evolve(headcount=None) for volume in volumes]


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
        volumes=_uncounted(component.volumes) or [Volume(kind=words.KINDS[0], unit=VolumeUnit.HC)],
    )
    session = draw(valid_sessions(None, component, action, ADVISED, least_places=1))
    headcount = draw(st.none() | numbers_of_places(session.places, session.places + 100))
    volume = component.volumes[0].evolve(headcount=headcount, total=None)
    component = component.evolve(volumes=[volume, *component.volumes[1:]], sessions=[session])
    whole = action.evolve(components=(*action.components, component))
    return BaseAction(whole, component, session)


@st.composite
def dated(draw: st.DrawFn, base: BaseAction, start: Date, end: Date) -> Session:
    """Draw the session with other dates, and an information that fits them."""
    session = base.session.evolve(start=start, end=end, infos=())
    return session.with_info(draw(valid_infos(session, base.action, ADVISED, 1)))
