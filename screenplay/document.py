"""A Screenplay as JSON and back: what ``storyreel read --json`` prints is a file that can be read again."""

from __future__ import annotations

import json
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from film.errors import ScriptError
from film.screenplay import Screenplay

VERSION: int = Screenplay.model_fields["schema_version"].default

_AGAIN = "Write it again with storyreel read SCRIPT --json"


def to_json(screenplay: Screenplay) -> str:
    """The whole screenplay, its source's text included, as one line of JSON."""
    return screenplay.model_dump_json()


def from_json(data: str, where: Path) -> Screenplay:
    """A screenplay out of its JSON.

    Raises ScriptError for what is no JSON, no screenplay, of a newer version, or has unknown or wrong keys.
    """
    try:
        found = json.loads(data.removeprefix("\ufeff"))
    except json.JSONDecodeError as error:
        raise ScriptError(f"it is damaged JSON: {error.msg}", where=where, line=error.lineno, do=_AGAIN) from None
    except RecursionError:
        raise ScriptError("it is JSON nested too deep to be a screenplay", where=where, do=_AGAIN) from None
    except ValueError:
        raise ScriptError("it is JSON with a number of absurd length", where=where, do=_AGAIN) from None
    if not isinstance(found, dict) or "elements" not in found:
        raise ScriptError("it is JSON, but not a screenplay's", where=where, do=_AGAIN)
    _refuse_version(found.get("schema_version", VERSION), where)
    try:
        screenplay = Screenplay.model_validate_json(data.removeprefix("\ufeff"))
    except ValidationError as error:
        raise ScriptError(_complaint(error), where=where, do="Mend it, or write it again") from None
    _refuse_dangling(screenplay, where)
    return screenplay


def _refuse_version(version: object, where: Path) -> None:
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise ScriptError(f"its schema_version is {version!r}, not a number from 1", where=where, do=_AGAIN)
    if version > VERSION:
        what = f"it was written by a newer storyreel: schema_version {version}, and this one knows {VERSION}"
        raise ScriptError(what, where=where, do="Update storyreel")


def _refuse_dangling(screenplay: Screenplay, where: Path) -> None:
    """Names must lead somewhere, or what trusts them breaks far from here."""
    elements = {element.id for element in screenplay.elements}
    people = {speaker.id for speaker in screenplay.cast}
    if len(elements) < len(screenplay.elements):
        raise ScriptError("two of its elements have the same id", where=where, do=_AGAIN)
    for scene in screenplay.scenes:
        lost = [name for name in scene.elements if name not in elements] or [
            name for name in scene.cast if name not in people
        ]
        if lost:
            raise ScriptError(f"scene {scene.number} names {lost[0]}, which is not in it", where=where, do=_AGAIN)


def _complaint(error: ValidationError) -> str:
    """The first thing wrong, where in the JSON, and for an unknown key the nearest right one."""
    first = error.errors(include_url=False, include_input=False)[0]
    place = ".".join(str(part) for part in first["loc"])
    if first["type"] != "extra_forbidden":
        return f"{place or 'it'}: {first['msg'][:1].lower()}{first['msg'][1:]}"
    key = str(first["loc"][-1])
    near = get_close_matches(key, _keys_beside(first["loc"]), n=1)
    return f"unknown key {place}" + (f"; did you mean {near[0]}?" if near else "")


def _keys_beside(place: tuple[int | str, ...]) -> list[str]:
    """The right keys where a wrong one stands: of the model that the path to it leads to."""
    model: Any = Screenplay
    for part in place[:-1]:
        if isinstance(part, int):
            continue
        model = _model_in(model.model_fields[part].annotation) if part in model.model_fields else None
        if model is None:
            return []
    return list(model.model_fields)


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """The model in an annotation such as ``tuple[Element, ...]`` or ``Source | None``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = (_model_in(argument) for argument in getattr(annotation, "__args__", ()))
    return next((model for model in inner if model), None)
