"""A pydantic type for the library's values, in models and FastAPI (extra ``pydantic``)."""

import json
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, Generic, TypeVar, get_args

from bdc_sessions.codec import decode, encode, json_schema
from bdc_sessions.codec.names import type_name
from bdc_sessions.errors import DecodeError
from bdc_sessions.extras import missing_extra
from bdc_sessions.final import final

try:
    from pydantic.json_schema import CoreRef, GenerateJsonSchema
    from pydantic_core import InitErrorDetails, PydanticCustomError, ValidationError, core_schema
except ModuleNotFoundError as _missing:
    raise missing_extra(__name__, "pydantic", _missing) from _missing

__all__ = ["Encoded"]

T = TypeVar("T")


@final
class _Encoded(Generic[T]):
    """A class as a pydantic type: validated by ``decode``, serialized by ``encode``.

    >>> from bdc_sessions import Term
    >>> from pydantic import TypeAdapter
    >>> terms = TypeAdapter(Encoded[Term])
    >>> terms.dump_json(Term("ter", code="3"))
    b'{"format":"bdc-sessions/1","type":"term","value":{"label":"ter","code":"3"}}'
    >>> terms.validate_json(_)
    Term(label='ter', code='3')

    ``Encoded[Session]`` annotates a model's field, or a parameter or result of FastAPI; a type
    checker sees ``Session``. An instance is accepted as it is, anything else is decoded.

    Raises:
        TypeError: A class that cannot be encoded, when the schema is built.
        ValidationError: pydantic's own, with an error for each fault: ``type`` is its code, ``loc``
            has its path, ``msg`` is the English message, ``ctx["message"]`` the French one.
    """

    # A class, not an Annotated: FastAPI then reads a parameter of this type from the body.

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, _: Any) -> core_schema.CoreSchema:
        (kind,) = get_args(source)
        type_name(kind)
        return core_schema.no_info_plain_validator_function(
            partial(_read, kind),
            serialization=core_schema.plain_serializer_function_ser_schema(encode),
            metadata={"kind": kind},
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any) -> dict[str, Any]:
        return _schema_of(schema["metadata"]["kind"], handler.generate_json_schema)


if TYPE_CHECKING:
    Encoded = Annotated[T, _Encoded]  # the field holds a value of the class itself
else:
    Encoded = _Encoded
    Encoded.__name__ = Encoded.__qualname__ = "Encoded"


def _read(kind: type[Any], data: Any) -> Any:
    try:
        return data if isinstance(data, kind) else decode(data, kind)
    except DecodeError as error:
        faults = []
        for fault in error.report:
            facts = {"path": str(fault.path), "label": fault.label, "message": fault.message()}
            code: Any = fault.code  # pydantic's parameter is a literal
            custom = PydanticCustomError(code, "{reason}", facts | {"reason": fault.message("en")})
            steps = [part for step in fault.path for part in step if part]
            faults.append(InitErrorDetails(type=custom, loc=("value", *steps), input=fault.value))
        raise ValidationError.from_exception_data(kind.__name__, faults) from None


def _schema_of(kind: type[Any], generator: GenerateJsonSchema) -> dict[str, Any]:
    """Return the JSON Schema of a class; its definitions go to the generator, which names them."""
    schema = json_schema(kind, refs="ref to {name}")
    text = json.dumps(schema)
    for name, definition in schema["$defs"].items():
        key, ref = generator.get_cache_defs_ref_schema(CoreRef(f"bdc_sessions.{name}:0"))
        text = text.replace(f'"ref to {name}"', json.dumps(ref["$ref"]))
        generator.definitions[key] = definition
    renamed: dict[str, Any] = json.loads(text)
    for name, definition in renamed.pop("$defs").items():
        schema["$defs"][name].update(definition)
    return renamed
