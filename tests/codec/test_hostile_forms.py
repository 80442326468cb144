"""Whatever is entered on a screen, read_form gives a value or DecodeError."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.values import addresses, guide_info, guide_session, infos, sessions

from bdc_sessions import (
    Address,
    CollectiveInfo,
    DecodeError,
    Report,
    Session,
    Site,
    dumps,
    loads,
    read_form,
    to_form,
)

FORMS: dict[Any, dict[str, str]] = {
    Session: to_form(guide_session().evolve(offer_code="X")),
    CollectiveInfo: to_form(guide_info()),
    Address: to_form(guide_info().address),
}
LABELS = [label for form in FORMS.values() for label in form]
SITES = [guide_session().site, Site(name="A", place="/", city=" / ", postal_code="")]
ENTERED = st.text(max_size=12) | st.sampled_from(
    [
        *("", " ", "\u00a0", "-", "0", "-0", "007", "1" * 30, "٣", "1e3", "10", "\ud800", "a\x00"),
        *("01/09/2022", "1/9/2022", "31/02/2022", "01/01/0000", "31/12/9999", "01-09-2022"),
        *("10:00", "10.00", "9h", "24:00", "0:60", "1 : 05", "10:00:00", "à midi", "10;00"),
        *("A / B / C / D", "A / B", " /  /  / ", "/", SITES[0].label, SITES[1].label, "ter", "rue"),
    ]
)
GIVEN = st.sampled_from(LABELS) | st.text(max_size=12)
MARKS = st.sampled_from(
    ["{}", "{} *", " {}:", "{} (jj/mm/aaaa)", "{}(", "\u00a0{}\n", "{}…", "{}."]
)


def is_a_value_or_its_faults(cls: Any, form: dict[str, str], sites: list[Site]) -> None:
    try:
        value = read_form(cls, form, sites=sites)
    except DecodeError as error:
        report = error.report
        assert report.errors
        assert loads(dumps(report), Report) == report
    else:
        assert read_form(cls, to_form(value), sites=sites) == value
        assert loads(dumps(value), cls) == value


@pytest.mark.parametrize("cls", FORMS)
@given(form=st.dictionaries(GIVEN, ENTERED, max_size=8), sites=st.sampled_from([[], SITES]))
def test_any_form_gives_a_value_or_its_faults(
    cls: Any, form: dict[str, str], sites: list[Site]
) -> None:
    is_a_value_or_its_faults(cls, form, sites)


@pytest.mark.parametrize("cls", FORMS)
@given(data=st.data())
def test_a_mutated_form_gives_a_value_or_its_faults(cls: Any, data: st.DataObject) -> None:
    form = dict(FORMS[cls])
    for _ in range(data.draw(st.integers(1, 4))):
        label = data.draw(st.sampled_from(sorted(form)))
        match data.draw(st.sampled_from(["enter", "mark", "drop", "add"])):
            case "enter":
                form[label] = data.draw(ENTERED)
            case "mark":
                form[data.draw(MARKS).format(label)] = form.pop(label)
            case "drop" if len(form) > 1:
                del form[label]
            case _:
                form[data.draw(GIVEN)] = data.draw(ENTERED)
    is_a_value_or_its_faults(cls, form, data.draw(st.sampled_from([[], SITES])))


@pytest.mark.parametrize(
    ("cls", "values"), [(Session, sessions), (CollectiveInfo, infos), (Address, addresses)]
)
@given(data=st.data())
def test_the_form_of_any_value_is_read_again_or_its_faults_are_told(
    cls: Any, values: st.SearchStrategy[Any], data: st.DataObject
) -> None:
    value = data.draw(values)
    form = to_form(value)
    assert all(type(text) is str for entry in form.items() for text in entry)
    is_a_value_or_its_faults(cls, form, [])
