"""Objects on which the messages of a rule are tried when it is made."""

from functools import cache
from typing import Any

from pendulum import Date

from bdc_sessions.changes import ChangeRequest, FieldChange
from bdc_sessions.rules.example import ADDRESS, INFO, SESSION, VOLUME, example_action, setting
from bdc_sessions.rules.head import head_of
from bdc_sessions.rules.signature import PARENTS, subject_of


class Unseen:
    """A stand-in for an object of which no more than its class is known, or not even that.

    >>> f"{Unseen():>4}", f"{Unseen().any[3]:%Y}"
    ('', '')
    """

    __slots__ = ("_cls",)

    def __init__(self, cls: type[Any] | None = None) -> None:
        """Stand in for an object of a class; None: of any class."""
        self._cls: type[Any] | None = cls

    def __getattr__(self, name: str) -> Any:
        cls = self._cls
        if cls is not None and not hasattr(cls, name):
            raise AttributeError(f"no {cls.__name__} has {name!r}")
        attribute = getattr(cls, name, None)
        return attribute if callable(attribute) else Unseen()

    def __getitem__(self, _: object) -> "Unseen":
        return Unseen()

    def __format__(self, _: str) -> str:
        return ""


@cache
def objects() -> dict[str, Any]:
    """Return an object of each class in an action, no field of which is empty, by its name."""
    action = setting(
        ADDRESS + ".building",
        "Bâtiment A",
        (ADDRESS + ".special", "BP 1"),
        (ADDRESS + ".cedex", "CEDEX"),
        (SESSION + ".offer_code", "1234"),
    )(example_action())
    paths = ("components[01]", VOLUME, SESSION, INFO, ADDRESS)
    return {subject_of(type(node)): node for node in (action, *[action[path] for path in paths])}


@cache
def _heads() -> dict[str, Any]:
    return {name: head_of(type(node))(node) for name, node in objects().items() if name in PARENTS}


def specimens(target: type[Any]) -> dict[str, Any]:
    """Return what a rule on a class may take, by name; its parents are without collections.

    >>> from bdc_sessions import Session
    >>> specimens(Session)["component"].code
    'FORP'
    """
    name = subject_of(target)
    own = objects().get(name) or Unseen(target)
    request = target in (ChangeRequest, FieldChange)
    parents = objects() if request else _heads()
    others = {"request": Unseen(ChangeRequest), "today": Date(2022, 9, 15)}
    return {**parents, **others, name: own, "subject": own, "twin": own}
