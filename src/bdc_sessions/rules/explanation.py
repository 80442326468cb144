"""The explanation of a rule, with an example that passes and one that fails."""

import json
from difflib import ndiff
from typing import TYPE_CHECKING, Any, Final

from bdc_sessions.changes import ChangeRequest, recap
from bdc_sessions.screen import Pairs, Screen, Table
from bdc_sessions.texts import Bilingual

if TYPE_CHECKING:
    from bdc_sessions.rules.rule import Rule

_NEEDS: Final = Bilingual("Demande", "Needs")
_PASSES: Final = Bilingual("Conforme", "Passes")
_FAILS: Final = Bilingual("Refusé", "Fails")
_EXAMPLE: Final = Bilingual("Exemple", "Example")
_AS_IT_IS: Final = Bilingual("L'exemple tel quel.", "The example as it is.")


def explanation(rule: "Rule", lang: str = "fr") -> Screen:
    """Return a screen of what a rule requires, its source, and its examples.

    Raises:
        ValueError: An unknown language.
    """
    facts = [("Source", rule.source), ("Message", rule.templates.get(lang))]
    if rule.needs:
        facts.append((_NEEDS.get(lang), ", ".join(rule.needs)))
    parts: list[Any] = [rule.title(lang), Pairs(facts)]
    before = rule.example()
    passing = rule.passes and rule.passes(before)
    if rule.passes is not None:
        parts.append(Screen(_PASSES.get(lang), [_edit(before, passing, lang)]))
    if rule.fails is not None:
        parts.append(Screen(_FAILS.get(lang), [_edit(before, rule.fails(before), lang, passing)]))
    severity = rule.severity.label(lang)
    return Screen(f"{rule.code} ({severity}, {subject_name(rule, lang)})", parts)


def subject_name(rule: "Rule", lang: str = "fr") -> str:
    """Return the name of the class of a rule's subject."""
    name = rule.subject.__name__
    about = getattr(rule.subject, "ABOUT", None)
    return Bilingual(name if about is None else about.title, name).get(lang)


def _edit(before: Any, after: Any, lang: str, passing: Any = None) -> str | Table:
    """Return what an example edits, as a person reads it.

    Of a text or of data, these are the lines that differ from what is edited, or from the example
    that passes; all lines, if there is neither.
    """
    if isinstance(after, str | dict):
        known = next((text for text in (before, passing) if type(text) is type(after)), None)
        if known is None:
            return after if isinstance(after, str) else " ".join(map(str.strip, _lines(after)))
        rows = [(line,) for line in ndiff(_lines(known), _lines(after)) if line[0] in "+-"]
        return Table((_EXAMPLE.get(lang),), rows) if rows else _AS_IT_IS.get(lang)
    edited = after.recap(before) if isinstance(after, ChangeRequest) else recap(before, after)
    return edited.table if edited else _AS_IT_IS.get(lang)


def _lines(example: Any) -> list[str]:
    """Return the lines of a text, or of data as JSON with lone surrogates escaped."""
    if isinstance(example, str):
        return example.split("\n")
    written = json.dumps(example, ensure_ascii=False, indent=1)
    return written.encode(errors="backslashreplace").decode().split("\n")
