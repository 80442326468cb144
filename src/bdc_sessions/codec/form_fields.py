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
from bdc_sessions.texts import short_repr

SCREENS = (Session, CollectiveInfo, Address)
"""The classes that the guide has a screen for; the address is a part of another's, too."""

_NOT_ENTERED = {(Session, "offer_code"), (Session, "infos")}
"""The fields that are not entered on their screen: the CARIF's own, and what has its own screen."""

_HEADINGS: Mapping[type[Any], tuple[str, ...]] = {
    Session: ("Composantes",),
    CollectiveInfo: (shape(CollectiveInfo).labels["address"],),
}
"""The labels of what a screen only shows."""

_POSTAL_CODE = len("34000")
_LONGEST: Mapping[tuple[type[Any], str], int] = {
    (CollectiveInfo, "comment"): LONGEST_COMMENT,  # INF-011
    (Address, "street"): LONGEST_LINE,  # INF-012, as the other lines
    (Address, "building"): LONGEST_LINE,
    (Address, "special"): LONGEST_LINE,
    (Address, "postal_code"): _POSTAL_CODE,  # INF-005
    (Address, "city"): LONGEST_LINE - _POSTAL_CODE - 1,  # the last line: a code, a blank, a city
}
"""The characters beyond which a field breaks a rule, whatever the others hold."""

_SEVERAL_LINES = {(CollectiveInfo, "comment")}
"""The fields that a screen draws with several lines."""

_MARKS = " *:."
"""What a screen puts around a label, and what is left of its "…"."""


@frozen(kw_only=True, repr=False)
class FormField(Value):
    """One field of a screen: all that a template needs to draw it.

    >>> street = next(field for field in form_fields(Address) if field.path == "street")
    >>> street.label, street.kind, street.required, street.longest
    ('Libellé de la voie', 'text', True, 38)

    Attributes:
        path: Where the field lies in the screen's class, ``address.city``; a name for its input.
        label: What the guide's screen calls it, as ``to_form`` and faults do: "Date début".
        required: Whether ``read_form`` asks for it; the screen marks it by ``*``.
        kind: How it is entered: "text", "date", "time", "number" or "choice".
        hint: The form in which it is entered, as the guide's screen says it: "jj/mm/aaaa",
            "hh:mm"; "" where there is none.
        choices: The texts to choose from: the labels of the sites that were given.
        longest: The characters beyond which a rule finds fault with it, whatever the other fields
            hold; None where no such bound is known.
    """

    path: str
    label: str
    required: bool
    kind: Kind
    hint: str = ""
    choices: tuple[str, ...] = ()
    longest: int | None = None


class ScreenField(NamedTuple):
    """One field that is entered on a screen, with how it lies in the value."""

    path: str
    name: str
    label: str
    recap_label: str
    type: Any
    required: bool
    longest: int | None
    several_lines: bool


def form_fields(
    cls: type[Session | CollectiveInfo | Address], *, sites: Iterable[Site] | None = None
) -> tuple[FormField, ...]:
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
        sites: The action's sites, each a choice by its label. A session's own site may be none of
            them any more: give it too, so that the screen can show it.

    Raises:
        TypeError: A class for which the guide has no screen; sites that are none.
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
    """Return what is entered on a screen, in its order; ``TypeError``: a class without one."""
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
def names_of_fields(cls: type[Any]) -> Mapping[str, ScreenField | None]:
    """Return the fields of a screen by the keys of all their names; None: one only shown.

    A field is named by its label on the form or in the recap, and by its path.
    """
    names: dict[str, ScreenField | None] = {
        label_key(name): None for name in _HEADINGS.get(cls, ())
    }
    for field in screen_fields(cls):
        for name in (field.recap_label, field.label, field.path):
            names[label_key(name)] = field
    return names


def label_key(label: str) -> str:
    """Return what tells a label from others: without the marks that a screen puts around it.

    >>> label_key(" HEURE de début (hh:mm) * :")
    'heure de début'
    """
    folded = fold(label)
    return folded.partition("(")[0].strip(_MARKS) or folded
