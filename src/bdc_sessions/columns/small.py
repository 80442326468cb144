"""What one holds in hand, as a small frame with real types."""

from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import Any

from narwhals import Datetime

from bdc_sessions.changes import Changes, FieldChange
from bdc_sessions.columns.backend import native
from bdc_sessions.columns.fault import cannot_hold, raise_faults
from bdc_sessions.columns.frames import row_of
from bdc_sessions.columns.schema import TABLE_OF, TYPES, text_of
from bdc_sessions.dossier import HistoryEntry, Tracking, TrackingRow
from bdc_sessions.model import ABSENT, Session
from bdc_sessions.model.fields import wrong_type
from bdc_sessions.rules import Report, Violation

Column = tuple[str, str, Any]
"""The name of a column, the guide's head, and its type."""

_TEXT, _DATE, _INSTANT = TYPES["String"], TYPES["Date"], Datetime("us", "UTC")


def frame(
    value: Report | Changes | Tracking | Iterable[HistoryEntry | Session],
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
        ValueError: The library is not known.
    """
    columns, rows = _table(value)
    heads = [label if labels else name for name, label, _ in columns]
    data = {head: [row[n] for row in rows] for n, head in enumerate(heads)}
    return native(data, {h: kind for h, (*_, kind) in zip(heads, columns, strict=True)}, backend)


def _table(value: Any) -> tuple[list[Column], list[tuple[Any, ...]]]:
    items = tuple(value) if isinstance(value, Iterable) and not isinstance(value, str) else (None,)
    cls = _ITEMS.get(type(value)) or next((type(item) for item in items), Session)
    if cls not in (*_READERS, Session) or any(type(item) is not cls for item in items):
        raise wrong_type(
            value, "frame(value)", "a report, changes, a tracking, a history or sessions"
        )
    if cls is not Session:
        readers = _READERS[cls]
        return [reader[:3] for reader in readers], [
            tuple([read(item) for *_, read in readers]) for item in items
        ]
    table = TABLE_OF[Session]._replace(name="session", keys=("session",))
    rows = [row_of(table, item, (item.number,)) for item in items]
    raise_faults(cannot_hold(table, rows))
    return [(c.name, c.label, TYPES[c.type]) for c in table.columns], rows


def _change(before: Any, after: Any) -> str:
    return "added" if before is ABSENT else "removed" if after is ABSENT else "changed"


def _side(value: Any) -> str | None:
    return None if value is ABSENT else text_of(value)


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


_ITEMS: dict[type[Any], type[Any]] = {
    Report: Violation,
    Changes: FieldChange,
    Tracking: TrackingRow,
}
_READERS: dict[type[Any], tuple[tuple[str, str, Any, Callable[[Any], Any]], ...]] = {
    Violation: (
        ("code", "Code", _TEXT, lambda v: v.code),
        ("severity", "Gravité", _TEXT, lambda v: v.severity.value),
        ("path", "Chemin", _TEXT, lambda v: str(v.path)),
        ("label", "Champ", _TEXT, lambda v: v.label),
        ("value", "Valeur", _TEXT, lambda v: text_of(v.value)),
        ("related", "Autres champs", _TEXT, lambda v: ", ".join(map(str, v.related))),
        ("message", "Message", _TEXT, lambda v: v.message()),
    ),
    FieldChange: (
        ("change", "Modification", _TEXT, lambda c: _change(c.before, c.after)),
        ("path", "Intitulé du champ", _TEXT, lambda c: str(c.path)),
        ("before", "Champ avant modification", _TEXT, lambda c: _side(c.before)),
        ("after", "Champ après modification", _TEXT, lambda c: _side(c.after)),
    ),
    TrackingRow: (
        ("request", "Demande", _TEXT, lambda r: r.request),
        *[
            (
                name,
                head,
                _DATE if name == "issued_on" else _TEXT,
                attrgetter(name) if name == "issued_on" else lambda r, n=name: _text(getattr(r, n)),
            )
            for name, head in zip(TrackingRow._fields[1:], Tracking.HEAD, strict=True)
        ],
    ),
    HistoryEntry: (
        ("request", "Demande", _TEXT, lambda e: e.request),
        ("issuer", "Nom/Statut de l'émetteur", _TEXT, lambda e: str(e.issuer)),
        ("at", "Date d'émission", _INSTANT, lambda e: e.at),
        ("before", "Avant", _TEXT, lambda e: _side(e.before)),
        ("after", "Après", _TEXT, lambda e: _side(e.after)),
    ),
}
"""The columns of what one holds, by the class of its items, with what reads each."""
