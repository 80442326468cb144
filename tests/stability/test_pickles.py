"""What a process pickled under this minor version, any other of it reads."""

import pytest
from tests.purity.surface import is_hashed, text_of
from tests.stability.pickles import FOLDER, errors, read, values

VALUES = values()


def test_each_value_is_stored_for_this_minor_version() -> None:
    """When this fails, the minor version is new: run ``make manifest``."""
    assert {path.stem for path in FOLDER.glob("*.txt")} == {*VALUES, "errors"}


@pytest.mark.parametrize("name", VALUES)
def test_a_stored_pickle_is_read_as_the_value_that_it_was(name: str) -> None:
    unpickled = read(name)
    assert unpickled == VALUES[name]
    assert text_of(unpickled) == text_of(VALUES[name])
    if is_hashed(unpickled):
        assert {VALUES[name]: True}[unpickled]


def test_what_is_read_works_as_what_was_pickled() -> None:
    action, dossier = read("action"), read("dossier")
    assert read("changes").apply(action) == dossier.action
    assert dossier.check("r2").ok is VALUES["dossier"].check("r2").ok
    assert read("rules")["SES-002"] == VALUES["rules"]["SES-002"]


def test_a_stored_error_keeps_its_class_its_facts_and_its_texts() -> None:
    for unpickled, error in zip(read("errors"), errors(), strict=True):
        assert type(unpickled) is type(error)
        assert vars(unpickled) == vars(error)
        assert (str(unpickled), unpickled.message()) == (str(error), error.message())
