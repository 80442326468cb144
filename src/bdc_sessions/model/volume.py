"""What is bought for a component, by kind of volume (§1.1)."""

from collections.abc import Callable, Iterable
from decimal import (
    MAX_EMAX,
    MIN_EMIN,
    ROUND_HALF_EVEN,
    Context,
    Decimal,
    DivisionByZero,
    InvalidOperation,
    Overflow,
    localcontext,
)
from enum import StrEnum
from typing import ClassVar, TypeVar

from attrs import field, frozen

from bdc_sessions.model.about import About
from bdc_sessions.model.fields import (
    bind_location,
    label,
    to_instance,
    to_keyed_tuple,
    to_optional_decimal,
    to_optional_int,
    to_text,
)
from bdc_sessions.model.natural import natural_key
from bdc_sessions.model.tree import Tree
from bdc_sessions.model.value import constructs_by_slots, enum_repr
from bdc_sessions.texts import display, one_line, short_repr

T = TypeVar("T")

EXACT = Context(
    prec=4100,
    rounding=ROUND_HALF_EVEN,
    Emin=MIN_EMIN,
    Emax=MAX_EMAX,
    capitals=1,
    clamp=0,
    flags=[],
    traps=[DivisionByZero, InvalidOperation, Overflow],
)
"""The decimal context of all arithmetic, whatever the caller's: sums and products are exact."""


class VolumeUnit(StrEnum):
    """The unit of a volume, as the guide's list prints it (§1.1).

    >>> VolumeUnit.HC, str(VolumeUnit.HC)
    (VolumeUnit.HC, 'hc')
    """

    FP = "fp"
    """Forfait parcours: a lump sum per trainee."""
    HC = "hc"
    """Heure centre: an hour at the training centre."""
    HE = "he"
    """Heure entreprise: an hour at an employer's."""

    __repr__ = enum_repr


def to_unit(value: VolumeUnit, where: str = "") -> VolumeUnit:
    """Return the value if it is a ``VolumeUnit``."""
    return value if type(value) is VolumeUnit else to_instance(value, VolumeUnit, where)


@constructs_by_slots
@frozen(kw_only=True, repr=False, field_transformer=bind_location)
class Volume(Tree):
    """A row of a component's volumes, identified by its kind; None where the guide prints "-".

    >>> hours = Volume(kind="Heure stagiaire centre", unit=VolumeUnit.HC, headcount=120, mean=310)
    >>> hours.mean
    Decimal('310.00')
    >>> str(hours)
    'Heure stagiaire centre : - hc, effectif 120, moyen 310,00'

    Attributes:
        kind: What is bought, "Heure stagiaire centre".
        unit: The unit in which it is counted.
        headcount: The number of trainees.
        mean: The mean volume per trainee, in units.
        minimum: The least volume per trainee.
        maximum: The greatest volume per trainee.
        total: The volume of all trainees together.
    """

    ABOUT: ClassVar[About] = About(
        "volume",
        "Volume",
        "volume",
        str,
        description="One row of a component's volumes, known by its kind; null where the "
        'guide prints "-" (§1.1).',
    )

    kind: str = field(converter=to_text, metadata=label("Type de volume"))
    unit: VolumeUnit = field(converter=to_unit, metadata=label("Unité"))
    headcount: int | None = field(
        default=None, converter=to_optional_int, metadata=label("Effectif")
    )
    mean: Decimal | None = field(
        default=None, converter=to_optional_decimal, metadata=label("Volume moyen")
    )
    minimum: Decimal | None = field(
        default=None, converter=to_optional_decimal, metadata=label("Volume minimal")
    )
    maximum: Decimal | None = field(
        default=None, converter=to_optional_decimal, metadata=label("Volume maximal")
    )
    total: Decimal | None = field(
        default=None, converter=to_optional_decimal, metadata=label("Volume total")
    )

    def __str__(self) -> str:
        given = (
            ("effectif", self.headcount),
            ("moyen", self.mean),
            ("minimal", self.minimum),
            ("maximal", self.maximum),
        )
        more = "".join([f", {name} {display(n)}" for name, n in given if n is not None])
        return one_line(f"{self.kind} : {display(self.total)} {self.unit}{more}")


def to_volumes(values: Iterable[Volume], where: str = "") -> tuple[Volume, ...]:
    """Return several volumes, each kind once, in the order of their kinds."""
    return to_keyed_tuple(values, Volume, "kind", where)


def totals(volumes: Iterable[Volume]) -> tuple[Volume, ...]:
    """Return volumes summed by kind and unit: the guide's row TOTAL (§1.1).

    Headcounts and totals are summed over the volumes that have them; mean, minimum and maximum are
    given if every volume of the kind has the same, else None.

    Raises:
        ValueError: A sum of more than 1,000 digits.
    """
    groups: dict[tuple[str, VolumeUnit], list[Volume]] = {}
    for volume in volumes:
        groups.setdefault((volume.kind, volume.unit), []).append(volume)
    return tuple([_total(*group) for group in sorted(groups.items(), key=_kind_and_unit)])


def _total(kind_and_unit: tuple[str, VolumeUnit], volumes: list[Volume]) -> Volume:
    kind, unit = kind_and_unit
    try:
        return Volume(
            kind=kind,
            unit=unit,
            headcount=_sum_of_given(sum, [v.headcount for v in volumes]),
            mean=_value_in_common([v.mean for v in volumes]),
            minimum=_value_in_common([v.minimum for v in volumes]),
            maximum=_value_in_common([v.maximum for v in volumes]),
            total=_sum_of_given(_sum_exactly, [v.total for v in volumes]),
        )
    except ValueError as fault:
        raise ValueError(
            f"TOTAL of the volumes {short_repr(kind)} ({unit}): {fault}; correct the one that is "
            "too great"
        ) from None


def _kind_and_unit(group: tuple[tuple[str, VolumeUnit], list[Volume]]) -> tuple[object, ...]:
    (kind, unit), _ = group
    return natural_key(kind), unit


def _sum_of_given(add: Callable[[list[T]], T], values: list[T | None]) -> T | None:
    given = [value for value in values if value is not None]
    return add(given) if given else None


def _value_in_common(values: list[Decimal | None]) -> Decimal | None:
    return values[0] if len(set(values)) == 1 else None


def _sum_exactly(values: list[Decimal]) -> Decimal:
    with localcontext(EXACT):
        return sum(values, Decimal())
