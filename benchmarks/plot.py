"""Lines on two logarithmic axes, as an SVG small enough to be read in a diff."""

from collections.abc import Mapping, Sequence
from html import escape
from itertools import cycle
from math import ceil, floor, log10
from typing import NamedTuple

WIDTH, HEIGHT = 340, 380
"""The drawing area of a panel."""
LEFT, TOP, KEY = 68, 40, 175
"""The room for the figures of the axis, for the heads, for the names of the lines."""
COLOURS = ("#0b6e4f", "#c8102e", "#1f4e9e", "#b8860b", "#6a3d9a", "#008b8b", "#d2691e", "#444")
DASHES = ("", "6 3", "2 3")


class Line(NamedTuple):
    """A name, and milliseconds by number of sessions."""

    name: str
    points: Mapping[int, float]


def plot(panels: Mapping[str, Sequence[Line]]) -> str:
    """Return panels side by side, on the same axes, with the names of the lines at the right."""
    lines = [line for panel in panels.values() for line in panel]
    sizes = sorted({size for line in lines for size in line.points})
    values = [value for line in lines for value in line.points.values() if value > 0]
    low, high = floor(log10(min(values))), ceil(log10(max(values)))
    width, height = (WIDTH + LEFT) * len(panels) + KEY, HEIGHT + TOP + 50

    def y(value: float) -> float:
        return TOP + HEIGHT * (high - log10(max(value, 10**low))) / (high - low)

    def x(size: int, left: float) -> float:
        span = log10(sizes[-1]) - log10(sizes[0])
        return left + WIDTH * (log10(size) - log10(sizes[0])) / span

    drawn = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">',
        "<style>text { font: 11px sans-serif }</style>",
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
    ]
    for place, (head, panel) in enumerate(panels.items()):
        left = LEFT + place * (WIDTH + LEFT)
        drawn.append(_text(left + WIDTH / 2, TOP - 15, head, "middle"))
        for power in range(low, high + 1):
            at = y(10**power)
            drawn.append(_line([(left, at), (left + WIDTH, at)], "#ddd"))
            drawn.append(_text(left - 6, at + 4, f"{10.0**power:g} ms", "end"))
        for size in sizes:
            at = x(size, left)
            drawn.append(_line([(at, TOP), (at, TOP + HEIGHT)], "#ddd"))
            drawn.append(_text(at, TOP + HEIGHT + 16, f"{size:,}", "middle"))
        drawn.append(_text(left + WIDTH / 2, TOP + HEIGHT + 36, "sessions", "middle"))
        for line, (colour, dash) in zip(panel, _styles(), strict=False):
            points = [(x(size, left), y(value)) for size, value in line.points.items()]
            drawn.append(_line(points, colour, dash, 1.6))
    right = (WIDTH + LEFT) * len(panels) + 15
    for place, (line, style) in enumerate(
        zip(next(iter(panels.values())), _styles(), strict=False)
    ):
        at = TOP + 10 + 18 * place
        drawn.append(_line([(right, at - 4), (right + 22, at - 4)], *style, 1.6))
        drawn.append(_text(right + 28, at, line.name, "start"))
    return "\n".join([*drawn, "</svg>"]) + "\n"


def _styles() -> "cycle[tuple[str, str]]":
    return cycle((colour, dash) for dash in DASHES for colour in COLOURS)


def _line(
    points: Sequence[tuple[float, float]], colour: str, dash: str = "", width: float = 1
) -> str:
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="{width}"{dashed}/>'
    )


def _text(x: float, y: float, words: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(words)}</text>'
