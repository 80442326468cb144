"""``Rule``: a requirement on objects of one class, with its texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from inspect import Parameter
from operator import attrgetter
from types import MappingProxyType, NoneType
from typing import Any, Final, TypeVar

from attrs import field, frozen

from bdc_sessions.changes import ChangeRequest, FieldChange
from bdc_sessions.model.fields import (
    bind_location,
    to_instance,
    to_text,
    to_texts,
    to_tuple,
    wrong_type,
)
from bdc_sessions.model.shape import shape
from bdc_sessions.model.value import Value
from bdc_sessions.rules.example import example_action
from bdc_sessions.rules.explanation import explanation
from bdc_sessions.rules.group import Group, Twins
from bdc_sessions.rules.message import names, untellable
from bdc_sessions.rules.severity import Severity
from bdc_sessions.rules.signature import (
    CONTEXT,
    PARENTS,
    parameters_of,
    parents_of,
    subject_of,
)
from bdc_sessions.rules.specimens import Unseen, specimens
from bdc_sessions.rules.violation import to_bilingual
from bdc_sessions.screen import Screen
from bdc_sessions.texts import Bilingual, is_blank, line_of, one_line, short_repr, summary

T = TypeVar("T")
Predicate = Callable[..., Any]
Edit = Callable[[Any], Any]
Make = Callable[[], Any]
Members = tuple[type[Any], str]
Details = Mapping[str, Callable[[Mapping[str, Any]], Any]]

ALWAYS_NAMED: Final = frozenset({"label", "field", "value"})
"""What every message may name: the field's label on the form, its name, and its value."""

NEVER_NAMED: Final = frozenset({"postal", "holidays", "stale"})
"""Functions and sets, whose text is no text for people."""

_TYPES: Final[Mapping[str, type[Any]]] = MappingProxyType(
    {"severity": Severity, "subject": type, "each_of": tuple, "twins": Twins, "details": Mapping}
)
_MANDATORY: Final = ("severity", "subject", "details", "predicate")
_FUNCTIONS: Final = ("predicate", "fix", "fails", "passes", "example")


def _to_example(make: Make | None, where: str = "") -> Make:  # noqa: ARG001 - a converter
    return example_action if make is None else make


def _to_groups(values: Iterable[Group], where: str = "") -> tuple[Group, ...]:
    return to_tuple(values, Group, where)


def itself(value: T, _: object = None) -> T:
    """Return a value as its own copy, as it is immutable."""
    return value


