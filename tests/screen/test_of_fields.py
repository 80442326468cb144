"""Values without a screen of the guide's own are told by their fields."""

from enum import Enum
from functools import partial

from bdc_sessions import Issuer, Migrations, Screen, Severity, Site, Term, TermTable
from bdc_sessions.screen import Pairs
from bdc_sessions.screen.of_fields import row_html, screen_of
from bdc_sessions.texts import Bilingual


class Colour(Enum):
    RED = "rouge"


def test_a_value_is_told_by_the_labels_of_its_fields() -> None:
    assert Issuer("BL", "Administrateur").screen() == Screen(
        "Émetteur",
        [Pairs([("Nom de l'émetteur", "BL"), ("Statut de l'émetteur", "Administrateur")])],
    )
    assert str(Term("ter").screen()).endswith("Code    : -")


def test_what_no_label_names_is_told_by_its_own_name() -> None:
    assert TermTable().screen() == Screen(
        "TermTable", [Pairs([("suffix", "-"), ("street_type", "-")])]
    )


def test_each_kind_of_value_is_told_as_a_person_reads_it() -> None:
    fields = {
        "a": Site,
        "b": True,
        "c": False,
        "d": Bilingual("oui", "yes"),
        "e": Severity.ERROR,
        "f": Colour.RED,
        "g": None,
    }
    (pairs,) = screen_of(Site, fields.items()).parts
    assert isinstance(pairs, Pairs)
    assert [value for _, value in pairs.pairs] == [
        *("Site", "oui", "non", "oui", "erreur", "Colour.RED", "-"),
    ]


def test_a_row_is_told_by_its_labels() -> None:
    assert ">oui</td>" in row_html(Bilingual("oui", "yes"))
    assert ">fr</th>" in row_html(Bilingual("oui", "yes"))


def as_it_was(_: str, value: object) -> object:
    return value


def test_functions_are_told_by_their_names_and_not_by_where_they_stand_in_memory() -> None:
    screen = Migrations({0: as_it_was}).screen()
    assert screen == Screen("Migrations", [Pairs([("steps", "0 : as_it_was")])])
    assert Migrations().screen() == Screen("Migrations", [Pairs([("steps", "-")])])
    named = screen_of(Site, [("a", partial(as_it_was, "b"))])
    assert named == Screen(screen_of(Site, []).title, [Pairs([("a", "partial")])])
