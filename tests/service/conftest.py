"""A service of the tests' own, on a database in memory, and somebody who uses it."""

from collections.abc import Iterator
from typing import NamedTuple

import pytest
from pendulum import DateTime, datetime
from service.app import create_app
from service.store import Store
from tests.service.pages import Person
from tests.service.serving import serving

import bdc_sessions as b


class Running(NamedTuple):
    """A service that runs, with the guide's action."""

    address: str
    store: Store
    url: str
    person: Person

    @property
    def dossier(self) -> b.Dossier:
        """The dossier as it is stored."""
        dossier = self.store.read(int(self.url.rpartition("/")[2]))
        assert dossier is not None
        return dossier


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Run a service, whose clock is as late as it was when the guide was written."""
    times = iter(range(1_000_000))

    def clock() -> DateTime:
        return datetime(2022, 12, 15, 10, tz="Europe/Paris").add(seconds=next(times))

    app = create_app(f"sqlite:///{tmp_path_factory.mktemp('service') / 'dossiers.db'}", clock=clock)
    with serving(app) as address, Person(address) as person:
        yield Running(address, app.state.store, "", person)
    app.state.store.engine.dispose()


@pytest.fixture
def service(running: Running) -> Running:
    """Open a dossier on the guide's action."""
    return running._replace(url=f"/actions/{running.store.add(b.example_action())}")
