"""The description of the interface, for people: made from the same schema that machines read."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from drf_spectacular.generators import SchemaGenerator

TAGS = ("文件", "搜索", "目录", "信用信息", "期限", "回应关切", "交稿", "舆情监测")
METHODS = ("get", "post", "put", "patch", "delete")
LONG_VALUES = 60
_IN_PATHS = {"id": "编号", "code": "代码"}
_DEPTH = 3


@dataclass(frozen=True, slots=True)
class Field:
    """One parameter, one field of what is sent, or one field of an answer."""

    name: str
    words: str
    values: str
    required: bool = False

    @property
    def is_long(self) -> bool:
        """Whether the values are more than one reads in passing."""
        return len(self.values) > LONG_VALUES

    @property
    def amount(self) -> int:
        return self.values.count("、") + 1


@dataclass(frozen=True, slots=True)
class Operation:
    anchor: str
    method: str
    path: str
    name: str
    words: str
    parameters: tuple[Field, ...]
    sent: tuple[Field, ...]
    answered: tuple[Field, ...]
    example: str
    needs_token: bool


@dataclass(frozen=True, slots=True)
class Chapter:
    anchor: str
    name: str
    operations: tuple[Operation, ...]


@lru_cache(maxsize=1)
def chapters() -> tuple[Chapter, ...]:
    """Every operation below its tag; the schema changes only with a release."""
    schema = SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]  # ships no types
    reader = _Reader(schema)
    by_tag: dict[str, list[Operation]] = {tag: [] for tag in TAGS}
    for path, methods in schema["paths"].items():
        for method in METHODS:
            if method in methods:
                by_tag.setdefault(methods[method]["tags"][0], []).append(
                    reader.operation(path, method, methods[method])
                )
    filled = [(name, tuple(found)) for name, found in by_tag.items() if found]
    return tuple(Chapter(f"part-{place}", name, found) for place, (name, found) in enumerate(filled, start=1))


class _Reader:
    def __init__(self, schema: Mapping[str, Any]) -> None:
        self._shapes = schema["components"]["schemas"]

    def operation(self, path: str, method: str, spec: Mapping[str, Any]) -> Operation:
        sent: Mapping[str, Any] = next(iter(spec.get("requestBody", {}).get("content", {}).values()), {})
        good: Mapping[str, Any] = next(
            (answer for status, answer in spec["responses"].items() if status.startswith("2")), {}
        )
        answered: Mapping[str, Any] = next(iter(good.get("content", {}).values()), {})
        return Operation(
            anchor=f"op-{spec['operationId']}",
            method=method.upper(),
            path=path,
            name=spec.get("summary", spec["operationId"]),
            words=spec.get("description", ""),
            parameters=tuple(self._parameter(row) for row in spec.get("parameters", ())),
            sent=tuple(self._fields(sent.get("schema", {}))),
            answered=tuple(self._fields(answered.get("schema", {}))),
            example=_example(answered),
            needs_token=any(spec.get("security", ())),
        )

    def _parameter(self, row: Mapping[str, Any]) -> Field:
        schema = self._whole(row.get("schema", {}))
        words = _first_line(
            row.get("description", "") or schema.get("description", "") or _IN_PATHS.get(row["name"], "")
        )
        return Field(row["name"], words, _values(schema), row.get("required", False))

    def _fields(self, schema: Mapping[str, Any], prefix: str = "", depth: int = 0) -> Iterator[Field]:
        """The fields of a shape, those of its parts indented by a path: ``results[].title``."""
        shape = self._whole(schema)
        if shape.get("type") == "array":
            yield from self._fields(shape["items"], f"{prefix}[]", depth)
            return
        needed = shape.get("required", ())
        for name, part in shape.get("properties", {}).items():
            path = f"{prefix}.{name}" if prefix else name
            whole = self._whole(part)
            words = _first_line(part.get("description", "") or whole.get("description", "") or whole.get("title", ""))
            yield Field(path, words, _values(whole), name in needed)
            if depth < _DEPTH:
                yield from self._fields(whole, path, depth + 1)

    def _whole(self, schema: Mapping[str, Any]) -> Mapping[str, Any]:
        """The schema itself instead of a reference to it."""
        for part in (schema, *schema.get("allOf", ()), *schema.get("oneOf", ())):
            if "$ref" in part:
                found: Mapping[str, Any] = self._shapes[part["$ref"].rpartition("/")[2]]
                return found
        return schema


def _values(schema: Mapping[str, Any]) -> str:
    listed = [str(value) for value in schema.get("enum", ()) if value not in ("", None)]
    if listed:
        return "、".join(listed)
    if "minimum" in schema and "maximum" in schema:
        return f"{schema['minimum']}到{schema['maximum']}"
    return _KINDS.get((schema.get("type", ""), schema.get("format", "")), "")


_KINDS = {
    ("string", "date"): "日期，2026-05-21",
    ("string", "date-time"): "时刻，2026-05-21T09:30:00+08:00",
    ("string", "uri"): "网址",
    ("string", "binary"): "文件",
    ("boolean", ""): "true 或 false",
    ("integer", ""): "整数",
    ("number", ""): "数",
}


def _example(answered: Mapping[str, Any]) -> str:
    examples = answered.get("examples", {})
    value = next((example["value"] for example in examples.values()), None)
    return json.dumps(value, ensure_ascii=False, indent=2) if value is not None else ""


def _first_line(text: str) -> str:
    """drf-spectacular appends the list of choices to the words; the choices stand in a column of their own."""
    return text.split("\n")[0].strip()
