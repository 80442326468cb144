"""Edits that ask only what a constructor asks: objects removed, fields as they come."""

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from bdc_sessions.model import Action, Component, EntryMode, Session, VolumeUnit
from bdc_sessions.testing import loose

Fields = Mapping[str, st.SearchStrategy[Any]]

SESSION_FIELDS: Fields = {
    "start": loose.days,
    "end": loose.days,
    "site": loose.few_sites,
    "places": loose.places,
    "offer_code": loose.maybe_texts,
}
INFO_FIELDS: Fields = {
    "date": loose.days,
    "start": loose.hours,
    "end": loose.hours,
    "places": loose.places,
    "comment": loose.maybe_texts,
    "address.number": loose.maybe_texts,
    "address.suffix": loose.maybe_terms,
    "address.street_type": loose.maybe_terms,
    "address.street": loose.texts,
    "address.cedex": loose.maybe_texts,
    "address": loose.addresses,
}
VOLUME_FIELDS: Fields = {
    "unit": st.sampled_from(VolumeUnit),
    "headcount": st.none() | loose.places,
    "mean": loose.maybe_amounts,
    "total": loose.maybe_amounts,
}
COMPONENT_FIELDS: Fields = {
    "code": loose.texts,
    "title": loose.texts,
    "start": loose.days,
    "end": loose.days,
    "city": loose.texts,
}
ACTION_FIELDS: Fields = {
    "title": loose.texts,
    "year": loose.years,
    "schemes": st.lists(loose.texts, max_size=2),
    "start": loose.days,
    "entry": st.sampled_from(EntryMode),
    "sites": st.lists(loose.few_sites, max_size=2),
}


def _set(draw: st.DrawFn, value: Any, fields: Fields, top: str = "") -> Any:
    name = draw(st.sampled_from(sorted(fields)))
    return value.set(top + name, draw(fields[name]))


def _replaced(draw: st.DrawFn, items: tuple[Any, ...], key: str, new: Any) -> list[Any]:
    """Take away the object of the same number or kind, and put the new one in, or none."""
    others = [item for item in items if getattr(item, key) != getattr(new, key)]
    return [*others, *draw(st.sampled_from([(), (new,)]))]


@st.composite
def _edited_session(draw: st.DrawFn, session: Session) -> Session:
    what = draw(st.sampled_from(["field", "append", "info", "shorten"]))
    if what == "append":
        return session.with_info(draw(loose.infos))
    if what == "info" and session.infos:
        place = draw(st.integers(1, len(session.infos)))
        edited: Session = _set(draw, session, INFO_FIELDS, f"infos[{place}].")
        return edited
    if what == "shorten":
        return session.evolve(infos=session.infos[:-1])
    changed: Session = _set(draw, session, SESSION_FIELDS)
    return changed


@st.composite
def _edited_component(draw: st.DrawFn, component: Component) -> Component:
    what = draw(st.sampled_from(["session", "session", "sessions", "volume", "volumes", "field"]))
    if what == "session" and component.sessions:
        session = draw(st.sampled_from(component.sessions))
        others = [s for s in component.sessions if s is not session]
        return component.evolve(sessions=[*others, draw(_edited_session(session))])
    if what == "sessions":
        new = draw(loose.sessions())
        return component.evolve(sessions=_replaced(draw, component.sessions, "number", new))
    if what == "volume" and component.volumes:
        volume = draw(st.sampled_from(component.volumes))
        changed = _set(draw, volume, VOLUME_FIELDS)
        return component.evolve(volumes=[changed if v is volume else v for v in component.volumes])
    if what == "volumes":
        bought = draw(loose.volumes())
        return component.evolve(volumes=_replaced(draw, component.volumes, "kind", bought))
    edited: Component = _set(draw, component, COMPONENT_FIELDS)
    return edited


@st.composite
def edited_actions(draw: st.DrawFn, action: Action, times: int) -> Action:
    """Draw an action edited up to a few times."""
    for _ in range(draw(st.integers(0, times))):
        what = draw(st.sampled_from(["component", "component", "components", "field"]))
        if what == "component" and action.components:
            component = draw(st.sampled_from(action.components))
            others = [c for c in action.components if c is not component]
            action = action.evolve(components=[*others, draw(_edited_component(component))])
        elif what == "components":
            new = draw(loose.components())
            action = action.evolve(components=_replaced(draw, action.components, "number", new))
        else:
            action = _set(draw, action, ACTION_FIELDS)
    return action
