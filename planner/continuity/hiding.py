"""What the set and other people may hide of somebody: the most and the least that a picture may show of a body.

Blocks follow the furniture in broad lines (``planner.shapes``), so they are grown a little, and what stands under a
seat or a table top, legs and bars, counts as filled.  What people hide is judged by the box round each of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from film.base import Vec3
from film.camera import View
from film.cast import CharacterSheet
from film.place import Fixture, PlaceSheet
from film.shot import PropKind, ShotProp
from film.staging import Mark, stance_at
from planner.continuity.presence import struck
from planner.framing import Box, box_round, net_of
from planner.framing.net import Ints
from planner.geometry import Array, Flags, make_boxes, project, walled
from planner.shapes import parts_of, placed, rails_of
from planner.solids import solids_of, with_props

Blocks = list[tuple[str, Vec3, Vec3, float]]

SLIVER = 0.02
"""Share of the frame's width by which a flank may lie elsewhere than foreseen: talking hands, a swaying hip."""
_FLAT, _SPARE = 0.1, 0.1
"""Metres: what hides nothing, and by how much furniture is larger than its block."""
_CARRIED: dict[PropKind, tuple[float, float]] = {"suitcase": (0.0, 0.52), "bag": (0.0, 0.52), "box": (0.3, 0.75)}
_CARRIED_WIDE = 0.9
"""Between which shares of how high they reach a large thing may hide who holds it, and how many metres round."""
_LEGGED = 1.0
"""Metres: a part that begins lower is taken to stand on legs or bars."""
_OPEN = 0.04
"""Share of the frame's width that must be surely in view for somebody to be looked for there."""


@dataclass(frozen=True)
class Stage:
    """Who and what a camera sees at one instant."""

    place: PlaceSheet
    props: Sequence[ShotProp]
    tracks: Mapping[str, Sequence[Mark]]
    sheets: Mapping[str, CharacterSheet]
    view: View
    frame: int
    fps: float


class Shown(NamedTuple):
    """The box of somebody's ``whole`` body in the frame, and how far each side of what is drawn may lie from it.

    ``least`` is the box of what is surely in view (turned over where nothing is), ``most`` the largest that may be:
    where a frame or somebody's flank cuts a body slantwise, a hand's breadth aside moves its foot by a lot.
    """

    whole: Box
    most: Box
    least: Box

    @property
    def open(self) -> bool:
        """Whether enough of the body is surely in view for a picture without it to be wrong."""
        return self.least[2] - self.least[0] > _OPEN and self.least[3] - self.least[1] > _OPEN


def shown(stage: Stage, character: str) -> Shown | None:
    """What a picture may show of somebody; None when they are not in the frame."""
    nets = {
        name: net_of(name, track, stage.sheets[name], stage.frame, stage.fps)
        for name, track in stage.tracks.items()
        if name in stage.sheets
    }
    held = make_boxes([*_held(stage, nets)])
    points, edges = nets.pop(character)
    whole = box_round(stage.view, points, edges)
    if whole is None:
        return None
    hidden = _hidden(stage, points) | _behind(stage.view, points, nets)
    hidden |= held.between(np.array(stage.view.position), points)
    bare = edges[~hidden[edges].any(axis=1)]
    # Points that nothing joins any more stay out: the net is cut down to what its edges still hold.
    kept, numbers = np.unique(bare, return_inverse=True)
    clear = _within(stage.view, points[kept], numbers.reshape(-1, 2), -SLIVER) if len(bare) else None
    most = _within(stage.view, points, edges, SLIVER) or whole
    middle = (whole[0] + whole[2]) / 2
    return Shown(whole, most, clear or (middle, whole[3], middle, whole[1]))


def _within(view: View, points: Array, edges: Ints, more: float) -> Box | None:
    """The box in a frame wider by some of its width on either side, as shares of the frame itself."""
    grown = 1 + 2 * more
    wider = View(
        position=view.position, target=view.target, roll=view.roll, focal_mm=view.focal_mm,
        gate=view.gate._replace(width=view.gate.width * grown),
    )  # fmt: skip
    box = box_round(wider, points, edges)
    if box is None:
        return None
    left, right = ((side - 0.5) * grown + 0.5 for side in (box[0], box[2]))
    return max(left, 0.0), box[1], min(right, 1.0), box[3]


def _hidden(stage: Stage, points: Array) -> Flags:
    """(k,): what the place and large props may hide."""
    place, eye = stage.place, np.array(stage.view.position)
    gone = struck(place, stage.view.position)
    blocks = [block for each in place.fixtures if each.size[2] > _FLAT for block in _grown(each)]
    solids = with_props(solids_of(place), stage.props)
    hidden = make_boxes(blocks).between(eye, points, gone) | solids.sight.between(eye, points, gone)
    return np.asarray(hidden | walled(place.walls, eye, points))


def _grown(fixture: Fixture) -> Blocks:
    """All that a piece of furniture may hide: its parts with some to spare, and all that is under them."""
    blocks: Blocks = []
    for low, high in (*parts_of(fixture), *rails_of(fixture)):
        foot = 0.0 if low[2] < _LEGGED else low[2]
        name, middle, size, yaw = placed(fixture, ((low[0], low[1], foot), high))
        blocks.append((name, middle, (size[0] + _SPARE, size[1] + _SPARE, size[2] + _SPARE), yaw))
    return blocks


def _held(stage: Stage, nets: Mapping[str, tuple[Array, Ints]]) -> Iterator[tuple[str, Vec3, Vec3, float]]:
    """Round whoever carries something large: where it may be."""
    for prop in stage.props:
        if prop.holder is not None and prop.holder in nets and prop.kind in _CARRIED:
            x, y, z = stance_at(stage.tracks[prop.holder], stage.frame, stage.fps).position
            tall = float(nets[prop.holder][0][:, 2].max()) - z
            low, high = (share * tall for share in _CARRIED[prop.kind])
            size = (_CARRIED_WIDE, _CARRIED_WIDE, high - low)
            yield prop.prop, (x, y, z + (low + high) / 2), size, 0.0


def _behind(view: View, points: Array, others: Mapping[str, tuple[Array, Ints]]) -> Flags:
    """(k,): what lies behind somebody nearer, within the box that they fill."""
    seen = project(view, points)
    x, y = (seen[:, 0] + 1) / 2, (1 - seen[:, 1]) / 2
    hidden = np.zeros(len(points), dtype=bool)
    for other, edges in others.values():
        box = box_round(view, other, edges)
        if box is not None:
            nearer = project(view, other)[:, 2].min() < seen[:, 2]
            across = (x >= box[0] - SLIVER) & (x <= box[2] + SLIVER)
            hidden |= nearer & across & (y >= box[1]) & (y <= box[3])
    return hidden
