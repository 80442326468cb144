"""LHEO 2.3, the national feed of training offers: written once all is right, read as it stands.

>>> from bdc_sessions import example_action
>>> from bdc_sessions.feeds import lheo
>>> data = lheo.dumps(example_action(), {"01": lheo.example_offer()})
>>> feed = lheo.loads(data)
>>> feed.formations[0].actions[0].sessions[0].places
10
>>> made = feed.to_actions()
>>> made.actions[0].component("01").session("01").info(1).address.line
'12 ter allée de la madeleine'
"""

from bdc_sessions.feeds.lheo.codes import meaning
from bdc_sessions.feeds.lheo.compare import compare
from bdc_sessions.feeds.lheo.contact import Contact, Coordinates, PostalAddress
from bdc_sessions.feeds.lheo.delta import Effect, Impact, delta, impact
from bdc_sessions.feeds.lheo.document import dumps
from bdc_sessions.feeds.lheo.example import example_offer
from bdc_sessions.feeds.lheo.feed import (
    Aside,
    Feed,
    FeedAction,
    FeedAddress,
    FeedInfo,
    FeedSession,
    FeedSite,
    Formation,
    Made,
)
from bdc_sessions.feeds.lheo.loads import formations, loads
from bdc_sessions.feeds.lheo.losses import losses
from bdc_sessions.feeds.lheo.offer import Offer
from bdc_sessions.feeds.lheo.organisation import (
    Certification,
    Funder,
    Organisation,
    Recruitment,
    Trainer,
)
from bdc_sessions.feeds.lheo.partial_date import PartialDate
from bdc_sessions.feeds.lheo.rules import RULES

__all__ = [  # noqa: RUF022 - grouped by what one does with them
    # Writing and reading
    "dumps",
    "loads",
    "formations",
    "losses",
    "delta",
    "impact",
    "compare",
    "Effect",
    "Impact",
    "RULES",
    # What the guide's data do not hold
    "Offer",
    "Organisation",
    "Contact",
    "Coordinates",
    "PostalAddress",
    "Certification",
    "Trainer",
    "Funder",
    "Recruitment",
    "example_offer",
    "meaning",
    # A document as it stands
    "Feed",
    "Formation",
    "FeedAction",
    "FeedSession",
    "FeedInfo",
    "FeedSite",
    "FeedAddress",
    "PartialDate",
    "Aside",
    "Made",
]
