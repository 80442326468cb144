"""Writes the page of the feed's elements, docs/reference/lheo_support.md, from the table itself."""

from collections.abc import Iterator
from pathlib import Path

from bdc_sessions.feeds.lheo.forms import Element, Use, form

from bdc_sessions import Action, Address, CollectiveInfo, Component, Session, Site, Volume
from bdc_sessions.model.shape import shape

PAGE = Path(__file__).parent / "reference" / "lheo_support.md"

HEAD = """# LHEO 2.3, element by element

What `bdc_sessions.feeds.lheo` does with every element of the format. This page is written by
`make catalogue` from the table that writing and reading walk (`feeds/lheo/table.py`), so it tells
what they do.

- **written and read**: the field that the element holds. What `dumps` writes of it, `loads` gives
  back equal.
- **written**: made of other fields, and not read back by itself, as the last column says.
- *kept aside*: never written; `loads` keeps it as it stands, in `feed.aside`, with its path and
  line. So it does with attributes, other than a `numero` that stands for a number.
- `@name` is an `extra` of ours, `<extra info="name">` in `<extras info="bdc-sessions">`: it holds
  what the format has no element for. Other producers' `extras`, and elements that the format does
  not know, are kept aside.

Every element that holds others may end with `extras`. An element that must be there and holds
nothing else stands empty.
"""

LOST = """## What the format cannot hold

Every field of the model with the elements that hold it. What is lost is told by `losses(action)`,
with its path, before anything is published.

| field | held by |
|---|---|
"""

SAID = {
    ("Formation", "actions"): "one for each component",
    ("Action", "hours_centre"): "the mean hours of the volumes in centre, if whole: read as one",
    ("Action", "hours_company"): "the mean hours of the volumes in company, likewise",
    ("Action", "hours_total"): "their sum; another is kept aside",
    ("Action", "kind_centre"): "`Volume.kind`, where it is not « Heure stagiaire centre »",
    ("Action", "kind_company"): "`Volume.kind`, where it is not « Heure stagiaire entreprise »",
    ("Action", "several_centre"): "how many volumes the hours are the sum of: none is read then",
    ("Action", "several_company"): "likewise",
    ("Action", "Offer.funders"): "`Offer.funders`; before them the region (code 2), with the sum "
    "of the sessions' places",
    ("Action", "Action.sites"): "`Action.sites`, then other sites of sessions",
    ("Place", "apart"): "1 for a site of a session that the action does not list",
    ("Session", "state"): "2 where `Session.places` is 0, else 1; another is kept aside",
    ("Session", "site"): "`Session.site`, by the place of its lieu-de-formation",
    ("CollectiveInfo", "kind"): "9; another way to recruit is kept aside",
    ("CollectiveInfo", "remote"): "0: an information has an address; 1 is kept aside",
    ("CollectiveInfo", "until"): "`CollectiveInfo.date` again",
    ("CollectiveInfo", "comment"): "`CollectiveInfo.comment`, its first 500 characters",
    ("Address", "lines"): "building, `Address.line`, special mention",
    ("Address", "city"): "`Address.city` with the Cedex",
    ("Site", "lines"): "`Site.place`; more lines are kept aside",
}
"""What a field of the table means where its name does not tell."""

HELD_APART = {
    "Volume.kind": "the kind of hours, or an `extra`, of the one volume of a unit with whole hours",
    "Volume.unit": "nombre-heures-centre or nombre-heures-entreprise; FP is lost",
    "Volume.mean": "nombre-heures-centre or nombre-heures-entreprise, where it is whole",
    "Site.place": "Site: ligne",
    "Action.components": "a formation each",
    "Component.volumes": "see `Volume`",
}
LOST_PARTLY = {
    "Component.sessions": "; a component without any is lost",
    "Session.infos": "; one of 0 places is lost",
    "CollectiveInfo.comment": "; lost from the 501st character on",
}


def page() -> str:
    """Return the page."""
    parts = [HEAD]
    seen: list[str] = []
    waiting = ["Formation"]
    while waiting:
        name = waiting.pop(0)
        if name in seen:
            continue
        seen.append(name)
        elements, extras = form(name)
        rows = list(_rows(name, elements, "")) + list(_rows(name, extras, "@"))
        head = "| element | occurs | content | |\n|---|---|---|---|\n"
        parts.append(f"## {name}\n\n{head}" + "\n".join(rows) + "\n")
        waiting += [element.form for element in _all(elements) if element.form]
    parts.append(LOST + "\n".join(_fields(seen)) + "\n")
    return "\n".join(parts)


def _all(elements: tuple[Element, ...] | list[Element]) -> Iterator[Element]:
    for element in elements:
        yield element
        yield from _all(element.kids)


def _rows(name: str, elements: tuple[Element, ...] | list[Element], indent: str) -> Iterator[str]:
    for element in elements:
        most = "n" if element.most is None else element.most
        content = element.word or (
            f"see [{element.form}](#{element.form.lower()})" * bool(element.form)
        )
        tag = f"`{indent}{element.tag}`"
        yield f"| {tag} | {element.least}..{most} | {content} | {_use(name, element)} |"
        yield from _rows(name, element.kids, f"{indent}{element.tag}/")


def _use(name: str, element: Element) -> str:
    if element.use is Use.WRAP:
        return ""
    if element.use is Use.ASIDE:
        return "*kept aside*"
    said = SAID.get((name, element.name))
    owner = "" if "." in element.name else f"{name}."
    how = "written" if element.name == "hours_total" else "written and read"
    return f"**{how}**: {said or f'`{owner}{element.name}`'}"


def _fields(forms: list[str]) -> Iterator[str]:
    held: dict[str, list[str]] = {}
    for name in forms:
        elements, extras = form(name)
        for element in (*_all(elements), *extras):
            if element.name:
                owner = "" if "." in element.name else f"{name}."
                mark = "@" if element.extra else ""
                held.setdefault(owner + element.name, []).append(f"{name}: {mark}{element.tag}")
    for cls in (Action, Component, Volume, Session, CollectiveInfo, Address, Site):
        for name in shape(cls).order:
            field = f"{cls.__name__}.{name}"
            where = ", ".join(held.get(field, ())) or HELD_APART.get(field, "**lost**")
            yield f"| `{field}` | {where}{LOST_PARTLY.get(field, '')} |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
