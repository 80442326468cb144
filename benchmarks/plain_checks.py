"""The rules that apply to an action, as one would write them by hand, tight, without an engine.

They make no path unless something is found, look at nothing twice, and ask the postal table once
for each code.
"""

import re
from collections.abc import Callable, Iterable

from bdc_sessions import Action, CollectiveInfo, Component, EntryMode, Session, Volume
from bdc_sessions.model.natural import same_number_key
from bdc_sessions.rules.towns import same_town
from bdc_sessions.texts import is_blank

Found = list[tuple[str, str]]
Postal = Callable[[str], Iterable[str]]
Towns = dict[str, tuple[str, ...]]

five_digits = re.compile("[0-9]{5}", re.ASCII).fullmatch


def check_action(action: Action, postal: Postal | None = None) -> Found:
    found: Found = []
    if action.start > action.end:
        found.append(("ACT-001", ""))
    towns = {(site.city, site.postal_code) for site in action.sites}
    known: Towns = {}
    for component in action.components:
        if (component.city, component.postal_code) not in towns:
            found.append(("ACT-002", _component(component)))
        check_component(component, action, postal, known, found)
    return found


def check_component(
    component: Component, action: Action, postal: Postal | None, known: Towns, found: Found
) -> None:
    if component.start > component.end:
        found.append(("CMP-001", _component(component)))
    if component.start < action.start or component.end > action.end:
        found.append(("CMP-002", _component(component)))
    headcount: int | None = None
    for volume in component.volumes:
        check_volume(volume, component, found)
        if volume.headcount is not None and (headcount is None or volume.headcount > headcount):
            headcount = volume.headcount
    sessions = component.sessions
    if headcount is not None and sessions:
        places = [session.places for session in sessions]
        if sum(places) > headcount and max(places) <= headcount:
            found.append(("CMP-006", _component(component)))
    if len({(session.start, session.end) for session in sessions}) < len(sessions):
        check_twins(component, found)
    if len({same_number_key(session.number) for session in sessions}) < len(sessions):
        check_numbers(component, found)
    for session in sessions:
        check_session(session, component, action, headcount, found)
        for info in session.infos:
            check_info(info, session, component, action, found)
            check_address(info, session, component, postal, known, found)


def check_session(
    session: Session, component: Component, action: Action, headcount: int | None, found: Found
) -> None:
    if session.start > session.end:
        found.append(("SES-001", _session(component, session)))
    if session.start < component.start or session.end > component.end:
        found.append(("SES-002", _session(component, session)))
    if session.places < 0:
        found.append(("SES-003", _session(component, session)))
    if headcount is not None and session.places > headcount:
        found.append(("SES-004", _session(component, session)))
    if session.site not in action.sites:
        found.append(("SES-005", _session(component, session)))
    if is_blank(session.number):
        found.append(("SES-007", _session(component, session)))
    if session.places == 0 and any(info.places > 0 for info in session.infos):
        found.append(("INF-009", _session(component, session)))
    if len(session.infos) > 1 and len({info.date for info in session.infos}) < len(session.infos):
        check_same_infos(component, session, found)


def check_info(
    info: CollectiveInfo, session: Session, component: Component, action: Action, found: Found
) -> None:
    if info.start >= info.end:
        found.append(("INF-001", _info(component, session, info)))
    if info.places < 0:
        found.append(("INF-002", _info(component, session, info)))
    if info.date > session.start and (
        action.entry is not EntryMode.PERMANENT or info.date > session.end
    ):
        found.append(("INF-003", _info(component, session, info)))
    if info.comment is not None and len(info.comment) > 500:
        found.append(("INF-011", _info(component, session, info)))


def check_volume(volume: Volume, component: Component, found: Found) -> None:
    low, mean, high, total = volume.minimum, volume.mean, volume.maximum, volume.total
    headcount = volume.headcount
    if (
        (low is not None and mean is not None and low > mean)
        or (mean is not None and high is not None and mean > high)
        or (low is not None and high is not None and low > high)
    ):
        found.append(("CMP-003", _volume(component, volume)))
    if (
        total is not None
        and headcount is not None
        and mean is not None
        and total != headcount * mean
    ):
        found.append(("CMP-004", _volume(component, volume)))
    if (
        (headcount is not None and headcount < 0)
        or (mean is not None and mean < 0)
        or (low is not None and low < 0)
        or (high is not None and high < 0)
        or (total is not None and total < 0)
    ):
        found.append(("CMP-005", _volume(component, volume)))


def check_address(
    info: CollectiveInfo,
    session: Session,
    component: Component,
    postal: Postal | None,
    known: Towns,
    found: Found,
) -> None:
    address = info.address
    if is_blank(address.street):
        found.append(("INF-004", _info(component, session, info)))
    if five_digits(address.postal_code) is None:
        found.append(("INF-005", _info(component, session, info)))
    if is_blank(address.city):
        found.append(("INF-006", _info(component, session, info)))
    if postal is not None and address.cedex is None:
        towns = known.get(address.postal_code)
        if towns is None:
            towns = known[address.postal_code] = tuple(postal(address.postal_code))
        if (
            towns
            and address.city not in towns
            and not any(same_town(address.city, town) for town in towns)
        ):
            found.append(("INF-007", _info(component, session, info)))
    if address.suffix is not None and address.number is None:
        found.append(("INF-008", _info(component, session, info)))
    if (
        len(address.line) > 38
        or len(address.postal_line) > 38
        or (address.building is not None and len(address.building) > 38)
        or (address.special is not None and len(address.special) > 38)
    ):
        found.append(("INF-012", _info(component, session, info)))


def check_twins(component: Component, found: Found) -> None:
    seen = set()
    for session in component.sessions:
        if session.places > 0:
            alike = (session.start, session.end, session.site)
            if alike in seen:
                found.append(("SES-006", _session(component, session)))
            seen.add(alike)


def check_numbers(component: Component, found: Found) -> None:
    seen = set()
    for session in component.sessions:
        key = same_number_key(session.number)
        if key and key in seen:
            found.append(("SES-008", _session(component, session)))
        seen.add(key)


def check_same_infos(component: Component, session: Session, found: Found) -> None:
    seen = set()
    for info in session.infos:
        if info.places > 0:
            alike = (info.date, info.start, info.end, info.address)
            if alike in seen:
                found.append(("INF-010", _info(component, session, info)))
            seen.add(alike)


def _component(component: Component) -> str:
    return f"components[{component.number}]"


def _volume(component: Component, volume: Volume) -> str:
    return f"{_component(component)}.volumes[{volume.kind}]"


def _session(component: Component, session: Session) -> str:
    return f"{_component(component)}.sessions[{session.number}]"


def _info(component: Component, session: Session, info: CollectiveInfo) -> str:
    return f"{_session(component, session)}.infos[{session.infos.index(info) + 1}]"
