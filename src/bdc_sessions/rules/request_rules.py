"""The rules of change requests: REQ. They get the whole action."""

from itertools import takewhile
from typing import Any

from pendulum import Date

from bdc_sessions.changes import ChangeRequest, FieldChange
from bdc_sessions.changes.diff import addition_of, diff
from bdc_sessions.changes.distinct import display_distinct
from bdc_sessions.changes.labels import label_at, labels_to
from bdc_sessions.changes.leaves import get_or_absent
from bdc_sessions.model import ABSENT, Action, Path
from bdc_sessions.model.shape import shape, walk
from bdc_sessions.rules.decorator import rule
from bdc_sessions.rules.example import INFO, SESSION, asking, second_session
from bdc_sessions.rules.severity import Severity
from bdc_sessions.texts import Bilingual

PLACES = FieldChange(SESSION + ".places", 10, 0)
START = FieldChange(SESSION + ".start", Date(2022, 9, 1), Date(2022, 9, 16))


def _removing(path: str) -> Any:
    return asking(lambda action: [c.inverse() for c in addition_of(action[path], Path.parse(path))])


def _adding(**fields: Any) -> Any:
    """Return an example: a request that adds a second session, a year after the first."""
    later = {"start": Date(2023, 9, 1), "end": Date(2023, 12, 31), "infos": ()}
    return asking(
        lambda action: diff(action, second_session(**{**later, **fields})(action)), session="02"
    )


@rule(
    "REQ-001",
    Severity.WARNING,
    on=ChangeRequest,
    fields=(),
    source="§1.2",
    title_fr="La demande modifie quelque chose.",
    title_en="The request changes something.",
    fr="La demande {request.id} ne modifie rien.",
    en="Request {request.id} changes nothing.",
    fails=asking(lambda _: []),
    passes=asking(lambda _: [FieldChange(SESSION + ".places", 10, 9)]),
)
def request_changes_something(request: ChangeRequest) -> Any:
    return len(request.changes) > 0


@rule(
    "REQ-002",
    Severity.ERROR,
    on=ChangeRequest,
    fields=(),
    source="§1.2",
    each_of=(ChangeRequest, "changes"),
    title_fr="Chaque champ vaut encore ce qu'il valait avant modification.",
    title_en="Every 'before' is what the action holds now.",
    fr="{why} : reprenez la demande sur l'état actuel.",
    en="{why}: rebase the request on the present state.",
    details={
        "why": lambda values: why_stale(values["change"], values["request"], values["action"])
    },
    fails=asking(lambda _: [FieldChange(SESSION + ".places", 12, 8)]),
    passes=asking(lambda _: [FieldChange(SESSION + ".places", 10, 8)]),
)
def before_is_what_stands(
    change: FieldChange, request: ChangeRequest, action: Action, stale: frozenset[Path]
) -> Any:
    if change.path not in stale or not request_is_possible.predicate(request, action):
        return True
    # An object that was added or removed meanwhile is reported once, at its first field.
    top = overtaken(change, request, action)
    before = takewhile(lambda other: other is not change, request.changes)
    return top is not None and any(c.path in stale and c.path.is_under(top) for c in before)


@rule(
    "REQ-003",
    Severity.ERROR,
    on=ChangeRequest,
    fields=(),
    source="§1.3",
    each_of=(ChangeRequest, "changes"),
    title_fr="Aucune session n'est supprimée.",
    title_en="No session is removed.",
    fr="La session {change.before} ne peut être supprimée : mettez ses places à 0.",
    en="Session {change.before} cannot be removed: set its places to 0.",
    fails=_removing(SESSION),
    passes=asking(lambda _: [PLACES, FieldChange(INFO + ".places", 20, 0)]),
)
def no_session_removed(change: FieldChange) -> Any:
    return not (change.is_removal and _is_of(change.path, "sessions", "number"))


