"""What a director's scene says that cannot be, beyond what its types refuse: each with its place in the file."""

from __future__ import annotations

import difflib
import math
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from film.camera import CameraKey
from film.plan import Plan, ScenePlan
from film.shot import Half, Setup, Shot
from film.staging import Mark
from storyreel.edits.layout import Path, names_of

_LENSES = (8, 600)
"""Millimetres, as ``film.style.LensKit`` has them."""
_SEEN = 255
"""People that the id pass, a byte a pixel, tells apart."""
_APART = 1e-3
"""Metres between a camera and what it looks at."""
_FEW = 12
_MEND = "Mend the file, or delete it to get storyreel's own again"


class Problem(NamedTuple):
    """What cannot be, where in the file, and what to do."""

    message: str
    path: Path
    do: str = _MEND


def problems(scene: ScenePlan, plan: Plan, lines: Collection[str]) -> Iterator[Problem]:
    """What a scene names that is not there, and what no camera and no actor can do.

    ``lines`` are those of the file's dialogue, of which the scene has only what is heard.
    """
    cast, places = {sheet.id for sheet in plan.cast}, {place.id for place in plan.places}
    if scene.place not in places:
        yield _unknown(f"place {scene.place} is none of the places", scene.place, places, ("place",))
    for line in scene.dialogue:
        if line.character not in cast:
            what = f"line {line.id} is spoken by {line.character}, who is not in the cast"
            yield _unknown(what, line.character, cast, ("dialogue", line.id, "character"))
    yield from _wardrobe_problems(scene, plan)
    for setup in scene.setups:
        yield from _setup_problems(setup, cast)
    names = Counter(shot.id for shot in scene.shots)
    for shot in scene.shots:
        if names[shot.id] > 1:
            yield Problem(f"two shots are called {shot.id}", ("shots", f"{shot.id}#2"), "Give one another id")
        yield from _shot_problems(shot, scene, cast, places)
        yield from _speech_problems(shot, lines)


def _unknown(what: str, given: str, known: Collection[str], path: Path) -> Problem:
    """Something that is not there, and which of those that are is meant; all of them where they are few."""
    nearest = difflib.get_close_matches(given, sorted(known), n=1)
    there = f"There is {', '.join(sorted(known))}" if 0 < len(known) <= _FEW else _MEND
    return Problem(what, path, f"Did you mean {nearest[0]}?" if nearest else there)


def _wardrobe_problems(scene: ScenePlan, plan: Plan) -> Iterator[Problem]:
    outfits = {sheet.id: [outfit.id for outfit in sheet.wardrobe] for sheet in plan.cast}
    for who, worn in scene.wardrobe.items():
        path = ("wardrobe", who)
        if who not in outfits:
            yield _unknown(f"the wardrobe dresses {who}, who is not in the cast", who, outfits, path)
        elif worn not in outfits[who]:
            yield _unknown(f"{who} wears {worn}, which is not in the wardrobe of cast/", worn, outfits[who], path)


def _setup_problems(setup: Setup, cast: set[str]) -> Iterator[Problem]:
    here = ("setups", setup.id)
    yield from _lens_problems(f"setup {setup.id}", setup.lens_mm, (*here, "lens_mm"))
    yield from _people_problems(f"setup {setup.id} is of", setup.subjects, cast, (*here, "subjects"))
    if math.dist(setup.position, setup.target) < _APART:
        yield Problem(f"the camera of setup {setup.id} stands where it looks", (*here, "target"))


def _lens_problems(what: str, lens: float, path: Path) -> Iterator[Problem]:
    if not _LENSES[0] <= lens <= _LENSES[1]:
        yield Problem(f"{what} has a lens of {lens:g} mm", path, f"A lens is {_LENSES[0]} to {_LENSES[1]} mm")


def _people_problems(what: str, people: Iterable[str], cast: set[str], path: Path) -> Iterator[Problem]:
    for who in dict.fromkeys(people):
        if who not in cast:
            yield _unknown(f"{what} {who}, who is not in the cast", who, cast, path)


