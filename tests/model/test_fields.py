"""The one form in which what constructors take is kept."""

import datetime as dt
import unicodedata
from decimal import Decimal
from enum import IntEnum, StrEnum
from typing import get_type_hints

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pendulum import Date, Time
from tests.values import (
    amounts,
    guide_action,
    guide_component,
    guide_info,
    guide_session,
    untyped,
)

from bdc_sessions.model import Session, Volume, VolumeUnit
from bdc_sessions.model.fields import bind_location, label, to_int, to_text


def test_stdlib_dates_and_times_become_pendulum_ones() -> None:
    day, hour = Date(2022, 9, 1), Time(10, 0)
    assert guide_session().evolve(start=day).start is day
    assert guide_info().evolve(start=hour).start is hour
    session = guide_session().evolve(start=dt.date(2022, 9, 1))
    info = guide_info().evolve(date=dt.date(2022, 8, 31), start=dt.time(10, 0))
    assert guide_info().evolve(end=dt.time(12, 30)).end == Time(12, 30)
    assert type(session.start) is Date
    assert type(info.date) is Date
    assert type(info.start) is Time
    assert session == guide_session()
    assert info == guide_info()


def test_a_time_keeps_no_fold() -> None:
    info = guide_info().evolve(start=Time(10, 0, fold=1))
    assert info.start.fold == 0


class Plain(StrEnum):
    """A text that is more than a text."""

    CODE = "01"


class Count(IntEnum):
    """A number that is more than a number."""

    TEN = 10


def test_texts_and_numbers_are_kept_as_plain_ones() -> None:
    session = guide_session().evolve(number=Plain.CODE, places=Count.TEN)
    assert type(session.number) is str
    assert type(session.places) is int
    assert session == guide_session()


@pytest.mark.parametrize(
    ("given_as", "kept"),
    [
        ("310", "310.00"),
        ("310.0", "310.00"),
        ("310.000", "310.00"),
        ("0.1250", "0.125"),
        ("1E+3", "1000.00"),
        ("-0", "0.00"),
        ("0E-9", "0.00"),
        ("0E+2000000", "0.00"),
        ("-1.5", "-1.50"),
        ("0.001", "0.001"),
        ("0.010", "0.01"),
    ],
)
def test_a_decimal_has_one_form(given_as: str, kept: str) -> None:
    volume = Volume(kind="a", unit=VolumeUnit.HC, mean=Decimal(given_as))
    assert str(volume.mean) == kept


def test_a_constructor_has_the_types_that_its_converters_take() -> None:
    types = get_type_hints(Session.__init__)
    assert types["places"] is int
    assert types["start"] is dt.date


def test_a_decimal_with_cents_has_at_most_a_thousand_digits_too() -> None:
    volume = guide_component().volumes[0]
    longest = Decimal("1" + "0" * 999 + ".00")
    assert volume.evolve(mean=longest).mean == longest
    with pytest.raises(ValueError, match="expected at most 1000 digits"):
        volume.evolve(mean=Decimal("1" + "0" * 1000 + ".00"))


@pytest.mark.parametrize("digits", ["1E+999", "9E+999", "1E-1000", "-1E-1000"])
def test_a_decimal_has_at_most_a_thousand_digits(digits: str) -> None:
    volume = Volume(kind="a", unit=VolumeUnit.HC)
    assert volume.evolve(mean=Decimal(digits)).mean == Decimal(digits)
    with pytest.raises(ValueError, match="expected at most 1000 digits"):
        volume.evolve(mean=Decimal(digits).scaleb(-1 if "-1000" in digits else 1))


def test_a_whole_number_becomes_a_decimal() -> None:
    assert str(Volume(kind="a", unit=VolumeUnit.HC, mean=310).mean) == "310.00"


@given(amounts)
def test_equal_decimals_are_kept_alike(number: Decimal) -> None:
    kept = Volume(kind="a", unit=VolumeUnit.HC, mean=number).mean
    normal = Volume(kind="a", unit=VolumeUnit.HC, mean=number.normalize()).mean
    assert kept == number
    assert str(kept) == str(normal)


def test_any_iterable_is_kept_as_a_tuple() -> None:
    action = guide_action().evolve(schemes=iter(["a", "b"]))
    assert action.schemes == ("a", "b")
    assert guide_action().evolve(components=iter([guide_component()])) == guide_action()


def test_a_field_is_named_by_its_form_and_where_it_differs_by_its_recap() -> None:
    assert label("Ville") == {"label": "Ville", "recap": "Ville"}
    assert label("Ville", "Commune") == {"label": "Ville", "recap": "Commune"}


def test_a_converter_is_told_its_class_and_field() -> None:
    @attrs.frozen(field_transformer=bind_location)
    class Shelf:
        books: int = attrs.field(converter=to_int)
        note: object = None

    assert Shelf(3, "x") == Shelf(3, note="x")
    with pytest.raises(TypeError, match=r"^Shelf\.books: found '3'"):
        Shelf(untyped("3"))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("arre\u0302t\r\nligne", "arr\xeat\nligne"),
        ("a\rb\r\r\nc\n", "a\nb\n\nc\n"),
        ("\u212b \u2126", "\xc5 \u03a9"),
        ("\u1100\u1161", "\uac00"),
        ("\ufb01 \uff11", "\ufb01 \uff11"),
        ("a\u0301\u0323", "\u1ea1\u0301"),
        ("a\u2028b\x85c\x0bd", "a\u2028b\x85c\x0bd"),
        ("  odd  ", "  odd  "),
    ],
)
def test_a_text_has_one_form_however_it_was_typed(typed: str, kept: str) -> None:
    action = guide_action().evolve(title=typed, schemes=[typed], status=Shouted(typed))
    assert (action.title, action.schemes, action.status) == (kept, (kept,), kept)
    assert type(action.status) is str
    assert guide_info().evolve(comment=typed).comment == kept


@given(st.text(st.characters(codec="utf-8") | st.sampled_from("\r\n\u0301e")))
def test_the_form_of_a_text_is_final(text: str) -> None:
    kept = to_text(text)
    assert to_text(kept) == kept
    assert unicodedata.is_normalized("NFC", kept)
    assert "\r" not in kept


class Shouted(str):
    """A text of a class of the caller's own."""

    __slots__ = ()

    def __str__(self) -> str:
        return "LOUD"


@pytest.mark.parametrize("wrong", [3, None, guide_component(), guide_info()])
def test_a_collection_takes_objects_of_its_class_alone(wrong: object) -> None:
    found = r"^Component\.sessions\[{}\]: found .*; expected a Session$"
    with pytest.raises(TypeError, match=found.format(1)):
        guide_component().evolve(sessions=(wrong,))
    with pytest.raises(TypeError, match=found.format(2)):
        guide_component().evolve(sessions=(guide_session("00"), wrong))


def test_a_converter_called_by_itself_tells_no_location() -> None:
    with pytest.raises(TypeError, match=r"^found 3 \(int\); expected a text"):
        to_text(untyped(3))
