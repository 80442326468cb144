"""The pages: what a person sends, as the next state of a dossier, and what is shown of it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import parse_qsl, urlencode
from uuid import uuid4

import fastapi
import pendulum
from attrs import frozen
from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse
from fastapi.templating import Jinja2Templates
from sqlalchemy.exc import SQLAlchemyError
from starlette.exceptions import HTTPException as HTTPError

import bdc_sessions as b
from bdc_sessions import display
from bdc_sessions.adapters.pydantic import Encoded
from bdc_sessions.feeds import ical, lheo
from service.store import Store
from service.work import Form, Work, choices, has

def drawn(value: Any) -> str:  # until screens are there
    """Draw."""
    if hasattr(value, "screen"):
        return value.screen().to_html()
    return value.to_html() if hasattr(value, "to_html") else f"<pre>{value}</pre>"


LONGEST = 1_000_000
TEMPLATES = Jinja2Templates(Path(__file__).parent / "templates")
TEMPLATES.env.add_extension("jinja2.ext.do")
TEMPLATES.env.globals |= {"b": b, "display": display, "drawn": drawn}
NOTHING_LOST = "Rien n'a été enregistré : revenez à la page précédente, votre saisie y est encore."
TEXTS = {
    400: f"La page envoyée est incomplète, ou elle a été altérée. {NOTHING_LOST}",
    404: "Cette page n'existe pas.",
    409: "La demande a changé depuis que vous l'avez lue : relisez-la avant de l'émettre.",
    413: f"Ce qui a été envoyé est trop long. {NOTHING_LOST}",
    503: f"Le service est très demandé ; recommencez dans un instant. {NOTHING_LOST}",
}


async def posted(request: Request) -> Form:
    """Read a form, to its end however long: a browser that is cut off shows no answer."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk if len(body) <= LONGEST else b""
    if len(body) > LONGEST:
        raise HTTPException(413)
    return dict(parse_qsl(body.decode(), True, errors="strict", max_num_fields=1_000))


Key = Annotated[int, fastapi.Path(ge=1, lt=2**31)]
Posted = Annotated[Form, fastapi.Depends(posted)]


@frozen
class Service:
    """The handlers, and what varies: the database, the clock, the ids, who is logged in."""

    store: Store
    clock: Callable[[], pendulum.DateTime]
    new_id: Callable[[], str]
    issuer: Callable[[Request], b.Issuer]

    def results(self, request: Request) -> Response:
        """Show LISTE DES RÉSULTATS."""
        return page(request, "results", dossiers=self.store.all())

    def show(self, name: str, request: Request, key: Key) -> Response:
        """Show a page of an action, which its template draws from the dossier."""
        return page(request, name, key=key, dossier=self.dossier(key))

    def open(
        self, request: Request, key: Key, component: str = "", session: str = "", id: str = ""
    ) -> Response:
        """Show the screen of a new session, of one as it stands, or as a draft has it."""
        work = Work.opened(self.dossier(key), id or self.new_id(), component, session)
        return self.form(request, key, work)

    def form(
        self, request: Request, key: int, work: Work, status: int = 200, **typed: Any
    ) -> Response:
        """Show the screen of a session or of an information, with what was typed and is wrong."""
        action, (cls, value) = self.dossier(key).action, work.on_screen
        component = action.component(work.component)
        facts = {"typed": {}, "faults": work.faults(action), **typed}
        texts = b.to_form(value) if value else {"Num. de session": component.next_number}
        facts |= {"fields": b.form_fields(cls, sites=work.sites(action)), "texts": texts}
        return page(request, "form", status, key=key, work=work, component=component, **facts)

    def enter(self, request: Request, key: Key, form: Posted) -> Response:
        """Take a screen, and show the next one, or this one again with what is wrong."""
        work, do = Work.model_validate_json(form["work"]), form.get("do", "")
        try:
            if work.now:
                work = work.with_choices(form)
            elif do != "back":
                work = work.with_entered(form, self.dossier(key).action)
            if do != "save":
                place = do.removeprefix("info") if do.startswith("info") else None
                return self.form(request, key, work.model_copy(update={"place": place}))
            self.store.change(key, work.drafted)
        except b.DecodeError as error:
            faults = error.report.messages()
            return self.form(request, key, work, 422, typed=form, faults=faults)
        except b.MergeConflictError:
            work = work.model_copy(update={"now": work.current(self.dossier(key))})
            conflicts = work.merged.conflicts
            return page(request, "conflicts", 409, key=key, work=work, conflicts=conflicts)
        except b.BdcSessionsError as error:  # what was typed stays, for a request of its own
            work = work.model_copy(update={"id": self.new_id()})
            return self.form(request, key, work, 409, typed=form, error=error.message())
        return moved(f"/actions/{key}/demandes/{work.id}")

    def recap(
        self, request: Request, key: Key, id: str, error: str = "", status: int = 200
    ) -> Response:
        """Show what a request modifies, what is found of it, and what may be done with it."""
        dossier = self.dossier(key)
        asked, overtaken = dossier.request(id), False
        facts: dict[str, Any] = {"conflicts": (), "error": error}
        if asked.status is b.RequestStatus.PENDING:
            facts["check"] = dossier.check(id, today=self.clock().date())
            try:
                overtaken = dossier.rebase(id) != dossier
            except b.MergeConflictError as conflict:
                overtaken, facts["conflicts"] = True, conflict.conflicts
        facts |= {"dossier": dossier, "asked": asked, "overtaken": overtaken}
        return page(request, "recap", status, key=key, **facts)

    def decide(self, request: Request, key: Key, id: str, form: Posted) -> Response:
        """Emit a request, delete it, or bring it onto what others made meanwhile."""
        do, steps = form.get("do", ""), {
            "emit": partial(self.emitted, self.issuer(request), id, form),
            "discard": lambda now: now.discard(id) if has(now, id) else now,
            "rebase": partial(rebased, id, form),
            "renumber": lambda now: now.renumber(id, form["number"]),
        }
        try:
            self.store.change(key, steps[do])
        except b.BdcSessionsError as error:
            return self.recap(request, key, id, error.message(), 409)
        done = {"emit": "?message=ISSUED", "discard": "?message=DISCARDED"}.get(do, f"/{id}")
        return moved(f"/actions/{key}/demandes{done}")

    def emitted(self, by: b.Issuer, id: str, form: Form, dossier: b.Dossier) -> b.Dossier:
        """Emit a request as the person read it; our clock may be behind that of the last issue."""
        asked, now = dossier.request(id), self.clock()
        if b.fingerprint(asked.changes) != form.get("read"):
            raise HTTPException(409)
        if asked.status is b.RequestStatus.VALIDATED:  # by the first of two clicks
            return dossier
        at = max(now, *(r.issued_at for r in dossier.requests if r.issued_at), now)
        return dossier.issue(id, by=by, at=at, today=at.date())

    def calendar(self, key: Key) -> Response:
        """Give the sessions as a calendar."""
        return Response(ical.dumps(self.dossier(key)), media_type="text/calendar")

    def feed(self, key: Key) -> Response:
        """Give the CARIF's feed; what the guide does not hold of an offer is invented."""
        action, offer = self.dossier(key).action, lheo.example_offer()
        return Response(lheo.dumps(action, lambda *_: offer), media_type="text/xml")

    def json(self, request: Request, response: Response, key: Key) -> Any:
        """Give a dossier as JSON, to whoever does not have it yet."""
        dossier = self.dossier(key)
        response.headers["ETag"] = tag = f'"{b.fingerprint(dossier)}"'
        known = request.headers.get("if-none-match") == tag
        return Response(status_code=304, headers={"ETag": tag}) if known else dossier

    def dossier(self, key: int) -> b.Dossier:
        """Return a dossier as it stands."""
        if (dossier := self.store.read(key)) is None:
            raise HTTPException(404)
        return dossier


