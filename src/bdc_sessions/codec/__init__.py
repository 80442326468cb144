"""Values as data: dicts of JSON types, JSON texts, and the fields of the guide's forms."""

from bdc_sessions.codec.encoding import decode, dumps, encode, loads
from bdc_sessions.codec.forms import read_form, to_form

__all__ = ["decode", "dumps", "encode", "loads", "read_form", "to_form"]
