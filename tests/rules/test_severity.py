from itertools import pairwise

import pytest

from bdc_sessions import Severity

ORDER = [Severity.INFO, Severity.WARNING, Severity.ERROR]


def test_severities_have_an_order_of_their_own() -> None:
    assert sorted(Severity) == ORDER
    assert max(Severity) is Severity.ERROR
    for less, more in pairwise(ORDER):
        assert less < more
        assert less <= more
        assert more > less
        assert more >= less
        assert not less >= more
        assert not more < less
    assert Severity.INFO <= Severity.INFO
    assert (Severity.INFO < Severity.INFO) is (Severity.INFO > Severity.INFO) is False
    assert Severity.INFO >= Severity.INFO


def test_a_severity_is_a_text_still() -> None:
    assert [severity.value for severity in ORDER] == ["info", "warning", "error"]
    assert {Severity.ERROR, "error"} == {"error"}
    assert (Severity.ERROR < "f", Severity.ERROR <= "e", Severity.ERROR > "e") == (
        True,
        False,
        True,
    )
    assert Severity.ERROR >= "e"


def test_each_has_a_label_in_both_languages() -> None:
    assert [s.label() for s in ORDER] == ["information", "avertissement", "erreur"]
    assert [s.label("en") for s in ORDER] == ["information", "warning", "error"]
    with pytest.raises(ValueError, match="expected one of fr, en"):
        Severity.INFO.label("de")
