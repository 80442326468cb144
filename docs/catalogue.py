"""Writes the catalogue of rules, docs/reference/rules.md, from the rules themselves."""

from pathlib import Path

from bdc_sessions import ADVICE, RULES, STRUCTURE, Rule
from bdc_sessions.feeds import lheo

SETS = (
    ("RULES", RULES),
    ("ADVICE, off by default", ADVICE),
    ("STRUCTURE, of data", STRUCTURE),
    ("feeds.lheo.RULES, of the feed", lheo.RULES),
)
PAGE = Path(__file__).parent / "reference" / "rules.md"

HEAD = """# The rules

Each rule with its title, its source, and its message. *Needs* lists what you must give besides the
value that is judged; without it, the rule is skipped. `RULES["SES-002"].explain()` shows the same
in Python, with an example that keeps the rule and one that breaks it.
"""


def catalogue() -> str:
    """Return the page."""
    parts = [HEAD]
    for title, rules in SETS:
        parts.append(f"## {title}\n\n" + "\n\n".join(map(_entry, rules)) + "\n")
    return "\n".join(parts)


def _entry(rule: Rule) -> str:
    lines = [
        f"### {rule.code}\n\n{rule.title()} *{rule.title('en')}*\n",
        f"- severity: {rule.severity.value}; subject: `{rule.subject.__name__}`",
        f"- fields: {', '.join(f'`{name}`' for name in rule.fields) or 'where it stands'}",
        f"- source: {rule.source}",
        f"- needs: {', '.join(f'`{name}`' for name in rule.needs) or 'nothing more'}",
        f"- message: `{rule.templates.fr}`",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    PAGE.write_text(catalogue(), encoding="utf-8")
