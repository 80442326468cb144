"""Our values in columns of SQLAlchemy, as JSON text (extra ``sqlalchemy``)."""

from typing import Any, Generic, TypeVar

from sqlalchemy import Dialect, Text
from sqlalchemy.types import TypeDecorator

from bdc_sessions.codec import Migrations, dumps, loads

T = TypeVar("T")


class Encoded(TypeDecorator[T], Generic[T]):
    """A column of values of a class, written by ``dumps``, read by ``loads``, compared by value.

    >>> from bdc_sessions import Dossier
    >>> from sqlalchemy import Column, MetaData, String, Table
    >>> columns = Column("id", String, primary_key=True), Column("dossier", Encoded(Dossier))
    >>> dossiers = Table("dossiers", MetaData(), *columns)

    ``migrations`` bring texts of older formats up when they are read. ``DecodeError``: a text that
    holds no such value; ``TypeError``: a value of another class.
    """

    impl = Text
    cache_ok = True

    def __init__(self, kind: type[T], *, migrations: Migrations | None = None) -> None:
        """Take the class of the values, and the way from older formats."""
        super().__init__()
        self.kind = kind
        self.migrations = migrations

    @property
    def python_type(self) -> type[T]:
        """The class of the values."""
        return self.kind

    def process_bind_param(self, value: T | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Write a value."""
        if value is not None and not isinstance(value, self.kind):
            raise TypeError(f"found {type(value).__name__}; expected {self.kind.__name__}")
        return None if value is None else dumps(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> T | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Read a value."""
        more = {} if self.migrations is None else {"migrations": self.migrations}
        return None if value is None else loads(value, self.kind, **more)

    def compare_values(self, x: Any, y: Any) -> bool:
        """Whether two values are equal: what is equal is not written again."""
        return bool(x == y)
