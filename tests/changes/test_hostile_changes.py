"""Changes and recaps of whatever was drawn: made whole, or refused with an error that is told."""

from copy import deepcopy
from typing import Any

import jsonpatch
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.values import actions, components, edited, sessions, volumes

from bdc_sessions import (
    ABSENT,
    Action,
    Changes,
    DecodeError,
    FieldChange,
    Path,
    Recap,
    StaleChangeError,
    decode,
    diff,
    encode,
    recap,
)

SIDES: st.SearchStrategy[Any] = st.sampled_from(
    [ABSENT, None, "", "x", 3, True, 1.5, (), ("a",), [], {}, object]
)
PATHS = st.sampled_from(
    [
        *("", "number", "sessions", "components[01]", "components[01].sessions[01].places"),
        *("components[1].volumes[01].unit", "components[01].sessions[01].infos[2].address.city"),
        *("components[01].sessions[01].infos[0].places", "sites[1].name", "nothing", "places"),
    ]
).map(Path.parse)


@st.composite
def hostile_items(draw: st.DrawFn, before: Action, after: Action) -> list[tuple[Any, ...]]:
    """Draw what the changes of a diff are made of, some left out, doubled, or with other facts."""
    items: list[tuple[Any, ...]] = [(c.path, c.before, c.after) for c in diff(before, after)]
    found: list[tuple[Any, ...]] = []
    for path, old, new in items:
        match draw(st.sampled_from(["keep"] * 8 + ["drop", "twice", "swap", "side", "path"])):
            case "drop":
                continue
            case "twice":
                found += [(path, old, new)] * 2
            case "swap":
                found.append((path, new, old))
            case "side":
                found.append((path, old, draw(SIDES)))
            case "path":
                found.append(
                    (draw(PATHS | st.sampled_from([known for known, *_ in items])), old, new)
                )
            case _:
                found.append((path, old, new))
    if draw(st.booleans()):
        found.append(draw(st.tuples(PATHS, SIDES, SIDES)))
    return draw(st.permutations(found)) if len(found) < 20 else found


@given(st.data())
def test_hostile_changes_are_made_as_a_whole_or_refused(data: st.DataObject) -> None:
    before = data.draw(actions)
    after = data.draw(edited(before) | actions)
    items = data.draw(hostile_items(before, after))
    value = data.draw(st.sampled_from([before, after]))
    try:
        changes = Changes(Action, [FieldChange(*facts) for facts in items])
    except (TypeError, ValueError):
        return
    assert Changes(Action, changes) == changes
    try:
        made = changes.apply(value)
    except StaleChangeError as error:
        stale = list(zip(error.changes, error.found, strict=True))
        assert stale
        return
    except ValueError as error:
        said = str(error)
        assert "the changes are incomplete" in said
        return
    assert diff(value, made) == changes
    assert changes.inverse().apply(made) == value
    assert jsonpatch.apply_patch(encode(value), changes.to_json_patch(value)) == encode(made)


VALUES: st.SearchStrategy[Any] = st.sampled_from(
    [None, True, 1, -3, 1.5, "", "x", "fixed", "2022-09-01", "10:00", "1.50", [], {}, "\ud800"]
)


@given(st.data())
def test_changes_decoded_from_a_mutated_document_apply_or_are_refused(data: st.DataObject) -> None:
    before = data.draw(actions)
    after = data.draw(edited(before) | actions)
    document = deepcopy(encode(diff(before, after)))
    items = document["value"]["items"]
    for _ in range(data.draw(st.integers(1, 3))):
        if items:
            item = data.draw(st.sampled_from(items))
            key = data.draw(st.sampled_from(["path", "before", "after"]))
            copied = data.draw(st.sampled_from(items)).get(key, "x")
            match data.draw(st.sampled_from(["delete item", "delete", "other", "replace"])):
                case "delete item":
                    items.remove(item)
                case "delete":
                    item.pop(key, None)
                case "other":
                    item[key] = copied
                case _:
                    item[key] = data.draw(VALUES)
    try:
        changes = decode(document, Changes)
    except DecodeError as error:
        report = error.report
        assert report.errors
        return
    assert decode(encode(changes), Changes) == changes
    for value in (before, after):
        assert recap(value, value) == Recap()
        try:
            made = changes.apply(value)
        except ValueError:  # StaleChangeError is one
            continue
        assert diff(value, made) == changes


@pytest.mark.parametrize("values", [actions, components, sessions, volumes])
@given(data=st.data())
def test_a_json_patch_between_any_two_values_turns_one_document_into_the_other(
    values: st.SearchStrategy[Any], data: st.DataObject
) -> None:
    before, after = data.draw(values), data.draw(values)
    document = encode(before)
    patch = diff(before, after).to_json_patch(before)
    assert jsonpatch.apply_patch(document, patch) == encode(after)
    assert document == encode(before)
