"""What people enter in a field, and how it is read."""

from typing import Any

import pytest
from pendulum import Date, Time
from tests import values

from bdc_sessions.codec import read_form, to_form
from bdc_sessions.codec.form_entries import ENTRIES
from bdc_sessions.errors import DecodeError
from bdc_sessions.model import Address, CollectiveInfo, Session, Site, Term
from bdc_sessions.model.term import TERMS

SESSION = to_form(values.guide_session())
INFO = to_form(values.guide_info())
ADDRESS = to_form(values.guide_info().address)


def session(label: str, text: str, **given: Any) -> Session:
    read: Session = read_form(Session, {**SESSION, label: text}, **given)
    return read


def said(cls: type[Any], form: dict[str, str], **given: Any) -> tuple[str, str, str]:
    """Return the path, code and French text of the one fault of a form."""
    with pytest.raises(DecodeError) as caught:
        read_form(cls, form, **given)
    (fault,) = caught.value.report
    return str(fault.path), fault.code, fault.message()


@pytest.mark.parametrize(
    "typed",
    [
        *("01/09/2022", "1/9/2022", "1 / 9 / 2022", "2022-09-01", "2022 - 09 - 01"),
        *(
            values.full_width("01/09/2022"),
            values.full_width("2022-09-01"),
            "01\u00a0/\u202f09\u2009/2022",
        ),
        *("\u200e01/09/2022\u200f", "01/09/\u200b2022", "\ufeff2022-09-01", "2022\u201009\u201001"),
        *(" 01/09/2022\r\n", "\t2022-09-01 "),
    ],
)
def test_a_date_is_read_as_people_and_browsers_write_it(typed: str) -> None:
    assert session("Date début", typed).start == Date(2022, 9, 1)


@pytest.mark.parametrize(
    "typed",
    [
        *("31/02/2022", "2022-02-31", "01/13/2022", "00/01/2022", "01/01/0000", "0000-01-01"),
        *("01-09-2022", "2022/09/01", "01.09.2022", "1er septembre 2022", "20220901", "01/09"),
        *("01/09/02022", "٣١/08/2022", "01/09/2022 10:00", "2022-09-01T00:00", "2022-W35-4", "-"),
    ],
)
def test_what_is_no_date_is_told_with_the_form_of_one(typed: str) -> None:
    text = f"Date début : « {typed} » n'est pas une date (jj/mm/aaaa)."
    assert said(Session, {**SESSION, "Date début": typed}) == ("start", "STR-004", text)


@pytest.mark.parametrize("typed", ["01/09/22", "1/9/22", "01 / 09 / 22", "22-09-01", "01-09-22"])
def test_a_year_of_two_digits_is_refused_clearly(typed: str) -> None:
    *_, text = said(Session, {**SESSION, "Date fin": typed})
    assert text == (
        f"Date fin : « {typed} » n'est pas une date (jj/mm/aaaa) : "
        "l'année s'écrit en quatre chiffres."
    )


@pytest.mark.parametrize(
    "typed",
    [
        *("10:00", "10.00", "10h00", "10H00", "10h", "10 h", "10 h 00", "10 : 00", "10 H 00"),
        *("10:00:00", "10:00:00.000", "10.00.00", "10 : 00 : 00", "10\u00a0h\u00a000"),
        *(
            values.full_width("10:00"),
            values.full_width("10h00"),
            "10\u200b:00",
            "\u00a010.00\u202f",
            "10\u200f:\u200f00",
        ),
    ],
)
def test_an_hour_is_read_as_people_and_browsers_write_it(typed: str) -> None:
    assert read_form(CollectiveInfo, {**INFO, "Heure de début": typed}).start == Time(10, 0)


def test_an_hour_keeps_its_minutes() -> None:
    for typed in ("9:05", "09:05", "9h05", "9 h 05", "9.05", "09:05:00"):
        assert read_form(CollectiveInfo, {**INFO, "Heure de début": typed}).start == Time(9, 5)


@pytest.mark.parametrize(
    "typed",
    [
        *("24:00", "10:60", "10", "1000", "10:0", "10h0", "h00", "10:", "10 00", "midi", "-1:00"),
        *("10h00:00", "10:00h", "10 heures", "010:00", "1٢:00", "10:00:0", "10:00:00:00", "10;00"),
    ],
)
def test_what_is_no_hour_is_told_with_the_form_of_one(typed: str) -> None:
    text = f"Heure de fin : « {typed} » n'est pas une heure (hh:mm)."
    assert said(CollectiveInfo, {**INFO, "Heure de fin": typed}) == ("end", "STR-005", text)


@pytest.mark.parametrize("typed", ["12:00:30", "12:00:01", "12:00:00.5", "12:00:60", "12.00.10"])
def test_seconds_are_refused_but_for_none(typed: str) -> None:
    *_, text = said(CollectiveInfo, {**INFO, "Heure de fin": typed})
    assert text == (
        f"Heure de fin : « {typed} » n'est pas une heure (hh:mm) : elle n'a pas de secondes."
    )


@pytest.mark.parametrize(
    ("typed", "places"),
    [
        *(
            ("0", 0),
            ("-0", 0),
            ("007", 7),
            ("-3", -3),
            ("\u22123", -3),
            (values.full_width("12"), 12),
            (" 10 ", 10),
        ),
        *(("1\u202f000", 1000), ("1\u00a0000\u00a0000", 10**6), ("12 345", 12345)),
        *(
            ("1\u200b0", 10),
            ("10\ufeff", 10),
            ("9" * 999, 10**999 - 1),
            ("-1" + "0" * 999, -(10**999)),
        ),
    ],
    ids=ascii,
)
def test_a_number_is_read_as_people_write_it(typed: str, places: int) -> None:
    assert session("Nb. de places", typed).places == places


