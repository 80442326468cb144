"""What is mutated: every expression in a function that mutmut's operators know, one at a time."""

import difflib
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import libcst as cst
import libcst.matchers as m
from libcst.metadata import MetadataWrapper, PositionProvider
from mutmut.mutation.mutators import mutation_operators

ALWAYS_FAILING = {"len", "isinstance"}
"""Calls that fail at once without one of their arguments: such a mutant says nothing."""


class Mutant(NamedTuple):
    """One expression replaced by another."""

    path: Path
    module: cst.Module
    old: cst.CSTNode
    new: cst.CSTNode
    line: int
    function: str
    """The innermost function around it, by its qualified name."""
    body: frozenset[int]
    """The lines of that function's body, but for those of functions within it."""

    def source(self) -> str:
        """Return the text of the module with the mutant in it."""
        mutated = self.module.deep_replace(self.old, self.new)
        if not isinstance(mutated, cst.Module):
            raise TypeError(f"found {type(mutated).__name__}; expected a module")
        return mutated.code

    def difference(self) -> tuple[str, ...]:
        """Return the lines that it takes away and puts in, marked as a diff marks them."""
        before, after = self.module.code.splitlines(), self.source().splitlines()
        lines = islice(difflib.unified_diff(before, after, lineterm="", n=0), 2, None)
        return tuple(f"{line[0]} {line[1:].strip()}".strip() for line in lines if line[0] in "-+")


def mutants_of(path: Path) -> list[Mutant]:
    """Return every mutant of a file, in the order of the file."""
    wrapper = MetadataWrapper(cst.parse_module(path.read_text(encoding="utf-8")))
    visitor = _Visitor(path, wrapper.module)
    wrapper.visit(visitor)
    return visitor.mutants


class _Visitor(cst.CSTVisitor):
    METADATA_DEPENDENCIES = (PositionProvider,)

    def __init__(self, path: Path, module: cst.Module) -> None:
        super().__init__()
        self.path = path
        self.module = module
        self.mutants: list[Mutant] = []
        self.around: list[tuple[str, frozenset[int] | None]] = []

    def on_visit(self, node: cst.CSTNode) -> bool:
        if _is_for_readers(node):
            return False
        body = self.around[-1][1] if self.around else None
        if body is not None:
            line = self._lines(node).start
            name = ".".join(name for name, _ in self.around if name)
            self.mutants += (
                Mutant(self.path, self.module, node, new, line, name, body)
                for new in _replacements(node)
            )
        return super().on_visit(node)

    def visit_FunctionDef_body(self, node: cst.FunctionDef) -> None:  # noqa: N802 - libcst's name
        self.around.append((node.name.value, self._own_lines(node.body)))

    def leave_FunctionDef_body(self, node: cst.FunctionDef) -> None:  # noqa: ARG002, N802 - libcst's
        self.around.pop()

    def visit_ClassDef_body(self, node: cst.ClassDef) -> None:  # noqa: N802 - libcst's name
        self.around.append((node.name.value, None))

    def leave_ClassDef_body(self, node: cst.ClassDef) -> None:  # noqa: ARG002, N802 - libcst's name
        self.around.pop()

    def visit_Lambda_body(self, node: cst.Lambda) -> None:  # noqa: N802 - libcst's name
        inside = bool(self.around) and self.around[-1][1] is not None
        self.around.append(("", self._own_lines(node.body) if inside else None))

    def leave_Lambda_body(self, node: cst.Lambda) -> None:  # noqa: ARG002, N802 - libcst's name
        self.around.pop()

    def _own_lines(self, body: cst.CSTNode) -> frozenset[int]:
        lines = frozenset(self._lines(body))
        inner = m.findall(body, m.FunctionDef() | m.Lambda())
        own = lines.difference(*(self._lines(node) for node in inner))
        return own or lines

    def _lines(self, node: cst.CSTNode) -> range:
        position = self.get_metadata(PositionProvider, node)
        return range(position.start.line, position.end.line + 1)


def _is_for_readers(node: cst.CSTNode) -> bool:
    """Whether a node is for people and type checkers only, or an assertion of zip's."""
    match node:
        case cst.Annotation() | cst.Expr(value=cst.SimpleString()):
            return True
        case cst.Call(func=cst.Name(value="cast")) | cst.Arg(keyword=cst.Name(value="strict")):
            return True
        case _:
            return False


def _replacements(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    if isinstance(node, cst.Call) and _name(node) in ALWAYS_FAILING:
        return
    for kind, operator in mutation_operators:
        if isinstance(node, kind):
            for new in _first_of_text(node, operator(node)):
                if not isinstance(new, cst.Call) or _strict(new) == _strict(node):
                    yield new


def _name(node: cst.Call) -> str:
    return node.func.value if isinstance(node.func, cst.Name) else ""


def _strict(node: cst.CSTNode) -> list[str]:
    return [
        cst.Module(()).code_for_node(arg.value)
        for arg in node.children
        if isinstance(arg, cst.Arg) and arg.keyword is not None and arg.keyword.value == "strict"
    ]


def _first_of_text(node: cst.CSTNode, new: Iterable[cst.CSTNode]) -> Iterable[cst.CSTNode]:
    # The others change the case of the same letters: what notices one notices all.
    return islice(new, 1) if isinstance(node, cst.BaseString) else new
