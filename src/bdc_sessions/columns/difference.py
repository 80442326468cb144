"""Two snapshots compared: last night's frames and tonight's."""

from collections.abc import Iterator
from operator import itemgetter
from typing import Any

import narwhals as nw

from bdc_sessions.columns.backend import Frame, beside, given_back, rows
from bdc_sessions.columns.expression import path_of, text
from bdc_sessions.columns.faults import Tables, checked
from bdc_sessions.columns.frames import Frames
from bdc_sessions.columns.schema import KEYS, TABLE_OF, TABLES, TYPES, Leaf, Table, text_of
from bdc_sessions.model import Action, Address, Site
from bdc_sessions.model.shape import shape

_BEFORE, _AFTER = "before__", "after__"
_COLUMNS = {
    "change": "String",
    **{key: "Int64" if key == "info" else "String" for key in KEYS},
    **dict.fromkeys(("path", "label", "before", "after"), "String"),
}


def diff(before: Frames, after: Frames) -> Any:
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
        InvalidError: Frames that hold no actions.
    """
    old, new = checked(before), checked(after)
    found = [
        frame
        for table in TABLES
        if table.cls is not Site
        for frame in _differences(table, old, new)
    ]
    return given_back(nw.concat([*found, _sites(old, new)]), before.actions)


def _differences(table: Table, old: Tables, new: Tables) -> Iterator[Frame]:
    """Yield for each field of the rows of a table where it differs."""
    names = [column.name for column in table.columns if column.name != "place"]
    sides = [
        side[table.name].select(**{mark + name: nw.col(name) for name in names})
        for side, mark in ((old, _BEFORE), (new, _AFTER))
    ]
    on = [[mark + key for key in table.keys] for mark in (_BEFORE, _AFTER)]
    joined = (
        sides[0]
        .join(sides[1], left_on=on[0], right_on=on[1], how="full")
        .with_columns(
            _added=nw.col(on[0][0]).is_null(),
            _removed=nw.col(on[1][0]).is_null(),
            **{k: nw.coalesce(_BEFORE + k, _AFTER + k) for k in table.keys},
        )
    )
    differ = {name: _differs(leaf) for name, leaf in table.leaves.items()}
    joined = joined.filter(nw.any_horizontal(*differ.values(), ignore_nulls=True))
    for name, leaf in table.leaves.items():
        part, _, field = name.rpartition(".")
        cls = Address if part else table.cls
        yield joined.filter(differ[name]).select(
            change=nw.when(nw.col("_added"))
            .then(nw.lit("added"))
            .otherwise(
                nw.when(nw.col("_removed")).then(nw.lit("removed")).otherwise(nw.lit("changed"))
            ),
            **{
                k: nw.col(k) if k in table.keys else nw.lit(None).cast(TYPES[_COLUMNS[k]])
                for k in KEYS
            },
            path=path_of(cls, field),
            label=nw.lit(shape(cls).recap_labels[field]),
            before=nw.when(~nw.col("_added")).then(text(leaf, _BEFORE)),
            after=nw.when(~nw.col("_removed")).then(text(leaf, _AFTER)),
        )


def _differs(leaf: Leaf) -> nw.Expr:
    differs = nw.col("_added") | nw.col("_removed")
    for column in () if leaf.columns[0].key else leaf.columns:
        before, after = nw.col(_BEFORE + column.name), nw.col(_AFTER + column.name)
        differs = differs | (before != after).fill_null(False)  # noqa: FBT003 - a value
        if column.nullable:
            differs = differs | (before.is_null() != after.is_null())
    return differs


def _sites(old: Tables, new: Tables) -> Frame:
    """Return where the sites of actions differ: they are one field, which no column holds."""
    names = [column.name for column in TABLE_OF[Site].columns]
    differ: set[str] = set()
    for left, right in ((old, new), (new, old)):
        for table, on in (("sites", names), ("actions", ["action"])):
            lost = left[table].join(right[table].select(*on), on=on, how="anti")
            differ |= {row["action"] for row in rows(lost.select("action").unique())}
    some = nw.col("action").is_in(sorted(differ))
    sides: list[dict[str, str]] = []
    for side in (old, new):
        sites: dict[str, list[Any]] = {
            row["action"]: [] for row in rows(side["actions"].filter(some).select("action"))
        }
        for row in rows(side["sites"].filter(some)):
            site = Site(**{name: row[f"site_{name}"] for name in shape(Site).leaves})
            sites[row["action"]].append((row["site"], site))
        sides.append(
            {
                a: text_of(tuple([s for _, s in sorted(found, key=itemgetter(0))])) or ""
                for a, found in sites.items()
            }
        )
    data: dict[str, list[Any]] = {name: [] for name in _COLUMNS}
    for action in sorted(differ):
        before, after = [side.get(action) for side in sides]
        change = "added" if before is None else "removed" if after is None else "changed"
        row = dict.fromkeys(_COLUMNS) | {
            "change": change,
            "action": action,
            "path": "sites",
            "label": shape(Action).recap_labels["sites"],
            "before": before,
            "after": after,
        }
        for name, value in row.items():
            data[name].append(value)
    return beside(old["actions"], data, {name: TYPES[kind] for name, kind in _COLUMNS.items()})
