"""The guide's table of modifications."""

import pickle
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pendulum import Date
from tests.values import (
    actions,
    edited,
    guide_action,
    guide_action_with,
    guide_component,
    guide_info,
    guide_session,
)

from bdc_sessions.changes import Recap, RecapRow, diff, recap
from bdc_sessions.model import ABSENT, Term
from bdc_sessions.screen.wrapping import columns_of

TOP = "01 - FORP - Formation Projet Pro / Session n° "


def test_a_new_session_is_told_as_the_guide_does() -> None:
    rows = recap(guide_action_with(), guide_action_with(guide_session()))
    assert [row.cells for row in rows] == [
        (TOP + "- / Numéro", "-", "01"),
        (TOP + "- / Date début", "-", "01/09/2022"),
        (TOP + "- / Date fin", "-", "31/12/2022"),
        (TOP + "- / Lieu de la session", "-", guide_session().site.label),
        (TOP + "- / Nb. de places", "-", "10"),
    ]


def test_a_cancelled_session_keeps_its_number() -> None:
    rows = recap(guide_action_with(guide_session()), guide_action_with(guide_session().cancel()))
    assert list(rows) == [RecapRow(TOP + "01 / Nb. de places", "10", "0")]
    assert rows[0] == rows[0:1][0]
    assert len(rows) == 1


def test_terms_print_their_code_unless_asked_otherwise() -> None:
    before, after = guide_session(), guide_session().with_info(guide_info())
    name = "Session n° 01 / Information collective / Extension voie"
    assert RecapRow(name, "-", "3") in list(recap(before, after))
    assert RecapRow(name, "-", "ter") in list(recap(before, after, codes=False))
    bis = after.set("infos[1].address.suffix", "bis")
    assert list(recap(after, bis)) == [RecapRow(name, "3", "bis")]
    assert list(recap(after, bis, codes=False)) == [RecapRow(name, "ter", "bis")]


def test_information_sessions_are_numbered_from_the_second_on() -> None:
    before = guide_session().evolve(infos=[guide_info(), guide_info()])
    rows = recap(before, before.set("infos[2].places", 0).set("infos[1].places", 1))
    assert [row.label for row in rows] == [
        "Session n° 01 / Information collective / Nombre de places pour l'information collective",
        (
            "Session n° 01 / Information collective n° 2 / "
            "Nombre de places pour l'information collective"
        ),
    ]


def test_a_component_is_headed_as_it_was_before_or_as_it_comes_to_be() -> None:
    renamed = guide_action().set("components[01].title", "Autre")
    assert [r.label for r in recap(guide_action(), renamed)] == [
        "01 - FORP - Formation Projet Pro / Composante"
    ]
    new = recap(guide_action().evolve(components=[]), guide_action())
    assert new[0].label == "01 - FORP - Formation Projet Pro / N°"


def test_every_value_has_its_own_recap() -> None:
    info = guide_info()
    assert recap(info, info.cancel())[0].label.startswith("Information collective / ")
    volume = guide_component().volumes[1]
    assert recap(volume, volume.evolve(headcount=1))[0].cells == (
        "Heure stagiaire centre / Effectif",
        "120",
        "1",
    )
    address = info.address
    assert recap(address, address.evolve(city="SETE"))[0].label == "Ville"
    component = guide_component()
    assert recap(component, component.evolve(code="X"))[0].label.endswith("Projet Pro / Code")


@pytest.mark.parametrize("comment", ["mot " * 200, "x" * 500, "a\n\nb", "", " "])
def test_the_text_table_fits_a_hundred_columns(comment: str) -> None:
    table = str(recap(guide_info(), guide_info().evolve(comment=comment, date=Date(2023, 1, 1))))
    assert max(map(len, table.splitlines())) <= 100
    assert "Intitulé du champ" in table


def test_nothing_changed_makes_an_empty_table() -> None:
    assert len(recap(guide_action(), guide_action())) == 0
    assert str(Recap()).startswith("Intitulé du champ | ")


def test_two_terms_of_one_code_are_told_in_full() -> None:
    address = guide_info().address
    quater = address.evolve(suffix=Term("quater", code="3"))
    assert recap(address, quater)[0].cells == ("Extension voie", "ter (3)", "quater (3)")
    assert recap(address, quater, codes=False)[0].cells == ("Extension voie", "ter", "quater")


