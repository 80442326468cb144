"""What frames, or actions that are to be frames, can't have: by table, key and column."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from bdc_sessions.columns.expression import fits
from bdc_sessions.columns.schema import Table
from bdc_sessions.errors import InvalidError
from bdc_sessions.model import Path
from bdc_sessions.rules import Report, Severity, Violation
from bdc_sessions.texts import Bilingual, line_of, short_repr

MISSING, TYPE, NULL, KEY, ORPHAN, VALUE = (f"COL-00{n}" for n in range(1, 7))
"""The codes: a column missing, of a wrong type, null, a key that stands twice, a row that lies in
none, a value that no column or no field can hold."""

TITLES = {
    MISSING: Bilingual("Une colonne manque.", "A column is missing."),
    TYPE: Bilingual("Une colonne n'est pas du bon type.", "A column is of a wrong type."),
    NULL: Bilingual("Une valeur obligatoire manque.", "A mandatory value is null."),
    KEY: Bilingual("Une clé figure plusieurs fois.", "A key stands more than once."),
    ORPHAN: Bilingual(
        "La ligne à laquelle une ligne appartient manque.",
        "The row that a row belongs to is missing.",
    ),
    VALUE: Bilingual(
        "Une valeur est impossible dans sa colonne.", "A value does not fit its column."
    ),
}


REPEATED = (
    Bilingual("une clé qui figure plusieurs fois", "a key that stands more than once"),
    Bilingual("chacune une fois", "each once"),
)
"""What is found and expected of a key."""
FORMS = (
    Bilingual("un texte sous une autre forme", "another form of a text"),
    Bilingual("NFC, et \\n en fin de ligne", "NFC, and \\n at the end of lines"),
)
"""What is found and expected of texts."""


def fault(
    code: str,
    table: str,
    column: str,
    found: str | Bilingual,
    expected: str | Bilingual,
    key: Sequence[Any] = (),
) -> Violation:
    """Return a fault, told by table, key and column; a plain text is the same in each language."""
    place = f"{table}.{column}" if column else table
    row = " / ".join(map(line_of, key))
    found, expected = _in_both(found), _in_both(expected)
    return Violation(
        code=code,
        severity=Severity.ERROR,
        path=Path(((table, row or None), *([(column, None)] if column else []))),
        label=place,
        value=found.en,
        source="SCHEMA",
        title=TITLES[code].fr,
        title_en=TITLES[code].en,
        messages=Bilingual(
            f"{place}{f' ({row})' if row else ''} : trouvé {found.fr} ; attendu : {expected.fr}.",
            f"{place}{f' ({row})' if row else ''}: found {found.en}; expected {expected.en}.",
        ),
    )


def _in_both(text: str | Bilingual) -> Bilingual:
    return text if isinstance(text, Bilingual) else Bilingual(text, text)


def raise_faults(faults: Iterable[Violation]) -> None:
    """Raise faults, if there are any.

    Raises:
        InvalidError: There are; all of them.
    """
    violations = tuple(faults)
    if violations:
        raise InvalidError(Report(violations))


_DIGITS = Bilingual("14 chiffres, et 4 décimales", "14 digits, and 4 decimals")


def cannot_hold(table: Table, rows: Iterable[tuple[Any, ...]]) -> Iterator[Violation]:
    """Yield what the columns of a table can't hold, of its rows."""
    columns = table.columns
    numbers = [(n, c) for n, c in enumerate(columns) if c.type in ("Int64", "Decimal")]
    for row in rows if numbers else ():
        for index, column in numbers:
            value = row[index]
            if value is not None and not fits(value):
                expected = "64 bits" if column.type == "Int64" else _DIGITS
                key = row[: len(table.keys)]
                yield fault(VALUE, table.name, column.name, short_repr(value), expected, key)
