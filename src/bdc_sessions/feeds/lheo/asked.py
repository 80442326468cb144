"""The rules of an offer's fields: one rule a field, read off the table."""

from typing import Any, Final, NamedTuple

from bdc_sessions.codec.faults import Both
from bdc_sessions.feeds.lheo.example import example_offer
from bdc_sessions.feeds.lheo.forms import CLASSES, Element, held
from bdc_sessions.feeds.lheo.organisation import Certification
from bdc_sessions.model.shape import shape
from bdc_sessions.rules import Rule, Severity, rule

SOURCE: Final = "LHEO 2.3"

CODES: Final = (
    ("LHE-001", "Offer.formacodes"),
    ("LHE-002", "Offer.nsf_codes"),
    ("LHE-003", "Offer.rome_codes"),
    ("LHE-004", "Offer.objective"),
    ("LHE-005", "Offer.results"),
    ("LHE-006", "Offer.content"),
    ("LHE-007", "Offer.certifying"),
    ("LHE-008", "Offer.contacts"),
    ("LHE-009", "Offer.pathway"),
    ("LHE-010", "Offer.entry_level"),
    ("LHE-011", "Offer.general_objective"),
    ("LHE-012", "Offer.certifications"),
    ("LHE-013", "Offer.exit_level"),
    ("LHE-014", "Offer.urls"),
    ("LHE-015", "Offer.rhythm"),
    ("LHE-016", "Offer.publics"),
    ("LHE-017", "Offer.public_info"),
    ("LHE-018", "Offer.entry_level_required"),
    ("LHE-019", "Offer.alternation"),
    ("LHE-020", "Offer.teaching_mode"),
    ("LHE-021", "Offer.conditions"),
    ("LHE-022", "Offer.costs_covered"),
    ("LHE-023", "Offer.action_urls"),
    ("LHE-024", "Offer.registration"),
    ("LHE-025", "Offer.registration_terms"),
    ("LHE-026", "Offer.perimeter"),
    ("LHE-027", "Offer.catering"),
    ("LHE-028", "Offer.accommodation"),
    ("LHE-029", "Offer.transport"),
    ("LHE-030", "Offer.accessibility"),
    ("LHE-031", "Offer.languages"),
    ("LHE-032", "Offer.recruitment_terms"),
    ("LHE-033", "Offer.teaching_methods"),
    ("LHE-034", "Offer.remaining_costs"),
    ("LHE-035", "Offer.hourly_price"),
    ("LHE-036", "Offer.total_price"),
    ("LHE-037", "Offer.duration"),
    ("LHE-038", "Offer.cost_terms"),
    ("LHE-039", "Offer.funders"),
    ("LHE-040", "Organisation.activity_number"),
    ("LHE-041", "Organisation.siret"),
    ("LHE-042", "Organisation.name"),
    ("LHE-043", "Organisation.legal_name"),
    ("LHE-044", "Organisation.coordinates"),
    ("LHE-045", "Organisation.contacts"),
    ("LHE-046", "Organisation.particulars"),
    ("LHE-047", "Organisation.uai_code"),
    ("LHE-048", "Contact.kind"),
    ("LHE-049", "Contact.coordinates"),
    ("LHE-050", "Coordinates.civility"),
    ("LHE-051", "Coordinates.last_name"),
    ("LHE-052", "Coordinates.first_name"),
    ("LHE-053", "Coordinates.lines"),
    ("LHE-054", "Coordinates.phones"),
    ("LHE-055", "Coordinates.mobiles"),
    ("LHE-056", "Coordinates.faxes"),
    ("LHE-057", "Coordinates.email"),
    ("LHE-058", "Coordinates.urls"),
    ("LHE-059", "PostalAddress.denomination"),
    ("LHE-060", "PostalAddress.lines"),
    ("LHE-061", "PostalAddress.postal_code"),
    ("LHE-062", "PostalAddress.city"),
    ("LHE-063", "PostalAddress.department"),
    ("LHE-064", "PostalAddress.insee_code"),
    ("LHE-065", "PostalAddress.region"),
    ("LHE-066", "PostalAddress.country"),
    ("LHE-067", "Certification.rncp"),
    ("LHE-068", "Certification.certifinfo"),
    ("LHE-069", "Certification.rs"),
    ("LHE-070", "Certification.cpf"),
    ("LHE-071", "Trainer.siret"),
    ("LHE-072", "Trainer.legal_name"),
    ("LHE-073", "Trainer.uai_code"),
    ("LHE-074", "Funder.code"),
    ("LHE-075", "Funder.places"),
)
"""Every rule of a field; a code never changes its meaning, and new fields get new codes."""

ELSEWHERE: Final = {"Offer.funders": 1}
"""The places of a list that are taken already: the region is a funder of every action."""

HOLDERS: Final = {
    "Offer": "",
    "Organisation": "organisation.",
    "Contact": "contacts[1].",
    "Coordinates": "organisation.coordinates.",
    "PostalAddress": "registration.",
    "Certification": "certifications[1].",
    "Trainer": "trainers[1].",
    "Funder": "funders[1].",
}
"""Where in an offer the examples edit an object of each class."""

