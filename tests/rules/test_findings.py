"""Reports, comparisons, checks and rule sets as a person reads them."""

from pendulum import Date

import bdc_sessions as b
from bdc_sessions import Screen
from bdc_sessions.screen import Pairs, Table

ACTION = b.example_action()
PLACES = "components[01].sessions[01].places"
WRONG = ACTION.set(PLACES, -1).set("components[01].end", Date(2022, 8, 1))


def rows(screen: Screen) -> list[tuple[str, ...]]:
    """Return the rows of the tables of a screen, those of screens within it too."""
    return [row for table in tables(screen) for row in table.rows]


def tables(screen: Screen) -> list[Table]:
    """Return the tables of a screen, those of screens within it too."""
    inner_tables: list[Table] = []
    for part in screen.parts:
        if isinstance(part, Screen):
            inner_tables += tables(part)
        elif isinstance(part, Table):
            inner_tables.append(part)
    return inner_tables


def test_a_report_is_told_by_place_with_its_severities() -> None:
    screen = b.validate(WRONG).screen()
    assert screen.title == "Rapport"
    assert screen.parts[0] == "3 erreurs"
    milder = b.RULES.with_severity("SES-003", b.Severity.WARNING)
    assert b.validate(WRONG, rules=milder).screen().parts[0] == "2 erreurs, 1 avertissement"
    places = [row[0] for row in rows(screen) if len(row) == 1]
    assert places == ["Composante n° 01", "Composante n° 01 / Session n° 01"]
    message = "Le nombre de places de la session (-1) doit être d'au moins 0."
    assert ("erreur", "SES-003", "Nb. de places", message) in rows(screen)


def test_a_report_tells_what_was_not_judged_and_what_is_waived() -> None:
    rules = b.RULES.waive("SES-003", reason="travaux", until=Date(2030, 1, 1))
    report = b.validate(ACTION.set(PLACES, -1), rules=rules, today=Date(2022, 1, 1))
    assert report.screen().parts[0] == "Aucune anomalie."
    assert [part.title for part in report.not_judged] == ["Règles non jugées", "Dérogations"]
    assert ("SES-003", PLACES, "travaux", "01/01/2030") in rows(report.screen())
    heads = [table.head for screen in report.not_judged for table in tables(screen)]
    assert heads == [("Règle", "Motif"), ("Règle", "Chemin", "Motif", "Jusqu'au")]
    assert b.Report().screen().parts == ("Aucune anomalie.",)


def test_a_report_without_a_class_finds_the_places_all_the_same() -> None:
    violation = b.validate(ACTION.set(PLACES, -1))[0]
    assert rows(b.Report([violation]).screen())[0] == ("Composante n° 01 / Session n° 01",)
    unknown = violation.evolve(path="nowhere[1]")
    assert rows(b.Report([unknown]).screen())[0] == ("nowhere[1]",)
    of_session = violation.evolve(path="components[01].sessions[01]")
    assert rows(b.Report([of_session]).screen())[0] == ("Composante n° 01 / Session n° 01",)


def test_a_report_on_a_part_names_it() -> None:
    session = ACTION.component("01").session("01").evolve(places=-1)
    assert rows(b.validate(session).screen())[0] == ("Session",)


def test_a_comparison_counts_and_lists() -> None:
    before, after = b.validate(ACTION), b.validate(ACTION.set(PLACES, -1))
    screen = after.compare(before).screen()
    assert screen.parts[0] == Pairs(
        [
            ("Nouvelles anomalies", "1"),
            ("Anomalies levées", "0"),
            ("Anomalies qui demeurent", "0"),
        ]
    )
    assert [part.title for part in screen.parts if isinstance(part, Screen)] == [
        "Nouvelles anomalies"
    ]


def test_a_check_gives_its_verdict_first() -> None:
    dossier = b.example_dossier()
    session = dossier.proposed("r2")
    refused = dossier.draft_change("r3", component="01", session=session.evolve(places=-1))
    screen = refused.check("r3").screen()
    assert screen.parts[0] == "La demande est refusée."
    assert [part.title for part in screen.parts if isinstance(part, Screen)] == [
        "Motifs de refus",
        "Règles non jugées",
    ]
    cancelled = dossier.draft_change("r3", component="01", session=session.cancel())
    screen = cancelled.check("r3").screen()
    assert screen.parts[0] == "La demande peut être émise."
    assert "Autres anomalies" in [part.title for part in screen.parts if isinstance(part, Screen)]


def test_a_rule_set_lists_titles_sources_and_waivers() -> None:
    rules = b.RULES.only("SES-003").waive("SES-003", at="components[01]", reason="travaux")
    rules = rules.waive("SES-003", reason="essai", until=Date(2030, 1, 1))
    screen = rules.screen()
    assert screen.title == "1 règle"
    assert tables(screen)[0].head == ("Code", "Gravité", "Objet", "Règle", "Source")
    assert [part.title for part in screen.parts if isinstance(part, Screen)] == ["Dérogations"]
    assert rows(screen) == [
        ("SES-003", "erreur", "Session", "Le nombre de places n'est pas négatif.", "§1.3"),
        ("SES-003", "components[01]", "travaux", "-"),
        ("SES-003", "-", "essai", "01/01/2030"),
    ]


def test_rows_of_a_report_are_lines() -> None:
    skipped = b.Skipped("INF-007", "no postal")
    assert str(skipped) == skipped.message()
    (waived,) = b.validate(
        ACTION.set(PLACES, -1), rules=b.RULES.waive("SES-003", reason="travaux")
    ).waived
    assert str(waived) == f"{waived.violation} (dérogation : travaux)"
    dated = waived._replace(until=Date(2030, 1, 1))
    assert str(dated).endswith("(dérogation jusqu'au 01/01/2030 : travaux)")
