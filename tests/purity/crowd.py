"""Many threads at once on the same values, in a process that has done nothing with any before.

Prints the lines in which a thread's work differs from a lone run's, and how many lines there are.
"""

import sys
from collections.abc import Iterator
from threading import Barrier, Thread

from pendulum import Date
from tests.purity.surface import text_of

from bdc_sessions import (
    ADVICE,
    RULES,
    Action,
    Dossier,
    Session,
    decode,
    diff,
    dumps,
    encode,
    fingerprint,
    json_schema,
    loads,
    merge,
    read_form,
    recap,
    to_form,
    validate,
)
from bdc_sessions.rules.example import SESSION, example_action, example_context

THREADS = 8
DAYS = (Date(2022, 9, 15), Date(2022, 1, 1))


def shared() -> tuple[Action, Action, Dossier]:
    """Make two states of an action and a dossier; nothing is checked, nor encoded."""
    action = example_action()
    component = action.component("01")
    session = component.session("01")
    sessions = [session.evolve(number=f"{n:02}", end=Date(2022, 12, n)) for n in range(1, 21)]
    action = action.set("components[01]", component.evolve(sessions=sessions))
    after = action.set(SESSION + ".end", Date(2030, 1, 1)).set(SESSION + ".infos[1].places", 0)
    dossier = (
        Dossier(action)
        .draft_change("r1", component="01", session=sessions[0].cancel())
        .draft_change("r2", component="01", session=after.component("01").session("01"))
    )
    return action, after, dossier


def work(action: Action, after: Action, dossier: Dossier) -> Iterator[str]:
    """Do with shared values all that keeps something for the next time."""
    for day in DAYS * 3:
        given = {**example_context(), "today": day}
        for id_ in ("r1", "r2"):
            yield text_of(dossier.check(id_, **given))
            yield text_of(dossier.check(id_, rules=RULES | ADVICE, **given))
        report = validate(action, **given)
        yield text_of(validate(after, since=report, **given))
        yield text_of(validate(after, rules=RULES | ADVICE, **given))
    yield text_of(diff(action, after).to_json_patch(action))
    yield text_of(recap(action, after))
    yield text_of(merge(action, after, action.set(SESSION + ".places", 3)))
    yield text_of((dumps(after), fingerprint(after), encode(after), json_schema(Dossier)))
    yield text_of((loads(dumps(after), Action), decode(encode(after), Action)))
    yield text_of((loads(dumps(dossier), Dossier), dumps(validate(after, **example_context()))))
    yield text_of(read_form(Session, to_form(after.component("01").session("02").evolve(infos=()))))
    yield text_of([rule.explain() for rule in RULES])


def main() -> None:
    values = shared()
    start = Barrier(THREADS)
    done: list[list[str]] = [[] for _ in range(THREADS)]

    def run(place: int) -> None:
        start.wait()
        try:
            done[place] += work(*values)
        except Exception as error:  # noqa: BLE001 - told as a line that differs
            done[place].append(repr(error))

    threads = [Thread(target=run, args=(place,)) for place in range(THREADS)]
    sys.setswitchinterval(1e-6)
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    alone = list(work(*shared()))
    differing = [n for lines in done for n, line in enumerate(alone) if lines[n : n + 1] != [line]]
    print(differing, {len(lines) for lines in done} == {len(alone)}, len(alone))


if __name__ == "__main__":
    main()
