"""Whole numbers with their edges: the bounds are where the faults are."""

from hypothesis import strategies as st

MOST_EDGES = 5
WHICH: st.SearchStrategy[int] = st.integers(0, 2 * MOST_EDGES)


@st.composite
def edged(draw: st.DrawFn, low: int, high: int, *edges: int) -> int:
    """Draw a number within bounds, one of the edges about every other time.

    The same as ``sampled_from(edges) | integers(low, high)``, which costs more to make: bounds of
    parts are known only when their whole is drawn.
    """
    which = draw(WHICH)
    if which <= MOST_EDGES:
        return edges[which % len(edges)]
    return draw(st.integers(low, high))
