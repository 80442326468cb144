"""The elements of a document that was written, each with what of ours it comes from."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from bdc_sessions.feeds.lheo.build import Publication
from bdc_sessions.feeds.lheo.element_tree import FACTS, OFFER, Element, Use, form
from bdc_sessions.feeds.lheo.extra import etree
from bdc_sessions.model import Path

RENAMED: Final = {
    "FeedAction.sessions": "sessions",
    "FeedSession.state": "places",
    "FeedInfo.until": "date",
    "FeedInfo.kind": "",
    "FeedInfo.remote": "",
    "FeedAddress.lines": "street",
    "FeedAddress.suffix_code": "suffix",
    "FeedAddress.street_type_code": "street_type",
}
"""The fields of ours that elements come from, where they are of another name; "" the object."""
OF_THE_OFFER: Final = (
    "FeedSession.registration",
    "FeedSession.registration_terms",
    "FeedInfo.perimeter",
)
"""The fields of the feed that come from an offer."""


class Traced(NamedTuple):
    """An element: how people name it, and the path of the value that it comes from."""

    name: str
    """``formation[01]/action/session[02]/periode/fin``."""
    path: Path
    text: str | None


def trace(root: Any, published: Sequence[Publication], tops: Sequence[Path]) -> dict[Any, Traced]:
    """Return every element of a document that was written, in its order.

    An object stands by its number or place; what stands several times by its place.
    """
    formations = root[0]
    traced = {root: Traced("", Path(), None), formations: Traced("", Path(), None)}
    for element, publication, top in zip(formations, published, tops, strict=True):
        number = publication.component.number
        tracing, label = _Trace(top, number), f"formation[{number}]"
        traced[element] = Traced(label, tracing.component, None)
        inside = form("Formation").elements
        traced |= tracing.inside("Formation", inside, element, label, tracing.component)
    return traced


class _Trace:
    """The tracing of one formation."""

    def __init__(self, top: Path, number: str) -> None:
        self.top = top
        self.component = top.child("components", number)
        self.offer = top.child("offers", number)

    def inside(
        self, name: str, elements: Mapping[str, Element], parent: Any, label: str, path: Path
    ) -> Iterator[tuple[Any, Traced]]:
        """Yield what stands in an element of an object of a form."""
        counts: dict[str, int] = {}
        for child in parent:
            tag = etree.QName(child).localname
            if tag == "extras":
                child_label = f"{label}/extras"
                yield child, Traced(child_label, path, None)
                yield from self.inside(name, form(name).extras, child, child_label, path)
                continue
            key = child.get("info") or tag
            element = elements[key]
            counts[key] = place = counts.get(key, 0) + 1
            child_label = f"{label}/{tag}" if tag == key else f"{label}/{tag}[{key}]"
            if element.use is Use.WRAP:
                yield child, Traced(child_label, path, None)
                yield from self.inside(name, element.inside.elements, child, child_label, path)
                continue
            field = self.path(name, element, child.get("numero") or str(place), place, path)
            if element.use is Use.LEAF:
                child_label = child_label if place == 1 else f"{child_label}[{place}]"
                yield child, Traced(child_label, field, child.text or "")
            else:
                key = field.steps[-1][1] if element.many and element.form != "FeedAction" else None
                child_label = f"{child_label}[{key or place}]" if key or place > 1 else child_label
                yield child, Traced(child_label, field, None)
                inside = form(element.form).elements
                yield from self.inside(element.form, inside, child, child_label, field)

    def path(self, name: str, element: Element, number: str, place: int, path: Path) -> Path:  # noqa: PLR0911 - one for each owner
        """Return the path of the value that an element comes from."""
        key = number if element.many and element.use is Use.OBJECT else None
        full = f"{name}.{element.field}"
        is_region = element.field == "funders" and place == 1
        if path in (self.top / "sites", self.component / "sessions"):
            return path  # each of which is one field
        if element.owner == OFFER and not is_region:
            taken = element.field == "funders"
            return self.offer.child(element.field, None if key is None else str(place - taken))
        if full in OF_THE_OFFER:
            return self.offer.child(element.field, key)
        if element.owner == FACTS or (name == "FeedAction" and element.field != "sessions"):
            owner, _, field = element.field.partition(".")
            if is_region:
                return self.component / "sessions"  # the region pays the places of all
            if field or element.field in ("entry", "sites"):
                return (self.component if owner == "Component" else self.top) / (field or owner)
            return self.component / "volumes"
        if element.form == "FeedAction":
            return self.component
        field = RENAMED.get(full, element.field)
        return path.child(field, key) if field else path
