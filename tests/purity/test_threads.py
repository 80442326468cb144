"""Threads share values, and each gets what it would get alone."""

import pytest
from tests.purity.processes import printed


@pytest.mark.parametrize("seed", range(3))
def test_threads_that_start_cold_agree_with_a_lone_run(seed: int) -> None:
    output = printed("-m", "tests.purity.crowd", seed=seed)
    differing, complete, lines = output.rsplit(maxsplit=2)
    assert (differing, complete) == ("[]", "True")
    assert int(lines) > 40
