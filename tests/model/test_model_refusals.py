"""What no field can hold is refused with class, field and value, when the value is made."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any
from unittest.mock import Mock

import pytest
from pendulum import Date, Time
from pendulum import datetime as pendulum_datetime
from tests.values import (
    guide_action,
    guide_component,
    guide_info,
    guide_session,
    untyped,
)

from bdc_sessions.changes import ChangeRequest, Changes, RequestStatus
from bdc_sessions.errors import DuplicateNumberError
from bdc_sessions.model import (
    Action,
    Address,
    Issuer,
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
        lambda: guide_action().evolve(components=[guide_component(), guide_session()]),
        TypeError,
        ["Action.components[2]", "Session", "a Component"],
    ),
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
    for sign in (1, -1):
        most = sign * (10**1000 - 1)
        assert guide_session().evolve(places=most).places == most
        with pytest.raises(
            ValueError, match="found a number of 3322 bits; expected at most 1000 digits"
        ):
            guide_session().evolve(places=most + sign)


def test_a_message_tells_three_hundred_characters_of_a_value() -> None:
    with pytest.raises(TypeError) as caught:
        guide_session().evolve(site="é" * 298)
    assert f"found '{'é' * 298}' (str)" in str(caught.value)
    with pytest.raises(TypeError) as cut:
        guide_session().evolve(site="é" * 299)
    assert f"found '{'é' * 298}… (str)" in str(cut.value)


def test_two_components_with_one_number_are_refused() -> None:
    with pytest.raises(DuplicateNumberError, match=r"components\[01\]"):
        guide_action().evolve(components=[guide_component(), guide_component()])


def test_two_volumes_of_one_kind_are_refused() -> None:
    volume = Volume(kind="Heure", unit=VolumeUnit.HC)
    with pytest.raises(DuplicateNumberError, match=r"volumes\[Heure\]"):
        guide_component().evolve(volumes=[volume, volume.evolve(unit=VolumeUnit.HE)])


def test_what_only_says_it_is_of_a_class_is_refused() -> None:
    session = guide_session()
    with pytest.raises(TypeError, match=r"^Session\.site: found .*; expected a Site$"):
        session.evolve(site=Mock(spec=session.site))
    with pytest.raises(TypeError, match=r"^Component\.sessions\[1\]: found .*; expected a Session"):
        guide_component().evolve(sessions=[Mock(spec=session)])
