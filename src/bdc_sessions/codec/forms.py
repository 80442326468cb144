"""Values as forms: texts by the labels of the guide's screens (§1.2, §2.1)."""

from collections.abc import Iterable, Iterator, Mapping
from operator import attrgetter
from typing import Any, TypeVar
from unicodedata import normalize

from bdc_sessions.codec.faults import CODES, LINE, MOST_NEAREST, Faults
from bdc_sessions.codec.form_entries import ENTRIES, Entered, MisreadError
from bdc_sessions.codec.form_fields import (
    ScreenField,
    is_passed_over,
    label_key,
    names_of_fields,
    screen_fields,
)
from bdc_sessions.model import Address, CollectiveInfo, Path, Session, Site
from bdc_sessions.model.fields import to_instance, to_text, to_tuple, wrong_type
from bdc_sessions.model.shape import shape
from bdc_sessions.model.term import TERMS, TermTable
from bdc_sessions.texts import Bilingual, display, is_blank, line_of, nearest

T = TypeVar("T", Session, CollectiveInfo, Address)
Entries = dict[tuple[str, str], None]
"""What was entered in a field: the different pairs of a label and a text, in order."""

_NOT_THAT = Bilingual(
    "{label} : « {found} » n'est pas {expected}.", "{label}: '{found}' is not {expected}."
)
_TEXTS: Mapping[str, Bilingual] = {
    "STR-001": Bilingual(
        "{label} : ce champ est obligatoire ; donnez {expected}.",
        "{label}: this field is mandatory; give {expected}.",
    ),
    "STR-002": Bilingual(
        "{label} : cet écran n'a pas ce champ ; {expected}.",
        "{label}: this screen has no such field; {expected}.",
    ),
    "STR-013": Bilingual(
        "{label} : ce champ est donné plusieurs fois ({found}) ; donnez-le {expected}.",
        "{label}: this field is given several times ({found}); give it {expected}.",
    ),
    **dict.fromkeys(("STR-003", "STR-004", "STR-005", "STR-008", "STR-014"), _NOT_THAT),
}
"""The messages of the faults of a form, worded for the person who typed."""

_CODES = {**CODES, **{code: CODES[code]._replace(templates=text) for code, text in _TEXTS.items()}}

_ONCE = Bilingual("une seule fois", "once")
_ANOTHER = Bilingual("donnez un de ceux qu'il montre", "give one of those that it shows")
_WRITABLE = Bilingual(
    "un texte : un de ses caractères est incomplet", "a text: one of its characters is incomplete"
)


def read_form(
    cls: type[T],
    form: "Mapping[str, str]",
    *,
    sites: "Iterable[Site] | None" = None,
    terms: "TermTable" = TERMS,
    onto: T | None = None,
    ignore: "Iterable[str]" = (),
) -> T:
    """Return the value that a person entered on a screen, by the labels of fields (§1.2, §2.1).

    >>> from bdc_sessions import example_action
    >>> session = example_action().component("01").session("01")
    >>> form = {**to_form(session), "Nb. de places": " 8 "}
    >>> read_form(Session, form, onto=session) == session.evolve(places=8)
    True

    A label may be in any case, width and normal form, with marks, hints and blanks around it, in
    the wording of the form or of the recap; a field's path may take its place. Dates are
    ``01/09/2022`` or ``2022-09-01``, times ``10:00``, ``10.00``, ``10h00`` or ``10:00:00``.

    Args:
        cls: The class that is entered: a session, an information session, an address.
        form: The texts by label or path, in any order. Of a framework's form that may hold several
            texts for a label (``getlist`` or ``getall`` gives them), two that differ are a fault.
        sites: The action's sites, one of which is chosen by its label; without them, a site is
            built from its label.
        terms: The region's table of extensions and kinds of street.
        onto: The value that the form showed. A field whose text is still that of ``to_form`` keeps
            its value; one sent empty is cleared; one that is not sent, or not on the screen, stays.
        ignore: The labels of other entries of the form, which are not read.

    Raises:
        DecodeError: Missing, unknown, duplicate or ill-formed fields; ``report`` lists them all.
        TypeError: A class without a screen in the guide, a label or entry that is no text.
    """
    fields = screen_fields(cls)
    where = f"read_form({cls.__name__})"
    offered = None if sites is None else to_tuple(sites, Site, f"{where}(sites=)")
    to_instance(terms, TermTable, f"{where}(terms=)")
    if onto is not None:
        to_instance(onto, cls, f"{where}(onto=)")
    faults = Faults(_CODES)
    sent = _by_field(cls, _entries(form, ignore, where), faults)
    values: dict[str, Any] = {}
    for field in fields:
        if field.path not in sent and onto is not None:
            continue
        entries = sent.get(field.path, {})
        before = None if onto is None else attrgetter(field.path)(onto)
        try:
            text = _only_text(entries)
            entered = Entered(text, field.name, before, offered, terms)
            values[field.path] = _read_field(field, entered)
        except MisreadError as error:
            code = error.code or ENTRIES[field.type].code
            told = [label if code == "STR-013" else text for label, text in entries]
            entry = ", ".join(map(_short, told))
            value = None if is_blank(entry) else entry
            path = Path.parse(field.path)
            faults.add(code, path, field.label, value, error.expected, (entry, entry))
    faults.raise_if_any()
    read: T = _built(cls, values, onto)
    return read


