"""How much a violation weighs."""

from enum import StrEnum


class Severity(StrEnum):
    """An error refuses, a warning asks to look again, an information tells."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
