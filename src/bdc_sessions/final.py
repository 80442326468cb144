"""Classes that refuse subclasses."""

from typing import Any, TypeVar

T = TypeVar("T")


def final(cls: type[T]) -> type[T]:
    """Refuse every subclass of a class, when it is made; a decorator.

    >>> @final
    ... class Answer: ...
    >>> class Mine(Answer): ...
    Traceback (most recent call last):
    TypeError: Answer is final: found a subclass of it, Mine; hold the Answer in a field of a \
class of your own instead

    Whatever has ``Value`` as its base is final without it.
    """

    def refuse(subclass: type[Any]) -> None:
        raise final_class(cls, subclass)

    type.__setattr__(cls, "__init_subclass__", classmethod(refuse))
    return cls


def final_class(final: type[Any], subclass: type[Any]) -> TypeError:
    """Return the error for a subclass of a final class."""
    return TypeError(
        f"{final.__name__} is final: found a subclass of it, {subclass.__name__}; hold the "
        f"{final.__name__} in a field of a class of your own instead"
    )