def to_form(value: "Session | CollectiveInfo | Address") -> dict[str, str]:
    """Return a value as the texts of its screen, by their labels (§1.2, §2.1).

    Empty fields are left out, and so are those that the screen does not show: the Code Offre Info,
    and a session's information sessions, which have a screen of their own.

    >>> from bdc_sessions import example_action
    >>> to_form(example_action().component("01").session("01"))["Date début"]
    '01/09/2022'

    Raises:
        TypeError: A value without a screen in the guide.
    """
    shown = [(field.label, attrgetter(field.path)(value)) for field in screen_fields(type(value))]
    return {label: display(content) for label, content in shown if content is not None}


def _entries(
    form: Mapping[str, str], ignore: Iterable[str], where: str
) -> Iterator[tuple[str, str]]:
    """Yield the labels and texts of a form, without the ignored ones."""
    raw: object = form
    if not isinstance(raw, Mapping):
        raise wrong_type(form, where, "a mapping of labels to texts")
    raw = ignore
    if isinstance(raw, str) or not isinstance(raw, Iterable):
        raise wrong_type(ignore, f"{where}(ignore=)", "several labels, such as a set")
    ignored = {label_key(to_text(label, f"{where}(ignore=)")) for label in ignore}
    for label, text in _items(form):
        if not isinstance(label, str):
            raise wrong_type(label, where, "labels and texts (str)")
        if label_key(label) in ignored:
            continue
        if not isinstance(text, str):
            raise wrong_type(text, where, "labels and texts (str)")
        yield label, text


def _items(form: Mapping[Any, Any]) -> Iterator[tuple[Any, Any]]:
    """Yield each label with each of its texts: ``items`` of a framework's form may skip some."""
    get_all = getattr(form, "getlist", None) or getattr(form, "getall", None)
    if get_all is None:
        yield from form.items()
        return
    for label in dict.fromkeys(form):
        for text in get_all(label):
            yield label, text


def _by_field(
    cls: type[Any], entries: Iterable[tuple[str, str]], faults: Faults
) -> dict[str, Entries]:
    """Return what was entered, by the path of the field."""
    names = names_of_fields(cls)
    sent: dict[str, Entries] = {}
    for label, text in entries:
        key = label_key(label)
        if key in names:
            sent.setdefault(names[key].path, {})[label, text] = None
        elif not is_passed_over(cls, key, text):
            faults.add("STR-002", Path(), _short(label), _short(label), _nearest(key, cls, faults))
    return sent


def _nearest(key: str, cls: type[Any], faults: Faults) -> Bilingual:
    """Return a text that proposes the field with the name nearest to an unknown key."""
    if len(faults.violations) >= MOST_NEAREST:  # a search for each of a million would take too long
        return _ANOTHER
    names = names_of_fields(cls)
    label = names[str(nearest(key, names))].label
    return Bilingual(f"le plus proche est « {label} »", f"the nearest is '{label}'")


def _only_text(entries: Entries) -> str:
    """Return the one text entered in a field; "" if there is none."""
    if len(entries) > 1:
        raise MisreadError(_ONCE, "STR-013")
    text = next((text for _, text in entries), "")
    try:
        return to_text(text)
    except ValueError:
        raise MisreadError(_WRITABLE, "STR-014") from None


def _read_field(field: ScreenField, entered: Entered) -> Any:
    """Return the value of a field: the one before, if its text was not edited."""
    if entered.before is not None and _is_untouched(field, entered):
        return entered.before
    entry = ENTRIES[field.type]
    if not is_blank(entered.text):
        return entry.read(entered)
    if field.required:
        raise MisreadError(entry.expected, "STR-001")
    return None


def _is_untouched(field: ScreenField, entered: Entered) -> bool:
    """Whether a text is still what the form showed, as a browser may send it back."""
    # HTML has no NUL, and an input of one line no line ends.
    shown, sent = [
        text.replace("\0", "\N{REPLACEMENT CHARACTER}")
        for text in (to_text(display(entered.before)), entered.text)
    ]
    forms = (shown,) if field.several_lines else (shown, shown.replace("\n", ""))
    return sent.strip() in [form.strip() for form in forms]


def _built(cls: type[Any], values: Mapping[str, Any], onto: Any) -> Any:
    """Return a value with the fields at some paths set, the others as they were."""
    fields = {name: value for name, value in values.items() if "." not in name}
    for name, part in shape(cls).parts.items():
        inside = {
            path.removeprefix(f"{name}."): value
            for path, value in values.items()
            if path.startswith(f"{name}.")
        }
        if inside:
            fields[name] = _built(part, inside, None if onto is None else getattr(onto, name))
    return cls(**fields) if onto is None else onto.evolve(**fields)


def _short(text: str) -> str:
    """Return an entered text as a message quotes it: on one line, shortened, in NFC."""
    return line_of(normalize("NFC", text.strip()), LINE)
