"""The table is the format's, element by element, and says what becomes of each."""

import re

from tests.feeds.lheo_schema import codes, rows

from bdc_sessions.feeds.lheo.codes import CLOSED, CODES, OPEN, SUSPENDED, meaning
from bdc_sessions.feeds.lheo.element_tree import CLASSES, Element, Use, form, walk_form
from bdc_sessions.feeds.lheo.table import OUTLINES
from bdc_sessions.model.shape import shape


def elements_by_path(name: str = "Formation", top: str = "formation") -> dict[str, Element]:
    """Return every element of a form by its path, objects gone into wherever they stand."""
    elements: dict[str, Element] = {}
    for steps, element, _ in walk_form(name):
        if not element.kind:
            path = "/".join((top, *steps))
            elements[path] = element
            if element.form:
                elements |= elements_by_path(element.form, path)
    return elements


TABLE = elements_by_path()
ROWS = {row.path: row for row in rows()[1:]}
ASIDE = tuple(f"{path}/" for path, element in TABLE.items() if element.use is Use.ASIDE)


def content(element: Element) -> str:
    """Return an element's content as the format's own table writes it."""
    word = element.word
    if word.startswith("{"):
        return " ".join(sorted(CODES.get(word[1:-1], word[1:-1].split())))
    words = {
        "flag": "0 1",
        "date": "text 8..8",
        "hour": "text 2..5",
        "siret": "text 14..14",
        "insee": "text 5..5",
        "whole": "whole",
        "": "",
    }
    digits = re.fullmatch("digits (.+)", word)
    text = words.get(word)
    if text is not None:
        return text
    return f"text {digits[1]}..{digits[1]}" if digits else f"text {word}"


def due(given: str) -> str:
    if given in ("", "as above"):
        return ""
    if given.startswith("text"):
        return given
    listed = codes().get(given.partition("; ")[0])
    if listed is None and given.startswith("codes "):
        listed = given.removeprefix("codes ").split()
    return "whole" if listed is None else " ".join(sorted(listed))


def test_every_element_of_the_format_is_in_the_table_or_within_one_that_is_kept_aside() -> None:
    for path, row in ROWS.items():
        if path.startswith(ASIDE):
            assert path not in TABLE
            continue
        most = TABLE[path].most
        assert f"{TABLE[path].least}..{'n' if most is None else most}" == row.occurs, path


def test_every_element_holds_what_the_format_says() -> None:
    for path, element in TABLE.items():
        if path in ROWS:
            assert content(element) == due(ROWS[path].content), path


def test_the_elements_stand_in_the_order_of_the_format() -> None:
    assert [path for path in TABLE if path in ROWS] == [path for path in ROWS if path in TABLE]


def test_the_table_has_no_element_of_its_own_but_in_what_the_format_repeats() -> None:
    repeated = re.compile("/(coordonnees|adresse)/")
    for path in TABLE:
        assert path in ROWS or repeated.search(path), path


def test_the_codes_and_their_meanings_are_those_of_the_published_tables() -> None:
    tables = {name: dict(table) for name, table in CODES.items()}
    tables["code-niveau-entree"] = tables.pop("code-niveau")
    # One obsolete code of the general objective is listed without a meaning.
    del tables["objectif-general-formation"]["3"]
    published = codes(meanings=True)
    for name, table in tables.items():
        assert list(table) == list(published[name]), name
        assert table == published[name], name
    assert (OPEN, CLOSED, SUSPENDED) == ("1", "2", "3")
    assert meaning("etat-recrutement", "4") is None


def test_what_is_kept_aside_holds_no_field_and_every_row_is_consulted() -> None:
    assert {element.use for element in TABLE.values()} == set(Use)
    for path, element in TABLE.items():
        assert (element.use in (Use.LEAF, Use.OBJECT)) == bool(element.name), path
        assert element.use is not Use.ASIDE or not element.inside.elements, path


def test_every_field_of_the_table_is_one_of_its_class() -> None:
    for name in OUTLINES:
        names = shape(CLASSES[name]).order
        for _, element, _ in walk_form(name):
            if element.name and not element.owner:
                assert element.field in names, (name, element.field)
    assert {element.form for element in TABLE.values()} - {""} <= OUTLINES.keys()
    assert form("Funder") is form("Funder")


def test_a_code_stands_on_one_line_of_the_table() -> None:
    used = [element.code for name in OUTLINES for _, element, _ in walk_form(name) if element.code]
    assert len(used) == len({*used})
