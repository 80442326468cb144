"""What the format asks of the action itself, besides its own rules."""

from typing import Any, Final

from bdc_sessions.feeds.lheo.element_tree import form
from bdc_sessions.feeds.lheo.findings import SOURCE
from bdc_sessions.model import Action, Address, Component, Session, Site
from bdc_sessions.rules import Severity, rule
from bdc_sessions.rules.example import ADDRESS, SESSION, example_action, setting
from bdc_sessions.rules.predicates import blank, length, negate

_ADDRESS: Final = form("FeedAddress").elements
LONGEST_TITLE: Final = form("Formation").elements["intitule-formation"].content.most
LONGEST_LINE: Final = _ADDRESS["ligne"].content.most


@rule(
    "LHE-101",
    Severity.ERROR,
    on=Action,
    fields=("components",),
    source=SOURCE,
    title_fr="Une composante au moins a une session.",
    title_en="At least one component has a session.",
    fr="L'action {action.number} n'a aucune session à publier.",
    en="The action {action.number} has no session to publish.",
    fails=setting("components[01].sessions", ()),
    passes=setting("components[01].code", ""),
)
def has_a_session(action: Action) -> Any:
    return any(component.sessions for component in action.components)


@rule(
    "LHE-102",
    Severity.ERROR,
    on=Component,
    fields=("title",),
    source=SOURCE,
    title_fr=f"L'intitulé de la composante a 1 à {LONGEST_TITLE} caractères.",
    title_en=f"The component's title is 1 to {LONGEST_TITLE} characters.",
    fr="L'intitulé de la composante (« {component.title} ») doit avoir 1 à "
    f"{LONGEST_TITLE} caractères.",
    en=f"The component's title ('{{component.title}}') must be 1 to {LONGEST_TITLE} characters.",
    fails=setting("components[01].title", "a" * (LONGEST_TITLE + 1)),
    passes=setting("components[01].title", "a" * LONGEST_TITLE),
)
def title_fits(component: Component) -> Any:
    return negate(blank(component.title)) & (length(component.title) <= LONGEST_TITLE)


def _line(text: str) -> bool:
    return bool(text.strip()) and len(text) <= LONGEST_LINE


def _fits(site: Site) -> bool:
    return (
        len(site.name) <= LONGEST_TITLE
        and _line(site.place)
        and _line(site.city)
        and _ADDRESS["codepostal"].content.fits(site.postal_code)
    )


_FRENCH = (
    f"un nom d'au plus {LONGEST_TITLE} caractères, un lieu et une ville de 1 à {LONGEST_LINE}, "
    "un code postal de cinq chiffres"
)
_ENGLISH = (
    f"a name of at most {LONGEST_TITLE} characters, a place and a city of 1 to {LONGEST_LINE}, "
    "a postal code of five digits"
)
_FAULTY = example_action().sites[0].evolve(place="a" * (LONGEST_LINE + 1))
_LONGEST = example_action().sites[0].evolve(place="a" * LONGEST_LINE)


@rule(
    "LHE-103",
    Severity.ERROR,
    on=Action,
    fields=("sites",),
    source=SOURCE,
    title_fr=f"Un site de réalisation a {_FRENCH}.",
    title_en=f"A site has {_ENGLISH}.",
    fr=f"Sites de réalisation (« {{action.sites}} ») : attendu, pour chacun, {_FRENCH}.",
    en=f"Sites ('{{action.sites}}'): expected for each {_ENGLISH}.",
    fails=setting("sites", (*example_action().sites, _FAULTY)),
    passes=setting("sites", (*example_action().sites, _LONGEST)),
)
def sites_fit(action: Action) -> Any:
    return all(map(_fits, action.sites))


@rule(
    "LHE-104",
    Severity.ERROR,
    on=Session,
    fields=("site",),
    source=SOURCE,
    title_fr=f"Le lieu de la session a {_FRENCH}.",
    title_en=f"The session's site has {_ENGLISH}.",
    fr=f"Lieu de la session (« {{session.site}} ») : attendu {_FRENCH}.",
    en=f"The session's site ('{{session.site}}'): expected {_ENGLISH}.",
    fails=setting(SESSION + ".site", _FAULTY),
    passes=setting(SESSION + ".site", _LONGEST),
)
def session_site_fits(session: Session) -> Any:
    return _fits(session.site)


@rule(
    "LHE-105",
    Severity.ERROR,
    on=Address,
    fields=("street", "number", "suffix", "street_type", "building", "special"),
    source=SOURCE,
    title_fr=f"Chaque ligne de l'adresse a au plus {LONGEST_LINE} caractères.",
    title_en=f"Each line of the address is at most {LONGEST_LINE} characters.",
    fr=f"Une ligne de l'adresse dépasse les {LONGEST_LINE} caractères du flux : "
    "« {address.line} », « {address.building} », « {address.special} ».",
    en=f"A line of the address is longer than the feed's {LONGEST_LINE} characters: "
    "'{address.line}', '{address.building}', '{address.special}'.",
    fails=setting(ADDRESS + ".building", "B" * (LONGEST_LINE + 1)),
    passes=setting(ADDRESS + ".building", "B" * LONGEST_LINE),
)
def lines_fit(address: Address) -> Any:
    return (
        (length(address.line) <= LONGEST_LINE)
        & (length(address.building or "") <= LONGEST_LINE)
        & (length(address.special or "") <= LONGEST_LINE)
    )


@rule(
    "LHE-106",
    Severity.ERROR,
    on=Address,
    fields=("city", "cedex"),
    source=SOURCE,
    title_fr=f"La ville, Cedex compris, a au plus {LONGEST_LINE} caractères.",
    title_en=f"The city with its Cedex is at most {LONGEST_LINE} characters.",
    fr="La ville et son Cedex (« {address.city} {address.cedex} ») dépassent les "
    f"{LONGEST_LINE} caractères du flux.",
    en="The city and its Cedex ('{address.city} {address.cedex}') are longer than the feed's "
    f"{LONGEST_LINE} characters.",
    fails=setting(ADDRESS + ".city", "V" * (LONGEST_LINE + 1)),
    passes=setting(ADDRESS + ".city", "V" * LONGEST_LINE),
)
def city_fits(address: Address) -> Any:
    return length(f"{address.city} {address.cedex or ''}".strip()) <= LONGEST_LINE


MODEL_RULES: Final = (
    has_a_session,
    title_fits,
    sites_fit,
    session_site_fits,
    lines_fit,
    city_fits,
)
