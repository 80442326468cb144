"""An instant keeps its moment, whatever the clock and the zone of the machine."""

import datetime as dt
import time
from collections.abc import Iterator
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pendulum import DateTime, timezone
from pendulum import datetime as pendulum_datetime
from tests.values import untyped

from bdc_sessions.model.fields import to_date, to_instant, to_time

UTC_INSTANTS = st.datetimes(
    min_value=dt.datetime(1, 1, 2),  # noqa: DTZ001 - the zone is added
    max_value=dt.datetime(9999, 12, 30),  # noqa: DTZ001 - the zone is added
    timezones=st.sampled_from([dt.UTC, ZoneInfo("America/Cayenne"), ZoneInfo("Europe/Paris")]),
)


class FakeDatetime(dt.datetime):
    """A clock that stands still, as tests put in the place of the stdlib's class."""

    @classmethod
    def now(cls, tz: dt.tzinfo | None = None) -> "FakeDatetime":
        return cls(2020, 1, 1, tzinfo=tz)


@pytest.fixture
def fake_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dt, "datetime", FakeDatetime)


@pytest.fixture
def far_zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "America/Cayenne")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def test_an_instant_is_kept_in_paris() -> None:
    at = to_instant(dt.datetime(2022, 12, 15, 9, 0, tzinfo=dt.UTC))
    assert type(at) is DateTime
    assert at.isoformat() == "2022-12-15T10:00:00+01:00"
    assert at.timezone_name == "Europe/Paris"
    assert at == to_instant(pendulum_datetime(2022, 12, 15, 10, tz="Europe/Paris"))


@given(UTC_INSTANTS)
def test_an_instant_keeps_its_moment_and_its_form(at: dt.datetime) -> None:
    kept = to_instant(at)
    assert kept.timestamp() == at.timestamp()
    assert (kept.microsecond, kept.timezone_name) == (at.microsecond, "Europe/Paris")
    again = to_instant(kept)
    assert (again, again.fold) == (kept, kept.fold)


@given(UTC_INSTANTS)
@example(dt.datetime(2022, 3, 27, 2, 30, tzinfo=ZoneInfo("Europe/Paris")))
@example(dt.datetime(2022, 3, 27, 2, 30, tzinfo=timezone("Europe/Paris")))
@example(dt.datetime(2022, 10, 30, 2, 30, fold=1, tzinfo=ZoneInfo("Europe/Paris")))
@example(dt.datetime(2022, 3, 27, 2, 30, tzinfo=dt.timezone(dt.timedelta(minutes=-599))))
def test_an_instant_of_another_class_is_the_same_instant(at: dt.datetime) -> None:
    alike = FakeDatetime.fromisoformat(at.isoformat()).replace(tzinfo=at.tzinfo, fold=at.fold)
    one, other = to_instant(at), to_instant(alike)
    assert (one.isoformat(), one.fold) == (other.isoformat(), other.fold)


@pytest.mark.usefixtures("far_zone")
def test_an_instant_is_kept_whatever_the_zone_of_the_machine() -> None:
    first = dt.datetime(1, 1, 1, 0, 30, tzinfo=dt.UTC)  # still the year 0 in Cayenne
    assert to_instant(first) == first


def test_the_two_hours_of_the_autumn_change_are_two_instants() -> None:
    first, second = (to_instant(dt.datetime(2022, 10, 30, h, 30, tzinfo=dt.UTC)) for h in (0, 1))
    assert (first.fold, second.fold) == (0, 1)
    assert second.timestamp() - first.timestamp() == 3600


@pytest.mark.usefixtures("fake_clock")
def test_an_instant_keeps_its_moment_under_a_fake_clock() -> None:
    real = pendulum_datetime(2022, 12, 15, 10, 20, 30, tz="Europe/Paris")
    stdlib = DateTime.__mro__[1](2022, 12, 15, 9, 20, 30, tzinfo=dt.UTC)
    utc = pendulum_datetime(2022, 12, 15, 9, 20, 30)
    for given_as in (real, utc, stdlib, FakeDatetime(2022, 12, 15, 9, 20, 30, tzinfo=dt.UTC)):
        at = to_instant(untyped(given_as))
        assert type(at) is DateTime
        assert at.isoformat() == "2022-12-15T10:20:30+01:00"


@pytest.mark.usefixtures("fake_clock")
def test_a_date_is_no_instant_under_a_fake_clock_either() -> None:
    with pytest.raises(TypeError, match="expected a date"):
        to_date(pendulum_datetime(2022, 12, 15, 10, tz="Europe/Paris"))
    assert to_date(dt.date(2022, 12, 15)).day == 15
    assert to_time(dt.time(9, 30)).minute == 30