@rule(
    "REQ-004",
    Severity.ERROR,
    on=ChangeRequest,
    fields=(),
    source="§2.2",
    each_of=(ChangeRequest, "changes"),
    title_fr="Aucune information collective n'est supprimée.",
    title_en="No information session is removed.",
    fr="L'information collective du {change.before} ne peut être supprimée : "
    "mettez ses places à 0.",
    en="The information session of {change.before} cannot be removed: set its places to 0.",
    fails=_removing(INFO),
    passes=asking(lambda _: [FieldChange(INFO + ".places", 20, 0)]),
)
def no_info_removed(change: FieldChange, request: ChangeRequest) -> Any:
    if not (change.is_removal and _is_of(change.path, "infos", "date")):
        return True
    # If their session is removed, that is reported once, for the session.
    session = Path(change.path.steps[:2]) / "number"
    return any(other.path == session and other.is_removal for other in request.changes)


@rule(
    "REQ-005",
    Severity.ERROR,
    on=ChangeRequest,
    fields=(),
    source="§1.2",
    each_of=(ChangeRequest, "changes"),
    title_fr="La demande ne touche que sa composante et sa session.",
    title_en="The request touches its own component and session, nothing else.",
    fr="« {labels} » n'est pas de la session {request.session} de la composante "
    "{request.component}.",
    en="{change.path} is not of session {request.session} of component {request.component}.",
    details={"labels": lambda values: labels_to(Action, values["change"].path)},
    fails=asking(lambda _: [FieldChange("status", "EC", "CL")]),
    passes=asking(lambda _: [FieldChange(SESSION + ".offer_code", None, "TEST")]),
)
def request_keeps_to_its_session(change: FieldChange, request: ChangeRequest) -> Any:
    return change.path.is_under(request.path)


@rule(
    "REQ-006",
    Severity.ERROR,
    on=ChangeRequest,
    fields=(),
    source="§1.2",
    title_fr="La composante existe ; la session existe, ou elle est nouvelle et son numéro libre.",
    title_en="The component exists; the session exists, or is new with a free number.",
    fr="La demande ne peut pas être appliquée : {why}.",
    en="The request cannot be applied: {why}.",
    details={"why": lambda values: why_impossible(values["request"], values["action"])},
    fails=asking(
        lambda action: addition_of(
            action[SESSION].evolve(start=Date(2022, 10, 3), infos=()), Path.parse(SESSION)
        )
    ),
    passes=_adding(),
)
def request_is_possible(request: ChangeRequest, action: Action) -> Any:
    if get_or_absent(action, request.path.parent) is ABSENT:
        return False
    return (get_or_absent(action, request.path) is ABSENT) is request.is_addition


@rule(
    "REQ-007",
    Severity.WARNING,
    on=ChangeRequest,
    fields=("places",),
    source="§1.2",
    title_fr="Une nouvelle session a des places.",
    title_en="A new session has places.",
    fr="La nouvelle session {request.session} n'a pas de place ({value}).",
    en="The new session {request.session} has no places ({value}).",
    fails=_adding(places=0),
    passes=_adding(places=1),
)
def new_session_has_places(request: ChangeRequest) -> Any:
    places = request.change_of("places")
    return places is None or not places.is_addition or places.after > 0


@rule(
    "REQ-008",
    Severity.WARNING,
    on=ChangeRequest,
    fields=("start",),
    source="§1.2",
    title_fr="Une nouvelle session ne commence pas avant aujourd'hui.",
    title_en="A new session does not start before today.",
    fr="La nouvelle session {request.session} commence le {value}, avant aujourd'hui ({today}).",
    en="The new session {request.session} starts on {value}, before today ({today}).",
    fails=_adding(start=Date(2022, 9, 14)),
    passes=_adding(start=Date(2022, 9, 15)),
)
def new_session_not_in_the_past(request: ChangeRequest, today: Date) -> Any:
    start = request.change_of("start")
    return start is None or not start.is_addition or start.after >= today


