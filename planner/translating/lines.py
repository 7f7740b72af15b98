"""The lines of a plan that are said or read, with the seconds that each has."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Literal

from film.base import Model
from film.cast import CharacterSheet
from film.plan import Plan, ScenePlan
from film.shot import Extension, Shot
from planner.breakdown.markers import super_text
from planner.timing import reading_seconds, speech_seconds, syllables
from planner.timing.speech import words_in

Kind = Literal["title", "dialogue", "insert", "super"]

_KEYWORD = re.compile(r"(?:^|\n|(?<=[.!?\"”»)]))\s*(?=[A-ZÀ-Þ][A-ZÀ-Þ -]{2,40}\s*[:–—\"“«„-])")
_QUOTED = re.compile(r"[\"“«„]([^\"”»“]+)[\"”»“]")
_BEHIND = 1.15
"""A line may take this much of its time: dubbing stretches and mouths forgive so much."""


class Stretch(Model):
    """Frames of a scene, from its first."""

    start: int
    frames: int


class Line(Model):
    """Words that are heard or seen.

    ``id`` names it among the film's lines as they are now.  ``seconds`` is how long it has in the plan, 0 where
    nothing bounds it (a title); ``shown`` when it is seen or heard in its scene.  ``manner`` is a speech's
    parenthetical, ``pace`` its speaker's.
    """

    id: str
    kind: Kind
    scene: str = ""
    speaker: str = ""
    extension: Extension = ""
    manner: str = ""
    pace: float = 1.0
    text: str
    seconds: float = 0.0
    shown: tuple[Stretch, ...] = ()


def speakable(line: Line, text: str, language: str) -> float:
    """Seconds that words in a language take in a line's place: to be said as it is said, or to be read."""
    if line.kind == "dialogue":
        return speech_seconds(text, language, line.manner, line.pace)
    return reading_seconds("x " * max(1, round(words_in(text))), detail=True)


def too_long(line: Line, text: str, language: str) -> bool:
    """Whether words take more than 115 % of a line's time, or of the time that its own words take, if that is more."""
    has = max(line.seconds, speakable(line, line.text, language) if line.kind != "dialogue" else 0.0)
    return line.seconds > 0 and speakable(line, text, language) > has * _BEHIND


def room(line: Line, language: str) -> int:
    """Syllables that a speech may have in a language, about: its own words' pace, stretched to its time."""
    own = speakable(line, line.text, language)
    return max(1, int(syllables(line.text, language) * line.seconds * _BEHIND / own))


def lines_of(plan: Plan) -> tuple[Line, ...]:
    """Every line in the film's order: the title, then scene by scene what is said and what is read."""
    sheets = {sheet.id: sheet for sheet in plan.cast}
    title = " ".join(plan.title.split())
    found = [Line(id="title", kind="title", text=title)] if title else []
    for scene in plan.scenes:
        found += _in_order([*_spoken(plan, scene, sheets), *_written(plan, scene)])
    return tuple(_each_by_its_own_id(found))


def _each_by_its_own_id(lines: list[Line]) -> Iterator[Line]:
    """Two scenes of one number have lines of one id: the later ones get another."""
    often: Counter[str] = Counter()
    for line in lines:
        often[line.id] += 1
        yield line if often[line.id] == 1 else line.but(id=f"{line.id}.{often[line.id]}")


def _in_order(lines: list[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: min(stretch.start for stretch in line.shown))


def _spoken(plan: Plan, scene: ScenePlan, sheets: Mapping[str, CharacterSheet]) -> Iterator[Line]:
    for said in scene.dialogue:
        sheet = sheets.get(said.character)
        yield Line(
            id=said.id,
            kind="dialogue",
            scene=scene.id,
            speaker=sheet.name if sheet is not None else said.character,
            extension=said.extension,
            manner=said.parenthetical,
            pace=sheet.voice.pace if sheet is not None else 1.0,
            text=" ".join(said.text.split()),
            seconds=round(float(said.frames / plan.format.rate), 3),
            shown=(Stretch(start=said.start, frames=said.frames),),
        )


def _written(plan: Plan, scene: ScenePlan) -> Iterator[Line]:
    """Inserts with words on them, and words laid over the picture; the same words twice are one line."""
    seen: dict[tuple[Kind, str], list[Stretch]] = {}
    start = 0
    supers = {beat.id: _supers(beat.text) for beat in scene.beats}
    for shot in scene.shots:
        stretch = Stretch(start=start, frames=shot.frames)
        start += shot.frames
        for text in _shown(shot):
            seen.setdefault(("insert", text), []).append(stretch)
        if shot.insert is None:
            for text in supers.pop(shot.beat, ()):
                seen.setdefault(("super", text), []).append(stretch)
    for number, ((kind, text), shown) in enumerate(seen.items(), 1):
        seconds = round(float(max(each.frames for each in shown) / plan.format.rate), 3)
        line_id = f"{scene.number}-T{number}"
        yield Line(id=line_id, kind=kind, scene=scene.id, text=text, seconds=seconds, shown=tuple(shown))


def _shown(shot: Shot) -> Iterator[str]:
    for prop in shot.props:
        text = " ".join(prop.text.split())
        if text:
            yield text


def _supers(text: str) -> tuple[str, ...]:
    """The words that an action lays over the picture: SUPER: "THREE DAYS LATER"."""
    found = []
    for start in _KEYWORD.finditer(text):
        shown = super_text(text[start.end() :])
        if shown is not None:
            quoted = _QUOTED.match(shown)
            words = quoted[1] if quoted else shown.split("\n")[0]
            found.append(" ".join(words.split()).strip('"“”«» *_'))
    return tuple(dict.fromkeys(words for words in found if words))
