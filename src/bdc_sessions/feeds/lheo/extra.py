"""What the extra ``lheo`` brings, or what to do where it is missing."""

from bdc_sessions.extras import missing_extra

try:
    from lxml import etree
    from stdnum.fr import siret
except ModuleNotFoundError as _missing:
    raise missing_extra("bdc_sessions.feeds.lheo", "lheo", _missing) from _missing

__all__ = ["etree", "siret"]
