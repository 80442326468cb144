"""Judging any number of actions at once."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from datetime import date
from functools import cached_property, reduce
from itertools import pairwise
from operator import or_
from typing import Any

import narwhals as nw
from attrs import field, frozen

from bdc_sessions.columns.backend import (
    Frame,
    backend_of,
    computed_once,
    native,
    rows,
    small_frame,
    to_native,
)
from bdc_sessions.columns.fault import FORMS, VALUE, fault, raise_faults
from bdc_sessions.columns.faults import Tables, open_tables, row_faults
from bdc_sessions.columns.frames import Frames, read
from bdc_sessions.columns.judging import FACTS, Judging
from bdc_sessions.columns.schema import TYPES
from bdc_sessions.final import final
from bdc_sessions.model import Action, Path
from bdc_sessions.model.fields import to_instance
from bdc_sessions.rules import RULES, RuleSet, Skipped, Waiver
from bdc_sessions.rules import validate as validate_one
from bdc_sessions.rules.given import given
from bdc_sessions.rules.plan import plan_of
from bdc_sessions.rules.towns import Postal, PostalTable
from bdc_sessions.texts import LANGUAGES, Bilingual, normal_text

MOST_SESSIONS = 1_000_000
"""The sessions that are judged at a time, where a library holds all in memory."""

_AT_ONCE = 1000
"""The actions of which messages are made at a time."""


@final
@frozen(slots=False, eq=False)
class Found:
    """The violations that the rules find in frames.

    >>> from bdc_sessions import example_action
    >>> from bdc_sessions.columns import to_frames, validate
    >>> action = example_action().set("components[01].sessions[01].places", -1)
    >>> validate(to_frames(action), lang="en").violations.select("code", "message").rows()
    [('SES-003', "The session's number of places (-1) must be at least 0.")]

    Attributes:
        skipped: The rules that could not be judged, and why: for want of something, or because
            columns can't say them.
    """

    skipped: tuple[Skipped, ...]
    _facts: Frame = field(repr=False)
    _frames: Frames = field(repr=False)
    _tables: Mapping[str, Frame] = field(repr=False)
    _rules: RuleSet = field(repr=False)
    _given: Mapping[str, Any] = field(repr=False)
    _lang: str = field(repr=False)

    @property
    def facts(self) -> Any:
        """The violations but for their messages: a frame, lazy where the backend is.

        >>> from bdc_sessions import example_action
        >>> from bdc_sessions.columns import to_frames, validate
        >>> action = example_action().set("components[01].sessions[01].places", -1)
        >>> validate(to_frames(action)).facts["path"].to_list()
        ['components[01].sessions[01].places']
        """
        return to_native(self._uncovered, self._frames.actions)

    @cached_property
    def violations(self) -> Any:
        """The violations with their messages, which are made when this is first asked for."""
        return self._with_messages(self._uncovered)

    @cached_property
    def waived(self) -> Any:
        """What waivers let stand, likewise, with the reason."""
        return self._with_messages(self._facts.filter(self._covered), self._waivers)

    @property
    def _uncovered(self) -> Frame:
        return self._facts.filter(~self._covered) if self._waivers else self._facts

    @property
    def _waivers(self) -> list[Waiver]:
        return [w for w in self._rules.waivers if w.holds(self._given.get("today"))]

    @property
    def _covered(self) -> nw.Expr:
        return reduce(or_, map(_covers, self._waivers), nw.lit(False))  # noqa: FBT003 - a value

    def _with_messages(self, facts: Frame, waivers: list[Waiver] | None = None) -> Any:
        records = rows(facts)
        actions = list(dict.fromkeys(row["action"] for row in records))
        messages: dict[tuple[str, str, str], str] = {}
        rules = self._rules.evolve(waivers=())
        for start in range(0, len(actions), _AT_ONCE):
            some = nw.col("action").is_in(actions[start : start + _AT_ONCE])
            for action in read({name: table.filter(some) for name, table in self._tables.items()}):
                for v in validate_one(action, rules=rules, **self._given):
                    messages[action.number, v.code, str(v.path)] = v.message(self._lang)
        for row in records:
            place = normal_text(row["action"]), row["code"], normal_text(row["path"])
            if place not in messages:  # an object tells texts apart, and counts them, in one form
                raise_faults([fault(VALUE, "actions", "", *FORMS, place)])
            row["message"] = messages[place]
            for waiver in waivers or ():
                if row["code"] == waiver.code and Path.parse(row["path"]).is_under(waiver.at):
                    row.setdefault("reason", waiver.reason)
        more = ("message",) if waivers is None else ("message", "reason")
        types = {**FACTS, **dict.fromkeys(more, TYPES["String"])}
        data = {name: [row[name] for row in records] for name in types}
        return native(data, types, self._frames.actions)


def _covers(waiver: Waiver) -> nw.Expr:
    """Return whether a waiver is for a violation: its path is at or under the waiver's."""
    code, path, top = nw.col("code") == waiver.code, nw.col("path"), str(waiver.at)
    return code & ((path == top) | path.str.starts_with(f"{top}.")) if top else code


