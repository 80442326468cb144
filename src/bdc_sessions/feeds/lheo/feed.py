"""A LHEO document as it stands: formations, actions, sessions and information sessions."""

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import field, frozen
from pendulum import Date, Time

from bdc_sessions.feeds.lheo.contact import PostalAddress
from bdc_sessions.feeds.lheo.fields import Texts, as_read, in_a_line, part, several
from bdc_sessions.feeds.lheo.offer import Offer
from bdc_sessions.feeds.lheo.partial_date import PartialDate
from bdc_sessions.model.fields import label
from bdc_sessions.model.tree import Tree
from bdc_sessions.model.value import Value
from bdc_sessions.rules import Report
from bdc_sessions.texts import short_repr


def _tuple(values: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(values)


@frozen(kw_only=True, repr=False)
class Aside(Value):
    """An element, an attribute or a text that has no field, as it stands in the file.

    >>> Aside(path="@datemaj", xml="20260120").line
    0

    Attributes:
        path: from the object it belongs to: ``coordonnees/telfixe``, ``@datemaj``, ``text()``.
        xml: the element with all in it; of an attribute or a text, its value.
        line: of the file; not compared.
    """

    path: str
    xml: str
    line: int = field(default=0, eq=False)

    def __str__(self) -> str:
        return f"{self.path} : {short_repr(self.xml)}"


@frozen(kw_only=True, repr=False)
class FeedAddress(Tree):
    """Where an information session or a place of training is.

    >>> FeedAddress(lines=("1 rue de l'Essai",), city="BEZIERS").postal_code is None
    True

    Attributes:
        denomination: the name of the place.
        lines: the lines of the envelope but the last.
        postal_code: as the file has it.
        city: with its Cedex.
        number: this and all that follow are parts of the address, in extras of this library.
        suffix: "ter".
        suffix_code: its code.
        street_type: "allée".
        street_type_code: its code.
        street: its name.
        building: the first line, where there is one.
        special: the last line, where there is one.
        cedex: what stands after the city.
    """

    denomination: str | None = as_read("Dénomination")
    lines: Texts = field(default=(), converter=_tuple, metadata=label("Lignes d'adresse"))
    postal_code: str | None = as_read("Code postal")
    city: str | None = as_read("Ville")
    number: str | None = as_read("N° de voie")
    suffix: str | None = as_read("Extension voie")
    suffix_code: str | None = as_read("Code de l'extension")
    street_type: str | None = as_read("Type de voie")
    street_type_code: str | None = as_read("Code du type de voie")
    street: str | None = as_read("Libellé de la voie")
    building: str | None = as_read("Bâtiment")
    special: str | None = as_read("Mention spéciale")
    cedex: str | None = as_read("Cedex")

    __str__ = in_a_line


@frozen(kw_only=True, repr=False)
class FeedSite(Tree):
    """A place of training ("lieu de formation").

    >>> FeedSite(name="LYCEE").label
    'LYCEE'

    Attributes:
        name: in ``coordonnees/nom``.
        lines: in ``coordonnees/ligne``.
        address: where it is.
        apart: whether a session takes place there that the action does not list it for.
        aside: what has no field.
    """

    name: str | None = as_read("Nom")
    lines: Texts = field(default=(), converter=_tuple, metadata=label("Lignes"))
    address: FeedAddress = field(factory=FeedAddress, metadata=part("Adresse"))
    apart: bool | None = as_read("Hors action")
    aside: tuple[Aside, ...] = field(default=(), converter=_tuple, metadata=label("À part"))

    __str__ = in_a_line

    @property
    def label(self) -> str:
        """The site's name: its denomination, else its name, else its first line.

        >>> FeedSite(name="CAP 2000", lines=("Bâtiment B",)).label
        'CAP 2000'
        """
        return next(iter(self.names), "")

    @property
    def names(self) -> tuple[str, ...]:
        """All that may be the site's name, the likeliest first.

        >>> FeedSite(name="CAP 2000", lines=("Bâtiment B",)).names
        ('CAP 2000', 'Bâtiment B')
        """
        candidates = (self.address.denomination, self.name, *self.lines)
        return tuple(dict.fromkeys(name for name in candidates if name))


@frozen(kw_only=True, repr=False)
class FeedInfo(Tree):
    """An information session ("recrutement" of the kind 9), as the feed has it.

    >>> FeedInfo(date=PartialDate("20170900")).places is None
    True

    Attributes:
        number: its ``numero``.
        kind: a code of the table ``modalite-recrutement``: "9".
        perimeter: a code of the table ``code-perimetre-recrutement``.
        remote: whether it is held at a distance.
        address: where it is held.
        places: how many people it takes.
        date: a day, or less; the first, where there are several.
        until: the last day.
        start: to the minute.
        end: to the minute.
        comment: at most 500 characters.
        aside: what has no field.
    """

    number: str | None = as_read("Numéro")
    kind: str | None = as_read("Modalité de recrutement")
    perimeter: str | None = as_read("Périmètre de recrutement")
    remote: bool | None = as_read("À distance")
    address: FeedAddress = field(factory=FeedAddress, metadata=part("Adresse"))
    places: int | None = as_read("Nb. de places")
    date: Date | PartialDate | None = field(default=None, metadata=label("Date"))
    until: Date | PartialDate | None = field(default=None, metadata=label("Dernier jour"))
    start: Time | None = field(default=None, metadata=label("Heure de début"))
    end: Time | None = field(default=None, metadata=label("Heure de fin"))
    comment: str | None = as_read("Commentaire")
    aside: tuple[Aside, ...] = field(default=(), converter=_tuple, metadata=label("À part"))

    __str__ = in_a_line


@frozen(kw_only=True, repr=False)
class FeedSession(Tree):
    """A session, as the feed has it; what the file does not give is None.

    >>> session = FeedSession(number="01", start=PartialDate("20220000"))
    >>> session.places is None, str(session.start)
    (True, '2022')

    Attributes:
        number: its ``numero``.
        start: a day, or less.
        end: likewise.
        registration: where to register.
        registration_terms: how to register.
        state: a code of the table ``etat-recrutement``.
        infos: its information sessions.
        places: in an extra of this library; the format has no element for it.
        site: which place of the action it takes place at, 1 for the first; likewise.
        offer_code: the Code Offre Info; likewise.
        aside: what has no field, other recruitments too.
    """

    number: str | None = as_read("Num. de session")
    start: Date | PartialDate | None = field(default=None, metadata=label("Date début"))
    end: Date | PartialDate | None = field(default=None, metadata=label("Date fin"))
    registration: PostalAddress = field(
        factory=PostalAddress, metadata=part("Adresse d'inscription")
    )
    registration_terms: str | None = as_read("Modalités d'inscription")
    state: str | None = as_read("État du recrutement")
    infos: tuple[FeedInfo, ...] = field(
        default=(), converter=_tuple, metadata=several("Informations collectives")
    )
    places: int | None = as_read("Nb. de places")
    site: int | None = as_read("Lieu de la session")
    offer_code: str | None = as_read("Code Offre Info")
    aside: tuple[Aside, ...] = field(default=(), converter=_tuple, metadata=label("À part"))

    __str__ = in_a_line


@frozen(kw_only=True, repr=False)
class FeedAction(Tree):
    """An action of a formation: how, where and when it is given.

    >>> FeedAction(number="A1").sessions
    ()

    Attributes:
        number: its ``numero``.
        offer: those of its elements that an offer holds.
        entry: a code of the table ``modalites-entrees-sorties``.
        sites: where it is given.
        sessions: in the order of the file.
        hours_centre: in centre.
        hours_company: in company.
        hours_total: as the file has it.
        facts: what of the guide's action the format has no element for, from extras of ours.
        aside: what has no field.
    """

    number: str | None = as_read("Numéro d'action")
    offer: Offer = field(factory=Offer, metadata=part("Offre"))
    entry: str | None = as_read("Modalités d'entrées et sorties")
    sites: tuple[FeedSite, ...] = field(
        default=(), converter=_tuple, metadata=several("Lieux de formation")
    )
    sessions: tuple[FeedSession, ...] = field(
        default=(), converter=_tuple, metadata=several("Sessions")
    )
    hours_centre: int | None = as_read("Heures en centre")
    hours_company: int | None = as_read("Heures en entreprise")
    hours_total: int | None = as_read("Heures en tout")
    facts: tuple[tuple[str, Any], ...] = field(default=(), metadata=label("Extras"))
    aside: tuple[Aside, ...] = field(default=(), converter=_tuple, metadata=label("À part"))

    __str__ = in_a_line


@frozen(kw_only=True, repr=False)
class Formation(Tree):
    """A formation: what is taught, by whom, in which actions.

    >>> Formation(number="F1", title="Formation Projet Pro").actions
    ()

    Attributes:
        number: its ``numero``.
        title: as the file has it.
        offer: those of its elements that an offer holds.
        actions: in the order of the file.
        aside: what has no field.
        report: what reading it found, paths from the formation; not compared.
    """

    number: str | None = as_read("Numéro")
    title: str | None = as_read("Intitulé")
    offer: Offer = field(factory=Offer, metadata=part("Offre"))
    actions: tuple[FeedAction, ...] = field(
        default=(), converter=_tuple, metadata=several("Actions")
    )
    aside: tuple[Aside, ...] = field(default=(), converter=_tuple, metadata=label("À part"))
    report: Report = field(factory=Report, eq=False, metadata=label("Rapport"))

    __str__ = in_a_line


@frozen(kw_only=True, repr=False)
class Feed(Tree):
    """A document as it stands; ``to_actions`` makes values of the model of it.

    >>> from bdc_sessions.feeds import lheo
    >>> formation = b'<offres><formation numero="F1"/></offres>'
    >>> data = b'<lheo xmlns="http://lheo.gouv.fr/2.3">' + formation + b"</lheo>"
    >>> lheo.loads(data)["formations[1].number"]
    'F1'

    Attributes:
        version: "2.3", "2.2"; of another namespace, what it is known as.
        formations: in the order of the file.
        aside: what stands beside the formations.
        report: what reading found, by paths of the feed, with lines; not compared.
    """

    version: str = field(metadata=label("Version"))
    formations: tuple[Formation, ...] = field(
        default=(), converter=_tuple, metadata=several("Formations")
    )
    aside: tuple[Aside, ...] = field(default=(), converter=_tuple, metadata=label("À part"))
    report: Report = field(factory=Report, eq=False, metadata=label("Rapport"))

    @property
    def sessions(self) -> tuple[FeedSession, ...]:
        """The sessions of all formations, in the order of the file.

        >>> Feed(version="2.3").sessions
        ()
        """
        return tuple(s for f in self.formations for a in f.actions for s in a.sessions)

    def to_actions(self, *, places: int | None = None) -> "Made":
        """Return what the model can hold, with a report of each thing that it can't.

        >>> Feed(version="2.3").to_actions().actions
        ()

        ``places``: those of a session for which the file gives none; without it, such a session is
        left out. A session without a first and a last day is left out too.
        """
        from bdc_sessions.feeds.lheo.make import make  # noqa: PLC0415 - it makes what stands here

        return make(self, places)


@frozen(kw_only=True, repr=False)
class Made(Value):
    """The values of the model that a feed gives: ``dumps(made.actions, made.offers)``.

    >>> Made().actions
    ()

    Attributes:
        actions: in the order of the file; two may bear one number, with other components.
        offers: by the numbers of action and component; of one action, by the latter alone too.
        report: what of the feed the model can't hold, by paths of the feed.
    """

    actions: tuple[Any, ...] = field(default=(), converter=_tuple)
    offers: Mapping[Any, Offer] = field(factory=dict)
    report: Report = field(factory=Report)
