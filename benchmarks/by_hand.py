"""The rules of an action on lazy polars, as one would write them by hand: paths and values too."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

import polars as pl
from benchmarks.data import postal

from bdc_sessions.columns import Frames
from bdc_sessions.columns.pattern import SHOWS
from bdc_sessions.model.natural import natural_key, same_number_key
from bdc_sessions.rules.towns import PostalTable

ACTION = ["action"]
COMPONENT = [*ACTION, "component"]
SESSION = [*COMPONENT, "session"]
SUBJECTS = {
    "action": (ACTION, pl.lit("")),
    "component": (COMPONENT, pl.format("components[{}].", "component")),
    "volume": (
        [*COMPONENT, "volume"],
        pl.format("components[{}].volumes[{}].", *COMPONENT[1:], "volume"),
    ),
    "session": (SESSION, pl.format("components[{}].sessions[{}].", *SESSION[1:])),
    "info": (
        [*SESSION, "info"],
        pl.format("components[{}].sessions[{}].infos[{}].", *SESSION[1:], "info"),
    ),
}
"""The keys of each table, and what paths in it begin with."""
KEYS = {**dict.fromkeys(SESSION, pl.String), "info": pl.Int64, "volume": pl.String}
SITE = ["site_name", "site_place", "site_city", "site_postal_code"]
ADDRESS = [
    f"address_{name}"
    for name in (
        "number",
        "suffix",
        "suffix_code",
        "street_type",
        "street_type_code",
        "street",
        "building",
        "special",
        "postal_code",
        "city",
        "cedex",
    )
]
col = pl.col


def check(frames: Frames) -> Any:
    """Return the violations of all rules of an action."""
    tables = Frames(*[table.lazy() for table in frames])
    return pl.concat(chain(of_action(tables), of_sums(tables), of_session(tables), of_info(tables)))


def finding(
    code: str,
    subject: str,
    frame: Any,
    broken: Any,
    field: str,
    value: Any = None,
    related: Sequence[str] = (),
    twin: Any = None,
) -> Any:
    """Return where a rule is broken."""
    keys, top = SUBJECTS[subject]
    others = [top + name for name in related] + ([] if twin is None else [twin])
    return frame.filter(broken).select(
        code=pl.lit(code),
        **{key: key if key in keys else pl.lit(None, kind) for key, kind in KEYS.items()},
        path=top + field,
        value=pl.lit(None, pl.String) if value is None else value.cast(pl.String),
        related=pl.concat_str(others, separator=", ") if others else pl.lit(""),
    )


def amount_text(name: str) -> Any:
    """Return an amount as text, of two places at least."""
    return col(name).cast(pl.String).str.replace("0{1,2}$", "")


def of_action(tables: Frames) -> Iterator[Any]:
    """Yield what is wrong with actions, components and volumes."""
    actions, sites, components, volumes, *_ = tables
    early = col("start") > col("end")
    yield finding("ACT-001", "action", actions, early, "start", col("start"), ["end"])
    town = ["action", "city", "postal_code"]
    towns = sites.select("action", city="site_city", postal_code="site_postal_code").unique()
    elsewhere, every = components.join(towns, on=town, how="anti"), pl.lit(value=True)
    yield finding("ACT-002", "component", elsewhere, every, "city", col("city"), ["postal_code"])
    yield finding("CMP-001", "component", components, early, "start", col("start"), ["end"])
    whole = actions.select("action", first="start", last="end")
    inside = components.join(whole, on=ACTION)
    before, after = col("start") < col("first"), col("end") > col("last")
    yield finding("CMP-002", "component", inside, before, "start", col("start"))
    yield finding("CMP-002", "component", inside, after, "end", col("end"))
    low, mean, high = col("minimum"), col("mean"), col("maximum")
    mixed, others = (low > mean) | (mean > high) | (low > high), ["mean", "maximum"]
    yield finding("CMP-003", "volume", volumes, mixed, "minimum", amount_text("minimum"), others)
    other, factors = col("total") != col("headcount") * mean, ["headcount", "mean"]
    yield finding("CMP-004", "volume", volumes, other, "total", amount_text("total"), factors)
    yield finding("CMP-005", "volume", volumes, col("headcount") < 0, "headcount", col("headcount"))
    for name in ("mean", "minimum", "maximum", "total"):
        yield finding("CMP-005", "volume", volumes, col(name) < 0, name, amount_text(name))


def of_sums(tables: Frames) -> Iterator[Any]:
    """Yield where places and headcounts don't fit."""
    headcount = tables.volumes.group_by(COMPONENT).agg(most=col("headcount").max())
    places = tables.sessions.group_by(COMPONENT).agg(
        together=col("places").sum(), each=col("places").max()
    )
    sums = tables.components.join(headcount, on=COMPONENT).join(places, on=COMPONENT)
    over = (col("together") > col("most")) & (col("each") <= col("most"))
    yield finding("CMP-006", "component", sums, over, "sessions", None, ["volumes"])
    sessions = tables.sessions.join(headcount, on=COMPONENT)
    yield finding(
        "SES-004", "session", sessions, col("places") > col("most"), "places", col("places")
    )
    held = tables.infos.filter(col("places") > 0).group_by(SESSION).agg(held=pl.len())
    closed = tables.sessions.filter(col("places") == 0).join(held, on=SESSION)
    yield finding("INF-009", "session", closed, col("held") > 0, "places", col("places"))


