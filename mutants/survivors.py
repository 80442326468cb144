"""The mutants that no test can tell from the library: ``survivors.toml``, beside this file."""

import tomllib
from collections import Counter
from pathlib import Path

LIST = Path(__file__).with_name("survivors.toml")

Key = tuple[str, str, tuple[str, ...]]
"""A mutant by its file, its function, and the lines taken away and put in."""


def listed() -> Counter[Key]:
    """Return how often each mutant is listed."""
    tables = tomllib.loads(LIST.read_text(encoding="utf-8"))["survivors"]
    return Counter(
        (table["file"], table["function"], tuple(mutant.splitlines()))
        for table in tables
        for mutant in table["mutants"]
    )


def as_toml(key: Key) -> str:
    """Return a mutant as the list has it, its reason still to be told."""
    file, function, lines = key
    return "\n".join(
        [
            "[[survivors]]",
            f'file = "{file}"',
            f'function = "{function}"',
            'reason = ""',
            "mutants = [",
            "'''",
            "\n".join(lines) + "''',",
            "]",
            "",
        ]
    )
