"""Ten people at once, over HTTP, on PostgreSQL: nothing that was issued is lost, nor made twice."""

import json
import os
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import count

from pendulum import datetime
from service.app import create_app

import bdc_sessions as b
from tests.service.pages import Person
from tests.service.serving import running_postgresql, serving

PEOPLE = 10
SECONDS = 60 if os.environ.get("HYPOTHESIS_PROFILE") == "full" else 5


class Worker:
    """Somebody who asks for a place more of one session, again and again."""

    def __init__(self, address: str, url: str) -> None:
        self.address, self.url = address, url
        self.issued: list[str] = []
        self.conflicts = 0

    def works(self, end: float) -> "Worker":
        with Person(self.address) as person:
            for turn in count():
                if time.monotonic() > end:
                    return self
                if turn % 4 == 3:
                    self.discards(person)
                else:
                    self.adds_a_place(person)
        raise AssertionError

    def adds_a_place(self, person: Person) -> None:
        """Add a place to what is there; where another came first, to what the other made."""
        page = person.get(f"{self.url}/session", component="01", session="01")
        page = person.press(page, "save", places=str(int(page.fields["places"]) + 1))
        while page.status == 409:
            self.conflicts += 1
            now = b.decode(page.work["now"], b.Session)
            mine = now.evolve(places=now.places + 1)
            work = page.work | {"seen": page.work["now"], "now": None, "session": b.encode(mine)}
            page = person.post(page, {"work": json.dumps(work), "do": "save"})
        assert page.status == 200
        done = person.press(page, "emit")
        if done.status == 409:  # another's was emitted after it was drafted
            self.conflicts += 1
            assert person.press(page, "discard").done == f"✓ {b.Message.DISCARDED}"
            return
        assert done.done == f"✓ {b.Message.ISSUED}"
        self.issued.append(page.url.rpartition("/")[2])

    def discards(self, person: Person) -> None:
        page = person.get(f"{self.url}/session", component="01", session="01")
        page = person.press(page, "save", end="30/12/2022")
        if page.status == 200:
            assert person.press(page, "discard").done == f"✓ {b.Message.DISCARDED}"


def test_ten_people_at_once_lose_nothing() -> None:
    times = count()
    with running_postgresql() as database:
        app = create_app(
            database, clock=lambda: datetime(2022, 12, 15).add(microseconds=next(times))
        )
        key = app.state.store.add(b.example_action())
        with serving(app) as address, ThreadPoolExecutor(PEOPLE) as pool:
            end = time.monotonic() + SECONDS
            workers = [Worker(address, f"/actions/{key}") for _ in range(PEOPLE)]
            list(pool.map(lambda worker: worker.works(end), workers))
        dossier = app.state.store.read(key)
        app.state.store.engine.dispose()
    issued = [id for worker in workers for id in worker.issued]
    assert len(issued) >= PEOPLE
    assert sorted(issued) == sorted(request.id for request in dossier.requests)
    places = [dossier.base, dossier.action]
    before, after = (a.component("01").session("01").places for a in places)
    assert after == before + len(issued)  # not one update is lost
    assert any(worker.conflicts for worker in workers)
