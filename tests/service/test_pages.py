"""What the pages promise beyond the guide's way through them: nothing typed is lost, no 500."""

import json
import re
from typing import Any

import pytest
from pendulum import datetime
from tests.service.conftest import Running
from tests.service.pages import Page

import bdc_sessions as b

SESSION = {"component": "01", "session": "01"}
NEW = {
    "start": "02/01/2023",
    "end": "31/03/2023",
    "site": "ORGANISME TEST PRF 23 / CAP 2000 TEST / BEZIERS / 34500",
    "places": "12",
}


def page_of(service: Running) -> Page:
    return service.person.get(f"{service.url}/session", **SESSION)


def drafted(service: Running, **fields: str) -> Page:
    return service.person.press(page_of(service), "save", **fields)


def emitted(service: Running, **fields: str) -> Page:
    return service.person.press(drafted(service, **fields), "emit")


def test_what_was_typed_stays_beside_what_is_wrong_with_it(service: Running) -> None:
    page = service.person.press(page_of(service), "save", start="31/02/2022", places="dix <b>")
    assert page.status == 422
    assert (page.fields["start"], page.fields["places"]) == ("31/02/2022", "dix <b>")
    (fault,) = page.texts("//*[@id='start-faults']")
    assert fault == "Date début : « 31/02/2022 » n'est pas une date (jj/mm/aaaa)."
    page = service.person.press(page, "save", start="02/09/2022", places="8")
    assert page.title == "Récapitulatif de la demande"


def test_a_fault_of_the_rules_stands_at_its_field_once_it_is_drafted(service: Running) -> None:
    page = drafted(service, end="01/07/2024")
    assert "emit" not in page.buttons
    assert "SES-002" in page.texts("//main")[0]
    page = service.person.get(page.tree.xpath("//a[.='Modifier la saisie']/@href")[0])
    assert page.fields["end"] == "01/07/2024"
    assert "01/07/2024" in page.texts("//*[@id='end-faults']")[0]
    page = service.person.press(page, "save", end="30/06/2024")
    assert service.person.press(page, "emit").done == f"✓ {b.Message.ISSUED}"
    assert len(service.dossier.requests) == 1


def test_a_fault_of_an_information_stands_at_its_field(service: Running) -> None:
    page = service.person.press(page_of(service), "info1")
    page = service.person.press(page, "keep", end="09:00")
    page = service.person.press(page, "info1")
    assert "09:00" in page.texts("//*[@id='end-faults']")[0]
    page = service.person.press(page, "keep", end="neuf heures")
    assert page.status == 422
    assert page.fields["end"] == "neuf heures"
    page = service.person.press(page, "back")
    assert page.title == "Caractéristiques"


def test_a_fault_of_two_fields_stands_at_both_and_once_above(service: Running) -> None:
    page = service.person.press(page_of(service), "info1")
    page = service.person.press(page, "keep", **{"address.number": ""})
    (above,) = service.person.press(page, "info1").texts("//*[@role='alert']")
    assert above.count("L'extension « ter » n'a pas de N° de voie") == 1


def test_two_people_who_change_different_fields_lose_nothing(service: Running) -> None:
    first, second = page_of(service), page_of(service)
    page = service.person.press(first, "save", places="8")
    service.person.press(page, "emit")
    page = service.person.press(second, "save", end="30/12/2022")
    service.person.press(page, "emit")
    session = service.dossier.action.component("01").session("01")
    assert (session.places, str(session.end)) == (8, "2022-12-30")


@pytest.mark.parametrize(("side", "places"), [("theirs", 6), ("ours", 8)])
def test_the_second_of_two_people_chooses_field_by_field(
    service: Running, side: str, places: int
) -> None:
    first, second = page_of(service), page_of(service)
    service.person.press(service.person.press(first, "save", places="8"), "emit")
    page = service.person.press(second, "save", places="6", end="30/12/2022")
    assert page.status == 409
    assert page.texts("//legend") == ["Nb. de places"]
    assert page.texts("//fieldset/label") == ["Votre demande : 6", "Émis ou saisi entre-temps : 8"]
    again = service.person.press(page, "save")  # without a choice
    assert again.status == 409
    page = service.person.press(again, "save", **{"choose places": side})
    page = service.person.press(page, "emit")
    assert page.done == f"✓ {b.Message.ISSUED}"
    session = service.dossier.action.component("01").session("01")
    assert (session.places, str(session.end)) == (places, "2022-12-30")


