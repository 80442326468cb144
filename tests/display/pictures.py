"""What a test reads off a picture."""

from collections.abc import Iterator
from typing import NamedTuple
from xml.etree import ElementTree as ET

SVG = "{http://www.w3.org/2000/svg}"


class Shape(NamedTuple):
    """A shape with its title, and what its group and itself are drawn with."""

    title: str
    attributes: dict[str, str]

    @property
    def left(self) -> float:
        return float(self.attributes["x"])

    @property
    def right(self) -> float:
        return round(self.left + float(self.attributes["width"]), 2)


def root(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 - our own


def shapes(svg: str, tag: str) -> Iterator[Shape]:
    for group in root(svg).iter(SVG + "g"):
        for shape in group.findall(SVG + tag):
            yield Shape(
                shape.findtext(SVG + "title") or "".join(shape.itertext()),
                {**group.attrib, **shape.attrib},
            )


def bars(svg: str) -> list[Shape]:
    return [shape for shape in shapes(svg, "rect") if "stroke-dasharray" not in shape.attributes]


def ghosts(svg: str) -> list[Shape]:
    return [shape for shape in shapes(svg, "rect") if "stroke-dasharray" in shape.attributes]


def marks(svg: str) -> list[Shape]:
    return [s for s in shapes(svg, "path") if s.attributes["d"].endswith("z")]


def texts(svg: str) -> list[str]:
    return ["".join(text.itertext()) for text in root(svg).iter(SVG + "text")]
