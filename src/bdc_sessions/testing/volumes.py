"""Volumes that add up."""

from decimal import Decimal

from hypothesis import strategies as st

from bdc_sessions.model import Volume, VolumeUnit
from bdc_sessions.testing import words

MOST = 9_999
HEADCOUNTS: st.SearchStrategy[int | None] = st.sampled_from([None, 120, 0, 1]) | (
    st.integers(0, MOST)
)
HUNDREDTHS: st.SearchStrategy[int | None] = st.sampled_from([None, 310_00, 0, 1]) | (
    st.integers(0, MOST * 100)
)
"""Hours, in hundredths."""
KINDS: st.SearchStrategy[str] = st.sampled_from(words.KINDS)
UNITS: st.SearchStrategy[VolumeUnit] = st.sampled_from(VolumeUnit)


@st.composite
def valid_volumes(draw: st.DrawFn, kind: str | None = None) -> Volume:
    """Draw a volume whose bounds are in order and whose total is what it should be."""
    headcount = draw(HEADCOUNTS)
    bounds = [draw(HUNDREDTHS) for _ in ("minimum", "mean", "maximum")]
    rising = iter(sorted(bound for bound in bounds if bound is not None))
    minimum, mean, maximum = (None if bound is None else next(rising) for bound in bounds)
    total = draw(HUNDREDTHS)
    if total is not None and headcount is not None and mean is not None:
        total = headcount * mean
    return Volume(
        kind=draw(KINDS) if kind is None else kind,
        unit=draw(UNITS),
        headcount=headcount,
        mean=_hours(mean),
        minimum=_hours(minimum),
        maximum=_hours(maximum),
        total=_hours(total),
    )


def _hours(hundredths: int | None) -> Decimal | None:
    return None if hundredths is None else Decimal(hundredths).scaleb(-2)
