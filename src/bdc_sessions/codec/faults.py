"""The faults of data that do not decode, gathered before any is raised."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any, NamedTuple

from bdc_sessions.errors import DecodeError
from bdc_sessions.model import Path
from bdc_sessions.model.fields import told
from bdc_sessions.rules import Report, Severity, Violation
from bdc_sessions.rules.message import LANGUAGES, rendered
from bdc_sessions.rules.violation import Messages

SOURCE = "bdc-sessions/1"
LINE = 80
"""The characters of a value that a fault tells: a line of a terminal."""
MOST_NEAREST = 100
"""The faults after which no nearest name is sought any more."""


class Texts(NamedTuple):
    """What a code of structure asks, and how a fault says so, in French and in English."""

    titles: tuple[str, str]
    templates: tuple[str, str]


_FOUND = (
    "{label} : trouvé {found}, attendu {expected}.",
    "{label}: found {found}, expected {expected}.",
)

CODES: dict[str, Texts] = {
    "STR-001": Texts(
        ("Un champ obligatoire est donné.", "A mandatory field is given."),
        ("{label} : champ obligatoire manquant.", "{label}: mandatory field missing."),
    ),
    "STR-002": Texts(("Une clé est celle d'un champ.", "A key is that of a field."), _FOUND),
    "STR-003": Texts(
        ("Une valeur est du type de son champ.", "A value is of its field's type."), _FOUND
    ),
    "STR-004": Texts(("Une date est bien formée.", "A date is well formed."), _FOUND),
    "STR-005": Texts(("Une heure est bien formée.", "A time is well formed."), _FOUND),
    "STR-006": Texts(("Un nombre décimal est bien formé.", "A decimal is well formed."), _FOUND),
    "STR-007": Texts(("Un instant est bien formé.", "An instant is well formed."), _FOUND),
    "STR-008": Texts(("Un choix est de ceux qui existent.", "A choice is one there is."), _FOUND),
    "STR-009": Texts(("Un numéro n'est porté qu'une fois.", "A number is borne once."), _FOUND),
    "STR-010": Texts(
        ("L'enveloppe nomme le format et le type attendus.", "The envelope is the one expected."),
        _FOUND,
    ),
    "STR-011": Texts(
        ("Le format n'est pas plus récent que la bibliothèque.", "The format is not a newer one."),
        (
            "{label} : {found} est plus récent que {expected} : mettez la bibliothèque à jour.",
            "{label}: {found} is newer than {expected}: upgrade the library.",
        ),
    ),
    "STR-012": Texts(("Le texte est du JSON, et tient.", "The text is JSON, and fits."), _FOUND),
    "STR-013": Texts(("Une clé n'est donnée qu'une fois.", "A key is given once."), _FOUND),
    "STR-014": Texts(("Une valeur peut exister.", "A value can exist."), _FOUND),
}
"""Every code of structure; a code never changes its meaning."""

Both = tuple[str, str]
"""A text in French and in English."""


class Faults:
    """A list of faults, each with its path, its label, what was found and what was expected."""

    __slots__ = ("found",)

    def __init__(self) -> None:
        """Start with none."""
        self.found: list[Violation] = []

    def add(self, code: str, path: Path, label: str, value: object, expected: Both) -> None:
        """Note a fault."""
        texts = CODES[code]
        label = _writable(label)
        given = {"label": label, "found": told(value, LINE)}
        french, english = (
            rendered(template, {**given, "expected": due})
            for template, due in zip(texts.templates, expected, strict=True)
        )
        self.found.append(
            Violation(
                code=code,
                severity=Severity.ERROR,
                path=path,
                label=label,
                value=_kept(value),
                source=SOURCE,
                title=texts.titles[LANGUAGES.index("fr")],
                messages=Messages(french, english),
            )
        )

    def missing(self, path: Path, label: str) -> None:
        """Note a field that must be given and is not."""
        self.add("STR-001", path, label, None, ("", ""))

    def unknown(self, path: Path, key: str, known: Iterable[str]) -> None:
        """Note a key or label that no field has, with the nearest that one has."""
        names = list(known)
        seeking = len(self.found) < MOST_NEAREST  # a search for each of a million would not end
        near = ((seeking and get_close_matches(key[:LINE], names, 1)) or names)[0]
        self.add("STR-002", path, key, key, (f"par exemple « {near} »", f"such as '{near}'"))

    def raise_if_any(self) -> None:
        """Raise ``DecodeError`` with every fault."""
        if self.found:
            raise self.error()

    def error(self) -> DecodeError:
        """Return the error that tells every fault."""
        return DecodeError(Report(self.found))


def _writable(text: str) -> str:
    """Return a text as UTF-8 can hold it, and a line can."""
    held = text.encode(errors="backslashreplace").decode()
    return held if len(held) <= LINE else held[: LINE - 1] + "…"


def _kept(value: object) -> Any:
    """Return a value as a report can hold it: a scalar of JSON, or the text that tells it."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int) and value.bit_length() < 64:  # noqa: PLR2004 - what any reader of JSON holds
        return value
    if isinstance(value, str) and value.isprintable() and len(value) <= LINE:
        return value
    return told(value, LINE)
