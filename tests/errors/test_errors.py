"""Every error: its bases, its facts, its texts in two languages, its way through a pickle."""

import copy
import pickle
from typing import Any

import pytest
from pendulum import Date
from pendulum import datetime as pendulum_datetime
from tests.values import guide_session, untyped

import bdc_sessions as b
from bdc_sessions.errors import BdcSessionsError

SESSION = guide_session()
REPORT = b.validate(SESSION.evolve(places=-1))
PATH = b.Path.parse("sessions[01]")
REQUEST = b.ChangeRequest(id="r1", component="01", session="01", changes=b.Changes(b.Action))
CHANGE = b.FieldChange("start", Date(2022, 9, 1), Date(2022, 9, 2))
CONFLICTS = b.merge(SESSION, SESSION.evolve(places=8), SESSION.evolve(places=5)).conflicts
LAST = pendulum_datetime(2022, 12, 15, 10, tz="Europe/Paris")

# The error, what else it is, its facts, and what its text says in English and in French.
CASES: list[tuple[BdcSessionsError, type[Exception], dict[str, Any], str, str]] = [
    (
        b.DuplicateNumberError(PATH, "01", "02"),
        ValueError,
        {"path": PATH, "number": "01", "free": "02"},
        (
            "sessions[01]: the number '01' is already taken; give another, such as '02', the "
            "next free one"
        ),
        (
            "sessions[01] : « 01 » est déjà pris ; choisissez un autre numéro, par exemple « "
            "02 », le prochain numéro libre."
        ),
    ),
    (
        b.DuplicateNumberError(PATH, "01"),
        ValueError,
        {"path": PATH, "number": "01", "free": None},
        "sessions[01]: the number '01' is already taken; give another",
        "sessions[01] : « 01 » est déjà pris ; choisissez un autre numéro.",
    ),
    (
        b.NotFoundError("r9", ["r1", "r2"]),
        LookupError,
        {"path": "r9", "known": ("r1", "r2")},
        "r9 does not exist; there is: r1, r2",
        "« r9 » n'existe pas ; il y a : r1, r2.",
    ),
    (
        b.NotFoundError(PATH),
        LookupError,
        {"path": PATH, "known": ()},
        "sessions[01] does not exist; there is: nothing",
        "« sessions[01] » n'existe pas ; il y a : rien.",
    ),
    (
        b.StaleChangeError([CHANGE, CHANGE], [Date(2022, 9, 3), None], ["Date début", ""]),
        ValueError,
        {
            "changes": (CHANGE, CHANGE),
            "found": (Date(2022, 9, 3), None),
            "labels": ("Date début", ""),
        },
        (
            "the value is not what these changes were made from; rebase them:\nstart: expected "
            "Date(2022, 9, 1), found Date(2022, 9, 3)\nstart: expected Date(2022, 9, 1), found "
            "None"
        ),
        (
            "La valeur n'est plus celle d'où partent ces modifications ; refaites-les sur la "
            "valeur actuelle :\nDate début : attendu « 01/09/2022 », trouvé « 03/09/2022 "
            "»\nstart : attendu « 01/09/2022 », trouvé « - »"
        ),
    ),
    (
        b.StaleChangeError([CHANGE], [None]),
        ValueError,
        {"changes": (CHANGE,), "found": (None,), "labels": ("",)},
        "start: expected Date(2022, 9, 1), found None",
        "start : attendu « 01/09/2022 », trouvé « - »",
    ),
    (
        b.DecodeError(REPORT),
        ValueError,
        {"report": REPORT},
        "the data cannot be read:\nSES-003 places: ",
        "Les données ne peuvent pas être lues :\nSES-003 places : ",
    ),
    (
        b.InvalidError(REPORT),
        ValueError,
        {"report": REPORT},
        "the value breaks rules:\nSES-003 places: ",
        "Des règles ne sont pas respectées :\nSES-003 places : ",
    ),
    (
        b.RefusedError(REQUEST, b.Report(), REPORT.errors),
        ValueError,
        {"request": REQUEST, "report": b.Report(), "refusing": REPORT.errors},
        "request 'r1' may not be issued:\nSES-003 places: ",
        "La demande « r1 » ne peut pas être émise :\nSES-003 places : ",
    ),
    (
        b.NotDeletableError(REQUEST),
        ValueError,
        {"request": REQUEST},
        (
            "request 'r1' is validated and cannot be deleted: draft a change that sets the "
            "places to 0 instead (§1.3)"
        ),
        (
            "La demande « r1 » est validée et ne peut plus être supprimée : demandez une "
            "modification qui ramène le nombre de places à 0 (§1.3)."
        ),
    ),
    (
        b.MergeConflictError(CONFLICTS),
        ValueError,
        {"conflicts": CONFLICTS},
        "both sides changed the same fields; choose between them:\n",
        "Deux modifications portent sur les mêmes champs ; choisissez entre elles :\n",
    ),
    (
        b.RequestStateError(REQUEST, "id-taken"),
        ValueError,
        {"request": REQUEST, "reason": "id-taken", "last": None, "at": None},
        "request 'r1' exists already; give each request an id of its own",
        (
            "La demande « r1 » existe déjà : donnez à chaque demande un identifiant qui ne "
            "sert qu'à elle."
        ),
    ),
    (
        b.RequestStateError(REQUEST, "not-pending"),
        ValueError,
        {"request": REQUEST, "reason": "not-pending", "last": None, "at": None},
        "request 'r1' has been issued already; only a pending request can still change",
        (
            "La demande « r1 » a déjà été émise : seule une demande en attente d'émission peut "
            "encore changer."
        ),
    ),
    (
        b.RequestStateError(REQUEST, "before-last-issue", LAST),
        ValueError,
        {"request": REQUEST, "reason": "before-last-issue", "last": LAST, "at": None},
        (
            "request 'r1' may not be issued before the last one issued (2022-12-15 "
            "10:00:00+01:00); give an instant that does not precede it"
        ),
        (
            "La demande « r1 » ne peut pas être émise avant la dernière demande émise "
            "(15/12/2022 10:00) : donnez un instant qui ne la précède pas."
        ),
    ),
    (
        b.RequestStateError(REQUEST, "before-last-issue", LAST, LAST.subtract(minutes=1)),
        ValueError,
        {
            "request": REQUEST,
            "reason": "before-last-issue",
            "last": LAST,
            "at": LAST.subtract(minutes=1),
        },
        (
            "request 'r1' may not be issued at 2022-12-15 09:59:00+01:00, before the last one "
            "issued (2022-12-15 10:00:00+01:00); give an instant that does not precede it"
        ),
        (
            "La demande « r1 » ne peut pas être émise le 15/12/2022 09:59, avant la dernière "
            "demande émise (15/12/2022 10:00) : donnez un instant qui ne la précède pas."
        ),
    ),
    (
        b.RequestStateError(REQUEST, "not-an-addition"),
        ValueError,
        {"request": REQUEST, "reason": "not-an-addition", "last": None, "at": None},
        "request 'r1' adds no session; only a new session can take another number",
        (
            "La demande « r1 » n'ajoute pas de session : seule une session nouvelle peut "
            "changer de numéro."
        ),
    ),
]
ERRORS = [case[0] for case in CASES]


