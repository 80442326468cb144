"""What a validation found, and what it could not judge."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, ClassVar, NamedTuple, overload

from attrs import field, frozen
from pendulum import Date

from bdc_sessions.errors import InvalidError
from bdc_sessions.model import Path
from bdc_sessions.model.about import About
from bdc_sessions.rules.severity import Severity
from bdc_sessions.rules.violation import Violation


class Skipped(NamedTuple):
    """A rule, or a waiver of it, that could not be judged, and why."""

    code: str
    reason: str


class Waived(NamedTuple):
    """A violation that a waiver lets stand, with the waiver's reason and last day."""

    violation: Violation
    reason: str
    until: Date | None = None

    @property
    def code(self) -> str:
        """The code of the rule that is waived."""
        return self.violation.code

    @property
    def path(self) -> Path:
        """Where it is waived."""
        return self.violation.path


class ReportDelta(NamedTuple):
    """Two reports compared by code and path."""

    introduced: tuple[Violation, ...] = ()
    resolved: tuple[Violation, ...] = ()
    persisting: tuple[Violation, ...] = ()


def _violations(violations: Iterable[Violation]) -> tuple[Violation, ...]:
    return tuple(violations)


def _skipped(skipped: Iterable[Skipped]) -> tuple[Skipped, ...]:
    return tuple(skipped)


def _waived(waived: Iterable[Waived]) -> tuple[Waived, ...]:
    return tuple(waived)


@frozen
class Report(Sequence[Violation]):
    """Every violation of a value, in form order of paths, then by code; always true, ask ``ok``."""

    ABOUT: ClassVar[About] = About("report", "Rapport")

    violations: tuple[Violation, ...] = field(default=(), converter=_violations)
    skipped: tuple[Skipped, ...] = field(default=(), kw_only=True, converter=_skipped)
    waived: tuple[Waived, ...] = field(default=(), kw_only=True, converter=_waived)
    basis: Any = field(default=None, kw_only=True, eq=False, repr=False)
    """What ``validate(…, since=)`` starts from; not part of the value."""

    @property
    def ok(self) -> bool:
        """Whether there is no error; warnings may stand."""
        return not self.errors

    @property
    def errors(self) -> tuple[Violation, ...]:
        """The violations that refuse."""
        return self._of(Severity.ERROR)

    @property
    def warnings(self) -> tuple[Violation, ...]:
        """The violations that ask to look again."""
        return self._of(Severity.WARNING)

    @property
    def infos(self) -> tuple[Violation, ...]:
        """The violations that only tell."""
        return self._of(Severity.INFO)

    def _of(self, severity: Severity) -> tuple[Violation, ...]:
        return tuple([v for v in self.violations if v.severity is severity])

    def at(self, path: str | Path) -> tuple[Violation, ...]:
        """Return the violations at or below a path."""
        top = Path.parse(path)
        return tuple(v for v in self.violations if v.path.is_under(top))

    def by_code(self, code: str) -> tuple[Violation, ...]:
        """Return the violations of one rule."""
        return tuple(v for v in self.violations if v.code == code)

    def raise_if_errors(self) -> None:
        """Raise ``InvalidError``, carrying this report, if there is an error."""
        if not self.ok:
            raise InvalidError(self)

    def compare(self, earlier: "Report") -> ReportDelta:
        """Tell what is new, gone and still there, matched by code and path."""
        now = {(v.code, v.path) for v in self.violations}
        then = {(v.code, v.path) for v in earlier.violations}
        return ReportDelta(
            introduced=tuple(v for v in self.violations if (v.code, v.path) not in then),
            resolved=tuple(v for v in earlier.violations if (v.code, v.path) not in now),
            persisting=tuple(v for v in self.violations if (v.code, v.path) in then),
        )

    def to_dict(self, *, values: bool = True, lang: str = "fr") -> dict[str, Any]:
        """Return the machine form, stable keys; without what was entered if ``values=False``."""
        return {
            "ok": self.ok,
            "violations": [v.to_dict(values=values, lang=lang) for v in self.violations],
            "skipped": [skipped._asdict() for skipped in self.skipped],
            "waived": [
                {
                    "violation": waived.violation.to_dict(values=values, lang=lang),
                    "reason": waived.reason,
                    "until": waived.until.isoformat() if waived.until else None,
                }
                for waived in self.waived
            ],
        }

    def __getstate__(self) -> tuple[Any, ...]:
        """Leave the basis out of copies and pickles: it holds rules, which are functions."""
        return (self.violations, self.skipped, self.waived)

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        """Take a pickle's fields; the next ``since=`` of it is a full run."""
        names = ("violations", "skipped", "waived", "basis")
        for name, held in zip(names, (*state, None), strict=True):
            object.__setattr__(self, name, held)

    def __len__(self) -> int:
        """Count the violations."""
        return len(self.violations)

    def __bool__(self) -> bool:
        """Be true, an empty report too: ask ``ok``."""
        return True

    def __iter__(self) -> Iterator[Violation]:
        """Go through the violations in order."""
        return iter(self.violations)

    @overload
    def __getitem__(self, at: int) -> Violation: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Violation, ...]: ...
    def __getitem__(self, at: int | slice) -> Violation | tuple[Violation, ...]:
        """Return a violation by its place, or a tuple of some."""
        return self.violations[at]

    def __str__(self) -> str:
        """Be a line for each violation."""
        return "\n".join(map(str, self.violations)) or "no violation"
