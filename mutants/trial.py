"""A trial: the functions as loaded, one of them replaced in a process of its own, and the tests."""

import gc
import os
import resource
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import pytest
from _pytest.runner import runtestprotocol

from mutants.mutations import Mutant

MEMORY = 4 << 30
"""Bytes that a trial may take: a mutant that fills the memory is noticed."""

SURVIVED, LATE = "-", "?"

NEW_LOCALS = 2
"""The mark of a code that has variables of its own: a function's, not a class's."""


def forked(work: Callable[..., str], *args: Any) -> tuple[int, int]:
    """Start work in a process of its own; return its id and the end that its word comes from."""
    end, word = os.pipe()
    pid = os.fork()
    if pid:
        os.close(word)
        return pid, end
    try:
        silence = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(silence, stream)
        answer = work(*args).encode()
        while answer:
            answer = answer[os.write(word, answer) :]
        os._exit(0)
    finally:
        os._exit(1)  # nothing was said: the work itself failed


def bounded(seconds: float = 0) -> None:
    """Let the process end when it takes too much memory, or has computed for so long (0: ever)."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.setitimer(signal.ITIMER_PROF, seconds)


def tried(mutant: Mutant, library: "Library", items: Sequence[pytest.Item], seconds: float) -> str:
    """Put a mutant in, run the tests, and return the name of the first that fails.

    SURVIVED where none does; LATE where what was loaded holds the function as it was.
    The process ends when it has computed for so long, or takes too much memory.
    """
    bounded(seconds)
    if not library.replace(mutant):
        return LATE
    for item in items:
        if any(report.failed for report in runtestprotocol(item, log=False, nextitem=None)):
            return item.nodeid
    return SURVIVED


class Library:
    """The functions of the library as they are loaded, by the file that they are written in."""

    def __init__(self, paths: Iterable[Path]) -> None:
        """Find them once, so that no trial must."""
        self.functions: dict[str, list[FunctionType]] = {str(path.absolute()): [] for path in paths}
        self.caches: list[Any] = []
        for value in gc.get_objects():
            if type(value) is FunctionType and value.__code__.co_filename in self.functions:
                self.functions[value.__code__.co_filename].append(value)
            elif hasattr(type(value), "cache_clear"):
                self.caches.append(value)
        gc.freeze()

    def replace(self, mutant: Mutant) -> bool:
        """Give the function around a mutant the code that the mutant makes of it.

        False where one that was made on import takes other values than the mutant's code.
        """
        path = str(mutant.path.absolute())
        before = compile(mutant.module.code, path, "exec")
        new = dict(_functions(before, compile(mutant.source(), path, "exec")))
        for function in self.functions[path]:
            now = new.get(function.__code__)
            if now is not None and now != function.__code__:
                if now.co_freevars != function.__code__.co_freevars:
                    return False
                function.__code__ = now
        self.forget()
        return True

    def forget(self) -> None:
        """Empty the caches: what a function once gave does not stand for what it gives now."""
        for cache in self.caches:
            cache.cache_clear()


def _functions(before: CodeType, after: CodeType) -> Iterator[tuple[CodeType, CodeType]]:
    """Pair the functions of a module and of its classes, and those within them, with the new."""
    olds, news = (
        [c for c in code.co_consts if isinstance(c, CodeType)] for code in (before, after)
    )
    if len(olds) == len(news):
        for old, new in zip(olds, news, strict=True):
            if old.co_flags & NEW_LOCALS:
                yield old, new
            yield from _functions(old, new)
