"""A coded label, such as "ter" or "allée", and the tables of their codes."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from attrs import field, frozen

from bdc_sessions.errors import NotFoundError
from bdc_sessions.model import fields
from bdc_sessions.model.about import About
from bdc_sessions.model.fields import (
    bind_location,
    to_iterable,
    to_optional_text,
    to_text,
    wrong_type,
)
from bdc_sessions.model.value import Value
from bdc_sessions.texts import counted, is_blank, one_line, short_repr, summary

Codes = tuple[tuple[str, str], ...]
"""Labels and their codes, in the order of the labels."""


@frozen(repr=False, field_transformer=bind_location)
class Term(Value):
    """A label, and the code that the recap prints in its place, if it has one (§2.1).

    >>> str(Term("ter", code="3"))
    'ter'

    Attributes:
        label: What a person reads and chooses, "ter".
        code: What the recap prints in its place, "3"; None if there is none.
    """

    ABOUT: ClassVar[About] = About(
        "term",
        "Terme",
        description="A label, and the code by which the recap prints it where it has one (§2.1).",
    )

    label: str = field(converter=to_text, metadata=fields.label("Libellé"))
    code: str | None = field(
        default=None, kw_only=True, converter=to_optional_text, metadata=fields.label("Code")
    )

    def __str__(self) -> str:
        return one_line(self.label)


def _to_codes(codes: Mapping[str, str] | Iterable[tuple[str, str]], where: str = "") -> Codes:
    """Return labels and codes as pairs, in the order of the labels."""
    given: Any = codes  # untyped: each pair is checked below
    pairs = given.items() if isinstance(codes, Mapping) else to_iterable(given, where)
    table: dict[str, str] = {}
    for pair in pairs:
        if type(pair) is not tuple or len(pair) != 2:  # noqa: PLR2004 - label and code
            raise wrong_type(pair, where, "a label and its code")
        label, code = (to_text(text, where) for text in pair)
        if is_blank(label) or is_blank(code):
            raise ValueError(f"{where}: found {short_repr(pair)}; expected a label and its code")
        table[label] = code
    return tuple(sorted(table.items()))


@frozen(kw_only=True, repr=False, field_transformer=bind_location)
class TermTable(Value):
    """The codes of a region's extensions and kinds of street (§2.1).

    >>> TERMS.with_("suffix", bis="1").term("suffix", "bis")
    Term(label='bis', code='1')

    Attributes:
        suffix: The labels and codes of "Extension voie"; a mapping may be given, or pairs.
        street_type: The labels and codes of "Type de voie".
    """

    suffix: Codes = field(default=(), converter=_to_codes)
    street_type: Codes = field(default=(), converter=_to_codes)

    def codes(self, table: str) -> Codes:
        """Return the labels and codes of one table.

        >>> TERMS.codes("street_type")
        (('allée', '3'),)

        Raises:
            NotFoundError: There is no such table.
            TypeError: A name that is no text.
        """
        if to_text(table, "TermTable.codes(table)") not in TABLES:
            raise NotFoundError(table, TABLES)
        codes: Codes = getattr(self, table)
        return codes

    def term(self, table: str, label: str) -> "Term":
        """Return the term of a label, without a code if the table has none.

        >>> TERMS.term("suffix", "ter"), TERMS.term("suffix", "bis")
        (Term(label='ter', code='3'), Term(label='bis', code=None))
        """
        text = to_text(label, f"TermTable.{table}")
        return Term(text, code=dict(self.codes(table)).get(text))

    def with_(self, table: str, /, **codes: str) -> "TermTable":
        """Return a copy with codes added to one table, or replaced, by label.

        >>> TERMS.with_("street_type", rue="1", **{"lieu-dit": "2"}).codes("street_type")
        (('allée', '3'), ('lieu-dit', '2'), ('rue', '1'))
        """
        return self.evolve(**{table: (*self.codes(table), *codes.items())})

    def __str__(self) -> str:
        counts = [counted(len(self.codes(table)), "code") + f" ({table})" for table in TABLES]
        return ", ".join(counts)

    def __repr__(self) -> str:
        sizes = [f"{len(self.codes(table))} of {table}" for table in TABLES]
        return summary(type(self), ", ".join(sizes))


TABLES = ("suffix", "street_type")
"""The names of the tables, the same as of the address's fields."""

TERMS = TermTable(suffix={"ter": "3"}, street_type={"allée": "3"})
"""The codes that the guide's recap shows (§2.1)."""


def to_suffix(value: Term | str | None, where: str = "") -> Term | None:
    """Return a term of "Extension voie" from itself or its label; None for a blank one."""
    return _to_term(value, "suffix", where)


def to_street_type(value: Term | str | None, where: str = "") -> Term | None:
    """Return a term of "Type de voie" from itself or its label; None for a blank one."""
    return _to_term(value, "street_type", where)


def _to_term(value: Term | str | None, table: str, where: str) -> Term | None:
    if value is None:
        return None
    if isinstance(value, Term):
        return None if value.code is None and is_blank(value.label) else value
    if isinstance(value, str):
        text = to_optional_text(value, where)
        return None if text is None else TERMS.term(table, text)
    raise wrong_type(value, where, "a Term or its label (str)")
