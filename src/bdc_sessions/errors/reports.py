"""The errors that have a report: of data that cannot be read, of a value that breaks rules."""

from typing import TYPE_CHECKING

from bdc_sessions.errors.library_error import BdcSessionsError, lines_of
from bdc_sessions.texts import Bilingual

if TYPE_CHECKING:
    from bdc_sessions.rules import Report


class _ReportedError(BdcSessionsError, ValueError):
    def __init__(self, report: "Report") -> None:
        """Take the report, whose violations make the message."""
        super().__init__()
        self.report = report

    def _details(self, lang: str) -> tuple[str, ...]:
        return (lines_of(self.report, lang),)


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
