"""A file laid out to be read like a shot list: one line a field, staging in flow style at a block's end.

Every line is written with the path of what it says, so that comments find their place again.  An item
of a list is named by its id, a mark by its character and which of them it is.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

Path = tuple[str, ...]

_NAMES = ("id", "prop", "character", "rule", "line", "name", "kind", "frame", "file")
"""What an item of a list is called by, in this order."""
_BLOCKS = frozenset(
    {"shots", "setups", "beats", "dialogue", "walls", "fixtures", "seats", "stands", "wardrobe", "excuses"}
)
"""Lists whose items are blocks of lines; other items are one line each."""
_FLOWN = frozenset({"axis"})
_FIRST = ("id", "setup", "size", "angle", "lens_mm", "move", "subjects", "frames", "covers")
_LAST = ("speech", "sounds", "camera", "marks", "props", "framing", "evidence", "guessed")
_HEAD = ("schema_version", "id", "number", "text", "read_by")
_FOOT = ("setups", "shots", "notes", "proposals", "grounds", "evidence", "guessed")
_ORDER = {"shots": (_FIRST, _LAST), "": (_HEAD, _FOOT)}
_PLAIN = re.compile(r"\d\w*-[A-Z][A-Z0-9-]*|[^\W\d_][\w .,/()'+%’“”…!?;–—-]*")
_WORDS = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
_UNPRINTED = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


class Line(NamedTuple):
    """A line of the file and the path of what it says."""

    text: str
    path: Path


def laid_out(data: Mapping[str, Any], heads: Mapping[str, str] | None = None) -> list[Line]:
    """The lines of a document; ``heads`` are comments over its parts by name."""
    lines: list[Line] = []
    for name in _ordered(data, ""):
        if heads and name in heads:
            lines += [Line("", (name,)), *(Line(f"# {text}", (name,)) for text in heads[name].splitlines())]
        lines += _field(name, data[name], 0, ())
    return lines


def text_of(lines: Sequence[Line]) -> str:
    """The lines as a file's text."""
    return "".join(f"{line.text}\n" for line in lines)


def names_of(items: Sequence[Any]) -> list[str]:
    """What the items of a list are called, each differently."""
    seen: Counter[str] = Counter()
    names = []
    for item in items:
        name = next((str(item[key]) for key in _NAMES if key in item), "") if isinstance(item, Mapping) else ""
        seen[name] += 1
        names.append(name if seen[name] == 1 and name else f"{name}#{seen[name]}")
    return names


def on_one_line(path: Path) -> bool:
    """What stands at a path is written on one line, as a whole."""
    return path[-1:] in {(name,) for name in _FLOWN} or path[-2:-1] in {("props",), ("entrances",)}


def flow(value: Any) -> str:
    """A value on one line."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_scalar(str(name))}: {flow(item)}" for name, item in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(flow(item) for item in value) + "]"
    return _scalar(value, inside=True)


def _ordered(data: Mapping[str, Any], kind: str) -> list[str]:
    first, last = _ORDER.get(kind, ((), ()))
    rank = {name: place for place, name in enumerate(first)}
    rank |= {name: 1000 + place for place, name in enumerate(last)}
    return sorted(data, key=lambda name: rank.get(name, 500))


def _field(name: str, value: Any, depth: int, above: Path) -> Iterator[Line]:
    path, lead = (*above, name), "  " * depth
    if isinstance(value, Mapping) and value and name not in _FLOWN:
        yield Line(f"{lead}{_scalar(name)}:", path)
        for inner in _ordered(value, name):
            yield from _field(inner, value[inner], depth + 1, path)
    elif isinstance(value, (list, tuple)) and any(isinstance(item, Mapping) for item in value):
        yield Line(f"{lead}{_scalar(name)}:", path)
        for item, called in zip(value, names_of(value), strict=True):
            yield from _item(item, called, name, depth + 1, path)
    elif isinstance(value, (Mapping, list, tuple)):
        yield Line(f"{lead}{_scalar(name)}: {flow(value)}", path)
    else:
        yield Line(f"{lead}{_scalar(name)}: {_scalar(value)}", path)


def _item(item: Any, called: str, kind: str, depth: int, above: Path) -> Iterator[Line]:
    path, lead = (*above, called), "  " * depth
    if kind not in _BLOCKS or not isinstance(item, Mapping):
        yield Line(f"{lead}- {flow(item)}", path)
        return
    first = True
    for name in _ordered(item, kind):
        for line in _field(name, item[name], depth + 1, path):
            if first and kind == "shots":
                yield Line("", path)
            yield Line(f"{lead}- {line.text.lstrip()}", line.path) if first else line
            first = False


def _scalar(value: Any, inside: bool = False) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value == math.floor(value) and abs(value) < 1e15 else repr(value)
    if isinstance(value, int):
        return str(value)
    text = str(value)
    clean = _PLAIN.fullmatch(text) and text.casefold() not in _WORDS and text == text.strip()
    if clean and not (inside and "," in text):
        return text
    return _UNPRINTED.sub(_escaped, json.dumps(text, ensure_ascii=False))


def _escaped(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"
