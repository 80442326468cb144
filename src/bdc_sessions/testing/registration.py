"""Which strategy draws the values of each public class: what ``st.from_type`` gives."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from inspect import Parameter, signature
from types import MappingProxyType
from typing import Any, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from bdc_sessions import testing
from bdc_sessions.testing import differences, failures, findings, forms, lifecycles, values

Drawing = Callable[[], st.SearchStrategy[Any]]
DRAWN = set(testing.__all__) - {"CONTEXT", "Quality"}


def _strategies() -> Iterator[tuple[type[Any], Drawing]]:
    """Yield each public strategy that may be called with nothing, by the class that it returns."""
    for module in (values, differences, findings, lifecycles, forms, failures):
        for name in vars(module).keys() & DRAWN:
            drawing = getattr(module, name)
            if all(map(_is_optional, signature(drawing).parameters.values())):
                (cls,) = get_args(get_type_hints(drawing)["return"])
                yield get_origin(cls) or cls, drawing


def _is_optional(parameter: Parameter) -> bool:
    return parameter.default is not Parameter.empty or parameter.kind is Parameter.VAR_POSITIONAL


STRATEGIES: Mapping[type[Any], Drawing] = MappingProxyType(
    {**dict(_strategies()), **{cls: partial(failures.errors, cls) for cls in failures.ERRORS}}
)
"""The strategy of each class, by default."""


def strategy_of(cls: Any) -> Any:
    """Return the strategy of a class; ``NotImplemented`` for one that is not ours.

    >>> from bdc_sessions import Recap
    >>> strategy_of(Recap), strategy_of(int)
    (recaps(), NotImplemented)

    Hypothesis asks for the classes above ours too, ``Exception`` or ``Sequence``: it is to go on
    drawing them as if we were not there.
    """
    drawing = STRATEGIES.get(get_origin(cls) or cls)
    return NotImplemented if drawing is None else drawing()
