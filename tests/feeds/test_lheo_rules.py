"""The feed's rules: each with examples that keep it and break it, and no other."""

import re
from typing import Any

import pytest

from bdc_sessions import Action, Rule, RuleSet, Severity, rule, validate
from bdc_sessions.feeds import lheo
from bdc_sessions.feeds.lheo.document_rules import CASES
from bdc_sessions.feeds.lheo.offer_rules import FIELDS, HOLDERS
from bdc_sessions.rules.example import example_action

OFFER = lheo.example_offer()
ALL = list(lheo.RULES)
CODES = [rule.code for rule in ALL]
SPLIT = [rule for rule in ALL if rule.subject is not dict]


def test_the_codes_are_three_families() -> None:
    # 008 and 045 were of contacts, which an offer need not give any more: not used again.
    numbers = [n for n in (*range(1, 79), *range(101, 107)) if n not in (8, 45)]
    assert [f"LHE-{n:03}" for n in numbers] == CODES[:82]
    assert CODES[82:] == list(CASES)
    assert {rule.source for rule in ALL} == {"LHEO 2.3"}


@pytest.mark.parametrize("case", SPLIT, ids=[rule.code for rule in SPLIT])
def test_the_examples_of_a_field_break_only_that_rule(case: Rule) -> None:
    assert case.fails is not None
    assert case.passes is not None
    value = case.example()
    report = validate(case.fails(value), rules=lheo.RULES)
    assert {violation.code for violation in report} == {case.code}
    assert len(validate(case.passes(value), rules=lheo.RULES)) == 0


@pytest.mark.parametrize("code", CASES)
def test_the_examples_of_a_document_break_only_that_rule(code: str) -> None:
    report_of, example, fails = CASES[code]
    report = report_of(fails(example()))
    assert {violation.code for violation in report} == {code}
    assert {violation.severity for violation in report} == {lheo.RULES[code].severity}
    assert len(report_of(example())) == 0
    assert lheo.RULES[code].predicate(example())
    assert not lheo.RULES[code].predicate(fails(example()))


@pytest.mark.parametrize("case", ALL, ids=CODES)
def test_a_rule_explains_itself_in_both_languages(case: Rule) -> None:
    for text, lang in ((case.explain(), "fr"), (case.explain("en"), "en")):
        assert case.code in text
        assert "".join(case.title(lang).split()) in "".join(text.split())
        assert re.search(r"\n(Refusé|Fails)\n.+", text, re.DOTALL)


@pytest.mark.parametrize("case", SPLIT, ids=[rule.code for rule in SPLIT])
def test_a_message_is_a_sentence_and_names_its_field(case: Rule) -> None:
    assert case.fails is not None
    violation = validate(case.fails(case.example()), rules=lheo.RULES)[0]
    for lang in ("fr", "en"):
        assert re.fullmatch(r"[A-ZLÀÉU].*\.", violation.message(lang), re.DOTALL)
        assert "{" not in violation.message(lang).replace("{}", "")
    assert violation.label


def test_every_field_of_an_offer_is_in_the_table() -> None:
    assert len({field.key for field in FIELDS.values()}) == len(FIELDS)
    for name, path in HOLDERS.items():
        fields = [field.name for field in FIELDS.values() if field.cls.__name__ == name]
        for field in fields:
            assert OFFER[path + field] is not None


def test_an_empty_offer_lacks_all_that_is_mandatory() -> None:
    report = validate(lheo.Offer(), rules=lheo.RULES)
    mandatory = {
        "formacode_version", "objective", "results", "content", "certifying", "pathway",
        "entry_level",
        "rhythm", "publics", "entry_level_required", "alternation", "teaching_mode", "conditions",
        "costs_covered", "registration", "organisation.activity_number", "organisation.siret",
        "organisation.name", "organisation.coordinates",
    }  # fmt: skip
    assert {str(violation.path) for violation in report} == mandatory
    assert {violation.severity for violation in report} == {Severity.ERROR}


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        ("organisation.siret", "73282932000075", "LHE-041"),
        ("organisation.siret", "732 829 320 00074", "LHE-041"),
        ("organisation.siret", "٧٣٢٨٢٩٣٢٠٠٠٠٧٤", "LHE-041"),
        ("organisation.activity_number", "9134000003", "LHE-040"),
        ("organisation.activity_number", "91340000034A", "LHE-040"),
        ("formacode_version", None, "LHE-077"),
        ("formacode_version", "V" * 21, "LHE-077"),
        ("organisation.legal_name", "x" * 251, "LHE-043"),
        ("recruitments", [lheo.Recruitment(session="01", state="4")], "LHE-078"),
        ("formacodes", ["15061", "1506"], "LHE-001"),
        ("formacodes", ["15061"] * 6, "LHE-001"),
        ("publics", [], "LHE-016"),
        ("registration.insee_code", "2C004", "LHE-064"),
        ("registration.postal_code", "3450O", "LHE-061"),
        ("registration.lines", [], "LHE-060"),
        ("registration.lines", ["x"] * 5, "LHE-060"),
        ("registration.lines", ["x" * 51], "LHE-060"),
        ("registration.lines", [""], "LHE-060"),
        ("objective", "   ", "LHE-004"),
        ("objective", "x" * 3001, "LHE-004"),
        ("pathway", "5", "LHE-009"),
        ("pathway", " 1", "LHE-009"),
        ("entry_level", "9", "LHE-010"),
        ("funders", [lheo.Funder(code="3")] * 8, "LHE-039"),
        ("certifications[1]", lheo.Certification(), "LHE-076"),
        ("contacts[1].coordinates", lheo.Coordinates(), "LHE-049"),
        ("contacts[1].coordinates.email", "a@", "LHE-057"),
        ("organisation.coordinates.address.city", None, "LHE-062"),
        ("trainers[1].siret", "1", "LHE-071"),
    ],
)
def test_what_the_format_does_not_take_is_refused(path: str, value: object, code: str) -> None:
    report = validate(OFFER.set(path, value), rules=lheo.RULES)
    assert [violation.code for violation in report] == [code]
    assert str(report[0].path).startswith(path)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("registration.insee_code", "2A004"),
        ("organisation.siret", "35600000000048"),
        ("contacts[1].coordinates.address", lheo.PostalAddress()),
        ("funders", [lheo.Funder(code="3")] * 7),
        ("remaining_costs", ""),
    ],
)
def test_what_the_format_takes_is_not_refused(path: str, value: object) -> None:
    assert len(validate(OFFER.set(path, value), rules=lheo.RULES)) == 0


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"certifying": 1}, r"Offer.certifying: found 1 \(int\)"),
        ({"objective": 3}, r"Offer.objective: found 3 \(int\)"),
        ({"formacodes": "15061"}, "Offer.formacodes: found '15061'"),
        ({"contacts": [lheo.Coordinates()]}, r"Offer.contacts\[1\]"),
        ({"organisation": None}, "an Organisation"),
        ({"registration": lheo.Coordinates()}, "a PostalAddress"),
        ({"trainers": [None]}, "a Trainer"),
        ({"funders": [None]}, "a Funder"),
        ({"certifications": [None]}, "a Certification"),
    ],
)
def test_what_cannot_exist_is_refused_at_once(fields: dict[str, Any], message: str) -> None:
    with pytest.raises(TypeError, match=message):
        lheo.Offer(**fields)


