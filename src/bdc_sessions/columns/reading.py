"""Objects of which a rule may read some fields: all else that it asks of them is refused."""

from collections.abc import Callable, Mapping
from typing import Any

from bdc_sessions.columns.expression import SPECIAL, Watch
from bdc_sessions.model.shape import shape
from bdc_sessions.model.tree import make_unchecked
from bdc_sessions.texts import Bilingual

_WHOLE = Bilingual("l'objet entier", "the whole object")


class Reading:
    """What stands for an object, or for a field, of which only some attributes may be read."""

    __slots__ = ("_name", "_values", "_watch")

    def __init__(self, values: Mapping[str, Any], watch: Watch, name: Bilingual) -> None:
        """Take the attributes that may be read, and what it is called."""
        self._values, self._watch, self._name = values, watch, name

    def __getattribute__(self, name: str) -> Any:
        values = object.__getattribute__(self, "_values")
        return values[name] if name in values else _refuse(self, Bilingual(name, name))


def _refuse(reading: Reading, name: Bilingual | None = None) -> Any:
    """Refuse what is read, or asked of the whole."""
    watch: Watch = object.__getattribute__(reading, "_watch")
    fr, en = name or object.__getattribute__(reading, "_name")
    return watch.refuse(
        f"elle lit {fr}, que son reads= ne nomme pas",
        f"it reads {en}, which its reads= does not name",
    )


for _name in SPECIAL:
    setattr(Reading, f"__{_name}__", lambda self, *_: _refuse(self))


def subjects_of(cls: type[Any], watch: Watch) -> Callable[[Mapping[str, Any]], tuple[Any, Any]]:
    """Return what makes two objects of some fields' values: the same to a rule that reads no more.

    The first is of no class and refuses all else by its name. The second is of the class, for what
    looks behind names (``type``, a slot), and in place of the other fields it has what refuses.
    """
    others = {name: Reading({}, watch, Bilingual(name, name)) for name in shape(cls).order}

    def subjects(values: Mapping[str, Any]) -> tuple[Any, Any]:
        bare = make_unchecked(cls, *{**others, **values}.values())
        return Reading({"__class__": cls, **values}, watch, _WHOLE), bare

    return subjects
