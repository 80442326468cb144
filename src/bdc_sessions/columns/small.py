"""What one holds in hand, as a small frame with real types."""

from collections.abc import Iterable, Mapping
from typing import Any

from narwhals import Datetime

from bdc_sessions.changes import Changes, FieldChange
from bdc_sessions.columns.backend import native
from bdc_sessions.columns.fault import cannot_hold, raise_faults
from bdc_sessions.columns.frames import heads_of, native_of, row_of
from bdc_sessions.columns.schema import TABLE_OF, TYPES, text_of
from bdc_sessions.dossier import HistoryEntry, Tracking, TrackingRow
from bdc_sessions.model import ABSENT, Issuer, Session
from bdc_sessions.model.fields import wrong_type
from bdc_sessions.model.shape import shape
from bdc_sessions.rules import Report, Violation

_VIOLATION = ("code", "severity", "path", "label", "value", "related")
_COLUMNS: Mapping[type[Any], Mapping[str, str]] = {
    Violation: {n: shape(Violation).labels[n] for n in _VIOLATION} | {"message": "Message"},
    FieldChange: {"change": "Modification", **shape(FieldChange).labels},
    TrackingRow: dict(zip(TrackingRow._fields, TrackingRow.LABELS, strict=True)),
    HistoryEntry: shape(HistoryEntry).labels,
}
"""The columns of what one holds with the guide's heads, by the class of its items."""

_KINDS: Mapping[str, Any] = {"issued_on": TYPES["Date"], "at": Datetime("us", "UTC")}
"""The columns that are no texts, with their types."""


def frame(
    value: "Report | Changes | Tracking | Iterable[HistoryEntry | Session]",
    backend: str = "pandas",
    labels: str | None = None,
) -> Any:
    """Return a report, changes, a tracking, a history or sessions as a frame of a library.

    >>> from bdc_sessions import example_action
    >>> frame(example_action().component("01").sessions, backend="polars")["places"].to_list()
    [10]

    Args:
        value: What one holds.
        backend: The library: polars, pandas, pyarrow, duckdb, pyspark.
        labels: "fr" for the guide's heads in place of names.

    Raises:
        InvalidError: Sessions with what no column can hold.
        TypeError: What is none of these.
        ValueError: The library, or the language, is not known.
    """
    given: Any = value
    items: tuple[Any, ...] = tuple(given) if isinstance(given, Iterable) else (None,)
    known: dict[type[Any], type[Any]] = {
        Report: Violation,
        Changes: FieldChange,
        Tracking: TrackingRow,
    }
    cls = known.get(type(value)) or next((type(item) for item in items), Session)
    if cls not in (*_COLUMNS, Session) or any(type(item) is not cls for item in items):
        raise wrong_type(
            value, "frame(value)", "a report, changes, a tracking, a history or sessions"
        )
    if cls is Session:
        table = TABLE_OF[Session]
        table = table._replace(name="session", key=table.key[-1:])
        rows = [row_of(table, item, (item.number,)) for item in items]
        raise_faults(cannot_hold(table, rows))
        return native_of(table, rows, backend, labels)
    heads = heads_of(_COLUMNS[cls], labels)
    data = {head: [_cell(item, name) for item in items] for name, head in heads.items()}
    types = {head: _KINDS.get(name, TYPES["String"]) for name, head in heads.items()}
    return native(data, types, backend)


def _cell(item: Any, name: str) -> Any:
    if name == "change":
        absent = item.before is ABSENT, item.after is ABSENT
        return {(True, False): "added", (False, True): "removed"}.get(absent, "changed")
    value = item.message() if name == "message" else getattr(item, name)
    if name in _KINDS or value is ABSENT:
        return None if value is ABSENT else value
    if name == "related":
        return ", ".join(map(str, value))
    return str(value) if isinstance(value, Issuer) else text_of(value)
