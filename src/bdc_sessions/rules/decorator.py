"""Rules made of functions: ``@rule``."""

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
    """Return what makes a rule of a function over a subject and its parents.

    >>> from bdc_sessions import Session, Severity
    >>> @rule("MY-001", Severity.WARNING, on=Session, fields=("places",), source="nous",
    ...       fr="{session.places} places, c'est trop.", en="{session.places} places is too many.")
    ... def at_most_thirty(session):
    ...     return session.places <= 30
    >>> at_most_thirty.code, at_most_thirty.title("en")
    ('MY-001', 'at most thirty')

    The facts are those of ``Rule``; ``on`` is the subject, ``fr`` and ``en`` are the templates.
    They tell what the function takes, ``{label}`` (the form's name of the field), ``{field}`` (its
    own), ``{value}`` (what it holds) and the ``details``. Without a title, the words of the
    function's name stand for it.

    Raises:
        TypeError: A fact of a wrong type, or one that is unknown.
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
