"""Calendars (RFC 5545) of sessions and information sessions; needs the extra ``ical``.

>>> from bdc_sessions import example_action
>>> from bdc_sessions.feeds import ical
>>> ical.dumps(example_action()).startswith(b"BEGIN:VCALENDAR")
True
"""

from bdc_sessions.feeds.ical.dumps import dumps

__all__ = ["dumps"]
