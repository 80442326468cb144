"""The guide's table of modifications."""

import pytest
from pendulum import Date
from tests.values import guide_action, guide_action_with, guide_component, guide_info, guide_session

from bdc_sessions.changes import Recap, RecapRow, recap
from bdc_sessions.changes.recap import label_at
from bdc_sessions.changes.text_table import text_table
from bdc_sessions.model import Action, Path

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


def test_informations_are_numbered_from_the_second_on() -> None:
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


def test_labels_name_what_stands_at_a_path() -> None:
    path = Path.parse("components[01].sessions[02].infos[2]")
    assert label_at(Action, path) == "Information collective n° 2"
    assert label_at(Action, path.parent) == "Session n° 02"
    assert label_at(Action, path.parent.parent) == "Composante n° 01"
    assert label_at(Action, path / "address.city") == "Ville"
    assert label_at(Action, path / "start") == "Heure de début (hh.mm)"
    assert label_at(Action, path / "start", form=True) == "Heure de début"
    assert label_at(Action, Path.parse("nothing")) == "nothing"
    assert label_at(Action, Path.parse("title.nothing")) == "nothing"
    assert label_at(Action, Path()) == "Action"
    assert label_at(Action, Path.parse("components[01].volumes[Heure]")) == "Heure"


@pytest.mark.parametrize("comment", ["mot " * 200, "x" * 500, "a\n\nb", "", " "])
def test_the_text_table_fits_a_hundred_columns(comment: str) -> None:
    table = str(recap(guide_info(), guide_info().evolve(comment=comment, date=Date(2023, 1, 1))))
    assert max(map(len, table.splitlines())) <= 100
    assert "Intitulé du champ" in table


def test_cells_are_escaped_in_markdown() -> None:
    row = RecapRow("a|b", "c\\d", "e\nf")
    assert Recap([row]).to_markdown().splitlines() == [
        "| Intitulé du champ | Champ avant modification | Champ après modification |",
        "| --- | --- | --- |",
        r"| a\|b | c\\d | e<br>f |",
    ]


def test_quotes_stand_in_markdown_as_they_are() -> None:
    assert '| a | "b" | l\'été |' in Recap([RecapRow("a", '"b"', "l'été")]).to_markdown()


def test_markdown_shows_what_looks_like_html_as_text() -> None:
    assert Recap([RecapRow("<b>", "a & b", "&lt;")]).to_markdown().splitlines()[2] == (
        "| &lt;b&gt; | a &amp; b | &amp;lt; |"
    )


def test_cells_are_escaped_in_html() -> None:
    html = Recap([RecapRow("<b>", "&", '"'), RecapRow("a", "b", "c")])._repr_html_()
    assert html == (
        "<table><thead><tr><th>Intitulé du champ</th><th>Champ avant modification</th>"
        "<th>Champ après modification</th></tr></thead><tbody>"
        "<tr><td>&lt;b&gt;</td><td>&amp;</td><td>&quot;</td></tr>"
        "<tr><td>a</td><td>b</td><td>c</td></tr></tbody></table>"
    )


def test_nothing_changed_makes_an_empty_table() -> None:
    assert len(recap(guide_action(), guide_action())) == 0
    assert str(Recap()).startswith("Intitulé du champ | ")


def test_a_text_table_stands_line_by_line() -> None:
    rows = [
        ["Places", "", "0"],
        ["Commentaire", "a\n\nb", "x " * 30],
        ["", "mot", "y" * 30 + " z"],
    ]
    assert text_table(["Champ", "Avant", "Après"], rows).splitlines() == [
        "Champ       | Avant | Après",
        "------------+-------+" + "-" * 61,
        "Places      |       | 0",
        "Commentaire | a     | " + " ".join("x" * 30),
        "            |       |",
        "            | b     |",
        "            | mot   | " + "y" * 30 + " z",
    ]


def test_a_table_of_a_hundred_columns_is_not_wrapped() -> None:
    table = text_table(["a", "b"], [["x" * 48, "y" * 49]])
    assert table.splitlines()[2] == "x" * 48 + " | " + "y" * 49
    assert len(text_table(["a", "b"], [["x" * 48 + " x", "y" * 49]]).splitlines()) == 4


def test_width_is_taken_where_no_word_is_cut() -> None:
    rows = [["mot " * 20, "un " * 20, "i" * 30 + " " + "j" * 30]]
    assert text_table(["a", "b", "c"], rows).splitlines() == [
        "a" + " " * 31 + "| b" + " " * 31 + "| c",
        "-" * 32 + "+" + "-" * 33 + "+" + "-" * 33,
        " ".join(["mot"] * 8) + " | " + " ".join(["un"] * 10) + "   | " + "i" * 30,
        " ".join(["mot"] * 8) + " | " + " ".join(["un"] * 10) + "   | " + "j" * 30,
        "mot mot mot mot" + " " * 17 + "|" + " " * 33 + "|",
    ]


def test_no_word_is_cut_while_another_column_can_give() -> None:
    words = ["w" * 20, "x" * 20, "y" * 20, "z" * 20]
    table = text_table(["a", "b", "c", "d", "e"], [[*words, "un " * 30]])
    assert all(word in table for word in words)
    assert max(map(len, table.splitlines())) <= 100


def test_a_word_longer_than_the_terminal_is_cut_rather_than_overflowing() -> None:
    table = text_table(["Champ", "Avant"], [["a" * 150, "court"], ["b", "c " * 80]])
    assert max(map(len, table.splitlines())) <= 100
    assert "a" * 40 in table


def test_where_no_words_fit_all_columns_are_cut_alike() -> None:
    table = text_table(["a" * 30] * 7, [["b" * 30] * 7])
    assert max(map(len, table.splitlines())) <= 100
    assert table.replace(" ", "").replace("|", "").count("b") == 210
