"""Changes and recaps of whatever was drawn: made whole, or refused with an error that is told."""

import re
from copy import deepcopy
from html.parser import HTMLParser
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
    RecapRow,
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
def hostile_items(draw: st.DrawFn, before: Action, after: Action) -> list[Any]:
    """Draw the changes of a diff with some left out, doubled, moved, or with other sides."""
    items = list(diff(before, after))
    found: list[Any] = []
    for item in items:
        match draw(st.sampled_from(["keep"] * 8 + ["drop", "twice", "swap", "side", "path"])):
            case "drop":
                continue
            case "twice":
                found += [item, item]
            case "swap":
                found.append(item.inverse())
            case "side":
                found.append(FieldChange(item.path, item.before, draw(SIDES)))
            case "path":
                other = draw(PATHS | st.sampled_from([change.path for change in items]))
                found.append(FieldChange(other, item.before, item.after))
            case _:
                found.append(item)
    if draw(st.booleans()):
        found.append(draw(st.builds(FieldChange, PATHS, SIDES, SIDES) | SIDES))
    return draw(st.permutations(found)) if len(found) < 20 else found


@given(st.data())
def test_hostile_changes_are_made_as_a_whole_or_refused(data: st.DataObject) -> None:
    before = data.draw(actions)
    after = data.draw(edited(before) | actions)
    items = data.draw(hostile_items(before, after))
    value = data.draw(st.sampled_from([before, after]))
    try:
        changes = Changes(Action, items)
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
            other = data.draw(st.sampled_from(items)).get(key, "x")
            match data.draw(st.sampled_from(["delete item", "delete", "other", "replace"])):
                case "delete item":
                    items.remove(item)
                case "delete":
                    item.pop(key, None)
                case "other":
                    item[key] = other
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


TEXTS = st.text() | st.lists(
    st.sampled_from(
        ["<script>", "</td>", "&lt;", "|", "\\", "\\|", "\n", "\r\n", "\u2028", "a", " "]
    )
).map("".join)
ROWS = st.lists(st.builds(RecapRow, TEXTS, TEXTS, TEXTS), max_size=4)


class Cells(HTMLParser):
    """The texts of a table's cells, and every tag that it has."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.cells: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert attrs == []
        self.tags.add(tag)
        if tag in ("td", "th"):
            self.cells.append("")

    def handle_data(self, data: str) -> None:
        self.cells[-1] += data


@given(ROWS)
def test_html_holds_every_cell_as_its_text_and_no_tag_but_the_tables(rows: list[RecapRow]) -> None:
    parser = Cells()
    parser.feed(Recap(rows)._repr_html_())
    parser.close()
    assert parser.tags <= {"table", "thead", "tbody", "tr", "th", "td"}
    assert parser.cells[3:] == [cell for row in rows for cell in row.cells]


@given(ROWS)
def test_markdown_has_a_line_for_each_row_and_three_cells_in_it(rows: list[RecapRow]) -> None:
    lines = Recap(rows).to_markdown().split("\n")
    assert len(lines) == len(rows) + 2
    for line, row in zip(lines[2:], rows, strict=True):
        assert len(line.splitlines()) == 1
        bare = re.sub(r"\\[\\|]", "", line)
        assert bare.count("|") == 4
        assert "<" not in bare.replace("<br>", "")
        cells = re.split(r"(?<!\\)(?:\\\\)*\|", line)
        assert len(cells) == 5, row


@given(ROWS)
def test_the_text_table_of_any_cells_fits_its_width(rows: list[RecapRow]) -> None:
    table = str(Recap(rows))
    assert max(map(len, table.split("\n"))) <= 100
    assert len(table.split("\n")) >= len(rows) + 2
