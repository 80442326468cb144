"""Values as the fields of the guide's screens, by their labels (§1.2, §2.1)."""

import re
from collections.abc import Callable, Iterable, Mapping
from types import NoneType
from typing import Any, TypeVar, get_args

import attrs
from pendulum import Date, Time

from bdc_sessions.changes.shown import shown
from bdc_sessions.codec.faults import Both, Faults
from bdc_sessions.model import Address, CollectiveInfo, Path, Session, Site
from bdc_sessions.model.fields import text as read_text
from bdc_sessions.model.fields import wrong_type
from bdc_sessions.model.shape import shape

T = TypeVar("T", Session, CollectiveInfo, Address)

SHOWN_ONLY = "Composantes"
"""A label of the session's screen that nothing is entered under."""


def read_form(cls: type[T], form: Mapping[str, str], *, sites: Iterable[Site] = ()) -> T:
    """Read what a person entered on a screen, by the screen's labels.

    Dates are ``jj/mm/aaaa``, times ``hh:mm`` or ``hh.mm``; a site is chosen by its label among
    ``sites``, or read off its label where none are given. ``DecodeError`` lists every missing,
    unknown or ill-formed field.
    """
    for given in (*form, *form.values()):
        if not isinstance(given, str):
            raise wrong_type(given, f"read_form({cls.__name__})", "labels and texts (str)")
    faults = Faults()
    labels = _labels(cls)
    entered: dict[str, str] = {}
    for given, text in form.items():
        label = _label(given)
        if label not in labels and label != SHOWN_ONLY:
            faults.unknown(Path(), label, list(labels))
        elif label in entered:
            faults.add(
                "STR-013", Path(), label, given, ("chaque champ une fois", "each field once")
            )
        entered[label] = text.strip()
    value = _read(cls, entered, Path(), {_bare(site.label): site for site in sites}, faults)
    faults.raise_if_any()
    read: T = value
    return read


def to_form(value: Session | CollectiveInfo | Address) -> dict[str, str]:
    """Return a value as the screen's fields; what is not filled in is left out."""
    at = shape(type(value))
    form = {}
    for name, label in at.labels.items():
        held = getattr(value, name)
        if name in at.parts:
            form.update(to_form(held))
        elif name in at.leaves and held is not None:
            form[label] = shown(held)
    return form


def _labels(cls: type[Any]) -> dict[str, str]:
    at = shape(cls)
    labels = {at.labels[name]: name for name in at.leaves}
    for part in at.parts.values():
        labels.update(_labels(part))
    return labels


def _read(
    cls: type[Any],
    entered: Mapping[str, str],
    path: Path,
    sites: Mapping[str, Site],
    faults: Faults,
) -> Any:
    at = shape(cls)
    before = len(faults.found)
    fields: dict[str, Any] = {}
    for name, part in at.parts.items():
        fields[name] = _read(part, entered, path.child(name), sites, faults)
    for name in at.leaves:
        label, text = at.labels[name], entered.get(at.labels[name], "")
        if not text:
            if name in at.mandatory:
                faults.missing(path.child(name), label)
            continue
        annotation = getattr(attrs.fields(cls), name).type
        kind = next((k for k in get_args(annotation) if k is not NoneType), annotation)
        try:
            fields[name] = (
                _READERS[kind](_bare(text), sites) if kind in _READERS else read_text(text)
            )
        except (ValueError, LookupError):
            code, expected = _EXPECTED.get(kind, TEXT)
            faults.add(code, path.child(name), label, text, expected)
    return None if len(faults.found) > before else cls(**fields)


def _label(given: str) -> str:
    """Return a label without what a screen puts around it: marks, hints, colons."""
    bare = given.partition("(")[0].replace("*", " ").replace("...", "…")
    return _bare(bare).removesuffix(":").rstrip()


def _bare(text: str) -> str:
    """Return a text with one plain space where there are several, or others."""
    return " ".join(text.split())


def _day(text: str, _: object) -> Date:
    match = re.fullmatch(r"(\d\d?)/(\d\d?)/(\d{4})", text, re.ASCII)
    if match is None:
        raise ValueError(text)
    return Date(int(match[3]), int(match[2]), int(match[1]))


def _hour(text: str, _: object) -> Time:
    match = re.fullmatch(r"(\d\d?) ?[:.] ?(\d\d)", text, re.ASCII)
    if match is None:
        raise ValueError(text)
    return Time(int(match[1]), int(match[2]))


def _whole(text: str, _: object) -> int:
    if not re.fullmatch(r"-?\d{1,18}", text, re.ASCII):
        raise ValueError(text)
    return int(text)


def _site(text: str, sites: Mapping[str, Site]) -> Site:
    if sites:
        return sites[text]
    name, place, city, postal_code = text.split(" / ")
    return Site(name=name, place=place, city=city, postal_code=postal_code)


_READERS: dict[Any, Callable[[str, Any], Any]] = {
    Date: _day,
    Time: _hour,
    int: _whole,
    Site: _site,
}
_EXPECTED: dict[Any, tuple[str, Both]] = {
    Date: ("STR-004", ("une date jj/mm/aaaa", "a date jj/mm/aaaa")),
    Time: ("STR-005", ("une heure hh:mm", "a time hh:mm")),
    int: ("STR-003", ("un nombre entier", "a whole number")),
    Site: ("STR-008", ("un des sites de l'action", "one of the action's sites")),
}
TEXT = ("STR-014", ("un texte", "a text"))