def _slices(tables: Tables) -> Iterator[Tables]:
    """Yield the tables, in slices of whole actions where polars would hold too many at once."""
    action, polars = nw.col("action"), backend_of(tables["actions"]) == "polars"
    sessions = rows(tables["sessions"].select(n=nw.len()))[0]["n"] if polars else 0
    if sessions <= MOST_SESSIONS:
        yield tables
        return
    numbers = sorted({row["action"] or "" for row in rows(tables["actions"].select("action"))})
    size = len(numbers) * MOST_SESSIONS // sessions + 1
    for first, last in pairwise(["", *numbers[size::size], None]):
        some = action >= first if last is None else (action >= first) & (action < last)
        some = some.fill_null(first == "")  # null is in the first, to be refused
        yield {name: table.filter(some) for name, table in tables.items()}


def validate(
    frames: Frames,
    *,
    rules: RuleSet = RULES,
    today: date | None = None,
    postal: Postal | None = None,
    holidays: Container[date] | None = None,
    lang: str = "fr",
) -> Found:
    """Return what the rules find in any number of actions: what ``validate`` finds in each.

    Texts are taken as they are: if objects hold them in another form, ``faults`` tells so.

    >>> from bdc_sessions import example_action
    >>> from bdc_sessions.columns import to_frames
    >>> found = validate(to_frames(example_action()))
    >>> found.skipped
    (Skipped(code='INF-007', reason='no postal'),)

    Args:
        frames: The actions.
        rules: The rules to judge by.
        today: The day on which is judged.
        postal: Gives the towns of a postal code, None for one that it lacks.
        holidays: Holds the dates of public holidays.
        lang: The language of the messages, and of why columns can't say a rule.

    Raises:
        InvalidError: Frames that hold no actions, as ``faults`` tells them.
        TypeError: An argument of a wrong type.
        ValueError: The language is not known.
    """
    to_instance(rules, RuleSet, "validate(rules=)")
    Bilingual(*LANGUAGES).get(lang)
    known = given(today=today, postal=postal, holidays=holidays)
    plan = plan_of(rules, Action, frozenset(known))
    arguments = known if postal is None else {**known, "postal": PostalTable(postal)}
    violations, tables = open_tables(frames)
    if violations:
        raise_faults((*violations, *row_faults(tables)))
    facts = [small_frame(tables["actions"], {name: [] for name in FACTS}, FACTS)]
    skipped: list[Skipped] = []
    parts = list(_slices(tables))
    for part in parts:
        raise_faults(row_faults(part))
        judging = Judging(plan, part, arguments, lang)
        part_facts = list(judging.facts())
        if len(parts) > 1 and part_facts:  # so that what a slice needs is let go before the next
            part_facts = [computed_once(nw.concat(part_facts))]
        facts += part_facts
        skipped = judging.skipped
    return Found(
        skipped=(*plan.skipped, *sorted(skipped)),
        facts=nw.concat(facts),
        frames=frames,
        tables=tables,
        rules=rules,
        given=known,
        lang=lang,
    )
