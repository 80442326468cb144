"""A coded label, such as "ter" or "allée", and the tables of their codes."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar

from attrs import evolve, field, frozen

from bdc_sessions.model import fields
from bdc_sessions.model.about import About
from bdc_sessions.model.fields import bind_location, to_optional_text, to_text, wrong_type

SUFFIX_CODES: Mapping[str, str] = MappingProxyType({"ter": "3"})
"""The codes of "Extension voie" that the guide's recap proves (§2.1)."""

STREET_TYPE_CODES: Mapping[str, str] = MappingProxyType({"allée": "3"})
"""The codes of "Type de voie" that the guide's recap proves (§2.1)."""


@frozen(field_transformer=bind_location)
class Term:
    """A label and the code by which the recap prints it, where it has one (§2.1).

    >>> str(Term("ter", code="3"))
    'ter'
    >>> Term.coded("bis", {**SUFFIX_CODES, "bis": "1"})
    Term(label='bis', code='1')
    """

    ABOUT: ClassVar[About] = About("term", "Terme")

    label: str = field(converter=to_text, metadata=fields.label("Libellé"))
    code: str | None = field(
        default=None, kw_only=True, converter=to_optional_text, metadata=fields.label("Code")
    )

    @classmethod
    def coded(cls, label: str, codes: Mapping[str, str]) -> "Term":
        """Look the label up in a table of codes; a label that it lacks gets no code."""
        return cls(label, code=codes.get(label))

    def __str__(self) -> str:
        """Be the label."""
        return self.label


@frozen
class TermTable:
    """The codes of a region's extensions and kinds of street."""

    suffix: tuple[tuple[str, str], ...] = ()
    street_type: tuple[tuple[str, str], ...] = ()

    def with_(self, table: str, **codes: str) -> "TermTable":
        """Return a table with more codes."""
        return evolve(self, **{table: tuple(({**dict(getattr(self, table)), **codes}).items())})

    def term(self, table: str, label: str) -> Term:
        """Return the term of a label."""
        return Term.coded(label, dict(getattr(self, table)))


TERMS = TermTable(tuple(SUFFIX_CODES.items()), tuple(STREET_TYPE_CODES.items()))


def to_suffix(value: Term | str | None, where: str = "") -> Term | None:
    """Take a term of "Extension voie", or its label."""
    return _to_term(value, where, SUFFIX_CODES)


def to_street_type(value: Term | str | None, where: str = "") -> Term | None:
    """Take a term of "Type de voie", or its label."""
    return _to_term(value, where, STREET_TYPE_CODES)


def _to_term(value: Term | str | None, where: str, codes: Mapping[str, str]) -> Term | None:
    if value is None or isinstance(value, Term):
        return value
    if isinstance(value, str):
        return Term.coded(to_text(value, where), codes)
    raise wrong_type(value, where, "a Term or its label (str)")