def _shot_problems(shot: Shot, scene: ScenePlan, cast: set[str], places: set[str]) -> Iterator[Problem]:
    here, what = ("shots", shot.id), f"shot {shot.id}"
    setups = {setup.id for setup in scene.setups}
    if shot.setup not in setups:
        told = f"{what} belongs to setup {shot.setup}, which is not there"
        yield _unknown(told, shot.setup, setups, (*here, "setup"))
    yield from _lens_problems(what, shot.lens_mm, (*here, "lens_mm"))
    seen = {*shot.subjects, *(shot.split.subjects if shot.split else ())}
    if len(seen) > _SEEN:
        do = f"At most {_SEEN} have a byte of their own in the id pass; leave the others out of its subjects"
        yield Problem(f"{what} shows {len(seen)} people", (*here, "subjects"), do)
    for half, path in ((shot, here), (shot.split, (*here, "split"))):
        if half is not None:
            yield from _half_problems(half, shot, path, cast, places)


def _speech_problems(shot: Shot, lines: Collection[str]) -> Iterator[Problem]:
    for speech in shot.speech:
        if speech.line not in lines:
            told = f"shot {shot.id} plays line {speech.line}, which is not in the dialogue"
            yield _unknown(told, speech.line, lines, ("shots", shot.id, "speech", speech.line))


def _half_problems(half: Shot | Half, shot: Shot, here: Path, cast: set[str], places: set[str]) -> Iterator[Problem]:
    """What one camera of a shot cannot do."""
    what = f"shot {shot.id}"
    if half.place is not None and half.place not in places:
        yield _unknown(f"{what} plays in {half.place}, which is none of the places", half.place, places,
                       (*here, "place"))  # fmt: skip
    yield from _people_problems(f"{what} shows", half.subjects, cast, (*here, "subjects"))
    for mark in half.marks:
        if mark.character not in cast:
            told = f"{what} has a mark of {mark.character}, who is not in the cast"
            yield _unknown(told, mark.character, cast, (*here, "marks", mark.character))
    for prop in half.props:
        if prop.holder is not None and prop.holder not in cast:
            told = f"{what} has {prop.prop} held by {prop.holder}, who is not in the cast"
            yield _unknown(told, prop.holder, cast, (*here, "props", prop.prop))
    yield from _camera_problems(half.camera, shot, (*here, "camera"))
    yield from _mark_problems(half.marks, shot, (*here, "marks"))


def _camera_problems(keys: Sequence[CameraKey], shot: Shot, here: Path) -> Iterator[Problem]:
    paths = [(*here, name) for name in names_of([{"frame": key.frame} for key in keys])]
    for key, path in zip(keys, paths, strict=True):
        camera = f"the camera of shot {shot.id} at frame {key.frame}"
        yield from _lens_problems(camera, key.focal_mm, path)
        if math.dist(key.position, key.target) < _APART:
            yield Problem(f"{camera} stands where it looks", path)
    yield from _time_problems(f"shot {shot.id} has a camera key", [key.frame for key in keys], shot, paths)


def _mark_problems(marks: Sequence[Mark], shot: Shot, here: Path) -> Iterator[Problem]:
    paths = [(*here, name) for name in names_of([{"character": mark.character} for mark in marks])]
    for who in dict.fromkeys(mark.character for mark in marks):
        own = [(mark.frame, path) for mark, path in zip(marks, paths, strict=True) if mark.character == who]
        frames, places = zip(*own, strict=True)
        yield from _time_problems(f"shot {shot.id} has a mark of {who}", frames, shot, places)


def _time_problems(what: str, frames: Sequence[int], shot: Shot, paths: Sequence[Path]) -> Iterator[Problem]:
    """Frames lie within their shot and go on."""
    before = 0
    for frame, path in zip(frames, paths, strict=True):
        if frame > shot.frames:
            yield Problem(f"{what} after its last frame {shot.frames}", path)
        elif frame < 0:
            yield Problem(f"{what} at frame {frame}", path, "Frames count from the shot's own first, which is 0")
        elif frame < before:
            do = "Put them in the order of their frames"
            yield Problem(f"{what} at frame {frame} behind the one at frame {before}", path, do)
        before = max(frame, before)