def rebased(id: str, form: Form, dossier: b.Dossier) -> b.Dossier:
    """Bring a draft onto the action as it stands, by what the person chose."""
    try:
        return dossier.rebase(id)
    except b.MergeConflictError as error:
        return dossier.rebase(id, choose=choices(form, error.conflicts))


def page(request: Request, name: str, status: int = 200, **facts: Any) -> Response:
    """Draw a page."""
    return TEMPLATES.TemplateResponse(request, f"{name}.html", facts, status_code=status)


def moved(url: str) -> Response:
    """Lead to another page."""
    return RedirectResponse(url, 303)


def refuse(request: Request, error: Exception) -> Response:
    """Tell in French what could not be done."""
    kinds = {LookupError: 404, RequestValidationError: 404, SQLAlchemyError: 503}
    found = next((status for kind, status in kinds.items() if isinstance(error, kind)), 400)
    status = getattr(error, "status_code", found)
    told = error.message() if isinstance(error, b.BdcSessionsError) else TEXTS.get(status)
    return page(request, "error", status, error=told or TEXTS[400])


def create_app(
    url: str,
    *,
    clock: Callable[[], pendulum.DateTime] = partial(pendulum.now, "Europe/Paris"),
    new_id: Callable[[], str] = lambda: uuid4().hex,
    issuer: Callable[[Request], b.Issuer] = lambda _: b.Issuer("BL", "Administrateur"),
) -> FastAPI:
    """Return the service on a database; ``issuer`` tells who is logged in."""
    app = FastAPI(title="Sessions et informations collectives")
    app.state.store = Store.open(url)
    here, action = Service(app.state.store, clock, new_id, issuer), "/actions/{key}"
    for method, path, handler in (
        ("GET", "/", here.results),
        ("GET", action, partial(here.show, "action")),
        ("GET", f"{action}/demandes", partial(here.show, "tracking")),
        ("GET", f"{action}/demandes/nouvelle", partial(here.show, "new")),
        ("GET", f"{action}/session", here.open),
        ("POST", f"{action}/session", here.enter),
        ("GET", f"{action}/demandes/{{id}}", here.recap),
        ("POST", f"{action}/demandes/{{id}}", here.decide),
        ("GET", f"{action}/calendrier.ics", here.calendar),
        ("GET", f"{action}/lheo.xml", here.feed),
    ):
        hidden = {"response_model": None, "include_in_schema": False}
        app.add_api_route(path, handler, methods=[method], **hidden)
    app.add_api_route(f"/api{action}", here.json, response_model=Encoded[b.Dossier])
    for kind in (HTTPError, RequestValidationError, SQLAlchemyError, ValueError, LookupError):
        app.add_exception_handler(kind, refuse)
    return app
