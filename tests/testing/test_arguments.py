"""What a strategy cannot take is refused where it is made, by its name."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.values import guide_action, guide_session, untyped

from bdc_sessions import RULES, BdcSessionsError, Dossier
from bdc_sessions import testing as t

DOSSIER = Dossier(guide_action())


@pytest.mark.parametrize(
    "drawing",
    [
        *(t.actions, t.components, t.volumes, t.sites, t.sessions, t.collective_infos),
        *(t.addresses, t.terms, t.issuers),
    ],
)
def test_a_quality_is_not_a_text(drawing: Callable[..., Any]) -> None:
    with pytest.raises(TypeError, match=r"\(quality=\): found 'any' \(str\); expected a Quality"):
        drawing(quality="any")
    with pytest.raises(TypeError, match=r"\(quality=\): found None"):
        drawing(quality=None)


@pytest.mark.parametrize(
    ("draw", "said"),
    [
        (
            lambda: t.sessions(component=untyped("01")),
            "sessions(component=): found '01' (str); expected a Component",
        ),
        (
            lambda: t.components(action=untyped(guide_session())),
            "components(action=): found Session(",
        ),
        (
            lambda: t.collective_infos(session=untyped(DOSSIER)),
            "collective_infos(session=): found <Dossier ",
        ),
        (lambda: t.changed(untyped(DOSSIER)), "changed(action): found <Dossier "),
        (lambda: t.changed(untyped(None)), "changed(action): found None"),
        (
            lambda: t.changed(guide_action(), quality=untyped("any")),
            "changed(quality=): found 'any'",
        ),
        (lambda: t.offers_for(untyped(DOSSIER)), "offers_for(action): found <Dossier "),
        (lambda: t.sessions(number=untyped(1)), "sessions(number=): found 1 (int)"),
        (lambda: t.volumes(kind=untyped(1)), "volumes(kind=): found 1 (int)"),
        (lambda: t.actions(min_components=True), "actions(min_components=): found True (bool)"),
        (lambda: t.violating(untyped(RULES["SES-002"])), "violating(code): found <Rule SES-002 "),
        (
            lambda: t.violating("SES-002", rules=untyped([])),
            "violating(rules=): found [] (list); expected a RuleSet",
        ),
        (
            lambda: t.errors(untyped(str)),
            "errors(): found <class 'str'> (type); expected classes of errors of the library",
        ),
    ],
)
def test_a_wrong_type_is_told_with_what_is_expected(draw: Callable[[], Any], said: str) -> None:
    with pytest.raises(TypeError) as caught:
        draw()
    assert said in str(caught.value)


@pytest.mark.parametrize("quality", t.Quality)
def test_fewer_than_none_are_refused(quality: t.Quality) -> None:
    said = r"\(min_{}=\): found -1; expected 0 or more"
    with pytest.raises(ValueError, match=said.format("components")):
        t.actions(min_components=-1, quality=quality)
    with pytest.raises(ValueError, match=said.format("sessions")):
        t.components(min_sessions=-1, quality=quality)


def test_the_class_of_all_errors_stands_for_each() -> None:
    assert repr(t.errors(BdcSessionsError)) == repr(t.errors())
