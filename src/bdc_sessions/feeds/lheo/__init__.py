"""LHEO 2.3."""

from bdc_sessions.feeds.lheo.loads import loads, formations
from bdc_sessions.feeds.lheo.offer import Offer
