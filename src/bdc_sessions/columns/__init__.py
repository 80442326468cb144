"""A whole region at once: actions as data frames, judged by the same rules.

>>> from bdc_sessions import columns, example_action
>>> frames = columns.to_frames(example_action(), backend="polars")
>>> columns.validate(frames).violations.height
0

The frames may be of polars, pandas, pyarrow, DuckDB or PySpark. The extra "columns" installs
narwhals, which works with all of them; the library of your frames is yours to install.
"""

from bdc_sessions.extras import missing_extra

try:
    import narwhals  # noqa: F401 - whether it is there
except ModuleNotFoundError as _missing:
    raise missing_extra(__name__, "columns", _missing) from _missing

from bdc_sessions.columns.difference import diff
from bdc_sessions.columns.faults import faults
from bdc_sessions.columns.frames import Frames, from_frames, to_frames
from bdc_sessions.columns.schema import SCHEMA, SchemaColumn
from bdc_sessions.columns.small import frame
from bdc_sessions.columns.validation import Found, validate

__all__ = [
    "SCHEMA",
    "Found",
    "Frames",
    "SchemaColumn",
    "diff",
    "faults",
    "frame",
    "from_frames",
    "to_frames",
    "validate",
]
