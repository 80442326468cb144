"""The rules of information sessions and their addresses: INF."""

from collections.abc import Callable
from operator import attrgetter
from typing import Any

from pendulum import Date, Time

from bdc_sessions.model import Action, Address, CollectiveInfo, EntryMode, Session
from bdc_sessions.rules.decorator import rule
from bdc_sessions.rules.example import ADDRESS, INFO, SESSION, second_info, setting
from bdc_sessions.rules.groups import OPEN_INFOS, SAME_INFOS
from bdc_sessions.rules.predicates import filled, fits, line_fits, matches, missing
from bdc_sessions.rules.severity import Severity
from bdc_sessions.rules.towns import Postal, PostalTable

PERMANENT = EntryMode.PERMANENT
LONGEST_COMMENT = 500
LONGEST_LINE = 38
LINES: dict[str, Callable[[Address], str | None]] = {
    "street": attrgetter("line"),
    "building": attrgetter("building"),
    "special": attrgetter("special"),
    "city": attrgetter("postal_line"),
}
"""The lines of an address, by the field at which each is reported."""


@rule(
    "INF-001",
    Severity.ERROR,
    on=CollectiveInfo,
    fields=("start", "end"),
    source="§2.1",
    title_fr="L'information collective commence avant de finir.",
    title_en="The information session starts before it ends.",
    fr="L'heure de début ({info.start}) doit précéder l'heure de fin ({info.end}).",
    en="The start ({info.start}) must be before the end ({info.end}).",
    fails=setting(INFO + ".start", Time(12, 0)),
    passes=setting(INFO + ".start", Time(11, 59)),
)
def info_starts_before_it_ends(info: CollectiveInfo) -> Any:
    return info.start < info.end


@rule(
    "INF-002",
    Severity.ERROR,
    on=CollectiveInfo,
    fields=("places",),
    source="§2.1",
    title_fr="Le nombre de places n'est pas négatif.",
    title_en="The number of places is not negative.",
    fr="Le nombre de places de l'information collective ({info.places}) doit être d'au moins 0.",
    en="The information session's number of places ({info.places}) must be at least 0.",
    fails=setting(INFO + ".places", -1),
    passes=setting(INFO + ".places", 0),
)
def info_places_not_negative(info: CollectiveInfo) -> Any:
    return info.places >= 0


@rule(
    "INF-003",
    Severity.WARNING,
    on=CollectiveInfo,
    fields=("date",),
    source="§2.1",
    title_fr="L'information collective n'a pas lieu après le début de la session (sa fin, en "
    "entrées permanentes).",
    title_en="The information session is not after the session's start (its end, with permanent "
    "entry).",
    fr="L'information collective du {info.date} a lieu trop tard pour la session du "
    "{session.start} au {session.end} (entrées et sorties {action.entry}).",
    en="The information session of {info.date} comes too late for the session from "
    "{session.start} to {session.end} ({action.entry.value} entry).",
    fails=setting(INFO + ".date", Date(2022, 9, 2)),
    passes=setting(INFO + ".date", Date(2022, 9, 1)),
)
def info_before_session(info: CollectiveInfo, session: Session, action: Action) -> Any:
    permanent = action.entry == PERMANENT
    return (info.date <= session.start) | (permanent & (info.date <= session.end))


@rule(
    "INF-004",
    Severity.ERROR,
    on=Address,
    fields=("street",),
    source="§2.1",
    title_fr="Le libellé de la voie est renseigné.",
    title_en="The street is given.",
    fr="Le libellé de la voie (« {address.street} ») doit être renseigné.",
    en="The street ('{address.street}') must not be blank.",
    fails=setting(ADDRESS + ".street", " "),
    passes=setting(ADDRESS + ".street", "d'Oc"),
)
def street_given(address: Address) -> Any:
    return filled(address.street)


@rule(
    "INF-005",
    Severity.ERROR,
    on=Address,
    fields=("postal_code",),
    source="§2.1",
    title_fr="Le code postal a cinq chiffres.",
    title_en="The postal code is five digits.",
    fr="Le code postal (« {address.postal_code} ») doit avoir cinq chiffres.",
    en="The postal code ('{address.postal_code}') must be five digits.",
    fails=setting(ADDRESS + ".postal_code", "3400"),
    passes=setting(ADDRESS + ".postal_code", "34090"),
)
def postal_code_of_five_digits(address: Address) -> Any:
    return matches(address.postal_code, "[0-9]{5}")


@rule(
    "INF-006",
    Severity.ERROR,
    on=Address,
    fields=("city",),
    source="§2.1",
    title_fr="La ville est renseignée.",
    title_en="The city is given.",
    fr="La ville (« {address.city} ») doit être renseignée.",
    en="The city ('{address.city}') must not be blank.",
    # The postal code is not in the table, so that the town is not compared.
    fails=setting(ADDRESS + ".city", "", (ADDRESS + ".postal_code", "34070")),
    passes=setting(ADDRESS + ".city", "Montpellier"),
)
def city_given(address: Address) -> Any:
    return filled(address.city)


