"""A screen as data: titles, pairs of label and value, tables; drawn as text, Markdown or HTML."""

from bdc_sessions.screen.parts import Pairs, Table
from bdc_sessions.screen.screen import Part, Screen

__all__ = ["Pairs", "Part", "Screen", "Table"]
