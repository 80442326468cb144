"""Replays the guide's screens, then mends a faulty request. Run by ``make demo``."""

import sys
from pathlib import Path
from textwrap import fill

import bdc_sessions as b

sys.path.insert(0, str(Path(__file__).parent))

from replay import replay, scenarios

WIDTH = 100


def title(text: str) -> None:
    """Print a heading as wide as the terminal."""
    print(f"\n{text}\n{'=' * min(len(text), WIDTH)}")


def screens() -> None:
    """Replay every scenario of the guide."""
    for name in scenarios():
        title(name)
        for shown in replay(name):
            if shown.recap is not None:
                print(shown.recap, end="\n\n")
            if shown.message is not None:
                print(f"✓ {shown.message}")
            if shown.error is not None:
                print(fill(f"✗ {shown.error.message()}", WIDTH))
            if "tracking" in shown.step:
                print("\nSUIVI DES DEMANDES DE MODIFICATION")
                print(shown.dossier.tracking(), end="\n\n")


def faulty_request() -> None:
    """Refuse a request with its report, then mend and issue it."""
    title("a faulty request, its report and its mending")
    for shown in replay("create a session, §1.2"):
        dossier = shown.dossier
    session = dossier.action.component("01").session("01")
    wrong = session.evolve(number="02", start=dossier.action.component("01").end.add(days=1))
    dossier = dossier.draft_addition("r2", component="01", session=wrong)
    issuer = b.Issuer("BL", "Administrateur")
    at = dossier.request("r1").issued_at
    if at is None:
        raise SystemExit("the first request is not issued")
    try:
        dossier.issue("r2", by=issuer, at=at)
    except b.RefusedError as refused:
        print("\n".join(fill(line, WIDTH) for line in f"✗ {refused.message()}".splitlines()))
    mended = wrong.evolve(start=session.end.add(days=3), end=session.end.add(months=3))
    dossier = dossier.redraft("r2", session=mended)
    check = dossier.check("r2")
    print(f"\n{dossier.request('r2').recap(dossier.action)}\n\nsans faute : {check.ok}")
    dossier = dossier.issue("r2", by=issuer, at=at)
    print(f"✓ {b.Message.ISSUED}")


if __name__ == "__main__":
    screens()
    faulty_request()
