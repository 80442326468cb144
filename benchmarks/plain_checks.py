"""The rules that apply to an action, as one would write them by hand without an engine."""

import re
from collections.abc import Callable, Iterable

from bdc_sessions import Action, Address, CollectiveInfo, Component, EntryMode, Session, Volume
from bdc_sessions.rules.towns import same_town

Found = list[tuple[str, str]]
Postal = Callable[[str], Iterable[str]]


def check_action(action: Action, postal: Postal) -> Found:
    found: Found = []
    if action.start > action.end:
        found.append(("ACT-001", ""))
    towns = {(site.city, site.postal_code) for site in action.sites}
    for component in action.components:
        if (component.city, component.postal_code) not in towns:
            found.append(("ACT-002", f"components[{component.number}]"))
        check_component(component, action, postal, found)
    return found


def check_component(component: Component, action: Action, postal: Postal, found: Found) -> None:
    at = f"components[{component.number}]"
    if component.start > component.end:
        found.append(("CMP-001", at))
    if component.start < action.start or component.end > action.end:
        found.append(("CMP-002", at))
    for volume in component.volumes:
        check_volume(volume, at, found)
    headcount = max(
        (v.headcount for v in component.volumes if v.headcount is not None), default=None
    )
    places = [session.places for session in component.sessions]
    if headcount is not None and sum(places) > headcount and max(places) <= headcount:
        found.append(("CMP-006", at))
    seen = set()
    for session in component.sessions:
        if session.places > 0:
            alike = (session.start, session.end, session.site)
            if alike in seen:
                found.append(("SES-006", f"{at}.sessions[{session.number}]"))
            seen.add(alike)
        check_session(session, component, action, headcount, postal, at, found)


def check_volume(volume: Volume, at: str, found: Found) -> None:
    low, mean, high = volume.minimum, volume.mean, volume.maximum
    if (
        (low is not None and mean is not None and low > mean)
        or (mean is not None and high is not None and mean > high)
        or (low is not None and high is not None and low > high)
    ):
        found.append(("CMP-003", f"{at}.volumes[{volume.kind}]"))
    if (
        volume.total is not None
        and volume.headcount is not None
        and mean is not None
        and volume.total != volume.headcount * mean
    ):
        found.append(("CMP-004", f"{at}.volumes[{volume.kind}]"))
    if any(v is not None and v < 0 for v in (volume.headcount, mean, low, high, volume.total)):
        found.append(("CMP-005", f"{at}.volumes[{volume.kind}]"))


def check_session(
    session: Session,
    component: Component,
    action: Action,
    headcount: int | None,
    postal: Postal,
    top: str,
    found: Found,
) -> None:
    at = f"{top}.sessions[{session.number}]"
    if session.start > session.end:
        found.append(("SES-001", at))
    if session.start < component.start or session.end > component.end:
        found.append(("SES-002", at))
    if session.places < 0:
        found.append(("SES-003", at))
    if headcount is not None and session.places > headcount:
        found.append(("SES-004", at))
    if session.site not in action.sites:
        found.append(("SES-005", at))
    if not session.number.strip():
        found.append(("SES-007", at))
    if session.places == 0 and any(info.places > 0 for info in session.infos):
        found.append(("INF-009", at))
    seen = set()
    for place, info in enumerate(session.infos, 1):
        if info.places > 0:
            alike = (info.date, info.start, info.end, info.address)
            if alike in seen:
                found.append(("INF-010", f"{at}.infos[{place}]"))
            seen.add(alike)
        check_info(info, session, action, postal, f"{at}.infos[{place}]", found)


def check_info(
    info: CollectiveInfo, session: Session, action: Action, postal: Postal, at: str, found: Found
) -> None:
    if info.start >= info.end:
        found.append(("INF-001", at))
    if info.places < 0:
        found.append(("INF-002", at))
    last = session.end if action.entry is EntryMode.PERMANENT else session.start
    if info.date > session.start and info.date > last:
        found.append(("INF-003", at))
    if info.comment is not None and len(info.comment) > 500:
        found.append(("INF-011", at))
    check_address(info.address, postal, at, found)


def check_address(address: Address, postal: Postal, at: str, found: Found) -> None:
    if not address.street.strip():
        found.append(("INF-004", at))
    if re.fullmatch("[0-9]{5}", address.postal_code, re.ASCII) is None:
        found.append(("INF-005", at))
    if not address.city.strip():
        found.append(("INF-006", at))
    if address.cedex is None:
        cities = tuple(postal(address.postal_code))
        if cities and not any(same_town(address.city, city) for city in cities):
            found.append(("INF-007", at))
    if address.suffix is not None and not (address.number or "").strip():
        found.append(("INF-008", at))
    lines = (address.line, address.postal_line, address.building or "", address.special or "")
    if any(len(line) > 38 for line in lines):
        found.append(("INF-012", at))
