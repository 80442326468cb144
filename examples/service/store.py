"""Dossiers in a database: a row a dossier, a version a change, no update lost."""

import random
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from attrs import frozen
from sqlalchemy import Engine, create_engine, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from sqlalchemy.orm.exc import StaleDataError

from bdc_sessions import Action, Dossier
from bdc_sessions.adapters.sqlalchemy import Encoded

TRIES = 30


class Row(DeclarativeBase):
    """The tables."""


class Stored(Row):
    """A dossier, known by a key of ours: an action's number may hold what no address may."""

    __tablename__ = "dossiers"
    key: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column()
    dossier: Mapped[Dossier] = mapped_column(Encoded(Dossier))
    __mapper_args__: Any = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it once


@frozen
class Store:
    """The dossiers of a database."""

    engine: Engine

    @classmethod
    def open(cls, url: str) -> "Store":
        """Open a database, and make its table where there is none."""
        engine = create_engine(url)
        Row.metadata.create_all(engine)
        return cls(engine)

    def add(self, action: Action) -> int:
        """Open a dossier on an action, and return its key."""
        with Session(self.engine, expire_on_commit=False) as session, session.begin():
            session.add(row := Stored(dossier=Dossier(action)))
        return row.key

    def all(self) -> list[tuple[int, Dossier]]:
        """Return every dossier with its key."""
        with Session(self.engine) as session:
            rows = session.scalars(select(Stored).order_by(Stored.key))
            return [(row.key, row.dossier) for row in rows]

    def read(self, key: int) -> Dossier | None:
        """Return a dossier as it stands."""
        with Session(self.engine) as session:
            return session.scalar(select(Stored.dossier).where(Stored.key == key))

    def change(self, key: int, step: Callable[[Dossier], Dossier]) -> None:
        """Take a step; a pure one, so it may be taken again on what others stored meanwhile."""
        for attempt in range(TRIES):
            with suppress(StaleDataError, OperationalError):
                return self._take(key, step)
            time.sleep(random.uniform(0, 0.01) * (attempt + 1))  # noqa: S311 - parts who met
        return self._take(key, step)

    def _take(self, key: int, step: Callable[[Dossier], Dossier]) -> None:
        with Session(self.engine) as session, session.begin():
            row = session.get_one(Stored, key, with_for_update=True)
            row.dossier = step(row.dossier)
