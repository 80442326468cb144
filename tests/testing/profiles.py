"""How the strategies themselves are tried: under the health checks that an embedder has."""

from hypothesis import Phase, settings

# Each of some fifty classes and of as many rules is drawn: a part of the run's examples for each.
HEALTHY = settings(
    max_examples=max(10, settings().max_examples // 4), suppress_health_check=(), deadline=None
)
SEARCH = settings(max_examples=10_000, phases=[Phase.generate], database=None, deadline=None)
BRIEF = settings(SEARCH, max_examples=100)
# What is tried first is the simplest that there is.
SIMPLEST = settings(SEARCH, max_examples=1)
SHRUNK = settings(max_examples=1_000, database=None, deadline=None)
