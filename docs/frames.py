"""Writes the page of the tables, docs/reference/frames.md, from ``columns.SCHEMA`` itself."""

from collections.abc import Iterator
from pathlib import Path

from bdc_sessions.columns import SCHEMA
from bdc_sessions.columns.fault import TITLES

PAGE = Path(__file__).parent / "reference" / "frames.md"

HEAD = """# The tables of a region

`bdc_sessions.columns` reads and writes these six tables ([how](../how-to/check_a_whole_region.md)).
`make catalogue` writes this page from `columns.SCHEMA`. Other columns are ignored.

- A key column is never null, and no two rows have the same key. The key of a row begins with the
  key of the row that it belongs to: a session, (`action`, `component`, `session`), belongs to the
  component (`action`, `component`).
- Numbers of actions, components and sessions are texts, so that `01` stays `01`. `Decimal` has up
  to 18 digits, four of them decimals. `Time` is a text `HH:MM` on Spark.
- `place` is the order of components and sessions. You may leave it out: it follows from their
  numbers.
- A list of texts (`schemes`, `programmes`) is one text, as `json.dumps(texts, ensure_ascii=False)`
  writes it, or compact: `["PRF"]`.
- A blank text is null where a column may be null.
- Texts are in Unicode's NFC, and their lines end with `\\n`, as objects hold them. `from_frames`
  reads any form, so that `to_frames(from_frames(frames))` has none but these.
"""

FAULTS = """## Faults

What `columns.faults` reports. No rule can be judged before these are corrected. Only texts in
another form are left to you: `validate` and `diff` do not look for them, and take them as they are.

| code | what is wrong |
|---|---|"""


def page() -> str:
    """Return the page."""
    return "\n".join([HEAD, *_lines()])


def _lines() -> Iterator[str]:
    for name, columns in SCHEMA.items():
        yield f"## {name}\n"
        yield "| column | type | | what the guide calls it |\n|---|---|---|---|"
        for column in columns:
            mark = "key" if column.key else "may be null" if column.nullable else ""
            yield f"| `{column.name}` | {column.type} | {mark} | {column.label} |"
        yield ""
    yield FAULTS
    yield from (f"| {code} | {title.en} |" for code, title in TITLES.items())
    yield ""


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
