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


def test_an_empty_cell_behind_one_that_fits_stays_a_cell() -> None:
    table = Table(["aa", "b"], [["x", ""], ["xx", "y"]])
    assert list(layout_of(table).cells(table.rows[0])) == [("x", 2), ("", 1)]
