"""What constructors take, what they refuse, and the one form in which they keep it."""

import datetime as dt
import time
from collections.abc import Callable
from decimal import Decimal
from enum import IntEnum, StrEnum
from typing import Any

import pytest
from hypothesis import given
from pendulum import Date, DateTime, Time
from pendulum import datetime as pendulum_datetime
from tests.values import amounts, guide_action, guide_component, guide_info, guide_session, untyped

from bdc_sessions.changes import ChangeRequest, Changes, RequestStatus
from bdc_sessions.errors import DuplicateNumberError
from bdc_sessions.model import (
    Action,
    Address,
    Component,
    EntryMode,
    Issuer,
    Site,
    Term,
    Volume,
    VolumeUnit,
)

LONE_SURROGATE = "caf\ud800"


def issued(at: Any) -> ChangeRequest:
    """Make a validated request of that instant."""
    return ChangeRequest(
        id="r1",
        component="01",
        session="01",
        changes=Changes(Action),
        status=RequestStatus.VALIDATED,
        issuer=Issuer("BL", "Administrateur"),
        issued_at=at,
    )


WHOLE = "; expected a whole number (int)"
SEVERAL = "; expected several values, such as a tuple"
INSTANT = "; expected an instant (a DateTime with a zone)"

REFUSED: list[tuple[Callable[[], object], type[Exception], list[str]]] = [
    (
        lambda: guide_session().evolve(places=True),
        TypeError,
        ["Session.places", "True", "bool", WHOLE],
    ),
    (lambda: guide_session().evolve(places=1.0), TypeError, ["Session.places", "1.0", "float"]),
    (lambda: guide_session().evolve(places="3"), TypeError, ["Session.places", "'3'", "str"]),
    (
        lambda: guide_session().evolve(number=1),
        TypeError,
        ["Session.number", "1", "int", "; expected a text (str)"],
    ),
    (
        lambda: guide_session().evolve(site="ici"),
        TypeError,
        ["Session.site", "'ici'", "; expected a Site"],
    ),
    (
        lambda: guide_session().evolve(start=dt.datetime(2022, 9, 1, tzinfo=dt.UTC)),
        TypeError,
        [
            "Session.start",
            "datetime.datetime(2022, 9, 1",
            "; expected a date (pendulum.Date or datetime.date)",
        ],
    ),
    (
        lambda: guide_session().evolve(end=pendulum_datetime(2022, 9, 1)),
        TypeError,
        ["Session.end", "DateTime(2022, 9, 1", "a date"],
    ),
    (lambda: guide_session().evolve(end="2022-09-01"), TypeError, ["Session.end", "2022-09-01"]),
    (lambda: guide_session().evolve(infos=guide_info()), TypeError, ["Session.infos", SEVERAL]),
    (lambda: guide_session().evolve(infos="ab"), TypeError, ["Session.infos", "'ab'", SEVERAL]),
    (
        lambda: guide_session().evolve(infos=[guide_info(), 3]),
        TypeError,
        ["Session.infos[2]", "3", "a CollectiveInfo"],
    ),
    (
        lambda: guide_info().evolve(start="10:00"),
        TypeError,
        [
            "CollectiveInfo.start",
            "'10:00'",
            "; expected a time (pendulum.Time or datetime.time)",
        ],
    ),
    (
        lambda: guide_info().evolve(start=Time(10, 0, tzinfo=dt.UTC)),
        TypeError,
        ["CollectiveInfo.start", "10", "; expected a time without a zone"],
    ),
    (
        lambda: guide_info().evolve(end=Time(12, 0, 1)),
        ValueError,
        ["CollectiveInfo.end", "12:00:01", "without seconds"],
    ),
    (
        lambda: guide_info().evolve(end=dt.time(12, 0, 0, 1)),
        ValueError,
        ["CollectiveInfo.end", "12:00:00.000001", "without seconds"],
    ),
    (
        lambda: guide_info().evolve(address="12 rue"),
        TypeError,
        ["CollectiveInfo.address", "'12 rue'", "an Address"],
    ),
    (
        lambda: guide_info().evolve(comment=LONE_SURROGATE),
        ValueError,
        [
            "CollectiveInfo.comment",
            "'caf\\ud800', which UTF-8 cannot hold",
            "; expected a text without lone surrogates",
        ],
    ),
    (
        lambda: Address(street="a", postal_code="b", city="c", suffix=LONE_SURROGATE),
        ValueError,
        ["Address.suffix", "'caf\\ud800'"],
    ),
    (
        lambda: Address(street="a", postal_code="b", city="c", street_type=untyped(3)),
        TypeError,
        ["Address.street_type", "3", "; expected a Term or its label (str)"],
    ),
    (
        lambda: Volume(kind="a", unit=VolumeUnit.FP).evolve(headcount="3"),
        TypeError,
        ["Volume.headcount", "'3'", WHOLE],
    ),
    (lambda: guide_action().evolve(year="2023"), TypeError, ["Action.year", "'2023'"]),
    (
        lambda: guide_action().evolve(entry="fixed"),
        TypeError,
        ["Action.entry", "; expected an EntryMode"],
    ),
    (lambda: guide_action().evolve(schemes="PRO"), TypeError, ["Action.schemes", "'PRO'"]),
    (lambda: guide_action().evolve(schemes=[1]), TypeError, ["Action.schemes[1]", "1"]),
    (lambda: guide_action().evolve(components=7), TypeError, ["Action.components", "7"]),
    (
        lambda: Volume(kind="a", unit=VolumeUnit.FP).evolve(mean=1.5),
        TypeError,
        ["Volume.mean", "1.5", "; expected a Decimal"],
    ),
    (lambda: Volume(kind="a", unit=VolumeUnit.FP, mean=True), TypeError, ["Volume.mean", "True"]),
    (
        lambda: Volume(kind="a", unit=VolumeUnit.FP, mean=Decimal("NaN")),
        ValueError,
        ["Volume.mean", "NaN; expected a finite number"],
    ),
    (
        lambda: Volume(kind="a", unit=VolumeUnit.FP, total=Decimal("-Infinity")),
        ValueError,
        ["Volume.total", "-Infinity", "finite"],
    ),
    (
        lambda: Volume(kind="a", unit=VolumeUnit.FP, total=Decimal("1E+1000000")),
        ValueError,
        ["Volume.total", "1E+1000000", "1000 digits"],
    ),
    (
        lambda: issued(dt.datetime(2022, 12, 15, 10)),  # noqa: DTZ001 - naive on purpose
        TypeError,
        ["ChangeRequest.issued_at", "datetime.datetime(2022, 12, 15, 10, 0)", INSTANT],
    ),
    (lambda: issued(Date(2022, 12, 15)), TypeError, ["ChangeRequest.issued_at", "Date(2022"]),
    (
        lambda: issued(dt.datetime(9999, 12, 31, 23, 30, tzinfo=dt.UTC)),
        ValueError,
        ["ChangeRequest.issued_at", "found datetime.datetime(9999, 12, 31", "years 1 to 9999"],
    ),
    (lambda: Term(untyped(3)), TypeError, ["Term.label", "3"]),
    (lambda: Issuer("BL", untyped(None)), TypeError, ["Issuer.role", "None"]),
    (
        lambda: ChangeRequest(
            id="r1",
            component="01",
            session="01",
            changes=Changes(Action),
            issuer=untyped("BL"),
        ),
        TypeError,
        ["ChangeRequest.issuer", "'BL'", "; expected an Issuer"],
    ),
]


