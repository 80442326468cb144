"""What the tests of the model change around them, and put back."""

import sys
from collections.abc import Iterator

import pytest


@pytest.fixture
def few_digits() -> Iterator[None]:
    """Let Python print as few digits of an int as it can be told to."""
    before = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(sys.int_info.str_digits_check_threshold)
    yield
    sys.set_int_max_str_digits(before)
