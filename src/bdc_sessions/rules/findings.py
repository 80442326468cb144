"""The table of violations, grouped by object."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from bdc_sessions.changes.labels import labels_to, likely_root
from bdc_sessions.model import Path
from bdc_sessions.model.shape import walk
from bdc_sessions.rules.violation import Violation
from bdc_sessions.screen import Table
from bdc_sessions.texts import Bilingual

NOTHING_FOUND = Bilingual("Aucune anomalie.", "No violation.")

WAIVED = ("Règle", "Chemin", "Motif", "Jusqu'au")
"""The column heads of a table of waivers, or of waived violations."""

_HEAD = ("Gravité", "Règle", "Champ", "Message")


def findings(violations: Iterable[Violation], of: type[Any] | None = None) -> list[str | Table]:
    """Return the parts of a screen: a row for each violation, after one that names its object.

    Args:
        violations: The violations, in the order of the form.
        of: The class of the value that was judged; None if it is not known.
    """
    rows: list[tuple[str, ...]] = []
    for place, group in groupby(violations, lambda violation: _place(violation.path, of)):
        rows.append((place,))
        rows += [(v.severity.label(), v.code, v.label, v.message()) for v in group]
    return [Table(_HEAD, rows)] if rows else [NOTHING_FOUND.fr]


def _place(path: Path, of: type[Any] | None) -> str:
    """Return the guide's names of the objects down to the one that contains a path."""
    root = of or likely_root(path)
    stages = list(walk(root, path.steps))
    if len(stages) < len(path.steps):
        return str(path)
    return labels_to(root, path if stages and stages[-1].inside else path.parent)
