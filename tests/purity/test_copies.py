"""Every public value is copied and pickled as the value that it is."""

import copy
import pickle
from collections.abc import Iterator
from typing import Any

import attrs
import pytest
from tests.purity.surface import PACKAGES, is_hashed, text_of, values

from bdc_sessions import RULES, STRUCTURE, Session, Severity, rule


def parts(value: Any) -> Iterator[Any]:
    yield value
    if isinstance(value, tuple):
        for part in value:
            yield from parts(part)


def copies(value: Any) -> list[Any]:
    """Return the copies that Python makes of a value, by every protocol of pickle too."""
    pickles = [pickle.dumps(value, protocol) for protocol in range(pickle.HIGHEST_PROTOCOL + 1)]
    unpickled = [pickle.loads(pickled) for pickled in pickles]
    return [copy.copy(value), copy.deepcopy(value), *unpickled]


EXPORTED = [getattr(package, name) for package in PACKAGES for name in package.__all__]
CLASSES = [*dict.fromkeys(exported for exported in EXPORTED if isinstance(exported, type))]
VALUES = {type(part): part for value in values() for part in parts(value)}


@pytest.mark.parametrize("cls", CLASSES)
def test_a_value_of_every_public_class_outlives_copies_and_pickles(cls: type[Any]) -> None:
    known = [value for value in VALUES if issubclass(value, cls)]
    assert known
    for value in map(VALUES.__getitem__, known):
        assert is_hashed(value)
        for copied in copies(value):
            assert type(copied) is type(value)
            assert text_of(copied) == text_of(value)
            if not isinstance(value, Exception):  # which is equal to itself only
                assert copied == value
                assert hash(copied) == hash(value)


def test_a_rule_is_pickled_by_the_name_in_its_module_and_keeps_its_severity() -> None:
    lighter = RULES.with_severity("SES-001", Severity.INFO).waive("SES-002", reason="essai")
    for copied in copies(lighter):
        assert copied == lighter
        assert copied["SES-001"].severity is Severity.INFO
        assert copied["SES-002"] == RULES["SES-002"]


def test_a_rule_without_such_a_name_is_not_pickled_and_says_what_is_due() -> None:
    @rule("MY-002", Severity.INFO, on=Session, fields=("places",), source="nous", fr="a", en="b")
    def local(session: Session) -> bool:
        return session.places > 0

    retitled = attrs.evolve(RULES["SES-001"], titles=RULES["SES-002"].titles)
    for unnamed in (local, STRUCTURE["STR-001"], retitled):
        with pytest.raises(TypeError, match=r"expected a rule that bears this name in its module"):
            unnamed.__reduce__()
