"""The rules on lazy polars, as one would write them by hand: with paths and values."""

from collections.abc import Callable
from typing import Any

import polars as pl
from benchmarks.data import postal

from bdc_sessions.columns import Frames
from bdc_sessions.columns.pattern import SHOWS
from bdc_sessions.model.natural import natural_key, same_number_key
from bdc_sessions.rules.towns import PostalTable

C = pl.col
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
KEYS = ["action", "component", "session", "info", "volume"]
SIZE: Callable[[str], Any] = lambda name: (  # noqa: E731 - as one writes by hand
    pl.when(C(name).str.len_chars() > 0)
    .then(C(name).str.len_chars() + 1)
    .otherwise(0)
    .fill_null(0)
    .cast(pl.Int64)
)


def check(frames: Frames) -> Any:  # noqa: PLR0915 - a rule a line
    """Return the violations of all rules of an action."""
    actions, sites, components, volumes, sessions, infos = [frame.lazy() for frame in frames]
    found: list[Any] = []
    place: dict[str, Any] = {
        "action": "",
        "component": pl.format("components[{}].", "component"),
        "volume": pl.format("components[{}].volumes[{}].", "component", "volume"),
        "session": pl.format("components[{}].sessions[{}].", "component", "session"),
        "info": pl.format("components[{}].sessions[{}].infos[{}].", "component", "session", "info"),
    }

    def tell(
        code: str,
        frame: Any,
        broken: Any,
        level: str,
        field: str,
        value: Any = None,
        related: str = "",
    ) -> None:
        keys = {"action": 1, "component": 2, "session": 3, "info": 4}.get(level, 2)
        kept = [*KEYS[:keys], *(["volume"] if level == "volume" else [])]
        null = {
            key: pl.lit(None, pl.Int64 if key == "info" else pl.String)
            for key in KEYS
            if key not in kept
        }
        top = place[level] if level != "action" else pl.lit("")
        found.append(
            frame.filter(broken).select(
                *kept, **null, code=pl.lit(code), path=top + field,
                value=C(value).cast(pl.String) if value else pl.lit(None, pl.String),
                related=top + related if related else pl.lit(""),
            ).select("code", *KEYS, "path", "value", "related")
        )  # fmt: skip

    on_action, on_component = ["action"], ["action", "component"]
    on_session = [*on_component, "session"]
    of_action = actions.select("action", a_start="start", a_end="end", a_entry="entry")
    of_component = components.select(*on_component, c_start="start", c_end="end")
    headcount = volumes.group_by(on_component).agg(most=C("headcount").max())
    together = sessions.group_by(on_component).agg(
        together=C("places").sum(), each=C("places").max()
    )
    opened = infos.filter(C("places") > 0).group_by(on_session).agg(opened=pl.len().cast(pl.Int64))

    tell("ACT-001", actions, C("start") > C("end"), "action", "start", "start", "end")
    towns = sites.select("action", city="site_city", postal_code="site_postal_code").unique()
    elsewhere = components.join(towns, on=["action", "city", "postal_code"], how="anti")
    tell("ACT-002", elsewhere, pl.lit(value=True), "component", "city", "city", "postal_code")
    tell("CMP-001", components, C("start") > C("end"), "component", "start", "start", "end")
    inside = components.join(of_action, on=on_action)
    tell("CMP-002", inside, C("start") < C("a_start"), "component", "start", "start")
    tell("CMP-002", inside, C("end") > C("a_end"), "component", "end", "end")
    low, mean, high = C("minimum"), C("mean"), C("maximum")
    tell(
        "CMP-003",
        volumes,
        (low > mean) | (mean > high) | (low > high),
        "volume",
        "minimum",
        "minimum",
    )
    tell("CMP-004", volumes, C("total") != C("headcount") * mean, "volume", "total", "total")
    for name in ("headcount", "mean", "minimum", "maximum", "total"):
        tell("CMP-005", volumes, C(name) < 0, "volume", name, name)
    sums = components.join(headcount, on=on_component, how="left").join(
        together, on=on_component, how="left"
    )
    tell(
        "CMP-006",
        sums,
        (C("together") > C("most")) & (C("each") <= C("most")),
        "component",
        "sessions",
    )
    tell("SES-001", sessions, C("start") > C("end"), "session", "start", "start", "end")
    within = sessions.join(of_component, on=on_component)
    tell("SES-002", within, C("start") < C("c_start"), "session", "start", "start")
    tell("SES-002", within, C("end") > C("c_end"), "session", "end", "end")
    tell("SES-003", sessions, C("places") < 0, "session", "places", "places")
    tell(
        "SES-004",
        sessions.join(headcount, on=on_component),
        C("places") > C("most"),
        "session",
        "places",
        "places",
    )
    here = sites.select("action", *SITE).unique()
    tell(
        "SES-005",
        sessions.join(here, on=["action", *SITE], how="anti"),
        pl.lit(value=True),
        "session",
        "site",
        "site_name",
    )
    numbers = sessions.select("session").unique().collect()["session"].to_list()
    ranks = pl.LazyFrame({"session": sorted(numbers, key=natural_key)}).with_row_index("rank")
    alike = pl.LazyFrame({"session": numbers, "same": [same_number_key(n) for n in numbers]})
    some = sessions.filter(C("places") > 0).join(ranks, on="session")
    twins = C("rank") != C("rank").min().over(*on_component, "start", "end", *SITE)
    tell("SES-006", some, twins, "session", "start", "start", "end")
    tell("SES-007", sessions, ~C("session").str.contains(SHOWS), "session", "number", "session")
    some = sessions.join(ranks, on="session").join(alike, on="session")
    tell(
        "SES-008",
        some,
        C("rank") != C("rank").min().over(*on_component, "same"),
        "session",
        "number",
        "session",
    )
    tell("INF-001", infos, C("start") >= C("end"), "info", "start", "start", "end")
    tell("INF-002", infos, C("places") < 0, "info", "places", "places")
    of_session = sessions.select(*on_session, s_start="start", s_end="end")
    before = infos.join(of_session, on=on_session).join(of_action, on=on_action)
    late = (C("date") > C("s_start")) & ((C("a_entry") != "permanent") | (C("date") > C("s_end")))
    tell("INF-003", before, late, "info", "date", "date")
    for code, name in (("INF-004", "street"), ("INF-006", "city")):
        tell(
            code,
            infos,
            ~C(f"address_{name}").str.contains(SHOWS),
            "info",
            f"address.{name}",
            f"address_{name}",
        )
    digits = C("address_postal_code").str.contains(r"\A[0-9]{5}\z")
    tell("INF-005", infos, ~digits, "info", "address.postal_code", "address_postal_code")
    asked = (
        infos.filter(C("address_cedex").is_null())
        .select("address_postal_code", "address_city")
        .unique()
        .collect()
    )
    known = PostalTable(postal)
    wrong = [row for row in asked.rows() if not known.names(*row)]
    if wrong:
        bad = pl.LazyFrame(wrong, schema=asked.schema, orient="row")
        tell(
            "INF-007",
            infos.join(bad, on=bad.collect_schema().names()),
            C("address_cedex").is_null(),
            "info",
            "address.city",
            "address_city",
        )
    tell(
        "INF-008",
        infos,
        C("address_suffix").is_not_null() & C("address_number").is_null(),
        "info",
        "address.suffix",
        "address_suffix",
    )
    tell(
        "INF-009",
        sessions.join(opened, on=on_session),
        (C("places") == 0) & (C("opened") > 0),
        "session",
        "places",
        "places",
    )
    twins = C("info") != C("info").min().over(*on_session, "date", "start", "end", *ADDRESS)
    tell("INF-010", infos.filter(C("places") > 0), twins, "info", "date", "date")
    tell("INF-011", infos, C("comment").str.len_chars() > 500, "info", "comment", "comment")
    line = (
        SIZE("address_number")
        + SIZE("address_suffix")
        + SIZE("address_street_type")
        + SIZE("address_street")
    )
    tell("INF-012", infos, line > 39, "info", "address.street", "address_street")
    for name in ("building", "special"):
        tell(
            "INF-012",
            infos,
            C(f"address_{name}").str.len_chars() > 38,
            "info",
            f"address.{name}",
            f"address_{name}",
        )
    last = SIZE("address_postal_code") + SIZE("address_city") + SIZE("address_cedex")
    tell("INF-012", infos, last > 39, "info", "address.city", "address_city")
    return pl.concat(found)
