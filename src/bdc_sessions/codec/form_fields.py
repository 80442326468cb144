"""The fields of the guide's screens, in their order, as a template needs them (§1.2, §2.1)."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from attrs import frozen

from bdc_sessions.codec.fields import schema_fields
from bdc_sessions.codec.folding import fold
from bdc_sessions.codec.form_entries import ENTRIES, Kind
from bdc_sessions.model import Address, CollectiveInfo, Session, Site
from bdc_sessions.model.fields import to_tuple
from bdc_sessions.model.shape import per_class, shape
from bdc_sessions.model.value import Value
from bdc_sessions.rules.info_rules import LONGEST_COMMENT, LONGEST_LINE
from bdc_sessions.texts import is_blank, short_repr

SCREENS = (Session, CollectiveInfo, Address)
"""The classes that have a screen in the guide; that of the address is part of another, too."""

_NOT_ENTERED = {(Session, "offer_code"), (Session, "infos")}
"""The fields that are not entered on their screen: the CARIF's, and those with their own screen."""

_SHOWN = {(Session, "composantes")}
"""The keys of the labels that a screen shows with a text that is not entered."""

_POSTAL_CODE = len("34000")
_LONGEST: Mapping[tuple[type[Any], str], int] = {
    (CollectiveInfo, "comment"): LONGEST_COMMENT,  # INF-011
    (Address, "street"): LONGEST_LINE,  # INF-012, as the other lines
    (Address, "building"): LONGEST_LINE,
    (Address, "special"): LONGEST_LINE,
    (Address, "postal_code"): _POSTAL_CODE,  # INF-005
    (Address, "city"): LONGEST_LINE - _POSTAL_CODE - 1,  # the last line: a code, a blank, a city
}
"""The number of characters beyond which a field always breaks a rule."""

_SEVERAL_LINES = {(CollectiveInfo, "comment")}
"""The fields whose input has several lines."""

_MARKS = " *:."
"""The characters that a screen puts around a label; those of a folded "…" are dots."""


@frozen(kw_only=True, repr=False)
class FormField(Value):
    """One field of a screen: all that a template needs to draw it.

    >>> street = next(field for field in form_fields(Address) if field.path == "street")
    >>> street.label, street.kind, street.required, street.longest
    ('Libellé de la voie', 'text', True, 38)

    Attributes:
        path: Path of the field from the screen's class, ``address.city``; a name for its input.
        label: The guide's label, which ``to_form`` and faults use too: "Date début".
        required: Whether ``read_form`` requires it; the screen marks it with ``*``.
        kind: How it is entered: "text", "date", "time", "number" or "choice".
        hint: The format to enter, as on the guide's screen: "jj/mm/aaaa", "hh:mm"; "" for none.
        choices: The texts to choose from: the labels of the given sites.
        longest: The number of characters beyond which it always breaks a rule; None if there is no
            such limit.
    """

    path: str
    label: str
    required: bool
    kind: Kind
    hint: str = ""
    choices: tuple[str, ...] = ()
    longest: int | None = None


class ScreenField(NamedTuple):
    """One field that is entered on a screen, with its path, names and type in the value."""

    path: str
    name: str
    label: str
    recap_label: str
    type: Any
    required: bool
    longest: int | None
    several_lines: bool


def form_fields(
    cls: "type[Session | CollectiveInfo | Address]", *, sites: "Iterable[Site] | None" = None
) -> "tuple[FormField, ...]":
    """Return the fields of a screen, in its order (§1.2, §2.1).

    >>> for field in form_fields(Session):
    ...     print(field.path, "*" if field.required else "", field.label, field.hint, field.kind)
    number * Num. de session  text
    start * Date début jj/mm/aaaa date
    end * Date fin jj/mm/aaaa date
    site * Lieu de la session  choice
    places * Nb. de places  number

    Args:
        cls: The class that is entered: a session, an information session, an address.
        sites: The action's sites, to choose from by label. Add the session's current site if it is
            no longer one of them, so that the screen can show it.

    Raises:
        TypeError: A class without a screen in the guide, an item that is no ``Site``.
    """
    fields = screen_fields(cls)
    known = to_tuple(() if sites is None else sites, Site, f"form_fields({cls.__name__})(sites=)")
    labels = tuple(dict.fromkeys(site.label for site in known))
    return tuple(
        FormField(
            path=field.path,
            label=field.label,
            required=field.required,
            kind=ENTRIES[field.type].kind,
            hint=ENTRIES[field.type].hint,
            choices=labels if field.type is Site else (),
            longest=field.longest,
        )
        for field in fields
    )


def screen_fields(cls: type[Any]) -> tuple[ScreenField, ...]:
    """Return the fields entered on a screen, in order; ``TypeError`` for a class without one."""
    if cls not in SCREENS:
        names = ", ".join(screen.__name__ for screen in SCREENS)
        raise TypeError(
            f"found {short_repr(cls)}; expected one of {names}: the guide has no other screens"
        )
    own = shape(cls)
    fields: list[ScreenField] = []
    for field in schema_fields(cls):
        if (cls, field.name) in _NOT_ENTERED:
            continue
        if field.name in own.parts:
            inside = screen_fields(own.parts[field.name])
            fields += [entry._replace(path=f"{field.name}.{entry.path}") for entry in inside]
        else:
            fields.append(
                ScreenField(
                    path=field.name,
                    name=field.name,
                    label=field.label,
                    recap_label=own.recap_labels[field.name],
                    type=field.kind,
                    required=field.mandatory,
                    longest=_LONGEST.get((cls, field.name)),
                    several_lines=(cls, field.name) in _SEVERAL_LINES,
                )
            )
    return tuple(fields)


@per_class
def names_of_fields(cls: type[Any]) -> Mapping[str, ScreenField]:
    """Return the fields of a screen by the key of each name.

    A field is named by its label on the form or in the recap, and by its path.
    """
    return {
        label_key(name): field
        for field in screen_fields(cls)
        for name in (field.recap_label, field.label, field.path)
    }


def is_passed_over(cls: type[Any], key: str, text: str) -> bool:
    """Whether the key and text are of no field: a text that is only shown, or an empty heading."""
    own = shape(cls)
    headings = [label_key(own.labels[part]) for part in own.parts]
    return (cls, key) in _SHOWN or (key in headings and is_blank(text))


def label_key(label: str) -> str:
    """Return the key by which a label is found: folded, without hint and surrounding marks.

    >>> label_key(" HEURE de début (hh:mm) * :")
    'heure de début'
    """
    folded = fold(label)
    return folded.partition("(")[0].strip(_MARKS) or folded
