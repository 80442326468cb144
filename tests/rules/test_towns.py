from typing import Any

import pytest

from bdc_sessions.rules.towns import PostalTable, same_town


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("St-Étienne", "SAINT ETIENNE", True),
        ("Ste Croix", "Sainte-Croix", True),
        ("L'Œil", "l oeil", True),
        ("Crèvecœur", "CREVECOEUR", True),
        ("LUNEL", "LUNEL-VIEL", False),
        ("PARIS 01", "PARIS", True),
        ("Paris 1er", "PARIS 01", True),
        ("PARIS 1ER ARRONDISSEMENT", "Paris", True),
        ("Lyon 3e arrondissement", "LYON 03", True),
        ("Marseille 13ème", "MARSEILLE", True),
        ("Marseille (2nd)", "marseille-13", True),
        ("PARIS 123", "PARIS", False),
        ("PARISOT 01", "PARISOT", False),
        ("LYON", "PARIS 01", False),
    ],
)
def test_towns_compare_as_people_write_them(left: str, right: str, *, same: bool) -> None:
    assert same_town(left, right) is same
    assert same_town(right, left) is same


def test_a_table_is_asked_each_code_once_within_a_call() -> None:
    asked: list[str] = []

    def postal(code: str) -> list[str]:
        asked.append(code)
        return ["BÉZIERS", "SAINT-X"]

    table = PostalTable(postal)
    assert all(table.names("34500", city) for city in ("Béziers", "beziers", "St X", "BÉZIERS"))
    assert not table.names("34500", "SETE")
    assert table("34500") == ("BÉZIERS", "SAINT-X")
    assert asked == ["34500"]


@pytest.mark.parametrize("given", [None, (), [], iter(())])
def test_a_code_that_the_table_lacks_names_any_town(given: Any) -> None:
    assert PostalTable(lambda code: given).names("1", "x")


@pytest.mark.parametrize("towns", [{"SETE", "AGDE"}, frozenset(["AGDE", "SETE"]), ["AGDE", "SETE"]])
def test_towns_may_stand_in_any_order(towns: Any) -> None:
    table = PostalTable(lambda code: towns)
    assert table.names("34200", "Sète")
    assert not table.names("34200", "BEZIERS")
    assert set(table("34200")) == {"SETE", "AGDE"}


@pytest.mark.parametrize("given", ["MONTPELLIER", "", b"SETE", 3, 0, False, [None], [3]])
def test_what_is_no_list_of_towns_is_a_type_error(given: Any) -> None:
    with pytest.raises(TypeError, match=r"postal\('34000'\)"):
        PostalTable(lambda code: given)("34000")
