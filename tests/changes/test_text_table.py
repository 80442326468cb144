"""Rows of texts as a table of a terminal."""

from bdc_sessions.changes.text_table import text_table


def test_a_text_table_stands_line_by_line() -> None:
    rows = [
        ["Places", "", "0"],
        ["Commentaire", "a\n\nb\x1b", "x " * 30],
        ["", "mot", "y" * 30 + " z"],
    ]
    assert text_table(["Champ", "Avant", "Après"], rows).splitlines() == [
        "Champ       | Avant      | Après",
        "------------+------------+" + "-" * 61,
        "Places      |            | 0",
        r"Commentaire | a\n\nb\x1b | " + " ".join("x" * 30),
        "            | mot        | " + "y" * 30 + " z",
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
