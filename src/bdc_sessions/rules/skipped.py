"""``Skipped``, a rule that could not be judged, and ``Waived``, a violation that is allowed."""

import re
from typing import ClassVar, NamedTuple, Self

from pendulum import Date

from bdc_sessions.model import Path
from bdc_sessions.model.about import About
from bdc_sessions.model.fields import to_instance, to_optional_date, to_text
from bdc_sessions.model.value import final_class
from bdc_sessions.rules.violation import Violation
from bdc_sessions.screen.of_fields import row_html
from bdc_sessions.texts import Bilingual, display, one_line

_NEEDED = {
    "action": Bilingual("l'action", "the action"),
    "component": Bilingual("la composante", "the component"),
    "session": Bilingual("la session", "the session"),
    "info": Bilingual("l'information collective", "the information session"),
    "today": Bilingual("la date du jour", "today's date"),
    "postal": Bilingual("la table des codes postaux", "the table of postal codes"),
    "holidays": Bilingual("les jours fériés", "the public holidays"),
}
_REASON = re.compile(r"no (?P<names>\w+(, no \w+)*)( for the waiver until (?P<day>[0-9/]+))?")
_RULE = Bilingual(
    "La règle {code} n'a pas été jugée : il manque {needed}.",
    "Rule {code} was not judged, for want of {needed}.",
)
_WAIVER = Bilingual(
    "La dérogation à la règle {code} jusqu'au {day} ne joue pas : il manque {needed}.",
    "The waiver of rule {code} until {day} does not hold, for want of {needed}.",
)
_OTHER = Bilingual(
    "La règle {code} n'a pas été jugée : {reason}.", "Rule {code} was not judged: {reason}."
)
_AND = Bilingual(" et ", " and ")


class _Skipped(NamedTuple):
    code: str
    reason: str


class Skipped(_Skipped):
    """A rule, or its waiver, that could not be judged, and why.

    >>> print(Skipped("INF-007", "no postal"))
    La règle INF-007 n'a pas été jugée : il manque la table des codes postaux.

    Attributes:
        code: The rule's code.
        reason: The reason, for machines: "no postal".

    Raises:
        TypeError: A code or reason that is no text.
    """

    __slots__ = ()
    ABOUT: ClassVar[About] = About(
        "skipped",
        "Règle non jugée",
        description="A rule, or a waiver of it, that could not be judged, and why.",
    )
    LABELS: ClassVar[tuple[str, ...]] = ("Code", "Motif")

    def __init_subclass__(cls) -> None:
        """Refuse a subclass, as every value does."""
        raise final_class(Skipped, cls)

    def __new__(cls, code: str, reason: str) -> Self:
        """Check that both are texts."""
        taken = to_text(code, "Skipped.code"), to_text(reason, "Skipped.reason")
        return super().__new__(cls, *taken)

    def message(self, lang: str = "fr") -> str:
        """Return the reason as a sentence.

        >>> Skipped("INF-007", "no postal").message("en")
        'Rule INF-007 was not judged, for want of the table of postal codes.'

        Raises:
            ValueError: An unknown language.
        """
        match = _REASON.fullmatch(self.reason)
        names = match["names"].split(", no ") if match else ()
        if match is None or not _NEEDED.keys() >= set(names):
            return _OTHER.get(lang).format(code=self.code, reason=self.reason)
        needed = _AND.get(lang).join(_NEEDED[name].get(lang) for name in names)
        sentence = (_WAIVER if match["day"] else _RULE).get(lang)
        return sentence.format(code=self.code, needed=needed, day=match["day"])

    def _repr_html_(self) -> str:
        return row_html(self)

    def __str__(self) -> str:
        """Return the reason as a sentence in French, on one line."""
        return one_line(self.message())


class _Waived(NamedTuple):
    violation: Violation
    reason: str
    until: Date | None = None


class Waived(_Waived):
    """A violation that a waiver allows.

    >>> from bdc_sessions.rules import RULES, example_action, validate
    >>> action = example_action().set("components[01].city", "SETE")
    >>> validate(action, rules=RULES.waive("ACT-002", reason="essai")).waived[0].reason
    'essai'

    Attributes:
        violation: The violation.
        reason: Why it is allowed.
        until: The waiver's last day, if it has one.

    Raises:
        TypeError: A value of a wrong type.
    """

    __slots__ = ()
    ABOUT: ClassVar[About] = About(
        "waived", "Dérogation", description="A violation that a waiver lets stand."
    )
    LABELS: ClassVar[tuple[str, ...]] = ("Anomalie", "Motif", "Jusqu'au")

    def __init_subclass__(cls) -> None:
        """Refuse a subclass, as every value does."""
        raise final_class(Waived, cls)

    def __new__(cls, violation: "Violation", reason: str, until: "Date | None" = None) -> Self:
        """Check the type of each field."""
        to_instance(violation, Violation, "Waived.violation")
        day = to_optional_date(until, "Waived.until")
        return super().__new__(cls, violation, to_text(reason, "Waived.reason"), day)

    @property
    def code(self) -> str:
        """The code of the waived rule.

        >>> from bdc_sessions.rules import RULES, example_action, validate
        >>> action = example_action().set("components[01].city", "SETE")
        >>> validate(action, rules=RULES.waive("ACT-002", reason="essai")).waived[0].code
        'ACT-002'
        """
        return self.violation.code

    @property
    def path(self) -> Path:
        """The path of the violation.

        >>> from bdc_sessions.rules import RULES, example_action, validate
        >>> action = example_action().set("components[01].city", "SETE")
        >>> validate(action, rules=RULES.waive("ACT-002", reason="essai")).waived[0].path
        Path.parse('components[01].city')
        """
        return self.violation.path

    def _repr_html_(self) -> str:
        return row_html(self)

    def __str__(self) -> str:
        """Return the violation and why it is allowed, on one line."""
        until = "" if self.until is None else f" jusqu'au {display(self.until)}"
        return one_line(f"{self.violation} (dérogation{until} : {self.reason})")