def test_a_draft_that_was_overtaken_is_brought_up_to_date_by_a_choice(service: Running) -> None:
    draft = drafted(service, places="6", end="30/12/2022")
    emitted(service, places="8")
    assert "REQ-002" in service.person.press(draft, "emit").wrong
    page = service.person.get(draft.url)
    path = "choose components[01].sessions[01].places"
    page = service.person.press(page, "rebase", **{path: "ours"})
    assert service.person.press(page, "emit").done == f"✓ {b.Message.ISSUED}"
    session = service.dossier.action.component("01").session("01")
    assert (session.places, str(session.end)) == (6, "2022-12-30")


def test_a_draft_overtaken_while_it_is_edited_is_chosen_from_and_keeps_what_was_typed(
    service: Running,
) -> None:
    draft = drafted(service, places="6")
    id = draft.url.rpartition("/")[2]
    edit = service.person.get(f"{service.url}/session", id=id, component="01")
    emitted(service, places="8")
    page = service.person.press(edit, "save", places="5", end="30/12/2022")
    assert page.status == 409
    path = "choose places"
    page = service.person.press(page, "save", **{path: "theirs"})
    assert service.person.press(page, "emit").done == f"✓ {b.Message.ISSUED}"
    session = service.dossier.action.component("01").session("01")
    assert (session.places, str(session.end)) == (5, "2022-12-30")


def test_of_two_new_sessions_of_one_number_the_second_takes_another(service: Running) -> None:
    new = f"{service.url}/session?component=01"
    first, second = service.person.get(new), service.person.get(new)
    first = service.person.press(first, "save", **NEW)
    second = service.person.press(second, "save", **NEW | {"places": "5"})
    service.person.press(first, "emit")
    page = service.person.get(second.url)
    page = service.person.press(page, "renumber")
    service.person.press(page, "emit")
    sessions = service.dossier.action.component("01").sessions
    assert [(s.number, s.places) for s in sessions] == [("01", 10), ("02", 12), ("03", 5)]


def test_a_number_that_is_taken_leaves_what_was_typed(service: Running) -> None:
    page = service.person.get(f"{service.url}/session?component=01")
    page = service.person.press(page, "save", **NEW | {"number": "01"})
    assert page.status == 409
    assert "« 02 »" in page.wrong
    assert page.fields["places"] == "12"
    page = service.person.press(page, "save", number="02")
    assert page.title == "Récapitulatif de la demande"


def test_a_double_click_is_one_request(service: Running) -> None:
    page = page_of(service)
    first = service.person.press(page, "save", places="8")
    second = service.person.press(page, "save", places="8")
    assert first.url == second.url
    assert [service.person.press(first, "emit").done for _ in (1, 2)] == [
        f"✓ {b.Message.ISSUED}"
    ] * 2
    assert len(service.dossier.requests) == 1


def test_a_second_click_on_the_bin_changes_nothing(service: Running) -> None:
    page = drafted(service, places="8")
    page = service.person.get(page.url, supprimer="1")
    assert [service.person.press(page, "discard").done for _ in (1, 2)] == [
        f"✓ {b.Message.DISCARDED}"
    ] * 2
    assert service.dossier.requests == ()


def test_a_validated_request_has_no_bin_and_is_not_deleted(service: Running) -> None:
    draft = drafted(service, places="8")
    page = service.person.press(draft, "emit")
    assert len(page.rows) == 1
    assert not page.tree.xpath("//a[contains(@href, 'supprimer')]")
    page = service.person.press(draft, "discard")
    assert page.status == 409
    assert "validée" in page.wrong


def test_what_was_not_read_is_not_emitted(service: Running) -> None:
    read = drafted(service, places="8")
    page = service.person.get(read.tree.xpath("//a[.='Modifier la saisie']/@href")[0])
    service.person.press(page, "save", places="6")
    assert service.person.press(read, "emit").status == 409
    assert service.dossier.requests[0].status is b.RequestStatus.PENDING


def test_a_form_that_is_sent_after_its_request_was_emitted_loses_nothing(service: Running) -> None:
    form = page_of(service)
    service.person.press(service.person.press(form, "save", places="8"), "emit")
    page = service.person.press(form, "save", places="6")
    assert page.status == 409
    assert page.fields["places"] == "6"
    page = service.person.press(page, "save")
    assert page.texts("//legend") == ["Nb. de places"]


def test_a_clock_behind_the_last_issue_is_no_obstacle(service: Running) -> None:
    dossier = service.dossier
    late = b.Issuer("BL", "Administrateur")
    session = dossier.action.component("01").session("01").evolve(places=4)
    key = int(service.url.rpartition("/")[2])
    service.store.change(
        key,
        lambda now: now.draft_change("r1", component="01", session=session).issue(
            "r1", by=late, at=datetime(2030, 1, 1)
        ),
    )
    assert emitted(service, places="8").done == f"✓ {b.Message.ISSUED}"
    first, second = service.dossier.requests
    assert first.issued_at == second.issued_at


HOSTILE_WORK = ["", "{}", "null", "[" * 100_000, "\x00", '{"id": "a/b"}', "é" * 1000]


