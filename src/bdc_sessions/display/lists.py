"""The guide's list of results, and what its drop-down "Session" offers (§1.2, §1.3)."""

from collections.abc import Iterable

from bdc_sessions.model import Action, Component, Session
from bdc_sessions.model.fields import to_instance, to_tuple
from bdc_sessions.screen import Pairs, Screen, Table
from bdc_sessions.texts import display

ADD = "Ajouter une nouvelle session"
"""What the drop-down offers first."""


HEAD = (
    "N Contrat/Conv.",
    "N° Action",
    "Intitulé de l'action",
    "Statut",
    "Année",
    "Date de début réelle",
    "Date de fin prévue",
)
"""The columns of the list of results, but for "Gestion", which holds its buttons."""


def results(actions: Iterable[Action]) -> Screen:
    """Return the screen LISTE DES RÉSULTATS of some actions, in the order given (§1.2).

    >>> from bdc_sessions import example_action
    >>> print(results([example_action()]))
    LISTE DES RÉSULTATS
    ===================
    <BLANKLINE>
    Nombre de résultats : 1
    <BLANKLINE>
    ...

    A notebook shows the first of many, and how many there are.

    Raises:
        TypeError: what is no action.
    """
    rows = [
        (
            action.contract_number,
            action.number,
            action.title,
            action.status,
            display(action.year),
            display(action.start),
            display(action.end),
        )
        for action in to_tuple(actions, Action, "results")
    ]
    found = Pairs([("Nombre de résultats", str(len(rows)))])
    return Screen("LISTE DES RÉSULTATS", [found, Table(HEAD, rows)])


def choices(component: Component) -> tuple[tuple[str, Session | None], ...]:
    """Return what the drop-down "Session" of a new request offers, with the values (§1.2, §1.3).

    >>> from bdc_sessions import example_action
    >>> [text for text, _ in choices(example_action().component("01"))]
    ['Ajouter une nouvelle session', 'Session n°01 - Du 01/09/2022 au 31/12/2022']

    The value of the first, a new session, is None: it has none yet.

    Raises:
        TypeError: what is no component.
    """
    sessions = to_instance(component, Component, "choices").sessions
    return ((ADD, None), *((_text(session), session) for session in sessions))


def _text(session: Session) -> str:
    days = f"Du {display(session.start)} au {display(session.end)}"
    return f"Session n°{session.number} - {days}"
