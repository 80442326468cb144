"""The conformance kit plays the service through HTTP, by the forms that a person uses."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from hypothesis import settings
from pendulum import DateTime
from service.app import create_app
from tests.service.pages import Page, Person
from tests.service.serving import running_postgresql, serving

import bdc_sessions as b
from bdc_sessions.testing import DossierService, conformance

STEPS = 20


class Login:
    """Who is logged in, and what the service's clock says."""

    def __init__(self) -> None:
        self.by = b.Issuer("BL", "Administrateur")
        self.at = DateTime(2022, 7, 1)
        self.app: Any = None
        self.person: Any = None


class Refused(Exception):  # noqa: N818 - that is what the kit calls it
    """What a page says is wrong."""


class OverHttp:
    """A dossier of the service, by its pages."""

    def __init__(self, login: Login, action: b.Action) -> None:
        self.login, self.person = login, login.person
        self.url = f"/actions/{login.app.state.store.add(action)}"

    def draft(
        self,
        id: str,  # noqa: ARG002 - the service makes its own
        component: str,
        session: b.Session,
        *,
        new: bool,
        seen: b.Session | None = None,
    ) -> str:
        number = "" if new else session.number
        page = accepted(self.person.get(f"{self.url}/session", component=component, session=number))
        work = {**page.work, "session": b.encode(session)}
        if seen is not None:
            work["seen"] = b.encode(seen)
        texts = b.to_form(session)
        typed = {f.path: texts[f.label] for f in b.form_fields(b.Session) if f.label in texts}
        if not new:
            del typed["number"]
        page = accepted(self.person.press(page, "save", work=json.dumps(work), **typed))
        return page.url.rpartition("/")[2]

    def issue(self, id: str, by: b.Issuer, at: DateTime) -> DateTime:
        page = accepted(self.person.get(f"{self.url}/demandes/{id}"))
        self.login.by, self.login.at = by, at
        if "read" not in page.fields:
            raise Refused(page.wrong)
        done = accepted(self.person.press(page, "emit"))
        assert done.done == f"✓ {b.Message.ISSUED}"
        issued = self.dossier().request(id).issued_at
        assert issued is not None
        return issued

    def discard(self, id: str) -> None:
        page = accepted(self.person.get(f"{self.url}/demandes/{id}", supprimer="1"))
        done = accepted(self.person.press(page, "discard"))
        assert done.done == f"✓ {b.Message.DISCARDED}"

    def action(self) -> b.Action:
        return self.dossier().action

    def tracking(self) -> Sequence[Sequence[str]]:
        return [row[:-1] for row in accepted(self.person.get(f"{self.url}/demandes")).rows]

    def dossier(self) -> b.Dossier:
        return b.loads(self.person.http.get(f"/api{self.url}").text, b.Dossier)


def accepted(page: Page) -> Page:
    assert page.status < 500, page.texts("//body")
    if page.status >= 400:
        raise Refused(page.wrong)
    return page


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def login(request: pytest.FixtureRequest, tmp_path_factory: Any) -> Iterator[Login]:
    if request.param == "postgresql":
        with running_postgresql() as url:
            yield from logged_in(url)
    else:
        yield from logged_in(f"sqlite:///{tmp_path_factory.mktemp('service') / 'dossiers.db'}")


def logged_in(url: str) -> Iterator[Login]:
    login = Login()
    login.app = create_app(url, clock=lambda: login.at, issuer=lambda _: login.by)
    with serving(login.app) as address, Person(address) as login.person:
        yield login
    login.app.state.store.engine.dispose()


def test_the_service_keeps_the_life_cycle_through_http(login: Login) -> None:
    def open_service(action: b.Action) -> DossierService:
        return OverHttp(login, action)

    case = conformance(open_service)
    examples = max(3, settings().max_examples // 8)
    case.settings = settings(case.settings, max_examples=examples, stateful_step_count=STEPS)
    case("test_life_cycle").debug()
