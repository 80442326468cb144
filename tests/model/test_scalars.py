"""Values as JSON types."""

from decimal import Decimal

import pytest
from pendulum import datetime as instant
from tests.values import (
    guide_info,
)

from bdc_sessions.model import ABSENT
from bdc_sessions.model.scalars import to_json


def test_only_values_of_the_model_have_a_plain_form() -> None:
    assert to_json(instant(2022, 12, 15, 10, tz="Europe/Paris")) == "2022-12-15T10:00:00+01:00"
    assert to_json(guide_info().start) == "10:00"
    assert to_json(Decimal("0.0000001")) == "0.0000001"
    with pytest.raises(TypeError, match=r"^ABSENT has no form of its own; leave its key out$"):
        to_json(ABSENT)
    with pytest.raises(TypeError, match=r"^found \{1\} \(set\); expected a value of the model$"):
        to_json({1})
