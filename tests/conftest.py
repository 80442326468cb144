"""How much the property tests try: HYPOTHESIS_PROFILE=fast for a quick look, full by default."""

import os

from hypothesis import HealthCheck, Phase, settings

# Hypothesis learns the package's classes when Python imports it. Pytest, where the first file that
# it collects is one of `src`, loads it past `sys.meta_path`, unseen.
import bdc_sessions  # noqa: F401 - see above

settings.register_profile("fast", max_examples=25, deadline=None)
settings.register_profile(
    "full", max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile(
    "fuzz", max_examples=20_000, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile(
    "mutants",
    max_examples=8,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],  # a failure is enough: none is made small
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "full"))
