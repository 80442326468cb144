"""The guide's list of results, and what its drop-down "Session" offers (§1.2, §1.3)."""

from collections.abc import Iterable

from bdc_sessions.model import Action, Component, Session
from bdc_sessions.model.display import display
from bdc_sessions.screen import Pairs, Screen, Table

ADD = "Ajouter une nouvelle session"
"""What the drop-down offers first."""


def results(actions: Iterable[Action]) -> Screen:
    """Return the screen LISTE DES RÉSULTATS of some actions (§1.2).

    >>> from bdc_sessions import example_action
    >>> print(results([example_action()]).parts[0].pairs)
    (('Nombre de résultats', '1'),)
    """
    rows = [
        (
            action.contract_number,
            action.number,
            action.title,
            action.status,
            str(action.year),
            display(action.start),
            display(action.end),
        )
        for action in actions
    ]
    head = (
        "N Contrat/Conv.",
        "N° Action",
        "Intitulé de l'action",
        "Statut",
        "Année",
        "Date de début réelle",
        "Date de fin prévue",
    )
    found = Pairs([("Nombre de résultats", str(len(rows)))])
    return Screen("LISTE DES RÉSULTATS", [found, Table(head, rows)])


def choices(component: Component) -> tuple[tuple[str, Session | None], ...]:
    """Return what the drop-down "Session" of a new request offers, each with its value (§1.2, §1.3).

    >>> from bdc_sessions import example_action
    >>> [text for text, _ in choices(example_action().component("01"))]
    ['Ajouter une nouvelle session', 'Session n°01 - Du 01/09/2022 au 31/12/2022']

    The value of the first, a new session, is None.
    """
    return (
        (ADD, None),
        *(
            (
                f"Session n°{session.number} - Du {display(session.start)} au "
                f"{display(session.end)}",
                session,
            )
            for session in component.sessions
        ),
    )
