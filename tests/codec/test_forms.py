"""What people enter on the guide's screens, by its labels."""

from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pendulum import Date, Time
from tests import values

from bdc_sessions.codec import read_form, to_form
from bdc_sessions.errors import DecodeError
from bdc_sessions.model import Address, CollectiveInfo, Session, Site
from bdc_sessions.rules import Report

SESSION = {
    "Composantes": "01 - FORP - Formation Projet Pro",
    "Date début": "01/09/2022",
    "Date fin": "31/12/2022",
    "Lieu de la session": "ORGANISME TEST PRF 23 / CAP 2000 TEST / BEZIERS / 34500",
    "Nb. de places": "10",
}


def report_of(cls: Any, form: dict[str, str], **given: Any) -> Report:
    with pytest.raises(DecodeError) as caught:
        read_form(cls, form, **given)
    report = caught.value.report
    assert isinstance(report, Report)
    return report


def entered() -> dict[str, str]:
    form = to_form(values.guide_session())
    assert form["Date début"] == "01/09/2022"
    return form


def test_the_guides_session_is_read_as_it_stands_on_the_screen() -> None:
    number = {"N°": "01"} if "N°" in entered() else {}
    label = next(label for label, text in entered().items() if text == "01")
    form = {**SESSION, **number, label: "01"}
    assert read_form(Session, form) == values.guide_session()
    assert read_form(Session, form, sites=[values.guide_site()]) == values.guide_session()


def test_a_form_made_of_a_value_reads_back_as_it() -> None:
    info = values.guide_info()
    assert to_form(info)["Heure de début"] == "10:00"
    assert read_form(CollectiveInfo, to_form(info)) == info
    assert read_form(Address, to_form(info.address)) == info.address


def readable(value: Any) -> bool:
    form = to_form(value)
    return all(text and text == text.strip() for text in form.values())


@given(session=values.sessions.map(lambda session: session.evolve(infos=())))
def test_reading_a_sessions_form_is_the_inverse_of_writing_it(session: Session) -> None:
    assume(readable(session))
    assert read_form(Session, to_form(session), sites=[session.site]) == session


@given(info=values.infos)
def test_reading_an_informations_form_is_the_inverse_of_writing_it(info: CollectiveInfo) -> None:
    assume(readable(info))
    suffix, street_type = info.address.suffix, info.address.street_type
    plain = info.set(
        "address",
        info.address.evolve(
            suffix=None if suffix is None else suffix.label,
            street_type=None if street_type is None else street_type.label,
        ),
    )
    assert read_form(CollectiveInfo, to_form(plain)) == plain


@pytest.mark.parametrize("text", ["a*b", "deux\nlignes", "12\u00a0€", "a  b", "é | x"])
def test_a_text_is_kept_as_it_was_entered(text: str) -> None:
    info = values.guide_info().evolve(comment=text)
    assert read_form(CollectiveInfo, to_form(info)) == info


@pytest.mark.parametrize(
    "hour", ["10.00", "10:00", " 10 : 00 ", "10\u00a0:\u00a000", "10.00\u00a0", "\u00a010:00"]
)
def test_hours_are_read_as_people_write_them(hour: str) -> None:
    form = {**to_form(values.guide_info()), "Heure de début": hour}
    assert read_form(CollectiveInfo, form).start == Time(10, 0)


def test_labels_may_bear_marks_and_blanks_as_the_screen_shows_them() -> None:
    form = {
        f" {label.replace(' ', chr(160))}\u00a0* ": f"\u00a0{text} "
        for label, text in entered().items()
    }
    assert read_form(Session, form) == values.guide_session()
    assert read_form(Session, form, sites=[values.guide_site()]) == values.guide_session()


def test_a_site_is_chosen_by_its_label_among_those_given() -> None:
    other = Site(name="A", place="B", city="SETE", postal_code="34200")
    form = {**entered(), "Lieu de la session": other.label}
    assert read_form(Session, form, sites=[values.guide_site(), other]).site is other
    report = report_of(Session, form, sites=[values.guide_site()])
    assert [(v.code, str(v.path)) for v in report] == [("STR-008", "site")]
    report = report_of(Session, {**form, "Lieu de la session": "A / B"})
    assert [(v.code, str(v.path)) for v in report] == [("STR-008", "site")]


def test_a_label_of_two_sites_does_not_tell_which() -> None:
    one = Site(name="A / B", place="C", city="SETE", postal_code="34200")
    other = Site(name="A", place="B / C", city="SETE", postal_code="34200")
    session = values.guide_session().evolve(site=one)
    assert read_form(Session, to_form(session), sites=[one, one]) == session
    report = report_of(Session, to_form(session), sites=[one, other])
    assert [(v.code, v.label) for v in report] == [("STR-008", "Lieu de la session")]


def test_an_action_without_sites_has_none_to_choose() -> None:
    assert report_of(Session, entered(), sites=[]).at("site")
    blanks = values.guide_session().evolve(
        site=Site(name="A  B", place="C", city="D", postal_code="E")
    )
    assert read_form(Session, to_form(blanks)) == blanks


