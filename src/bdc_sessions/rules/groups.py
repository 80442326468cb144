"""The group values and twins of the rules."""

from typing import Any

from bdc_sessions.model import CollectiveInfo, Component, Session
from bdc_sessions.model.natural import same_number_key
from bdc_sessions.rules.group import Aggregate, Group, Twins
from bdc_sessions.rules.predicates import filled


def with_places(subject: Session | CollectiveInfo) -> bool:
    """Whether a session or an information session has places."""
    return subject.places > 0


def is_numbered(session: Session) -> Any:
    """Whether a session has a number that is not blank."""
    return filled(session.number)


LARGEST_HEADCOUNT = Group(
    name="largest_headcount", of=Component, members="volumes", how=Aggregate.MAX, field="headcount"
)
ALL_PLACES = Group(
    name="all_places", of=Component, members="sessions", how=Aggregate.SUM, field="places"
)
MOST_PLACES = Group(
    name="most_places", of=Component, members="sessions", how=Aggregate.MAX, field="places"
)
OPEN_INFOS = Group(
    name="open_infos",
    of=Session,
    members="infos",
    how=Aggregate.COUNT,
    field="places",
    where=with_places,
)
SAME_SESSIONS = Twins(
    of=Component, members="sessions", alike=("start", "end", "site"), where=with_places
)
ALIKE_NUMBERS = Twins(
    of=Component,
    members="sessions",
    alike=("number",),
    where=is_numbered,
    key=same_number_key,
)
SAME_INFOS = Twins(
    of=Session, members="infos", alike=("date", "start", "end", "address"), where=with_places
)
