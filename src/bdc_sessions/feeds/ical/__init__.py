"""Calendars (RFC 5545) of sessions and collective informations; needs the extra ``ical``."""

from bdc_sessions.feeds.ical.writing import dumps

__all__ = ["dumps"]
