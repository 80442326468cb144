"""What a rule found, with its texts: it can be kept, sent and read without the rule."""

from typing import Any, ClassVar, NamedTuple

from attrs import field, frozen

from bdc_sessions.changes import Changes
from bdc_sessions.model import Path
from bdc_sessions.model.about import About
from bdc_sessions.model.path import to_path
from bdc_sessions.model.scalars import to_json
from bdc_sessions.rules.message import LANGUAGES
from bdc_sessions.rules.severity import Severity


class Messages(NamedTuple):
    """A message in French and in English."""

    fr: str
    en: str


@frozen(kw_only=True)
class Violation:
    """One rule broken by one object."""

    ABOUT: ClassVar[About] = About("violation", "Anomalie")

    code: str
    severity: Severity
    path: Path = field(converter=to_path)
    label: str
    value: Any = None
    related: tuple[Path, ...] = ()
    source: str
    title: str
    messages: Messages
    fix: Changes | None = None
    """Changes that would mend it, where there is one obvious way."""

    def message(self, lang: str = "fr") -> str:
        """Return the whole sentence; ValueError for a language that is not known."""
        if lang not in LANGUAGES:
            raise ValueError(f"found the language {lang!r}; expected one of {', '.join(LANGUAGES)}")
        return self.messages[LANGUAGES.index(lang)]

    def to_dict(self, *, values: bool = True, lang: str = "fr") -> dict[str, Any]:
        """Return the machine form; with ``values=False`` nothing that was entered is in it."""
        found: dict[str, Any] = {
            "code": self.code,
            "severity": self.severity.value,
            "path": str(self.path),
            "label": self.label,
            "related": [str(path) for path in self.related],
            "source": self.source,
            "message": self.message(lang) if values else self.title,
        }
        if values:
            found["value"] = to_json(self.value)
        return found

    def __str__(self) -> str:
        """Be a line of a report: severity, code, path, message."""
        return f"{self.severity.value} {self.code} {self.path}: {self.message()}"
