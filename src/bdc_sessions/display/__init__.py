"""Actions as a picture and as lists: the timeline, the results, what a drop-down offers."""

from bdc_sessions.display.lists import choices, results
from bdc_sessions.display.timeline import Timeline, timeline

__all__ = ["Timeline", "choices", "results", "timeline"]
