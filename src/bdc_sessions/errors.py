"""Every failure of the library: one base class, one class per failure.

Each error carries its facts as attributes. ``str(error)`` is English, for logs; ``error.message()``
is French, for the person in front of the screen. A wrong type is a plain ``TypeError``.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from bdc_sessions.texts import (
    NO_NAMES,
    Bilingual,
    display,
    joined,
    line_of,
    one_line,
    quoted,
    short_repr,
    values_of,
)

if TYPE_CHECKING:
    from pendulum import DateTime

    from bdc_sessions.changes import ChangeRequest, Conflict, FieldChange
    from bdc_sessions.model import Path
    from bdc_sessions.rules import Report, Violation


class BdcSessionsError(Exception):
    """The base of every error that the library raises by design.

    >>> issubclass(NotFoundError, BdcSessionsError), issubclass(NotFoundError, LookupError)
    (True, True)
    """

    TEXT: ClassVar[Bilingual] = Bilingual("Erreur.", "error")
    """The sentence, with a placeholder for each detail."""

    def __init__(self) -> None:
        """Take no text: the message is made from the attributes."""
        super().__init__()

    def message(self, lang: str = "fr") -> str:
        """Return the message in a language, ``fr`` or ``en``.

        >>> NotFoundError("r9", ["r1"]).message()
        "« r9 » n'existe pas ; il y a : r1."

        Raises:
            ValueError: Another language.
        """
        return self.TEXT.get(lang).format(*self._details(lang))

    def _details(self, lang: str) -> tuple[str, ...]:  # noqa: ARG002 - subclasses use it
        return ()

    def __str__(self) -> str:
        return self.message("en")

    def __repr__(self) -> str:
        return f"{type(self).__name__}({short_repr(str(self))})"

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (type(self), vars(self).copy())


def _rebuild(cls: type[BdcSessionsError], facts: dict[str, Any]) -> BdcSessionsError:
    error = cls.__new__(cls)
    vars(error).update(facts)
    return error


def _lines(violations: "Iterable[Violation]", lang: str) -> str:
    """Return a line for each violation: code, path and message."""
    more = Bilingual("… et {} de plus", "… and {} more, in .report")
    colon = " :" if lang == "fr" else ":"
    lines = (
        f"{v.code} {line_of(v.path)}".rstrip() + f"{colon} {one_line(v.message(lang))}"
        for v in violations
    )
    return joined(lines, "\n", lang, more)


class DuplicateNumberError(BdcSessionsError, ValueError):
    """Two sessions or components with one number (or two volumes of one kind).

    >>> print(DuplicateNumberError("sessions[01]", "01", "02"))
    sessions[01]: the number '01' is already taken; give another, such as '02', the next free one

    Attributes:
        path: The path of the second one.
        number: The number, or kind, that both have.
        free: The next free number; None for volumes.
    """

    TEXT = Bilingual(
        "{0} : {1} est déjà pris ; choisissez un autre numéro{2}.",
        "{0}: the number {1} is already taken; give another{2}",
    )
    FREE: ClassVar = Bilingual(
        ", par exemple {}, le prochain numéro libre", ", such as {}, the next free one"
    )

    def __init__(self, path: "Path", number: str, free: str | None = None) -> None:
        """Take the path, the repeated number and the next free one."""
        super().__init__()
        self.path = path
        self.number = number
        self.free = free

    def _details(self, lang: str) -> tuple[str, ...]:
        free = "" if self.free is None else self.FREE.get(lang).format(quoted(self.free, lang))
        return line_of(self.path), quoted(self.number, lang), free


class NotFoundError(BdcSessionsError, LookupError):
    """A number, a path, a request or a rule that does not exist.

    >>> print(NotFoundError("r9", ["r1", "r2"]))
    r9 does not exist; there is: r1, r2

    Attributes:
        path: The path, number, id or code that was looked up.
        known: The paths, numbers, ids or codes that exist.
    """

    TEXT = Bilingual("{} n'existe pas ; il y a : {}.", "{} does not exist; there is: {}")

    def __init__(self, path: "Path | str", known: "Iterable[str]" = ()) -> None:
        """Take what was looked up, and what exists."""
        super().__init__()
        self.path = path
        self.known: tuple[str, ...] = tuple(known)

    def _details(self, lang: str) -> tuple[str, ...]:
        known = joined(map(line_of, self.known), ", ", lang) or NO_NAMES.get(lang)
        path = line_of(self.path) if lang == "en" and str(self.path) else quoted(self.path, lang)
        return path, known


_NOWHERE = Bilingual(
    "{} : rien à quoi l'ajouter, il manque l'objet qui le contient ou celui qui le précède",
    "{}: found nothing to add it to; the object that contains it, or the one before it, is missing",
)


class StaleChangeError(BdcSessionsError, ValueError):
    r"""Changes applied to another value than the one that they were made from.

    >>> from bdc_sessions import FieldChange
    >>> error = StaleChangeError([FieldChange("places", 10, 0)], [7], ["Nb. de places"])
    >>> error.message().partition("\n")[2]
    'Nb. de places : attendu « 10 », trouvé « 7 »'

    Attributes:
        changes: The changes whose ``before`` is not the current value.
        found: The current value at the path of each change.
        labels: The label of each change's field; "" to show its path instead.
    """

    TEXT = Bilingual(
        "La valeur n'est plus celle d'où partent ces modifications ; refaites-les sur la valeur "
        "actuelle :\n{}",
        "the value is not what these changes were made from; rebase them:\n{}",
    )
    ROW: ClassVar = Bilingual("{} : attendu {}, trouvé {}", "{}: expected {}, found {}")

    def __init__(
        self, changes: "Iterable[FieldChange]", found: "Iterable[Any]", labels: "Iterable[str]" = ()
    ) -> None:
        """Take every stale change, the value found in its place and its field's label.

        Raises:
            ValueError: Not one value per change, or not one label per change if any.
        """
        super().__init__()
        self.changes: tuple[FieldChange, ...] = tuple(changes)
        self.found: tuple[Any, ...] = tuple(found)
        self.labels: tuple[str, ...] = tuple(labels) or ("",) * len(self.changes)
        self._rows()

    def _rows(self) -> "list[tuple[FieldChange, Any, str]]":
        return list(zip(self.changes, self.found, self.labels, strict=True))

    def _details(self, lang: str) -> tuple[str, ...]:
        rows = (
            (_NOWHERE if change.is_addition and change.before is found else self.ROW)
            .get(lang)
            .format(
                line_of((lang == "fr" and label) or change.path),
                *values_of(change.before, found, lang=lang),
            )
            for change, found, label in self._rows()
        )
        return (joined(rows, "\n", lang),)


class _ReportedError(BdcSessionsError, ValueError):
    def __init__(self, report: "Report") -> None:
        """Take the report, whose violations make the message."""
        super().__init__()
        self.report = report

    def _details(self, lang: str) -> tuple[str, ...]:
        return (_lines(self.report, lang),)


class DecodeError(_ReportedError):
    """Data that cannot be decoded.

    >>> from bdc_sessions import Site, decode
    >>> try:
    ...     decode({}, Site)
    ... except DecodeError as error:
    ...     print(len(error.report) > 0)
    True

    Attributes:
        report: Every fault, with its path.
    """

    TEXT = Bilingual("Les données ne peuvent pas être lues :\n{}", "the data cannot be read:\n{}")


class InvalidError(_ReportedError):
    """A value that breaks rules, where a valid one is required.

    >>> from bdc_sessions import example_action, validate
    >>> try:
    ...     wrong = example_action().set("components[01].sessions[01].places", -1)
    ...     validate(wrong).raise_if_errors()
    ... except InvalidError as error:
    ...     print(error.report.errors[0].code)
    SES-003

    Attributes:
        report: Every violation.
    """

    TEXT = Bilingual("Des règles ne sont pas respectées :\n{}", "the value breaks rules:\n{}")


class RefusedError(BdcSessionsError, ValueError):
    """A request that may not be issued (§1.2).

    >>> from bdc_sessions import Dossier, example_action
    >>> action = example_action()
    >>> wrong = action.component("01").session("01").evolve(places=-1)
    >>> dossier = Dossier(action).draft_change("r1", component="01", session=wrong)
    >>> report = dossier.check("r1").report
    >>> error = RefusedError(dossier.request("r1"), report, report.errors)
    >>> [violation.code for violation in error.refusing]
    ['SES-003']

    Attributes:
        request: The request.
        report: The report on the action as issuing would leave it.
        refusing: The violations that prevent it; the message lists these only.
    """

    TEXT = Bilingual(
        "La demande {} ne peut pas être émise :\n{}", "request {} may not be issued:\n{}"
    )

    def __init__(
        self, request: "ChangeRequest", report: "Report", refusing: "Iterable[Violation]"
    ) -> None:
        """Take the request, the report and the violations that prevent issuing it."""
        super().__init__()
        self.request = request
        self.report = report
        self.refusing: tuple[Violation, ...] = tuple(refusing)

    def _details(self, lang: str) -> tuple[str, ...]:
        return quoted(self.request.id, lang), _lines(self.refusing, lang)


class NotDeletableError(BdcSessionsError, ValueError):
    """An attempt to discard a validated request (§1.3).

    >>> from bdc_sessions import Action, ChangeRequest, Changes
    >>> request = ChangeRequest(id="r1", component="01", session="01", changes=Changes(Action))
    >>> NotDeletableError(request).message()[:51]
    'La demande « r1 » est validée et ne peut plus être '

    Attributes:
        request: The request, which stays.
    """

    TEXT = Bilingual(
        "La demande {} est validée et ne peut plus être supprimée : demandez une modification qui "
        "ramène le nombre de places à 0 (§1.3).",
        "request {} is validated and cannot be deleted: draft a change that sets the places to 0 "
        "instead (§1.3)",
    )

    def __init__(self, request: "ChangeRequest") -> None:
        """Take the request."""
        super().__init__()
        self.request = request

    def _details(self, lang: str) -> tuple[str, ...]:
        return (quoted(self.request.id, lang),)


class MergeConflictError(BdcSessionsError, ValueError):
    """A merge with conflicts that a person must decide.

    >>> from bdc_sessions import example_action, merge
    >>> base = example_action()
    >>> merged = merge(base, base.evolve(status="A"), base.evolve(status="B"))
    >>> [str(conflict.path) for conflict in MergeConflictError(merged.conflicts).conflicts]
    ['status']

    Attributes:
        conflicts: Every field or object on which the two sides disagree.
    """

    TEXT = Bilingual(
        "Deux modifications portent sur les mêmes champs ; choisissez entre elles :\n{}",
        "both sides changed the same fields; choose between them:\n{}",
    )

    def __init__(self, conflicts: "Iterable[Conflict]") -> None:
        """Take the conflicts."""
        super().__init__()
        self.conflicts: tuple[Conflict, ...] = tuple(conflicts)

    def _details(self, lang: str) -> tuple[str, ...]:
        lines = (one_line(conflict.message(lang)) for conflict in self.conflicts)
        return (joined(lines, "\n", lang),)


Reason = Literal["not-pending", "id-taken", "before-last-issue", "not-an-addition"]
"""Why a request's life cycle does not allow an operation."""


