"""What a component buys, by kind of volume (§1.1)."""

from collections.abc import Callable, Iterable
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal
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
from bdc_sessions.model.tree import Tree

T = TypeVar("T")

_EXACT = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN)


class VolumeUnit(StrEnum):
    """The unit of a volume, as the guide's list prints it (§1.1)."""

    FP = "fp"
    """forfait parcours"""
    HC = "hc"
    """heure centre"""
    HE = "he"
    """heure entreprise"""


def to_unit(value: VolumeUnit, where: str = "") -> VolumeUnit:
    """Take a unit."""
    return to_instance(value, VolumeUnit, where)


@frozen(kw_only=True, field_transformer=bind_location)
class Volume(Tree):
    """One row of a component's volumes, known by its kind; None where the guide prints "-".

    >>> Volume(kind="Heure stagiaire centre", unit=VolumeUnit.HC, headcount=120, mean=310).mean
    Decimal('310.00')
    """

    ABOUT: ClassVar[About] = About("volume", "Volume", "volume", str)

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


def to_volumes(values: Iterable[Volume], where: str = "") -> tuple[Volume, ...]:
    """Take several volumes, each kind once."""
    return to_keyed_tuple(values, Volume, "kind", where)


def totals(volumes: Iterable[Volume]) -> tuple[Volume, ...]:
    """Add volumes up by kind and unit: the guide's row TOTAL (§1.1).

    Headcounts and totals add up over the volumes that have them; mean, minimum and maximum stand
    where every volume of the kind has the same, else None.
    """
    groups: dict[tuple[str, VolumeUnit], list[Volume]] = {}
    for volume in volumes:
        groups.setdefault((volume.kind, volume.unit), []).append(volume)
    return tuple(
        Volume(
            kind=kind,
            unit=to_unit,
            headcount=_given(sum, [v.headcount for v in same]),
            mean=_shared([v.mean for v in same]),
            minimum=_shared([v.minimum for v in same]),
            maximum=_shared([v.maximum for v in same]),
            total=_given(_sum_exactly, [v.total for v in same]),
        )
        for (kind, to_unit), same in sorted(groups.items())
    )


def _given(add: Callable[[list[T]], T], values: list[T | None]) -> T | None:
    given = [value for value in values if value is not None]
    return add(given) if given else None


def _shared(values: list[Decimal | None]) -> Decimal | None:
    return values[0] if len(set(values)) == 1 else None


def _sum_exactly(values: list[Decimal]) -> Decimal:
    # Not the context's addition, which rounds to the digits that a caller may have set.
    places = min(int(value.as_tuple().exponent) for value in values)
    units = sum(int(value.scaleb(-places, _EXACT)) for value in values)
    return Decimal(units).scaleb(places, _EXACT)
