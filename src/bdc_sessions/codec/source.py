"""The place where source is run; it lies lower, where rules are judged by such functions too."""

from bdc_sessions.model.source import function_of

__all__ = ["function_of"]