def of_session(tables: Frames) -> Iterator[Any]:
    """Yield what is wrong with sessions."""
    sessions, start, places = tables.sessions, col("start"), col("places")
    yield finding("SES-001", "session", sessions, start > col("end"), "start", start, ["end"])
    whole = tables.components.select(*COMPONENT, first="start", last="end")
    inside = sessions.join(whole, on=COMPONENT)
    yield finding("SES-002", "session", inside, start < col("first"), "start", start)
    yield finding("SES-002", "session", inside, col("end") > col("last"), "end", col("end"))
    yield finding("SES-003", "session", sessions, places < 0, "places", places)
    here, label = (
        tables.sites.select("action", *SITE).unique(),
        pl.concat_str(SITE, separator=" / "),
    )
    elsewhere = sessions.join(here, on=["action", *SITE], how="anti")
    yield finding("SES-005", "session", elsewhere, pl.lit(value=True), "site", label)
    number = col("session")
    yield finding("SES-007", "session", sessions, ~number.str.contains(SHOWS), "number", number)
    numbers = sorted(
        sessions.select("session").unique().collect()["session"].to_list(), key=natural_key
    )
    same = [str(same_number_key(number)) for number in numbers]
    ranks = pl.LazyFrame({"session": numbers, "same": same}).with_row_index("rank")
    first = pl.LazyFrame({"twin": numbers}).with_row_index("first")
    ranked = sessions.join(ranks, on="session")
    twin = pl.format("components[{}].sessions[{}]", "component", "twin")
    for code, some, alike, field, value, others in (
        (
            "SES-006",
            ranked.filter(places > 0),
            ["start", "end", *SITE],
            "start",
            start,
            ["end", "site"],
        ),
        ("SES-008", ranked, ["same"], "number", number, []),
    ):
        later = some.with_columns(first=col("rank").min().over(*COMPONENT, *alike))
        later = later.filter(col("rank") != col("first")).join(first, on="first")
        yield finding(code, "session", later, pl.lit(value=True), field, value, others, twin)


def of_info(tables: Frames) -> Iterator[Any]:
    """Yield what is wrong with information sessions."""
    infos, start, places, day = tables.infos, col("start"), col("places"), col("date")
    hour = start.dt.strftime("%H:%M")
    yield finding("INF-001", "info", infos, start >= col("end"), "start", hour, ["end"])
    yield finding("INF-002", "info", infos, places < 0, "places", places)
    of_its_session = tables.sessions.select(*SESSION, first="start", last="end")
    dated = infos.join(of_its_session, on=SESSION).join(
        tables.actions.select("action", "entry"), on=ACTION
    )
    late = (day > col("first")) & ((col("entry") != "permanent") | (day > col("last")))
    yield finding("INF-003", "info", dated, late, "date", day)
    street, city, code = col("address_street"), col("address_city"), col("address_postal_code")
    yield finding("INF-004", "info", infos, ~street.str.contains(SHOWS), "address.street", street)
    other = ~code.str.contains(r"\A[0-9]{5}\z")
    yield finding("INF-005", "info", infos, other, "address.postal_code", code)
    yield finding("INF-006", "info", infos, ~city.str.contains(SHOWS), "address.city", city)
    town, cedex = ["address_postal_code", "address_city"], col("address_cedex")
    towns = infos.filter(cedex.is_null()).select(town).unique().collect()
    known = PostalTable(postal)
    wrong = [row for row in towns.rows() if not known.names(*row)]
    if wrong:
        unknown = infos.join(pl.LazyFrame(wrong, towns.schema, orient="row"), on=town)
        beside = ["address.postal_code"]
        yield finding("INF-007", "info", unknown, cedex.is_null(), "address.city", city, beside)
    suffix, number = col("address_suffix"), col("address_number")
    alone = suffix.is_not_null() & number.is_null()
    yield finding("INF-008", "info", infos, alone, "address.suffix", suffix, ["address.number"])
    held = infos.filter(places > 0).with_columns(
        first=col("info").min().over(*SESSION, "date", "start", "end", *ADDRESS)
    )
    twin = pl.format("components[{}].sessions[{}].infos[{}]", "component", "session", "first")
    again, others = col("info") != col("first"), ["start", "end", "address"]
    yield finding("INF-010", "info", held, again, "date", day, others, twin)
    comment = col("comment")
    yield finding("INF-011", "info", infos, comment.str.len_chars() > 500, "comment", comment)
    yield from of_lines(infos)


def of_lines(infos: Any) -> Iterator[Any]:
    """Yield the lines of addresses that are too long for an envelope."""
    lines = {
        "street": ["number", "suffix", "street_type", "street"],
        "building": ["building"],
        "special": ["special"],
        "city": ["postal_code", "city", "cedex"],
    }
    for name, parts in lines.items():
        long = pl.sum_horizontal([_size(f"address_{part}") for part in parts]) > 39
        field, value = f"address.{name}", col(f"address_{name}")
        yield finding("INF-012", "info", infos, long, field, value)


def _size(name: str) -> Any:
    size = col(name).str.len_chars().cast(pl.Int64)
    return pl.when(size > 0).then(size + 1).otherwise(0)
