"""Actions as data frames, and back."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from bdc_sessions.columns.backend import native, rows
from bdc_sessions.columns.fault import cannot_hold, raise_faults, twice
from bdc_sessions.columns.schema import TABLE_OF, TABLES, TYPES, Table
from bdc_sessions.model import Action, Component, Session, Site
from bdc_sessions.model.fields import to_instance
from bdc_sessions.model.shape import shape


class Frames(NamedTuple):
    """The tables of any number of actions, each a frame of one library; null is no value.

    Attributes:
        actions: A row an action.
        sites: A row a site of an action, in its order.
        components: A row a component.
        volumes: A row a volume of a component.
        sessions: A row a session, with its site.
        infos: A row an information session, with its address.
    """

    actions: Any
    sites: Any
    components: Any
    volumes: Any
    sessions: Any
    infos: Any


def to_frames(
    actions: Iterable[Action] | Action, backend: str = "polars", labels: str | None = None
) -> Frames:
    """Return actions as frames of a library; with ``labels="fr"``, under the guide's heads.

    >>> from bdc_sessions import example_action
    >>> to_frames(example_action()).sessions["places"].to_list()
    [10]

    Args:
        actions: Actions, or one.
        backend: The library: polars, pandas, pyarrow, duckdb, pyspark.
        labels: The language of the heads; frames with heads are for people, not to be read again.

    Raises:
        InvalidError: What no column can hold (a fifth decimal, a number of more than 64 bits), two
            actions of one number: all at once.
        ValueError: The library is not known.
    """
    found: dict[str, list[tuple[Any, ...]]] = {table.name: [] for table in TABLES}
    faults = []
    seen = set()
    for action in (actions,) if isinstance(actions, Action) else actions:
        to_instance(action, Action, "to_frames(actions)")
        if action.number in seen:
            faults.append(twice("actions", (action.number,)))
        seen.add(action.number)
        for table, row in _rows(action):
            found[table.name].append(row)
    for table in TABLES:
        faults += cannot_hold(table, found[table.name])
    raise_faults(faults)
    return Frames(*[_native(table, found[table.name], backend, labels) for table in TABLES])


def _native(table: Table, found: list[tuple[Any, ...]], backend: str, labels: str | None) -> Any:
    columns = table.columns
    heads = [c.label if labels else c.name for c in columns]
    values = zip(*found, strict=True) if found else [()] * len(columns)
    data = {head: list(column) for head, column in zip(heads, values, strict=True)}
    return native(data, {h: TYPES[c.type] for h, c in zip(heads, columns, strict=True)}, backend)


def _rows(action: Action) -> Iterator[tuple[Table, tuple[Any, ...]]]:
    """Yield the rows of an action, each with its table."""
    yield TABLE_OF[Action], row_of(TABLE_OF[Action], action, (action.number,))
    for place, site in enumerate(action.sites, 1):
        yield TABLE_OF[Site], row_of(TABLE_OF[Site], site, (action.number, place))
    yield from _rows_below(action, (action.number,))


def _rows_below(holder: Any, key: tuple[Any, ...]) -> Iterator[tuple[Table, tuple[Any, ...]]]:
    for collection in shape(type(holder)).collections.values():
        table = TABLE_OF[collection.item]
        for place, item in enumerate(getattr(holder, collection.name), 1):
            own = (*key, place if collection.key is None else getattr(item, collection.key))
            placed = (*own, place) if isinstance(item, Component | Session) else own
            yield table, row_of(table, item, placed)
            yield from _rows_below(item, own)


def row_of(table: Table, item: Any, key: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return what stands in the columns of a table for an object, behind its key."""
    row = list(key)
    for path, leaf in table.leaves.items():
        if leaf.columns[0].name not in table.keys:
            first, _, rest = path.partition(".")
            value = getattr(item, first)
            row += leaf.flat(getattr(value, rest) if rest else value)
    return tuple(row)


def from_frames(frames: Frames) -> tuple[Action, ...]:
    """Return the actions that frames hold, in the order of their rows.

    >>> from bdc_sessions import example_action
    >>> from_frames(to_frames(example_action())) == (example_action(),)
    True

    Raises:
        InvalidError: Frames that hold no actions: the faults, by table, key and column.
    """
    from bdc_sessions.columns.faults import checked  # noqa: PLC0415 - loaded only where it is needed

    return read(checked(frames))


def read(tables: Mapping[str, Any]) -> tuple[Action, ...]:
    """Return the actions of tables that are known to be well formed."""
    below: dict[tuple[Any, ...], dict[str, list[Any]]] = {}
    for table in reversed(TABLES):
        for row in rows(tables[table.name]):
            key = tuple([row[name] for name in table.keys])
            item = _item(table, row, below.pop(key, {}))
            name = "sites" if table.cls is Site else table.name
            below.setdefault(key[:-1], {}).setdefault(name, []).append((key[-1], item))
    actions = below.get((), {}).get("actions", [])
    return tuple([action for _, action in actions])


def _item(table: Table, row: Mapping[str, Any], below: Mapping[str, list[Any]]) -> Any:
    given: dict[str, Any] = {}
    parts: dict[str, dict[str, Any]] = {}
    for path, leaf in table.leaves.items():
        first, _, rest = path.partition(".")
        value = leaf.value(*[row[column.name] for column in leaf.columns])
        if rest:
            parts.setdefault(first, {})[rest] = value
        else:
            given[first] = value
    for name, fields in parts.items():
        given[name] = shape(table.cls).parts[name](**fields)
    for name, members in below.items():
        given[name] = (
            [item for _, item in sorted(members, key=lambda pair: pair[0])]
            if name in ("sites", "infos")
            else [item for _, item in members]
        )
    return table.cls(**given)
