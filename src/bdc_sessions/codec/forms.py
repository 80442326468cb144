"""Values as the fields of the guide's screens, by their labels (§1.2, §2.1)."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple, TypeVar

from pendulum import Date, Time

from bdc_sessions.codec.faults import ONCE, Both, Faults
from bdc_sessions.codec.plan import fields_of
from bdc_sessions.codec.readers import READERS
from bdc_sessions.model import Address, CollectiveInfo, Path, Session, Site, Term
from bdc_sessions.model.display import display
from bdc_sessions.model.fields import MOST_DIGITS, to_int, to_text, to_tuple, wrong_type
from bdc_sessions.model.shape import shape
from bdc_sessions.texts import short_repr

T = TypeVar("T", Session, CollectiveInfo, Address)
Sites = tuple[Site, ...] | None

SCREENS = (Session, CollectiveInfo, Address)
"""The classes that the guide has a screen for."""

SHOWN_ONLY = "Composantes"
"""A label of the session's screen that nothing is entered under."""


def read_form(cls: type[T], form: Mapping[str, str], *, sites: Iterable[Site] | None = None) -> T:
    """Read what a person entered on a screen, by the labels of the screen or of the recap.

    Dates are ``jj/mm/aaaa``, times ``hh:mm`` or ``hh.mm``; a site is chosen by its label among
    ``sites``, or read off its label where they are not given. ``DecodeError`` lists every missing,
    unknown or ill-formed field; ``TypeError``: a class without a screen, labels that are no text.
    """
    labels = _labels(_with_a_screen(cls))
    where = f"read_form({cls.__name__})"
    given: object = form
    if not isinstance(given, Mapping):
        raise wrong_type(form, where, "a mapping of labels to texts")
    for one in (*form, *form.values()):
        if not isinstance(one, str):
            raise wrong_type(one, where, "labels and texts (str)")
    known = None if sites is None else to_tuple(sites, Site, f"{where}(sites=)")
    faults = Faults()
    entered: dict[str, str] = {}
    for written, text in form.items():
        label = _label(written)
        named = labels.get(label)
        if named is None:
            faults.unknown(Path(), label, labels)
        elif named in entered:
            faults.add("STR-013", Path(), named, written, ONCE)
        else:
            entered[named] = text.strip()
    value = _read(cls, entered, Path(), known, faults)
    faults.raise_if_any()
    read: T = value
    return read


def to_form(value: Session | CollectiveInfo | Address) -> dict[str, str]:
    """Return a value as the screen's fields; what is not filled in is left out.

    A session's informations have screens of their own. ``TypeError``: a value without a screen.
    """
    at = shape(_with_a_screen(type(value)))
    form = {}
    for name, label in at.labels.items():
        held = getattr(value, name)
        if name in at.parts:
            form.update(to_form(held))
        elif name in at.leaves and held is not None:
            form[label] = display(held)
    return form


def _with_a_screen(cls: type[Any]) -> type[Any]:
    if cls in SCREENS:
        return cls
    names = ", ".join(screen.__name__ for screen in SCREENS)
    raise TypeError(
        f"found {short_repr(cls)}; expected one of {names}: the guide has no other screens"
    )


def _labels(cls: type[Any]) -> dict[str, str]:
    """Return the labels by which a screen's fields are read, each with the form's own."""
    at = shape(cls)
    labels = {_label(at.recap_labels[name]): at.labels[name] for name in at.leaves}
    labels |= {_label(at.labels[name]): at.labels[name] for name in at.leaves}
    # A part's own label is a heading of the screen, as what is only shown is: nothing is read.
    headings = (SHOWN_ONLY, *(at.labels[name] for name in at.parts))
    labels |= {heading: heading for heading in headings}
    for part in at.parts.values():
        labels |= _labels(part)
    return labels


def _read(
    cls: type[Any], entered: Mapping[str, str], path: Path, sites: Sites, faults: Faults
) -> Any:
    before = len(faults.found)
    fields: dict[str, Any] = {}
    for field in fields_of(cls):
        here = path.child(field.name)
        text = entered.get(field.label, "")
        if field.many:
            continue
        if field.name in shape(cls).parts:
            fields[field.name] = _read(field.kind, entered, here, sites, faults)
        elif text:
            entry = ENTRIES[field.kind]
            try:
                fields[field.name] = entry.read(text, sites)
            except (ValueError, LookupError):
                faults.add(entry.code, here, field.label, text, entry.expected)
        elif field.mandatory:
            faults.missing(here, field.label, ENTRIES[field.kind].expected)
    return None if len(faults.found) > before else cls(**fields)


def _label(given: str) -> str:
    """Return a label without what a screen puts around it: marks, hints, colons."""
    bare = given.partition("(")[0].replace("*", " ").replace("...", "…")
    return _bare(bare).removesuffix(":").rstrip()


def _bare(text: str) -> str:
    """Return a text with one plain space where there are several, or others."""
    return " ".join(text.split())


def _text(text: str, _: Sites) -> str:
    return to_text(text)


def _day(text: str, _: Sites) -> Date:
    match = re.fullmatch(r"(\d\d?) ?/ ?(\d\d?) ?/ ?(\d{4})", _bare(text), re.ASCII)
    if match is None:
        raise ValueError(text)
    return Date(int(match[3]), int(match[2]), int(match[1]))


def _hour(text: str, _: Sites) -> Time:
    match = re.fullmatch(r"(\d\d?) ?[:.] ?(\d\d)", _bare(text), re.ASCII)
    if match is None:
        raise ValueError(text)
    return Time(int(match[1]), int(match[2]))


def _whole(text: str, _: Sites) -> int:
    """Read a whole number, in groups of three digits too."""
    bare = _bare(text)
    if not re.fullmatch(r"-?(\d+|\d{1,3}( \d{3})+)", bare, re.ASCII) or len(bare) > 2 * MOST_DIGITS:
        raise ValueError(text)
    return to_int(int(bare.replace(" ", "")))


def _site(text: str, sites: Sites) -> Site:
    if sites is None:
        name, place, city, postal_code = text.split(" / ")
        return Site(name=name, place=place, city=city, postal_code=postal_code)
    # Two sites may have one label: which is meant, nobody can tell.
    (chosen,) = {site for site in sites if _bare(site.label) == _bare(text)}
    return chosen


class Entry(NamedTuple):
    """How what is entered in a field is read, and what is told where it can't be."""

    read: Callable[[str, Sites], Any]
    code: str
    expected: Both


ENTRIES: Mapping[Any, Entry] = {
    Date: Entry(_day, "STR-004", ("une date jj/mm/aaaa", "a date jj/mm/aaaa")),
    Time: Entry(_hour, "STR-005", ("une heure hh:mm", "a time hh:mm")),
    int: Entry(_whole, "STR-003", READERS[int].expected),
    Site: Entry(_site, "STR-008", ("un des sites de l'action", "one of the action's sites")),
    str: Entry(_text, "STR-014", READERS[str].expected),
    Term: Entry(_text, "STR-014", READERS[str].expected),
}
"""What people enter, by the type that it is read to."""
