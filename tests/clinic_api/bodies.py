"""Bodies of requests made from the OpenAPI, for the tests that go through every route."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def json_bodies(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each operation that takes a JSON object, with the object's schema."""
    for methods in document["paths"].values():
        for operation in methods.values():
            content = operation.get("requestBody", {}).get("content", {})
            schema = resolved(document, content.get("application/json", {}).get("schema", {}))
            if schema.get("type") == "object":
                yield operation["operationId"], schema


def example_bodies(document: dict[str, Any]) -> dict[str, Any]:
    """Return for each operation a body that has what is required and nothing else."""
    return {name: example(document, schema) for name, schema in json_bodies(document)}


def resolved(document: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """Follow the references of ``schema`` to its definition."""
    while "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return schema


def example(document: dict[str, Any], schema: dict[str, Any]) -> Any:
    """Return a value that fits ``schema``, as plain as can be."""
    schema = resolved(document, schema)
    for key in ("const", "default"):
        if key in schema:
            return schema[key]
    if schema.get("examples"):
        return schema["examples"][0]
    if "enum" in schema:
        return schema["enum"][0]
    for key in ("anyOf", "oneOf", "allOf"):
        if key in schema:
            return example(document, schema[key][0])
    kind = schema.get("type")
    if kind == "object":
        required = schema.get("required", ())
        return {name: example(document, schema["properties"][name]) for name in required}
    if kind == "array":
        return [example(document, schema["items"]) for _ in range(schema.get("minItems", 0))]
    if kind in {"integer", "number"}:
        return schema.get("minimum", schema.get("exclusiveMinimum", 0) + 1)
    if schema.get("format") == "date-time":
        return "2030-01-01T00:00:00Z"
    if schema.get("format") == "date":
        return "2030-01-01"
    return {"string": "x" * max(1, schema.get("minLength", 1)), "boolean": False}.get(str(kind))


def schemas_within(document: dict[str, Any], schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield ``schema`` and every object schema inside it."""
    schema = resolved(document, schema)
    if schema.get("type") == "object":
        yield schema
    inner = [*schema.get("properties", {}).values(), *schema.get("anyOf", ()), *schema.get("oneOf", ())]
    inner += [schema["items"]] if isinstance(schema.get("items"), dict) else []
    for part in inner:
        yield from schemas_within(document, part)
