"""Dossiers in a database: a row a dossier, a version a change, no update lost."""

from collections.abc import Callable
from contextlib import suppress

from sqlalchemy import Column, Integer, MetaData, Table, create_engine, insert, select, update
from sqlalchemy.exc import OperationalError

from bdc_sessions import Action, Dossier
from bdc_sessions.adapters.sqlalchemy import Encoded

TRIES = 100
DATA: Column[Dossier] = Column("dossier", Encoded(Dossier), nullable=False)
VERSION = Column("version", Integer, nullable=False, default=1)
TABLE = Table("dossiers", MetaData(), Column("key", Integer, primary_key=True), VERSION, DATA)
ROW = TABLE.c


class Store:
    """The dossiers of a database, each by a key of its own: an action's number may be any text."""

    def __init__(self, url: str) -> None:
        """Open the database, and make its table where there is none."""
        self.engine = create_engine(url)
        TABLE.metadata.create_all(self.engine)

    def add(self, action: Action) -> int:
        """Open a dossier on an action, and return its key."""
        with self.engine.begin() as database:
            row = insert(TABLE).values(dossier=Dossier(action)).returning(ROW.key)
            return int(database.scalars(row).one())

    def all(self) -> list[tuple[int, Dossier]]:
        """Return every dossier with its key."""
        with self.engine.begin() as database:
            return [(row.key, row.dossier) for row in database.execute(select(TABLE))]

    def read(self, key: int) -> Dossier:
        """Return a dossier as it stands; ``NoResultFound``: there is none."""
        with self.engine.begin() as database:
            return database.scalars(select(DATA).where(ROW.key == key)).one()

    def change(self, key: int, step: Callable[[Dossier], Dossier]) -> None:
        """Take a step; it must be pure, as it is repeated on what others stored meanwhile."""
        for _ in range(TRIES):
            with suppress(OperationalError), self.engine.begin() as database:  # locked by another
                query = select(VERSION, DATA).where(ROW.key == key).with_for_update()
                version, dossier = database.execute(query).one()
                new = {"version": version + 1, "dossier": step(dossier)}
                same = update(TABLE).where(ROW.key == key, ROW.version == version)
                if database.execute(same.values(new)).rowcount:
                    return
        raise TimeoutError(f"found no turn in {TRIES} tries; expected one")
