"""Sets of rules: joined, narrowed, re-weighed and waived without being changed."""

from collections.abc import Iterable, Iterator
from typing import Any

from attrs import evolve, field, frozen
from pendulum import Date

from bdc_sessions.errors import NotFoundError
from bdc_sessions.model import Path
from bdc_sessions.model.fields import to_optional_date, to_text
from bdc_sessions.model.path import to_path
from bdc_sessions.rules.rule import Rule, with_severity
from bdc_sessions.rules.severity import Severity


@frozen(kw_only=True)
class Waiver:
    """Leave to break a rule at or below a path, up to and including a day."""

    code: str
    at: Path = field(converter=to_path)
    reason: str = field(converter=to_text)
    until: Date | None = field(default=None, converter=to_optional_date)


def _by_code(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    found: dict[str, Rule] = {}
    for rule in rules:
        if not isinstance(rule, Rule):
            raise TypeError(f"found {rule!r} ({type(rule).__name__}); expected a Rule")
        other = found.get(rule.code)
        if other is not None and other.check is not rule.check:
            raise ValueError(
                f"two rules bear the code {rule.code}; a code never changes its meaning: "
                "give the new rule a code of its own"
            )
        found[rule.code] = rule
    return tuple(found[code] for code in sorted(found))


def _waivers(waivers: Iterable[Waiver]) -> tuple[Waiver, ...]:
    return tuple(waivers)


@frozen
class RuleSet:
    """Rules in the order of their codes, each code once, with the waivers that hold for them.

    >>> from bdc_sessions.rules.catalogue import RULES
    >>> "SES-005" in RULES.without("SES-005")
    False
    """

    rules: tuple[Rule, ...] = field(default=(), converter=_by_code)
    waivers: tuple[Waiver, ...] = field(default=(), kw_only=True, converter=_waivers)

    def without(self, *codes: str) -> "RuleSet":
        """Leave some rules out; ``NotFoundError`` for a code that is not there."""
        gone = {self[code].code for code in codes}
        return evolve(self, rules=[rule for rule in self.rules if rule.code not in gone])

    def only(self, *codes: str) -> "RuleSet":
        """Keep some rules only; ``NotFoundError`` for a code that is not there."""
        return evolve(self, rules=[self[code] for code in codes])

    def with_(self, *rules: Rule) -> "RuleSet":
        """Add rules; ``ValueError`` where a code is taken by another rule."""
        return evolve(self, rules=(*self.rules, *rules))

    def with_severity(self, code: str, severity: Severity) -> "RuleSet":
        """Give a rule another severity."""
        return self.with_(with_severity(self[code], Severity(severity)))

    def waive(
        self, code: str, *, at: str | Path = "", reason: str, until: Date | None = None
    ) -> "RuleSet":
        """Let violations of a rule at or below a path stand, up to and including a day."""
        waiver = Waiver(code=self[code].code, at=at, reason=reason, until=until)
        return evolve(self, waivers=(*self.waivers, waiver))

    def __or__(self, other: "RuleSet") -> "RuleSet":
        """Join two sets; where both have a rule, the other's severity stands."""
        if not isinstance(other, RuleSet):
            return NotImplemented
        waivers = dict.fromkeys((*self.waivers, *other.waivers))
        return RuleSet((*self.rules, *other.rules), waivers=tuple(waivers))

    def __getitem__(self, code: str) -> Rule:
        """Return a rule by its code; ``NotFoundError`` for one that is not there."""
        for rule in self.rules:
            if rule.code == code:
                return rule
        raise NotFoundError(code, [rule.code for rule in self.rules])

    def __contains__(self, code: Any) -> bool:
        """Tell whether a code, or a rule, is in the set."""
        return any(code in (rule.code, rule) for rule in self.rules)

    def __iter__(self) -> Iterator[Rule]:
        """Go through the rules in the order of their codes."""
        return iter(self.rules)

    def __len__(self) -> int:
        """Count the rules."""
        return len(self.rules)

    def __repr__(self) -> str:
        """Name the codes."""
        return f"<RuleSet {' '.join(rule.code for rule in self.rules)}>"
