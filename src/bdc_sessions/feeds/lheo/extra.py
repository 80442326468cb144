"""What the extra ``lheo`` brings, or what to do where it is missing."""

try:
    from lxml import etree
    from stdnum.fr import siret
except ModuleNotFoundError as _missing:
    raise ImportError(
        f"bdc_sessions.feeds.lheo found no module {_missing.name!r}; "
        "install the extra: pip install 'bdc-sessions[lheo]'",
        name=_missing.name,
    ) from _missing

__all__ = ["etree", "siret"]
