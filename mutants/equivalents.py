"""The mutants that no test can tell from the library, as docs/explanation/quality.md lists them."""

import re
from collections import Counter
from pathlib import Path

PAGE = Path("docs/explanation/quality.md")

Key = tuple[str, str, tuple[str, ...]]
"""A mutant by its file, its function, and the lines taken away and put in."""

_ENTRY = re.compile(
    r"^#### `(?P<file>\S+) (?P<function>\S+)`$|^```diff\n(?P<diff>.*?)\n```$",
    re.MULTILINE | re.DOTALL,
)


def listed() -> Counter[Key]:
    """Return how often each mutant is listed: under the heading of its file and function."""
    found: Counter[Key] = Counter()
    file = function = ""
    for entry in _ENTRY.finditer(PAGE.read_text(encoding="utf-8")):
        if entry["diff"] is None:
            file, function = entry["file"], entry["function"]
        else:
            for one in entry["diff"].split("\n\n"):
                found[file, function, tuple(one.splitlines())] += 1
    return found


def written(key: Key) -> str:
    """Return a mutant as the page lists it."""
    file, function, lines = key
    return "\n".join([f"#### `{file} {function}`", "", "```diff", *lines, "```", ""])
