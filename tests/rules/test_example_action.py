from pendulum import Date

from bdc_sessions.rules.example import example_context


def test_what_the_examples_are_judged_with() -> None:
    context = example_context()
    postal = context["postal"]
    assert [postal(code) for code in ("34000", "34500", "99999")] == [
        ("MONTPELLIER",),
        ("BEZIERS",),
        (),
    ]
    assert context["holidays"] == {Date(2022, 7, 14), Date(2022, 11, 11)}
    assert context["today"] == Date(2022, 9, 15)