@pytest.mark.parametrize(
    ("make", "error", "named"), REFUSED, ids=[words[0] for *_, words in REFUSED]
)
def test_what_cannot_exist_is_refused_with_class_field_and_value(
    make: Callable[[], object], error: type[Exception], named: list[str]
) -> None:
    with pytest.raises(error) as caught:
        make()
    assert type(caught.value) is error
    for word in named:
        assert word in str(caught.value)


def test_fields_are_given_by_name() -> None:
    with pytest.raises(TypeError):
        untyped(Site)("A", "B", "C", "D")


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


def test_an_instant_is_kept_in_paris() -> None:
    stdlib = dt.datetime(2022, 12, 15, 9, 0, tzinfo=dt.UTC)
    request = issued(stdlib)
    assert type(request.issued_at) is DateTime
    assert request.issued_at.isoformat() == "2022-12-15T10:00:00+01:00"
    assert request.issued_at.timezone_name == "Europe/Paris"
    assert request == issued(pendulum_datetime(2022, 12, 15, 10, tz="Europe/Paris"))


def test_an_instant_is_kept_whatever_the_zone_of_the_machine() -> None:
    first = dt.datetime(1, 1, 1, 0, 30, tzinfo=dt.UTC)  # still the year 0 in Cayenne
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", "America/Cayenne")
        time.tzset()
        at = issued(first).issued_at
    time.tzset()
    assert at == first


def test_the_two_hours_of_the_autumn_change_are_two_instants() -> None:
    first, second = (issued(dt.datetime(2022, 10, 30, h, 30, tzinfo=dt.UTC)) for h in (0, 1))
    assert first != second


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
    one = Volume(kind="a", unit=VolumeUnit.HC, mean=number).mean
    other = Volume(kind="a", unit=VolumeUnit.HC, mean=number.normalize()).mean
    assert one == number
    assert str(one) == str(other)


