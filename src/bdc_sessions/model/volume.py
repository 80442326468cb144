"""What a component buys, by kind of volume (§1.1)."""

from collections.abc import Callable, Iterable
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal
from enum import StrEnum
from typing import TypeVar

from attrs import field, frozen

from bdc_sessions.model import tree
from bdc_sessions.model.fields import amount, labelled, one_of, optional, placed, text, whole

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


@frozen(kw_only=True, field_transformer=placed)
class Volume:
    """One row of a component's volumes, known by its kind; None where the guide prints "-".

    >>> Volume(kind="Heure stagiaire centre", unit=VolumeUnit.HC, headcount=120, mean=310).mean
    Decimal('310.00')
    """

    kind: str = field(converter=text, metadata=labelled("Type de volume"))
    unit: VolumeUnit = field(converter=one_of(VolumeUnit), metadata=labelled("Unité"))
    headcount: int | None = field(
        default=None, converter=optional(whole), metadata=labelled("Effectif")
    )
    mean: Decimal | None = field(
        default=None, converter=optional(amount), metadata=labelled("Volume moyen")
    )
    minimum: Decimal | None = field(
        default=None, converter=optional(amount), metadata=labelled("Volume minimal")
    )
    maximum: Decimal | None = field(
        default=None, converter=optional(amount), metadata=labelled("Volume maximal")
    )
    total: Decimal | None = field(
        default=None, converter=optional(amount), metadata=labelled("Volume total")
    )

    evolve = tree.evolve
    __getitem__ = tree.get
    set = tree.put


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
            unit=unit,
            headcount=_given(sum, [v.headcount for v in same]),
            mean=_shared([v.mean for v in same]),
            minimum=_shared([v.minimum for v in same]),
            maximum=_shared([v.maximum for v in same]),
            total=_given(_sum_exactly, [v.total for v in same]),
        )
        for (kind, unit), same in sorted(groups.items())
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
