"""Writes the page of the feed's elements, docs/reference/lheo_support.md, from the table itself."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from bdc_sessions import Action, Address, CollectiveInfo, Component, Session, Site, Volume
from bdc_sessions.feeds.lheo.codes import CODES
from bdc_sessions.feeds.lheo.element_tree import Element, Use, form
from bdc_sessions.feeds.lheo.table import OUTLINES
from bdc_sessions.model.shape import shape

PAGE = Path(__file__).parent / "reference" / "lheo_support.md"

HEAD = """# LHEO 2.3, element by element

What `bdc_sessions.feeds.lheo` does with every element of the format. `make catalogue` writes this
page from the table by which the feed is read and written (`feeds/lheo/table.py`).

- The column *field* has the field that holds the element: of a class of the feed,
  `FeedSession.start`, or of the offer, `Offer.objective`. `facts` are fields that only `extras` of
  this library fill.
- *aside*: the element is never written. `loads` keeps it unchanged, with its content, in the
  `aside` of the object that it belongs to, as it keeps every attribute, text and element that is
  not listed here.
- `@name` is an attribute. `+name` is an extra of this library, `<extra info="name">` in
  `<extras info="bdc-sessions">`, for what the format has no element for.
- `~field`: the element repeats a field. It is written from the field; when it is read and differs,
  it is kept aside.

Every element that has children may end with `extras`. A mandatory element without a value is
written empty.
"""

LOST = """## What the format cannot hold

Every field of an action, with its place in the feed. `losses(action)` lists what would be lost,
with paths, before anything is published.

| field | in the feed |
|---|---|
"""

HELD = {
    "Action.number": "`FeedAction.number`",
    "Action.sites": "`FeedAction.sites`; other sites of sessions behind them",
    "Action.entry": "`FeedAction.entry`",
    "Action.components": "a formation each, known by the numbers of action and component",
    "Component.title": "`Formation.title`",
    "Component.volumes": "see `Volume`",
    "Component.sessions": "`FeedAction.sessions`; a component without any is lost",
    "Volume.kind": "the kind of hours, or `facts`, of the one volume of a unit with whole hours",
    "Volume.unit": "`hours_centre` (HC) or `hours_company` (HE); FP is lost",
    "Volume.mean": "`hours_centre` or `hours_company`, where it is whole",
    "Session.places": "`FeedSession.places`; 0 is `state` 2, and all of the component's "
    "together are what the region (code 2) funds",
    "Session.site": "`FeedSession.site`, by the place of its lieu-de-formation",
    "Session.infos": "`FeedSession.infos`; one of 0 places is lost",
    "CollectiveInfo.date": "`FeedInfo.date` and `until`",
    "CollectiveInfo.comment": "`FeedInfo.comment`; lost from the 501st character on",
    "Address.suffix": "`FeedAddress.suffix` and its code",
    "Address.street_type": "`FeedAddress.street_type` and its code",
    "Address.city": "`FeedAddress.city`, with the Cedex",
    "Site.name": "`FeedAddress.denomination`",
    "Site.place": "`FeedAddress.lines`",
}
OF = {
    Session: "FeedSession",
    CollectiveInfo: "FeedInfo",
    Address: "FeedAddress",
    Site: "FeedAddress",
}


def page() -> str:
    """Return the page."""
    parts = [HEAD]
    for name in OUTLINES:
        elements, attributes, extras = form(name)
        rows = [*_rows(name, attributes), *_rows(name, elements), *_rows(name, extras)]
        head = "| element | occurs | content | field | rule |\n|---|---|---|---|---|\n"
        parts.append(f"## {name}\n\n{head}" + "\n".join(rows) + "\n")
    parts.append("## Codes\n\n" + "\n".join(_codes()) + "\n")
    parts.append(LOST + "\n".join(_fields()) + "\n")
    return "\n".join(parts)


def _rows(name: str, elements: Mapping[str, Element], above: str = "") -> Iterator[str]:
    for element in elements.values():
        most = "n" if element.most is None else element.most
        see = f"see [{element.form}](#{element.form.lower()})" if element.form else ""
        tag = f"{above}{element.kind}{element.tag}"
        cells = f"{element.word or see} | {_field(name, element)} | {element.code}"
        yield f"| `{tag}` | {element.least}..{most} | {cells} |"
        yield from _rows(name, element.inside.attributes, f"{tag}/")
        yield from _rows(name, element.inside.elements, f"{tag}/")


def _field(name: str, element: Element) -> str:
    if element.use is Use.WRAP:
        return ""
    if element.use is Use.ASIDE:
        return "*aside*"
    owner = "" if element.owner == "Offer" else f"{name}."
    return f"`{'~' * element.echo}{owner}{element.name}`"


def _codes() -> Iterator[str]:
    for name, table in CODES.items():
        meanings = "; ".join(f"{code} {meaning}" for code, meaning in table.items())
        yield f"- `{name}`: {meanings}"


def _fields() -> Iterator[str]:
    facts = {e.field for e in form("FeedAction").extras.values()}
    for cls in (Action, Component, Volume, Session, CollectiveInfo, Address, Site):
        for name in shape(cls).order:
            field = f"{cls.__name__}.{name}"
            where = HELD.get(field)
            if where is None and field in facts:
                where = f"`facts.{field}`"
            if where is None and cls in OF:
                where = f"`{OF[cls]}.{name}`"
            yield f"| `{field}` | {where or '**lost**'} |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