@pytest.mark.parametrize(("error", "base", "facts", "english", "french"), CASES)
def test_an_error_is_of_a_builtin_kind_carries_its_facts_and_speaks_two_languages(
    error: BdcSessionsError,
    base: type[Exception],
    facts: dict[str, Any],
    english: str,
    french: str,
) -> None:
    assert isinstance(error, BdcSessionsError)
    assert isinstance(error, base)
    assert vars(error) == facts
    assert english in str(error)
    assert error.message("en") == str(error)
    assert french in error.message() == error.message("fr")


def test_a_conflict_is_told_in_the_language_asked_for() -> None:
    error = b.MergeConflictError(CONFLICTS)
    for lang in ("fr", "en"):
        assert error.message(lang).endswith(f":\n{CONFLICTS[0].message(lang)}")


@pytest.mark.parametrize("error", ERRORS)
def test_a_language_that_is_not_known_is_refused(error: BdcSessionsError) -> None:
    with pytest.raises(ValueError, match="found the language 'de'; expected one of fr, en"):
        error.message("de")


def test_a_reason_that_is_not_known_is_refused() -> None:
    for reason in ("pending", "x" * 10**6, None):
        with pytest.raises(ValueError, match="expected one of not-pending, id-taken, ") as caught:
            b.RequestStateError(REQUEST, untyped(reason))
        assert len(str(caught.value)) < 1000


