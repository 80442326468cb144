"""Calendars as four readers see them: icalendar, vobject, ics and ical.js agree."""

import json
import os
import re
import shutil
import subprocess
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import ics  # type: ignore[import-untyped]  # it has no types
import pytest
import vobject
from icalendar import Calendar
from tests.values import guide_action_with, guide_info, guide_session

from bdc_sessions import Action
from bdc_sessions.feeds.ical import dumps

NPM = shutil.which("npm")
BUILD = Path(__file__).parents[2] / "build" / "ical.js"
PARIS = ZoneInfo("Europe/Paris")

READ = """
import ICAL from "ical.js";
import { readFileSync } from "node:fs";
const top = new ICAL.Component(ICAL.parse(readFileSync(0, "utf-8")));
for (const zone of top.getAllSubcomponents("vtimezone"))
  ICAL.TimezoneService.register(new ICAL.Timezone(zone));
const events = top.getAllSubcomponents("vevent").map((event) => [
  event.getFirstPropertyValue("uid"),
  event.getFirstPropertyValue("summary"),
  event.getFirstPropertyValue("status"),
  event.getFirstPropertyValue("dtstart").toString(),
  event.getFirstPropertyValue("description"),
]);
console.log(JSON.stringify([top.getFirstPropertyValue("x-wr-calname"), events]));
"""


class ReadEvent(NamedTuple):
    uid: str
    name: str
    status: str
    start: str
    description: str


def moment(value: date) -> str:
    if isinstance(value, datetime):
        return value.astimezone(PARIS).replace(tzinfo=None).isoformat()
    return value.isoformat()


def unescape(text: str) -> str:
    """Return a name as it is: some readers leave those that they do not know."""
    return re.sub(r"\\([\\;,])", r"\1", text)


def with_icalendar(data: bytes) -> tuple[str, set[ReadEvent]]:
    calendar: Any = Calendar.from_ical(data)
    return unescape(str(calendar["name"])), {
        ReadEvent(str(e["uid"]), str(e["summary"]), str(e["status"]), moment(e["dtstart"].dt),
             str(e["description"]))
        for e in calendar.walk("VEVENT")
    }  # fmt: skip


def with_vobject(data: bytes) -> tuple[str, set[ReadEvent]]:
    calendar = vobject.readOne(data.decode())
    return calendar.x_wr_calname.value, {
        ReadEvent(e.uid.value, e.summary.value, e.status.value, moment(e.dtstart.value),
             e.description.value)
        for e in calendar.vevent_list
    }  # fmt: skip


def with_ics(data: bytes) -> tuple[str, set[ReadEvent]]:
    calendar = ics.Calendar(data.decode())
    named = [extra.value for extra in calendar.extra if extra.name == "X-WR-CALNAME"]
    return named[0], {
        ReadEvent(e.uid, e.name, e.status,
             e.begin.date().isoformat() if e.all_day else moment(e.begin.datetime), e.description)
        for e in calendar.events
    }  # fmt: skip


@cache
def ical_js() -> Path:
    """Return a folder with ical.js in it, put there by npm."""
    BUILD.mkdir(parents=True, exist_ok=True)
    script = BUILD / "read.mjs"
    script.write_text(READ, encoding="utf-8")
    if not (BUILD / "node_modules" / "ical.js").exists():
        install = [str(NPM), "install", "--silent", "--no-save", "--prefix", str(BUILD), "ical.js"]
        subprocess.run(install, check=True, capture_output=True)
    return script


def with_ical_js(data: bytes) -> tuple[str, set[ReadEvent]]:
    run = subprocess.run(
        [str(shutil.which("node")), str(ical_js())],
        input=data,
        capture_output=True,
        check=True,
        cwd=BUILD,
    )
    name, events = json.loads(run.stdout)
    return unescape(name), {ReadEvent(*event) for event in events}


def large() -> Action:
    infos = [
        guide_info(),
        guide_info().evolve(places=0, comment="é" * 80 + '\\ ; , " ^ \\\\\n🙂 fin'),
    ]
    sessions = [guide_session(f"{n:02}").evolve(infos=infos, places=n % 3) for n in range(1, 9)]
    return guide_action_with(*sessions).evolve(title="Sessions d'été, à Béziers ; 2\\3")


CALENDARS = {
    "one": dumps(large()),
    "several": dumps([large(), large().evolve(number="2")], uid="b.example", name="Été, 2"),
}


@pytest.mark.parametrize("name", CALENDARS)
def test_readers_in_python_agree(name: str) -> None:
    data = CALENDARS[name]
    expected = with_icalendar(data)
    assert with_vobject(data) == expected
    assert with_ics(data)[1] == expected[1]
    assert len(expected[1]) == data.count(b"BEGIN:VEVENT") == (24 if name == "one" else 48)
    assert expected[0] == (large().title if name == "one" else "Été, 2")


@pytest.mark.parametrize("name", CALENDARS)
@pytest.mark.skipif(NPM is None and "CI" not in os.environ, reason="npm is not there: no ical.js")
def test_ical_js_agrees(name: str) -> None:
    data = CALENDARS[name]
    assert with_ical_js(data) == with_icalendar(data)