@frozen(kw_only=True, repr=False, field_transformer=bind_location)
class Rule(Value):
    """A requirement on every object of a class; a value, made with ``@rule``.

    >>> from bdc_sessions.rules import RULES
    >>> RULES["SES-002"], RULES["SES-002"].parameters, RULES["SES-002"].needs
    (<Rule SES-002 error Session>, ('session', 'component'), ('component',))

    Attributes:
        code: The rule's code, which never changes its meaning.
        severity: The severity of its violations.
        subject: The class of the objects that the rule is about.
        fields: The fields that it is about; a violation is reported at the first.
        source: The document and section that it comes from: "§1.1".
        titles: What it requires, in a few words.
        templates: The message, with names of values to fill in: ``{session.start}``.
        predicate: The function that judges. It takes the subject, then by name its parents (without
            their collections), group values and the context (``today``, ``postal``, ``holidays``).
            It returns a bool or ``UNKNOWN``, or a tuple of these, one for each of the fields.
        groups: The values over collections that the predicate takes.
        each_of: The class and its collection whose members are judged one by one, if not the
            subject itself.
        twins: How equal members of that collection are found.
        reads: The only fields of the object that the predicate reads, if it cannot judge columns:
            it is then called for each distinct combination, twice, to see that it reads no more.
        details: More values for the message, each a function of the other values.
        fix: Returns the corrected subject.
        fails: Returns the example edited so that it breaks this rule, and no other.
        passes: Returns the example edited so that it keeps the rule.
        example: Returns the value that these edit.
        signature: The parameters of the predicate, as of ``inspect.signature``.

    Raises:
        TypeError: An argument of a wrong type.
        ValueError: A rule that cannot be judged or reported: a field, a parameter or a name in a
            message does not exist.
    """

    code: str = field(converter=to_text)
    severity: Severity
    subject: type[Any]
    fields: tuple[str, ...] = field(converter=to_texts)
    source: str = field(converter=to_text)
    titles: Bilingual = field(converter=to_bilingual)
    templates: Bilingual = field(converter=to_bilingual)
    predicate: Predicate
    groups: tuple[Group, ...] = field(default=(), converter=_to_groups)
    each_of: Members | None = None
    twins: Twins | None = None
    reads: tuple[str, ...] = field(default=(), converter=to_texts)
    details: Details = field(default=MappingProxyType({}), eq=False)
    fix: Edit | None = None
    fails: Edit | None = field(default=None, eq=False)
    passes: Edit | None = field(default=None, eq=False)
    example: Make = field(default=None, converter=_to_example, eq=False)
    signature: tuple[Parameter, ...] = field(init=False, eq=False)

    def __attrs_post_init__(self) -> None:
        """Refuse a rule that cannot be judged or reported."""
        for name, kind in _TYPES.items():
            value = getattr(self, name)
            if value is not None or name in _MANDATORY:
                to_instance(value, kind, f"Rule.{name}")
        for name in _FUNCTIONS:
            value = getattr(self, name)
            if not callable(value) and (value is not None or name in _MANDATORY):
                raise wrong_type(value, f"Rule.{name}", "a function")
        if self.each_of is None and self.twins is not None:
            object.__setattr__(self, "each_of", (self.twins.of, self.twins.members))
        match self.each_of:
            case None | (type(), str()):
                pass
            case _:
                raise wrong_type(self.each_of, "Rule.each_of", "a class and its collection's name")
        for group in self.groups:
            to_instance(group.of, type, f"Rule.groups, {short_repr(group.name)}")
        try:
            fault = next(self._faults(), None)
        except ValueError as error:
            fault = str(error)
        if fault is not None:
            raise ValueError(f"rule {line_of(self.code, 100)}: {line_of(fault, 1000)}")

    def _faults(self) -> Iterator[str]:
        """Yield what is wrong, if anything; set the signature on the way."""
        if is_blank(self.code) or one_line(self.code) != self.code.strip():
            yield f"found the code {short_repr(self.code, 200)}; expected one such as 'SES-002'"
        if any(map(is_blank, (*self.titles, *self.templates))):
            yield "found a blank text; expected a title and a message in both languages"
        if self.target is NoneType:
            yield f"found each_of={short_repr(self.each_of)}; expected a class and its collection"
        own, parents = subject_of(self.target), parents_of(self.target)
        if not own:
            yield f"{line_of(self.target.__name__)} is judged by no rule"
        if self.twins and self.each_of != (self.twins.of, self.twins.members):
            members = line_of(self.twins.members)
            yield f"found twins of {members}; expected them of what each_of names"
        for group in self.groups:
            if subject_of(group.of) not in (own, *parents):
                yield f"found a value over {line_of(group.of.__name__)}, in which no {own} stands"
        groups = [group.name for group in self.groups]
        known = (*parents, *CONTEXT, *groups, *(["twin"] if self.twins else []))
        object.__setattr__(self, "signature", parameters_of(self.predicate, own, known))
        if self.subject is not dict:  # whose messages and paths are the codec's
            yield from self._faults_of_texts()

    def _faults_of_texts(self) -> Iterator[str]:
        known = {p.name for p in self.signature} - NEVER_NAMED | ALWAYS_NAMED | self.details.keys()
        tried = specimens(self.target)
        unseen = dict.fromkeys(known - tried.keys() | self.details.keys(), Unseen())
        for template in self.templates:
            if unknown := names(template) - known:
                yield (
                    f"its message names {short_repr(sorted(unknown))}, but may tell "
                    f"{short_repr(sorted(known))} only"
                )
            yield from untellable(template, {**tried, **unseen})
        if self.target in (ChangeRequest, FieldChange):
            return
        order = shape(self.target).order
        if not self.fields or not order.keys() >= set(self.fields):
            yield (
                f"found fields {short_repr(self.fields)}; expected some of "
                f"{self.target.__name__}'s: {', '.join(order)}"
            )
        if unread := set(self.reads) - set(shape(self.target).leaves):
            found = short_repr(sorted(unread))
            yield f"found reads={found}; expected fields of {self.target.__name__}"

    @property
    def target(self) -> type[Any]:
        """The class of the predicate's first argument: the subject, or a member of a collection.

        >>> from bdc_sessions.rules import RULES
        >>> RULES["ACT-002"].subject.__name__, RULES["ACT-002"].target.__name__
        ('Action', 'Component')
        """
        if self.each_of is None:
            return self.subject
        owner, members = self.each_of
        if owner is ChangeRequest:
            return FieldChange
        collection = shape(owner).collections.get(members)
        return NoneType if collection is None else collection.item

    @property
    def parameters(self) -> tuple[str, ...]:
        """The names of the arguments of the predicate, the subject first.

        >>> from bdc_sessions.rules import RULES
        >>> RULES["INF-003"].parameters
        ('info', 'session', 'action')
        """
        known = {*parents_of(self.target), *CONTEXT, "twin", *[g.name for g in self.groups]}
        subject, *others = [parameter.name for parameter in self.signature]
        return (subject, *[name for name in others if name in known])

    @property
    def needs(self) -> tuple[str, ...]:
        """The arguments of ``validate`` that it needs: parents, today, postal, holidays.

        >>> from bdc_sessions.rules import RULES
        >>> RULES["INF-003"].needs, RULES["INF-007"].needs
        (('action', 'session'), ('postal',))
        """
        wanted = {p.name for p in self.signature[1:] if p.default is p.empty}
        wanted |= {subject_of(group.of) for group in self.groups if group.name in wanted}
        wanted |= {"action"} if "stale" in wanted else set()
        wanted |= {subject_of(self.each_of[0])} if self.each_of else set()
        wanted.discard(subject_of(self.subject))
        return tuple([name for name in (*PARENTS, *CONTEXT) if name in wanted])

    def title(self, lang: str = "fr") -> str:
        """Return what the rule requires, in a few words.

        >>> from bdc_sessions.rules import RULES
        >>> RULES["SES-003"].title("en")
        'The number of places is not negative.'

        Raises:
            ValueError: The language is not known.
        """
        return self.titles.get(lang)

    def explain(self, lang: str = "fr") -> str:
        r"""Return what the rule requires, its source, and examples that pass and fail.

        >>> from bdc_sessions.rules import RULES
        >>> print(RULES["SES-003"].explain("en").split("\n\n")[1])
        The number of places is not negative.

        Raises:
            ValueError: The language is not known.
        """
        return str(explanation(self, lang))

    def screen(self) -> Screen:
        """Return the text of ``explain`` as a screen, in French.

        >>> from bdc_sessions.rules import RULES
        >>> RULES["SES-003"].screen().parts[1].pairs[0]
        ('Source', '§1.3')
        """
        return explanation(self)

    __copy__ = itself
    __deepcopy__ = itself

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle by the name in its module, as functions do; ``TypeError`` without such a name."""
        name = f"{self.predicate.__module__}:{getattr(self.predicate, '__qualname__', '')}"
        try:
            known = _named(name, self.severity) == self
        except (AttributeError, ImportError, TypeError, ValueError):
            known = False
        if not known:
            raise TypeError(
                f"found the rule {line_of(self.code)}, made of {name}; expected a rule that "
                "bears this name in its module: only those can be pickled"
            )
        return _named, (name, self.severity)

    def __repr__(self) -> str:
        return summary(Rule, f"{self.code} {self.severity.value} {self.subject.__name__}")


def _named(name: str, severity: Severity) -> Rule:
    module, _, path = name.partition(":")
    return to_instance(attrgetter(path)(import_module(module)), Rule).evolve(severity=severity)
