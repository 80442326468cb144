"""What reading, writing and ``losses`` find: codes, texts, and a bounded list of findings."""

from collections.abc import Iterable, Mapping
from typing import Final

import attrs

from bdc_sessions.codec.faults import FOUND, Faults, FaultTexts
from bdc_sessions.errors import DecodeError
from bdc_sessions.feeds.lheo.codes import meaning
from bdc_sessions.feeds.lheo.element_tree import Element
from bdc_sessions.model import Path
from bdc_sessions.model.path import Trail, path_of
from bdc_sessions.rules import Report, Severity, Violation
from bdc_sessions.texts import Bilingual, line_of, one_line

SOURCE: Final = "LHEO 2.3"

LONGEST: Final = 80
"""The characters of a value in a message."""
MOST: Final = 90_000
"""The findings beyond which no more are reported: fewer than an encoded report can hold."""

_TITLES: Final = {
    "LHE-201": ("Le contenu d'un élément se lit.", "An element's content reads."),
    "LHE-202": ("Un élément obligatoire est présent.", "A mandatory element is there."),
    "LHE-203": (
        "Un élément n'est pas répété plus qu'il ne peut.",
        "An element stands as often as it may.",
    ),
    "LHE-204": ("Un numéro n'est porté qu'une fois.", "A number is borne once."),
    "LHE-205": ("Un élément est de ceux du format.", "An element is one of the format."),
    "LHE-206": ("Le flux dit ce que demande le modèle.", "The feed says what the model asks."),
    "LHE-207": ("Un SIRET n'est pas un texte de remplissage.", "A SIRET is no placeholder."),
    "LHE-208": ("Le modèle tient ce que dit le flux.", "The model holds what the feed tells."),
    "LHE-209": ("Un texte n'a pas de caractère de commande.", "A text has no control character."),
    "LHE-301": (
        "Un texte n'a que des caractères que XML porte.",
        "A text is one that XML can hold.",
    ),
    "LHE-302": ("Le schéma donné accepte le flux.", "The schema that is given takes the feed."),
    "LHE-303": (
        "Un document est du LHEO, se lit sans danger, et un rapport en tient les constats.",
        "A document is LHEO, safe to read, and a report holds what is found in it.",
    ),
    "LHE-304": (
        "Une composante publiée a son offre, et une offre sa composante.",
        "A component that is published has its offer, and an offer its component.",
    ),
    "LHE-401": (
        "Une composante sans session n'est pas publiée.",
        "A component without sessions is left out.",
    ),
    "LHE-402": (
        "Du volume, seules les heures moyennes passent.",
        "Of a volume, the mean hours are kept.",
    ),
    "LHE-403": (
        "Une information collective à 0 place n'est pas publiée.",
        "An information session of 0 places is left out.",
    ),
    "LHE-404": (
        "Du commentaire, les 500 premiers caractères passent.",
        "Of a comment, the first 500 characters are kept.",
    ),
    "LHE-405": ("Un texte n'a pas de blanc à ses bouts.", "A text has no blank at its ends."),
}
_LOST: Final = Bilingual(
    "{label} : {found} ne passe pas dans le flux ({expected}).",
    "{where}{found} is not in the feed ({expected}).",
)
_OF_AN_ELEMENT: Final = Bilingual(
    FOUND.fr,
    "{label}: found {found}, expected {expected}.",  # an element's name is that of its tag
)
_OTHER_TEMPLATES: Final = {
    "LHE-202": Bilingual(
        "{label} : élément obligatoire manquant.", "{label}: mandatory element missing."
    ),
    "LHE-208": Bilingual(
        "{label} : {found} n'a pas de place dans le modèle ({expected}).",
        "{label}: {found} has no place in the model ({expected}).",
    ),
    "LHE-304": Bilingual(
        "{label} : {found} ; données : {expected}.", "{where}{found}; given: {expected}."
    ),
    "LHE-301": FOUND,
}
_WARNINGS: Final = ("LHE-205", "LHE-206", "LHE-207", "LHE-209")


