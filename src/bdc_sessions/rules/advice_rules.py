"""The advice: ADV, off by default."""

from collections.abc import Container
from typing import Any

from pendulum import Date, Time

from bdc_sessions.model import CollectiveInfo, Session
from bdc_sessions.rules.decorator import rule
from bdc_sessions.rules.example import INFO, SESSION, setting
from bdc_sessions.rules.groups import OPEN_INFOS
from bdc_sessions.rules.severity import Severity

EARLIEST, LATEST = Time(8, 0), Time(20, 0)
SUNDAY = 7


@rule(
    "ADV-001",
    Severity.INFO,
    on=CollectiveInfo,
    fields=("date",),
    reads=("date",),
    source="§2.1",
    title_fr="L'information collective n'a pas lieu un dimanche ou un jour férié.",
    title_en="The information session is not on a Sunday or a public holiday.",
    fr="L'information collective a lieu le {info.date}, un dimanche ou un jour férié.",
    en="The information session takes place on {info.date}, a Sunday or a public holiday.",
    fails=setting(INFO + ".date", Date(2022, 8, 28)),
    passes=setting(INFO + ".date", Date(2022, 8, 29)),
)
def info_on_a_working_day(info: CollectiveInfo, holidays: Container[Date]) -> Any:
    return (info.date.isoweekday() != SUNDAY) & (info.date not in holidays)


@rule(
    "ADV-002",
    Severity.INFO,
    on=CollectiveInfo,
    fields=("start", "end"),
    source="§2.1",
    title_fr="L'information collective a lieu entre 08:00 et 20:00.",
    title_en="The information session is between 08:00 and 20:00.",
    fr="L'information collective a lieu de {info.start} à {info.end}, hors de 08:00 – 20:00.",
    en="The information session takes place from {info.start} to {info.end}, outside 08:00 – "
    "20:00.",
    fails=setting(INFO + ".start", Time(7, 59)),
    passes=setting(INFO + ".start", Time(8, 0)),
)
def info_in_the_daytime(info: CollectiveInfo) -> Any:
    return (info.start >= EARLIEST) & (info.end <= LATEST)


@rule(
    "ADV-003",
    Severity.INFO,
    on=Session,
    fields=("infos", "places"),
    source="§2.1",
    groups=(OPEN_INFOS,),
    title_fr="Une session qui a des places a une information collective ouverte.",
    title_en="A session with places has an information session with places.",
    fr="La session {session.number} a {session.places} places, mais aucune information collective "
    "ouverte.",
    en="Session {session.number} has {session.places} places, but no information session with "
    "places.",
    fails=setting(INFO + ".places", 0),
    passes=setting(SESSION + ".places", 0, (INFO + ".places", 0)),
)
def session_has_an_open_info(session: Session, open_infos: int) -> Any:
    return (session.places <= 0) | (open_infos > 0)


ADVICE_RULES = (info_on_a_working_day, info_in_the_daytime, session_has_an_open_info)
