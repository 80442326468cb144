"""Complete offers for the feed, each field drawn by what the format asks of it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from hypothesis import strategies as st

from bdc_sessions.errors import NotFoundError
from bdc_sessions.model import Action
from bdc_sessions.model.fields import to_instance

if TYPE_CHECKING:  # the extra "lheo" is only needed where offers are drawn
    from bdc_sessions.feeds.lheo import Offer
    from bdc_sessions.feeds.lheo.offer_rules import Field

WORDS: Final = ("Accueil", "Atelier d'été", "Béziers & <Sète>", "« Les Cœurs »", "a\tb", "🙂", "x")
"""What texts are made of; cut where the format takes less, and repeated where it takes more."""
_SIRETS: Final = ("73282932000074", "35600000000048")
_INSEE: Final = ("34032", "2A004", "97411")
_SOME: Final = 3
"""The values drawn of a list, at most: more are no other case."""


MOST_EDITS: Final = 6
"""The fields in which a drawn offer differs from the plainest, or from the fullest."""


def offers() -> "st.SearchStrategy[Offer]":
    """Draw a complete offer: ``dumps`` takes it for any component. The extra ``lheo`` is needed.

    >>> from hypothesis import find
    >>> find(offers(), lambda offer: offer.certifying is True).teaching_mode
    '0'
    """
    from bdc_sessions.feeds.lheo.example import example_offer, minimal_offer  # noqa: PLC0415 - see above
    from bdc_sessions.feeds.lheo.given_once import reduce  # noqa: PLC0415 - see above
    from bdc_sessions.feeds.lheo.offer_rules import FIELDS, HOLDERS  # noqa: PLC0415 - see above

    fields = [field for field in FIELDS.values() if not field.element.form]
    edits = st.sampled_from(fields).flatmap(
        lambda field: st.tuples(st.just(HOLDERS[field.cls.__name__] + field.name), _values(field))
    )
    return st.builds(
        _edited,
        st.sampled_from([minimal_offer(), example_offer()]),
        st.lists(edits, max_size=MOST_EDITS),
    ).map(lambda offer: reduce(offer.evolve(recruitments=())))


def offers_for(action: Action) -> "st.SearchStrategy[Mapping[str, Offer]]":
    """Draw an offer for each component of an action, by its number.

    >>> from hypothesis import given, strategies as st
    >>> from bdc_sessions.testing import actions
    >>> @given(actions().flatmap(lambda action: st.tuples(st.just(action), offers_for(action))))
    ... def test_my_feed_has_every_component(given):
    ...     action, offers = given
    ...     assert len(my_feed(action, offers)) == len(action.components)
    """
    to_instance(action, Action, "offers_for(action)")
    return st.fixed_dictionaries({component.number: offers() for component in action.components})


def _edited(offer: "Offer", edits: list[tuple[str, Any]]) -> "Offer":
    for path, value in edits:
        try:
            offer = offer.set(path, value)
        except NotFoundError:
            continue  # the plainest has no certification, trainer or other funder to edit
    return offer


def _values(field: "Field") -> st.SearchStrategy[Any]:
    content = _contents(field.element.word, mandatory=field.mandatory)
    if not field.many:
        # An object of a list holds something; an empty one would be none.
        filled = field.mandatory or field.cls.__name__ == "Certification"
        return content if filled else st.none() | content
    least, most = field.bounds
    return st.lists(content, min_size=least, max_size=min(most or _SOME, _SOME)).map(tuple)


def _contents(word: str, *, mandatory: bool) -> st.SearchStrategy[Any]:
    from bdc_sessions.feeds.lheo.codes import CODES  # noqa: PLC0415 - the extra may be missing

    named: dict[str, st.SearchStrategy[Any]] = {
        "flag": st.booleans(),
        "whole": st.integers(0, 10_000),
        "siret": st.sampled_from(_SIRETS),
        "insee": st.sampled_from(_INSEE),
    }
    if word in named:
        return named[word]
    if word.startswith("{"):
        return st.sampled_from(list(CODES[word[1:-1]]))
    if word.startswith("digits"):
        many = int(word.removeprefix("digits "))
        return st.integers(0, 10**many - 1).map(lambda number: f"{number:0{many}}")
    least, most = map(int, word.split(".."))
    return _texts(max(least, int(mandatory)), most)


def _texts(least: int, most: int) -> st.SearchStrategy[str]:
    """Draw a text of a length: a word cut or repeated, the longest there may be among them.

    A blank at an end, which readers take off, is none.
    """
    lengths = st.integers(least, min(most, least + 20)) | st.just(most)
    texts = st.builds(_text, st.sampled_from(WORDS), lengths)
    return texts.filter(lambda text: text == text.strip())


def _text(word: str, length: int) -> str:
    text = (word * length)[:length]
    return text if text == text.strip() else text[:-1] + "x"
