"""What one holds in hand, as a small frame with real types."""

from collections.abc import Iterable, Iterator
from typing import Any

from narwhals import Datetime

from bdc_sessions.changes import Changes
from bdc_sessions.columns.backend import native
from bdc_sessions.columns.fault import cannot_hold, raise_faults
from bdc_sessions.columns.frames import row_of
from bdc_sessions.columns.schema import TABLE_OF, TYPES, text_of
from bdc_sessions.dossier import HistoryEntry, Tracking
from bdc_sessions.model import ABSENT, Session
from bdc_sessions.model.fields import wrong_type
from bdc_sessions.rules import Report

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
    if isinstance(value, Report):
        names = ("code", "severity", "path", "label", "value", "related", "message")
        heads = ("Code", "Gravité", "Chemin", "Champ", "Valeur", "Autres champs", "Message")
        return [(n, h, _TEXT) for n, h in zip(names, heads, strict=True)], [
            (
                v.code,
                v.severity.value,
                str(v.path),
                v.label,
                text_of(v.value),
                ", ".join(map(str, v.related)),
                v.message(),
            )
            for v in value
        ]
    if isinstance(value, Changes):
        names, heads = (
            ("change", "path", "before", "after"),
            (
                "Modification",
                "Intitulé du champ",
                "Champ avant modification",
                "Champ après modification",
            ),
        )
        return [(n, h, _TEXT) for n, h in zip(names, heads, strict=True)], [
            (_change(c.before, c.after), str(c.path), _side(c.before), _side(c.after))
            for c in value
        ]
    if isinstance(value, Tracking):
        names = (
            "request",
            "kind",
            "issuer",
            "provider",
            "issued_on",
            "status",
            "observations",
            "amendment",
        )
        columns = [
            (n, h, _DATE if n == "issued_on" else _TEXT)
            for n, h in zip(names, ("Demande", *Tracking.HEAD), strict=True)
        ]
        return columns, [
            (
                r.request,
                str(r.kind),
                None if r.issuer is None else str(r.issuer),
                r.provider,
                r.issued_on,
                str(r.status),
                r.observations,
                r.amendment,
            )
            for r in value
        ]
    items = tuple(value) if isinstance(value, Iterable) and not isinstance(value, str) else (None,)
    if items and all(isinstance(item, HistoryEntry) for item in items):
        names = ("request", "issuer", "at", "before", "after")
        heads = ("Demande", "Nom/Statut de l'émetteur", "Date d'émission", "Avant", "Après")
        columns = [
            (n, h, _INSTANT if n == "at" else _TEXT) for n, h in zip(names, heads, strict=True)
        ]
        return columns, [
            (e.request, str(e.issuer), e.at, _side(e.before), _side(e.after)) for e in items
        ]
    if all(isinstance(item, Session) for item in items):
        table = TABLE_OF[Session]._replace(name="session", keys=("session",))
        known = [(c.name, c.label, TYPES[c.type]) for c in table.columns]
        rows = [row_of(table, item, (item.number,)) for item in items]
        raise_faults(cannot_hold(table, rows))
        return known, rows
    raise wrong_type(value, "frame(value)", "a report, changes, a tracking, a history or sessions")


def _change(before: Any, after: Any) -> str:
    return "added" if before is ABSENT else "removed" if after is ABSENT else "changed"


def _side(value: Any) -> str | None:
    if value is ABSENT:
        return None
    try:
        return text_of(value)
    except TypeError:
        return str(value)
