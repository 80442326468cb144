"""The fields of the guide's screens, as a template needs them."""

import re
from typing import Any

import attrs
import pytest
from tests import values

from bdc_sessions.codec import form_fields, read_form, to_form
from bdc_sessions.codec.form_fields import SCREENS, FormField, names_of_fields, screen_fields
from bdc_sessions.errors import DecodeError
from bdc_sessions.model import Action, Address, CollectiveInfo, Session, Site
from bdc_sessions.rules import validate

VALUES: dict[Any, Any] = {
    Session: values.guide_session(),
    CollectiveInfo: values.guide_info(),
    Address: values.guide_info().address,
}


def by_path(cls: Any, **given: Any) -> dict[str, FormField]:
    return {field.path: field for field in form_fields(cls, **given)}


def test_a_sessions_screen_is_the_guides() -> None:
    site = values.guide_site()
    assert [
        (field.path, field.label, field.kind, field.hint, field.required, field.choices)
        for field in form_fields(Session, sites=[site])
    ] == [
        ("number", "Num. de session", "text", "", True, ()),
        ("start", "Date début", "date", "jj/mm/aaaa", True, ()),
        ("end", "Date fin", "date", "jj/mm/aaaa", True, ()),
        ("site", "Lieu de la session", "choice", "", True, (site.label,)),
        ("places", "Nb. de places", "number", "", True, ()),
    ]


def test_an_informations_screen_is_the_guides_with_its_address() -> None:
    assert [
        (field.label + "*" * field.required, field.kind, field.hint, field.longest)
        for field in form_fields(CollectiveInfo)
    ] == [
        ("Date*", "date", "jj/mm/aaaa", None),
        ("Heure de début*", "time", "hh:mm", None),
        ("Heure de fin*", "time", "hh:mm", None),
        ("Nb. de places*", "number", "", None),
        ("Commentaire", "text", "", 500),
        ("N° de voie", "text", "", None),
        ("Extension voie", "text", "", None),
        ("Type de voie", "text", "", None),
        ("Libellé de la voie*", "text", "", 38),
        ("Entrée, Immeuble, Bâtiment, Résidence…", "text", "", 38),
        ("Mention spéciale", "text", "", 38),
        ("Code postal*", "text", "", 5),
        ("Ville*", "text", "", 32),
        ("Cedex", "text", "", None),
    ]


def test_an_address_is_a_part_of_the_informations_screen() -> None:
    within = form_fields(CollectiveInfo)[-9:]
    assert within == tuple(
        attrs.evolve(field, path=f"address.{field.path}") for field in form_fields(Address)
    )


@pytest.mark.parametrize("cls", SCREENS)
def test_a_path_is_that_of_the_value_and_a_label_that_of_its_form(cls: Any) -> None:
    value = VALUES[cls]
    form = to_form(value)
    for field in form_fields(cls):
        assert (field.label in form) == (value[field.path] is not None)
    assert list(form) == [field.label for field in form_fields(cls) if field.label in form]


def test_choices_are_the_labels_of_the_sites_each_once() -> None:
    site = values.guide_site()
    other = site.evolve(name="A")
    assert by_path(Session)["site"].choices == ()
    assert by_path(Session, sites=[])["site"].choices == ()
    choices = by_path(Session, sites=[other, site, other])["site"].choices
    assert choices == (other.label, site.label)
    for label in choices:
        form = {**to_form(values.guide_session()), "Lieu de la session": label}
        assert read_form(Session, form, sites=[other, site]).site.label == label


@pytest.mark.parametrize("cls", SCREENS)
def test_each_bound_is_that_of_a_rule(cls: Any) -> None:
    form = {field.label: "" for field in form_fields(cls)} | to_form(VALUES[cls])
    form |= {"N° de voie": "", "Extension voie": "", "Type de voie": ""} if cls != Session else {}
    for field in form_fields(cls):
        if field.longest is None:
            continue
        within, beyond = (
            {v.code for v in validate(read_form(cls, {**form, field.label: "1" * length}))}
            for length in (field.longest, field.longest + 1)
        )
        assert not within, field
        assert len(beyond) == 1, field


def test_fields_are_values() -> None:
    assert form_fields(Session) == form_fields(Session)
    assert len({*form_fields(Address), *form_fields(Address)}) == len(form_fields(Address))


@pytest.mark.parametrize("cls", SCREENS)
def test_no_name_stands_for_two_fields(cls: Any) -> None:
    fields = screen_fields(cls)
    assert {field.path for field in names_of_fields(cls).values()} == {
        field.path for field in fields
    }
    for field in fields:
        for name in (field.label, field.path, field.recap_label):
            with pytest.raises(DecodeError) as caught:
                read_form(cls, {name: ""})
            assert {v.code for v in caught.value.report} == {"STR-001"}


@pytest.mark.parametrize("cls", [Action, Site, int, "Session", []])
def test_a_class_without_a_screen_is_refused(cls: Any) -> None:
    for draw in (lambda: form_fields(cls), lambda: read_form(cls, {})):
        with pytest.raises(
            TypeError,
            match="^"
            + re.escape(f"found {cls!r}; expected one of Session, CollectiveInfo, Address: "),
        ):
            draw()
    with pytest.raises(TypeError, match="the guide has no other screens"):
        to_form(values.untyped(values.guide_site()))


def test_sites_that_are_none_are_refused() -> None:
    wrong: Any = ["CAP 2000"]
    with pytest.raises(TypeError, match=r"^form_fields\(Session\)\(sites=\)\[1\]: found 'CAP"):
        form_fields(Session, sites=wrong)