class RequestStateError(BdcSessionsError, ValueError):
    """An operation that a request's life cycle does not allow, such as issuing it twice.

    >>> from bdc_sessions import Action, ChangeRequest, Changes
    >>> request = ChangeRequest(id="r1", component="01", session="01", changes=Changes(Action))
    >>> print(RequestStateError(request, "id-taken"))
    request 'r1' exists already; give each request an id of its own

    Attributes:
        request: The request.
        reason: Why it is not allowed.
        last: The instant of the last issue, for ``"before-last-issue"``.
    """

    TEXT = Bilingual("La demande {} {}.", "request {} {}")
    REASONS: ClassVar[Mapping[str, Bilingual]] = MappingProxyType(
        {
            "not-pending": Bilingual(
                "a déjà été émise : seule une demande en attente d'émission peut encore changer",
                "has been issued already; only a pending request can still change",
            ),
            "id-taken": Bilingual(
                "existe déjà : donnez à chaque demande un identifiant qui ne sert qu'à elle",
                "exists already; give each request an id of its own",
            ),
            "before-last-issue": Bilingual(
                "ne peut pas être émise avant la dernière demande émise ({}) : donnez un instant "
                "qui ne la précède pas",
                "may not be issued before the last one issued ({}); give an instant that does not "
                "precede it",
            ),
            "not-an-addition": Bilingual(
                "n'ajoute pas de session : seule une session nouvelle peut changer de numéro",
                "adds no session; only a new session can take another number",
            ),
        }
    )

    def __init__(
        self, request: "ChangeRequest", reason: Reason, last: "DateTime | None" = None
    ) -> None:
        """Take the request and the reason; an unknown reason is a ``ValueError``."""
        super().__init__()
        if reason not in self.REASONS:
            raise ValueError(
                f"found the reason {short_repr(reason)}; expected one of {', '.join(self.REASONS)}"
            )
        self.request = request
        self.reason: Reason = reason
        self.last = last

    def _details(self, lang: str) -> tuple[str, ...]:
        last = display(self.last) if lang == "fr" else str(self.last)
        return quoted(self.request.id, lang), self.REASONS[self.reason].get(lang).format(last)
