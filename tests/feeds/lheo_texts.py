"""The document of the guide's action as a text to edit, and how its readings are compared."""

from tests.feeds.lheo_values import ACTION, OFFERS

from bdc_sessions import Report
from bdc_sessions.feeds import lheo
from bdc_sessions.feeds.lheo import Feed
from bdc_sessions.rules.example import INFO

TEXT = lheo.dumps(ACTION.set(INFO + ".comment", "Tram 1"), OFFERS).decode()
TOP = "formations[1].actions[1]"
SESSION = TOP + ".sessions[1]"
SESSION_TEXT = TEXT[TEXT.index("<session") : TEXT.index("</session>") + 10]
JUNK = ["", " ", "x", "-1", "99h99", "20221301", "20220901", "20220900", "9", "a" * 4000,
        "1" * 2000, "é\n", "00"]  # fmt: skip


def read(text: str) -> Feed:
    return lheo.loads(text.encode())


def read_edited(old: str, new: str, text: str = TEXT) -> Feed:
    assert old in text
    return read(text.replace(old, new, 1))


def codes_and_paths(report: Report) -> list[tuple[str, str]]:
    return [(violation.code, str(violation.path)) for violation in report]


def element_by_element(data: bytes) -> Feed:
    """Return a feed read without looking for sessions that are alike: a comment is enough."""
    return lheo.loads(data.replace(b"<certifiante>", b"<!-- --><certifiante>"))


def document_of(*edits: tuple[str, str], sessions: int = 4) -> str:
    """Return a document of several sessions, each edit made in one of them."""
    written = [SESSION_TEXT.replace('numero="01"', f'numero="{n:02}"') for n in range(sessions)]
    for n, (old, new) in enumerate(edits, 2):
        assert old in written[n]
        written[n] = written[n].replace(old, new)
    return TEXT.replace(SESSION_TEXT, "".join(written))
