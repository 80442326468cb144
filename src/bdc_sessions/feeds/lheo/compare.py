"""Two feeds by their numbers: what is added, gone, and changed field by field."""

from collections.abc import Iterator, Sequence
from typing import Any

from bdc_sessions.changes import FieldChange
from bdc_sessions.feeds.lheo.feed import Feed
from bdc_sessions.model import ABSENT, Path
from bdc_sessions.model.fields import to_instance
from bdc_sessions.model.shape import shape


def compare(before: "Feed", after: "Feed") -> "tuple[FieldChange, ...]":
    """Return what differs between two feeds, each change with the path of numbers that it is at.

    >>> from bdc_sessions.feeds import lheo
    >>> from bdc_sessions import example_action
    >>> action, offers = example_action(), {"01": lheo.example_offer()}
    >>> later = action.set("components[01].sessions[01].places", 8)
    >>> before, after = (lheo.loads(lheo.dumps(each, offers)) for each in (action, later))
    >>> print(lheo.compare(before, after)[0])
    formations[23P0000000_TEST_1/01].actions[23P0000000_TEST_1].offer.funders[1].places: 10 → 8

    Formations, actions, sessions and information sessions are known by their ``numero`` ("A1", the
    second of the same number "A1 (2)"), without one by their place ("#1"). What is added or gone is
    one change, of the whole object from or to ``ABSENT``. Lines and reports are not compared.
    """
    to_instance(before, Feed, "compare(before)")
    return tuple(_fields(Path(), before, to_instance(after, Feed, "compare(after)")))


def _fields(top: Path, before: Any, after: Any) -> Iterator[FieldChange]:
    if before == after:
        return
    for name, inside in shape(type(before)).fields:
        old, new = getattr(before, name), getattr(after, name)
        if old == new or name == "report":
            continue
        if inside is None:
            yield FieldChange(top / name, old, new)
        elif isinstance(inside, type):
            yield from _fields(top / name, old, new)
        else:
            yield from _items(top, name, old, new)


def _items(
    top: Path, name: str, before: Sequence[Any], after: Sequence[Any]
) -> Iterator[FieldChange]:
    old, new = _by_number(before), _by_number(after)
    for key in (*new, *(key for key in old if key not in new)):
        path = top.child(name, key)
        if key in old and key in new:
            yield from _fields(path, old[key], new[key])
        else:
            yield FieldChange(path, old.get(key, ABSENT), new.get(key, ABSENT))


def _by_number(items: Sequence[Any]) -> dict[str, Any]:
    """Return objects by what they are known by."""
    by_number: dict[str, Any] = {}
    for place, item in enumerate(items, 1):
        number = getattr(item, "number", str(place))
        key, n = f"#{place}" if number is None else number, 1
        while key in by_number:
            n += 1
            key = f"{number} ({n})"
        by_number[key] = item
    return by_number
