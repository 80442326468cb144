"""Where a field stands in a value: ``components[01].sessions[01].places``."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, Self

from attrs import field, frozen

_STEP = re.compile(
    r"(?P<name>[A-Za-z_][A-Za-z0-9_]*)(?:\[(?P<key>(?:[^\]\\]|\\[\]\\])*)\])?", re.DOTALL
)
_ESCAPED = re.compile(r"\\([\]\\])")
_SPECIAL = re.compile(r"([\]\\])")

Step = tuple[str, str | None]
"""A field's name and, for one object of a collection, the number, kind or place that it has."""


def _steps(steps: Iterable[Step]) -> tuple[Step, ...]:
    taken: tuple[Any, ...] = tuple(steps)
    for step in taken:
        if type(step) is not tuple or len(step) != 2 or not isinstance(step[0], str):  # noqa: PLR2004 - name and key
            raise TypeError(f"found the step {step!r}; expected (name, number or None)")
        name, key = step
        if key is not None and not isinstance(key, str):
            raise TypeError(f"found the step {step!r}; expected (name, number or None)")
        if not (name.isascii() and name.isidentifier()):
            raise ValueError(f"found the step {step!r}; expected the name of a field")
    return taken


@frozen(repr=False)
class Path:
    r"""The way from a value to one of its fields or objects.

    >>> path = Path.parse("components[01].sessions[02].places")
    >>> path.steps
    (('components', '01'), ('sessions', '02'), ('places', None))
    >>> str(path.parent / "infos[1].date")
    'components[01].sessions[02].infos[1].date'

    A ``]`` or a ``\`` in a number or kind is escaped by ``\``, so ``Path.parse(str(p)) == p``. The
    empty path is the value itself. ``ValueError``: a text that is no path, a name that is none.
    """

    steps: tuple[Step, ...] = field(default=(), converter=_steps)

    @classmethod
    def parse(cls, text: "str | Path") -> "Path":
        """Read a path from its text; a ``Path`` is returned as it is."""
        if isinstance(text, Path):
            return text
        if not isinstance(text, str):
            raise TypeError(f"found {text!r} ({type(text).__name__}); expected a path as text")
        steps: list[Step] = []
        at = 0
        while at < len(text) or steps:
            match = _STEP.match(text, at)
            if match is None:
                raise ValueError(
                    f"{text!r} is not a path: found {text[at : at + 20]!r} at character {at}; "
                    "expected names joined by '.', such as 'components[01].start'"
                )
            name, key = match["name"], match["key"]
            steps.append((name, None if key is None else _ESCAPED.sub(r"\1", key)))
            at = match.end()
            if at == len(text):
                break
            if text[at] != ".":
                raise ValueError(
                    f"{text!r} is not a path: found {text[at]!r} at character {at}; expected '.'"
                )
            at += 1
        return cls(tuple(steps))

    def __truediv__(self, below: "str | Path") -> "Path":
        """Go further down by a path."""
        return Path(self.steps + Path.parse(below).steps)

    def child(self, name: str, key: str | None = None) -> "Path":
        """Go one step down."""
        return Path((*self.steps, (name, key)))

    @property
    def parent(self) -> "Path":
        """The path without its last step; the empty path is its own parent."""
        return Path(self.steps[:-1])

    def is_under(self, other: Self) -> bool:
        """Tell whether this path lies at or under the other."""
        return self.steps[: len(other.steps)] == other.steps

    def __len__(self) -> int:
        """Count the steps."""
        return len(self.steps)

    def __bool__(self) -> bool:
        """Be true, the empty path too: it is a path."""
        return True

    def __iter__(self) -> Iterator[Step]:
        """Go through the steps, outermost first."""
        return iter(self.steps)

    def __str__(self) -> str:
        r"""Write the path, ``]`` and ``\`` of numbers escaped."""
        return ".".join(
            name if key is None else name + "[" + _SPECIAL.sub(r"\\\1", key) + "]"
            for name, key in self.steps
        )

    def __repr__(self) -> str:
        """Show how to make the path again."""
        return f"Path.parse({str(self)!r})"


Trail = tuple[Any, str, str | None] | None
"""A way down, as (trail of the parent, name, key): a path is built only where it is needed."""


def path_of(trail: Trail) -> Path:
    """Return the path that a trail stands for.

    >>> str(path_of(((None, "components", "01"), "start", None)))
    'components[01].start'
    """
    steps: list[Step] = []
    while trail is not None:
        trail, name, key = trail
        steps.append((name, key))
    return Path(tuple(reversed(steps)))


def to_path(path: str | Path, where: str = "") -> Path:  # noqa: ARG001 - a field's converter
    """Take a path, or the text of one."""
    return path if type(path) is Path else Path.parse(path)
