"""A SQLAlchemy column type for the library's values, as JSON text (extra ``sqlalchemy``)."""

from typing import Any, Generic, TypeVar

from bdc_sessions.codec import Migrations, dumps, loads
from bdc_sessions.codec.migrations import NONE
from bdc_sessions.codec.names import type_name
from bdc_sessions.extras import missing_extra

try:
    from sqlalchemy import Dialect, Text
    from sqlalchemy.types import TypeDecorator, TypeEngine
except ModuleNotFoundError as _missing:
    raise missing_extra(__name__, "sqlalchemy", _missing) from _missing

__all__ = ["Encoded"]

T = TypeVar("T")


class Encoded(TypeDecorator[T], Generic[T]):
    """A column type for values of a class: written by ``dumps``, read by ``loads``.

    >>> from bdc_sessions import Dossier
    >>> from sqlalchemy import Column, MetaData, String, Table
    >>> columns = Column("id", String, primary_key=True), Column("dossier", Encoded(Dossier))
    >>> dossiers = Table("dossiers", MetaData(), *columns)

    Equal values have the same text, so that ``dossiers.c.dossier == dossier`` matches them; a value
    equal to the stored one is not written again.

    Attributes:
        kind: The class of the values.
        migrations: The migrations of texts in older formats, applied when they are read.

    Raises:
        TypeError: A class that cannot be encoded; a value of another class.
        DecodeError: A stored text that does not decode, when it is read.
    """

    impl: TypeEngine[Any] | type[TypeEngine[Any]] = Text
    cache_ok: bool | None = True

    # Not keyword-only: SQLAlchemy makes its cache key of the positional parameters.
    def __init__(self, kind: type[T], migrations: "Migrations" = NONE) -> None:
        """Take the class of the values, and the migrations from older formats."""
        type_name(kind)
        super().__init__()
        self.kind = kind
        self.migrations = migrations

    @property
    def python_type(self) -> type[T]:
        """The class of the values."""
        return self.kind

    def process_bind_param(self, value: T | None, dialect: "Dialect") -> str | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Return the text that is stored for a value."""
        if value is not None and not isinstance(value, self.kind):
            raise TypeError(f"found {type(value).__name__}; expected {self.kind.__name__}")
        return None if value is None else dumps(value)

    def process_result_value(self, value: "Any | None", dialect: "Dialect") -> T | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Return the value of a stored text."""
        return None if value is None else loads(value, self.kind, migrations=self.migrations)

    def compare_values(self, x: Any, y: Any) -> bool:
        """Whether two values are equal, so that nothing is written."""
        return bool(x == y)
