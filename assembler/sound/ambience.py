"""Which air lies under which stretch of the film: first said as values, then synthesised one stretch at a time.

::

    title card |    scene 1     |   scene 2    | end card
          /----|---------------\\|              |
         /     |               /\\--------------|---\\
     one second|            10 frames          | one second
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from assembler.sound.beds import pieces
from assembler.sound.samples import RATE, Stereo, decibels
from assembler.sound.texture import banded
from assembler.soundtrack import samples_in
from film.base import Model
from film.names import digest
from film.plan import Ambience, Plan, ScenePlan
from film.timecode import FrameRange
from film.timeline import Timeline

CROSS_FRAMES = 10
"""Two scenes' air cross in this many frames, half on either side of the cut."""

_INTO_CARD_SECONDS = 1.0
_BEHIND_WALLS_HZ = 1400.0
_BEHIND_GLASS_HZ = 3200.0


class Layer(Model):
    """One bed: ``level`` in dB to its own, ``muffled`` in Hz where something stands between it and us."""

    ambience: Ambience
    level: float = 0.0
    muffled: float | None = None
    seed: int = 0


class Stretch(Model):
    """A scene's air on the film's samples, with the samples over which it comes and goes."""

    scene: str
    start: int
    samples: int
    rise: int
    fall: int
    layers: tuple[Layer, ...]


def layers(plan: Plan, scene: ScenePlan) -> tuple[Layer, ...]:
    """What is heard in the scene: the place, and the weather outside it."""
    enclosure = plan.place_of(scene).enclosure
    muffled = {"open": None, "vehicle": _BEHIND_GLASS_HZ, "room": _BEHIND_WALLS_HZ}[enclosure]
    base = _at_this_hour(scene)
    wet = base in ("rain", "storm")
    heard = [Layer(ambience=base, muffled=muffled if wet else None, seed=_seed(scene, base))]
    if wet and enclosure == "room":
        heard.append(Layer(ambience="room", seed=_seed(scene, "room")))
    if scene.weather == "rain" and not wet and base != "silence":
        heard.append(
            Layer(ambience="rain", level=0 if muffled is None else -3, muffled=muffled, seed=_seed(scene, "rain"))
        )
    return tuple(heard)


def stretches(plan: Plan, timeline: Timeline) -> tuple[Stretch, ...]:
    """The air of the whole film in its order; cards by themselves are silent."""
    scenes = {scene.id: scene for scene in plan.scenes}
    runs = list(_runs(timeline))
    found = []
    for index, (scene_id, span) in enumerate(runs):
        scene = scenes.get(scene_id or "")
        if scene is None:
            continue
        before = runs[index - 1] if index else None
        after = runs[index + 1] if index + 1 < len(runs) else None
        found.append(_stretch(plan, scene, span, timeline, before, after))
    return tuple(found)


def sound_of(stretch: Stretch) -> Iterator[tuple[int, Stereo]]:
    """The stretch's air as (sample of the film, sound) pieces of about a minute, in order, to be added up."""
    layered = (_heard(layer, stretch.samples) for layer in stretch.layers)
    # All layers are cut at the same samples, so that a piece is one of each.
    for together in zip(*layered, strict=True):
        at = together[0][0]
        air = np.zeros_like(together[0][1])
        for _, sound in together:
            air += sound
        yield stretch.start + at, air * _edges(stretch, at, len(air))


def _heard(layer: Layer, samples: int) -> Iterator[tuple[int, Stereo]]:
    for at, sound in pieces(layer.ambience, samples, layer.seed):
        air = sound if layer.muffled is None else banded(sound, None, layer.muffled)
        yield at, air * np.float32(decibels(layer.level))


def _edges(stretch: Stretch, at: int, samples: int) -> Stereo:
    """The gain with which the stretch comes and goes, from its sample ``at``, shape (samples, 1).

    Equal power: the sine of one and the cosine of the other keep the sum of two unlike sounds level.
    """
    here = np.arange(at, at + samples, dtype=np.float64)
    coming = np.clip((here + 0.5) / max(stretch.rise, 1), 0, 1)
    going = np.clip((stretch.samples - here - 0.5) / max(stretch.fall, 1), 0, 1)
    return np.asarray(np.sin(np.pi / 2 * coming) * np.sin(np.pi / 2 * going), np.float32)[:, None]


def _at_this_hour(scene: ScenePlan) -> Ambience:
    # Birds sing by day; at night the same wood or meadow has crickets.
    if scene.time_of_day in ("night", "dusk") and scene.ambience in ("forest", "park", "field"):
        return "night_outdoors"
    return scene.ambience


def _seed(scene: ScenePlan, ambience: Ambience) -> int:
    return int(digest([scene.id, scene.place, ambience])[:12], 16)


def _runs(timeline: Timeline) -> Iterator[tuple[str | None, FrameRange]]:
    """The picture as stretches of one scene, or of no scene."""
    scene: str | None = None
    start = end = 0
    for item in timeline.picture.items:
        if item.scene != scene and end > start:
            yield scene, FrameRange(start=start, frames=end - start)
            start = end
        scene, end = item.scene, item.record.end
    if end > start:
        yield scene, FrameRange(start=start, frames=end - start)


def _stretch(
    plan: Plan,
    scene: ScenePlan,
    span: FrameRange,
    timeline: Timeline,
    before: tuple[str | None, FrameRange] | None,
    after: tuple[str | None, FrameRange] | None,
) -> Stretch:
    rate = timeline.format.rate
    lead, rise = _edge(before, span, timeline)
    lag, fall = _edge(after, span, timeline)
    start = samples_in(span.start, rate) - lead
    end = samples_in(span.end, rate) + lag
    return Stretch(scene=scene.id, start=start, samples=end - start, rise=rise, fall=fall, layers=layers(plan, scene))


def _edge(neighbour: tuple[str | None, FrameRange] | None, span: FrameRange, timeline: Timeline) -> tuple[int, int]:
    """How many samples the air reaches beyond its scene on one side, and over how many it fades."""
    rate = timeline.format.rate
    cross = min(CROSS_FRAMES, span.frames // 2)
    if neighbour is None:
        return 0, samples_in(cross, rate)
    scene, other = neighbour
    if scene is None:
        reach = min(int(_INTO_CARD_SECONDS * RATE), samples_in(other.frames, rate))
        return reach, reach
    half = samples_in(min(cross, other.frames // 2), rate) // 2
    return half, 2 * half
