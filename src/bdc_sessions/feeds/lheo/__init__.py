"""LHEO 2.3, the format of the CARIF's feed: written, read, and checked before either.

>>> from bdc_sessions.feeds import lheo
>>> from bdc_sessions.feeds.lheo.example import example_offer
>>> from bdc_sessions.rules.example import example_action
>>> data = lheo.dumps(example_action(), {"01": example_offer()})
>>> feed = lheo.loads(data)
>>> feed.actions[0].component("01").session("01").info(1).address.line
'12 ter allée de la madeleine'
"""

from bdc_sessions.feeds.lheo.changed import Effect, Impact, delta, impact
from bdc_sessions.feeds.lheo.contact import Contact, Coordinates, PostalAddress
from bdc_sessions.feeds.lheo.feed import Aside, Feed, Formation
from bdc_sessions.feeds.lheo.loading import loads
from bdc_sessions.feeds.lheo.losses import losses
from bdc_sessions.feeds.lheo.offer import Offer
from bdc_sessions.feeds.lheo.organisation import Certification, Funder, Organisation, Trainer
from bdc_sessions.feeds.lheo.rules import RULES
from bdc_sessions.feeds.lheo.writing import dumps

__all__ = [
    "RULES",
    "Aside",
    "Certification",
    "Contact",
    "Coordinates",
    "Effect",
    "Feed",
    "Formation",
    "Funder",
    "Impact",
    "Offer",
    "Organisation",
    "PostalAddress",
    "Trainer",
    "delta",
    "dumps",
    "impact",
    "loads",
    "losses",
]
