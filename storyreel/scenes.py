"""scenes/*.yaml: the plan of each scene, where a director edits.

An edited scene is used as long as the script's words of that scene are the ones it was made for;
when they changed, the edit is set aside under another name and said so.  Never is one lost.
A scene that stands elsewhere now has another number: its sheet, edited or not, has that number's name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from film.base import LineSpan
from film.errors import PlanError
from film.names import digest, slug
from film.plan import Plan, ScenePlan
from film.screenplay import Screenplay
from film.timecode import format_rate
from storyreel.files import refusals
from storyreel.sheets import Sheet, identity, set_aside, sheets_in, tidy, write_sheet
from storyreel.yamlfile import read_model

_NUMBER = re.compile(r"(\d{1,4})([A-Za-z]{0,3})")


@dataclass(frozen=True)
class Edits:
    """The plan with the director's scenes in it, and what has to be said about them."""

    plan: Plan
    findings: tuple[str, ...] = ()


def use_edits(plan: Plan, screenplay: Screenplay, folder: Path) -> Edits:
    """Puts the edited scenes of a folder into the plan; sets aside those whose script changed.

    Raises ProjectError or PlanError, with the file, for an edit that cannot be used.
    """
    words = {scene.id: _words(screenplay, plan, scene.id) for scene in plan.scenes}
    edited: dict[str, ScenePlan] = {}
    files: dict[str, Path] = {}
    findings: list[str] = []
    for sheet in [sheet for sheet in sheets_in(folder) if sheet.edited]:
        scene = read_model(sheet.path, ScenePlan)
        ours = next((each for each in plan.scenes if each.id == scene.id), None)
        if ours is None:
            continue
        if digest(words[scene.id])[:16] != sheet.made_for:
            findings.append(_set_aside(sheet, scene))
            continue
        if scene.id in files:
            do = f"Keep one of them; {files[scene.id].name} is the other"
            raise PlanError(f"two edited files are both for scene {scene.id}", where=sheet.path, do=do)
        files[scene.id] = sheet.path
        edited[scene.id] = _moved(scene, ours)
        _check(edited[scene.id], plan, sheet.path)
    if not edited:
        return Edits(plan, tuple(findings))
    return Edits(plan.but(scenes=tuple(edited.get(scene.id, scene) for scene in plan.scenes)), tuple(findings))


def write_scenes(plan: Plan, screenplay: Screenplay, folder: Path, *, all_of_them: bool) -> tuple[str, ...]:
    """Writes each scene's sheet unless it was edited; with ``all_of_them`` those that left the script go.

    Returns one line for each edited one that has another name now or no scene in the script.  Raises ProjectError.
    """
    stems = scene_stems(plan)
    told = _renamed_files(folder, stems)
    for scene in plan.scenes:
        write_sheet(folder / f"{stems[scene.id]}.yaml", scene, _words(screenplay, plan, scene.id), brief=True)
    return (*told, *(tidy(folder, stems.values(), stems) if all_of_them else ()))


def _renamed_files(folder: Path, stems: Mapping[str, str]) -> tuple[str, ...]:
    """Gives edited sheets the names of their scenes; one of no scene makes room for one that has its name now.

    A file in the way steps aside under its scene's id, which is a sheet's name too: killed in between,
    the next run goes on from there.
    """
    mine = {sheet.path: identity(sheet.path) for sheet in sheets_in(folder) if sheet.edited}
    names = set(stems.values())
    away = {path for path, id in mine.items() if path.stem in names and stems.get(id) != path.stem}
    places = {path: _moved_file(path, _free(folder, slug(id))) if path in away else path for path, id in mine.items()}
    told = []
    for path, id in mine.items():
        if id in stems and path.stem != stems[id] and (there := folder / f"{stems[id]}.yaml") not in mine.keys() - away:
            places[path] = _moved_file(places[path], there)
        if places[path] != path:
            told.append(f"{folder.name}/{path.name}, which you edited, is {folder.name}/{places[path].name} now")
    return tuple(told)


def _free(folder: Path, stem: str) -> Path:
    names = (f"{stem}{f'-{number}' if number > 1 else ''}.yaml" for number in count(1))
    return next(path for name in names if not (path := folder / name).exists())


def _moved_file(path: Path, there: Path) -> Path:
    with refusals(path):
        return path.replace(there)


def scene_stems(plan: Plan) -> dict[str, str]:
    """Scene id to a file name: ``012A`` for scene 12A, distinct for every scene, safe for any number a writer gives."""
    stems = {scene.id: _stem(scene.number) for scene in plan.scenes}
    often = Counter(stems.values())
    return {id: stem if often[stem] == 1 else f"{stem}_{slug(id)}" for id, stem in stems.items()}


def _stem(number: str) -> str:
    match = _NUMBER.fullmatch(number)
    return f"{int(match[1]):03d}{match[2].upper()}" if match else slug(number)


def _words(screenplay: Screenplay, plan: Plan, scene_id: str) -> Any:
    """What a scene's plan was made for: its words in the script, and the rate its frames are counted at."""
    scene = next((scene for scene in screenplay.scenes if scene.id == scene_id), None)
    elements = screenplay.elements_of(scene) if scene else ()
    return [format_rate(plan.format.rate), *([element.type, element.text] for element in elements)]


def _set_aside(sheet: Sheet, scene: ScenePlan) -> str:
    kept = set_aside(sheet)
    return (
        f"scene {scene.number} was planned anew: its script (or the frame rate) changed after scenes/{sheet.path.name} "
        f"was edited; your edit is kept as scenes/{kept.name}"
    )


def _moved(scene: ScenePlan, ours: ScenePlan) -> ScenePlan:
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


def _check(scene: ScenePlan, plan: Plan, path: Path) -> None:
    """Refuses an edit that speaks of what is not there, before anything is rendered."""
    for problem in _problems(scene, plan):
        raise PlanError(problem, where=path, do="Mend the file, or delete it to get storyreel's own again")


def _problems(scene: ScenePlan, plan: Plan) -> Iterator[str]:
    cast = {sheet.id for sheet in plan.cast}
    setups = {setup.id for setup in scene.setups}
    lines = {line.id for line in scene.dialogue}
    if scene.place not in {place.id for place in plan.places}:
        yield f"place {scene.place} is none of the places"
    for line in scene.dialogue:
        if line.character not in cast:
            yield f"line {line.id} is spoken by {line.character}, who is not in the cast"
    names = Counter(shot.id for shot in scene.shots)
    for shot in scene.shots:
        if names[shot.id] > 1:
            yield f"two shots are called {shot.id}"
        if shot.setup not in setups:
            yield f"shot {shot.id} belongs to setup {shot.setup}, which is not there"
        for character in {*shot.subjects, *(mark.character for mark in shot.marks)} - cast:
            yield f"shot {shot.id} shows {character}, who is not in the cast"
        for speech in shot.speech:
            if speech.line not in lines:
                yield f"shot {shot.id} plays line {speech.line}, which is not in the dialogue"
        if max(key.frame for key in shot.camera) > shot.frames:
            yield f"shot {shot.id} has a camera key after its last frame {shot.frames}"
