"""Reading the text that a person enters in a field, by the type of the field (§1.2, §2.1)."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Literal, NamedTuple

from pendulum import Date, Time

from bdc_sessions.codec.folding import fold, plain
from bdc_sessions.model import Site, Term
from bdc_sessions.model.fields import MOST_DIGITS, to_int
from bdc_sessions.model.term import TermTable
from bdc_sessions.texts import Bilingual

Kind = Literal["text", "date", "time", "number", "choice"]

DATE = Bilingual("une date (jj/mm/aaaa)", "a date (dd/mm/yyyy)")
SHORT_YEAR = Bilingual(
    f"{DATE.fr} : l'année s'écrit en quatre chiffres", f"{DATE.en}: a year takes four digits"
)
TIME = Bilingual("une heure (hh:mm)", "a time (hh:mm)")
SECONDS = Bilingual(f"{TIME.fr} : elle n'a pas de secondes", f"{TIME.en}: it takes no seconds")
NUMBER = Bilingual("un nombre entier", "a whole number")
LONG_NUMBER = Bilingual(
    f"{NUMBER.fr} d'au plus {MOST_DIGITS} chiffres", f"{NUMBER.en} of at most {MOST_DIGITS} digits"
)
TEXT = Bilingual("un texte", "a text")
SITE = Bilingual("un des sites de l'action", "one of the action's sites")
ONE_SITE = Bilingual(
    "le libellé d'un seul site : plusieurs le portent", "the label of one site: several bear it"
)
SITE_LABEL = Bilingual(
    "un site (nom / lieu / ville / code postal)", "a site (name / place / city / postal code)"
)

_DATE = re.compile(r"(\d\d?) ?/ ?(\d\d?) ?/ ?(\d{4})", re.ASCII)
_ISO_DATE = re.compile(r"(\d{4}) ?- ?(\d\d?) ?- ?(\d\d?)", re.ASCII)
_SHORT_YEAR = re.compile(r"\d\d? ?([/-]) ?\d\d? ?\1 ?\d\d", re.ASCII)
_TIME = re.compile(
    r"(?P<hour>\d\d?) ?(?:[:.] ?(?P<minute>\d\d)(?: ?[:.] ?(?P<seconds>\d\d(?:[.,]\d+)?))?"
    r"|[hH](?: ?(?P<after_h>\d\d))?)",
    re.ASCII,
)
_NUMBER = re.compile(r"-?(\d+|\d{1,3}( \d{3})+)", re.ASCII)
_NO_SECONDS = re.compile(r"00([.,]0+)?")


class Entered(NamedTuple):
    """The text entered in a field, and the context in which it is read."""

    text: str
    name: str
    """The name of the field."""
    before: Any
    """The value of the field when the form was shown; None for a new value."""
    sites: tuple[Site, ...] | None
    terms: TermTable


class MisreadError(ValueError):
    """A text that its field does not accept."""

    def __init__(self, expected: Bilingual, code: str | None = None) -> None:
        """Keep what is expected, and the code of the fault, if it is not that of the entry."""
        self.expected = expected
        self.code = code


class Entry(NamedTuple):
    """One type of value on a screen: how its field is drawn, and how its text is read."""

    kind: Kind
    hint: str
    code: str
    """The code of the fault if the text cannot be read."""
    expected: Bilingual
    read: Callable[[Entered], Any]
    """The function that reads a text; it raises ``MisreadError``."""


def _text(entered: Entered) -> str:
    return entered.text.strip()


def _term(entered: Entered) -> Term:
    return entered.terms.term(entered.name, entered.text.strip())


def _date(entered: Entered) -> Date:
    """Return the date of ``01/09/2022``, or of ``2022-09-01`` as browsers send it."""
    text = plain(entered.text)
    if match := _DATE.fullmatch(text):
        day, month, year = map(int, match.groups())
    elif match := _ISO_DATE.fullmatch(text):
        year, month, day = map(int, match.groups())
    else:
        raise MisreadError(SHORT_YEAR if _SHORT_YEAR.fullmatch(text) else DATE)
    try:
        return Date(year, month, day)
    except ValueError:
        raise MisreadError(DATE) from None


def _time(entered: Entered) -> Time:
    """Return the time of ``10:00``, ``10.00``, ``10h00``, ``10h`` or a browser's ``10:00:00``."""
    match = _TIME.fullmatch(plain(entered.text))
    if match is None:
        raise MisreadError(TIME)
    if match["seconds"] and not _NO_SECONDS.fullmatch(match["seconds"]):
        raise MisreadError(SECONDS)
    try:
        return Time(int(match["hour"]), int(match["minute"] or match["after_h"] or 0))
    except ValueError:
        raise MisreadError(TIME) from None


def _number(entered: Entered) -> int:
    """Return a whole number; its digits may be in groups of three."""
    text = plain(entered.text)
    if not _NUMBER.fullmatch(text):
        raise MisreadError(NUMBER)
    digits = text.replace(" ", "")
    if len(digits) > MOST_DIGITS + len("-"):
        raise MisreadError(LONG_NUMBER)
    try:
        return to_int(int(Decimal(digits)))  # whatever sys.set_int_max_str_digits says
    except ValueError:
        raise MisreadError(LONG_NUMBER) from None


def _site(entered: Entered) -> Site:
    """Return the site with a label: the exact label first, then one that looks the same."""
    before: Site | None = entered.before
    for form in (str.strip, fold):
        label = form(entered.text)
        if before is not None and form(before.label) == label:
            return before
        chosen = {site for site in entered.sites or () if form(site.label) == label}
        if len(chosen) > 1:
            raise MisreadError(ONE_SITE)
        if chosen:
            return chosen.pop()
    if entered.sites is not None:
        raise MisreadError(SITE)
    parts = entered.text.split(" / ")
    if len(parts) != 4:  # noqa: PLR2004 - the four fields of a site
        raise MisreadError(SITE_LABEL)
    name, place, city, postal_code = (part.strip() for part in parts)
    return Site(name=name, place=place, city=city, postal_code=postal_code)


ENTRIES: Mapping[Any, Entry] = {
    Date: Entry("date", "jj/mm/aaaa", "STR-004", DATE, _date),
    Time: Entry("time", "hh:mm", "STR-005", TIME, _time),
    int: Entry("number", "", "STR-003", NUMBER, _number),
    Site: Entry("choice", "", "STR-008", SITE, _site),
    str: Entry("text", "", "STR-014", TEXT, _text),
    Term: Entry("text", "", "STR-014", TEXT, _term),
}
"""The entries, by the type of the value."""
