"""The errors of requests: refused, not to be deleted, or not in the state that a step needs."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar, Literal

from bdc_sessions.errors.library_error import BdcSessionsError, lines_of
from bdc_sessions.texts import Bilingual, display, quoted, short_repr

if TYPE_CHECKING:
    from pendulum import DateTime

    from bdc_sessions.changes import ChangeRequest
    from bdc_sessions.rules import Report, Violation


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
        return quoted(self.request.id, lang), lines_of(self.refusing, lang)


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
        at: The instant that was given instead; None if it is not known.
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
                "ne peut pas être émise{1} avant la dernière demande émise ({0}) : donnez un "
                "instant qui ne la précède pas",
                "may not be issued{1} before the last one issued ({0}); give an instant that does "
                "not precede it",
            ),
            "not-an-addition": Bilingual(
                "n'ajoute pas de session : seule une session nouvelle peut changer de numéro",
                "adds no session; only a new session can take another number",
            ),
        }
    )

    _AT: ClassVar = Bilingual(" le {},", " at {},")

    at: "DateTime | None" = None  # an error pickled before it was kept has none

    def __init__(
        self,
        request: "ChangeRequest",
        reason: Reason,
        last: "DateTime | None" = None,
        at: "DateTime | None" = None,
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
        self.at = at

    def _details(self, lang: str) -> tuple[str, ...]:
        instants = self.last, self.at
        last, at = map(display, instants)
        if lang == "en" or last == at:  # in one minute, they are told to the last digit
            last, at = map(str, instants)
        given = "" if self.at is None else self._AT.get(lang).format(at)
        reason = self.REASONS[self.reason].get(lang).format(last, given)
        return quoted(self.request.id, lang), reason