def test_two_instants_within_a_minute_are_told_apart() -> None:
    last = LAST.add(seconds=30)
    for at in (last.subtract(seconds=1), last.subtract(microseconds=1)):
        message = b.RequestStateError(REQUEST, "before-last-issue", last, at).message()
        assert f"émise le {at}, avant la dernière demande émise ({last}) : " in message
    twice = pendulum_datetime(2022, 10, 30, 0, 30).in_tz("Europe/Paris")  # the clocks go back
    message = b.RequestStateError(REQUEST, "before-last-issue", twice.add(hours=1), twice).message()
    assert "02:30:00+02:00, avant la dernière demande émise (2022-10-30 02:30:00+01:00)" in message


def test_labels_are_given_for_each_change_or_none() -> None:
    with pytest.raises(ValueError, match="zip"):
        b.StaleChangeError([CHANGE, CHANGE], [1, 2], ["Date début"])


def test_of_very_many_the_first_are_told_and_how_many_there_are() -> None:
    error = b.NotFoundError("x", [f"k{number}" for number in range(1, 100_001)])
    assert str(error).endswith(", k99, k100, … and 99900 more")
    assert error.message().endswith(", k99, k100, … et 99900 de plus.")
    assert len(error.known) == 100_000
    many = b.StaleChangeError([CHANGE] * 1000, [None] * 1000)
    assert len(str(many).splitlines()) == 102
    assert str(many).endswith("… and 900 more")
    report = b.Report(REPORT.violations * 1000)
    assert str(b.InvalidError(report)).endswith("… and 900 more, in .report")
    assert b.InvalidError(report).message().endswith("… et 900 de plus")


@pytest.mark.parametrize(
    "error",
    [
        b.DuplicateNumberError(b.Path().child("sessions", "x" * 10**6), "x" * 10**6, "y" * 10**6),
        b.NotFoundError("x" * 10**6, ["y" * 10**6]),
        b.StaleChangeError(
            [b.FieldChange("title", "x" * 10**6, "y")], ["z" * 10**6], ["l" * 10**6]
        ),
    ],
)
def test_a_text_tells_the_beginning_of_what_is_long(error: BdcSessionsError) -> None:
    for lang in ("fr", "en"):
        assert len(error.message(lang)) < 1200
    assert len(repr(error)) < 400


def test_what_an_error_tells_cannot_forge_a_line() -> None:
    forged = "a\nerror SES-999 forged\u2028\x1b[31m"
    for error in (
        b.NotFoundError(forged, [forged]),
        b.DuplicateNumberError(b.Path().child("sessions", forged), forged, forged),
        b.NotDeletableError(
            untyped(
                b.ChangeRequest(id=forged, component="", session="", changes=b.Changes(b.Action))
            )
        ),
    ):
        for lang in ("fr", "en"):
            assert len(error.message(lang).splitlines()) == 1
            assert "\x1b" not in error.message(lang)


@pytest.mark.parametrize("error", ERRORS)
@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_error_crosses_a_pickle_and_a_copy_with_its_facts(
    error: BdcSessionsError, protocol: int
) -> None:
    error.add_note("where it came from")
    for again in (
        pickle.loads(pickle.dumps(error, protocol)),
        copy.copy(error),
        copy.deepcopy(error),
    ):
        assert type(again) is type(error)
        assert str(again) == str(error)
        assert repr(again) == repr(error)
        assert again.args == error.args
        assert vars(again) == vars(error)
    del error.__notes__


def test_the_base_tells_that_there_is_an_error() -> None:
    assert str(BdcSessionsError()) == "error"
    assert BdcSessionsError().message() == "Erreur."
    assert repr(b.NotFoundError("r9")) == ("NotFoundError('r9 does not exist; there is: nothing')")
    assert str(b.NotFoundError("", ["r1"])) == "'' does not exist; there is: r1"


def test_every_error_of_the_root_is_tried_here() -> None:
    errors = {
        name
        for name in b.__all__
        if isinstance(getattr(b, name), type) and issubclass(getattr(b, name), Exception)
    }
    assert errors == {type(error).__name__ for error in ERRORS} | {"BdcSessionsError"}
