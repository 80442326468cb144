"""What people enter on the guide's screens is read; what a form showed comes back as it was."""

import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from pendulum import Date
from tests import values

from bdc_sessions.codec import read_form, to_form
from bdc_sessions.errors import DecodeError
from bdc_sessions.model import Address, CollectiveInfo, Session, Term
from bdc_sessions.rules import Report
from bdc_sessions.texts import one_line

SESSION = {
    "Composantes": "01 - FORP - Formation Projet Pro",
    "Num. de session": "01",
    "Date début": "01/09/2022",
    "Date fin": "31/12/2022",
    "Lieu de la session": "ORGANISME TEST PRF 23 / CAP 2000 TEST / BEZIERS / 34500",
    "Nb. de places": "10",
}
INFO = to_form(values.guide_info())


def report_of(cls: Any, form: dict[str, str], **given: Any) -> Report:
    with pytest.raises(DecodeError) as caught:
        read_form(cls, form, **given)
    report = caught.value.report
    assert isinstance(report, Report)
    return report


def test_the_guides_session_is_read_as_it_stands_on_the_screen() -> None:
    assert read_form(Session, SESSION) == values.guide_session()
    assert read_form(Session, SESSION, sites=[values.guide_site()]) == values.guide_session()


def test_a_form_made_of_a_value_reads_back_as_it() -> None:
    info = values.guide_info()
    assert INFO["Heure de début"] == "10:00"
    assert read_form(CollectiveInfo, INFO) == info
    assert read_form(Address, to_form(info.address)) == info.address


def test_what_the_screen_does_not_show_is_in_no_form() -> None:
    session = values.guide_session().evolve(offer_code="14_2200000F", infos=[values.guide_info()])
    assert to_form(session) == {k: v for k, v in SESSION.items() if k != "Composantes"}
    report = report_of(Session, {**SESSION, "Code Offre Info": "14_2200000F"})
    assert [(v.code, v.label) for v in report] == [("STR-002", "Code Offre Info")]
    assert read_form(Session, SESSION, onto=session) == session
    assert read_form(Session, SESSION).offer_code is None


# --- labels ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        *("Heure de début", "Heure de début (hh:mm) *", "Heure de début (hh.mm)", "start"),
        *("HEURE DE DÉBUT", "heure de début", "\u00a0Heure de\u202fdébut * :", "* Heure de début"),
        *("Heure de début(hh:mm)*:", "\ufeffHeure de début", "Heure\u00a0 de  début\r\n"),
        *(
            unicodedata.normalize("NFD", "Heure de début"),
            values.full_width("Heure de début (hh:mm) *"),
        ),
        *(" Start ", values.full_width("start"), "start *"),
    ],
)
def test_a_field_is_known_by_its_label_as_people_write_it_or_by_its_path(name: str) -> None:
    form = {label: text for label, text in INFO.items() if label != "Heure de début"}
    assert read_form(CollectiveInfo, {**form, name: "10:00"}) == values.guide_info()


def test_labels_are_read_as_the_screens_and_the_recap_print_them() -> None:
    form = to_form(values.guide_info().address)
    printed = {
        **form,
        "Date *": "31/08/2022",
        "Heure de début (hh:mm) *": "10 : 00",
        "Heure de fin (hh.mm)*:": "12.00",
        "Nombre de places pour l’information collective *": "20",
        "Commentaire - Pièces justificatives à fournir": "C",
        "Adresse*:": "",
        "Entrée, Immeuble, Bâtiment, Résidence...": "B",
        "Mention spéciale (BP, CS ...) - commune géographique": "BP 3",
    }
    info = read_form(CollectiveInfo, printed)
    assert (info.comment, info.places) == ("C", 20)
    assert (info.address.building, info.address.special) == ("B", "BP 3")
    assert read_form(Session, {**SESSION, "Composantes * :": "01 FORP"}) == values.guide_session()
    number = {k: v for k, v in SESSION.items() if k != "Num. de session"}
    assert read_form(Session, {**number, "Numéro": "01"}) == values.guide_session()


def test_a_text_under_the_heading_of_an_address_is_not_lost() -> None:
    report = report_of(CollectiveInfo, {**INFO, "Adresse": "12 rue perdue"})
    assert [(v.code, v.label) for v in report] == [("STR-002", "Adresse")]
    assert read_form(CollectiveInfo, {**INFO, "Adresse": " \xa0"}) == values.guide_info()