@pytest.mark.parametrize(
    "typed", ["10 00", "1.5", "10,0", "٣", "- 3", "vingt", "1e3", "10²", "½", "+10", "0x10", "1 0"]
)
def test_what_is_no_whole_number_is_told_so(typed: str) -> None:
    text = f"Nb. de places : « {typed} » n'est pas un nombre entier."
    assert said(Session, {**SESSION, "Nb. de places": typed}) == ("places", "STR-003", text)


@pytest.mark.parametrize(
    "typed", ["9" * 1001, "-" + "1" * 1001, "0" * 1001 + "7", "1" * 100_000], ids=len
)
def test_a_number_that_nothing_counts_is_refused(typed: str) -> None:
    *_, text = said(Session, {**SESSION, "Nb. de places": typed})
    assert text.endswith("… » n'est pas un nombre entier d'au plus 1000 chiffres.")
    assert len(text) < 200


A = Site(name="A", place="B", city="SETE", postal_code="34200")
SEVERAL = "plusieurs le portent"


@pytest.mark.parametrize(
    "typed",
    [A.label, "a / b / sete / 34200", "\uff21 / B  / SETE\u00a0/\u200b 34200", f" {A.label}\n"],
)
def test_a_site_is_chosen_by_its_label_as_it_looks(typed: str) -> None:
    given = {"sites": [values.guide_site(), A]}
    assert session("Lieu de la session", typed, **given).site is A


def test_of_sites_that_look_alike_the_very_label_chooses() -> None:
    small = A.evolve(name="a")
    for site in (A, small):
        assert session("Lieu de la session", site.label, sites=[A, small]).site is site
    path, code, text = said(
        Session,
        {**SESSION, "Lieu de la session": "\uff41 / B / SETE / 34200"},
        sites=[A, small],
    )
    assert (path, code) == ("site", "STR-008")
    assert SEVERAL in text


def test_a_label_of_two_sites_does_not_tell_which() -> None:
    one = A.evolve(name="A / B", place="C")
    other = A.evolve(name="A", place="B / C")
    form = {**SESSION, "Lieu de la session": one.label}
    assert read_form(Session, form, sites=[one, one]).site is one
    *_, text = said(Session, form, sites=[one, other])
    assert text.endswith(f"« {one.label} » n'est pas le libellé d'un seul site : {SEVERAL}.")
    for site in (one, other):  # the form showed it
        session = values.guide_session().evolve(site=site)
        assert read_form(Session, form, sites=[one, other], onto=session) == session


def test_a_site_is_one_of_those_given() -> None:
    form = {**SESSION, "Lieu de la session": A.label}
    for sites in ([], [values.guide_site()]):
        assert said(Session, form, sites=sites) == (
            "site",
            "STR-008",
            f"Lieu de la session : « {A.label} » n'est pas un des sites de l'action.",
        )


def test_without_sites_one_is_read_off_its_label() -> None:
    assert session("Lieu de la session", A.label).site == A
    assert session("Lieu de la session", " A /  B / SETE / 34200 ").site == A
    for typed in ("A / B", "A / B / C / SETE / 34200", "/"):
        *_, text = said(Session, {**SESSION, "Lieu de la session": typed})
        assert text.endswith(f"« {typed} » n'est pas un site (nom / lieu / ville / code postal).")


def test_a_site_that_is_no_longer_offered_is_kept_and_may_be_left() -> None:
    session = values.guide_session().evolve(site=A)
    form = to_form(session)
    assert read_form(Session, form, sites=[values.guide_site()], onto=session).site is A
    folded = {**form, "Lieu de la session": A.label.lower()}
    assert read_form(Session, folded, sites=[values.guide_site()], onto=session).site is A
    assert read_form(Session, folded, sites=[A.evolve(name="a")], onto=session).site is A
    left = {**form, "Lieu de la session": values.guide_site().label}
    read = read_form(Session, left, sites=[values.guide_site()], onto=session)
    assert read.site == values.guide_site()


def test_a_term_has_its_code_from_the_regions_table() -> None:
    terms = TERMS.with_("suffix", bis="1").with_("street_type", rue="9")
    form = {**ADDRESS, "Extension voie": " bis ", "Type de voie": "rue"}
    read = read_form(Address, form, terms=terms)
    assert (read.suffix, read.street_type) == (Term("bis", code="1"), Term("rue", code="9"))
    read = read_form(Address, form)
    assert (read.suffix, read.street_type) == (Term("bis"), Term("rue"))
    assert read_form(Address, ADDRESS, terms=terms) == values.guide_info().address


@pytest.mark.parametrize("text", ["a*b", "deux\nlignes", "12\u00a0€", "a  b", "é | x", "{label}"])
def test_a_text_is_kept_as_it_was_entered(text: str) -> None:
    assert read_form(CollectiveInfo, {**INFO, "Commentaire": f" {text}\n"}).comment == text


@pytest.mark.parametrize("text", ["\ud800", "a\udfffb"])
def test_a_text_that_cannot_be_written_is_refused(text: str) -> None:
    path, code, french = said(CollectiveInfo, {**INFO, "Ville": text})
    assert (path, code) == ("address.city", "STR-014")
    assert french.endswith("» n'est pas un texte : un de ses caractères est incomplet.")
    french.encode()
    assert said(CollectiveInfo, {**INFO, "Date": text})[:2] == ("date", "STR-014")


def test_every_type_that_is_entered_is_of_one_kind() -> None:
    kinds = {entry.kind for entry in ENTRIES.values()}
    assert kinds == {"text", "date", "time", "number", "choice"}
