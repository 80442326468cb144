"""Writes the page of what a person reads of each value, docs/reference/screens.md."""

import inspect
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Any

import bdc_sessions as b

PAGE = Path(__file__).parent / "reference" / "screens.md"

HEAD = """# Screens

`print(value)` prints its text, a Python prompt shows its `repr`, a notebook shows its *screen*:
titles, labels with values, and tables. `value.screen()` is the guide's own screen where there is
one, else the fields with their labels. Write it as text (`str`, at most 100 columns), as Markdown
(`to_markdown`) or as HTML (`to_html`).

```pycon
>>> import bdc_sessions as b
>>> session = b.example_dossier().action.component("01").session("01")
>>> print(session.screen())
Session n° 01
=============
<BLANKLINE>
Caractéristiques
----------------
<BLANKLINE>
Num. de session    : 01
Date début         : 01/09/2022
Date fin           : 31/12/2022
Lieu de la session : ORGANISME TEST PRF 23 / CAP 2000 TEST / BEZIERS / 34500
Nb. de places      : 10
<BLANKLINE>
Liste des informations collectives
----------------------------------
<BLANKLINE>
Date       | Adresse                      | Ville       | Code postal | Heure début | Heure fin
-----------+------------------------------+-------------+-------------+-------------+----------
31/08/2022 | 12 ter allée de la madeleine | MONTPELLIER | 34000       | 10:00       | 12:00

```

The HTML has no script and fetches nothing. Every text is escaped, and the colours are those of
the page, light or dark. Tables of more than 100 rows are folded. A notebook cell gets at most
300 kB and says how many rows are left out; `to_html()` has all of them. In a terminal, control
characters are shown as escapes.

A test opens a notebook in Chromium, in light and dark, 1,000 and 360 pixels wide, with the
accessibility checker axe-core, and again without the styles, as some editors and sites strip them.

For a screen of your own, use `Screen(title, parts)`. A part is a text, `Pairs` of label and value,
a `Table` with heads, or another screen ([API](api/screens.md)).

## How long the texts are

Measured on the guide's own dossier, with one request that is refused.

| class | `str`, lines | `str`, columns | `repr`, characters | HTML, kB |
| --- | --: | --: | --: | --: |
"""


def values() -> Iterator[Any]:
    """Yield a value of each public class, those of the guide's dossier where it has one."""
    dossier = b.example_dossier()
    action = dossier.action
    session = dossier.proposed("r2")
    wrong = session.evolve(places=-1)
    drafted = dossier.draft_change("r3", component="01", session=wrong)
    check = drafted.check("r3")
    conflicting = b.merge(session, session.evolve(places=8), session.evolve(places=5))
    rules = b.RULES.waive("SES-003", at="components[01]", reason="travaux")
    places = b.Path.parse("components[01].sessions[01].places")
    changes = b.diff(action, action.set(places, 0))
    recap, tracking = drafted.request("r2").recap(action), drafted.tracking()
    group = next(group for rule in b.RULES for group in rule.groups)
    twins = next(rule.twins for rule in b.RULES if rule.twins)
    yield from (action, action.component("01"), action.component("01").volumes[0])
    yield from (b.VolumeUnit.HC, action.sites[0], action.entry, session, session.info(1))
    yield from (session.info(1).address, session.info(1).address.suffix, b.TERMS)
    yield from (dossier.requests[0].issuer, places, changes[0], changes)
    yield from (conflicting.conflicts[0], conflicting, recap, recap[0], b.Side.OURS)
    yield from (b.RULES["SES-003"], b.RULES, b.Severity.ERROR, check.report[0], check.report)
    yield from (check.delta, check.report.skipped[0], group, twins)
    yield b.validate(action.set(places, -1), rules=rules).waived[0]
    yield from (drafted, drafted.request("r3"), b.RequestStatus.PENDING, b.RequestKind.SESSIONS)
    yield from (b.Message.ISSUED, check, tracking, tracking[0], dossier.history(places)[0])
    yield from (b.Migrations(), b.form_fields(b.Session)[0], session.screen())


def classes() -> set[type[Any]]:
    """Return the public classes, but for the errors."""
    found = {getattr(b, name) for name in b.__all__}
    return {cls for cls in found if inspect.isclass(cls) and not issubclass(cls, Exception)}


def page() -> str:
    """Return the page."""
    rows = sorted(values(), key=lambda value: type(value).__name__)
    return HEAD + "".join(f"{_row(value)}\n" for value in rows)


def _row(value: Any) -> str:
    lines = str(value).split("\n")
    html = "" if isinstance(value, Enum) else f"{len(value._repr_html_().encode()) / 1000:.1f}"
    columns = max(map(len, lines))
    return f"| `{type(value).__name__}` | {len(lines)} | {columns} | {len(repr(value))} | {html} |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