def test_an_address_in_an_information_is_named_by_its_whole_path() -> None:
    form = {label: text for label, text in INFO.items() if label != "Ville"}
    assert read_form(CollectiveInfo, {**form, "address.city": "MONTPELLIER"}) == values.guide_info()
    report = report_of(CollectiveInfo, {**INFO, "city": "MONTPELLIER"})
    assert [(v.code, v.label) for v in report] == [("STR-002", "city")]


@pytest.mark.parametrize(
    ("label", "nearest"),
    [
        *(
            ("Date de début", "Date début"),
            ("DATE DE DEBUT", "Date début"),
            ("strat", "Date début"),
        ),
        *(("Nombre de places", "Nb. de places"), ("Numero *", "Num. de session"), ("", None)),
        *(("Lieu", "Lieu de la session"), ("places[0]", "Nb. de places"), ("\ud800", None)),
    ],
)
def test_an_unknown_label_is_told_with_the_nearest(label: str, nearest: str | None) -> None:
    (fault,) = report_of(Session, {**SESSION, label: "01/09/2022"})
    assert (fault.code, str(fault.path)) == ("STR-002", "")
    assert fault.value == fault.label
    assert nearest is None or fault.message().endswith(f"le plus proche est « {nearest} ».")
    assert "is '" in fault.message("en")


def test_the_nearest_label_is_sought_a_hundred_times() -> None:
    report = report_of(Session, {**SESSION, **{f"x{n}": "" for n in range(101)}})
    texts = [fault.message() for fault in report]
    assert sum("le plus proche" in text for text in texts) == 100
    assert texts[-1] == "x100 : cet écran n'a pas ce champ ; donnez un de ceux qu'il montre."


def test_what_is_to_be_ignored_is() -> None:
    form: dict[str, Any] = {"csrf_token": "x", "File": b"no text", "\ufeffSubmit *": "", **SESSION}
    ignore = {"csrf_token", "file", "submit"}
    assert read_form(Session, form, ignore=ignore) == values.guide_session()
    assert read_form(Session, form, ignore=list(ignore)) == values.guide_session()
    onto = values.guide_session("02")
    read = read_form(Session, form, ignore={*ignore, "Num. de session"}, onto=onto)
    assert read == onto
    with pytest.raises(DecodeError, match="csrf_token"):
        read_form(Session, {**SESSION, "csrf_token": "x"}, ignore={"token"})


@pytest.mark.parametrize(
    "others", [{"Date *": "31/08/2022"}, {"date": ""}, {"DATE": "x", "\u00a0Date:": "y"}]
)
def test_a_field_given_under_two_labels_is_told_once(others: dict[str, str]) -> None:
    (fault,) = report_of(CollectiveInfo, {**INFO, **others})
    assert (fault.code, fault.label, str(fault.path)) == ("STR-013", "Date", "date")
    assert all(label.strip() in fault.message() for label in ("Date", *others))


class Werkzeug(dict[str, list[str]]):
    """A form that gives the first of several texts, as Flask's; Django's gives the last."""

    def items(self) -> Any:
        return [(label, texts[0]) for label, texts in super().items()]

    def getlist(self, label: str) -> list[str]:
        return self[label]


class Multidict(Mapping[str, str]):
    """A form that gives a label each time that it was sent, as aiohttp's and WebOb's."""

    def __init__(self, pairs: list[tuple[str, str]]) -> None:
        self.pairs = pairs

    def __getitem__(self, label: str) -> str:
        return self.getall(label)[0]

    def __iter__(self) -> Iterator[str]:
        return iter([label for label, _ in self.pairs])

    def __len__(self) -> int:
        return len(self.pairs)

    def getall(self, label: str) -> list[str]:
        return [text for name, text in self.pairs if name == label]


def _forms_of_frameworks(pairs: list[tuple[str, str]]) -> list[Any]:
    lists: dict[str, list[str]] = {}
    for label, text in pairs:
        lists.setdefault(label, []).append(text)
    return [Werkzeug(lists), Multidict(pairs)]


