"""How wide the columns of a table are."""

from bdc_sessions.screen import Table
from bdc_sessions.screen.layout import layout_of


def test_a_table_that_fits_takes_what_it_needs() -> None:
    layout = layout_of(Table(["a", "bb"], [["x" * 48, "y" * 49]]))
    assert (layout.bar, layout.widths) == (" | ", [48, 49])


def test_heads_are_wrapped_before_labels() -> None:
    label = "un libellé " * 5
    layout = layout_of(Table(["Libellé", "mot " * 12], [[label, "1"]] * 3))
    assert layout.widths[0] == len(label)


def test_two_heads_are_wrapped_before_one_cell() -> None:
    heads = ["Adresse du centre de formation", "Places restantes à pourvoir", "Lieu"]
    layout = layout_of(Table(heads, [["x", "Rouen, rue des Carmes", "un libellé " * 5]]))
    assert layout.widths == [18, 21, 55]


def test_a_long_value_is_wrapped_before_the_labels_of_all_rows() -> None:
    label = "un libellé " * 5
    layout = layout_of(Table(["Libellé", "Valeur"], [*[[label, "1"]] * 5, [label, "mot " * 30]]))
    assert layout.widths == [len(label), 42]


def test_no_word_is_cut_while_another_column_can_give() -> None:
    words = ["w" * 20, "x" * 20, "y" * 20, "z" * 20]
    layout = layout_of(Table(["a", "b", "c", "d", "e"], [[*words, "un " * 30]]))
    assert layout.widths[:4] == [20] * 4


def test_bars_are_narrow_where_words_would_be_cut() -> None:
    layout = layout_of(Table(["a"] * 5, [["x" * 18] * 5]))
    assert (layout.bar, layout.widths) == ("|", [18] * 5)


def test_bars_are_wide_as_long_as_all_words_fit() -> None:
    words = ["x" * 18, "x" * 18, "x" * 18, "x" * 17]
    layout = layout_of(Table(["a"] * 5, [[*words, "y" * 17]]))
    assert (layout.bar, layout.widths) == (" | ", [18, 18, 18, 17, 17])
    assert layout_of(Table(["a"] * 5, [[*words, "y" * 18]])).bar == "|"


def test_no_word_is_cut_where_the_words_take_all_the_space() -> None:
    words = ["x" * 18, "x" * 18, "x" * 18, "x" * 17]
    layout = layout_of(Table(["a"] * 5, [[*words, f"{'y' * 17} " * 6]]))
    assert layout.widths == [18, 18, 18, 17, 17]
    heads = layout_of(Table([*words, "y" * 17], [["1", "2", "3", "4", "mot " * 40]]))
    assert heads.widths == [18, 18, 18, 17, 17]


def test_no_head_is_wrapped_where_that_saves_no_line() -> None:
    assert layout_of(Table(["deux mots", "Lieu"], [["x", "mot " * 40]])).widths == [9, 88]


def test_a_word_is_not_cut_into_many_lines_for_the_sake_of_heads() -> None:
    table = Table(["n", *["tête"] * 19], [["interdictum", *["10"] * 19]])
    assert layout_of(table).widths == [5, *[4] * 19]


def test_a_long_column_has_what_a_short_one_leaves() -> None:
    long = "mot " * 40
    assert layout_of(Table(["n", "Texte"], [["1", long]])).widths == [1, 96]
    assert layout_of(Table(["Texte", "n"], [[long, "12345"]])).widths == [92, 5]


def test_of_equal_layouts_the_first_columns_are_the_narrowest() -> None:
    assert layout_of(Table(["a", "b"], [["mot " * 40] * 2])).widths == [35, 62]


def test_rows_taken_evenly_decide_the_widths_of_a_long_table() -> None:
    long = "mot " * 20
    few = [[long, "y"], ["x", long]]
    assert layout_of(Table(["a", "b"], few * 29 + few[:1])).widths == [43, 54]
    assert layout_of(Table(["a", "b"], few * 30)).widths == [80, 17]
    many = [[long, "y"], ["x", "y"], ["x", long]] * 40
    assert layout_of(Table(["a", "b"], many)).widths == [80, 17]


def test_where_no_words_fit_all_columns_are_cut_alike() -> None:
    layout = layout_of(Table(["a" * 30] * 7, [["b" * 30] * 7]))
    assert sum(layout.widths) + 6 <= 100
    assert min(layout.widths) >= 10


def test_more_columns_than_a_terminal_has_are_of_one_column_each() -> None:
    assert layout_of(Table(["ab"] * 120)).widths == [1] * 120


def test_a_cell_spreads_over_the_empty_ones_behind_it() -> None:
    table = Table(["a", "b", "c"], [["1", "2", "3"], ["x" * 20, "", "3"], ["y" * 30]])
    layout = layout_of(table)
    assert layout.widths == [1, 16, 7]
    assert list(layout.cells(table.rows[1])) == [("x" * 20, 20), ("3", 7)]
    assert list(layout.cells(table.rows[2])) == [("y" * 30, 30)]


def test_cells_that_spread_share_what_is_left() -> None:
    rows = [["x" * 60, "", "3", "4"], ["1", "2", "y" * 60, ""]]
    assert layout_of(Table(["a", "b", "c", "d"], rows)).widths == [1, 56, 1, 33]


def test_a_cell_that_is_wrapped_leaves_the_next_its_column() -> None:
    row = ["un libellé " * 12, "2"]
    layout = layout_of(Table(["a", "b"], [row]))
    assert list(layout.cells(row)) == [(row[0], 96), ("2", 1)]


def test_an_empty_cell_behind_one_that_fits_stays_a_cell() -> None:
    table = Table(["aa", "b"], [["x", ""], ["xx", ""], ["xx", "y"]])
    layout = layout_of(table)
    assert list(layout.cells(table.rows[0])) == [("x", 2), ("", 1)]
    assert list(layout.cells(table.rows[1])) == [("xx", 2), ("", 1)]


def test_a_head_spreads_over_the_empty_ones_behind_it() -> None:
    assert layout_of(Table(["a", ""])).widths == [1, 1]
    table = Table(["Nom et prénom", "", "Ville"], [["x", "y", "z"]])
    layout = layout_of(table)
    assert layout.widths == [1, 9, 5]
    assert list(layout.cells(table.head)) == [("Nom et prénom", 13), ("Ville", 5)]


def test_the_cells_below_a_head_that_spreads_are_no_heads() -> None:
    table = Table(["Nom", "", "Lieu"], [["mot " * 9, "y", "mot " * 20]])
    assert layout_of(table).widths == [36, 1, 57]
