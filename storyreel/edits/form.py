"""A scene as its file says it: nothing that follows from something else in the file.

Left out, and put back by ``filled``: when a line of dialogue starts (it follows from the shot that
plays it and the lengths of those before), how much of it each shot hears, the focal length of a camera
key that is the shot's own, a description that nobody wrote, and what the picture is asked to show,
which is the planner's alone.  Of a language model's proposals only those stand in it that were not taken as they
were: what was taken is the scene itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ValidationError

from film.plan import DialogueLine, ScenePlan
from film.shot import Setup, Shot

Data = dict[str, Any]


def form_of(scene: ScenePlan) -> Data:
    """What is written of a scene; ``filled`` of it validates to the same scene but for ``framing`` and what of the
    proposals was taken."""
    scene = scene.model_copy(update={"proposals": tuple(each for each in scene.proposals if each.verdict != "taken")})
    data = {"schema_version": scene.schema_version, **scene.model_dump(mode="json", exclude_defaults=True)}
    for shot in data["shots"]:
        shot.pop("framing", None)
        if not shot["description"]:
            del shot["description"]
        for key in shot["camera"]:
            focal = key.pop("focal_mm", 35.0)
            if focal != shot["lens_mm"]:
                key["focal_mm"] = focal
    short = {**data, "dialogue": [_without(line, "start") for line in data.get("dialogue", ())]}
    short["shots"] = [_heard_shortly(shot) for shot in data["shots"]]
    if not short["dialogue"]:
        del short["dialogue"]
    whole = scene.but(shots=tuple(shot.but(framing=()) for shot in scene.shots))
    return short if ScenePlan.model_validate(filled(short)) == whole else data


def filled(form: Mapping[str, Any]) -> Data:
    """The form with what follows from it; what is wrong in it is left for the model to refuse."""
    data = dict(form)
    shots, lines = data.get("shots"), data.get("dialogue", [])
    if not isinstance(shots, list) or not isinstance(lines, list):
        return data
    shots = [_with_the_usual(shot) if isinstance(shot, Mapping) else shot for shot in shots]
    if all(_is_shot(shot) for shot in shots) and all(_is_line(line) for line in lines):
        shots, lines = _timed(shots, lines)
    else:  # what is wrong is named by the model, not what is left out on purpose
        lines = [{"start": 0, **line} if isinstance(line, Mapping) else line for line in lines]
        shots = [_with_parts(shot) if isinstance(shot, Mapping) else shot for shot in shots]
    return {**data, "shots": shots, **({"dialogue": lines} if "dialogue" in data else {})}


def in_order(form: Mapping[str, Any]) -> Data:
    """The form with its fields in the order of the types."""
    ordered = _by_fields(form, ScenePlan)
    for name, kind in (("setups", Setup), ("shots", Shot), ("dialogue", DialogueLine)):
        if name in ordered:
            ordered[name] = [_by_fields(item, kind) for item in ordered[name]]
    return ordered


def _by_fields(data: Mapping[str, Any], kind: type[BaseModel]) -> Data:
    return {name: data[name] for name in kind.model_fields if name in data}


def _without(data: Mapping[str, Any], *names: str) -> Data:
    return {name: value for name, value in data.items() if name not in names}


def _heard_shortly(shot: Data) -> Data:
    if "speech" not in shot:
        return shot
    parts = [_without(part, "character", "frames", *([] if part["start"] else ["start"])) for part in shot["speech"]]
    return {**shot, "speech": parts}


def _is_shot(shot: object) -> bool:
    if not isinstance(shot, Mapping):
        return False
    speech = shot.get("speech", [])
    return (
        _is_count(shot.get("frames"), 1)
        and isinstance(speech, list)
        and all(isinstance(part, Mapping) and isinstance(part.get("line"), str) for part in speech)
        and all(_is_count(part.get("start", 0), 0) for part in speech)
    )


def _is_line(line: object) -> bool:
    """A whole one: what the model would refuse must not be left out as a line that nobody hears."""
    if not isinstance(line, Mapping):
        return False
    try:
        DialogueLine.model_validate({"start": 0, **line})
    except ValidationError:
        return False
    return True


def _is_count(value: object, least: int) -> bool:
    return type(value) is int and value >= least


def _with_the_usual(shot: Mapping[str, Any]) -> Data:
    camera = shot.get("camera")
    if not isinstance(camera, list) or "lens_mm" not in shot:
        return {"description": "", **shot}
    keys = [{**key, "focal_mm": key.get("focal_mm", shot["lens_mm"])} if isinstance(key, Mapping) else key
            for key in camera]  # fmt: skip
    return {"description": "", **shot, "camera": keys}


def _with_parts(shot: Mapping[str, Any]) -> Mapping[str, Any]:
    speech = shot.get("speech")
    if not isinstance(speech, list):
        return shot
    usual = {"character": "", "start": 0, "frames": 1}
    return {**shot, "speech": [{**usual, **part} if isinstance(part, Mapping) else part for part in speech]}


def _timed(shots: Sequence[Data], lines: Sequence[Mapping[str, Any]]) -> tuple[list[Data], list[Data]]:
    """Each line begins where the first shot that plays it says, and is heard to its end through the cuts.

    A line that says its own start keeps it; a shot whose parts say how long they are keeps them.  A line that no
    shot plays any more is not heard.
    """
    offsets = [0]
    for shot in shots:
        offsets.append(offsets[-1] + shot["frames"])
    starts: dict[str, int] = {}
    for offset, shot in zip(offsets, shots, strict=False):
        for part in shot.get("speech", []):
            starts.setdefault(part["line"], offset + part.get("start", 0))
    said = [{"start": starts.get(line["id"]), **line} for line in lines]
    said = [line for line in said if line["start"] is not None]
    known = {line["id"] for line in lines}
    timed = []
    for shot, first, end in zip(shots, offsets, offsets[1:], strict=False):
        sounding = [line for line in said if line["start"] < end and line["start"] + line["frames"] > first]
        timed.append(_heard(shot, sounding, first, known) if sounding or "speech" in shot else shot)
    return timed, said


def _heard(shot: Data, lines: Sequence[Data], first: int, known: set[str]) -> Data:
    """The shot with its part of every line that sounds in it; one it does not name is heard and not seen."""
    speech = shot.get("speech", [])
    if any("frames" in part for part in speech):
        return shot
    heard = {}
    for line in lines:
        start, end = max(line["start"] - first, 0), min(line["start"] + line["frames"] - first, shot["frames"])
        heard[line["id"]] = {"character": line["character"], "start": start, "frames": end - start}
    named = {part["line"]: part for part in speech}
    nobody = {"character": "", "start": 0, "frames": 1}
    parts = [{**part, **heard.get(name, nobody)} for name, part in named.items() if name in heard or name not in known]
    unnamed = [{"line": name, "seen": False, **part} for name, part in heard.items() if name not in named]
    return {**shot, "speech": [*parts, *unnamed]}
