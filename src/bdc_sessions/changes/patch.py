"""Two values as an RFC 6902 JSON Patch between their encodings."""

from typing import Any

from bdc_sessions.model.scalars import to_json
from bdc_sessions.model.shape import Collection, shape
from bdc_sessions.model.tree import keys

Operation = dict[str, Any]


def json_patch(before: Any, after: Any) -> list[Operation]:
    """Return the operations that turn ``encode(before)`` into ``encode(after)``.

    Pointers start at ``/value``, as the envelope does. Each operation stands on those before it:
    removals from the end, additions in their order, then what changed within.
    """
    found: list[Operation] = []
    _object(before, after, "/value", found)
    return found


def _object(before: Any, after: Any, pointer: str, found: list[Operation]) -> None:
    at = shape(type(after))
    for name in at.leaves:
        one, other = getattr(before, name), getattr(after, name)
        if one != other:
            found.append({"op": "replace", "path": f"{pointer}/{name}", "value": to_json(other)})
    for name in at.parts:
        _object(getattr(before, name), getattr(after, name), f"{pointer}/{name}", found)
    for name, collection in at.collections.items():
        one, other = getattr(before, name), getattr(after, name)
        if one is not other:
            _collection(one, other, collection, f"{pointer}/{name}", found)


def _collection(
    before: tuple[Any, ...],
    after: tuple[Any, ...],
    collection: Collection,
    pointer: str,
    found: list[Operation],
) -> None:
    old = dict(zip(keys(before, collection), before, strict=True))
    new = dict(zip(keys(after, collection), after, strict=True))
    for place, key in reversed(list(enumerate(old))):
        if key not in new:
            found.append({"op": "remove", "path": f"{pointer}/{place}"})
    for place, (key, item) in enumerate(new.items()):
        if key not in old:
            found.append({"op": "add", "path": f"{pointer}/{place}", "value": to_json(item)})
        elif old[key] is not item:
            _object(old[key], item, f"{pointer}/{place}", found)
