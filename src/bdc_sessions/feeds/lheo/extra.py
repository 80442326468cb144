"""What the extra ``lheo`` brings, or what to do where it is missing."""

from bdc_sessions.extras import missing_extra

try:
    from lxml import etree
    from stdnum.fr import siret
except ModuleNotFoundError as error:
    raise missing_extra("bdc_sessions.feeds.lheo", "lheo", error) from error

__all__ = ["etree", "siret"]
