"""What is given out is the caller's own: nothing that it does to it is seen again."""

from collections.abc import Callable
from copy import deepcopy
from functools import partial
from typing import Any

import pytest
from tests.values import untyped

from bdc_sessions import (
    RULES,
    Action,
    Dossier,
    Report,
    decode,
    diff,
    encode,
    json_schema,
    read_form,
    to_form,
    validate,
)
from bdc_sessions.codec import Migrations
from bdc_sessions.codec.names import CLASSES
from bdc_sessions.rules.example import SESSION, example_action

ACTION = example_action()
AFTER = ACTION.set(SESSION + ".places", -1)
DOSSIER = Dossier(ACTION).draft_change(
    "r1", component="01", session=AFTER.component("01").session("01")
)
GIVEN_OUT: dict[str, Callable[[], Any]] = {
    **{f"the schema of {cls.__name__}": partial(json_schema, cls) for cls in CLASSES.values()},
    "an encoded action": lambda: encode(ACTION),
    "an encoded dossier": lambda: encode(DOSSIER),
    "an encoded report": lambda: encode(validate(AFTER)),
    "a report's machine form": lambda: validate(AFTER).to_dict(),
    "a patch": lambda: diff(ACTION, AFTER).to_json_patch(ACTION),
    "a form": lambda: to_form(ACTION.component("01").session("01").info(1).address),
}


def spoil(data: Any) -> None:
    """Change all that can be changed in data of JSON types."""
    for inner in data.values() if isinstance(data, dict) else data:
        if isinstance(inner, dict | list):
            spoil(inner)
    data.clear()


@pytest.mark.parametrize("what", GIVEN_OUT)
def test_what_a_caller_does_to_data_it_got_is_not_seen_again(what: str) -> None:
    data = GIVEN_OUT[what]()
    kept = deepcopy(data)
    spoil(data)
    assert GIVEN_OUT[what]() == kept


def test_reading_leaves_what_it_reads_as_it_was() -> None:
    for value, cls in ((ACTION, Action), (DOSSIER, Dossier), (validate(AFTER), Report)):
        data = encode(value)
        kept = deepcopy(data)
        read: Any = decode(data, cls)
        assert data == kept
        spoil(data)
        assert read == value
    form = to_form(ACTION.component("01").session("01").info(1).address)
    kept_form = dict(form)
    read_form(type(ACTION.component("01").session("01").info(1).address), form)
    assert form == kept_form


def test_the_texts_of_a_rule_and_the_steps_of_migrations_cannot_be_changed() -> None:
    steps = {0: lambda _, value: value}
    migrations = Migrations(steps)
    steps.clear()
    assert list(migrations.steps) == [0]
    for inner in (RULES["SES-001"].titles, RULES["SES-001"].templates, migrations.steps):
        with pytest.raises(TypeError):
            untyped(inner)["fr"] = "autre"
