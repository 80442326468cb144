"""Displays of actions: the timeline, the list of results, the choices of a drop-down."""

from bdc_sessions.display.lists import choices, results
from bdc_sessions.display.timeline import Timeline, timeline

__all__ = ["Timeline", "choices", "results", "timeline"]
