"""Actions and offers as the feed takes them, and edits that try it."""

from typing import Any

from hypothesis import strategies as st
from pendulum import Time

from bdc_sessions import Action, Address, Term, VolumeUnit
from bdc_sessions.feeds.lheo.example import example_offer
from bdc_sessions.model import Volume
from bdc_sessions.rules.example import ADDRESS, INFO, SESSION, example_action
from bdc_sessions.testing import actions

ACTION = example_action()
OFFER = example_offer().evolve(recruitments=())
OFFERS = {"01": OFFER}

TEXTS = ["", " ", "a", " é ", "a & <b> ]]> \"c\" 'd'", "\r\n\ttab", "🙂", "0", "x" * 40, "é" * 501]
texts = st.sampled_from(TEXTS)
words = st.sampled_from(["A", "é", "& <b>", "]]>", "deux\nlignes", "a\x85b", "x" * 20])
maybe = st.none() | words

addresses = st.builds(
    Address,
    number=st.none() | st.sampled_from(["12", "", "1-3"]),
    suffix=st.none() | st.builds(Term, st.sampled_from(["ter", "B", ""]), code=maybe),
    street_type=st.none() | st.builds(Term, st.sampled_from(["rue", ""]), code=maybe),
    street=words,
    building=st.none() | words | st.just(""),
    special=st.none() | words | st.just(""),
    postal_code=st.sampled_from(["34000", "20000"]),
    city=st.sampled_from(["MONTPELLIER", "Sète", "CEDEX", "A CEDEX"]),
    cedex=st.sampled_from([None, "", "CEDEX", "CEDEX 2"]),
)
volumes = st.builds(
    Volume,
    kind=st.sampled_from(["Heure stagiaire centre", "Heure stagiaire entreprise", "Autre", ""]),
    unit=st.sampled_from(VolumeUnit),
    headcount=st.none() | st.integers(0, 30),
    mean=st.none() | st.integers(-1, 500) | st.decimals(0, 500, places=1),
    minimum=st.none() | st.integers(0, 500),
    total=st.none() | st.integers(0, 5000),
)

NUMBER = "components[01].sessions[01].number"
"""Edited last: the other paths go by it."""

EDITS: dict[str, st.SearchStrategy[Any]] = {
    "number": texts,
    "title": texts,
    "holder": texts,
    "status": texts,
    "schemes": st.lists(texts, max_size=2),
    "programmes": st.lists(texts, max_size=2),
    "components[01].code": texts,
    "components[01].title": words,
    "components[01].city": texts,
    "components[01].postal_code": texts,
    "components[01].volumes": st.lists(volumes, max_size=3, unique_by=lambda v: v.kind),
    NUMBER: texts,
    SESSION + ".places": st.sampled_from([0, 1, 10**30]),
    SESSION + ".offer_code": st.none() | texts,
    SESSION + ".site": st.sampled_from([ACTION.sites[0], ACTION.sites[0].evolve(name="")]),
    INFO + ".places": st.sampled_from([0, 1, 20]),
    INFO + ".end": st.just(Time(10, 1)),
    INFO + ".comment": st.none() | texts,
    ADDRESS: addresses,
}


@st.composite
def tried_actions(draw: st.DrawFn) -> Action:
    """Draw an action that the feed takes: a good one, or the guide's with what tries the format."""
    if draw(st.booleans()):
        return draw(actions(min_components=1, min_sessions=1))
    action = ACTION
    for path in sorted(draw(st.sets(st.sampled_from(sorted(EDITS)))), key=NUMBER.__eq__):
        action = action.set(path, draw(EDITS[path]))
    return action
