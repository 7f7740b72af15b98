"""The plan and its clips laid on one timeline: title card, every shot in order, end card.

::

    picture   | title card |  1-A1  |   1-B2   |  2-A1  | ... | end card |
    captions               |   [line 1]  [line 2] |  [line 3]
    markers                ^ scene 1             ^ scene 2
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from film.base import Model
from film.clips import Clip
from film.errors import CutError
from film.plan import Plan, ScenePlan
from film.shot import Shot
from film.timecode import FrameRange
from film.timeline import Caption, Item, Marker, Timeline, Track

TITLE = "Title card"
END = "End card"


class Cards(Model):
    """The segments that open and close the film, and how long each stands, in frames."""

    title: Path
    title_frames: int
    end: Path
    end_frames: int


def cut(plan: Plan, clips: Mapping[str, Clip], cards: Cards) -> Timeline:
    """The film as a timeline.  ``clips`` by shot id, their files absolute; clips of other plans are ignored.

    Record frames count from the title card's first.  Captions carry the name that the cast sheet
    gives the speaker.  Raises CutError, naming the shot, when a clip is missing or is not what the
    plan asks for: its frames, its rate or its size.
    """
    items = [_card(TITLE, cards.title, cards.title_frames, 0)]
    for scene, shot in _shots(plan):
        items.append(_shot(plan, scene, shot, clips, items[-1].record.end))
    items.append(_card(END, cards.end, cards.end_frames, items[-1].record.end))
    return Timeline(
        name=plan.title.strip() or "Untitled",
        format=plan.format,
        tracks=(Track(name="Picture", kind="video", items=tuple(items)),),
        captions=tuple(_captions(plan, cards.title_frames)),
        markers=tuple(_markers(plan, cards.title_frames)),
    )


def with_sound(timeline: Timeline, stems: Mapping[str, Path]) -> Timeline:
    """The timeline with an audio track for each stem, by name ("DX", "FX"), as long as the picture.

    One item a track, counted in the film's frames.
    """
    whole = FrameRange(start=0, frames=timeline.frames)
    tracks = tuple(
        Track(
            name=name,
            kind="audio",
            items=(Item(name=name, record=whole, source=whole, available=whole, media=path),),
        )
        for name, path in stems.items()
    )
    return timeline.but(tracks=(*timeline.tracks, *tracks))


def _shots(plan: Plan) -> Iterator[tuple[ScenePlan, Shot]]:
    return ((scene, shot) for scene in plan.scenes for shot in scene.shots)


def _card(name: str, media: Path, frames: int, start: int) -> Item:
    if frames < 1:
        raise CutError(f"{name.lower()} of {frames} frames", where=media, do="Give it at least one frame")
    whole = FrameRange(start=0, frames=frames)
    return Item(name=name, record=whole.shift(start), source=whole, available=whole, media=media)


def _shot(plan: Plan, scene: ScenePlan, shot: Shot, clips: Mapping[str, Clip], start: int) -> Item:
    clip = clips.get(shot.id)
    if clip is None:
        raise CutError(f"shot {shot.id} has no clip", do="Render it, or write a slate for it")
    _check(plan, shot, clip)
    whole = FrameRange(start=0, frames=clip.frames)
    return Item(
        name=shot.id,
        record=whole.shift(start),
        source=whole,
        available=whole,
        media=clip.picture,
        shot=shot.id,
        scene=scene.id,
    )


def _check(plan: Plan, shot: Shot, clip: Clip) -> None:
    format = plan.format
    asked = (shot.frames, format.rate, format.width, format.height)
    given = (clip.frames, clip.rate, clip.width, clip.height)
    for name, want, have in zip(("frames", "frames a second", "pixels wide", "pixels high"), asked, given, strict=True):
        if want != have:
            raise CutError(
                f"the clip of shot {shot.id} has {have} {name}, the plan asks for {want}",
                where=clip.picture,
                do="Render the shot again",
            )


def _captions(plan: Plan, start: int) -> Iterator[Caption]:
    names = {sheet.id: sheet.name for sheet in plan.cast}
    for scene in plan.scenes:
        for line in scene.dialogue:
            yield Caption(
                line=line.id,
                character=names.get(line.character, line.character),
                text=line.text,
                language=line.language,
                extension=line.extension,
                record=FrameRange(start=start + line.start, frames=line.frames),
            )
        start += scene.frames


def _markers(plan: Plan, start: int) -> Iterator[Marker]:
    for scene in plan.scenes:
        yield Marker(frame=start, name=f"Scene {scene.number}", note=scene.text)
        start += scene.frames