SAMPLES: Final[dict[str, tuple[Any, Any]]] = {
    "siret": ("73282932000074", "73282932000075"),
    "insee": ("2A004", "2C004"),
    "whole": (0, -1),
    "flag": (True, None),
}
"""A content that fits and one that does not, of the kinds that have a name."""


class Field(NamedTuple):
    """What the format asks of one field of an offer's classes."""

    cls: type[Any]
    name: str
    element: Element
    asked: bool
    """Whether it must be given."""

    @property
    def label(self) -> str:
        """The field's French label."""
        return shape(self.cls).labels[self.name]

    @property
    def bounds(self) -> tuple[int, int | None]:
        """How many there may be, where there may be several."""
        taken = ELSEWHERE.get(f"{self.cls.__name__}.{self.name}", 0)
        most = self.element.most
        return int(self.asked), most if most is None else most - taken

    def fits(self, value: Any) -> bool:
        """Tell whether the format takes the value of the field."""
        content = self.element.content
        if self.element.many:
            least, most = self.bounds
            return least <= len(value) <= (most or len(value)) and (
                content is None or all(map(content.good, value))
            )
        if content is None:
            return not self.asked or value != type(value)()
        if value is None:
            return not self.asked
        blank = self.asked and isinstance(value, str) and not value.strip()
        return not blank and content.good(value)

    @property
    def expected(self) -> Both:
        """What the format asks, in French and in English."""
        french, english = self.element.content.expected if self.element.content else ("", "")
        if not self.element.many:
            asked = ("obligatoire", "mandatory") if self.asked else ("facultatif", "optional")
            return f"{french} ({asked[0]})".strip(), f"{english} ({asked[1]})".strip()
        least, most = self.bounds
        upto = (f"{least} à {most} valeurs", f"{least} to {most} values")
        many = upto if most else ("au moins une valeur", "at least one value")
        each = (f", chacune : {french}", f", each: {english}") if french else ("", "")
        return many[0] + each[0], many[1] + each[1]


def _fields() -> dict[str, Field]:
    found = {}
    for name in ("Formation", "Action", "Session", *CLASSES):
        if name == "Offer":
            continue
        for element, asked in held(name):
            owner, _, field = element.name.rpartition(".")
            cls = CLASSES.get(owner or name)
            if cls is not None:
                found[f"{cls.__name__}.{field}"] = Field(cls, field, element, asked)
    return found


FIELDS: Final = _fields()
"""Every field of an offer's classes, by class and name."""


def _samples(field: Field) -> tuple[Any, Any]:
    """Return a value that fits a field and one that does not."""
    element, value = field.element, None
    if element.content is None:
        value = example_offer()[HOLDERS[field.cls.__name__] + field.name]
        if element.many and not field.asked:
            return value, value * ((field.bounds[1] or 0) + 1)
        return value, type(value)()
    word = element.word
    if word in SAMPLES:
        good, bad = SAMPLES[word]
    elif word.startswith("{"):
        good, bad = word[1:-1].split()[0], "?"
    elif word.startswith("digits"):
        good, bad = "0" * int(word[7:]), "0" * (int(word[7:]) - 1)
    else:
        most = int(word.split("..")[1])
        good, bad = "a" * most, "a" * (most + 1)
    return ((good,), (bad,)) if element.many else (good, bad)


def _setting(field: Field, value: Any) -> Any:
    return lambda offer: offer.set(HOLDERS[field.cls.__name__] + field.name, value)


def _rule(code: str, name: str) -> Rule:
    field = FIELDS[name]
    nothing = field.cls() if field.cls.__name__ == "PostalAddress" else None

    def fits(subject: Any) -> bool:
        return field.fits(getattr(subject, field.name)) or subject == nothing

    french, english = field.expected
    good, bad = _samples(field)
    found = f"{{subject.{field.name}}}" if field.element.content else "…"
    return Rule(
        code=code,
        severity=Severity.ERROR,
        subject=field.cls,
        fields=(field.name,),
        source=SOURCE,
        titles={"fr": f"{field.label} : {french}.", "en": f"{name}: {english}."},
        templates={
            "fr": f"{field.label} : trouvé « {found} », attendu {french}.",
            "en": f"{name}: found '{found}', expected {english}.",
        },
        check=fits,
        fails=_setting(field, bad),
        passes=_setting(field, good),
        example=example_offer,
    )


@rule(
    "LHE-076",
    Severity.ERROR,
    on=Certification,
    fields=("rncp", "certifinfo", "rs", "cpf"),
    source=SOURCE,
    title_fr="Une certification a un code au moins.",
    title_en="A certification has at least one code.",
    fr="La certification n'a ni code RNCP, ni Certif Info, ni RS, ni CPF : donnez-en un.",
    en="The certification has no code of RNCP, Certif Info, RS or CPF: give one.",
    fails=lambda offer: offer.set("certifications[1]", Certification()),
    passes=lambda offer: offer.set("certifications[1]", Certification(rs="RS123")),
    example=example_offer,
)
def certification_has_a_code(certification: Certification) -> Any:  # noqa: D103 - its titles say it
    return certification != Certification()


ASKED: Final = (*(_rule(code, name) for code, name in CODES), certification_has_a_code)
"""The rules of an offer's fields."""
