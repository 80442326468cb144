"""The rules of an offer's fields: one rule a field, read off the table."""

from collections.abc import Callable
from typing import Any, Final, NamedTuple

from bdc_sessions.feeds.lheo.contact import PostalAddress
from bdc_sessions.feeds.lheo.element_tree import CLASSES, Element, walk_form
from bdc_sessions.feeds.lheo.example import example_offer
from bdc_sessions.feeds.lheo.findings import NONE, SOURCE, describe
from bdc_sessions.feeds.lheo.offer import Offer
from bdc_sessions.feeds.lheo.organisation import Certification, Recruitment
from bdc_sessions.feeds.lheo.table import OUTLINES
from bdc_sessions.model.shape import shape
from bdc_sessions.rules import Rule, Severity, rule
from bdc_sessions.texts import Bilingual, is_blank

ELSEWHERE: Final = {"Offer.funders": 1}
"""The places of a list that are taken already: the region is a funder of every action."""

HOLDERS: Final = {
    "Offer": "",
    "Organisation": "organisation.",
    "Contact": "contacts[1].",
    "Coordinates": "organisation.coordinates.",
    "PostalAddress": "organisation.coordinates.address.",
    "Certification": "certifications[1].",
    "Trainer": "trainers[1].",
    "Funder": "funders[1].",
    "Recruitment": "recruitments[1].",
}
"""Where in an offer the examples edit an object of each class."""

APART: Final = {"LHE-078": Recruitment}
"""The codes of fields that an offer holds in a class that is no form of the table."""


class Field(NamedTuple):
    """What the format asks of one field of an offer's classes."""

    cls: type[Any]
    name: str
    element: Element
    mandatory: bool
    """Whether it must be given."""

    @property
    def label(self) -> str:
        """The field's French label."""
        return shape(self.cls).labels[self.name]

    @property
    def key(self) -> str:
        """The field with its class, ``Offer.objective``."""
        return f"{self.cls.__name__}.{self.name}"

    @property
    def many(self) -> bool:
        """Whether it holds several: an attribute is one, however many elements bear it."""
        return self.element.many and not self.element.kind

    @property
    def bounds(self) -> tuple[int, int | None]:
        """How many there may be, where there may be several."""
        most = self.element.most
        return int(self.mandatory), most if most is None else most - ELSEWHERE.get(self.key, 0)

    def fits(self, value: Any) -> bool:
        """Whether the format takes the value of the field."""
        content = self.element.content
        if self.many:
            least, most = self.bounds
            return least <= len(value) <= (most or len(value)) and all(map(content.fits, value))
        if value is None or (self.element.form and value == type(value)()):
            return not self.mandatory
        blank = self.mandatory and isinstance(value, str) and is_blank(value)
        return not blank and content.fits(value)

    @property
    def expected(self) -> Bilingual:
        """What the format asks, in French and in English."""
        content = self.element.content.expected
        if self.element.form:
            content = Bilingual("un de ses champs au moins", "one of its fields at least")
        if not self.many:
            due = ("obligatoire", "mandatory") if self.mandatory else ("facultatif", "optional")
            return Bilingual(f"{content.fr} ({due[0]})", f"{content.en} ({due[1]})")
        least, most = self.bounds
        upto = (f"{least} à {most} valeurs", f"{least} to {most} values")
        many = upto if most else ("au moins une valeur", "at least one value")
        each = (f", chacune : {content.fr}", f", each: {content.en}")
        if self.element.form:
            each = ("", "")
        return Bilingual(many[0] + each[0], many[1] + each[1])

    def describe(self, value: Any) -> Bilingual:
        """Return what was found, for a message: codes with meanings, long texts with lengths."""
        if self.element.form:
            return NONE if value == type(value)() else Bilingual("…", "…")
        if value in (None, ()):
            return NONE
        texts = [describe(item, self.element) for item in (value[:10] if self.many else [value])]
        return Bilingual(", ".join(t.fr for t in texts), ", ".join(t.en for t in texts))


def _fields() -> dict[str, Field]:
    """Return every field of an offer's classes that has a rule, by its code."""
    fields = {}
    for name in OUTLINES:
        cls = CLASSES[name]
        owner = cls if hasattr(cls, "ABOUT") else Offer
        for _, element, mandatory in walk_form(name):
            if element.code:
                needed = mandatory and not element.elsewhere
                fields[element.code] = Field(
                    APART.get(element.code, owner), element.field, element, needed
                )
    return dict(sorted(fields.items()))


FIELDS: Final = _fields()
"""Every field of an offer's classes that has a rule of its own, by the rule's code."""


def samples(field: Field) -> tuple[Any, Any]:
    """Return a value that fits a field, at its bounds where it has some, and one that does not."""
    given = example_offer()[HOLDERS[field.cls.__name__] + field.name]
    content = field.element.content
    if field.element.form:
        too_many = given * (field.bounds[1] + 1) if field.many and field.bounds[1] else given
        return given, type(given)() if field.mandatory else too_many
    if not isinstance(given, str | tuple):
        return given, None if field.mandatory else -1
    valid, invalid = "a" * content.most, "a" * (content.most + 1)
    if field.many:
        return (valid,) if content.fits(valid) else given, (invalid,)
    return valid if content.fits(valid) else given, invalid


def _setting(field: Field, value: Any) -> Callable[[Any], Any]:
    return lambda offer: offer.set(HOLDERS[field.cls.__name__] + field.name, value)


def _rule(code: str, field: Field) -> Rule:
    nothing = field.cls() if field.cls is PostalAddress else None

    def fits(subject: Any) -> bool:
        return field.fits(getattr(subject, field.name)) or subject == nothing

    french, english = field.expected
    valid, invalid = samples(field)
    return Rule(
        code=code,
        severity=Severity.ERROR,
        subject=field.cls,
        fields=(field.name,),
        source=SOURCE,
        titles=Bilingual(f"{field.label} : {french}.", f"{field.key}: {english}."),
        templates=Bilingual(
            f"{field.label} : trouvé {{found}}, attendu {french}.",
            f"{field.key}: found {{found}}, expected {english}.",
        ),
        predicate=fits,
        details={"found": lambda facts: field.describe(getattr(facts["subject"], field.name))},
        fails=_setting(field, invalid),
        passes=_setting(field, valid),
        example=example_offer,
    )


@rule(
    "LHE-024",
    Severity.ERROR,
    on=Offer,
    fields=("registration",),
    source=SOURCE,
    title_fr="Une adresse d'inscription est donnée, ou celle de l'organisme.",
    title_en="There is an address of registration, or that of the organisation.",
    fr="Adresse d'inscription : ni elle ni l'adresse de l'organisme n'est donnée.",
    en="Offer.registration: neither it nor the organisation's address is given.",
    fails=lambda offer: offer.evolve(registration=PostalAddress()).set(
        "organisation.coordinates.address", PostalAddress()
    ),
    passes=lambda offer: offer.evolve(registration=PostalAddress()),
    example=example_offer,
)
def registration_is_somewhere(offer: Offer) -> Any:
    empty = PostalAddress()
    return offer.registration != empty or offer.organisation.coordinates.address != empty


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
def certification_has_a_code(certification: Certification) -> Any:
    return certification != Certification()


OFFER_RULES: Final = (
    *(_rule(code, field) for code, field in FIELDS.items()),
    registration_is_somewhere,
    certification_has_a_code,
)
"""The rules of an offer's fields."""
