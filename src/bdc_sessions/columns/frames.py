"""Actions as data frames, and back."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from operator import attrgetter
from typing import Any, NamedTuple

from bdc_sessions.columns.backend import native, rows
from bdc_sessions.columns.fault import KEY, REPEATED, VALUE, cannot_hold, fault, raise_faults
from bdc_sessions.columns.schema import CHILDREN, TABLES, TYPES, Table
from bdc_sessions.final import final
from bdc_sessions.model import Action
from bdc_sessions.model.fields import to_instance, wrong_type
from bdc_sessions.model.shape import shape
from bdc_sessions.rules import Violation
from bdc_sessions.texts import Bilingual, short_repr

_OBJECT = Bilingual("un objet", "an object")


@final
class Frames(NamedTuple):
    """The tables of any number of actions, each a frame of one library; null is no value.

    >>> from bdc_sessions import example_action
    >>> to_frames(example_action())._fields
    ('actions', 'sites', 'components', 'volumes', 'sessions', 'infos')

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
    actions: "Iterable[Action] | Action", backend: str = "polars", labels: str | None = None
) -> "Frames":
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
        TypeError: What is no action.
        ValueError: The library, or the language, is not known.
    """
    rows_of: dict[str, list[tuple[Any, ...]]] = {table.name: [] for table in TABLES}
    several: Any = (actions,) if isinstance(actions, Action) else actions
    if not isinstance(several, Iterable):
        raise wrong_type(actions, "to_frames(actions)", "actions")
    for action in several:
        to_instance(action, Action, "to_frames(actions)")
        for table, row in _rows(TABLES[0], action, (action.number,)):
            rows_of[table.name].append(row)
    numbers = Counter(row[0] for row in rows_of["actions"])
    many = [number for number, count in numbers.items() if count > 1]
    faults = [fault(KEY, "actions", "", *REPEATED, (n,)) for n in many]
    faults += [fault for table in TABLES for fault in cannot_hold(table, rows_of[table.name])]
    raise_faults(faults)
    return Frames(*[native_of(table, rows_of[table.name], backend, labels) for table in TABLES])


def native_of(
    table: Table, records: list[tuple[Any, ...]], backend: str, labels: str | None
) -> Any:
    """Return rows as a frame of a library, under the names of columns or the guide's heads."""
    columns = table.columns
    heads = heads_of({c.name: c.label for c in columns}, labels).values()
    values = zip(*records, strict=True) if records else [()] * len(columns)
    data = {head: list(column) for head, column in zip(heads, values, strict=True)}
    return native(data, {h: TYPES[c.type] for h, c in zip(heads, columns, strict=True)}, backend)


def heads_of(columns: Mapping[str, str], labels: str | None) -> Mapping[str, str]:
    """Return the heads of columns by their names: these, or the guide's.

    Raises:
        ValueError: The language is not known.
    """
    if labels not in (None, "fr"):
        raise ValueError(f"found labels={short_repr(labels)}; expected 'fr' or None")
    return columns if labels else {name: name for name in columns}


def _rows(
    table: Table, item: Any, key: tuple[Any, ...], place: int = 1
) -> Iterator[tuple[Table, tuple[Any, ...]]]:
    """Yield the row of an object, and those of what lies in it, each with its table."""
    yield table, row_of(table, item, (*key, *[place] * table.has_place))
    for child in CHILDREN[table.name]:
        for number, member in enumerate(getattr(item, child.name), 1):
            own = number if child.own is None else getattr(member, child.own)
            yield from _rows(child, member, (*key, own), number)


def row_of(table: Table, item: Any, key: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return what stands in the columns of a table for an object, behind its key."""
    row = list(key)
    for path, leaf in table.leaves.items():
        if path != table.own:
            row += leaf.flat(attrgetter(path)(item))
    return tuple(row)


def from_frames(frames: "Frames") -> "tuple[Action, ...]":
    """Return the actions that frames hold, in the order of their rows.

    >>> from bdc_sessions import example_action
    >>> from_frames(to_frames(example_action())) == (example_action(),)
    True

    Raises:
        InvalidError: Frames that hold no actions: the faults, by table, key and column.
        TypeError: What is no ``Frames``.
    """
    from bdc_sessions.columns.faults import checked  # noqa: PLC0415 - loaded only where it is needed

    return read(checked(frames))


def read(tables: Mapping[str, Any]) -> tuple[Action, ...]:
    """Return the actions of tables that have no faults of rows.

    Raises:
        InvalidError: A row that is no object: two numbers that are one in their one form.
    """
    faults: list[Violation] = []
    children: dict[tuple[Any, ...], dict[str, dict[Any, Any]]] = {}
    for table in reversed(TABLES):
        for row in rows(tables[table.name]):
            *holder, own = key = tuple([row[name] for name in table.keys])
            try:
                item = item_of(table, row, children.pop(key, {}))
            except ValueError as error:
                faults.append(fault(VALUE, table.name, "", str(error), _OBJECT, key))
                continue
            children.setdefault(tuple(holder), {}).setdefault(table.name, {})[own] = item
    raise_faults(faults)
    return tuple(children.get((), {}).get("actions", {}).values())


def item_of(table: Table, row: Mapping[str, Any], children: Mapping[str, Mapping[Any, Any]]) -> Any:
    """Return the object of a row, with what lies in it."""
    given: dict[str, Any] = {}
    for path, leaf in table.leaves.items():
        first, _, rest = path.partition(".")
        if rest:
            given.setdefault(first, {})[rest] = leaf.value(row)
        else:
            given[first] = leaf.value(row)
    for name, part in shape(table.cls).parts.items():
        given[name] = part(**given[name])
    for name, members in children.items():
        given[name] = [members[key] for key in sorted(members)]
    return table.cls(**given)
