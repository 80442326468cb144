"""Our values in pydantic models, and as bodies and results of FastAPI (extra ``pydantic``)."""

import json
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, Generic, TypeVar, get_args

from pydantic_core import InitErrorDetails, PydanticCustomError, ValidationError, core_schema

from bdc_sessions.codec import decode, encode, json_schema
from bdc_sessions.errors import DecodeError

T = TypeVar("T")


class _Encoded(Generic[T]):
    """A value of a class, read and written as ``decode`` and ``encode`` do.

    >>> from bdc_sessions import Term
    >>> from pydantic import TypeAdapter
    >>> TypeAdapter(Encoded[Term]).dump_json(Term("ter", code="3"))
    b'{"format":"bdc-sessions/1","type":"term","value":{"label":"ter","code":"3"}}'

    A class of its own, not an annotation: so FastAPI takes a parameter of it as the body.
    """

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, _: Any) -> core_schema.CoreSchema:
        (kind,) = get_args(source)
        return core_schema.no_info_plain_validator_function(
            partial(_read, kind),
            serialization=core_schema.plain_serializer_function_ser_schema(encode),
            metadata={"pydantic_js_functions": [partial(_describe, kind)]},
        )


if TYPE_CHECKING:
    Encoded = Annotated[T, _Encoded]  # what stands in the field is a value of the class itself
else:
    Encoded = _Encoded


def _read(kind: type[Any], data: Any) -> Any:
    try:
        return data if isinstance(data, kind) else decode(data, kind)
    except DecodeError as error:
        faults = []
        for fault in error.report:
            facts = {"path": str(fault.path), "label": fault.label, "message": fault.message()}
            facts["reason"] = fault.message("en")
            told = PydanticCustomError(fault.code, "{reason}", facts)
            steps = [part for step in fault.path for part in step if part]
            faults.append(InitErrorDetails(type=told, loc=("value", *steps), input=fault.value))
        raise ValidationError.from_exception_data(kind.__name__, faults) from None


def _describe(kind: type[Any], _: Any, handler: Any) -> Any:
    """Return the schema; its definitions are given to pydantic, which names and places them."""
    generator = handler.generate_json_schema
    schema = json_schema(kind, refs="ref to {name}")
    text = json.dumps(schema)
    places = {}
    for name in schema["$defs"]:
        places[name], ref = generator.get_cache_defs_ref_schema(f"bdc_sessions.{name}:0")
        text = text.replace(f'"ref to {name}"', json.dumps(ref["$ref"]))
    placed = json.loads(text)
    for name, definition in placed.pop("$defs").items():
        generator.definitions[places[name]] = definition
    return placed
