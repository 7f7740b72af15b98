"""A wrong value of a file that people edit, in its writer's words: what stands there and the nearest right one."""

from __future__ import annotations

import difflib
import re
import types
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, get_args

from pydantic import BaseModel
from pydantic_core import ErrorDetails

Location = tuple[int | str, ...]
"""Where in the data a value stands: names, and places of lists from 0."""

_LONGEST_SHOWN = 160
_CALLED = ("id", "character", "prop", "rule", "line", "name")
"""What an item of a list is told by."""
_COLOUR = "#[0-9a-fA-F]{6}"
_NUMBER = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*(?:mm|m|frames?|degrees?|°|%)?\s*")


class Wrong(NamedTuple):
    """What is wrong, where in the data, and what to do; each a part of one line."""

    what: str
    location: Location
    do: str


def wrong(errors: Sequence[ErrorDetails], data: Any, kind: type[BaseModel]) -> Wrong:
    """The first thing that pydantic refuses in ``data`` as a ``kind``."""
    # A misspelt name is also missing under its right one: the misspelling is what is to be said.
    first = next((each for each in errors if each["type"] == "extra_forbidden"), errors[0])
    location: Location = first["loc"]
    name = shortened(".".join(_parts(location, data))) or "the file"
    if first["type"] == "extra_forbidden":
        known = _fields(kind, location[:-1])
        nearest = difflib.get_close_matches(str(location[-1]), known, n=1)
        return Wrong(f"unknown name {name}", location, _meant(nearest) or f"Known here: {', '.join(known)}")
    if first["type"] == "missing":
        return Wrong(f"{name} is missing", location, "Add it")
    given = first["input"]
    told = _TOLD.get(first["type"])
    if told is not None:
        return Wrong(f"{name} {_shown(given)}", location, told(given, first.get("ctx", {})))
    said = shortened(str(first.get("ctx", {}).get("error") or first["msg"]))
    shown = f" {_shown(given)}" if isinstance(given, (str, int, float, bool)) else ""
    return Wrong(f"{name}{shown}: {said[:1].lower()}{said[1:]}", location, "")


def shortened(text: str) -> str:
    """The text, no longer than a line of an error wants."""
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"


def _shown(given: Any) -> str:
    """What stands there."""
    if given is None:
        return "is empty"
    if isinstance(given, (Mapping, list, tuple)):
        return f"holds {len(given)} {'value' if len(given) == 1 else 'values'}"
    return f"is {shortened(repr(given))}"


def _parts(location: Location, data: Any) -> Iterator[str]:
    """The names on the way to a location: an item of a list by its own, else by its place from 1."""
    for part in location:
        inner: Any = None
        if isinstance(part, int):
            inner = data[part] if isinstance(data, (list, tuple)) and part < len(data) else None
            called = (inner[key] for key in _CALLED if isinstance(inner, Mapping) and isinstance(inner.get(key), str))
            yield next(called, str(part + 1))
        else:
            inner = data.get(part) if isinstance(data, Mapping) else None
            yield part
        data = inner


def _meant(nearest: Sequence[str]) -> str:
    return f"Did you mean {nearest[0]}?" if nearest else ""


def _number(given: Any, _: Mapping[str, Any]) -> str:
    match = _NUMBER.fullmatch(given) if isinstance(given, str) else None
    return f"Write {match[1]}" if match else "Write a number"


def _whole_number(given: Any, _: Mapping[str, Any]) -> str:
    match = _NUMBER.fullmatch(str(given)) if isinstance(given, (str, float)) else None
    return f"Write {round(float(match[1]))}" if match else "Write a whole number"


def _text(given: Any, _: Mapping[str, Any]) -> str:
    if given is None:
        return 'Write text; what begins with # wants quotes: "#336699"'
    return "Write text" if isinstance(given, (Mapping, list)) else f'Put it in quotes: "{given}"'


def _pattern(given: Any, context: Mapping[str, Any]) -> str:
    pattern = str(context.get("pattern", ""))
    if _COLOUR not in pattern:
        return f"It has to be like {pattern}"
    return colour_meant(str(given).strip())


def colour_meant(given: str) -> str:
    """What to write for a colour: the one that is meant, as six digits."""
    from PIL import ImageColor

    try:
        red, green, blue = ImageColor.getrgb(given)[:3]
    except ValueError:
        return 'A colour is six digits: "#336699"'
    return f'Write "#{red:02x}{green:02x}{blue:02x}"'


def _word(given: Any, context: Mapping[str, Any]) -> str:
    """Which of the words that may stand there is meant: by spelling whatever its case, by its initials; else all."""
    known = re.findall(r"'([^']*)'", str(context.get("expected", "")))
    by_case = {word.casefold(): word for word in known}
    said = re.sub(r"[-\s]+", "_", str(given).strip().casefold())
    nearest = difflib.get_close_matches(said, by_case, n=1)
    initials = "".join(part[:1] for part in said.split("_"))
    found = [initials] if not nearest and "_" in said and initials in by_case else nearest
    return _meant([by_case[each] for each in found]) or f"One of {shortened(', '.join(filter(None, known)))}"


def _limit(words: str, name: str) -> Callable[[Any, Mapping[str, Any]], str]:
    return lambda _, context: f"{words} {context.get(name)}"


def _say(words: str) -> Callable[[Any, Mapping[str, Any]], str]:
    return lambda _given, _context: words


_TOLD: Mapping[str, Callable[[Any, Mapping[str, Any]], str]] = {
    "literal_error": _word,
    "float_parsing": _number,
    "float_type": _number,
    "finite_number": _number,
    "int_parsing": _whole_number,
    "int_type": _whole_number,
    "int_from_float": _whole_number,
    "bool_parsing": _say("Write true or false"),
    "bool_type": _say("Write true or false"),
    "string_type": _text,
    "string_pattern_mismatch": _pattern,
    "string_too_short": _say("Write some words"),
    "greater_than_equal": _limit("It is at least", "ge"),
    "greater_than": _limit("It is more than", "gt"),
    "less_than_equal": _limit("It is at most", "le"),
    "less_than": _limit("It is less than", "lt"),
    "too_long": _limit("It takes at most", "max_length"),
    "too_short": _limit("It takes at least", "min_length"),
    "tuple_type": _say("Write a list in brackets"),
    "list_type": _say("Write a list in brackets"),
    "model_type": _say("Write names with values: {name: value}"),
    "model_attributes_type": _say("Write names with values: {name: value}"),
    "dict_type": _say("Write names with values: {name: value}"),
}
"""What to do, by pydantic's name for what is wrong."""


def _fields(kind: type[BaseModel], location: Location) -> list[str]:
    """The names that a model, or the model nested at a location in it, knows."""
    for part in location:
        field = kind.model_fields.get(part) if isinstance(part, str) else None
        inner = next(_models(field.annotation), None) if field else kind
        if inner is None:
            return []
        kind = inner
    return list(kind.model_fields)


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and not isinstance(annotation, types.GenericAlias):
        if issubclass(annotation, BaseModel):
            yield annotation
        return
    arguments: Sequence[Any] = get_args(annotation)
    for argument in arguments:
        yield from _models(argument)
