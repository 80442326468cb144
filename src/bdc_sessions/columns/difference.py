"""Two snapshots compared: last night's frames and tonight's."""

from collections.abc import Mapping
from functools import reduce
from operator import or_
from typing import Any

import narwhals as nw

from bdc_sessions.columns.backend import Frame, rows, small_frame, to_native
from bdc_sessions.columns.faults import Tables, checked
from bdc_sessions.columns.frames import Frames, item_of
from bdc_sessions.columns.places import KEY_COLUMNS, KEY_TYPES, Place, rows_by_place
from bdc_sessions.columns.row import path_of, text
from bdc_sessions.columns.schema import TABLE_OF, TABLES, Leaf, Table, text_of
from bdc_sessions.model import Action, Address, Site
from bdc_sessions.model.shape import shape

_BEFORE, _AFTER = "before__", "after__"
_TYPES: Mapping[str, Any] = {
    "change": nw.String(),
    **KEY_TYPES,
    **dict.fromkeys(("path", "label", "before", "after"), nw.String()),
}
_CHANGE = (
    nw.when(nw.col("_added"))
    .then(nw.lit("added"))
    .otherwise(nw.when(nw.col("_removed")).then(nw.lit("removed")).otherwise(nw.lit("changed")))
)


def diff(before: "Frames", after: "Frames") -> Any:
    """Return what differs: a row a field, as ``diff`` gives for each action, lazy as frames are.

    The column ``change`` says ``added``, ``removed`` or ``changed``: null is no absence.

    >>> from bdc_sessions import example_action
    >>> from bdc_sessions.columns import to_frames
    >>> action = example_action()
    >>> later = action.set("components[01].sessions[01].places", 0)
    >>> changed = diff(to_frames(action), to_frames(later))
    >>> changed.select("change", "path", "before", "after").rows()
    [('changed', 'components[01].sessions[01].places', '10', '0')]

    Raises:
        InvalidError: Frames that hold no actions, or are of two libraries.
        TypeError: What is no ``Frames``.
    """
    old = checked(before)
    sides = old, checked(after, before.actions)
    changes = [_differences(table, sides) for table in TABLES if table.cls is not Site]
    return to_native(nw.concat([*changes, _sites(sides)]), before.actions)


def _differences(table: Table, sides: tuple[Tables, Tables]) -> Frame:
    """Return where the rows of a table differ."""
    names = [column.name for column in table.columns if column.name != "place"]
    old, new = [
        side[table.name].select(**{mark + name: nw.col(name) for name in names})
        for side, mark in zip(sides, (_BEFORE, _AFTER), strict=True)
    ]
    on = [[mark + key for key in table.keys] for mark in (_BEFORE, _AFTER)]
    joined = old.join(new, left_on=on[0], right_on=on[1], how="full").with_columns(
        _added=nw.col(on[0][-1]).is_null(),
        _removed=nw.col(on[1][-1]).is_null(),
        **{k: nw.coalesce(_BEFORE + k, _AFTER + k) for k in table.keys},
    )
    return rows_by_place(joined, [_place(table, path, leaf) for path, leaf in table.leaves.items()])


def _place(table: Table, name: str, leaf: Leaf) -> Place:
    part, _, field = name.rpartition(".")
    cls = Address if part else table.cls
    added, removed = nw.col("_added"), nw.col("_removed")
    columns: dict[str, nw.Expr | str] = {
        "change": _CHANGE,
        **KEY_COLUMNS[table.name],
        "path": path_of(cls, field),
        "label": shape(cls).recap_labels[field],
        "before": nw.when(~added).then(text(leaf, _BEFORE)),
        "after": nw.when(~removed).then(text(leaf, _AFTER)),
    }
    differs = [added, removed]
    for column in () if leaf.columns[0].key else leaf.columns:
        before, after = nw.col(_BEFORE + column.name), nw.col(_AFTER + column.name)
        differs.append((before != after).fill_null(False))  # noqa: FBT003 - a value
        if column.nullable:
            differs.append(before.is_null() != after.is_null())
    return Place(reduce(or_, differs), columns)


def _sites(sides: tuple[Tables, Tables]) -> Frame:
    """Return where the sites of actions differ: they are one field, which no column holds."""
    differ: set[str] = set()
    for left, right in (sides, reversed(sides)):
        for name in ("actions", "sites"):
            on = (
                [column.name for column in TABLE_OF[Site].columns]
                if name == "sites"
                else ["action"]
            )
            lost = left[name].join(right[name].select(*on), on=on, how="anti")
            differ |= {row["action"] for row in rows(lost.select("action").unique())}
    before, after = [_texts_of_sites(side, differ) if differ else {} for side in sides]
    changes = [
        {
            "change": "added" if a not in before else "removed" if a not in after else "changed",
            "action": a,
            "path": "sites",
            "label": shape(Action).recap_labels["sites"],
            "before": before.get(a),
            "after": after.get(a),
        }
        for a in sorted(differ)
    ]
    data = {name: [row.get(name) for row in changes] for name in _TYPES}
    return small_frame(sides[0]["actions"], data, _TYPES)


def _texts_of_sites(tables: Tables, numbers: set[str]) -> dict[str, str | None]:
    some = nw.col("action").is_in(sorted(numbers))
    sites: dict[str, dict[int, Site]] = {
        row["action"]: {} for row in rows(tables["actions"].filter(some).select("action"))
    }
    for row in rows(tables["sites"].filter(some)):
        sites[row["action"]][row["site"]] = item_of(TABLE_OF[Site], row, {})
    return {
        a: text_of(tuple([by_place[n] for n in sorted(by_place)])) for a, by_place in sites.items()
    }