@rule(
    "INF-007",
    Severity.WARNING,
    on=Address,
    fields=("city", "postal_code"),
    reads=("city", "postal_code", "cedex"),
    source="§2.1",
    title_fr="La ville est une de celles du code postal.",
    title_en="The city is one of those of the postal code.",
    fr="La ville « {address.city} » n'est pas de celles du code postal {address.postal_code} : "
    "{towns}.",
    en="The city '{address.city}' is none of those of the postal code {address.postal_code}: "
    "{towns}.",
    details={
        "towns": lambda values: tuple(
            sorted(PostalTable(values["postal"])(values["address"].postal_code))
        )
    },
    fails=setting(ADDRESS + ".city", "LATTES"),
    passes=setting(ADDRESS + ".city", "Montpellier"),
)
def city_of_postal_code(address: Address, postal: Postal) -> Any:
    if address.cedex is not None:
        return True
    table = postal if type(postal) is PostalTable else PostalTable(postal)
    return table.names(address.postal_code, address.city)


@rule(
    "INF-008",
    Severity.WARNING,
    on=Address,
    fields=("suffix", "number"),
    source="§2.1",
    title_fr="L'extension de voie suit un numéro.",
    title_en="An extension has a number to extend.",
    fr="L'extension « {address.suffix} » n'a pas de N° de voie auquel s'ajouter.",
    en="The extension '{address.suffix}' has no number to extend.",
    fails=setting(ADDRESS + ".number", None),
    passes=setting(ADDRESS + ".number", None, (ADDRESS + ".suffix", None)),
)
def suffix_has_a_number(address: Address) -> Any:
    return missing(address.suffix) | filled(address.number)


@rule(
    "INF-009",
    Severity.WARNING,
    on=Session,
    fields=("places",),
    source="§1.3, §2.2",
    groups=(OPEN_INFOS,),
    title_fr="Une session à 0 place n'a pas d'information collective ouverte.",
    title_en="A session with 0 places has no information session with places left.",
    fr="La session {session.number} est à 0 place, mais il reste des places dans {open_infos} de "
    "ses informations collectives : mettez-les à 0 aussi.",
    en="Session {session.number} has 0 places, but there are places left in {open_infos} of its "
    "information sessions: set them to 0 too.",
    fix=lambda session: session.evolve(
        infos=[info.cancel() if info.places > 0 else info for info in session.infos]
    ),
    fails=setting(SESSION + ".places", 0),
    passes=setting(SESSION + ".places", 0, (INFO + ".places", 0)),
)
def cancelled_session_has_no_open_info(session: Session, open_infos: int) -> Any:
    return (session.places != 0) | (open_infos == 0)


@rule(
    "INF-010",
    Severity.WARNING,
    on=Session,
    fields=("date", "start", "end", "address"),
    source="§2.1",
    twins=SAME_INFOS,
    title_fr="Aucune autre information collective de la session n'a les mêmes date, heures et "
    "adresse.",
    title_en="No other information session of the session has the same date, times and address.",
    fr="Une autre information collective a lieu le {info.date} de {info.start} à {info.end}, "
    "{info.address.line}, {info.address.postal_line}.",
    en="Another information session takes place on {info.date} from {info.start} to {info.end}, "
    "{info.address.line}, {info.address.postal_line}.",
    fails=second_info(),
    passes=second_info(start=Time(11, 0)),
)
def no_info_twice(info: CollectiveInfo, twin: CollectiveInfo | None) -> Any:  # noqa: ARG001 - named in the message
    return missing(twin)


@rule(
    "INF-011",
    Severity.WARNING,
    on=CollectiveInfo,
    fields=("comment",),
    source="LHEO",
    title_fr=f"Le commentaire a au plus {LONGEST_COMMENT} caractères.",
    title_en=f"The comment is at most {LONGEST_COMMENT} characters.",
    fr="Le commentaire dépasse les "
    f"{LONGEST_COMMENT} caractères que le flux du CARIF peut porter : « {{info.comment}} ».",
    en=f"The comment is longer than the {LONGEST_COMMENT} characters that the CARIF's feed holds: "
    "'{info.comment}'.",
    fails=setting(INFO + ".comment", "a" * (LONGEST_COMMENT + 1)),
    passes=setting(INFO + ".comment", "a" * LONGEST_COMMENT),
)
def comment_fits_the_feed(info: CollectiveInfo) -> Any:
    return fits(info.comment, LONGEST_COMMENT)


@rule(
    "INF-012",
    Severity.WARNING,
    on=Address,
    fields=tuple(LINES),
    source="NF Z10-011",
    title_fr=f"Chaque ligne de l'adresse a au plus {LONGEST_LINE} caractères.",
    title_en=f"Each line of the address is at most {LONGEST_LINE} characters.",
    fr=f"{{label}} : la ligne de l'adresse « {{line}} » dépasse {LONGEST_LINE} caractères.",
    en=f"The address's line '{{line}}' ({{field}}) is longer than {LONGEST_LINE} characters.",
    details={"line": lambda values: LINES[values["field"]](values["address"])},
    fails=setting(ADDRESS + ".building", "B" * (LONGEST_LINE + 1)),
    passes=setting(ADDRESS + ".building", "B" * LONGEST_LINE),
)
def address_lines_fit(address: Address) -> Any:
    return (
        line_fits(
            LONGEST_LINE, address.street, address.number, address.suffix, address.street_type
        ),
        fits(address.building, LONGEST_LINE),
        fits(address.special, LONGEST_LINE),
        line_fits(LONGEST_LINE, address.city, address.postal_code, address.cedex),
    )


INFO_RULES = (
    info_starts_before_it_ends,
    info_places_not_negative,
    info_before_session,
    street_given,
    postal_code_of_five_digits,
    city_given,
    city_of_postal_code,
    suffix_has_a_number,
    cancelled_session_has_no_open_info,
    no_info_twice,
    comment_fits_the_feed,
    address_lines_fit,
)
