"""An answer that does not keep its form, without the parts of it that do not: one wrong word costs its item, not all.

====================  ==================================================================
what is wrong         what goes
====================  ==================================================================
an item of a list     the item
a list too long       what is beyond its bound
a text too long       the same: it is cut at its bound
a field of no name    the field
a field, or its lack  it is left open (null, else an empty list), where that is possible
====================  ==================================================================

Anything else is no answer, nor is one of which most fields would be left open.  A server without a schema and a small
model without a grammar answer like that.
"""

from __future__ import annotations

import json
from typing import Any, Generic, NamedTuple

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from planner.llm.neutral import told
from planner.llm.question import Answer

_ROUNDS = 8
"""How often what is left is looked at again: an item that goes may have hidden what is wrong with another field."""
_SHOWN = 200
_OPEN: tuple[Any, ...] = (None, [])


class Salvaged(NamedTuple, Generic[Answer]):
    """What keeps its form, and in one line each what was wrong with what does not."""

    answer: Answer
    problems: tuple[str, ...] = ()


def salvaged(kind: type[Answer], text: str) -> Salvaged[Answer]:
    """The answer in a JSON text.  Raises ValidationError where it cannot be had, of the text as it was."""
    try:
        return Salvaged(kind.model_validate_json(text))
    except ValidationError as error:
        found = _without(kind, text, error)
        if found is None:
            raise
        return found


def place_of(error: ErrorDetails) -> str:
    """What is wrong, where: ``actions.3.verb: Input should be ...``."""
    place = ".".join(str(part) for part in error["loc"]) or "the answer"
    return told(f"{place}: {error['msg']}", _SHOWN)


def _without(kind: type[Answer], text: str, error: ValidationError) -> Salvaged[Answer] | None:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(data, dict):
        return None
    problems: dict[str, None] = {}
    tried: dict[str, int] = {}
    for _ in range(_ROUNDS):
        errors = error.errors(include_url=False, include_input=False)
        news = (each for each in errors if not (each["loc"] and each["loc"][0] in tried))
        problems.update(dict.fromkeys(place_of(each) for each in news))
        if not _mended(data, errors, tried) or 2 * len(tried) > len(kind.model_fields):
            return None
        try:
            return Salvaged(kind.model_validate_json(json.dumps(data)), tuple(problems))
        except ValidationError as next_one:
            error = next_one
    return None


def _mended(data: dict[str, Any], errors: list[ErrorDetails], tried: dict[str, int]) -> bool:
    """Takes out of the data what is wrong with it; whether it could.

    ``tried`` says how often a field was left open already.
    """
    wrong: dict[tuple[str | int, ...], set[int]] = {}
    for error in errors:
        place = error["loc"]
        if not place or not isinstance(place[0], str):
            return False
        if _cut(data, error) or (error["type"] == "extra_forbidden" and _removed(data, place)):
            continue
        item = _item(data, place)
        if item is not None:
            wrong.setdefault(place[:item], set()).add(int(place[item]))
        elif not _left_open(data, place[0], tried):
            return False
    # The innermost lists first: an item that goes moves those behind it.
    for path, indices in sorted(wrong.items(), key=lambda pair: -len(pair[0])):
        items = _at(data, path)
        items[:] = [each for index, each in enumerate(items) if index not in indices]
    return True


def _cut(data: Any, error: ErrorDetails) -> bool:
    """A list or a text cut at its bound; whether the error is about one."""
    if error["type"] not in ("too_long", "string_too_long"):
        return False
    *path, last = error["loc"]
    holder = _at(data, tuple(path))
    most = error.get("ctx", {}).get("max_length")
    if holder is None or most is None or not _has(holder, last) or not isinstance(holder[last], list | str):
        return False
    holder[last] = holder[last][:most]
    return True


def _removed(data: Any, place: tuple[str | int, ...]) -> bool:
    """A field of no name taken out; whether it was there."""
    holder = _at(data, place[:-1])
    if not isinstance(holder, dict) or place[-1] not in holder:
        return False
    del holder[place[-1]]
    return True


def _item(data: Any, place: tuple[str | int, ...]) -> int | None:
    """Where in a place the innermost item of a list is named; None where it lies in no list."""
    for length in range(len(place) - 1, 0, -1):
        holder = _at(data, place[:length])
        if isinstance(place[length], int) and isinstance(holder, list) and _has(holder, place[length]):
            return length
    return None


def _left_open(data: dict[str, Any], field: str, tried: dict[str, int]) -> bool:
    """A field left open, in the next way there is; whether there was one."""
    ways = tried.get(field, 0)
    if ways >= len(_OPEN):
        return False
    tried[field] = ways + 1
    data[field] = _OPEN[ways]
    return True


def _at(data: Any, path: tuple[str | int, ...]) -> Any:
    """What lies at a path; None where it leads nowhere.  A union names its kinds in a path: they are passed over."""
    for step in path:
        if _has(data, step):
            data = data[step]
        elif isinstance(step, int) or not isinstance(data, dict):
            return None
    return data


def _has(data: Any, step: str | int) -> bool:
    if isinstance(data, list):
        return isinstance(step, int) and 0 <= step < len(data)
    return isinstance(data, dict) and step in data
