"""The values of the domain: an action, its components, their sessions and all that they contain."""

from bdc_sessions.model.absent import ABSENT, Absent
from bdc_sessions.model.action import Action, EntryMode
from bdc_sessions.model.address import Address
from bdc_sessions.model.collective_info import CollectiveInfo
from bdc_sessions.model.component import Component
from bdc_sessions.model.issuer import Issuer
from bdc_sessions.model.path import Path
from bdc_sessions.model.session import Session
from bdc_sessions.model.site import Site
from bdc_sessions.model.term import TERMS, Term, TermTable
from bdc_sessions.model.volume import Volume, VolumeUnit

__all__ = [
    "ABSENT",
    "TERMS",
    "Absent",
    "Action",
    "Address",
    "CollectiveInfo",
    "Component",
    "EntryMode",
    "Issuer",
    "Path",
    "Session",
    "Site",
    "Term",
    "TermTable",
    "Volume",
    "VolumeUnit",
]
