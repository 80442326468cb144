"""Single values: how each type is written as JSON types, and read strictly."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pendulum import Date, DateTime, Time
from pendulum import datetime as instant
from tests.values import amounts, guide_info

from bdc_sessions.model import ABSENT, EntryMode, Path, Term, VolumeUnit
from bdc_sessions.model.fields import to_decimal
from bdc_sessions.model.scalars import SCALARS, Lookup, scalar_of, to_json

AT = instant(2022, 12, 15, 10, tz="Europe/Paris")


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("été", "été"),
        (10, 10),
        (Date(2022, 9, 1), "2022-09-01"),
        (Date(1, 1, 1), "0001-01-01"),
        (Time(10, 5), "10:05"),
        (AT, "2022-12-15T10:00:00+01:00"),
        (Decimal("310.00"), "310.00"),
        (Decimal("0.0000001"), "0.0000001"),
        (Path.parse("infos[1].date"), "infos[1].date"),
        (EntryMode.FIXED, "fixed"),
        (VolumeUnit.HC, "hc"),
    ],
)
def test_a_single_value_is_written_and_read_again(value: Any, written: Any) -> None:
    scalar = scalar_of(type(value))
    assert scalar is not None
    assert scalar.write(value) == to_json(value) == written
    assert scalar.read(written) == value
    assert type(scalar.read(written)) is type(value)


@pytest.mark.parametrize(
    ("kind", "wrong_types", "ill_formed"),
    [
        (Date, (3, None, [], b"2022-09-01"), ("", "2022-9-1", "20220901", "2022-02-30", "x")),
        (Time, (3, None, {}), ("", "24:00", "9:00", "10:60", "10:00:00", "10h00")),
        (
            DateTime,
            (3, None),
            ("", "2022-12-15T10:00:00", "2022-12-15", "9999-12-31T23:59:59-12:00"),
        ),
        (Decimal, (3, 3.5, None), ("", "NaN", "1e5", "+1", "1,5", " 1", "٣", "1" * 1001, "-")),
        (int, ("3", True, 3.0, None), (10**1001,)),
        (str, (3, None), ("\ud800",)),
        (Path, (3, None), ("]", "a[", ".")),
        (EntryMode, (3, None, []), ("", "FIXED", "sometimes")),
    ],
)
def test_nothing_is_coerced(
    kind: type[Any], wrong_types: tuple[Any, ...], ill_formed: tuple[Any, ...]
) -> None:
    scalar = scalar_of(kind)
    assert scalar is not None
    for wrong in wrong_types:
        with pytest.raises(TypeError):
            scalar.read(wrong)
    for wrong in ill_formed:
        with pytest.raises(ValueError):  # noqa: PT011 - what is said of it, the codec says
            scalar.read(wrong)


@given(amounts)
def test_a_decimal_is_read_in_its_one_form_however_it_is_written(number: Decimal) -> None:
    scalar = SCALARS[Decimal]
    for text in (format(number, "f"), "-00" + format(abs(number), "f")):
        read = scalar.read(text)
        assert str(read) == str(to_decimal(Decimal(text)))


def test_a_type_of_objects_is_no_single_value() -> None:
    for kind in (Term, object, Any, None):
        assert scalar_of(kind) is None


def test_only_values_of_the_model_have_a_plain_form() -> None:
    assert to_json((guide_info().start, None, True)) == ["10:00", None, True]
    with pytest.raises(TypeError, match=r"^ABSENT has no form of its own; leave its key out$"):
        to_json(ABSENT)
    with pytest.raises(TypeError, match=r"^found \{1\} \(set\); expected a value of the model$"):
        to_json({1})


@given(st.lists(st.text(max_size=3)))
def test_a_lookup_gives_what_its_function_gives_and_keeps_so_much(keys: list[str]) -> None:
    length = Lookup(len, maximum=3)
    assert [length(key) for key in keys] == [length[key] for key in keys] == list(map(len, keys))
    assert len(length) <= 3


def test_a_flag_is_true_or_false_and_nothing_like_them() -> None:
    for flag in (True, False):
        assert SCALARS[bool].read(flag) is flag
    for like in (1, "true", None):
        with pytest.raises(TypeError):
            SCALARS[bool].read(like)