@pytest.mark.parametrize("work", HOSTILE_WORK)
def test_a_bad_hidden_field_is_told_in_french(service: Running, work: str) -> None:
    page = service.person.press(page_of(service), "save", work=work)
    assert page.status == 400
    assert "altérée" in page.wrong
    assert service.dossier.requests == ()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("session", None),
        ("session", {"format": "bdc-sessions/2"}),
        ("seen", {"format": "bdc-sessions/1", "type": "session", "value": {"number": "\ud800"}}),
        ("now", "x"),
        ("place", "99"),
        ("place", "-1"),
        ("place", "un"),
        ("place", "9" * 5000),
        ("id", "../.."),
        ("component", "\x00"),
    ],
)
@pytest.mark.parametrize("do", ["save", "info", "info9", "keep", "back", "", "?"])
def test_an_altered_hidden_field_is_told_in_french(
    service: Running, field: str, value: object, do: str
) -> None:
    page = page_of(service)
    page = service.person.press(page, do, work=json.dumps(page.work | {field: value}))
    assert page.status < 500
    assert page.tree.get("lang") == "fr"


def test_a_session_of_another_number_than_was_seen_is_refused(service: Running) -> None:
    page = page_of(service)
    session = service.dossier.action.component("01").session("01").evolve(number="07")
    work = json.dumps(page.work | {"session": b.encode(session)})
    page = service.person.press(page, "save", work=work)
    assert page.status == 409
    assert "« 07 » n'existe pas" in page.wrong or page.wrong


@pytest.mark.parametrize("body", [b"\xff\xfe", b"work=%FF", b"a&" * 5000, b"", b"{}", b"=&=&"])
def test_a_body_that_is_no_form_is_told_in_french(service: Running, body: bytes) -> None:
    for url in (f"{service.url}/session", f"{service.url}/demandes/x"):
        page = Page(service.person.http.post(url, content=body))
        assert page.status in {400, 404}
        assert page.wrong


@pytest.mark.parametrize(
    "sent",
    [
        {"files": {"work": "{}"}},
        {"content": b"work=x", "headers": {"content-type": "text/plain;charset=utf-8"}},
        {"json": {"work": "x"}},
    ],
)
def test_a_form_of_another_kind_is_told_in_french(service: Running, sent: dict[str, Any]) -> None:
    for url in (f"{service.url}/session", f"{service.url}/demandes/x"):
        page = Page(service.person.http.post(url, **sent))
        assert page.status == 415
        assert page.wrong == "Cette page ne lit que les formulaires simples, sans fichier."


def test_a_post_of_10_mb_is_told_in_french(service: Running) -> None:
    page = service.person.press(page_of(service), "save", places="9" * 10_000_000)
    assert page.status == 413
    assert "trop long" in page.wrong
    assert service.dossier.requests == ()


@pytest.mark.parametrize(
    "url",
    [
        *["/nulle-part", "/actions/0", "/actions/un", f"/actions/{9**40}", "/actions/999"],
        *["/actions/1/session", "/actions/1/session?component=%00", "/actions/1/session?id=%FF"],
        *[
            "/actions/1/demandes/x",
            "/actions/1/demandes/%00",
            "/actions/1/demandes/nouvelle?component=%FF",
        ],
    ],
)
def test_an_address_of_nothing_is_told_in_french(service: Running, url: str) -> None:
    page = service.person.get(url)
    assert page.status == 404
    assert page.wrong


def test_what_is_typed_is_shown_as_text(service: Running) -> None:
    page = service.person.press(page_of(service), "info1")
    page = service.person.press(page, "keep", comment="<script>alert(1)</script>\n\n deux")
    page = service.person.press(page, "info1")
    assert page.fields["comment"] == "<script>alert(1)</script>\n\n deux"
    page = service.person.press(service.person.press(page, "keep"), "save")
    assert not page.tree.xpath("//script")
    assert "<script>alert(1)</script>" in page.texts("//main")[0]


def test_the_dossier_as_json_is_sent_once(service: Running) -> None:
    url = f"/api{service.url}"
    first = service.person.http.get(url)
    assert b.loads(first.text, b.Dossier) == service.dossier
    again = service.person.http.get(url, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    drafted(service, places="8")
    changed = service.person.http.get(url, headers={"If-None-Match": first.headers["ETag"]})
    assert changed.status_code == 200


def test_calendar_and_feed_are_there_to_download(service: Running) -> None:
    calendar = service.person.http.get(f"{service.url}/calendrier.ics")
    assert calendar.content.count(b"BEGIN:VEVENT") == 2
    feed = service.person.http.get(f"{service.url}/lheo.xml")
    assert re.search(rb"<lheo\b", feed.content)