@rule(
    "REQ-009",
    Severity.WARNING,
    on=ChangeRequest,
    fields=("start",),
    source="§1.3",
    title_fr="Le début d'une session commencée n'est pas déplacé.",
    title_en="The start of a session that has begun is not moved.",
    fr="La session {request.session} a commencé le {before} (aujourd'hui : {today}) : son début ne "
    "devrait pas passer au {value}.",
    en="Session {request.session} began on {before} (today: {today}): its start should not move to "
    "{value}.",
    details={"before": lambda values: values["request"].change_of("start").before},
    fails=asking(lambda _: [START]),
    passes=asking(
        lambda _: [FieldChange(SESSION + ".end", Date(2022, 12, 31), Date(2022, 12, 30))]
    ),
)
def begun_session_not_moved(request: ChangeRequest, today: Date) -> Any:
    start = request.change_of("start")
    if start is None or start.is_addition or start.is_removal:
        return True
    return start.before > today


def overtaken(change: FieldChange, request: ChangeRequest, action: Action) -> Path | None:
    """Return the object around a change that must be added or removed as a whole; None if none.

    It does not exist, or the request adds or removes it.
    """
    by_path = {other.path: other for other in request.changes}
    steps = change.path.steps
    for depth, stage in enumerate(walk(Action, steps), 1):
        top = Path(steps[:depth])
        if stage.key is None or stage.inside is None:
            continue
        if get_or_absent(action, top) is ABSENT:
            return top
        first = by_path.get(top.child(shape(stage.inside).leaves[0]))
        if first is not None and (first.is_addition or first.is_removal):
            return top
    return None


def why_stale(change: FieldChange, request: ChangeRequest, action: Action) -> Bilingual:
    """Return how the current value differs from the "before" of a change."""
    top = overtaken(change, request, action)
    if top is not None:
        label = labels_to(Action, top)
        if get_or_absent(action, top) is ABSENT:
            return Bilingual(f"{label} n'existe pas", f"{top} does not exist")
        if change.is_addition:
            return Bilingual(f"{label} existe déjà", f"{top} exists already")
        return Bilingual(f"{label} a changé entre-temps", f"{top} has changed meanwhile")
    now = get_or_absent(action, change.path)
    label = label_at(Action, change.path, form=True)
    if now == change.before:  # not stale: a number, or a part of what would be left
        return Bilingual(
            f"{label} ne peut changer ainsi, la demande est incomplète",
            f"{change.path} cannot change so, the request is incomplete",
        )
    texts = display_distinct(change.before, now)
    before, after = map(_in_words, (change.before, now), texts)
    return Bilingual(
        f"{label} : trouvé {after.fr}, et non plus {before.fr}",
        f"{change.path}: found {after.en}, no longer {before.en}",
    )


def _in_words(value: Any, text: str) -> Bilingual:
    """Return the text of a value, with words for an empty and for an absent one."""
    if value is ABSENT:
        return Bilingual("absent", "absent")
    return Bilingual("vide", "empty") if value in (None, ()) else Bilingual(text, text)


def why_impossible(request: ChangeRequest, action: Action) -> Bilingual:
    """Return why a request cannot be applied: what does not exist, or which number is taken."""
    component = get_or_absent(action, request.path.parent)
    number = request.component if component is ABSENT else request.session
    if component is ABSENT:
        return Bilingual(
            f"la composante {number} n'existe pas", f"component {number} does not exist"
        )
    if not request.is_addition:
        return Bilingual(f"la session {number} n'existe pas", f"session {number} does not exist")
    free = component.next_number
    return Bilingual(
        f"le numéro de session {number} est déjà pris, le prochain libre est {free}",
        f"session number {number} is already taken, the next free one is {free}",
    )


def _is_of(path: Path, collection: str, name: str) -> bool:
    """Whether a path is that of a field of an item of a collection."""
    return [step for step, _ in path.steps[-2:]] == [collection, name]


REQUEST_RULES = (
    request_changes_something,
    before_is_what_stands,
    no_session_removed,
    no_info_removed,
    request_keeps_to_its_session,
    request_is_possible,
    new_session_has_places,
    new_session_not_in_the_past,
    begun_session_not_moved,
)
