"""The faults of data that do not decode, gathered before any is raised."""

from difflib import get_close_matches

from bdc_sessions.errors import DecodeError
from bdc_sessions.model import Path
from bdc_sessions.model.fields import told
from bdc_sessions.rules import Report, Severity, Violation

SOURCE = "bdc-sessions/1"
LINE = 80
"""The characters of a value that a fault tells: a line of a terminal."""
TITLES = {
    "STR-001": "Un champ obligatoire est renseigné.",
    "STR-002": "Une clé est celle d'un champ.",
    "STR-003": "Une valeur est du type et de la forme de son champ.",
    "STR-004": "Un numéro n'est porté qu'une fois.",
    "STR-005": "L'enveloppe nomme le format et le type.",
}
"""What each code of structure asks."""


class Faults:
    """A list of faults, each with its path, its label, what was found and what was expected."""

    __slots__ = ("found",)

    def __init__(self) -> None:
        """Start with none."""
        self.found: list[Violation] = []

    def add(
        self, code: str, path: Path, label: str, value: object, expected: str, expected_en: str
    ) -> None:
        """Note a fault; the value is kept as it was found."""
        shown = told(value, LINE)
        self.found.append(
            Violation(
                code=code,
                severity=Severity.ERROR,
                path=path,
                label=label,
                value=value,
                source=SOURCE,
                title=TITLES[code],
                messages=(
                    f"{label} : trouvé {shown}, attendu {expected}.",
                    f"{label}: found {shown}, expected {expected_en}.",
                ),
            )
        )

    def missing(self, path: Path, label: str) -> None:
        """Note a field that must be given and is not."""
        self.found.append(
            Violation(
                code="STR-001",
                severity=Severity.ERROR,
                path=path,
                label=label,
                source=SOURCE,
                title=TITLES["STR-001"],
                messages=(f"{label} : champ obligatoire manquant.", f"{label}: field missing."),
            )
        )

    def unknown(self, path: Path, key: str, known: list[str]) -> None:
        """Note a key or label that no field has, with the nearest that one has."""
        near = get_close_matches(key, known, 1) or known
        self.add("STR-002", path, key, key, f"par exemple « {near[0]} »", f"such as '{near[0]}'")

    def raise_if_any(self) -> None:
        """Raise ``DecodeError`` with every fault."""
        if self.found:
            raise DecodeError(Report(self.found))
