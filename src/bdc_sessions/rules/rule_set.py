"""``RuleSet``: an immutable set of rules, with their waivers."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from typing import Any
from unicodedata import normalize

from attrs import field, frozen

from bdc_sessions.errors import NotFoundError
from bdc_sessions.model import Path
from bdc_sessions.model.fields import bind_location, to_text, to_tuple
from bdc_sessions.model.value import Value
from bdc_sessions.rules.engine import Engine
from bdc_sessions.rules.explanation import subject_name
from bdc_sessions.rules.findings import WAIVED
from bdc_sessions.rules.plan import plan_of
from bdc_sessions.rules.rule import Rule, itself
from bdc_sessions.rules.severity import Severity
from bdc_sessions.rules.waiver import Waiver
from bdc_sessions.screen import Screen, Table
from bdc_sessions.texts import NOTHING, counted, display, line_of, summary

FEW = 3
"""The number of rules up to which a set prints their codes."""


def _by_code(rules: Iterable[Rule], where: str = "") -> tuple[Rule, ...]:
    by_code: dict[str, Rule] = {}
    for rule in to_tuple(rules, Rule, where):
        known = by_code.setdefault(rule.code, rule)
        if known.predicate is not rule.predicate:
            raise ValueError(
                f"two rules bear the code {line_of(rule.code)}; a code never changes its meaning: "
                "give the new rule a code of its own"
            )
        by_code[rule.code] = rule
    return tuple([by_code[code] for code in sorted(by_code)])


def _to_waivers(waivers: Iterable[Waiver], where: str = "") -> tuple[Waiver, ...]:
    return to_tuple(waivers, Waiver, where)


@frozen(repr=False, field_transformer=bind_location)
class RuleSet(Value):
    """Rules in the order of their codes, each code once, with their waivers.

    >>> from bdc_sessions.rules import RULES
    >>> RULES.only("SES-001", "SES-002").without("SES-001")
    <RuleSet SES-002>

    Attributes:
        rules: The rules, in the order of their codes.
        waivers: The waivers: which rule may be broken, where and until when.

    Raises:
        TypeError: An item that is no rule, or no waiver.
        ValueError: Two rules with one code.
    """

    rules: tuple[Rule, ...] = field(default=(), converter=_by_code)
    waivers: tuple[Waiver, ...] = field(default=(), kw_only=True, converter=_to_waivers)
    _engines: dict[Any, Engine] = field(factory=dict, init=False, eq=False)
    """The engines, by the class of the value and the names of the arguments."""

    def without(self, *codes: str) -> "RuleSet":
        """Return the set without some rules.

        >>> from bdc_sessions.rules import RULES
        >>> "SES-005" in RULES.without("SES-005")
        False

        Raises:
            NotFoundError: A code that is not there.
            TypeError: A code that is no text.
        """
        gone = {self[code].code for code in codes}
        return self.evolve(rules=[rule for rule in self.rules if rule.code not in gone])

    def only(self, *codes: str) -> "RuleSet":
        """Return the set of some of the rules.

        >>> from bdc_sessions.rules import RULES
        >>> len(RULES.only("SES-001", "SES-002"))
        2

        Raises:
            NotFoundError: A code that is not there.
            TypeError: A code that is no text.
        """
        return self.evolve(rules=[self[code] for code in codes])

    def with_(self, *rules: "Rule") -> "RuleSet":
        """Return the set with more rules.

        >>> from bdc_sessions.rules import RULES
        >>> RuleSet().with_(RULES["SES-001"])
        <RuleSet SES-001>

        Raises:
            ValueError: A code that another rule has.
        """
        return self.evolve(rules=(*self.rules, *rules))

    def with_severity(self, code: str, severity: "Severity") -> "RuleSet":
        """Return the set with another severity for a rule.

        >>> from bdc_sessions.rules import RULES
        >>> RULES.with_severity("SES-005", Severity.ERROR)["SES-005"].severity.label()
        'erreur'

        Raises:
            NotFoundError: A code that is not there.
            TypeError: A code that is no text.
        """
        return self.with_(self[code].evolve(severity=severity))

    def waive(
        self, code: str, *, at: "str | Path" = "", reason: str, until: "date | None" = None
    ) -> "RuleSet":
        """Return the set with a waiver of a rule at or under a path, up to and including a day.

        The path starts from the action. Waived violations are listed in ``report.waived``; with
        ``until``, judging needs ``today``.

        >>> from bdc_sessions.rules import RULES
        >>> RULES.waive("SES-005", at="components[01]", reason="travaux").waivers[0].reason
        'travaux'

        Raises:
            NotFoundError: A code that is not there.
            TypeError: A code that is no text.
            ValueError: A path that no action can have.
        """
        waiver = Waiver(code=self[code].code, at=at, reason=reason, until=until)
        return self.evolve(waivers=(*self.waivers, waiver))

    def __or__(self, other: "RuleSet") -> "RuleSet":
        """Return both sets joined; a rule of both has the severity of ``other``."""
        if not isinstance(other, RuleSet):
            return NotImplemented
        waivers = dict.fromkeys((*self.waivers, *other.waivers))
        return RuleSet((*self.rules, *other.rules), waivers=tuple(waivers))

    def __getitem__(self, code: str) -> Rule:
        """Return a rule by its code; ``NotFoundError`` if there is none."""
        name = to_text(code, "RuleSet[code]")
        for rule in self.rules:
            if rule.code == name:
                return rule
        raise NotFoundError(name, [rule.code for rule in self.rules])

    def __contains__(self, code: object) -> bool:
        """Whether a code, or a rule, is in the set."""
        if isinstance(code, str):
            return normalize("NFC", code) in [rule.code for rule in self.rules]
        return isinstance(code, Rule) and code in self.rules

    def __iter__(self) -> Iterator[Rule]:
        return iter(self.rules)

    def __len__(self) -> int:
        return len(self.rules)

    def _ipython_key_completions_(self) -> list[str]:
        return [rule.code for rule in self.rules]

    __copy__ = itself
    __deepcopy__ = itself

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle the rules and waivers; engines are made again, as they contain functions."""
        return partial(RuleSet, waivers=self.waivers), (self.rules,)

    def screen(self) -> "Screen":
        """Return the rules with their titles and sources, then the waivers.

        >>> from bdc_sessions.rules import RULES
        >>> RULES.only("SES-003").screen().parts[0].rows[0][3]
        "Le nombre de places n'est pas négatif."
        """
        rules = Table(
            ("Code", "Gravité", "Objet", "Règle", "Source"),
            [
                (r.code, r.severity.label(), subject_name(r), r.title(), r.source)
                for r in self.rules
            ],
        )
        waivers = Table(
            WAIVED,
            [(w.code, str(w.at) or NOTHING, w.reason, display(w.until)) for w in self.waivers],
        )
        waived = [Screen("Dérogations", [waivers])] if self.waivers else []
        return Screen(counted(len(self.rules), "règle"), [rules, *waived])

    def __repr__(self) -> str:
        codes = [rule.code for rule in self.rules]
        few = 0 < len(codes) <= FEW
        return summary(RuleSet, " ".join(codes) if few else counted(len(codes), "rule", "en"))


def engine_of(rules: RuleSet, root: type[Any], given: frozenset[str]) -> Engine:
    """Return the engine of a set for a class and the names of the arguments; made at first use.

    Two threads that make one at the same time make equal ones.
    """
    engines = rules._engines  # noqa: SLF001 - kept with the set, of which they are a function
    engine = engines.get((root, given))
    if engine is None:
        engine = engines[root, given] = Engine(plan_of(rules, root, given))
    return engine
