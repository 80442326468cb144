"""Values as data: dicts of JSON types, JSON texts, JSON Schemas and the guide's forms."""

from bdc_sessions.codec.decoding import decode, loads
from bdc_sessions.codec.encoding import dumps, encode, fingerprint
from bdc_sessions.codec.form_fields import FormField, form_fields
from bdc_sessions.codec.forms import read_form, to_form
from bdc_sessions.codec.migrations import Migrations
from bdc_sessions.codec.schema import json_schema
from bdc_sessions.codec.structure import STRUCTURE

__all__ = [
    "STRUCTURE",
    "FormField",
    "Migrations",
    "decode",
    "dumps",
    "encode",
    "fingerprint",
    "form_fields",
    "json_schema",
    "loads",
    "read_form",
    "to_form",
]
