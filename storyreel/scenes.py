"""scenes/*.yaml: what they are called, what they were made for, where they are in a later draft."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from film.base import LineSpan
from film.names import slug
from film.plan import Plan, ScenePlan
from film.screenplay import Screenplay
from film.timecode import format_rate

_NUMBER = re.compile(r"(\d{1,4})([A-Za-z]{0,3})")


def scene_stems(plan: Plan) -> dict[str, str]:
    """Scene id to a file name: ``012A`` for scene 12A, distinct for every scene, safe for any number a writer gives."""
    stems = {scene.id: _stem(scene.number) for scene in plan.scenes}
    often = Counter(stems.values())
    return {id: stem if often[stem] == 1 else f"{stem}_{slug(id)}" for id, stem in stems.items()}


def _stem(number: str) -> str:
    match = _NUMBER.fullmatch(number)
    return f"{int(match[1]):03d}{match[2].upper()}" if match else slug(number)


def words_of(screenplay: Screenplay, plan: Plan, scene_id: str) -> Any:
    """What a scene's plan was made for: its words in the script, and the rate its frames are counted at."""
    scene = next((scene for scene in screenplay.scenes if scene.id == scene_id), None)
    elements = screenplay.elements_of(scene) if scene else ()
    return [format_rate(plan.format.rate), *([element.type, element.text] for element in elements)]


def moved_scene(scene: ScenePlan, ours: ScenePlan) -> ScenePlan:
    """The edited scene where it stands in the script now: its lines, its number and its shots' names follow."""
    data = scene.model_dump()
    if ours.lines != scene.lines:
        data = _shifted(data, _Lines(scene, ours))
    if scene.number != ours.number:
        data = _renumbered(data, scene.number, ours.number)
    return ScenePlan.model_validate({**data, "number": ours.number, "lines": ours.lines})


class _Lines:
    """Lines of the script that an edited scene was made for to those of the script now.

    Beats and speeches of both say where a line went; between them the scene is taken to be as long as it was.
    """

    def __init__(self, scene: ScenePlan, ours: ScenePlan) -> None:
        spans, now = (_spans(each) for each in (scene, ours))
        known = [(span, now[id]) for id, span in spans.items() if id in now]
        known.append((scene.lines, ours.lines))
        self._by = ours.lines[0] - scene.lines[0]
        self._first = {before[0]: after[0] for before, after in known}
        self._last = {before[1]: after[1] for before, after in known}

    def __call__(self, span: LineSpan) -> LineSpan:
        first, last = (
            known.get(line, line + self._by) for known, line in zip((self._first, self._last), span, strict=True)
        )
        return first, max(first, last)


def _spans(scene: ScenePlan) -> dict[str, LineSpan]:
    return {each.id: each.lines for each in scene.beats} | {each.id: each.lines for each in scene.dialogue}


def _shifted(data: dict[str, Any], span: _Lines) -> dict[str, Any]:
    def moved(value: Any, name: str = "") -> Any:
        if name == "lines":
            return span(value)
        if name == "covers":
            return [span(lines) for lines in value]
        if isinstance(value, dict):
            return {key: moved(item, key) for key, item in value.items()}
        return [moved(item) for item in value] if isinstance(value, (list, tuple)) else value

    return {key: moved(item, key) for key, item in data.items()}


def _renumbered(data: dict[str, Any], old: str, new: str) -> dict[str, Any]:
    def renamed(name: str) -> str:
        return f"{new}{name[len(old) :]}" if name.startswith(f"{old}-") else name

    shots = [{**shot, "id": renamed(shot["id"]), "setup": renamed(shot["setup"])} for shot in data["shots"]]
    setups = [{**setup, "id": renamed(setup["id"])} for setup in data["setups"]]
    return {**data, "shots": shots, "setups": setups}
