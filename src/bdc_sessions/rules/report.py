"""``Report``: the violations of a value, and what could not be judged."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any, ClassVar, overload

from attrs import field, fields, frozen

from bdc_sessions.errors import InvalidError
from bdc_sessions.model import Path
from bdc_sessions.model.about import About
from bdc_sessions.model.fields import (
    bind_location,
    label,
    to_instance,
    to_text,
    to_tuple,
    wrong_type,
)
from bdc_sessions.model.shape import shape
from bdc_sessions.model.tree import make_unchecked
from bdc_sessions.model.value import Value
from bdc_sessions.rules.findings import NOTHING_FOUND, WAIVED, findings
from bdc_sessions.rules.severity import Severity
from bdc_sessions.rules.skipped import Skipped, Waived
from bdc_sessions.rules.violation import Violation, report_order
from bdc_sessions.screen import Pairs, Screen, Table
from bdc_sessions.texts import NOTHING, counted, display, summary


def _to_violations(violations: Iterable[Violation], where: str = "") -> tuple[Violation, ...]:
    return to_tuple(violations, Violation, where)


def _to_skipped(skipped: Iterable[Skipped], where: str = "") -> tuple[Skipped, ...]:
    return to_tuple(skipped, Skipped, where)


def _to_waived(waived: Iterable[Waived], where: str = "") -> tuple[Waived, ...]:
    return to_tuple(waived, Waived, where)


def _to_class(of: type[Any] | None, where: str = "") -> type[Any] | None:
    if of is None:
        return None
    if not isinstance(of, type):
        raise wrong_type(of, where, "a class of the model")
    cls: type[Any] = shape(of).cls
    return cls


@frozen(repr=False, field_transformer=bind_location)
class Report(Value, Sequence[Violation]):
    """Every violation of a value, in the order of the form; always truthy: use ``ok``.

    >>> from bdc_sessions.rules import example_action, validate
    >>> report = validate(example_action().set("components[01].sessions[01].places", -1))
    >>> report.ok, len(report), report[0].code
    (False, 1, 'SES-003')

    Attributes:
        violations: The violations, by path in the order of the form, then by code, REQ first.
        of: The class whose form gives the order; None keeps the order given.
        skipped: The rules that could not be judged, each with the reason.
        waived: The violations that waivers allow.

    Raises:
        TypeError: An item of a wrong class, an ``of`` that is no model class.
    """

    ABOUT: ClassVar[About] = About(
        "report",
        "Rapport",
        description="Every violation of a value, in the order of the form, and what was not "
        "judged.",
    )

    violations: tuple[Violation, ...] = field(
        default=(), converter=_to_violations, metadata=label("Anomalies")
    )
    of: type[Any] | None = field(
        default=None, kw_only=True, converter=_to_class, metadata=label("Objet")
    )
    skipped: tuple[Skipped, ...] = field(
        default=(), kw_only=True, converter=_to_skipped, metadata=label("Règles non jugées")
    )
    waived: tuple[Waived, ...] = field(
        default=(), kw_only=True, converter=_to_waived, metadata=label("Dérogations")
    )
    _basis: Any = field(default=None, init=False, eq=False)
    """The start of ``validate(…, since=)``; not part of the value."""

    def __attrs_post_init__(self) -> None:
        order = partial(report_order, self.of)
        object.__setattr__(self, "violations", tuple(sorted(self.violations, key=order)))
        waived = sorted(self.waived, key=lambda waived: order(waived.violation))
        object.__setattr__(self, "waived", tuple(waived))

    @property
    def ok(self) -> bool:
        """Whether there is no error; there may be warnings.

        >>> Report().ok
        True
        """
        return not self.errors

    @property
    def errors(self) -> tuple[Violation, ...]:
        """The violations of severity error.

        >>> Report().errors
        ()
        """
        return self._of(Severity.ERROR)

    @property
    def warnings(self) -> tuple[Violation, ...]:
        """The violations of severity warning.

        >>> Report().warnings
        ()
        """
        return self._of(Severity.WARNING)

    @property
    def infos(self) -> tuple[Violation, ...]:
        """The violations of severity info.

        >>> Report().infos
        ()
        """
        return self._of(Severity.INFO)

    def _of(self, severity: Severity) -> tuple[Violation, ...]:
        return tuple([v for v in self.violations if v.severity is severity])

    def at(self, path: "str | Path") -> "tuple[Violation, ...]":
        """Return the violations at or under a path.

        >>> Report().at("components[01]")
        ()

        Raises:
            ValueError: A text that is no path.
        """
        top = Path.parse(path)
        return tuple([v for v in self.violations if v.path.is_under(top)])

    def by_code(self, code: str) -> "tuple[Violation, ...]":
        """Return the violations of one rule.

        >>> Report().by_code("SES-002")
        ()
        """
        name = to_text(code, "Report.by_code(code)")
        return tuple([v for v in self.violations if v.code == name])

    def messages(self, at: "str | Path" = "", lang: str = "fr") -> dict[str, tuple[str, ...]]:
        """Return the messages to show beside each field of a screen, by the path of the field.

        The paths start from ``at``, as those of ``FormField``, ``""`` for ``at`` itself; a
        violation is under its field and under each related one.

        >>> from bdc_sessions.rules import example_action, validate
        >>> report = validate(example_action().set("components[01].sessions[01].places", -1))
        >>> report.messages("components[01].sessions[01]")
        {'places': ("Le nombre de places de la session (-1) doit être d'au moins 0.",)}

        Raises:
            ValueError: A text that is no path; a language that is not known.
        """
        NOTHING_FOUND.get(lang)
        top = Path.parse(at)
        texts: dict[str, tuple[str, ...]] = {}
        for violation in self.violations:
            for path in dict.fromkeys((violation.path, *violation.related)):
                if path.is_under(top):
                    field_path = str(Path(path.steps[len(top.steps) :]))
                    texts[field_path] = (*texts.get(field_path, ()), violation.message(lang))
        return texts

    def raise_if_errors(self) -> None:
        """Raise the errors, if there are any.

        >>> Report().raise_if_errors()

        Raises:
            InvalidError: There are errors; its ``report`` is this one.
        """
        if not self.ok:
            raise InvalidError(self)

    def compare(self, earlier: "Report") -> "ReportDelta":
        """Return the new, resolved and persisting violations, matched by code and path.

        >>> Report().compare(Report())
        <ReportDelta 0 introduced, 0 resolved, 0 persisting>
        """
        to_instance(earlier, Report, "Report.compare(earlier)")
        now = {(v.code, v.path) for v in self.violations}
        then = {(v.code, v.path) for v in earlier.violations}
        return ReportDelta(
            introduced=[v for v in self.violations if (v.code, v.path) not in then],
            resolved=[v for v in earlier.violations if (v.code, v.path) not in now],
            persisting=[v for v in self.violations if (v.code, v.path) in then],
        )

    def to_dict(self, *, values: bool = True, lang: str = "fr") -> "dict[str, Any]":
        """Return the report as a dict with stable keys; ``values=False`` leaves out entered values.

        >>> Report().to_dict()
        {'ok': True, 'violations': [], 'skipped': [], 'waived': []}

        Raises:
            ValueError: The language is not known.
        """
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

    def text(self, lang: str = "fr") -> str:
        """Return a line for each violation, then one for each rule that was not judged.

        >>> print(Report(skipped=[Skipped("INF-007", "no postal")]).text("en"))
        No violation.
        Rule INF-007 was not judged, for want of the table of postal codes.

        Raises:
            ValueError: The language is not known.
        """
        lines = [violation.text(lang) for violation in self.violations]
        skipped = [skipped.message(lang) for skipped in self.skipped]
        return "\n".join([*(lines or [NOTHING_FOUND.get(lang)]), *skipped])

    def screen(self) -> "Screen":
        """Return a screen of the violations by object, what was not judged, and what is waived.

        >>> report = Report(skipped=[Skipped("INF-007", "no postal")])
        >>> [part for part in report.screen().parts if isinstance(part, str)]
        ['Aucune anomalie.']
        """
        counts = [
            counted(len(violations), severity.label())
            for severity in sorted(Severity, reverse=True)
            if (violations := self._of(severity))
        ]
        parts: list[Any] = [", ".join(counts)] if counts else []
        parts += findings(self.violations, self.of)
        return Screen(self.ABOUT.title, [*parts, *self.not_judged])

    @property
    def not_judged(self) -> tuple[Screen, ...]:
        """The screens of skipped rules and of waived violations; () if there are none.

        >>> Report(skipped=[Skipped("INF-007", "no postal")]).not_judged[0].title
        'Règles non jugées'
        """
        skipped = [(skipped.code, skipped.message()) for skipped in self.skipped]
        waived = [(w.code, str(w.path) or NOTHING, w.reason, display(w.until)) for w in self.waived]
        tables = (
            ("Règles non jugées", Table(("Règle", "Motif"), skipped)),
            ("Dérogations", Table(WAIVED, waived)),
        )
        return tuple([Screen(title, [table]) for title, table in tables if table.rows])

    def __reduce__(self) -> tuple[Any, ...]:
        """Leave the basis out of copies and pickles: with ``since=`` one of them, all is judged."""
        return unchecked_report, (self.violations, self.of, self.skipped, self.waived)

    def __len__(self) -> int:
        return len(self.violations)

    def __bool__(self) -> bool:
        """Return True, even for an empty report; use ``ok``."""
        return True

    def __iter__(self) -> Iterator[Violation]:
        return iter(self.violations)

    @overload
    def __getitem__(self, index: int) -> Violation: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Violation, ...]: ...
    def __getitem__(self, index: int | slice) -> Violation | tuple[Violation, ...]:
        return self.violations[index]

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        counts = (len(self.errors), len(self.warnings), len(self.infos), len(self.skipped))
        words = ("{} errors", "{} warnings", "{} infos", "{} not judged")
        return summary(Report, ", ".join(map(str.format, words, map(str, counts))))


def unchecked_report(
    violations: tuple[Violation, ...],
    of: type[Any] | None,
    skipped: tuple[Skipped, ...],
    waived: tuple[Waived, ...],
    basis: object = None,
) -> Report:
    """Return a report of items known to be valid and in order, without checking them."""
    report = make_unchecked(Report, violations, of, skipped, waived)
    object.__setattr__(report, "_basis", basis)
    return report


def basis_of(report: Report) -> object:
    """Return the basis from which the next report on an edited value may start, if any."""
    return report._basis  # noqa: SLF001 - it is no part of the value that embedders see


@frozen(kw_only=True, repr=False, field_transformer=bind_location)
class ReportDelta(Value):
    """The difference between two reports, by code and path.

    >>> Report().compare(Report()) == ReportDelta()
    True

    Attributes:
        introduced: The violations of the later report only.
        resolved: The violations of the earlier report only.
        persisting: The violations of both, as in the later.
    """

    ABOUT: ClassVar[About] = About("report_delta", "Comparaison de rapports")

    introduced: tuple[Violation, ...] = field(
        default=(), converter=_to_violations, metadata=label("Nouvelles anomalies")
    )
    resolved: tuple[Violation, ...] = field(
        default=(), converter=_to_violations, metadata=label("Anomalies levées")
    )
    persisting: tuple[Violation, ...] = field(
        default=(), converter=_to_violations, metadata=label("Anomalies qui demeurent")
    )

    def screen(self) -> "Screen":
        """Return a screen of the new, resolved and persisting violations.

        >>> print(ReportDelta().screen())
        Comparaison de rapports
        =======================
        <BLANKLINE>
        Nouvelles anomalies     : 0
        Anomalies levées        : 0
        Anomalies qui demeurent : 0
        """
        labelled = [(a.metadata["label"], getattr(self, a.name)) for a in fields(ReportDelta)]
        counts = Pairs([(name, str(len(violations))) for name, violations in labelled])
        parts = [Screen(name, findings(group)) for name, group in labelled if group]
        return Screen(self.ABOUT.title, [counts, *parts])

    def __repr__(self) -> str:
        return summary(
            ReportDelta,
            f"{len(self.introduced)} introduced, {len(self.resolved)} resolved, "
            f"{len(self.persisting)} persisting",
        )
