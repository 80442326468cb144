"""What is wrong in a form is told to who typed it, word for word, in both languages."""

from typing import Any

import pytest
from tests import values

from bdc_sessions.codec import read_form, to_form
from bdc_sessions.errors import DecodeError

WORDS = {
    ("Date", "31/02/2022"): (
        "STR-004",
        "Date : « 31/02/2022 » n'est pas une date (jj/mm/aaaa).",
        "Date: '31/02/2022' is not a date (dd/mm/yyyy).",
    ),
    ("Date", "1/9/22"): (
        "STR-004",
        "Date : « 1/9/22 » n'est pas une date (jj/mm/aaaa) : l'année s'écrit en quatre chiffres.",
        "Date: '1/9/22' is not a date (dd/mm/yyyy): a year takes four digits.",
    ),
    ("Heure de début", "10h60"): (
        "STR-005",
        "Heure de début : « 10h60 » n'est pas une heure (hh:mm).",
        "Heure de début: '10h60' is not a time (hh:mm).",
    ),
    ("Heure de fin", "12:00:30"): (
        "STR-005",
        "Heure de fin : « 12:00:30 » n'est pas une heure (hh:mm) : elle n'a pas de secondes.",
        "Heure de fin: '12:00:30' is not a time (hh:mm): it takes no seconds.",
    ),
    ("Nb. de places", "beaucoup"): (
        "STR-003",
        "Nb. de places : « beaucoup » n'est pas un nombre entier.",
        "Nb. de places: 'beaucoup' is not a whole number.",
    ),
    ("Lieu de la session", "Béziers"): (
        "STR-008",
        "Lieu de la session : « Béziers » n'est pas un des sites de l'action.",
        "Lieu de la session: 'Béziers' is not one of the action's sites.",
    ),
    ("Ville", "\ud800"): (
        "STR-014",
        "Ville : « \\ud800 » n'est pas un texte : un de ses caractères est incomplet.",
        "Ville: '\\ud800' is not a text: one of its characters is incomplete.",
    ),
    ("Date", " "): (
        "STR-001",
        "Date : ce champ est obligatoire ; donnez une date (jj/mm/aaaa).",
        "Date: this field is mandatory; give a date (dd/mm/yyyy).",
    ),
    ("Lieu de la session", ""): (
        "STR-001",
        "Lieu de la session : ce champ est obligatoire ; donnez un des sites de l'action.",
        "Lieu de la session: this field is mandatory; give one of the action's sites.",
    ),
    ("Ville :", "SETE"): (
        "STR-013",
        "Ville : ce champ est donné plusieurs fois (Ville, Ville :) ; donnez-le une seule fois.",
        "Ville: this field is given several times (Ville, Ville :); give it once.",
    ),
    ("Vile", "SETE"): (
        "STR-002",
        "Vile : cet écran n'a pas ce champ ; le plus proche est « Ville ».",
        "Vile: this screen has no such field; the nearest is 'Ville'.",
    ),
}


@pytest.mark.parametrize(("label", "typed"), WORDS)
def test_a_fault_is_told_word_for_word(label: str, typed: str) -> None:
    site = label.startswith("Lieu")
    shown: Any = values.guide_session() if site else values.guide_info()
    with pytest.raises(DecodeError) as caught:
        read_form(type(shown), {**to_form(shown), label: typed}, sites=[values.guide_site()])
    (fault,) = caught.value.report
    assert (fault.code, fault.message(), fault.message("en")) == WORDS[label, typed]
