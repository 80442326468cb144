"""The table "Suivi des demandes de modification"."""

from typing import Any

import pytest
from pendulum import Date
from tests.steps import BY, FIRST, change, example, request, three_issued
from tests.values import untyped

from bdc_sessions import Tracking, TrackingRow


def test_the_table_follows_the_order_of_issue_then_of_drafting() -> None:
    dossier = change(change(three_issued(), "d1", places=7), "d2", places=6)
    dossier = dossier.issue("d2", by=BY, at=FIRST.add(days=3))
    assert [r.id for r in dossier.requests] == ["r1", "r2", "r3", "d2", "d1"]
    rows = dossier.tracking()
    assert [row.issued_on for row in rows] == [
        *(Date(2022, 7, day) for day in (1, 2, 3, 4)),
        None,
    ]
    assert rows[1].cells == (
        "Demande de modification de sessions et informations collectives",
        "ORGANISME TEST PRF 23 Titulaire",
        "P",
        "02/07/2022",
        "Validée",
        "-",
        "-",
    )
    assert rows[-1].cells[1:5] == ("-", "-", "-", "En attente d'émission")
    told = request("d3", observations="O", amendment="A")
    assert dossier.draft(told).tracking()[-1].cells[5:] == ("O", "A")


def test_a_row_knows_its_request_and_has_the_guides_seven_cells() -> None:
    tracking = change(three_issued(), "d1", places=7).tracking()
    assert [row.request for row in tracking] == ["r1", "r2", "r3", "d1"]
    assert isinstance(tracking[0], tuple)
    assert tracking[0]._fields[0] == "request"
    assert len(tracking.HEAD) == len(tracking[0].cells) == 7


def test_a_table_is_a_sequence_compared_by_value() -> None:
    tracking = three_issued().tracking()
    assert len(tracking) == 3
    assert tuple(tracking) == tracking.rows == tracking[:]
    assert tracking[-1] is tracking.rows[2]
    assert tracking == three_issued().tracking() == Tracking(iter(tracking))
    assert hash(tracking) == hash(three_issued().tracking())
    assert tracking != Tracking(tracking[1:])
    assert repr(tracking) == "<Tracking 3 requests>"
    assert repr(Tracking()) == "<Tracking 0 requests>"


def test_a_table_holds_rows_alone() -> None:
    with pytest.raises(TypeError, match=r"^Tracking\.rows\[1\]: found \('r1',\) "):
        Tracking(untyped([("r1",)]))


@pytest.mark.parametrize("wrong", [None, 5, "r1", [None], [3], {"r1"}])
def test_a_table_is_made_of_requests(wrong: Any) -> None:
    with pytest.raises(TypeError, match=r"^Tracking\.of\(requests\)(\[1\])?: found "):
        Tracking.of(wrong)


@pytest.mark.parametrize("name", TrackingRow._fields)
def test_a_row_is_held_to_its_types(name: str) -> None:
    row = three_issued().tracking()[0]
    assert TrackingRow(*row) == row
    with pytest.raises(TypeError, match=rf"^TrackingRow\.{name}: found 1\.5 "):
        TrackingRow(**{**row._asdict(), name: 1.5})


def test_a_table_is_printed_in_text_markdown_and_html_as_it_was_typed() -> None:
    typed = "*a* | <b>\nc"
    tracking = example().draft(request("r1", observations=typed)).tracking()
    text = str(tracking).splitlines()
    assert text[0].startswith("Type de la ")
    assert max(map(len, text)) <= 100
    head, _, row = tracking.to_markdown().splitlines()
    assert [cell.strip() for cell in head.strip("|").split("|")] == list(tracking.HEAD)
    assert r"\*a\* \| &lt;b&gt;<br>c" in row
    html = tracking.to_html()
    assert "<td>*a* | &lt;b&gt;\nc</td>" in html
    assert '<th scope="col">Etat / Historique</th>' in html
    assert tracking._repr_html_() == html
