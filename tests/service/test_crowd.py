"""Ten people at once, over HTTP, on PostgreSQL: nothing that was issued is lost, nor made twice."""

import os
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import count

from pendulum import datetime
from service.app import create_app
from tests.service.pages import Page, Person
from tests.service.serving import running_postgresql, serving

import bdc_sessions as b

PEOPLE = 10
APPENDS = (1, 6)
INFO = {
    "date": "30/08/2022",
    "start": "10:00",
    "end": "12:00",
    "places": "5",
    "address.street": "rue du Port",
    "address.postal_code": "34000",
    "address.city": "MONTPELLIER",
}
SECONDS = 60 if os.environ.get("HYPOTHESIS_PROFILE") == "full" else 5


class Worker:
    """Somebody who asks for changes of one session, again and again."""

    def __init__(self, address: str, url: str, name: int) -> None:
        self.address, self.url, self.name = address, url, name
        self.issued: dict[str, int] = {}
        self.comments: list[str] = []
        self.discarded = self.conflicts = 0

    def works(self, end: float) -> None:
        with Person(self.address) as person:
            for turn in count():
                if time.monotonic() > end:
                    return
                if turn % 4 == 3:
                    self.discards(person)
                elif turn in APPENDS:
                    self.appends(person, f"{self.name}, {turn}")
                else:
                    self.sets_places(person, self.name * 100_000 + turn)

    def opens(self, person: Person) -> Page:
        return person.get(f"{self.url}/session", component="01", session="01")

    def sets_places(self, person: Person, places: int) -> None:
        """Set a number of places that nobody else sets, in spite of what others set meanwhile."""
        page = person.press(self.opens(person), "save", places=str(places))
        while page.status == 409:
            self.conflicts += 1
            page = person.press(page, "save", **{"choose places": "theirs"})
        if id := self.emits(person, page):
            self.issued[id] = places

    def appends(self, person: Person, comment: str) -> None:
        """Add an information, behind those that others add meanwhile."""
        page = person.press(self.opens(person), "info")
        page = person.press(page, "keep", **INFO, comment=comment)
        if self.emits(person, person.press(page, "save")):
            self.comments.append(comment)

    def emits(self, person: Person, page: Page) -> str:
        """Emit a request; where another's was emitted since it was drafted, delete it."""
        assert page.status == 200, page.wrong
        done = person.press(page, "emit")
        if done.status == 200:
            assert done.done == f"✓ {b.Message.ISSUED}"
            return page.url.rpartition("/")[2]
        assert done.status == 409, done.wrong
        self.conflicts += 1
        assert person.press(page, "discard").done == f"✓ {b.Message.DISCARDED}"
        return ""

    def discards(self, person: Person) -> None:
        page = person.press(self.opens(person), "save", end="30/12/2022")
        assert person.press(page, "discard").done == f"✓ {b.Message.DISCARDED}"
        self.discarded += 1


def test_ten_people_at_once_lose_nothing() -> None:
    times = count()
    with running_postgresql() as database:
        app = create_app(
            database, clock=lambda: datetime(2022, 12, 15).add(microseconds=next(times))
        )
        key = app.state.store.add(b.example_action())
        with serving(app) as address, ThreadPoolExecutor(PEOPLE) as pool:
            end = time.monotonic() + SECONDS
            workers = [Worker(address, f"/actions/{key}", name) for name in range(1, PEOPLE + 1)]
            list(pool.map(lambda worker: worker.works(end), workers))
        dossier = app.state.store.read(key)
        app.state.store.engine.dispose()
    session = dossier.action.component("01").session("01")
    history = dossier.history("components[01].sessions[01].places")
    issued = {id: places for worker in workers for id, places in worker.issued.items()}
    comments = [comment for worker in workers for comment in worker.comments]
    assert len(issued) >= PEOPLE
    assert {entry.request: entry.after for entry in history} == issued
    assert len(dossier.requests) == len(issued) + len(comments)
    assert sorted(info.comment or "" for info in session.infos[1:]) == sorted(comments)
    assert [entry.before for entry in history[1:]] == [entry.after for entry in history[:-1]]
    assert any(worker.conflicts for worker in workers)
    assert all(worker.discarded for worker in workers)
