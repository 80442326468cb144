from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Engine, Text, cast, create_engine, func, insert, select, text
from sqlalchemy.exc import StatementError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from sqlalchemy.orm.attributes import flag_modified
from sqlalchemy.orm.exc import StaleDataError

from bdc_sessions import DecodeError, Dossier, Migrations, Site, dumps, example_dossier, loads
from bdc_sessions.adapters.sqlalchemy import Encoded

SITE = Site(name="ORGANISME TEST", place="CAP 2000", city="BEZIERS", postal_code="34500")
SETE = SITE.evolve(city="SETE")


def from_town(_: str, value: Any) -> Any:
    """Bring format 0 up, in which a site's city was its town."""
    return {"city" if key == "town" else key: inner for key, inner in value.items()}


MIGRATIONS = Migrations({0: from_town})
OLDER = dumps(SITE).replace("bdc-sessions/1", "bdc-sessions/0").replace('"city"', '"town"')


class Row(DeclarativeBase):
    """The tables."""


class Place(Row):
    """A row with one of our values."""

    __tablename__ = "places"
    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column()
    site: Mapped[Site] = mapped_column(Encoded(Site, migrations=MIGRATIONS))
    before: Mapped[Site | None] = mapped_column(Encoded(Site))
    __mapper_args__: Any = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own way


@pytest.fixture
def engine() -> Iterator[Engine]:
    engine = create_engine("sqlite://")
    Row.metadata.create_all(engine)
    with Session(engine) as session, session.begin():
        session.add_all([Place(site=SITE), Place(site=SETE, before=SITE)])
    yield engine
    engine.dispose()


def test_a_value_is_stored_as_its_text_and_read_back(engine: Engine) -> None:
    with Session(engine) as session:
        assert session.scalars(select(Place.site).order_by(Place.id)).all() == [SITE, SETE]
        assert session.scalar(select(cast(Place.site, Text)).where(Place.id == 1)) == dumps(SITE)
        assert session.scalars(select(Place.before).order_by(Place.id)).all() == [None, SITE]


def test_a_value_is_found_by_value(engine: Engine) -> None:
    equal = loads(dumps(SETE), Site)
    with Session(engine) as session:
        assert session.scalars(select(Place.id).where(Place.site == equal)).all() == [2]
        assert session.scalars(select(Place.id).where(Place.site.in_([SITE, SETE]))).all() == [1, 2]
        assert session.scalars(select(Place.id).where(Place.before.is_(None))).all() == [1]
        literal = select(Place.id).where(Place.site == equal)
        sql = literal.compile(engine, compile_kwargs={"literal_binds": True})
        assert session.scalars(text(str(sql))).all() == [2]


def test_what_lies_in_a_value_is_asked_of_the_database(engine: Engine) -> None:
    city = func.json_extract(Place.site, "$.value.city")
    with Session(engine) as session:
        assert session.scalars(select(Place.id).where(city == "SETE")).all() == [2]


def test_an_equal_value_is_not_written_again_another_one_is(engine: Engine) -> None:
    with Session(engine) as session:
        place = session.get_one(Place, 1)
        place.site = loads(dumps(SITE), Site)
        session.commit()
        assert place.version == 1
        place.site = SETE
        session.commit()
        assert place.version == 2
        assert session.scalars(select(Place.id).where(Place.site == SETE)).all() == [1, 2]


def test_two_who_write_at_once_are_told(engine: Engine) -> None:
    with Session(engine) as first, Session(engine) as second:
        places = [session.get_one(Place, 1) for session in (first, second)]
        places[0].site = SETE
        first.commit()
        places[1].site = SITE.evolve(city="AGDE")
        with pytest.raises(StaleDataError):
            second.commit()


def test_a_text_of_an_older_format_is_migrated_as_it_is_read_and_written_anew_on_demand(
    engine: Engine,
) -> None:
    with Session(engine) as session:
        session.execute(text("UPDATE places SET site = :older WHERE id = 1"), {"older": OLDER})
        place = session.get_one(Place, 1)
        assert place.site == SITE
        flag_modified(place, "site")
        session.commit()
        assert session.scalar(select(cast(Place.site, Text)).where(Place.id == 1)) == dumps(SITE)


def test_a_text_that_holds_no_such_value_is_refused_with_its_faults(engine: Engine) -> None:
    with Session(engine) as session:
        session.execute(text("UPDATE places SET before = :older WHERE id = 1"), {"older": OLDER})
        with pytest.raises(DecodeError) as caught:
            session.scalars(select(Place.before)).all()
    assert caught.value.report.by_code("STR-010")


@pytest.mark.parametrize("value", [dumps(SITE), SITE.name, 3])
def test_a_value_of_another_class_is_refused_before_it_is_stored(
    engine: Engine, value: Any
) -> None:
    with engine.connect() as connection, pytest.raises(StatementError, match="expected Site"):
        connection.execute(insert(Place).values(version=1, site=value))


def test_a_column_of_a_class_that_is_not_encoded_is_refused_when_it_is_made() -> None:
    with pytest.raises(TypeError, match="found the class int; expected one of Action"):
        Encoded(int)


def test_columns_of_two_classes_or_migrations_do_not_share_a_statement() -> None:
    kinds: list[Encoded[Any]] = [
        Encoded(Site),
        Encoded(Dossier),
        Encoded(Site, migrations=MIGRATIONS),
    ]
    keys = [kind._static_cache_key for kind in kinds]
    assert len(set(keys)) == len(kinds)
    assert Encoded(Site)._static_cache_key == keys[0]
    assert Encoded(Dossier).python_type is Dossier


def test_a_whole_dossier_fits_a_column() -> None:
    column = Encoded(Dossier)
    dialect = create_engine("sqlite://").dialect
    text = column.process_bind_param(example_dossier(), dialect)
    assert column.process_result_value(text, dialect) == example_dossier()
