"""The description of the open interface, for people: made from the same schema that machines read."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from drf_spectacular.generators import SchemaGenerator


@dataclass(frozen=True, slots=True)
class Parameter:
    name: str
    required: bool
    words: str
    values: str


@dataclass(frozen=True, slots=True)
class Operation:
    path: str
    words: str
    parameters: tuple[Parameter, ...]


@lru_cache(maxsize=1)
def operations() -> tuple[Operation, ...]:
    """Every reading address with its parameters; the schema changes only with a release."""
    schema = SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]  # ships no types
    return tuple(_operation(path, methods["get"]) for path, methods in schema["paths"].items() if "get" in methods)


def _operation(path: str, spec: Mapping[str, Any]) -> Operation:
    return Operation(path, spec.get("description", ""), tuple(_parameter(row) for row in spec.get("parameters", ())))


def _parameter(row: Mapping[str, Any]) -> Parameter:
    values = "、".join(str(value) for value in row.get("schema", {}).get("enum", ()))
    return Parameter(row["name"], row.get("required", False), _first_line(row.get("description", "")), values)


def _first_line(text: str) -> str:
    """drf-spectacular appends the list of choices to the words; the choices stand in a column of their own."""
    return text.split("\n")[0].strip()
