"""Replays the scenarios of scenario.json with the library, and yields what each screen shows."""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import bdc_sessions as b

SCENARIO = json.loads((Path(__file__).parent / "scenario.json").read_text(encoding="utf-8"))


class Shown(NamedTuple):
    """What a step shows (a recap, a message or an error), beside the step and the new dossier."""

    step: dict[str, Any]
    dossier: b.Dossier
    recap: b.Recap | None = None
    message: b.Message | None = None
    error: b.BdcSessionsError | None = None


def action() -> b.Action:
    """Return the guide's action, decoded."""
    envelope = {"format": "bdc-sessions/1", "type": "action", "value": SCENARIO["action"]}
    return b.decode(envelope, b.Action)


def scenarios() -> dict[str, dict[str, Any]]:
    """Return the scenarios by name."""
    return {scenario["name"]: scenario for scenario in SCENARIO["scenarios"]}


def replay(name: str) -> Iterator[Shown]:
    """Play a scenario, and yield what each of its own steps shows."""
    scenario = scenarios()[name]
    dossier = b.Dossier(action())
    if "after" in scenario:
        for shown in replay(scenario["after"]):
            dossier = shown.dossier
    for step in scenario["steps"]:
        shown = _play(dossier, step)
        dossier = shown.dossier
        yield shown


def _play(dossier: b.Dossier, step: dict[str, Any]) -> Shown:
    match step.get("do"):
        case "draft_addition":
            sites = dossier.action.sites
            session = b.read_form(b.Session, step["session_form"], sites=sites)
            for form in step.get("info_forms", ()):
                session = session.with_info(b.read_form(b.CollectiveInfo, form))
            dossier = dossier.draft_addition(
                step["id"], component=step["component"], session=session
            )
            return Shown(step, dossier, recap=_recap(dossier, step))
        case "draft_change":
            session = dossier.action.component(step["component"]).session(step["session"])
            if "add_info_form" in step:
                info = b.read_form(b.CollectiveInfo, step["add_info_form"])
                session = session.with_info(info)
            form = {**b.to_form(session), **step.get("set", {})}
            changed = b.read_form(b.Session, form, sites=dossier.action.sites, onto=session)
            dossier = dossier.draft_change(step["id"], component=step["component"], session=changed)
            return Shown(step, dossier, recap=_recap(dossier, step))
        case "issue":
            issuer = b.Issuer(step["by"]["name"], step["by"]["role"])
            dossier = dossier.issue(step["id"], by=issuer, at=datetime.fromisoformat(step["at"]))
            return Shown(step, dossier, message=b.Message.ISSUED)
        case "discard":
            try:
                dossier = dossier.discard(step["id"])
            except b.NotDeletableError as error:
                return Shown(step, dossier, error=error)
            return Shown(step, dossier, message=b.Message.DISCARDED)
        case _:
            return Shown(step, dossier)


def _recap(dossier: b.Dossier, step: dict[str, Any]) -> b.Recap:
    return dossier.request(step["id"]).recap(dossier.action)
