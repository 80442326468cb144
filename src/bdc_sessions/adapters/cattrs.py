"""Registration of the library's classes with a cattrs converter (extra ``cattrs``)."""

from bdc_sessions.codec.decoding import decode_value
from bdc_sessions.codec.fast_writer import encoder
from bdc_sessions.codec.names import CLASSES
from bdc_sessions.extras import missing_extra

try:
    from cattrs import Converter
except ModuleNotFoundError as _missing:
    raise missing_extra(__name__, "cattrs", _missing) from _missing

__all__ = ["register"]


def register(converter: "Converter") -> "Converter":
    """Register hooks for every encodable class with a cattrs converter, and return it.

    >>> from bdc_sessions import Term
    >>> converter = register(Converter())
    >>> converter.unstructure({"suffix": Term("ter", code="3")})
    {'suffix': {'label': 'ter', 'code': '3'}}
    >>> converter.structure({"label": "ter"}, Term)
    Term(label='ter', code=None)

    The encoded values have no envelope.

    Raises:
        DecodeError: Data that do not decode, when they are structured, with every fault; inside the
            embedder's own classes, cattrs wraps it in an error of its own.
    """
    for cls in CLASSES.values():
        converter.register_structure_hook(cls, decode_value)
        converter.register_unstructure_hook(cls, encoder(cls))
    return converter