def test_dates_and_numbers_are_read_as_people_write_them() -> None:
    form = {**entered(), "Date début": "1 / 9 / 2022", "Nb. de places": "1\u202f000"}
    session = read_form(Session, form)
    assert (session.start, session.places) == (Date(2022, 9, 1), 1000)
    for places in ("10 00", "1.5", "٣", "1" * 1500, "1" * 5000, "- 3"):
        assert report_of(Session, {**form, "Nb. de places": places}).at("places")
    large = values.guide_session().evolve(places=-(10**30))
    assert read_form(Session, to_form(large)) == large


def test_the_recaps_labels_are_read_too_and_headings_passed_over() -> None:
    form = to_form(values.guide_info())
    places = form.pop("Nb. de places")
    form |= {"Nombre de places pour l'information collective *": places, "Adresse*:": ""}
    assert read_form(CollectiveInfo, form) == values.guide_info()


@pytest.mark.parametrize("cls", [Site, int, dict])
def test_a_class_without_a_screen_is_refused(cls: Any) -> None:
    with pytest.raises(TypeError, match=rf"^found {cls}; expected one of Session, "):
        read_form(cls, {})
    with pytest.raises(TypeError, match="the guide has no other screens"):
        to_form(values.untyped(values.guide_site()))


@pytest.mark.parametrize(
    ("form", "sites", "said"),
    [
        ([], None, r": found \[\] \(list\); expected a mapping of labels to texts"),
        ("Date", None, r": found 'Date' \(str\); expected a mapping of labels to texts"),
        ({"Date": 3}, None, r": found 3 \(int\); expected labels and texts \(str\)"),
        ({}, ["CAP"], r"\(sites=\)\[1\]: found 'CAP' \(str\); expected a Site"),
        ({}, 3, r"\(sites=\): found 3 \(int\); expected several values, such as a tuple"),
    ],
)
def test_what_is_no_form_is_a_wrong_type(form: Any, sites: Any, said: str) -> None:
    with pytest.raises(TypeError, match=rf"^read_form\(Session\){said}$"):
        read_form(Session, form, sites=sites)


def test_every_missing_field_is_listed_by_its_label() -> None:
    report = report_of(CollectiveInfo, {"Heure de début": "  "})
    missing = {v.label for v in report.by_code("STR-001")}
    assert len(report) == len(missing)
    assert missing >= {"Heure de début", "Libellé de la voie", "Code postal", "Ville"}
    assert not missing & {"N° de voie", "Cedex", "Mention spéciale"}
    assert report.at("address.street")


def test_every_ill_formed_field_is_listed_with_what_is_due() -> None:
    form = {
        **to_form(values.guide_info()),
        "Heure de début": "25:00",
        "Heure de fin": "midi",
        "Ville": "\ud800",
    }
    date = next(label for label, text in form.items() if text == "31/08/2022")
    places = next(label for label, text in form.items() if text == "20")
    report = report_of(CollectiveInfo, {**form, date: "2022-08-31", places: "vingt"})
    said = {str(v.path): str(v.messages) for v in report}
    assert said.keys() == {"date", "start", "end", "places", "address.city"}
    assert "jj/mm/aaaa" in said["date"]
    assert "hh:mm" in said["start"]
    assert "un nombre entier" in said["places"]
    assert "un texte" in said["address.city"]
    assert report_of(CollectiveInfo, {**form, date: "31/02/2022"}).at("date")


def test_an_unknown_label_is_told_with_the_nearest() -> None:
    report = report_of(Session, {**entered(), "Date de début": "01/09/2022"})
    assert [v.code for v in report] == ["STR-002"]
    assert "« Date début »" in report[0].messages[0]


@pytest.mark.parametrize("form", [{"Nb. de places": 10}, {3: "10"}, {"Date fin": None}])
def test_what_is_no_text_is_a_wrong_type(form: dict[Any, Any]) -> None:
    with pytest.raises(TypeError, match=r"read_form\(Session\): found"):
        read_form(Session, form)


@given(form=st.dictionaries(st.sampled_from([*SESSION, "x", ""]), st.text(max_size=4)))
def test_any_form_is_refused_by_decode_error_alone(form: dict[str, str]) -> None:
    assert report_of(Session, form).errors


def test_a_field_given_under_two_labels_is_told() -> None:
    form = {**to_form(values.guide_info()), "Date *": "01/09/2022"}
    with pytest.raises(DecodeError) as caught:
        read_form(CollectiveInfo, form)
    assert [(v.code, v.label) for v in caught.value.report] == [("STR-013", "Date")]


def test_labels_are_read_as_the_screens_print_them() -> None:
    form = to_form(values.guide_info())
    printed = {
        **{label: text for label, text in form.items() if not label.startswith("Heure")},
        "Heure de début (hh:mm) *": "10 : 00",
        "Heure de fin (hh.mm)*:": "12.00",
        "Entrée, Immeuble, Bâtiment, Résidence...": "B",
        "Mention spéciale (BP, CS ...) - commune géographique": "BP 3",
    }
    info = read_form(CollectiveInfo, printed)
    assert (info.address.building, info.address.special) == ("B", "BP 3")
