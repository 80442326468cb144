"""The faults of data that do not decode, gathered before any is raised."""

from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple

from bdc_sessions.codec.format import FORMAT
from bdc_sessions.errors import DecodeError
from bdc_sessions.model import Path
from bdc_sessions.model.about import About
from bdc_sessions.rules import Report, Severity, Violation
from bdc_sessions.rules.message import messages
from bdc_sessions.texts import Bilingual, line_of, nearest, short_repr

LINE: Final = 80
"""The most characters of a value in a fault: a line of a terminal."""
MOST_NEAREST: Final = 100
"""The number of faults after which no nearest name is searched for."""
MOST_FAULTS: Final = 100_000
"""The number of faults after which reading stops: a hostile text could fill the memory."""


class FaultTexts(NamedTuple):
    """The texts of a code of structure: what it requires, and the message of a fault."""

    titles: Bilingual
    templates: Bilingual
    severity: Severity = Severity.ERROR


_TITLES = {
    "STR-001": ("Un champ obligatoire est donné.", "A mandatory field is given."),
    "STR-002": ("Une clé est celle d'un champ.", "A key is that of a field."),
    "STR-003": ("Une valeur est du type de son champ.", "A value is of its field's type."),
    "STR-004": ("Une date, un instant est bien formé.", "A date or an instant is well formed."),
    "STR-005": ("Une heure est bien formée.", "A time is well formed."),
    "STR-006": ("Un nombre décimal est bien formé.", "A decimal is well formed."),
    "STR-008": ("Un choix est de ceux qui existent.", "A choice is one there is."),
    "STR-009": ("Un numéro n'est porté qu'une fois.", "A number is borne once."),
    "STR-010": (
        "L'enveloppe nomme le format et le type attendus.",
        "The envelope names the format and the type that are due.",
    ),
    "STR-011": (
        "Le format n'est pas plus récent que la bibliothèque.",
        "The format is not newer than the library.",
    ),
    "STR-012": ("Le texte est du JSON, et tient.", "The text is JSON, and fits."),
    "STR-013": ("Une clé n'est donnée qu'une fois.", "A key is given once."),
    "STR-014": ("Une valeur peut exister.", "A value can exist."),
}
FOUND = Bilingual(
    "{label} : trouvé {found}, attendu {expected}.", "{where}found {found}, expected {expected}."
)
_OTHER_TEMPLATES = {
    "STR-001": Bilingual(
        "{label} : champ obligatoire manquant, attendu {expected}.",
        "{where}mandatory field missing, expected {expected}.",
    ),
    "STR-011": Bilingual(
        "{label} : {found} est plus récent que {expected} : mettez la bibliothèque à jour.",
        "{label}: {found} is newer than {expected}: upgrade the library.",
    ),
}
CODES: Final[Mapping[str, FaultTexts]] = {
    code: FaultTexts(Bilingual(*titles), _OTHER_TEMPLATES.get(code, FOUND))
    for code, titles in _TITLES.items()
}
"""Every code of structure; a code never changes its meaning, nor is STR-007 used again."""

ONCE: Final = Bilingual("une seule fois", "once only")
_KNOWN_KEY = Bilingual("une clé connue", "a known key")
_MANY = Bilingual(f"{MOST_FAULTS} fautes, et d'autres encore", f"{MOST_FAULTS} faults, and more")
_FEWER = Bilingual("moins de fautes", "fewer faults")


class Faults:
    """A list of faults, each with its path, its label, what was found and what was expected.

    In English, the path tells the place: labels are French.

    >>> faults = Faults()
    >>> faults.missing(Path.parse("title"), "Intitulé", Bilingual("un texte", "a text"))
    >>> [violation.message("en") for violation in faults.error().report]
    ['mandatory field missing, expected a text.']
    """

    __slots__ = ("about", "codes", "of", "source", "violations")

    def __init__(
        self,
        codes: Mapping[str, FaultTexts] = CODES,
        source: str = FORMAT,
        of: type[Any] | None = None,
        about: About | None = None,
    ) -> None:
        """Start an empty list.

        Args:
            codes: The texts of each code.
            source: The source of the rules.
            of: The class in whose order the report lists the faults.
            about: The names of the value as a whole.
        """
        self.codes: Mapping[str, FaultTexts] = codes
        self.source: str = source
        self.of: type[Any] | None = of
        self.about: About | None = about
        self.violations: list[Violation] = []

    def __len__(self) -> int:
        return len(self.violations)

    def add(
        self,
        code: str,
        path: Path,
        label: str,
        value: object,
        expected: Bilingual,
        found: tuple[str, str] | None = None,
    ) -> None:
        """Note a fault; ``found`` describes what was found, if ``value`` itself does not.

        Raises:
            DecodeError: There are more than ``MOST_FAULTS``.
        """
        texts = self.codes[code]
        found_text = Bilingual(*(found or (short_repr(value, LINE),) * 2))
        label = line_of(label, LINE)
        self.violations.append(
            Violation(
                code=code,
                severity=texts.severity,
                path=path,
                label=label,
                value=_kept(value),
                source=self.source,
                title=texts.titles.fr,
                title_en=texts.titles.en,
                messages=messages(
                    texts.templates,
                    {
                        "label": label,
                        "where": self._where(path, label),
                        "found": found_text,
                        "expected": expected,
                    },
                ),
            )
        )
        if len(self) == MOST_FAULTS:
            self.add("STR-012", Path(), "JSON", MOST_FAULTS, _FEWER, _MANY)
        if len(self) > MOST_FAULTS:
            raise self.error()

    def _where(self, path: Path, label: str) -> str:
        """Return the start of an English text: nothing, if the path tells the place."""
        if path.steps:
            return ""
        about = self.about  # a label is a key's name, or the French title of the whole
        return f"{about.type_name if about and about.title == label else label}: "

    def missing(self, path: Path, label: str, expected: Bilingual) -> None:
        """Note a mandatory field that is missing."""
        self.add("STR-001", path, label, None, expected)

    def keys(self, path: Path, data: Mapping[Any, Any], known: Iterable[str]) -> None:
        """Note the duplicate keys of an object, and the unknown ones."""
        names = list(known)
        self.duplicates(path, getattr(data, "duplicate_keys", ()))
        for key in data:
            if key not in names:
                self._unknown(path, key, names)

    def duplicates(self, path: Path, keys: Iterable[str]) -> None:
        """Note keys that occur more than once in an object."""
        for key in keys:
            self.add("STR-013", path, key, key, ONCE)

    def _unknown(self, path: Path, key: object, known: list[str]) -> None:
        name = key if isinstance(key, str) else short_repr(key, LINE)
        # A search for each of a million keys would take too long.
        searching = len(self) < MOST_NEAREST
        similar = nearest(name[:LINE], known) if searching else None
        expected = similar and Bilingual(f"par exemple « {similar} »", f"such as '{similar}'")
        self.add("STR-002", path, name, name, expected or _KNOWN_KEY)

    def raise_if_any(self) -> None:
        """Raise ``DecodeError`` with every fault, if there is one."""
        if self.violations:
            raise self.error()

    def error(self) -> DecodeError:
        """Return the error with every fault."""
        return DecodeError(Report(self.violations, of=self.of))


def _kept(value: object) -> Any:
    """Return a value as a report has it: a JSON scalar, or a short text for it."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int) and value.bit_length() < 64:  # noqa: PLR2004 - what any reader of JSON holds
        return int(value)
    if isinstance(value, str) and value.isprintable() and len(value) <= LINE:
        return str.__str__(value)  # a class of texts may print otherwise
    return short_repr(value, LINE)
