"""A national file, one formation at a time: in bounded memory, and no less safe."""

import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.feeds.lheo_values import ACTION, OFFERS
from tests.values import untyped

from bdc_sessions import DecodeError
from bdc_sessions.feeds import lheo

DATA = lheo.dumps([ACTION, ACTION.set("number", "2")], lambda *_: OFFERS["01"])
FORMATIONS = list(lheo.loads(DATA).formations)


def stream(data: bytes, size: int = 1000) -> Iterator[bytes]:
    return (data[start : start + size] for start in range(0, len(data), size))


@given(st.lists(st.integers(0, len(DATA)), max_size=20).map(sorted))
def test_a_stream_is_read_however_it_is_cut(cuts: list[int]) -> None:
    bounds = [0, *cuts, len(DATA)]
    chunks = [DATA[start:end] for start, end in pairwise(bounds)]
    assert list(lheo.formations(chunks)) == FORMATIONS


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1", "cp1252"])
def test_a_stream_is_read_byte_by_byte_in_any_encoding(encoding: str) -> None:
    data = DATA.decode().replace("UTF-8", encoding).encode(encoding)
    assert list(lheo.formations(stream(data, 1))) == FORMATIONS


def test_a_formation_is_yielded_as_soon_as_it_ends() -> None:
    given: list[int] = []

    def chunks() -> Iterator[bytes]:
        for chunk in stream(DATA, 100):
            given.append(len(chunk))
            yield chunk

    reading = lheo.formations(chunks())
    assert next(reading) == FORMATIONS[0]
    assert sum(given) < DATA.index(b"</formation>") + 300
    assert next(reading) == FORMATIONS[1]
    assert list(reading) == []
    assert sum(given) == len(DATA)


def test_each_formation_has_its_own_report() -> None:
    faulty = DATA.replace(b"<certifiante>0", b"<certifiante>x")
    for formation in lheo.formations(stream(faulty)):
        assert [str(fault.path) for fault in formation.report] == ["offer.certifying"]


def refused(chunks: Any, **given: Any) -> tuple[int, str]:
    """Return how many formations were read before the stream was refused, and why."""
    read: list[lheo.Formation] = []
    with pytest.raises(DecodeError) as caught:
        read.extend(lheo.formations(chunks, **given))
    (fault,) = caught.value.report
    assert fault.code == "LHE-303"
    return len(read), fault.message()


BETWEEN = DATA.index(b"<formation", DATA.index(b"</formation>"))


def between(junk: bytes) -> Iterator[bytes]:
    return stream(DATA[:BETWEEN] + junk + DATA[BETWEEN:])


@pytest.mark.parametrize(
    ("junk", "expected"),
    [
        (b"<!DOCTYPE a>", "XML bien form"),
        (b"<!ENTITY a 'b'>", "XML bien form"),
        (b"&a;", "XML bien form"),
        (b"<a>", "XML bien form"),
        (b"\xe9", "utf-8"),
        (b"\x00", "XML bien form"),
        (b"<a>" * 300, "XML bien form"),
    ],
)
def test_what_is_unsafe_is_refused_in_the_middle_of_a_stream(junk: bytes, expected: str) -> None:
    read, message = refused(between(junk + b" " * 600_000))
    assert expected in message
    assert read <= 1


def test_another_document_does_not_begin_where_one_breaks_off() -> None:
    """After an entity that is not declared, lxml takes what follows for a new document."""
    broken = DATA[:BETWEEN] + b"<formation>&nbsp;"
    second = b'<!DOCTYPE lheo [<!ENTITY a "b">]>' + DATA.partition(b"?>")[2].lstrip()
    read, message = refused([broken, second])
    assert read == 0
    assert "Entity 'nbsp' not defined" in message


def test_a_doctype_is_refused_before_anything_is_read() -> None:
    doctype = DATA.replace(b"<lheo", b"<!DOCTYPE lheo [<!ENTITY a 'b'>]><lheo")
    for size in (1, 7, 5000):
        assert refused(stream(doctype, size)) == (0, refused([doctype])[1])
    assert "<!DOCTYPE" in refused([doctype])[1]
    assert "65536" in refused([b"<!--" + b" " * 3_000_000 + b"-->" + DATA])[1]
    assert refused([])[0] == 0
    assert refused([b"  "])[0] == 0


def test_a_formation_is_bounded_and_so_is_what_stands_between_two() -> None:
    assert list(lheo.formations(stream(DATA), longest=len(DATA)))
    assert "octets" in refused(stream(DATA), longest=2000)[1]
    assert "1000000" in refused(between(b"<a>" + b"x" * 2_000_000 + b"</a>"), longest=1_000_000)[1]
    assert "balises" in refused(between(b"<a/>" * 100_000), longest=1_000_000)[1]


def test_a_stream_that_ends_too_early_is_refused_once_it_does() -> None:
    assert refused(stream(DATA[:-20]))[0] == 2
    assert refused(stream(DATA[:BETWEEN]))[0] == 1


@pytest.mark.parametrize("chunks", [DATA, DATA.decode(), None, 3, [DATA.decode()], [1]])
def test_what_is_no_chunks_of_bytes_is_a_type_error(chunks: Any) -> None:
    with pytest.raises(TypeError, match=r"formations\(chunks\)"):
        list(lheo.formations(untyped(chunks)))


def test_a_stream_of_another_namespace_is_refused_or_read() -> None:
    edof = DATA.replace(b"http://lheo.gouv.fr/2.3", b"urn:x")
    assert "urn:x" in refused(stream(edof))[1]
    assert list(lheo.formations(stream(edof), namespace="urn:x")) == FORMATIONS


LARGE = """
import resource
from bdc_sessions.feeds import lheo
from bdc_sessions.feeds.lheo.example import example_offer
from bdc_sessions.rules.example import SESSION, example_action
action = example_action()
session = action[SESSION]
sessions = [session.evolve(number=str(n)) for n in range({sessions})]
data = lheo.dumps(action.set("components[01].sessions", sessions), {{"01": example_offer()}})
start, end = data.index(b"<formation"), data.index(b"</formation>") + 13
head, formation, tail = data[:start], data[start:end], data[end:]
def chunks():
    yield head
    for number in range({formations}):
        yield formation.replace(b"TEST_1", b"%d" % number)
    yield tail
resource.setrlimit(resource.RLIMIT_DATA, (200_000_000, 200_000_000))
read = places = 0
for formation_read in lheo.formations(chunks()):
    read += 1
    places += sum(session.places for session in formation_read.actions[0].sessions)
print(len(formation) * read, read, places)
"""


def test_a_large_file_is_read_in_bounded_memory() -> None:
    """100 MB within 200 MB of data: what is read is let go."""
    script = LARGE.format(sessions=1, formations=10_000)
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    size, read, places = map(int, run.stdout.split())
    assert size > 80_000_000
    assert (read, places) == (10_000, 100_000)
