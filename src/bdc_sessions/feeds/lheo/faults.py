"""What reading and writing find themselves, without a rule over a value: codes and texts."""

from typing import Final

from bdc_sessions.codec.faults import FOUND, Both, Faults, Texts
from bdc_sessions.feeds.lheo.asked import SOURCE
from bdc_sessions.model import Path
from bdc_sessions.rules import Severity

_LOST = (
    "{label} : {found} ne passe pas dans le flux ({expected}).",
    "{label}: {found} is not in the feed ({expected}).",
)

CODES: Final[dict[str, Texts]] = {
    "LHE-201": Texts(("Le contenu d'un élément se lit.", "An element's content reads."), FOUND),
    "LHE-202": Texts(
        ("Un élément obligatoire est présent.", "A mandatory element is there."),
        ("{label} : élément obligatoire manquant.", "{label}: mandatory element missing."),
    ),
    "LHE-203": Texts(
        (
            "Un élément n'est pas répété plus qu'il ne peut.",
            "An element stands as often as it may.",
        ),
        FOUND,
    ),
    "LHE-204": Texts(
        ("Ce qui se lit peut être vrai.", "What reads can be true."),
        FOUND,
    ),
    "LHE-205": Texts(
        ("Un élément est de ceux du format.", "An element is one of the format."),
        FOUND,
        Severity.WARNING,
    ),
    "LHE-206": Texts(
        ("Le flux dit ce que demande le modèle.", "The feed says what the model asks."),
        FOUND,
        Severity.WARNING,
    ),
    "LHE-301": Texts(
        ("Un texte n'a que des caractères que XML porte.", "A text is one that XML can hold."),
        FOUND,
    ),
    "LHE-302": Texts(
        ("Le schéma donné accepte le flux.", "The schema that is given takes the feed."), FOUND
    ),
    "LHE-303": Texts(
        (
            "Un document est du LHEO, se lit sans danger, et un rapport en tient les constats.",
            "A document is LHEO, safe to read, and a report holds what is found in it.",
        ),
        FOUND,
    ),
    "LHE-401": Texts(
        (
            "Une composante sans session n'est pas publiée.",
            "A component without sessions is left out.",
        ),
        _LOST,
        Severity.INFO,
    ),
    "LHE-402": Texts(
        ("Du volume, seules les heures moyennes passent.", "Of a volume, the mean hours are kept."),
        _LOST,
        Severity.INFO,
    ),
    "LHE-403": Texts(
        (
            "Une information collective à 0 place n'est pas publiée.",
            "An information of 0 places is left out.",
        ),
        _LOST,
        Severity.INFO,
    ),
    "LHE-404": Texts(
        (
            "Du commentaire, les 500 premiers caractères passent.",
            "Of a comment, the first 500 characters are kept.",
        ),
        _LOST,
        Severity.INFO,
    ),
}
"""Every code of reading (2), writing (3) and losses (4); a code never changes its meaning."""


MOST_TOLD: Final = 90_000
"""The findings, and the elements kept aside, beyond which no more are: fewer than codec holds."""
MANY: Final = (f"{MOST_TOLD}, et d'autres encore", f"{MOST_TOLD}, and more")
FEWER: Final = ("moins de constats", "fewer findings")


def faults() -> Faults:
    """Start a list of faults of the feed."""
    return Faults(CODES, SOURCE)


def note(found: Faults, code: str, path: Path, label: str, value: object, expected: Both) -> None:
    """Note a fault, unless there are more than a report can hold: then that is told, once."""
    if len(found.found) < MOST_TOLD:
        found.add(code, path, label, value, expected)
    elif len(found.found) == MOST_TOLD:
        found.add("LHE-303", Path(), "document", MOST_TOLD, FEWER, MANY)
