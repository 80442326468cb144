"""Our values in columns of SQLAlchemy, as JSON text (extra ``sqlalchemy``)."""

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
    """A column of values of a class: written by ``dumps``, read by ``loads``, compared by value.

    >>> from bdc_sessions import Dossier
    >>> from sqlalchemy import Column, MetaData, String, Table
    >>> columns = Column("id", String, primary_key=True), Column("dossier", Encoded(Dossier))
    >>> dossiers = Table("dossiers", MetaData(), *columns)

    Equal values have one text, so that ``dossiers.c.dossier == dossier`` finds them; one that is
    equal to what is stored is not written again.

    Attributes:
        kind: The class of the values.
        migrations: What brings texts of older formats up to this one, when they are read.

    Raises:
        TypeError: A class that is not encoded; a value of another class.
        DecodeError: A text that holds no such value, when it is read.
    """

    impl: TypeEngine[Any] | type[TypeEngine[Any]] = Text
    cache_ok: bool | None = True

    # Both can be given by place: SQLAlchemy takes no others for what tells two types apart.
    def __init__(self, kind: type[T], migrations: Migrations = NONE) -> None:
        """Take the class of the values, and the way from older formats."""
        type_name(kind)
        super().__init__()
        self.kind = kind
        self.migrations = migrations

    @property
    def python_type(self) -> type[T]:
        """The class of the values."""
        return self.kind

    def process_bind_param(self, value: T | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Return the text of a value."""
        if value is not None and not isinstance(value, self.kind):
            raise TypeError(f"found {type(value).__name__}; expected {self.kind.__name__}")
        return None if value is None else dumps(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> T | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Return the value of a text."""
        return None if value is None else loads(value, self.kind, migrations=self.migrations)

    def compare_values(self, x: Any, y: Any) -> bool:
        """Whether two values are equal: what is equal is not written again."""
        return bool(x == y)
