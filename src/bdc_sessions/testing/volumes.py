"""Volumes that add up."""

from decimal import Decimal

from hypothesis import strategies as st

from bdc_sessions.model import Volume, VolumeUnit
from bdc_sessions.testing import words

HEADCOUNTS = (120, 0, 1)
MEANS = (310_00, 0, 1)
MOST = 9_999


@st.composite
def valid_volumes(draw: st.DrawFn, kind: str | None = None) -> Volume:
    """Draw a volume whose bounds are in order and whose total is what it should be."""
    headcount = draw(st.none() | st.sampled_from(HEADCOUNTS) | st.integers(0, MOST))
    mean, maximum = _hundredths(draw), _hundredths(draw)
    if mean is not None and maximum is not None:
        mean, maximum = min(mean, maximum), max(mean, maximum)
    lowest = next((bound for bound in (mean, maximum) if bound is not None), MOST)
    minimum = draw(st.none() | st.sampled_from([0, lowest]) | st.integers(0, lowest))
    total = None if headcount is None or mean is None else headcount * mean
    return Volume(
        kind=draw(st.sampled_from(words.KINDS)) if kind is None else kind,
        unit=draw(st.sampled_from(VolumeUnit)),
        headcount=headcount,
        mean=_hours(mean),
        minimum=_hours(minimum),
        maximum=_hours(maximum),
        total=_hours(_hundredths(draw) if total is None else draw(st.sampled_from([total, None]))),
    )


def _hundredths(draw: st.DrawFn) -> int | None:
    return draw(st.none() | st.sampled_from(MEANS) | st.integers(0, MOST * 100))


def _hours(hundredths: int | None) -> Decimal | None:
    return None if hundredths is None else Decimal(hundredths).scaleb(-2)
