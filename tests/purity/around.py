"""What stands around the core, used: pictures, samples, feeds, frames, values in frameworks."""

from collections.abc import Iterator
from typing import Any

from cattrs import Converter
from pydantic import TypeAdapter
from sqlalchemy.dialects import sqlite
from tests.purity.examples import NOON, SESSION, dossier, faulty_action

import bdc_sessions as b
from bdc_sessions import columns, display, testing
from bdc_sessions.adapters import cattrs, pydantic, sqlalchemy
from bdc_sessions.feeds import ical, lheo

COLUMN = sqlalchemy.Encoded(b.Dossier)
DIALECT = sqlite.dialect()
ADAPTER = TypeAdapter(pydantic.Encoded[b.Action])
CONVERTER = cattrs.register(Converter())
"""What a program makes once; pydantic reads the environment then."""


def around() -> Iterator[str]:
    """Use what each extra gives, and yield the text of what each use gave."""
    for part in (_display, _feeds, _frameworks):
        for value in part():
            yield value.decode() if isinstance(value, bytes) else str(value)


def samples() -> Iterator[str]:
    """Make sample actions: by a generator of their own, whose seed is given."""
    made = testing.sample(3, seed=20_220_901)
    yield from (*map(str, made), display.timeline(made).svg, *map(b.fingerprint, made))


def frames() -> Iterator[str]:
    """Judge and compare actions as frames of polars, which asks the environment how to run."""
    before = columns.to_frames([b.example_action()], backend="polars")
    after = columns.to_frames([faulty_action()], backend="polars")
    found = columns.validate(after, rules=b.RULES | b.ADVICE, **testing.CONTEXT)
    for frame in (found.violations, columns.diff(before, after)):
        yield from sorted(map(str, frame.lazy().collect().rows()))  # frames have no order
    yield from map(str, (found.skipped, list(columns.from_frames(before)), list(columns.SCHEMA)))
    report = b.validate(faulty_action(), **testing.CONTEXT)
    yield str(columns.frame(report, backend="polars").rows())


def _display() -> Iterator[Any]:
    action, faulty = b.example_action(), faulty_action()
    report = b.validate(faulty, **testing.CONTEXT)
    drawn = display.timeline(faulty, report=report, before=action, today=action.start)
    yield from (drawn.svg, drawn._repr_svg_(), drawn._repr_html_())
    yield from (display.results([action, faulty]), display.choices(action.component("01")))


def _feeds() -> Iterator[Any]:
    action = b.example_action()
    offers = {"01": lheo.example_offer()}
    data = lheo.dumps(action, offers)
    feed = lheo.loads(data)
    yield from (data, feed, feed.report, feed.to_actions().actions, lheo.losses(action))
    yield list(lheo.formations([data[:999], data[999:]]))
    shorter = lheo.dumps(action.set(f"{SESSION}.places", 3), offers)
    yield from (lheo.compare(feed, lheo.loads(shorter)), lheo.meaning("code-niveau", "4"))
    changed = b.example_dossier()
    yield lheo.delta(changed, offers, since=NOON.replace(year=2020))
    yield [lheo.impact(changed, request.id, offers) for request in changed.requests]
    offer = offers["01"]
    yield from (b.dumps(offer), b.decode(b.encode(offer), lheo.Offer), b.json_schema(lheo.Offer))
    yield b.validate(offer.evolve(objective=""), rules=lheo.RULES)
    yield from (ical.dumps(action), ical.dumps(dossier(), name="Sessions"))
    for junk in (b"<lheo/>", b"<!DOCTYPE lheo><lheo/>", b"<", data[:-9]):
        try:
            yield lheo.loads(junk)
        except b.DecodeError as error:
            yield from (error, error.message())


def _frameworks() -> Iterator[Any]:
    action, usual = b.example_action(), dossier()
    stored = COLUMN.process_bind_param(usual, DIALECT)
    yield from (stored, COLUMN.process_result_value(stored, DIALECT))
    written = ADAPTER.dump_json(action)
    yield from (written, ADAPTER.validate_json(written), ADAPTER.json_schema())
    plain = CONVERTER.unstructure({"action": action})
    yield from (plain, CONVERTER.structure(plain["action"], b.Action))
