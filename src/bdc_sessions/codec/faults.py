"""The faults of data that do not decode, gathered before any is raised."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any, NamedTuple

from bdc_sessions.codec.format import FORMAT
from bdc_sessions.errors import DecodeError
from bdc_sessions.model import Path
from bdc_sessions.rules import Report, Severity, Violation
from bdc_sessions.rules.message import rendered
from bdc_sessions.texts import Bilingual, short_repr

LINE = 80
"""The characters of a value that a fault tells: a line of a terminal."""
MOST_NEAREST = 100
"""The faults after which no nearest name is sought any more."""
MOST_FAULTS = 100_000
"""The faults after which reading stops: no memory could hold all those of a hostile text."""

Both = tuple[str, str]
"""A text in French and in English."""


class Texts(NamedTuple):
    """What a code of structure asks, and how a fault says so, in French and in English."""

    titles: Both
    templates: Both
    severity: Severity = Severity.ERROR


FOUND = (
    "{label} : trouvé {found}, attendu {expected}.",
    "{label}: found {found}, expected {expected}.",
)

CODES: dict[str, Texts] = {
    "STR-001": Texts(
        ("Un champ obligatoire est donné.", "A mandatory field is given."),
        (
            "{label} : champ obligatoire manquant, attendu {expected}.",
            "{label}: mandatory field missing, expected {expected}.",
        ),
    ),
    "STR-002": Texts(("Une clé est celle d'un champ.", "A key is that of a field."), FOUND),
    "STR-003": Texts(
        ("Une valeur est du type de son champ.", "A value is of its field's type."), FOUND
    ),
    "STR-004": Texts(
        ("Une date, un instant est bien formé.", "A date or an instant is well formed."), FOUND
    ),
    "STR-005": Texts(("Une heure est bien formée.", "A time is well formed."), FOUND),
    "STR-006": Texts(("Un nombre décimal est bien formé.", "A decimal is well formed."), FOUND),
    "STR-008": Texts(("Un choix est de ceux qui existent.", "A choice is one there is."), FOUND),
    "STR-009": Texts(("Un numéro n'est porté qu'une fois.", "A number is borne once."), FOUND),
    "STR-010": Texts(
        ("L'enveloppe nomme le format et le type attendus.", "The envelope is the one expected."),
        FOUND,
    ),
    "STR-011": Texts(
        ("Le format n'est pas plus récent que la bibliothèque.", "The format is not a newer one."),
        (
            "{label} : {found} est plus récent que {expected} : mettez la bibliothèque à jour.",
            "{label}: {found} is newer than {expected}: upgrade the library.",
        ),
    ),
    "STR-012": Texts(("Le texte est du JSON, et tient.", "The text is JSON, and fits."), FOUND),
    "STR-013": Texts(("Une clé n'est donnée qu'une fois.", "A key is given once."), FOUND),
    "STR-014": Texts(("Une valeur peut exister.", "A value can exist."), FOUND),
}
"""Every code of structure; a code never changes its meaning, nor is STR-007 used again."""

ONCE = ("une seule fois", "once only")


NO_KEY = ("une clé connue", "a known key")
MANY = (f"{MOST_FAULTS} fautes, et d'autres encore", f"{MOST_FAULTS} faults, and more")
FEWER = ("moins de fautes", "fewer faults")


class Faults:
    """A list of faults, each with its path, its label, what was found and what was expected."""

    __slots__ = ("codes", "found", "source")
    codes: Mapping[str, Texts]
    source: str
    found: list[Violation]

    def __init__(self, codes: Mapping[str, Texts] | None = None, source: str = FORMAT) -> None:
        """Start with none; the codes are those of structure, or another format's."""
        self.codes = CODES if codes is None else codes
        self.source = source
        self.found = []

    def add(
        self,
        code: str,
        path: Path,
        label: str,
        value: object,
        expected: Both,
        found: Both | None = None,
    ) -> None:
        """Note a fault; ``found`` tells of what was found where the value itself does not.

        ``DecodeError`` once there are more than a report can hold.
        """
        texts = self.codes[code]
        label = _writable(label)
        french, english = (
            rendered(template, {"label": label, "found": seen, "expected": due})
            for template, seen, due in zip(
                texts.templates, found or (short_repr(value, LINE),) * 2, expected, strict=True
            )
        )
        self.found.append(
            Violation(
                code=code,
                severity=texts.severity,
                path=path,
                label=label,
                value=_kept(value),
                source=self.source,
                title=texts.titles[0],
                title_en=texts.titles[1],
                messages=Bilingual(french, english),
            )
        )
        if len(self.found) == MOST_FAULTS:
            self.add("STR-012", Path(), "JSON", MOST_FAULTS, FEWER, MANY)
        if len(self.found) > MOST_FAULTS:
            raise self.error()

    def missing(self, path: Path, label: str, expected: Both) -> None:
        """Note a field that must be given and is not."""
        self.add("STR-001", path, label, None, expected)

    def twice(self, path: Path, keys: Iterable[str]) -> None:
        """Note keys of one object that stand in it more than once."""
        for key in keys:
            self.add("STR-013", path, key, key, ONCE)

    def unknown(self, path: Path, key: object, known: Iterable[str]) -> None:
        """Note a key or label that no field has, with the nearest that one has."""
        name = key if isinstance(key, str) else short_repr(key, LINE)
        # A search for each of a million would not end.
        seeking = len(self.found) < MOST_NEAREST
        near = get_close_matches(name[:LINE], list(known), cutoff=0) if seeking else []
        expected = (f"par exemple « {near[0]} »", f"such as '{near[0]}'") if near else NO_KEY
        self.add("STR-002", path, name, name, expected)

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
    return short_repr(value, LINE)
