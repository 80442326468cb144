"""The laws of forms, for every value and whatever is entered on a screen."""

import unicodedata
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.values import addresses, full_width, guide_info, guide_session, infos, sessions, sites

from bdc_sessions import (
    Address,
    CollectiveInfo,
    DecodeError,
    Report,
    Session,
    Site,
    dumps,
    form_fields,
    loads,
    read_form,
    to_form,
)
from bdc_sessions.codec.form_fields import ScreenField, screen_fields
from bdc_sessions.model import Term
from bdc_sessions.texts import is_blank, one_line

FORMS: dict[Any, dict[str, str]] = {
    Session: to_form(guide_session().evolve(offer_code="X")),
    CollectiveInfo: to_form(guide_info()),
    Address: to_form(guide_info().address),
}
SCREENS = list(FORMS)
LABELS = [label for form in FORMS.values() for label in form]
SITES = [guide_session().site, Site(name="A", place="/", city=" / ", postal_code="")]
OFFERED = st.sampled_from([None, [], SITES])
TYPED = st.sampled_from(
    [
        *("", " ", "\u00a0", "-", "0", "-0", "007", "1" * 30, "٣", "1e3", "10", "\ud800", "a\x00"),
        *("01/09/2022", "1/9/2022", "31/02/2022", "01/01/0000", "31/12/9999", "01-09-2022"),
        *("2022-09-01", "01/09/22", "10:00", "10.00", "9h", "24:00", "0:60", "1 : 05", "10:00:00"),
        *(
            "10:00:30",
            "à midi",
            "10;00",
            "\uff11\uff10",
            "\u200b",
            "\u3164",
            "x\r\ny",
            "\ufeff10:00",
        ),
        *("A / B / C / D", "A / B", " /  /  / ", "/", SITES[0].label, SITES[1].label, "ter", "rue"),
    ]
)
ENTERED = st.text(max_size=12) | TYPED
# A look-alike of another character, that no normal form keeps.
GIVEN = st.just("\uf900") | st.sampled_from(LABELS) | st.text(max_size=12)
MARKS = st.sampled_from(
    ["{}", "{} *", " {}:", "{} (jj/mm/aaaa)", "{}(", "\u00a0{}\n", "{}…", "{}."]
)
ODD = st.text(st.characters(codec="utf-8"), max_size=6) | st.sampled_from(
    [
        *(
            " x",
            "x ",
            "a\r\nb",
            "a\rb\n",
            "\n\n",
            "e\u0301",
            "é\u0323",
            "12\u00a0€",
            "a  b",
            "1 000",
        ),
        *("\u3164", "\u200b", "\u00ad", "\ufeffx", "\x00", "\u2028x", "ﬁ", "\uff11", "2022-09-01"),
        *("-", "« x »", "{label}", "%s", "A / B", " / ", "*", "(x)", "\u0301x", "\u2126", "ǰ"),
    ]
)