def test_the_parts_of_an_offer_refuse_what_cannot_exist_too() -> None:
    with pytest.raises(TypeError, match="a PostalAddress"):
        lheo.Coordinates().evolve(address="x")
    with pytest.raises(TypeError, match="a Coordinates"):
        lheo.Contact().evolve(coordinates=None)
    with pytest.raises(TypeError, match=r"Funder.places: found True"):
        lheo.Funder(places=True)


def test_an_offer_is_a_value() -> None:
    assert lheo.Offer(formacodes=["15061"]) == lheo.Offer(formacodes=("15061",))
    assert hash(OFFER) == hash(OFFER.evolve(objective=OFFER.objective))
    assert OFFER.set("organisation.contacts[1].coordinates.email", "a@b.example") != OFFER
    with pytest.raises(ValueError, match="UTF-8"):
        lheo.Offer(objective="\ud800")


def test_an_embedder_adds_a_rule_of_an_offer() -> None:
    @rule(
        "MY-001", Severity.WARNING, on=lheo.Offer, fields=("formacodes",), source="nous",
        fr="{offer.formacodes} : donnez un FORMACODE.", en="Give a FORMACODE.",
    )  # fmt: skip
    def has_a_formacode(offer: lheo.Offer) -> bool:
        return bool(offer.formacodes)

    report = validate(lheo.Offer(), rules=RuleSet([has_a_formacode]))
    assert [violation.message() for violation in report] == ["- : donnez un FORMACODE."]
    assert report[0].label == "Codes FORMACODE"


def test_the_feeds_rules_leave_the_action_alone_that_they_do_not_concern() -> None:
    action: Action = example_action()
    assert len(validate(action, rules=lheo.RULES)) == 0
    assert not validate(action, rules=lheo.RULES).skipped


def test_messages_have_the_meaning_of_codes_and_the_length_of_long_texts() -> None:
    def message(path: str, value: object, lang: str = "en") -> str:
        (violation,) = validate(OFFER.set(path, value), rules=lheo.RULES)
        return violation.message(lang)

    contact = message("contacts[1].kind", "99")
    assert "found '99', expected one of the codes 0, 1" in contact
    pathway = message("pathway", "7")
    assert "1 (en groupe (non personnalisable)), 2 (individualisé)" in pathway
    long = message("objective", "é" * 3001)
    assert "é…' (3001 characters), expected 1 to 3000 characters" in long
    assert len(long) < 250
    assert "é… » (3001 caractères)" in message("objective", "é" * 3001, "fr")
    funder = message("funders", [lheo.Funder(code="4")] * 8)
    assert "expected 0 to 7 values" in funder
    assert "'1506'" in message("formacodes", ["15061", "1506"])
    assert message("organisation.coordinates", lheo.Coordinates(), "fr").endswith(
        "trouvé rien, attendu un de ses champs au moins (obligatoire)."
    )


def test_codes_in_a_message_have_their_meaning() -> None:
    (violation,) = validate(OFFER.set("general_objective", "?"), rules=lheo.RULES)
    assert "4 (Création d'entreprise)" in violation.message()
    assert lheo.meaning("type-contact", "4") == "Accueil"


def test_bounds_in_the_docstrings_of_an_offer_are_those_of_the_table() -> None:
    bounds = 0
    for field in FIELDS.values():
        documented = re.search(rf"^ +{field.name}: (.*?)$", str(field.cls.__doc__), re.MULTILINE)
        assert documented is not None, field.key
        for most, unit in re.findall(r"at most ([\d,]+)( characters)?", documented[1]):
            bounds += 1
            most_of_table = field.element.content.most if unit else field.bounds[1]
            assert int(most.replace(",", "")) == most_of_table, field.key
    assert bounds > 20
