"""A rule: what it asks of one kind of object, and how it says so."""

import json
from collections.abc import Callable, Mapping
from difflib import ndiff
from pkgutil import resolve_name
from types import MappingProxyType
from typing import Any, Self

import attrs
from attrs import field, frozen

from bdc_sessions.changes import ChangeRequest, FieldChange, Recap, recap
from bdc_sessions.model import Action, Address, CollectiveInfo, Component, Session, Volume
from bdc_sessions.model.shape import shape
from bdc_sessions.rules.example import example_action
from bdc_sessions.rules.group import Group, Twins
from bdc_sessions.rules.message import LANGUAGES, names
from bdc_sessions.rules.severity import Severity

NAMES: dict[type[Any], str] = {
    Action: "action",
    Component: "component",
    Volume: "volume",
    Session: "session",
    CollectiveInfo: "info",
    Address: "address",
    ChangeRequest: "request",
    FieldChange: "change",
    dict: "data",
}
"""By which name a rule takes an object of a class; a class of a layer above says it itself."""


def judged_as(cls: type[Any]) -> str | None:
    """Return by which name a rule takes an object of a class: None for one that is not judged.

    It is that of ``NAMES``, or the class's own ``JUDGED_AS``.
    """
    return NAMES.get(cls) or getattr(cls, "JUDGED_AS", None)


CONTEXT = ("today", "postal", "holidays")
"""What varies, and must be given to be judged by."""

Check = Callable[..., Any]
Example = Callable[[Any], Any]


def _texts(by_language: Mapping[str, str]) -> Mapping[str, str]:
    return MappingProxyType(dict(by_language))