@pytest.mark.parametrize("kind", range(2))
def test_two_texts_for_one_label_of_a_frameworks_form_are_a_fault(kind: int) -> None:
    pairs = [*SESSION.items(), ("csrf", "a"), ("csrf", "b"), ("Composantes", "02")]
    form = _forms_of_frameworks([*pairs, ("Nb. de places", "10")])[kind]  # the same, twice
    assert read_form(Session, form, ignore={"csrf"}) == values.guide_session()
    form = _forms_of_frameworks([*pairs, ("Nb. de places", "11")])[kind]
    (fault,) = report_of(Session, form, ignore={"csrf"})
    assert (fault.code, str(fault.path)) == ("STR-013", "places")
    assert "(Nb. de places, Nb. de places)" in fault.message()


def test_what_is_only_shown_may_be_sent_twice() -> None:
    form = {**SESSION, "Composantes *": "02", "COMPOSANTES": ""}
    assert read_form(Session, form) == values.guide_session()


# --- what is missing, what is ill-formed ----------------------------------------------------


def test_every_missing_field_is_listed_by_its_label() -> None:
    report = report_of(CollectiveInfo, {"Heure de début": " \u200b"})
    assert {(v.code, v.value) for v in report} == {("STR-001", None)}
    assert [(str(v.path), v.label) for v in report] == [
        ("date", "Date"),
        ("start", "Heure de début"),
        ("end", "Heure de fin"),
        ("places", "Nb. de places"),
        ("address.street", "Libellé de la voie"),
        ("address.postal_code", "Code postal"),
        ("address.city", "Ville"),
    ]


def test_every_fault_is_told_at_once_by_the_forms_label() -> None:
    form = {
        "date": "2022-02-31",
        "Heure de début (hh.mm)": "25:00",
        "HEURE DE FIN": "midi",
        "Nombre de places pour l'information collective": "vingt",
        "Ville": "\ud800",
        "Vile": "x",
    }
    report = report_of(CollectiveInfo, form)
    assert [v.label for v in report] == [
        "Vile",
        *("Date", "Heure de début", "Heure de fin", "Nb. de places", "Libellé de la voie"),
        *("Code postal", "Ville"),
    ]


def test_a_fault_is_told_in_the_language_of_who_reads_it() -> None:
    with pytest.raises(DecodeError) as caught:
        read_form(Session, {**SESSION, "Date début": "31/02/2022"})
    (fault,) = caught.value.report
    assert fault.message() == "Date début : « 31/02/2022 » n'est pas une date (jj/mm/aaaa)."
    assert fault.message("en") == "Date début: '31/02/2022' is not a date (dd/mm/yyyy)."
    assert fault.value == "31/02/2022"


def test_a_text_of_a_line_is_told_whole_and_one_more_is_cut() -> None:
    for typed, told in (("x" * 80, "x" * 80), ("x" * 81, "x" * 79 + "…")):
        (fault,) = report_of(Session, {**SESSION, "Nb. de places": f" {typed}"})
        assert f"« {told} »" in fault.message()
        assert fault.value == told


@pytest.mark.parametrize("typed", ["x" * 10**6, "a\nb\x1b[31m\x00\u2028c", "{found}%s", "»\u202e"])
def test_what_was_typed_is_told_on_one_line_and_bounded(typed: str) -> None:
    (fault,) = report_of(Session, {**SESSION, "Nb. de places": typed, "Composantes": typed})
    (unknown,) = report_of(Session, {**SESSION, typed: typed})
    for each in (fault, unknown):
        for lang in ("fr", "en"):
            assert len(each.message(lang)) < 400
            assert one_line(each.message(lang)) == each.message(lang)


# --- onto -----------------------------------------------------------------------------------


def test_an_untouched_field_keeps_its_very_value() -> None:
    info = values.guide_info().evolve(comment=" a\nb\n")
    odd = info.address.evolve(
        suffix=Term("bis", code="2"), street_type=Term("allée"), street=" de  la\u00a0madeleine "
    )
    info = info.evolve(address=odd)
    read = read_form(CollectiveInfo, to_form(info), onto=info)
    assert read == info
    assert read.address.suffix == Term("bis", code="2")
    stripped = {label: text.strip() for label, text in to_form(info).items()}
    assert read_form(CollectiveInfo, stripped, onto=info) == info
    one_line = {**to_form(info), "Libellé de la voie": "deux\nlignes"}
    two_lines = read_form(CollectiveInfo, one_line)
    sent = {**to_form(two_lines), "Libellé de la voie": "deuxlignes"}  # <input> drops line ends
    assert read_form(CollectiveInfo, sent, onto=two_lines).address.street == "deux\nlignes"


