"""Values as this minor version pickles them: ``make manifest`` stores them once, never again.

Text, so that a difference can be seen: the pickle in base 64, by lines.
"""

import base64
import pickle
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.codec.test_payloads import as_stored, stored
from tests.purity.examples import conflicting, faulty_action
from tests.stability.manifest import ROOT

import bdc_sessions as b

PROTOCOL = 4
"""The newest that each Python here writes by default or can read."""


def minor_version() -> str:
    """Return the version by which pickles may be exchanged: "1.0"."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return ".".join(project["version"].split(".")[:2])


FOLDER = Path(__file__).parent / "pickles" / minor_version()


def values() -> dict[str, Any]:
    """Return what is stored: a value of every kind, by name."""
    action, faulty = as_stored(b.example_action()), as_stored(faulty_action())
    return {
        **stored(),
        "example_dossier": b.example_dossier(),
        "merge": b.merge(action, faulty, action.set("components[01].sessions[01].places", 3)),
        "delta": b.validate(faulty).compare(b.validate(action)),
        "check": conflicting().check("late"),
        "rules": b.RULES.without("SES-005").waive("SES-001", reason="essai"),
        "screen": action.screen(),
        "forms": b.form_fields(b.Session, sites=action.sites),
        "terms": b.TERMS.with_("suffix", bis="1"),
        "paths": (b.Path.parse("components[01].sessions[01].places"), b.ABSENT, b.Side.OURS),
    }


def errors() -> Iterator[b.BdcSessionsError]:
    """Yield errors as they are raised: their facts travel with them."""
    action = b.example_action()
    for act in (
        lambda: action.component("07"),
        lambda: b.loads("{", b.Action),
        lambda: conflicting().rebase("late"),
        lambda: conflicting().discard("first"),
    ):
        try:
            act()
        except b.BdcSessionsError as error:
            yield error


def read(name: str) -> Any:
    """Return a stored value."""
    return pickle.loads(base64.b64decode((FOLDER / f"{name}.txt").read_bytes()))


def write() -> None:
    """Store what is not stored yet: within a minor version what stands is never written again."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, value in {**values(), "errors": [*errors()]}.items():
        path = FOLDER / f"{name}.txt"
        if not path.exists():
            path.write_bytes(base64.encodebytes(pickle.dumps(value, PROTOCOL)))


if __name__ == "__main__":
    write()
