"""What a rule says of itself, with an example that keeps it and one that breaks it."""

import json
from difflib import ndiff
from typing import TYPE_CHECKING, Any, Final

from bdc_sessions.changes import ChangeRequest, recap
from bdc_sessions.texts import Bilingual

if TYPE_CHECKING:
    from bdc_sessions.rules.rule import Rule

_COLON: Final = Bilingual(" :", ":")
_SOURCE: Final = Bilingual("Source", "Source")
_MESSAGE: Final = Bilingual("Message", "Message")
_NEEDS: Final = Bilingual("Demande", "Needs")
_PASSES: Final = Bilingual("Conforme", "Passes")
_FAILS: Final = Bilingual("Refusé", "Fails")


def explanation(rule: "Rule", lang: str = "fr") -> str:
    """Return what a rule asks, why, and its examples.

    Raises:
        ValueError: The language is not known.
    """
    colon = _COLON.get(lang)
    name = rule.subject.__name__
    about = getattr(rule.subject, "ABOUT", None)
    subject = Bilingual(name if about is None else about.title, name).get(lang)
    lines = [
        f"{rule.code} ({rule.severity.label(lang)}, {subject}){colon} {rule.title(lang)}",
        f"{_SOURCE.get(lang)}{colon} {rule.source}",
        f"{_MESSAGE.get(lang)}{colon} {rule.templates.get(lang)}",
    ]
    if rule.needs:
        lines.append(f"{_NEEDS.get(lang)}{colon} {', '.join(rule.needs)}")
    for word, example in ((_PASSES, rule.passes), (_FAILS, rule.fails)):
        if example is not None:
            before = rule.example()
            lines.append(f"{word.get(lang)}{colon}\n{_edit(before, example(before))}")
    return "\n".join(lines)


def _edit(before: Any, after: Any) -> str:
    """Return what an example edits, as a person reads it."""
    if isinstance(before, str):  # a long text: the lines that the edit takes and gives
        lines = ndiff(before.split("\n"), after.split("\n"))
        return "\n".join(line for line in lines if line[0] in "+-")
    if isinstance(after, dict):
        # What no text can hold stands as JSON escapes it.
        written = json.dumps(after, ensure_ascii=False)
        return written.encode(errors="backslashreplace").decode()
    if isinstance(after, ChangeRequest):
        return str(after.recap(before))
    return after if isinstance(after, str) else str(recap(before, after))
