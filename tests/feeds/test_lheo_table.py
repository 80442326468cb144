"""The table is the format's, element by element, and says what becomes of each."""

import re

from tests.feeds.lheo_schema import codes, rows

from bdc_sessions.feeds.lheo.forms import Element, Use, walked

TABLE = dict(walked())


def content(element: Element) -> str:
    """Return an element's content as the format's own table writes it."""
    word = element.word
    if not word:
        return ""
    if word.startswith("{"):
        return " ".join(sorted(word[1:-1].split()))
    words = {
        "flag": "0 1",
        "day": "text 8..8",
        "hour": "text 2..5",
        "siret": "text 14..14",
        "insee": "text 5..5",
        "whole": "whole",
    }
    digits = re.fullmatch("digits (.+)", word)
    return words.get(word) or (f"text {digits[1]}..{digits[1]}" if digits else f"text {word}")


def asked(given: str) -> str:
    if given in ("", "as above"):
        return ""
    if given.startswith("text"):
        return given
    listed = codes().get(given.partition("; ")[0])
    if listed is None and given.startswith("codes "):
        listed = given.removeprefix("codes ").split()
    return "whole" if listed is None else " ".join(sorted(listed))


def test_every_element_of_the_format_is_in_the_table_as_it_may_occur() -> None:
    found = {
        path: f"{element.least}..{'n' if element.most is None else element.most}"
        for path, element in TABLE.items()
    }
    for row in rows()[1:]:
        assert found[row.path] == row.occurs, row.path


def test_every_element_holds_what_the_format_says() -> None:
    for row in rows()[1:]:
        assert content(TABLE[row.path]) == asked(row.content), row.path


def test_the_elements_stand_in_the_order_of_the_format() -> None:
    order = [row.path for row in rows()[1:]]
    known = set(order)
    assert [path for path in TABLE if path in known] == order


def test_the_table_has_no_element_of_its_own_but_below_what_the_format_repeats() -> None:
    repeated = re.compile("/(coordonnees|adresse)/")
    known = {row.path for row in rows()}
    for path, element in TABLE.items():
        assert path in known or element.extra or repeated.search(path), path


def test_the_codes_are_those_of_the_published_tables() -> None:
    for path, element in TABLE.items():
        name = path.rpartition("/")[2]
        if element.word.startswith("{") and name in codes() and "session/cycle" not in path:
            # One obsolete code of the general objective is listed without a meaning.
            listed = set(element.word[1:-1].split()) - {"3" if "objectif-general" in name else ""}
            assert listed == set(codes()[name]), path


def test_what_is_kept_aside_holds_no_field() -> None:
    assert {element.use for element in TABLE.values()} == set(Use)
    for element in TABLE.values():
        assert (element.use in (Use.LEAF, Use.OBJECT)) == bool(element.name)
