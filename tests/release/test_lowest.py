"""The oldest versions that are allowed are those that are tested, and those that others may ask."""

import re

from tests.release.building import EXTRAS, PROJECT
from tests.release.matrix import LOWEST, VERSIONS


def lows() -> dict[str, str]:
    """Return what is required, with the low of each: ``attrs`` ``24.2``."""
    needed = [*PROJECT["project"]["dependencies"]]
    needed += [
        requirement for name, all_ in EXTRAS.items() if name != "all" for requirement in all_
    ]
    return dict(re.fullmatch(r"([\w-]+)>=([\d.]+)", requirement).groups() for requirement in needed)  # type: ignore[union-attr,misc]  # what has no low fails here


def test_the_lows_that_are_tested_are_those_of_the_metadata() -> None:
    lines = LOWEST.read_text(encoding="utf-8").splitlines()
    tested = dict(line.split("==") for line in lines if not line.startswith("#"))
    assert tested.keys() == lows().keys()
    for name, low in lows().items():
        parts = tested[name].split(".")
        assert ".".join(parts[: len(low.split("."))]) == low, name
        assert not any(int(part) for part in parts[len(low.split(".")) :]), (
            f"{name}: {low} is lower"
        )


def test_the_pythons_that_are_tried_begin_with_the_lowest_that_is_allowed() -> None:
    assert PROJECT["project"]["requires-python"] == f">={VERSIONS[0]}"
    classifiers = PROJECT["project"]["classifiers"]
    named = {line.rpartition(" ")[2] for line in classifiers if ":: Python :: 3." in line}
    assert named <= {*VERSIONS}
