"""Reading: whatever a producer writes gives values and a report, and raises nothing."""

import re
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from tests.feeds.lheo_texts import JUNK, SESSION, TEXT, codes_and_paths, read, read_edited

from bdc_sessions import Report, decode, encode
from bdc_sessions.feeds import lheo
from bdc_sessions.feeds.lheo.lines import write


@pytest.mark.parametrize(
    ("old", "new", "code", "path"),
    [
        (">10h00<", ">99h99<", "LHE-201", SESSION + ".infos[1].start"),
        (">10h00<", ">10<", "LHE-201", SESSION + ".infos[1].start"),
        ("<nb-places>20", "<nb-places>beaucoup", "LHE-201", SESSION + ".infos[1].places"),
        ("<nb-places>20", "<nb-places>-1", "LHE-201", SESSION + ".infos[1].places"),
        ("<certifiante>0", "<certifiante>2", "LHE-201", "formations[1].offer.certifying"),
        ("<certifiante>0", "<certifiante><a/>", "LHE-201", "formations[1].offer.certifying"),
        ("<certifiante>0", "<certifiante>", "LHE-202", "formations[1].offer.certifying"),
        ("<etat-recrutement>1", "<etat-recrutement>7", "LHE-201", SESSION + ".state"),
        (">15061<", ">1506<", "LHE-201", "formations[1].offer.formacodes"),
        ("<code-niveau-entree>1</code-niveau-entree>", "", "LHE-202",
         "formations[1].offer.entry_level"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_reported_with_its_path_and_line(
    old: str, new: str, code: str, path: str
) -> None:
    feed = read_edited(old, new)
    (fault,) = feed.report
    assert (fault.code, str(fault.path)) == (code, path)
    assert re.search(r"\(l\. \d+\)", fault.label)
    assert feed.formations[0].report[0].path.steps == fault.path.steps[1:]


def test_what_cannot_be_read_is_none_and_stands_aside_as_it_was() -> None:
    feed = read_edited(">10h00<", ">99h99<")
    info = feed.sessions[0].infos[0]
    assert info.start is None
    assert [aside.path for aside in info.aside] == ["heure-debut"]
    assert "99h99" in info.aside[0].xml
    kept = read_edited("<etat-recrutement>1", "<etat-recrutement>7")
    assert kept.sessions[0].state == "7"


def test_a_document_without_a_formation_is_reported() -> None:
    feed = read('<lheo xmlns="http://lheo.gouv.fr/2.3"><offres/></lheo>')
    assert codes_and_paths(feed.report) == [("LHE-202", "formations")]
    assert feed.formations == ()


def test_what_was_read_is_written_again_as_it_was_but_for_what_is_aside() -> None:
    text = TEXT.replace("<debut>20220901", "<debut>20220900").replace(
        "<fin>20221231", "<fin>99999999"
    )
    feed = read(text)
    assert write(feed.formations).decode() == text
    for old, new in (
        ("<etat-recrutement>1", "<etat-recrutement>3"),
        ('numero="01"', 'numero="S1"'),
    ):
        edited = read(TEXT.replace(old, new))
        assert lheo.loads(write(edited.formations)) == edited


NODES = len(list(etree.fromstring(TEXT.encode()).iter()))


def _drop(node: Any, _: str) -> None:
    node.getparent().remove(node)


def _repeat(node: Any, _: str) -> None:
    node.addnext(deepcopy(node))


def _set_text(node: Any, text: str) -> None:
    node.text = text


def _rename(node: Any, text: str) -> None:
    node.tag = "{http://lheo.gouv.fr/2.3}" + ("action" if text else "é.session")


def _wrap(node: Any, _: str) -> None:
    node.append(deepcopy(node.getparent()))


def _set_attributes(node: Any, text: str) -> None:
    node.set("info", "bdc-sessions" if text else "")
    node.set("numero", "x")


EDITS = [_drop, _repeat, _set_text, _set_text, _rename, _wrap, _set_attributes]


edits = st.tuples(st.sampled_from(EDITS), st.integers(2, NODES - 1), st.sampled_from(JUNK))


@given(st.lists(edits, min_size=1, max_size=6))
def test_no_content_raises(wrong: list[Any]) -> None:
    root = etree.fromstring(TEXT.encode())
    for edit, place, junk in wrong:
        nodes = list(root.iter())[1:]
        if nodes:
            edit(nodes[place % len(nodes)], junk)
    feed = lheo.loads(etree.tostring(root, encoding="utf-8"))
    assert decode(encode(feed.report), Report) == feed.report
    for made in (feed.to_actions(), feed.to_actions(places=12)):
        assert decode(encode(made.report), Report) == made.report
        for action in made.actions:
            assert action.components
        assert len(made.offers) == sum(len(action.components) for action in made.actions)
    assert lheo.compare(feed, feed) == ()
