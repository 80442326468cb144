"""JSON Patch (RFC 6902) between the encodings of two values."""

from typing import Any

from bdc_sessions.model.scalars import to_json
from bdc_sessions.model.shape import Collection, shape
from bdc_sessions.model.tree import keys

Operation = dict[str, Any]


def json_patch(before: Any, after: Any) -> list[Operation]:
    """Return the operations that turn ``encode(before)`` into ``encode(after)``.

    Unchanged objects must be identical in both, as ``Changes.apply`` leaves them. Pointers start at
    ``/value``, inside the envelope. Operations apply one after another: those of a collection
    remove items from the end, then add and change items by index.
    """
    operations: list[Operation] = []
    _patch_object(before, after, "/value", operations)
    return operations


def _patch_object(before: Any, after: Any, pointer: str, operations: list[Operation]) -> None:
    for name, inside in shape(type(after)).fields:
        old, new, here = getattr(before, name), getattr(after, name), f"{pointer}/{name}"
        if old is new:
            continue
        if isinstance(inside, Collection):
            _patch_collection(old, new, inside, here, operations)
        elif inside is not None:
            _patch_object(old, new, here, operations)
        else:
            operations.append({"op": "replace", "path": here, "value": to_json(new)})


def _patch_collection(
    before: tuple[Any, ...],
    after: tuple[Any, ...],
    collection: Collection,
    pointer: str,
    operations: list[Operation],
) -> None:
    old_by_key = dict(zip(keys(before, collection), before, strict=True))
    new_by_key = dict(zip(keys(after, collection), after, strict=True))
    for index, key in reversed(list(enumerate(old_by_key))):
        if key not in new_by_key:
            operations.append({"op": "remove", "path": f"{pointer}/{index}"})
    for index, (key, item) in enumerate(new_by_key.items()):
        here = f"{pointer}/{index}"
        if key not in old_by_key:
            operations.append({"op": "add", "path": here, "value": to_json(item)})
        elif old_by_key[key] is not item:
            _patch_object(old_by_key[key], item, here, operations)
