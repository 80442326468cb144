"""The mark for what is not there."""

import copy
import pickle

from bdc_sessions.model import (
    ABSENT,
)


def test_absent_is_one_object_and_false() -> None:
    assert pickle.loads(pickle.dumps(ABSENT)) is ABSENT
    assert copy.deepcopy(ABSENT) is ABSENT
    assert not ABSENT
    assert repr(ABSENT) == "ABSENT"
