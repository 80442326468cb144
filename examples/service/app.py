"""The pages of the service: each form that a person sends becomes a step of a dossier."""

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import parse_qsl
from uuid import uuid4

import pendulum
import uvicorn
from fastapi import Depends, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse
from fastapi.templating import Jinja2Templates
from service.store import Store
from service.work import Form, Work, choices, has, session_shown
from sqlalchemy.exc import NoResultFound, SQLAlchemyError
from starlette.exceptions import HTTPException

import bdc_sessions as b
from bdc_sessions import display
from bdc_sessions.feeds import ical, lheo

LONGEST = 1_000_000
PARSE = partial(parse_qsl, keep_blank_values=True, errors="strict", max_num_fields=1_000)
TEMPLATES = Jinja2Templates(Path(__file__).parent / "templates")
TEMPLATES.env.globals |= {"b": b, "display": display}
ACTION = "/actions/{key:int}"
GONE = (NoResultFound, LookupError, OverflowError, RequestValidationError)
KINDS = {GONE: 404, (SQLAlchemyError, TimeoutError): 503, (b.BdcSessionsError,): 409}


async def posted(request: Request) -> Form:
    """Read a form, to its end however long: a browser that is cut off shows no answer."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk if len(body) <= LONGEST else b""
    if len(body) > LONGEST:
        raise HTTPException(413)
    return dict(PARSE(body.decode()))


def page(request: Request, name: str, status_code: int = 200, **facts: Any) -> Response:
    """Draw a page."""
    return TEMPLATES.TemplateResponse(request, f"{name}.html", facts, status_code=status_code)


def refuse(request: Request, error: Exception) -> Response:
    """Show in French what could not be done."""
    known = [status for kinds, status in KINDS.items() if isinstance(error, kinds)]
    status = getattr(error, "status_code", [*known, 400][0])
    text = error.message() if isinstance(error, b.BdcSessionsError) else ""
    return page(request, "error", status, status=status, error=text)


def create_app(  # noqa: C901, PLR0915 - the handlers share what varies
    url: str,
    *,
    clock: Callable[[], pendulum.DateTime] = lambda: pendulum.now("Europe/Paris"),
    new_id: Callable[[], str] = lambda: uuid4().hex,
    issuer: Callable[[Request], b.Issuer] = lambda _: b.Issuer("BL", "Administrateur"),
) -> FastAPI:
    """Return the service on a database; ``issuer`` tells who is logged in."""
    app = FastAPI(title="Sessions et informations collectives")
    app.state.store = store = Store(url)

    def show(name: str, request: Request) -> Response:
        return page(request, name, key=request.path_params.get("key"), store=store)

    app.get("/")(partial(show, "results"))
    for place, name in ("", "action"), ("/demandes", "tracking"), ("/demandes/nouvelle", "new"):
        app.get(ACTION + place)(partial(show, name))

    def screen(request: Request, key: int, work: Work, status: int = 200, **more: Any) -> Response:
        action = store.read(key).action
        return page(request, "form", status, key=key, work=work, action=action, **more)

    @app.get(ACTION + "/session")
    def session_form(
        request: Request, key: int, component: str, session: str = "", id: str = ""
    ) -> Any:
        seen = session_shown(store.read(key), id, component, session)
        work = Work(id=id or new_id(), component=component, session=seen, seen=seen)
        return screen(request, key, work)

    @app.post(ACTION + "/session")
    def entered(request: Request, key: int, form: Annotated[Form, Depends(posted)]) -> Response:
        work, do = Work.model_validate_json(form["work"]), form.get("do", "")
        try:
            if work.now:
                work = work.chosen(form)
            elif do != "back":
                work = work.entered(form, store.read(key).action.sites)
            if do != "save":
                place = do.removeprefix("info") if do.startswith("info") else None
                return screen(request, key, work.model_copy(update={"place": place}))
            store.change(key, work.drafted)
        except b.DecodeError as error:
            return screen(request, key, work, 422, typed=form, faults=error.report.messages())
        except b.MergeConflictError:
            now = session_shown(
                store.read(key), work.id, work.component, getattr(work.seen, "number", "")
            )
            return page(request, "merge", 409, key=key, work=work.model_copy(update={"now": now}))
        except b.BdcSessionsError as error:  # what was typed stays, for a request of its own
            work = work.model_copy(update={"id": new_id()})
            return screen(request, key, work, 409, typed=form, error=error.message())
        return RedirectResponse(f"/actions/{key}/demandes/{work.id}", 303)

    @app.get(ACTION + "/demandes/{id}")
    def recap(request: Request, key: int, id: str) -> Response:
        dossier, facts = store.read(key), dict[str, Any]()
        drafted = dossier.request(id)
        if drafted.status is b.RequestStatus.PENDING:
            facts["check"] = dossier.check(id, today=clock().date())
            try:
                facts["overtaken"] = dossier.rebase(id) != dossier
            except b.MergeConflictError as conflict:
                facts["overtaken"] = facts["conflicts"] = conflict.conflicts
        return page(request, "recap", key=key, dossier=dossier, drafted=drafted, **facts)

    @app.post(ACTION + "/demandes/{id}")
    def decided(request: Request, key: int, id: str, form: Annotated[Form, Depends(posted)]) -> Any:
        def emitted(dossier: b.Dossier) -> b.Dossier:
            drafted = dossier.request(id)
            if b.fingerprint(drafted.changes) != form.get("read"):  # edited since it was read
                raise HTTPException(409)
            if drafted.status is b.RequestStatus.VALIDATED:  # by the first of two clicks
                return dossier
            at = max([clock(), *(r.issued_at for r in dossier.requests if r.issued_at)])
            return dossier.issue(id, by=issuer(request), at=at, today=at.date())

        steps: dict[str, tuple[Callable[[b.Dossier], b.Dossier], str]] = {
            "emit": (emitted, "?message=ISSUED"),
            "discard": (lambda it: it.discard(id) if has(it, id) else it, "?message=DISCARDED"),
            "rebase": (lambda it: it.rebase(id, choose=choices(form)), f"/{id}"),
            "renumber": (lambda it: it.renumber(id, form["number"]), f"/{id}"),
        }
        step, after = steps[form["do"]]
        store.change(key, step)
        return RedirectResponse(f"/actions/{key}/demandes{after}", 303)

    @app.get(ACTION + "/calendrier.ics")
    def calendar(key: int) -> Response:
        return Response(ical.dumps(store.read(key)), media_type="text/calendar")

    @app.get(ACTION + "/lheo.xml")
    def feed(key: int) -> Response:
        offer = lheo.example_offer()  # invented: yours come from tables of your own
        return Response(lheo.dumps(store.read(key).action, lambda *_: offer), media_type="text/xml")

    @app.get("/api" + ACTION)
    def as_json(request: Request, key: int) -> Response:
        dossier = store.read(key)
        tag = {"ETag": f'"{b.fingerprint(dossier)}"'}
        known = request.headers.get("if-none-match") == tag["ETag"]
        content, status = (None, 304) if known else (b.dumps(dossier), 200)
        return Response(content, status, tag, "application/json")

    for kind in (HTTPException, SQLAlchemyError, TimeoutError, ValueError, *GONE):
        app.add_exception_handler(kind, refuse)
    return app


if __name__ == "__main__":  # on this machine alone, with the guide's action
    served = create_app(os.environ.get("DATABASE_URL", "sqlite:///build/service.db"))
    if not served.state.store.all():
        served.state.store.add(b.example_action())
    uvicorn.run(served, host="127.0.0.1", port=int(os.environ.get("PORT", "8000")))