def _texts(code: str) -> FaultTexts:
    lost = code.startswith("LHE-4")
    severity = Severity.INFO if lost or code == "LHE-208" else Severity.ERROR
    return FaultTexts(
        Bilingual(*_TITLES[code]),
        _OTHER_TEMPLATES.get(code, _LOST if lost else _OF_AN_ELEMENT),
        Severity.WARNING if code in _WARNINGS else severity,
    )


CODES: Final[Mapping[str, FaultTexts]] = {code: _texts(code) for code in _TITLES}
"""Every code of reading (2), writing (3) and losses (4); a code never changes its meaning."""

NOTHING: Final = Bilingual("", "")
"""What is expected where the text of a code says it all."""
NONE: Final = Bilingual("rien", "nothing")
"""What is found where no value is given."""
FEWER: Final = Bilingual("moins de constats", "fewer findings")
MORE: Final = Bilingual(f"{MOST}, et d'autres encore", f"{MOST}, and more")


def describe(value: object, element: Element | None = None) -> Bilingual:
    """Return a value for a message: a code with its meaning, a long text with its length.

    >>> print(describe("x" * 500).en[-22:])
    xxx…' (500 characters)
    """
    if value is None or value == ():
        return NONE
    if element is not None and element.content.codes:
        meant = meaning(element.content.codes, str(value))
        if meant is not None:
            explained = f"{value} ({line_of(meant)})"
            return Bilingual(explained, explained)
    if isinstance(value, str) and len(value) > LONGEST:
        text = one_line(value[: LONGEST - 1]) + "…"
        return Bilingual(
            f"« {text} » ({len(value)} caractères)", f"'{text}' ({len(value)} characters)"
        )
    if isinstance(value, str):
        return Bilingual(f"« {one_line(value)} »", f"'{one_line(value)}'")
    short = line_of(value, LONGEST)
    return Bilingual(short, short)


class Findings:
    """A list of findings, no longer than a report can hold."""

    __slots__ = ("faults",)

    def __init__(self) -> None:
        """Start with none."""
        self.faults: Faults = Faults(CODES, SOURCE)

    def add(
        self,
        code: str,
        path: Path | Trail,
        label: str,
        value: object,
        expected: Bilingual,
        found: Bilingual | None = None,
    ) -> None:
        """Note a finding; ``found`` is its text, by default that of the value.

        The last that a report can hold says that there are more.
        """
        if len(self.faults) == MOST:
            self.faults.add("LHE-303", Path(), "document", MOST, FEWER, MORE)
        elif len(self.faults) < MOST:
            path = path if isinstance(path, Path) else path_of(path)
            self.faults.add(code, path, label, value, expected, found or describe(value))

    def extend(self, violations: Iterable[Violation], top: Trail) -> None:
        """Take in findings of a part, their paths going on from where it stands."""
        for violation in violations:
            if len(self.faults) >= MOST:
                self.add("LHE-303", top, "document", MOST, FEWER, MORE)
                return
            self.faults.violations.append(under(path_of(top), violation))

    @property
    def violations(self) -> list[Violation]:
        """The findings, in the order in which they were noted."""
        return self.faults.violations

    def report(self) -> Report:
        """Return what was found as a report."""
        return Report(self.violations)


def under(top: Path, violation: Violation) -> Violation:
    """Return a finding with its paths going on from another place."""
    related = tuple(top / path for path in violation.related)
    return attrs.evolve(violation, path=top / violation.path, related=related)


def refused(found: Bilingual | str, expected: Bilingual) -> DecodeError:
    """Make the error for a document that is not read at all."""
    findings = Findings()
    text = found if isinstance(found, Bilingual) else describe(found)
    findings.add("LHE-303", Path(), "document", text.en, expected, text)
    return DecodeError(findings.report())
