"""Changes read from data: the class that they are of tells what the sides of each may be."""

from collections.abc import Callable
from typing import Any

import attrs

from bdc_sessions.changes import Changes, FieldChange
from bdc_sessions.codec.faults import ONCE
from bdc_sessions.codec.fields import Field, schema_fields
from bdc_sessions.codec.names import CLASSES, MODEL
from bdc_sessions.codec.place import ARRAY, Place
from bdc_sessions.model import ABSENT, Path
from bdc_sessions.model.scalars import SCALARS
from bdc_sessions.model.shape import walk
from bdc_sessions.texts import Bilingual