@frozen(kw_only=True)
class Rule:
    """What is asked of every object of a class; an immutable value, made with ``@rule``.

    ``check`` takes the subject first, then by name its parents (without their collections), group
    values and what varies (``today``, ``postal``, ``holidays``); it returns a bool, or unknown.
    """

    code: str
    severity: Severity
    subject: type[Any]
    fields: tuple[str, ...]
    source: str
    titles: Mapping[str, str] = field(eq=False, converter=_texts)
    templates: Mapping[str, str] = field(eq=False, converter=_texts)
    check: Check
    groups: tuple[Group, ...] = ()
    over: tuple[type[Any], str] | None = None
    """Judged at each member of a collection of a class, and reported there."""
    twins: Twins | None = None
    fix: Callable[[Any], Any] | None = None
    fails: Example | None = field(default=None, eq=False)
    passes: Example | None = field(default=None, eq=False)
    example: Callable[[], Any] = field(default=example_action, eq=False)
    """Makes the value that the examples are edits of."""

    def __attrs_post_init__(self) -> None:
        """Refuse what no engine could judge or say."""
        if self.subject is dict:  # judged by the codec, on data; its messages are the codec's
            return
        takes = set(self.takes)
        groups = (group.name for group in self.groups)
        own = judged_as(self.subject) or "subject"
        known = {*NAMES.values(), *CONTEXT, *groups, own, "subject", "twin", "stale"}
        if unknown := takes - known:
            raise ValueError(f"rule {self.code}: {sorted(unknown)} is none of {sorted(known)}")
        said = takes | {"label"}
        if self.judged is FieldChange and "action" in takes:
            said.add("held")
        for template in self.templates.values():
            if unknown := names(template) - said:
                raise ValueError(
                    f"rule {self.code}: its message names {sorted(unknown)}, "
                    f"but it may tell {sorted(said)} only"
                )
        reported = judged_as(self.judged)
        if reported is None:
            raise ValueError(f"rule {self.code}: {self.subject.__name__} is judged by no rule")
        if self.judged in (ChangeRequest, FieldChange):
            return
        if not self.fields or (unknown := set(self.fields) - set(shape(self.judged).order)):
            raise ValueError(
                f"rule {self.code}: found fields {self.fields}; expected some of "
                f"{self.judged.__name__}'s: {', '.join(shape(self.judged).order)}"
            )

    def __copy__(self) -> Self:
        """Be its own copy, as nothing of it can change."""
        return self

    def __deepcopy__(self, _: object) -> Self:
        """Be its own copy, as nothing of it can change."""
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle by the name in its module, as functions do; ``TypeError`` without such a name."""
        name = f"{self.check.__module__}:{self.check.__qualname__}"
        try:
            named = _named(name, self.severity)
            known = attrs.astuple(named, recurse=False) == attrs.astuple(self, recurse=False)
        except (AttributeError, ImportError, ValueError):
            known = False
        if not known:
            raise TypeError(
                f"found the rule {self.code}, made of {name}; expected a rule that bears this name "
                "in its module: only those can be pickled"
            )
        return _named, (name, self.severity)

    @property
    def takes(self) -> tuple[str, ...]:
        """The names of what the check is called with, the subject first."""
        code = self.check.__code__
        return tuple(code.co_varnames[: code.co_argcount])

    @property
    def judged(self) -> type[Any]:
        """The class of what the check takes first: the subject, or a member of its collection."""
        if self.over is None:
            return self.subject
        owner, members = self.over
        return FieldChange if owner is ChangeRequest else shape(owner).collections[members].item

    @property
    def members(self) -> str:
        """The collection that a rule is judged over; "" for one that is not."""
        return self.over[1] if self.over else ""

    @property
    def needs(self) -> tuple[str, ...]:
        """What must be given besides the subject: parents, today, postal, holidays."""
        owners = {NAMES[group.of] for group in self.groups}
        owners |= {NAMES[self.over[0]]} if self.over else set()
        wanted = {*self.takes[1:], *owners} - {judged_as(self.subject)}
        if "stale" in wanted:
            wanted |= {"action"}
        return tuple(name for name in (*NAMES.values(), *CONTEXT) if name in wanted)

    def title(self, lang: str = "fr") -> str:
        """Return in a few words what the rule asks."""
        return self.titles[_language(lang)]

    def explain(self, lang: str = "fr") -> str:
        """Return what the rule asks, why, and an example that keeps and one that breaks it."""
        said = {
            "fr": ("Source", "Demande", "Message", "Conforme", "Refusé"),
            "en": ("Source", "Needs", "Message", "Passes", "Fails"),
        }[_language(lang)]
        source, needs, message, passes, fails = said
        lines = [
            f"{self.code} ({self.severity.value}, {self.subject.__name__}): {self.title(lang)}",
            f"{source}: {self.source}",
            f"{message}: {self.templates[lang]}",
        ]
        if self.needs:
            lines.append(f"{needs}: {', '.join(self.needs)}")
        for word, example in ((passes, self.passes), (fails, self.fails)):
            if example is not None:
                lines.append(f"{word}:\n{_shown(self.example(), example)}")
        return "\n".join(lines)


def _named(name: str, severity: Severity) -> Rule:
    return with_severity(resolve_name(name), severity)


def _shown(value: Any, example: Example) -> Recap | str:
    edited = example(value)
    if isinstance(value, str):  # a long text: the lines that the edit takes and gives
        lines = ndiff(value.split("\n"), edited.split("\n"))
        return "\n".join(line for line in lines if line[0] in "+-")
    if isinstance(edited, dict):
        # What no text can hold stands as JSON escapes it.
        written = json.dumps(edited, ensure_ascii=False)
        return written.encode(errors="backslashreplace").decode()
    if isinstance(edited, str):
        return edited
    if isinstance(edited, ChangeRequest):
        return edited.recap(value)
    return recap(value, edited)


def _language(lang: str) -> str:
    if lang not in LANGUAGES:
        raise ValueError(f"found the language {lang!r}; expected one of {', '.join(LANGUAGES)}")
    return lang


def rule(  # noqa: PLR0913 - a rule's facts, each named
    code: str,
    severity: Severity,
    *,
    on: type[Any],
    fields: tuple[str, ...],
    source: str,
    fr: str,
    en: str,
    title_fr: str | None = None,
    title_en: str | None = None,
    **options: Any,
) -> Callable[[Check], Rule]:
    """Make a rule of a function over the subject and its parents.

    >>> from bdc_sessions.model import Session
    >>> @rule("MY-001", Severity.WARNING, on=Session, fields=("places",), source="nous",
    ...       fr="{session.places} places, c'est trop.", en="{session.places} places is too many.")
    ... def at_most_thirty(session):
    ...     return session.places <= 30
    >>> at_most_thirty.code, at_most_thirty.title("en")
    ('MY-001', 'at most thirty')

    Messages tell what the function takes, and ``{label}``, the form's name of the place; of a
    change, where it takes the action, also ``{held}``, what that holds there.

    ``options``: ``groups``, ``over``, ``twins``, ``fix`` (gives the mended subject), ``fails`` and
    ``passes`` (an action or request made of the example action). ``ValueError``: a parameter, a
    name in a message or a field that does not exist.
    """

    def made(check: Check) -> Rule:
        # The words of the function's name say what it asks, where no title does.
        named = check.__name__.replace("_", " ").strip()
        return Rule(
            code=code,
            severity=severity,
            subject=on,
            fields=fields,
            source=source,
            titles={"fr": title_fr or title_en or named, "en": title_en or named},
            templates={"fr": fr, "en": en},
            check=check,
            **options,
        )

    return made


def with_severity(one: Rule, severity: Severity) -> Rule:
    """Return the rule with another severity."""
    return attrs.evolve(one, severity=severity)
