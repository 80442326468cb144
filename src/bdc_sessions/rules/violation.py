"""``Violation``: a broken rule with its texts, readable without the rule."""

from datetime import date, datetime, time
from decimal import Decimal
from types import NoneType
from typing import Any, ClassVar

from attrs import field, frozen
from pendulum import Date, DateTime, Time

from bdc_sessions.changes import Changes
from bdc_sessions.changes.field_change import to_value as field_value
from bdc_sessions.model import EntryMode, Path, Site, Term, VolumeUnit, fields
from bdc_sessions.model.about import About
from bdc_sessions.model.fields import (
    bind_location,
    optional_text,
    to_instance,
    to_iterable,
    to_text,
    wrong_type,
)
from bdc_sessions.model.path import to_path
from bdc_sessions.model.scalars import to_json
from bdc_sessions.model.shape import form_order
from bdc_sessions.model.value import Value
from bdc_sessions.rules.severity import Severity
from bdc_sessions.texts import Bilingual, one_line, summary

_MODEL = (EntryMode, VolumeUnit, Site, Term)
_ENCODED = {NoneType, bool, int, str, Decimal, date, Date, time, Time, datetime, DateTime, *_MODEL}
"""The types whose values can be encoded by themselves."""


def to_value(value: Any, where: str = "") -> Any:
    """Return a scalar that can be encoded, or a tuple of them, in canonical form.

    Raises:
        TypeError: It cannot be encoded.
    """
    for item in value if type(value) is tuple else (value,):
        if type(item) not in _ENCODED:
            raise wrong_type(item, where, "what can be encoded: a text, a number, a date, …")
    return field_value(value, where)


def _to_severity(value: Severity, where: str = "") -> Severity:
    return to_instance(value, Severity, where)


def _to_related(paths: "tuple[str | Path, ...]", where: str = "") -> tuple[Path, ...]:
    return tuple([to_path(path, where) for path in to_iterable(paths, where)])


def to_bilingual(value: Bilingual, where: str = "") -> Bilingual:
    """Return a text in two languages, in canonical form."""
    return Bilingual(*[to_text(text, where) for text in to_instance(value, Bilingual, where)])


def _to_fix(value: Changes | None, where: str = "") -> Changes | None:
    return None if value is None else to_instance(value, Changes, where)


@frozen(kw_only=True, repr=False, field_transformer=bind_location)
class Violation(Value):
    """One rule broken by one object, with its texts: it can be stored without the rule.

    >>> from bdc_sessions.rules import example_action, validate
    >>> action = example_action().set("components[01].sessions[01].places", -1)
    >>> print(validate(action)[0])
    erreur SES-003 components[01].sessions[01].places : Le nombre de places de la session (-1) doit être d'au moins 0.

    Attributes:
        code: The rule's code.
        severity: The rule's severity.
        path: Path of the field or object, from the value that was judged.
        label: The guide's label of the field.
        value: The value of the field; None for an object or a collection.
        related: Paths of the rule's other fields, then of other objects.
        source: The document and section that the rule comes from, "§1.1".
        title: What the rule requires, in French.
        title_en: The same in English.
        messages: The message in both languages.
        fix: The changes that correct it, if there is one obvious correction.
        exception: What the rule raised, if it could not be judged.

    Raises:
        TypeError: A value of a wrong type, or one that could not be encoded.
    """  # noqa: E501 - a line of a report is one line

    ABOUT: ClassVar[About] = About(
        "violation", "Anomalie", description="One rule broken by one object, with its texts."
    )

    code: str = field(converter=to_text, metadata=fields.label("Code"))
    severity: Severity = field(converter=_to_severity, metadata=fields.label("Gravité"))
    path: Path = field(converter=to_path, metadata=fields.label("Chemin"))
    label: str = field(converter=to_text, metadata=fields.label("Champ"))
    value: Any = field(default=None, converter=to_value, metadata=fields.label("Valeur"))
    related: tuple[Path, ...] = field(
        default=(), converter=_to_related, metadata=fields.label("Autres champs")
    )
    source: str = field(converter=to_text, metadata=fields.label("Source"))
    title: str = field(converter=to_text, metadata=fields.label("Règle"))
    title_en: str | None = optional_text("Règle en anglais")
    messages: Bilingual = field(converter=to_bilingual, metadata=fields.label("Messages"))
    fix: Changes | None = field(
        default=None, converter=_to_fix, metadata=fields.label("Correction")
    )
    exception: str | None = optional_text("Défaillance")

    def message(self, lang: str = "fr") -> str:
        """Return the message: a sentence with what is wrong, the values, the bounds.

        >>> from bdc_sessions.rules import example_action, validate
        >>> action = example_action().set("components[01].sessions[01].places", -1)
        >>> validate(action)[0].message("en")
        "The session's number of places (-1) must be at least 0."

        Raises:
            ValueError: The language is not known.
        """
        return self.messages.get(lang)

    def text(self, lang: str = "fr") -> str:
        """Return the violation as a line: severity, code, path and message.

        >>> from bdc_sessions.rules import example_action, validate
        >>> action = example_action().set("components[01].start", Date(2025, 1, 1))
        >>> validate(action)[0].text("en").partition(":")[0]
        'error CMP-001 components[01].start'

        Raises:
            ValueError: The language is not known.
        """
        place = f"{self.code} {self.path}".rstrip()
        colon = " :" if lang == "fr" else ":"
        return one_line(f"{self.severity.label(lang)} {place}{colon} {self.message(lang)}")

    def to_dict(self, *, values: bool = True, lang: str = "fr") -> "dict[str, Any]":
        """Return the violation as a dict with stable keys, for machines.

        With ``values=False``, it has nothing that a person entered, for logs: no value, the rule's
        title instead of the message, only the class of an exception.

        >>> from bdc_sessions.rules import example_action, validate
        >>> action = example_action().set("components[01].sessions[01].places", -1)
        >>> validate(action)[0].to_dict()["value"]
        -1

        Raises:
            ValueError: The language is not known.
        """
        title = Bilingual(self.title, self.title_en or self.title)
        data: dict[str, Any] = {
            "code": self.code,
            "severity": self.severity.value,
            "path": str(self.path),
            "label": self.label,
            "related": [str(path) for path in self.related],
            "source": self.source,
            "message": self.message(lang) if values else title.get(lang),
            "exception": self.exception,
        }
        if values:
            return {**data, "value": to_json(self.value)}
        if self.exception is not None:
            data["exception"] = self.exception.partition(":")[0]
        return data

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        return summary(Violation, f"{self.severity.value} {self.code} {self.path}".rstrip())


def report_order(of: type[Any] | None, violation: Violation) -> tuple[Any, ...]:
    """Return the sort key of a violation in a report on a value of a class.

    Paths are in the order of the form, those that the class does not have last, as given; at one
    path, rules of requests come first, then codes in order.
    """
    steps, code = violation.path.steps, violation.code
    places = () if of is None else form_order(of, steps)
    if of is None or len(places) < len(steps):
        return (1,)
    return (0, places, not code.startswith("REQ"), code, violation.label, violation.messages)
