"""Screens as text, at most 100 columns wide."""

from hypothesis import given
from hypothesis import strategies as st
from tests.screen.readers import TEXTS

from bdc_sessions import Screen
from bdc_sessions.screen import Pairs, Table
from bdc_sessions.screen.wrapping import columns_of
from bdc_sessions.texts import one_line


def test_a_screen_stands_line_by_line() -> None:
    table = Table(["Session", "Places"], [["01", "10"], ["-Information : 31/08/2022"], ["02", ""]])
    inner = Screen("Liste", [table, Screen("Plus bas", ["", "Rien."])])
    pairs = Pairs([("Année", "2023"), ("Statut de l'action", "EC"), ("Vide", "")])
    assert str(Screen("Action", ["Trouvée.", pairs, inner])).splitlines() == [
        "Action",
        "======",
        "",
        "Trouvée.",
        "",
        "Année              : 2023",
        "Statut de l'action : EC",
        "Vide               :",
        "",
        "Liste",
        "-----",
        "",
        "Session | Places",
        "--------+----------------",
        "01      | 10",
        "-Information : 31/08/2022",
        "02      |",
        "",
        "Plus bas",
        "~~~~~~~~",
        "",
        "Rien.",
    ]


def test_a_screen_without_a_title_is_its_parts() -> None:
    assert str(Screen("", ["a", "b"])) == "a\n\nb"
    assert str(Screen("")) == ""


def test_long_titles_texts_and_pairs_are_wrapped() -> None:
    long = "mot " * 40
    text = str(Screen(long, [long, Pairs([(long, long), ("a", "b")])]))
    assert max(map(len, text.splitlines())) <= 100
    assert text.splitlines()[2].startswith("=====")


def test_screens_at_any_depth_underline_their_titles() -> None:
    screen = Screen("e", ["fin"])
    for title in "dcba":
        screen = Screen(title, [screen])
    assert str(screen) == "a\n=\n\nb\n-\n\nc\n~\n\nd\n~\n\ne\n~\n\nfin"


def test_parts_without_content_leave_nothing() -> None:
    assert str(Screen("", ["avant", "", Pairs(), Screen(""), "après"])) == "avant\n\naprès"
    assert str(Screen("", [Pairs([("", "sans libellé")])])) == " : sans libellé"


def test_wrapped_labels_and_values_stand_side_by_side() -> None:
    pairs = Pairs(
        [
            ("Adresse du lieu de la réunion d'information collective des personnes", "Rouen"),
            ("Modalités", "Une réunion au centre, puis un entretien individuel et un test écrit."),
            ("Nom et adresse du centre de formation et de ses annexes", "mot " * 23 + "mot"),
            ("Valeur de toute la largeur", "v" * 47),
            ("Vide", ""),
        ]
    )
    assert str(Screen("", [pairs])).splitlines() == [
        "Adresse du lieu de la réunion d'information          Rouen",
        "collective des personnes                           :",
        f"{'Modalités':50} : Une réunion au centre, puis un entretien",
        "                                                     individuel et un test écrit.",
        "Nom et adresse du centre de formation et de ses      " + "mot " * 11 + "mot",
        "annexes                                            : " + "mot " * 11 + "mot",
        "Valeur de toute la largeur                         : " + "v" * 47,
        "Vide                                               :",
    ]


def test_cells_of_several_lines_stand_beside_those_of_one() -> None:
    rows = [["Session", "", "Rouen"], ["02", ""], ["03", "une dizaine", "Dieppe"]]
    long = ["04", "10", "au centre de formation, " * 5]
    assert str(Screen("", [Table(["Session", "Places", "Lieu"], [*rows, long])])).splitlines() == [
        "Session | Places      | Lieu",
        "--------+-------------+-" + "-" * 76,
        "Session |             | Rouen",
        "02      |",
        "03      | une dizaine | Dieppe",
        f"04      | 10          | {'au centre de formation, ' * 3}au",
        "        |             | centre de formation, au centre de formation,",
    ]


def test_no_value_and_no_label_is_lost_where_pairs_are_wrapped() -> None:
    text = str(Screen("", [Pairs([("label " * 20, "court"), ("a", "valeur " * 30)])]))
    assert text.count("label") == 20
    assert text.count("valeur") == 30


@given(st.lists(st.lists(TEXTS, min_size=1, max_size=3), max_size=4), TEXTS)
def test_no_line_is_wider_than_a_terminal(rows: list[list[str]], text: str) -> None:
    screen = Screen(text, [text, Pairs([(text, text)]), Table(["a", "b", "c"], rows)])
    assert all(columns_of(line) <= 100 for line in str(screen).split("\n"))


@given(TEXTS.filter(lambda text: columns_of(one_line(text)) <= 30))
def test_what_is_typed_is_read_on_one_line(text: str) -> None:
    row = str(Screen("", [Table(["Champ", "Après"], [["x", text]])])).split("\n")[2]
    assert row == f"x     | {one_line(text)}".rstrip()
    (pair,) = str(Screen("", [Pairs([("x", text)])])).split("\n")
    assert pair == f"x : {one_line(text)}".rstrip()
