"""Two feeds by their numbers: what is added, gone, and changed field by field."""

import pytest
from hypothesis import given
from tests.feeds.lheo_values import ACTION, OFFERS, tried_actions
from tests.feeds.test_lheo_cases import data, read
from tests.values import untyped

from bdc_sessions import ABSENT, Action
from bdc_sessions.feeds import lheo
from bdc_sessions.feeds.lheo import Feed
from bdc_sessions.rules.example import INFO, SESSION

ONE = ACTION.component("01").session("01")
AT = f"formations[{ACTION.number}/01].actions[{ACTION.number}].sessions[01]"


def feed(action: Action) -> Feed:
    return lheo.loads(lheo.dumps(action, OFFERS))


def changes(before: Feed, after: Feed) -> dict[str, tuple[object, object]]:
    return {str(c.path): (c.before, c.after) for c in lheo.compare(before, after)}


def test_fields_that_changed_have_paths_of_numbers() -> None:
    after = ACTION.set(SESSION + ".end", ONE.end.add(days=1)).set(INFO + ".places", 9)
    assert changes(feed(ACTION), feed(after)) == {
        AT + ".end": (ONE.end, ONE.end.add(days=1)),
        AT + ".infos[1].places": (20, 9),
    }


def test_what_is_added_or_removed_is_one_change() -> None:
    more = ACTION.set("components[01].sessions", [ONE, ONE.evolve(number="02", places=0)])
    before, after = feed(ACTION), feed(more)
    additions = changes(before, after)
    path = AT.replace("[01]", "[02]")
    assert additions == {path: (ABSENT, after.sessions[1])}
    assert changes(after, before) == {path: (after.sessions[1], ABSENT)}
    assert lheo.compare(before, after)[0].is_addition
    second = lheo.loads(lheo.dumps([ACTION, ACTION.set("number", "2")], lambda *_: OFFERS["01"]))
    assert changes(before, second) == {"formations[2/01]": (ABSENT, second.formations[1])}


def test_a_change_is_one_line_whatever_it_is_of() -> None:
    more = ACTION.set("components[01].sessions", [ONE, ONE.evolve(number="02", places=0)])
    (addition,) = lheo.compare(feed(ACTION), feed(more))
    assert str(addition).partition(": ")[2] == (
        "- → Num. de session : 02, Date début : 01/09/2022, Date fin : 31/12/2022, "
        "Modalités d'inscription : Par un conseiller, État du recrutement : 2, "
        "Nb. de places : 0, Lieu de la session : 1"
    )
    text = data("rco-2.3.xml")
    tagged = text.replace(b'<formation numero="01_F1"', b'<formation numero="01_F1" tag="x"')
    asides = "@datemaj : '20260120', @datecrea : '00000000'"
    (change,) = lheo.compare(lheo.loads(text), lheo.loads(tagged))
    assert str(change) == f"formations[01_F1].aside: {asides} → @tag : 'x', {asides}"
    long = OFFERS["01"].contacts[0].coordinates.evolve(urls=["https://a.example/" + "x" * 300])
    assert len(str(long)) == 200
    assert str(long).endswith("xx…")


def test_order_and_lines_are_no_change() -> None:
    text = lheo.dumps([ACTION, ACTION.set("number", "2")], lambda *_: OFFERS["01"]).decode()
    start, end = text.index("<formation"), text.index("</formation>") + 12
    reordered = text[:start] + text[end:].replace("</offres>", text[start:end] + "</offres>")
    assert changes(lheo.loads(text.encode()), lheo.loads(reordered.encode())) == {}
    aside = text.replace("<certifiante>", "<x/><certifiante>")
    assert lheo.compare(lheo.loads(aside.encode()), lheo.loads(b"\n" + aside.encode())) == ()


def test_without_numbers_or_with_one_twice_places_stand_in() -> None:
    text = data("plain-2.2.xml").decode()
    after = lheo.loads(text.replace("20221231", "20221230").encode())
    (path,) = changes(read("plain-2.2.xml"), after)
    assert path == "formations[#1].actions[#1].sessions[#1].end"
    session = text[text.index("<session>") : text.index("</session>") + 10]
    twice = text.replace(session, session.replace("<session>", '<session numero="A">') * 2)
    fewer = text.replace(session, session.replace("<session>", '<session numero="A">'))
    (path,) = changes(lheo.loads(twice.encode()), lheo.loads(fewer.encode()))
    assert path == "formations[#1].actions[#1].sessions[A (2)]"


@given(tried_actions(), tried_actions())
def test_a_feed_differs_from_another_only(before: Action, after: Action) -> None:
    first, second = (lheo.loads(lheo.dumps(a, lambda *_: OFFERS["01"])) for a in (before, after))
    assert (lheo.compare(first, second) == ()) is (first == second)
    forth, back = lheo.compare(first, second), lheo.compare(second, first)
    assert {(str(c.path), c.before, c.after) for c in forth} == {
        (str(c.path), c.after, c.before) for c in back
    }


def test_only_feeds_are_compared() -> None:
    with pytest.raises(TypeError, match="a Feed"):
        lheo.compare(untyped(ACTION), feed(ACTION))
