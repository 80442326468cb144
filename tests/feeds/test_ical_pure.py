"""The bytes of a calendar vary with its value alone; without icalendar there are none."""

from hypothesis import given
from tests.feeds.ical_values import publishable
from tests.purity.processes import printed
from tests.values import actions

from bdc_sessions import Action, Dossier
from bdc_sessions.feeds.ical import dumps

WATCHED = """
import encodings.utf_8_sig  # Python's own, which icalendar decodes by
import hashlib, sys
from tests.purity.watch import Watch, watched
from bdc_sessions import Dossier
from bdc_sessions.feeds.ical import dumps
from bdc_sessions.rules.example import example_action
dossier, watch, written = Dossier(example_action()), Watch(), []
sys.addaudithook(watch.audit)
events = watched(watch, lambda: written.append(dumps(dossier)))
print(hashlib.sha256(written[0]).hexdigest(), events)
"""


def test_bytes_are_the_same_in_every_run_and_need_no_file_network_or_clock() -> None:
    outputs = {printed("-c", WATCHED, seed=seed) for seed in (0, 1)}
    assert len(outputs) == 1
    assert outputs.pop().endswith(" []\n")


@given(actions.map(publishable))
def test_equal_values_give_equal_bytes(action: Action) -> None:
    again = action.evolve(components=[component.evolve() for component in action.components])
    assert dumps(action) == dumps(again) == dumps(Dossier(again))
