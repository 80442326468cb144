"""The same in every process, however Python salts its hashes."""

import base64
import pickle

import pytest
from tests.purity.processes import printed
from tests.purity.surface import is_hashed, values

TELL = ("-m", "tests.purity.tell")


@pytest.mark.parametrize("seed", [1, 2, 20_220_901])
def test_every_output_is_the_same_under_another_seed(seed: int) -> None:
    told = printed(*TELL, seed=seed)
    assert told == printed(*TELL)
    assert "SES-001" in told
    assert "components[01].sessions[01]" in told


def test_no_hash_travels_in_a_pickle() -> None:
    pickled = base64.b64decode(printed(*TELL, "pickles", seed=1))
    theirs = pickle.loads(pickled)
    ours = [value for value in values() if is_hashed(value)]
    assert len(theirs) == len(ours) > 700
    for one, other in zip(ours, theirs, strict=True):
        if not isinstance(one, Exception):  # which is equal to itself only
            assert other == one
            assert {one: True}[other]
