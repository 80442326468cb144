"""An action: its components, its totals, what a person reads of it."""

from decimal import Clamped, Context, Decimal, Inexact, Overflow, Rounded, Subnormal, localcontext

import pytest
from tests.values import (
    guide_action,
    guide_action_with,
    guide_component,
    guide_session,
)

from bdc_sessions.model import (
    EntryMode,
    Volume,
    VolumeUnit,
)
from bdc_sessions.texts import display


def test_entry_modes_are_texts() -> None:
    assert EntryMode("permanent") is EntryMode.PERMANENT
    assert f"{EntryMode.FIXED}" == "fixed"


def test_totals_add_up_by_kind() -> None:
    hours = Volume(
        kind="Heure",
        unit=VolumeUnit.HC,
        headcount=10,
        mean=5,
        minimum=1,
        total=Decimal("12345.125"),
    )
    more = hours.evolve(headcount=None, minimum=2, total=Decimal("1E+20"))
    action = guide_action().evolve(
        components=[
            guide_component().evolve(number="01", volumes=[hours]),
            guide_component().evolve(
                number="02", volumes=[more, Volume(kind="Forfait", unit=VolumeUnit.FP)]
            ),
        ]
    )
    with localcontext() as context:
        context.prec = 3
        assert action.totals == (
            Volume(kind="Forfait", unit=VolumeUnit.FP),
            Volume(
                kind="Heure",
                unit=VolumeUnit.HC,
                headcount=10,
                mean=5,
                minimum=None,
                total=Decimal("100000000000000012345.125"),
            ),
        )


def test_the_totals_of_one_component_are_its_volumes() -> None:
    assert guide_action().totals == guide_component().volumes
    volumes = [Volume(kind=f"Heure {n}", unit=VolumeUnit.HC) for n in (10, 2, 1)]
    component = guide_component().evolve(volumes=volumes)
    assert guide_action().evolve(components=[component]).totals == component.volumes
    components = [
        component.evolve(number=number, volumes=[Volume(kind="Heure", unit=unit)])
        for number, unit in (("1", VolumeUnit.HE), ("2", VolumeUnit.HC), ("3", VolumeUnit.FP))
    ]
    totals = guide_action().evolve(components=components).totals
    assert [volume.unit for volume in totals] == [VolumeUnit.FP, VolumeUnit.HC, VolumeUnit.HE]


@pytest.mark.parametrize(
    "context",
    [
        Context(prec=1),
        Context(prec=3, traps=[Inexact, Rounded, Subnormal, Clamped]),
        Context(prec=9, Emax=1, Emin=-1, traps=[Overflow, Inexact]),
    ],
)
def test_totals_are_exact_in_any_context(context: Context) -> None:
    hours = Volume(kind="Heure", unit=VolumeUnit.HC, total=Decimal("12345678901234567890.01"))
    components = [
        guide_component().evolve(number=str(number), volumes=[hours]) for number in range(3)
    ]
    with localcontext(context):
        action = guide_action().evolve(components=components)
        assert str(action.totals[0].total) == "37037036703703703670.03"
        assert display(action.totals[0].total) == "37 037 036 703 703 703 670,03"
        assert str(hours) == "Heure : 12 345 678 901 234 567 890,01 hc"


def test_totals_leave_the_callers_context_as_it_is() -> None:
    with localcontext(Context(prec=5)) as context:
        context.clear_flags()
        assert guide_action().totals
        assert not any(context.flags.values())


def test_totals_of_the_longest_numbers_add_up() -> None:
    most = Decimal("4E+998") + Decimal(0)
    least = Decimal("1E-1000")
    first = Volume(kind="k", unit=VolumeUnit.HC, total=most, headcount=10**998)
    second = first.evolve(total=least)
    components = [
        guide_component().evolve(number="1", volumes=[first]),
        guide_component().evolve(number="2", volumes=[second]),
    ]
    (total,) = guide_action().evolve(components=components).totals
    assert total.headcount == 2 * 10**998
    assert str(total.total) == "4" + "0" * 998 + "." + "0" * 999 + "1"


@pytest.mark.parametrize(
    ("field", "most", "found"),
    [
        ("headcount", 10**1000 - 1, "a number of 3323 bits"),
        ("total", Decimal("9E+999"), r"Decimal\('180+…"),
    ],
)
def test_a_total_that_no_volume_can_be_says_of_which_volumes(
    field: str, most: object, found: str
) -> None:
    volume = Volume(kind="Heure", unit=VolumeUnit.HC).evolve(**{field: most})
    components = [guide_component().evolve(number=n, volumes=[volume]) for n in ("1", "2")]
    expected = rf"^TOTAL of the volumes 'Heure' \(hc\): Volume\.{field}: found {found}; expected "
    with pytest.raises(ValueError, match=rf"{expected}.*; correct the one that is too great$"):
        _ = guide_action().evolve(components=components).totals


def test_what_a_person_reads_of_an_action() -> None:
    action = guide_action_with(guide_session("01"), guide_session("02"))
    assert str(action) == (
        "Action de formation n° 23P0000000_TEST_1 : LOT TEST FORFAIT PARCOURS 2023, "
        "01/09/2022 – 30/06/2024, 1 composante, 2 sessions"
    )
    assert repr(action) == "<Action 23P0000000_TEST_1: 1 component, 2 sessions>"
    empty = action.evolve(components=())
    assert repr(empty) == "<Action 23P0000000_TEST_1: 0 components, 0 sessions>"
    assert [mode.label for mode in EntryMode] == ["à dates fixes", "permanentes"]
    hours = guide_component().volume("Heure stagiaire centre")
    assert str(hours) == (
        "Heure stagiaire centre : 37 200,00 hc, effectif 120, moyen 310,00, minimal 200,00, "
        "maximal 400,00"
    )


def test_a_set_has_no_order() -> None:
    for given_as in ({"a", "b"}, frozenset("ab"), set()):
        with pytest.raises(TypeError, match=r"^Action\.schemes: found .*set.*; expected several"):
            guide_action().evolve(schemes=given_as)
    with pytest.raises(TypeError, match=r"^Action\.sites: found "):
        guide_action().evolve(sites={guide_action().sites[0]})
    with pytest.raises(TypeError, match=r"^Action\.components: found "):
        guide_action().evolve(components={guide_component()})
    in_order = dict.fromkeys(["b", "a"])
    assert guide_action().evolve(schemes=in_order).schemes == ("b", "a")
    assert guide_action().evolve(schemes=in_order.keys()).schemes == ("b", "a")
