"""What would make a rule silently wrong on columns, found in its function before it is called."""

import builtins
import dis
import operator
import sys
from collections import deque
from collections.abc import Iterator
from datetime import date, time, timedelta
from decimal import Decimal
from enum import EnumType
from functools import cached_property, partial, partialmethod
from inspect import getattr_static
from random import Random
from types import (
    BuiltinMethodType,
    CodeType,
    FunctionType,
    MappingProxyType,
    MemberDescriptorType,
    MethodType,
)
from typing import Any, Final

from pendulum import Date, Time

from bdc_sessions.rules.predicates import Expression
from bdc_sessions.texts import Bilingual

_TRUSTED: Final = Expression.__module__
"""The words: they know what a column is."""

_IDENTITY: Final = Bilingual(
    "elle demande ce qui est, ou n'est pas, None ou un autre objet : dites missing(…) ou ==",
    "it asks what is, or is not, None or another object: say missing(…) or ==",
)
_STRUCTURE: Final = Bilingual(
    "elle a un motif de plusieurs valeurs, ce que n'est pas une colonne",
    "it matches a pattern of several values, which a column is not",
)
_OPCODES: Final = {
    "IS_OP": _IDENTITY,
    "PUSH_EXC_INFO": Bilingual("elle intercepte des exceptions", "it catches exceptions"),
    "MATCH_SEQUENCE": _STRUCTURE,
    "MATCH_MAPPING": _STRUCTURE,
    "IMPORT_NAME": Bilingual(
        "elle importe en jugeant : importez en tête du module",
        "it imports while it judges: import at the top of the module",
    ),
}
_BUILTINS: Final = {
    call: Bilingual(
        f"elle appelle {call.__name__}, qui voit une colonne au lieu d'une valeur",
        f"it calls {call.__name__}, which a column answers as a column",
    )
    for call in (type, id, callable, issubclass, vars, dir, eval, exec, globals, locals)
} | dict.fromkeys((operator.is_, operator.is_not), _IDENTITY)
_RANDOM: Final = Bilingual("elle tire au hasard", "it draws at random")
_COMPILED: Final = Bilingual(
    "elle appelle du code compilé, qu'on ne peut pas lire",
    "it calls compiled code, which can't be looked through",
)

_CONSTANTS: Final = frozenset(
    {bool, int, float, str, bytes, Decimal, date, time, timedelta, Date, Time}
)
"""The types of constants, whose operators are known."""

_Reached = tuple[Any, Any]
"""What a function may call, and the object that it is read of, if it is one."""

_COMPARISONS: Final = tuple(f"__{name}__" for name in ("eq", "ne", "lt", "le", "gt", "ge"))
_OPERATORS: Final = tuple(
    f"__{name}__"
    for name in (
        *("call", "contains", "getitem", "getattr", "get"),
        *("add", "sub", "mul", "matmul", "truediv", "floordiv", "mod", "divmod", "pow"),
        *("lshift", "rshift", "and", "xor", "or"),
        *("iadd", "isub", "imul", "iand", "ixor", "ior"),
    )
)
"""What a column may be given to by an object that a function names, on the left of it."""


def reason_against(function: Any) -> Bilingual | None:  # noqa: C901, PLR0912 - a line a case
    """Return why a function might be silently wrong on columns, if it might.

    >>> reason_against(lambda info: info.comment is None).en
    'it asks what is, or is not, None or another object: say missing(…) or =='
    """
    seen: set[tuple[int, int]] = set()
    waiting: list[_Reached] = [(function, None)]
    while waiting:
        named, holder = waiting.pop()
        if (id(named), id(holder)) in seen:
            continue
        seen.add((id(named), id(holder)))
        try:
            if named in _BUILTINS:
                return _BUILTINS[named]
            if named in _CONSTANTS or type(named) in _CONSTANTS:
                continue
        except TypeError:  # what has no hash is none of them
            pass
        match named:
            case Random() | BuiltinMethodType(__self__=Random()):
                return _RANDOM
            case partial():
                parts = (named.func, *named.args, *named.keywords.values())
                waiting += [(part, None) for part in parts]
            case MethodType():
                waiting.append((named.__func__, named.__self__))
            case FunctionType() if named.__module__ != _TRUSTED:
                codes = list(_codes(named.__code__))
                for code in codes:
                    if by_name := {*_COMPARISONS} & {*code.co_names}:
                        name = min(by_name)
                        return Bilingual(
                            f"elle appelle {name} par son nom : dites-le par un opérateur",
                            f"it calls {name} by its name: say it as an operator",
                        )
                    for instruction in dis.get_instructions(code):
                        if reason := _reason(instruction.opname):
                            return reason
                waiting += _reached(named, codes, holder)
            case staticmethod() | classmethod():
                waiting.append((named.__func__, holder))
            case partialmethod() | cached_property():
                waiting.append((named.func, holder))
            case property():
                waiting.append((named.fget, holder))
            case FunctionType() | EnumType():
                pass
            case dict() | MappingProxyType():
                waiting += [(value, None) for value in named.values()]
            case list() | tuple() | set() | frozenset() | deque():
                waiting += [(value, None) for value in named]
            case type():
                own = _own(named, ("__init__", "__new__", *_OPERATORS, *_COMPARISONS))
                waiting += [(method, named) for method in own]
            case _:
                own = _own(type(named), _OPERATORS + _COMPARISONS)
                if callable(named) and not _can_be_read(named):
                    return _COMPILED
                waiting += [(method, named) for method in own]
    return None


def _own(cls: type[Any], names: tuple[str, ...]) -> list[Any]:
    """Return the special methods that a class has, its metaclass aside."""
    return [vars(base)[name] for base in cls.__mro__ for name in names if name in vars(base)]


def _can_be_read(named: Any) -> bool:
    """Whether what can be called is of Python's own, or written in Python."""
    module = getattr(named, "__module__", None) or "builtins"
    known = module.partition(".")[0] in sys.stdlib_module_names
    return known or isinstance(type(named).__call__, FunctionType)


def _reason(opname: str) -> Bilingual | None:
    if "IF_NONE" in opname or "IF_NOT_NONE" in opname:
        return _IDENTITY
    return _OPCODES.get(opname)


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _codes(constant)


def _reached(function: FunctionType, codes: list[CodeType], holder: Any) -> list[_Reached]:
    """Return what a function names: globals, what it closes over, and what it reads of these."""
    names = {name for code in codes for name in code.co_names}
    known = {**vars(builtins), **function.__globals__}
    named = [known[name] for name in names if name in known]
    constants = [constant for code in codes for constant in code.co_consts]
    constants += [c for several in constants if isinstance(several, tuple) for c in several]
    texts = [text for text in constants if isinstance(text, str)]
    names |= {name for text in texts for name in text.split(".")}  # which getattr may be given
    named += [cell.cell_contents for cell in function.__closure__ or () if _is_filled(cell)]
    named += [*(function.__defaults__ or ()), *(function.__kwdefaults__ or {}).values()]
    reached: list[_Reached] = [(one, None) for one in (*named, holder) if one is not None]
    seen = {id(one) for one, _ in reached} | {id(None)}
    for one, _ in reached:  # which grows
        for name in () if isinstance(one, FunctionType | str | int | tuple) else names:
            member = getattr_static(one, name, None)
            if isinstance(member, MemberDescriptorType):
                member = getattr(one, name, None)
            if id(member) not in seen:
                seen.add(id(member))
                reached.append((member, one))
    return reached


def _is_filled(cell: Any) -> bool:
    try:
        return cell.cell_contents is not None
    except ValueError:  # not bound yet
        return False