def with_odd_texts(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Put odd texts into some fields of drawn values."""

    @st.composite
    def draw_value(draw: st.DrawFn) -> Any:
        value = draw(values)
        for field in screen_fields(type(value)):
            if field.type is str and draw(st.booleans()):
                value = value.set(field.path, draw(ODD))
            elif field.type is Site and draw(st.booleans()):
                site = draw(sites).evolve(name=draw(ODD), city=draw(ODD))
                value = value.set(field.path, site)
        return value

    return draw_value()


VALUES: dict[Any, st.SearchStrategy[Any]] = {
    Session: with_odd_texts(sessions),
    CollectiveInfo: with_odd_texts(infos),
    Address: with_odd_texts(addresses),
}


Change = Callable[[str], str]
OF_LABELS: list[Change] = [
    *(str, str.upper, str.lower, str.title, str.swapcase, full_width),
    *("\u00a0{} *".format, "{} (jj/mm/aaaa) * :".format, "\ufeff{}\n".format, "*{}".format),
    lambda label: unicodedata.normalize("NFD", label),
    lambda label: unicodedata.normalize("NFKC", label),
    lambda label: label.replace(" ", "\u202f"),
    "\u200b".join,
]
OF_TEXTS: list[Change] = [
    *(str, str.strip, " {}\u00a0".format, "{}\n".format),
    lambda text: text.replace("\n", "\r\n"),
    lambda text: text.replace("\n", "\r"),
    lambda text: unicodedata.normalize("NFD", text),
    lambda text: unicodedata.normalize("NFC", text),
]


def untouched(field: ScreenField, shown: str) -> list[str]:
    """Return what an untouched field may send, without blanks around: an input has one line."""
    forms = [shown] if field.several_lines else [shown, shown.replace("\n", "")]
    return [form.strip() for form in forms]


@st.composite
def sent(draw: st.DrawFn, value: Any) -> dict[str, str]:
    """Send the form of a value as people and browsers do: nothing of it is edited."""
    form = to_form(value)
    fields = list(screen_fields(type(value)))
    entries = {}
    for field in draw(st.permutations(fields)):
        if field.label in form or draw(st.booleans()):
            name = draw(st.sampled_from([field.label, field.recap_label, field.path]))
            label = draw(st.sampled_from(OF_LABELS))(name)
            entries[label] = draw(st.sampled_from(OF_TEXTS))(form.get(field.label, ""))
    return entries


@pytest.mark.parametrize("cls", SCREENS)
@given(data=st.data())
def test_a_form_sent_back_untouched_changes_nothing(cls: Any, data: st.DataObject) -> None:
    value = data.draw(VALUES[cls])
    assert read_form(cls, to_form(value), onto=value) == value
    offered = data.draw(OFFERED)
    assert read_form(cls, data.draw(sent(value)), sites=offered, onto=value) == value


@pytest.mark.parametrize("cls", SCREENS)
@given(data=st.data())
def test_what_is_not_sent_stays_and_what_is_sent_is_read(cls: Any, data: st.DataObject) -> None:
    before, after = data.draw(VALUES[cls]), data.draw(VALUES[cls])
    shown, texts = to_form(before), to_form(after)
    expected, entries = dict(shown), {}
    for field in screen_fields(cls):
        was, text = shown.get(field.label, ""), texts.get(field.label, "")
        if data.draw(st.booleans()) and not (is_blank(text) and field.required):
            entries[field.path] = text
            if text.strip() in untouched(field, was):
                pass
            elif is_blank(text):
                expected.pop(field.label, None)
            else:
                expected[field.label] = text.strip() if field.type in (str, Term) else text
    offered = [after.site] if cls is Session else None
    value = read_form(cls, entries, sites=offered, onto=before)
    assert to_form(value) == expected
    if cls is Session:
        assert (value.infos, value.offer_code) == (before.infos, before.offer_code)


@pytest.mark.parametrize("cls", SCREENS)
@given(data=st.data())
def test_what_a_screen_says_is_required_is_and_no_more(cls: Any, data: st.DataObject) -> None:
    fields = form_fields(cls, sites=SITES)
    left_out = data.draw(st.sets(st.sampled_from(fields)))
    emptied = data.draw(st.sets(st.sampled_from(fields)))
    form = {
        field.label: "" if field in emptied else FORMS[cls].get(field.label, "x")
        for field in fields
        if field not in left_out
    }
    due = [field.path for field in fields if field.required and field in left_out | emptied]
    if not due:
        read_form(cls, form, sites=SITES)
        return
    with pytest.raises(DecodeError) as caught:
        read_form(cls, form, sites=SITES)
    assert [(v.code, str(v.path)) for v in caught.value.report] == [("STR-001", p) for p in due]


@pytest.mark.parametrize("cls", SCREENS)
@given(data=st.data())
def test_a_screen_that_is_drawn_and_sent_by_a_browser_is_read(
    cls: Any, data: st.DataObject
) -> None:
    value = data.draw(VALUES[cls])
    offered = [value.site, *SITES] if cls is Session else None
    form = {}
    for field in form_fields(cls, sites=offered):
        wanted = value[field.path]
        match field.kind:
            case "date":
                form[field.path] = wanted.isoformat()
            case "time":
                form[field.path] = wanted.isoformat()[: data.draw(st.sampled_from([5, 8]))]
            case "number":
                form[field.path] = str(wanted)
            case "choice":
                form[field.path] = data.draw(st.sampled_from(field.choices))
                value = value.set(field.path, {s.label: s for s in offered or ()}[form[field.path]])
            case "text":
                text = "" if wanted is None else str(wanted).strip()
                text = "x" if field.required and is_blank(text) else text
                form[field.path] = text.replace("\n", "\r\n")
                value = value.set(field.path, None if is_blank(text) else text)
    assert read_form(cls, form, sites=offered, onto=value) == value
    shown = to_form(read_form(cls, form, sites=offered))
    assert shown == to_form(value)


def is_a_value_or_its_faults(cls: Any, form: dict[str, str], offered: list[Site] | None) -> None:
    try:
        value = read_form(cls, form, sites=offered)
    except DecodeError as error:
        report = error.report
        assert report.errors
        assert loads(dumps(report), Report) == report
        for fault in report:
            assert len(fault.message()) < 400
            assert one_line(fault.message()) == fault.message()
    else:
        assert read_form(cls, to_form(value), sites=offered) == value
        assert loads(dumps(value), cls) == value


@pytest.mark.parametrize("cls", SCREENS)
@given(form=st.dictionaries(GIVEN, ENTERED, max_size=8), offered=OFFERED)
def test_any_form_gives_a_value_or_its_faults(
    cls: Any, form: dict[str, str], offered: list[Site] | None
) -> None:
    is_a_value_or_its_faults(cls, form, offered)


@pytest.mark.parametrize("cls", SCREENS)
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
    is_a_value_or_its_faults(cls, form, data.draw(OFFERED))


@pytest.mark.parametrize("cls", SCREENS)
@given(data=st.data())
def test_the_form_of_any_value_is_read_again_or_its_faults_are_told(
    cls: Any, data: st.DataObject
) -> None:
    form = to_form(data.draw(VALUES[cls]))
    assert all(type(text) is str for entry in form.items() for text in entry)
    is_a_value_or_its_faults(cls, form, [])