def test_any_iterable_is_kept_as_a_tuple() -> None:
    action = guide_action().evolve(schemes=iter(["a", "b"]))
    assert action.schemes == ("a", "b")
    assert guide_action().evolve(components=iter([guide_component()])) == guide_action()


def test_components_and_sessions_stand_as_people_count() -> None:
    names = ["10", "B2", "2", "", "01", "B10", "1", "B", "a1", "a"]
    component = guide_component().evolve(sessions=[guide_session(n) for n in names])
    in_order = ["", "01", "1", "2", "10", "B", "B2", "B10", "a", "a1"]
    assert [s.number for s in component.sessions] == in_order
    action = guide_action().evolve(components=[guide_component().evolve(number=n) for n in names])
    assert [c.number for c in action.components] == in_order
    parts = ["1b", "1.2.10", "1aa", "1.10.2", "1.2.9", "1.2.9.8"]
    component = guide_component().evolve(sessions=[guide_session(n) for n in parts])
    in_order = ["1.2.9", "1.2.9.8", "1.2.10", "1.10.2", "1aa", "1b"]
    assert [s.number for s in component.sessions] == in_order


def test_the_order_in_which_objects_are_given_does_not_matter() -> None:
    one = guide_component().evolve(sessions=[guide_session("2"), guide_session("10")])
    other = guide_component().evolve(sessions=[guide_session("10"), guide_session("2")])
    assert one == other
    assert hash(one) == hash(other)


def test_informations_stay_in_the_order_given() -> None:
    later, sooner = guide_info().evolve(date=Date(2023, 1, 1)), guide_info()
    session = guide_session().evolve(infos=[later, sooner])
    assert session.infos == (later, sooner)


def test_two_sessions_with_one_number_are_refused() -> None:
    with pytest.raises(DuplicateNumberError) as caught:
        guide_component().evolve(sessions=[guide_session(), guide_session("2"), guide_session()])
    assert caught.value.number == "01"
    assert str(caught.value.path) == "sessions[01]"
    assert isinstance(caught.value, ValueError)


def test_two_components_with_one_number_are_refused() -> None:
    with pytest.raises(DuplicateNumberError, match=r"components\[01\]"):
        guide_action().evolve(components=[guide_component(), guide_component()])


def test_two_volumes_of_one_kind_are_refused() -> None:
    volume = Volume(kind="Heure", unit=VolumeUnit.HC)
    with pytest.raises(DuplicateNumberError, match=r"volumes\[Heure\]"):
        guide_component().evolve(volumes=[volume, volume.evolve(unit=VolumeUnit.HE)])


def test_numbers_that_differ_by_zeros_before_are_two_numbers() -> None:
    component = Component(
        number="1",
        code="",
        title="",
        start=Date(2022, 9, 1),
        end=Date(2022, 9, 1),
        city="",
        postal_code="",
        sessions=[guide_session("1"), guide_session("01")],
    )
    assert [s.number for s in component.sessions] == ["01", "1"]


def test_entry_modes_are_texts() -> None:
    assert EntryMode("permanent") is EntryMode.PERMANENT
    assert f"{EntryMode.FIXED}" == "fixed"


def test_a_number_that_python_cannot_print_is_refused_with_its_field() -> None:
    huge: Any = 10**5000
    with pytest.raises(ValueError, match=r"Session\.places: found a number of 16610 bits"):
        guide_session().evolve(places=huge)
    with pytest.raises(TypeError, match=r"Session\.site: found <int>"):
        guide_session().evolve(site=huge)
    with pytest.raises(
        ValueError, match=r"Volume\.mean: found <int>; expected at most 1000 digits"
    ):
        Volume(kind="a", unit=VolumeUnit.FP, mean=huge)
    assert guide_session().evolve(places=10**999).places == 10**999
    most = 2**3321 - 1
    assert guide_session().evolve(places=most).places == most
    with pytest.raises(
        ValueError, match="found a number of 3322 bits; expected at most 1000 digit"
    ):
        guide_session().evolve(places=most + 1)


def test_a_message_tells_three_hundred_characters_of_a_value() -> None:
    with pytest.raises(TypeError) as whole:
        guide_session().evolve(site="é" * 298)
    assert f"found '{'é' * 298}' (str)" in str(whole.value)
    with pytest.raises(TypeError) as cut:
        guide_session().evolve(site="é" * 299)
    assert f"found '{'é' * 298}… (str)" in str(cut.value)
