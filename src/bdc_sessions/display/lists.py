"""The guide's list of results, and the choices of its drop-down "Session" (§1.2, §1.3)."""

from collections.abc import Iterable

from bdc_sessions.model import Action, Component, Session
from bdc_sessions.model.fields import to_instance, to_tuple
from bdc_sessions.screen import Pairs, Screen, Table
from bdc_sessions.texts import display

ADD = "Ajouter une nouvelle session"
"""The first choice of the drop-down."""


HEAD = (
    "N Contrat/Conv.",
    "N° Action",
    "Intitulé de l'action",
    "Statut",
    "Année",
    "Date de début réelle",
    "Date de fin prévue",
)
"""The columns of the list of results, without "Gestion", which has buttons only."""


def results(actions: "Iterable[Action]") -> "Screen":
    """Return the screen LISTE DES RÉSULTATS of some actions, in the order given (§1.2).

    >>> from bdc_sessions import example_action
    >>> print(results([example_action()]))
    LISTE DES RÉSULTATS
    ===================
    <BLANKLINE>
    Nombre de résultats : 1
    <BLANKLINE>
    ...

    A notebook shows the first rows of a long list, and how many there are.

    Raises:
        TypeError: An item that is not an action.
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
    count = Pairs([("Nombre de résultats", str(len(rows)))])
    return Screen("LISTE DES RÉSULTATS", [count, Table(HEAD, rows)])


def choices(component: "Component") -> "tuple[tuple[str, Session | None], ...]":
    """Return the choices of the drop-down "Session" of a new request (§1.2, §1.3).

    >>> from bdc_sessions import example_action
    >>> [text for text, _ in choices(example_action().component("01"))]
    ['Ajouter une nouvelle session', 'Session n°01 - Du 01/09/2022 au 31/12/2022']

    Each is a text and a session; the first, for a new session, has None.

    Raises:
        TypeError: A value that is not a component.
    """
    sessions = to_instance(component, Component, "choices").sessions
    return ((ADD, None), *((_text(session), session) for session in sessions))


def _text(session: Session) -> str:
    days = f"Du {display(session.start)} au {display(session.end)}"
    return f"Session n°{session.number} - {days}"
