"""Replays the guide's screens, then mends a faulty request. Run by ``make demo``."""

import sys
from pathlib import Path

import bdc_sessions as b

sys.path.insert(0, str(Path(__file__).parent))

from replay import replay, scenarios


def show(title: str, *parts: str | b.Screen) -> None:
    """Print a screen, and a line that keeps it apart from the next."""
    print(b.Screen(title, parts), end="\n\n\n")


def screens() -> None:
    """Replay every scenario of the guide."""
    for name in scenarios():
        parts: list[str | b.Screen] = []
        for shown in replay(name):
            if shown.recap is not None:
                parts.append(shown.recap.screen())
            if shown.message is not None:
                parts.append(f"✓ {shown.message}")
            if shown.error is not None:
                parts.append(f"✗ {shown.error.message()}")
            if "tracking" in shown.step:
                parts.append(shown.dossier.tracking().screen())
        show(name, *parts)


def faulty_request() -> None:
    """Refuse a request with its report, then mend and issue it."""
    for shown in replay("create a session, §1.2"):
        dossier = shown.dossier
    session = dossier.action.component("01").session("01")
    wrong = session.evolve(number="02", start=dossier.action.component("01").end.add(days=1))
    dossier = dossier.draft_addition("r2", component="01", session=wrong)
    issuer = b.Issuer("BL", "Administrateur")
    at = dossier.request("r1").issued_at
    if at is None:
        raise SystemExit("the first request is not issued")
    show("a faulty request", dossier.check("r2").screen())
    mended = wrong.evolve(start=session.end.add(days=3), end=session.end.add(months=3))
    dossier = dossier.redraft("r2", session=mended)
    recap = dossier.request("r2").recap(dossier.action)
    show("the request, mended", recap.screen(), dossier.check("r2").screen())
    dossier = dossier.issue("r2", by=issuer, at=at)
    show("the action then", f"✓ {b.Message.ISSUED}", dossier.screen())


if __name__ == "__main__":
    screens()
    faulty_request()