@pytest.mark.parametrize(
    ("before", "after", "cells"),
    [
        (None, "-", ("-", "« - »")),
        ("a b", "a\u00a0b", ("« a b »", "« a\\xa0b »")),
        ("a b", "a\nb", ("« a b »", "« a\\nb »")),
        ("a", "a\u200b", ("« a »", "« a\\u200b »")),
    ],
)
def test_texts_that_look_alike_are_told_apart(
    before: str | None, after: str, cells: tuple[str, str]
) -> None:
    session = guide_session().evolve(offer_code=before)
    (row,) = recap(session, session.evolve(offer_code=after))
    assert row.cells[1:] == cells


def test_a_new_session_whose_number_is_a_dash_has_its_row() -> None:
    rows = recap(guide_action_with(), guide_action_with(guide_session("-")))
    assert rows[0].cells == (TOP + "- / Numéro", "-", "« - »")


def test_a_session_alone_is_headed_by_its_number_before() -> None:
    for number in ("01", ""):
        session = guide_session(number)
        (row,) = recap(session, session.evolve(number="02"))
        assert row.label == f"Session n° {number} / Numéro"


@given(st.data())
def test_a_recap_has_a_row_for_each_field_that_was_or_becomes_something(
    data: st.DataObject,
) -> None:
    before = data.draw(actions)
    after = data.draw(edited(before) | actions)
    codes = data.draw(st.booleans())
    changes = [
        change
        for change in diff(before, after)
        if not all(side in (None, ABSENT, ()) for side in (change.before, change.after))
    ]
    rows = recap(before, after, codes=codes)
    assert len(rows) == len(changes)
    assert all(row.before != row.after for row in rows)


@pytest.mark.parametrize("row", ["abc", ("a", "b"), ("a", "b", 1), 3, None, ("a", None, "b")])
def test_a_row_is_three_texts(row: Any) -> None:
    with pytest.raises(TypeError, match=r"^Recap(\.rows\[1\]|Row\.(before|after)): found "):
        Recap([row])


def test_rows_are_several() -> None:
    wrong: Any = 3
    with pytest.raises(TypeError) as caught:
        Recap([wrong])
    assert str(caught.value) == "Recap.rows[1]: found 3 (int); expected a row of three texts"
    with pytest.raises(TypeError, match=r"^Recap\.rows: found 3"):
        Recap(wrong)
    with pytest.raises(TypeError, match=r"^RecapRow\.label: found 3"):
        RecapRow(wrong, "a", "b")
    lists: Any = [["a", "b", "c"]]
    assert Recap(lists) == Recap((RecapRow("a", "b", "c"),))


def test_a_row_is_a_tuple_that_crosses_processes() -> None:
    row = RecapRow("a", "b", "c")
    assert row == ("a", "b", "c")
    assert pickle.loads(pickle.dumps(row)) == row
    assert row._replace(after="d").after == "d"
    assert RecapRow.LABELS == (
        "Intitulé du champ",
        "Champ avant modification",
        "Champ après modification",
    )


def test_a_recap_is_written_in_three_ways() -> None:
    table = Recap([("a|b", "x\ny", "<z>")])
    assert repr(table) == "<Recap of 1 row>"
    assert repr(Recap()) == "<Recap of 0 rows>"
    assert str(table).splitlines()[2] == (r"a|b               | x\ny                     | <z>")
    assert table.to_markdown().splitlines() == [
        "| Intitulé du champ | Champ avant modification | Champ après modification |",
        "| --- | --- | --- |",
        r"| a\|b | x<br>y | &lt;z&gt; |",
    ]
    assert table.to_html() == table._repr_html_()
    assert "<td>&lt;z&gt;</td>" in table.to_html()


@given(st.lists(st.builds(RecapRow, st.text(), st.text(), st.text()), max_size=4))
@example([RecapRow("", "", "0" * 53 + "\u0300")])  # an accent takes no column of its own
def test_the_text_table_of_any_cells_fits_its_width(rows: list[RecapRow]) -> None:
    table = str(Recap(rows))
    assert max(map(columns_of, table.splitlines())) <= 100
    assert len(table.splitlines()) >= len(rows) + 2
