"""An answer that keeps a JSON Schema, always the same for the same schema and words: what a model would say that has
nothing to say."""

from __future__ import annotations

import hashlib
import json
from typing import Any


def example_of(schema: dict[str, Any], words: str) -> str:
    """JSON that keeps the schema; other words, other values, where the schema leaves a choice."""
    return json.dumps(_value(schema, schema.get("$defs", {}), words))


def _value(node: dict[str, Any], defs: dict[str, Any], words: str) -> Any:
    if "$ref" in node:
        return _value(defs[node["$ref"].rsplit("/", 1)[-1]], defs, words)
    if "enum" in node:
        return _one_of(node["enum"], words)
    if "const" in node:
        return node["const"]
    for name in ("anyOf", "oneOf"):
        if name in node:
            return _value(_one_of(node[name], words), defs, words)
    return _plain(node, defs, words)


def _plain(node: dict[str, Any], defs: dict[str, Any], words: str) -> Any:
    kind = node["type"]
    if kind == "object":
        return {name: _value(each, defs, f"{words}.{name}") for name, each in node["properties"].items()}
    if kind == "array":
        length = max(node.get("minItems", 0), min(node.get("maxItems", 2), 2))
        return [_value(node["items"], defs, f"{words}.{place}") for place in range(length)]
    if kind == "integer":
        low, high = node.get("minimum", 0), node.get("maximum", 9)
        return low + _number(words) % (high - low + 1)
    if kind == "number":
        return float(node.get("minimum", 0))
    if kind == "string":
        low, high = node.get("minLength", 0), node.get("maxLength", 12)
        return (f"{_number(words):x} " * (low // 4 + 4))[: max(low, min(high, 12))]
    return {"boolean": bool(_number(words) % 2), "null": None}[kind]


def _one_of(choices: list[Any], words: str) -> Any:
    return choices[_number(words) % len(choices)]


def _number(words: str) -> int:
    return int(hashlib.sha256(words.encode()).hexdigest()[:8], 16)
