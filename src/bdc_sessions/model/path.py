"""The path from a value to one of its fields: ``components[01].sessions[01].places``."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from attrs import field, frozen

from bdc_sessions.model.value import Value
from bdc_sessions.screen import Screen
from bdc_sessions.texts import NOTHING, normal_text, short_repr

_STEP = re.compile(
    r"(?P<name>[A-Za-z_][A-Za-z0-9_]*)(?:\[(?P<key>(?:[^\]\\]|\\[\]\\])*)\])?", re.DOTALL
)
_ESCAPED = re.compile(r"\\([\]\\])")
_SPECIAL = re.compile(r"([\]\\])")

Step = tuple[str, str | None]
"""A field's name and, for one object of a collection, its number, kind or place."""
Steps = tuple[Step, ...]
"""The way to a field or an object, from an object that it lies in."""


def _to_steps(steps: Iterable[Step]) -> tuple[Step, ...]:
    raw: object = steps
    if isinstance(raw, str) or not isinstance(raw, Iterable):
        raise TypeError(
            f"Path.steps: found {short_repr(steps)}; expected steps (name, number or None); a text "
            "is read by Path.parse"
        )
    return tuple([_to_step(step) for step in raw])


def _to_step(step: Any) -> Step:
    name, key = step if type(step) is tuple and len(step) == 2 else (None, None)  # noqa: PLR2004 - name and key
    if not isinstance(name, str) or not (key is None or isinstance(key, str)):
        raise _wrong_step(TypeError, step, "(name, number or None)")
    if not (name.isascii() and name.isidentifier()):
        raise _wrong_step(ValueError, step, "the name of a field")
    if key is None:
        return step if type(name) is str else (str.__str__(name), None)
    normal_key = normal_text(key)
    return step if normal_key is key and type(name) is str else (str.__str__(name), normal_key)


def _wrong_step(error: type[Exception], step: object, expected: str) -> Exception:
    return error(f"Path.steps: found the step {short_repr(step)}; expected {expected}")


@frozen(repr=False)
class Path(Value):
    r"""The steps from a value to one of its fields or objects.

    >>> path = Path.parse("components[01].sessions[02].places")
    >>> path.steps
    (('components', '01'), ('sessions', '02'), ('places', None))
    >>> str(path.parent / "infos[1].date")
    'components[01].sessions[02].infos[1].date'

    A ``]`` or a ``\`` in a number or kind is escaped by ``\``, so ``Path.parse(str(p)) == p``. The
    empty path is the value itself. Numbers and kinds are in NFC, as all texts are.

    Attributes:
        steps: Each field's name and, for one object of a collection, its number, kind or place.

    Raises:
        TypeError: An argument that is not steps; a text is read by ``Path.parse``.
        ValueError: A name that is no identifier, a number that UTF-8 cannot encode.
    """

    steps: tuple[Step, ...] = field(default=(), converter=_to_steps)

    def __rich_repr__(self) -> Iterator[Any]:
        """Yield the path's text for the library rich."""
        yield str(self)

    def screen(self) -> "Screen":
        """Return the path's text under a title.

        >>> print(Path.parse("infos[1].date").screen().parts[0])
        infos[1].date
        """
        return Screen("Chemin", [str(self) or NOTHING])

    @staticmethod
    def parse(text: "str | Path") -> "Path":
        """Read a path from its text; a ``Path`` is returned as it is.

        >>> Path.parse("infos[1].address") == Path.parse("infos[1]").child("address")
        True

        Raises:
            TypeError: Neither a text nor a path.
            ValueError: A text that is no path.
        """
        if isinstance(text, Path):
            return text
        if not isinstance(text, str):
            raise TypeError(
                f"found {short_repr(text)} ({type(text).__name__}); expected a path as text"
            )
        steps: list[Step] = []
        offset = 0
        while offset < len(text) or steps:
            match = _STEP.match(text, offset)
            if match is None:
                raise ValueError(
                    f"{short_repr(text)} is not a path: found {text[offset : offset + 20]!r} at "
                    f"character {offset}; expected names joined by '.', such as "
                    "'components[01].start'"
                )
            name, key = match["name"], match["key"]
            steps.append((name, None if key is None else normal_text(_ESCAPED.sub(r"\1", key))))
            offset = match.end()
            if offset == len(text):
                break
            if text[offset] != ".":
                raise ValueError(
                    f"{short_repr(text)} is not a path: found {text[offset]!r} at character "
                    f"{offset}; expected '.'"
                )
            offset += 1
        return unchecked_path(tuple(steps))

    def __truediv__(self, path: "str | Path") -> "Path":
        """Return this path followed by another.

        >>> Path.parse("infos[1]") / "address.city"
        Path.parse('infos[1].address.city')
        """
        return unchecked_path(self.steps + Path.parse(path).steps)

    def child(self, name: str, key: str | None = None) -> "Path":
        """Return the path one step down.

        >>> Path().child("sessions", "01")
        Path.parse('sessions[01]')
        """
        return Path((*self.steps, (name, key)))

    @property
    def parent(self) -> "Path":
        """The path without its last step; the empty path is its own parent.

        >>> Path.parse("infos[1].address").parent
        Path.parse('infos[1]')
        """
        return unchecked_path(self.steps[:-1])

    def is_under(self, top: "str | Path") -> bool:
        """Whether this path is another or under it.

        >>> Path.parse("infos[1].date").is_under("infos[1]")
        True
        """
        steps = Path.parse(top).steps
        return self.steps[: len(steps)] == steps

    def __len__(self) -> int:
        return len(self.steps)

    def __bool__(self) -> bool:
        return True

    def __iter__(self) -> Iterator[Step]:
        return iter(self.steps)

    def __str__(self) -> str:
        return ".".join(
            name if key is None else name + "[" + _SPECIAL.sub(r"\\\1", key) + "]"
            for name, key in self.steps
        )

    def __repr__(self) -> str:
        return f"Path.parse({str(self)!r})"


_set_steps = Path.__dict__["steps"].__set__


def unchecked_path(steps: Steps) -> Path:
    """Return the path of well-formed steps, without checking them."""
    path = object.__new__(Path)
    _set_steps(path, steps)
    return path


Trail = tuple[Any, str, str | None] | None
"""Steps as a linked list, (parent's trail, name, key): a walk extends it without copying."""


def path_of(trail: Trail) -> Path:
    """Return the path of a trail."""
    steps: list[Step] = []
    while trail is not None:
        trail, name, key = trail
        steps.append((name, key))
    return unchecked_path(tuple(reversed(steps)))


def to_path(path: str | Path, where: str = "") -> Path:
    """Return a path, or the path of a text."""
    try:
        return path if type(path) is Path else Path.parse(path)
    except (TypeError, ValueError) as fault:
        raise type(fault)(f"{where}: {fault}") from None
