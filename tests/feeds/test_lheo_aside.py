"""What has no field: kept aside, once, beside what has one."""

from tests.feeds.lheo_texts import SESSION, TEXT, codes_and_paths, read, read_edited


def test_an_element_that_stands_too_often_is_kept_aside_but_for_the_first() -> None:
    feed = read_edited("<certifiante>0</certifiante>", "<certifiante>0</certifiante>" * 2)
    assert codes_and_paths(feed.report) == [("LHE-203", "formations[1].offer.certifying")]
    assert [aside.path for aside in feed.formations[0].aside] == ["certifiante"]
    place = TEXT[
        TEXT.index("<coordonnees-organisme>") : TEXT.index("</coordonnees-organisme>") + 24
    ]
    twice = read_edited(place, place * 2)
    assert codes_and_paths(twice.report) == [
        ("LHE-203", "formations[1].offer.organisation.coordinates")
    ]
    many = read_edited("<code-NSF>413</code-NSF>", "<code-NSF>413</code-NSF>" * 4)
    assert codes_and_paths(many.report) == [("LHE-203", "formations[1].offer.nsf_codes")]
    assert many.formations[0].offer.nsf_codes == ("413",) * 4
    extra = '<extra info="nombre-de-places">10</extra>'
    assert codes_and_paths(read_edited(extra, extra * 2).report) == [
        ("LHE-203", SESSION + ".places")
    ]
    unreadable = read_edited(
        "<code-NSF>413</code-NSF>", "<code-NSF>413</code-NSF><code-NSF><a/></code-NSF>"
    )
    assert unreadable.formations[0].offer.nsf_codes == ("413",)


def test_elements_that_the_format_does_not_have_are_reported_and_kept() -> None:
    feed = read_edited("<certifiante>", "<autre>a</autre><certifiante>")
    assert codes_and_paths(feed.report) == [("LHE-205", "formations[1].aside")]
    assert feed.report.ok
    assert [aside.path for aside in feed.formations[0].aside] == ["autre"]


def test_other_extras_are_kept_and_so_is_what_ours_do_not_have() -> None:
    feed = read_edited(
        '<extra info="nombre-de-places">10</extra>',
        '<extra info="n">x</extra><extra>y</extra>'
        '<extra info="nombre-de-places" ref="z">9</extra>mêlé',
    )
    session = feed.sessions[0]
    assert [aside.path for aside in session.aside] == ["extras/extra"] * 3 + ["extras/text()"]
    assert session.places is None
    more = read_edited(
        '<extras info="bdc-sessions">', '<extras info="bdc-sessions" tag="t">avant<extra info="q"/>'
    )
    paths = {aside.path for aside in more.sessions[0].infos[0].aside}
    assert paths == {"adresse/extras/@tag", "adresse/extras/extra", "adresse/extras/text()"}
    beside = read_edited("<certifiante>", '<extras info="x"/><certifiante>')
    assert [aside.path for aside in beside.formations[0].aside] == ["extras"]
    ours_without_any = read_edited("<certifiante>", '<extras info="bdc-sessions"/><certifiante>')
    assert [aside.path for aside in ours_without_any.formations[0].aside] == ["extras"]


def test_what_stands_beside_the_formations_is_kept_aside() -> None:
    text = (
        TEXT.replace("<offres>", 'a<extras info="x"/><offres numero="o">b<extras info="y"/>')
        .replace("</formation>", "</formation>c")
        .replace("</offres>", "<z/>d</offres>e")
    )
    formation = text[text.index("<formation") : text.index("</formation>") + 12]
    feed = read(text.replace(formation, formation * 2))
    assert [(aside.path, aside.xml.partition(" ")[0]) for aside in feed.aside] == [
        ("offres/extras", "<extras"),
        ("extras", "<extras"),
        ("offres/text()", "c"),
        ("offres/z", "<z"),
        ("offres/text()", "d"),
        ("offres/@numero", "o"),
        ("offres/text()", "b"),
        ("text()", "e"),
        ("text()", "a"),
    ]
    assert len(feed.formations) == 2


def test_what_is_named_offres_and_holds_no_formations_is_kept_aside_once() -> None:
    feed = read(
        '<lheo xmlns="http://lheo.gouv.fr/2.3"><x:offres xmlns:x="x" a="1">b</x:offres>'
        '<offres a="2"><offres a="3">c<formation numero="no"/></offres><formation numero="F1"/>'
        '</offres><offres a="4"><formation numero="F2"/></offres></lheo>'
    )
    assert [formation.number for formation in feed.formations] == ["F1", "F2"]
    xml = "".join(aside.xml for aside in feed.aside)
    assert [xml.count(text) for text in ('a="1"', ">b<", 'a="3"', ">c<", '"no"')] == [1] * 5
    assert [(aside.path, aside.xml) for aside in feed.aside if aside.path.endswith("@a")] == [
        ("offres/@a", "2"),
        ("offres/@a", "4"),
    ]


def test_an_attribute_of_what_holds_formations_stays_as_it_is() -> None:
    feed = read('<lheo xmlns="http://lheo.gouv.fr/2.3" a=" " b=""><offres c=" d "/></lheo>')
    assert {aside.path: aside.xml for aside in feed.aside} == {
        "offres/@c": " d ", "@a": " ", "@b": "",
    }  # fmt: skip


def test_a_formation_that_stands_elsewhere_is_no_formation() -> None:
    feed = read_edited("<offres>", "<offres><x><formation/></x><formation xmlns=''/>")
    assert len(feed.formations) == 1
    assert [aside.path for aside in feed.aside] == ["offres/x", "offres/formation"]
    lost = read('<lheo xmlns="http://lheo.gouv.fr/2.3"><formation/></lheo>')
    assert lost.formations == ()
    assert [aside.path for aside in lost.aside] == ["formation"]


def test_a_number_that_repeats_a_field_is_aside_where_it_differs() -> None:
    feed = read_edited('<organisme-formation-responsable numero="73282932000074">',
                   '<organisme-formation-responsable numero="OF1">')  # fmt: skip
    (aside,) = feed.formations[0].aside
    assert (aside.path, aside.xml) == ("organisme-formation-responsable/@numero", "OF1")


def test_versions_of_codes_that_differ_are_kept() -> None:
    feed = read_edited(
        '<code-FORMACODE ref="V14">15061<',
        '<code-FORMACODE ref="V14">15062</code-FORMACODE><code-FORMACODE ref="V13">15061<',
    )
    formation = feed.formations[0]
    assert formation.offer.formacode_version == "V14"
    assert [(a.path, a.xml) for a in formation.aside] == [
        ("domaine-formation/code-FORMACODE/@ref", "V13")
    ]


def test_a_second_text_that_cannot_be_read_is_kept_aside_too() -> None:
    feed = read_edited(
        "<certifiante>0</certifiante>", "<certifiante>0</certifiante><certifiante>x</certifiante>"
    )
    assert [aside.path for aside in feed.formations[0].aside] == ["certifiante"]
    assert codes_and_paths(feed.report) == [("LHE-201", "formations[1].offer.certifying")]
