"""Signatures name types as the source does, and hold what they held."""

import inspect
from types import MethodType
from typing import Any, get_type_hints

import pendulum
import pytest

from bdc_sessions import model
from bdc_sessions.model.short_signature import short_signature
from bdc_sessions.model.value import Value
from bdc_sessions.rules import Group

VALUES = [cls for cls in vars(model).values() if isinstance(cls, type) and issubclass(cls, Value)]


@pytest.mark.parametrize("cls", VALUES)
def test_a_signature_differs_from_that_of_the_constructor_in_texts_for_types_alone(
    cls: type[Any],
) -> None:
    full, short = inspect.signature(MethodType(cls.__init__, cls)), inspect.signature(cls)
    assert [(p.name, p.kind, p.default) for p in short.parameters.values()] == [
        (p.name, p.kind, p.default) for p in full.parameters.values()
    ]
    assert short.return_annotation is None


@pytest.mark.parametrize("cls", VALUES)
def test_the_types_of_a_constructor_are_looked_up_as_ever(cls: type[Any]) -> None:
    hints = get_type_hints(cls.__init__)
    assert hints.keys() == inspect.signature(cls).parameters.keys() | {"return"}
    assert not any(isinstance(hint, str) for hint in hints.values())


def test_a_signature_names_types_as_the_source_does() -> None:
    assert str(inspect.signature(model.CollectiveInfo)) == (
        "(*, date: 'date', start: 'time', end: 'time', places: int, comment: str | None = None, "
        "address: 'Address') -> None"
    )
    assert str(inspect.signature(Group.value)) == "(self, owner: Any) -> Any"
    assert "." not in str(inspect.signature(Group)).replace("...", "")

    def told(day: "pendulum.Date") -> None: ...

    assert str(short_signature(told)) == "(day: 'Date') -> None"
    assert short_signature(lambda owner: owner) == inspect.signature(lambda owner: owner)
