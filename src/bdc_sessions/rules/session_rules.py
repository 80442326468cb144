"""The rules of sessions: SES."""

from typing import Any

from pendulum import Date

from bdc_sessions.model import Action, Component, Session
from bdc_sessions.rules.decorator import rule
from bdc_sessions.rules.example import SESSION, second_session, setting
from bdc_sessions.rules.groups import ALIKE_NUMBERS, LARGEST_HEADCOUNT, SAME_SESSIONS
from bdc_sessions.rules.predicates import among, filled, missing, optional
from bdc_sessions.rules.severity import Severity


@rule(
    "SES-001",
    Severity.ERROR,
    on=Session,
    fields=("start", "end"),
    source="§1.2",
    title_fr="La session commence avant de finir.",
    title_en="The session starts before it ends.",
    fr="Le début de la session ({session.start}) doit précéder sa fin ({session.end}) ou lui "
    "être égal.",
    en="The session's start ({session.start}) must not be after its end ({session.end}).",
    fails=setting(SESSION + ".start", Date(2023, 1, 1)),
    passes=setting(SESSION + ".start", Date(2022, 12, 31)),
)
def session_starts_before_it_ends(session: Session) -> Any:
    return session.start <= session.end


@rule(
    "SES-002",
    Severity.ERROR,
    on=Session,
    fields=("start", "end"),
    source="§1.1",
    title_fr="Les dates de la session sont comprises dans celles de la composante.",
    title_en="The session's dates lie within the component's.",
    fr="Les dates de la session ({session.start} – {session.end}) doivent être comprises dans "
    "celles de la composante ({component.start} – {component.end}).",
    en="The session's dates ({session.start} – {session.end}) must lie within the component's "
    "({component.start} – {component.end}).",
    fails=setting(SESSION + ".end", Date(2024, 7, 1)),
    passes=setting(SESSION + ".end", Date(2024, 6, 30)),
)
def session_within_component(session: Session, component: Component) -> Any:
    return component.start <= session.start, session.end <= component.end


@rule(
    "SES-003",
    Severity.ERROR,
    on=Session,
    fields=("places",),
    source="§1.3",
    title_fr="Le nombre de places n'est pas négatif.",
    title_en="The number of places is not negative.",
    fr="Le nombre de places de la session ({session.places}) doit être d'au moins 0.",
    en="The session's number of places ({session.places}) must be at least 0.",
    fails=setting(SESSION + ".places", -1),
    passes=setting(SESSION + ".places", 1),
)
def session_places_not_negative(session: Session) -> Any:
    return session.places >= 0


@rule(
    "SES-004",
    Severity.WARNING,
    on=Session,
    fields=("places",),
    source="§1.1",
    groups=(LARGEST_HEADCOUNT,),
    title_fr="La session n'a pas plus de places que la composante n'a d'effectif.",
    title_en="The session has no more places than the component's headcount.",
    fr="La session a {session.places} places, plus que le plus grand effectif de la composante "
    "({largest_headcount}).",
    en="The session has {session.places} places, more than the component's largest headcount "
    "({largest_headcount}).",
    fails=setting(SESSION + ".places", 121),
    passes=setting(SESSION + ".places", 120),
)
def places_within_headcount(session: Session, largest_headcount: int | None) -> Any:
    return session.places <= optional(largest_headcount)


@rule(
    "SES-005",
    Severity.WARNING,
    on=Session,
    fields=("site",),
    source="§1.2",
    title_fr="Le lieu de la session est un des sites de l'action.",
    title_en="The session's site is one of the action's.",
    fr="Le lieu de la session ({session.site}) n'est aucun des sites de l'action ({action.sites}).",
    en="The session's site ({session.site}) is none of the action's sites ({action.sites}).",
    fails=lambda action: action.set(
        SESSION + ".site", action.sites[0].evolve(place="AUTRE SITE TEST")
    ),
    passes=lambda action: action.set(SESSION + ".site", action.sites[0]),
)
def session_at_a_site(session: Session, action: Action) -> Any:
    return among(session.site, action.sites)


@rule(
    "SES-006",
    Severity.WARNING,
    on=Session,
    fields=("start", "end", "site"),
    source="§1.1",
    twins=SAME_SESSIONS,
    title_fr="Aucune autre session de la composante n'a les mêmes dates et le même lieu.",
    title_en="No other session of the component has the same dates and site.",
    fr="La session {session.number} a les mêmes dates ({session.start} – {session.end}) et le même "
    "lieu ({session.site}) que la session {twin.number}.",
    en="Session {session.number} has the same dates ({session.start} – {session.end}) and site "
    "({session.site}) as session {twin.number}.",
    fails=second_session(),
    passes=second_session(places=0, infos=()),
)
def no_session_twice(session: Session, twin: Session | None) -> Any:  # noqa: ARG001 - named in the message
    return missing(twin)


@rule(
    "SES-007",
    Severity.ERROR,
    on=Session,
    fields=("number",),
    source="§1.2",
    title_fr="Le numéro de la session est renseigné.",
    title_en="The session's number is given.",
    fr="Le numéro de la session (« {session.number} ») doit être renseigné.",
    en="The session's number ('{session.number}') must not be blank.",
    fails=setting(SESSION + ".number", " "),
    passes=setting(SESSION + ".number", "A"),
)
def session_has_a_number(session: Session) -> Any:
    return filled(session.number)


@rule(
    "SES-008",
    Severity.WARNING,
    on=Session,
    fields=("number",),
    source="§1.2",
    twins=ALIKE_NUMBERS,
    title_fr="Aucune autre session de la composante n'a un numéro qui se lit de même.",
    title_en="No other session of the component has a number that reads the same.",
    fr="Le numéro de la session (« {session.number} ») ne diffère de celui de la session "
    "« {twin.number} » que par des blancs, la casse ou des zéros de tête.",
    en="The session's number ('{session.number}') differs from that of session '{twin.number}' in "
    "blanks, case or leading zeros only.",
    fails=second_session(number="1", start=Date(2023, 1, 2), end=Date(2023, 3, 31)),
    passes=second_session(number="11", start=Date(2023, 1, 2), end=Date(2023, 3, 31)),
)
def no_number_read_twice(session: Session, twin: Session | None) -> Any:  # noqa: ARG001 - named in the message
    return missing(twin)


SESSION_RULES = (
    session_starts_before_it_ends,
    session_within_component,
    session_places_not_negative,
    places_within_headcount,
    session_at_a_site,
    no_session_twice,
    session_has_a_number,
    no_number_read_twice,
)