def test_a_nul_comes_back_as_a_browser_sends_it() -> None:
    info = values.guide_info().evolve(comment="a\0b")
    for text in ("a\0b", "a\ufffdb"):
        assert read_form(CollectiveInfo, to_form(info) | {"Commentaire": text}, onto=info) == info
    read = read_form(CollectiveInfo, to_form(info) | {"Commentaire": "ab"}, onto=info)
    assert read.comment == "ab"


def test_a_field_that_was_edited_is_read_anew() -> None:
    info = values.guide_info().evolve(comment="a\nb")
    form = {**to_form(info), "Commentaire": "ab", "Extension voie": "bis", "Date": "2022-08-30"}
    read = read_form(CollectiveInfo, form, onto=info)
    assert read == info.evolve(
        date=Date(2022, 8, 30), comment="ab", address=info.address.evolve(suffix="bis")
    )
    for text in ("a b", "a\n\nb", "A\nB"):
        read = read_form(CollectiveInfo, {**form, "Commentaire": text}, onto=info)
        assert read.comment == text


def test_a_field_sent_empty_is_emptied() -> None:
    info = values.guide_info()
    emptied = read_form(CollectiveInfo, {"Commentaire": " ", "Extension voie": "\u200b"}, onto=info)
    assert emptied == info.evolve(comment=None, address=info.address.evolve(suffix=None))
    report = report_of(CollectiveInfo, {"Ville": "", "Date": "\u00a0"}, onto=info)
    assert [(v.code, str(v.path)) for v in report] == [
        ("STR-001", "date"),
        ("STR-001", "address.city"),
    ]


def test_a_field_not_sent_stays_as_it_was() -> None:
    session = values.guide_session().evolve(offer_code="OI1", infos=[values.guide_info()])
    assert read_form(Session, {}, onto=session) == session
    assert read_form(Session, {"Nb. de places": "8"}, onto=session) == session.evolve(places=8)
    info = values.guide_info()
    read = read_form(CollectiveInfo, {"Nb. de places": "8"}, onto=info)
    assert read == info.evolve(places=8)
    assert read.address is info.address


def test_a_mandatory_text_that_was_blank_may_stay_so() -> None:
    address = values.guide_info().address.evolve(street="", city="\u3164")
    assert read_form(Address, to_form(address), onto=address) == address
    assert report_of(Address, to_form(address)).at("street")
    report = report_of(Address, {"Libellé de la voie": "\u3164", "Ville": ""}, onto=address)
    assert [str(v.path) for v in report] == ["street", "city"]


# --- what is no form ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("form", "given", "said"),
    [
        ([], {}, r": found \[\] \(list\); expected a mapping of labels to texts"),
        ("Date", {}, r": found 'Date' \(str\); expected a mapping of labels to texts"),
        ({"Date": 3}, {}, r": found 3 \(int\); expected labels and texts \(str\)"),
        ({3: "10"}, {}, r": found 3 \(int\); expected labels and texts \(str\)"),
        ({"Date fin": None}, {}, r": found None \(NoneType\); expected labels and texts \(str\)"),
        ({}, {"sites": ["CAP"]}, r"\(sites=\)\[1\]: found 'CAP' \(str\); expected a Site"),
        ({}, {"sites": 3}, r"\(sites=\): found 3 \(int\); expected several values.*"),
        ({}, {"terms": {"ter": "3"}}, r"\(terms=\): found .*; expected a TermTable"),
        ({}, {"onto": values.guide_info()}, r"\(onto=\): found .*; expected a Session"),
        ({}, {"ignore": "csrf"}, r"\(ignore=\): found 'csrf' .*; expected several labels.*"),
        ({}, {"ignore": 3}, r"\(ignore=\): found 3 .*; expected several labels.*"),
        ({}, {"ignore": [3]}, r"\(ignore=\): found 3 .*; expected a text \(str\)"),
    ],
)
def test_what_is_no_form_is_a_wrong_type(form: Any, given: dict[str, Any], said: str) -> None:
    with pytest.raises(TypeError, match=rf"^read_form\(Session\){said}$"):
        read_form(Session, form, **given)


def test_a_form_is_any_mapping_and_is_left_as_it_was() -> None:
    form = dict(SESSION)
    read = read_form(Session, form)
    assert form == SESSION
    made = to_form(read)
    made.clear()
    assert to_form(read)["Nb. de places"] == "10"
