"""Values as the guide's screens show them; the function itself lies below, where errors use it."""

from bdc_sessions.texts import NOTHING, display

__all__ = ["NOTHING", "display"]
