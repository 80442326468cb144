"""``@rule``, which makes a rule of a function."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from types import MappingProxyType
from typing import Any

from bdc_sessions.rules.group import Group, Twins
from bdc_sessions.rules.rule import Details, Edit, Make, Members, Predicate, Rule
from bdc_sessions.rules.severity import Severity
from bdc_sessions.texts import Bilingual


def rule(  # noqa: PLR0913 - a rule's facts, each named
    code: str,
    severity: Severity,
    *,
    on: type[Any],
    fields: Iterable[str],
    source: str,
    fr: str,
    en: str,
    title_fr: str | None = None,
    title_en: str | None = None,
    groups: Iterable[Group] = (),
    each_of: Members | None = None,
    twins: Twins | None = None,
    reads: Iterable[str] = (),
    details: Details = MappingProxyType({}),
    fix: Edit | None = None,
    fails: Edit | None = None,
    passes: Edit | None = None,
    example: Make | None = None,
) -> Callable[[Predicate], Rule]:
    """Make a rule of a function of a subject and its parents.

    >>> from bdc_sessions import Session, Severity
    >>> @rule("MY-001", Severity.WARNING, on=Session, fields=("places",), source="nous",
    ...       fr="{session.places} places, c'est trop.", en="{session.places} places is too many.")
    ... def at_most_thirty(session):
    ...     return session.places <= 30
    >>> at_most_thirty.code, at_most_thirty.title("en")
    ('MY-001', 'at most thirty')

    The arguments are the fields of ``Rule``; ``on`` is its subject, ``fr`` and ``en`` are its
    templates, which may name the function's parameters, ``{label}`` (of the field, on the form),
    ``{field}`` (its name), ``{value}`` (its value) and the ``details``. Without a title, the words
    of the function's name are used.

    Raises:
        TypeError: An argument of a wrong type, or an unknown one.
        ValueError: A parameter, a name in a message or a field that does not exist.
    """

    def made(predicate: Predicate) -> Rule:
        named = predicate.func if isinstance(predicate, partial) else predicate
        words = str(getattr(named, "__name__", type(named).__name__)).replace("_", " ").strip()
        return Rule(
            code=code,
            severity=severity,
            subject=on,
            fields=fields,
            source=source,
            titles=Bilingual(title_fr or title_en or words, title_en or words),
            templates=Bilingual(fr, en),
            predicate=predicate,
            groups=groups,
            each_of=each_of,
            twins=twins,
            reads=reads,
            details=details,
            fix=fix,
            fails=fails,
            passes=passes,
            example=example,
        )

    return made
