"""A character's mannequin: shaped and dressed once, posed for every frame."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from film.cast import CharacterSheet
from film.staging import Stance
from renderer.previs.bodies.acting import Actor
from renderer.previs.bodies.asset import asset, body_of
from renderer.previs.bodies.attitude import Base
from renderer.previs.bodies.expression import RESTING, Face, Feeling, feeling
from renderer.previs.bodies.footfalls import Shifts, footfalls
from renderer.previs.bodies.garments import pieces, trimmed
from renderer.previs.bodies.kernels import Floats, Ints, skinned, smooth_normals
from renderer.previs.bodies.landmarks import hand_points, landmarks
from renderer.previs.bodies.life import Moment, life
from renderer.previs.bodies.outfit import outfit
from renderer.previs.bodies.skeleton import SIDES, Skeleton
from renderer.previs.bodies.turns import Array, cross, yaw


@dataclass(frozen=True)
class Posed:
    """A mannequin at an instant, in the world: metres, z up.

    ``vertices`` and unit ``normals`` (n, 3); ``joints`` by name (3,); ``hands`` "left" and "right"
    (4, 4): where the palm holds something, x along the fingers, z out of the thumb's side.
    ``turns`` (b, 3, 3) and ``places`` (b, 3) are the bones that all this hangs on.
    """

    vertices: Floats
    normals: Floats
    joints: dict[str, Array]
    hands: dict[str, Array]
    turns: Array
    places: Array


class Rig(NamedTuple):
    """What linear blend skinning moves: ``rest`` (n, 3), four ``bones`` and ``shares`` (n, 4), the skeleton at rest."""

    rest: Floats
    bones: Ints
    shares: Floats
    skeleton: Skeleton


class Shape(NamedTuple):
    """A body at rest, standing on z = 0 and facing +x, and how it hangs on its bones.

    ``faces`` (m, 3) with linear ``colours`` (m, 3) over ``rest`` (n, 3); ``bones`` and ``shares`` (n, 4), the first of
    a vertex the greatest; vertices of one ``weld`` (n,) are shaded as one.  ``kept`` are the baked vertices
    that the first of these are; what is worn over the figure follows.  ``face`` is what shows feelings, None for a
    user's own head.
    """

    faces: Ints
    colours: Floats
    rest: Floats
    bones: Ints
    shares: Floats
    weld: Ints
    skeleton: Skeleton
    kept: npt.NDArray[np.int64]
    face: Face | None = None


def own_shape(sheet: CharacterSheet) -> Shape:
    """Our own body of the sheet's build, dressed."""
    baked = asset()
    body, worn = body_of(sheet.build), outfit(sheet, baked)
    over, face = pieces(sheet, body, baked), Face(body, baked, worn.vertices)
    starts = np.cumsum([len(worn.vertices), *(len(each.vertices) for each in over)]).tolist()
    weld = np.unique(baked.weld[worn.vertices], return_inverse=True)[1].astype(np.int32)
    loose = np.arange(starts[-1] - starts[0], dtype=np.int32) + np.int32(weld.max() + 1)
    faces = [worn.faces, *(each.faces + np.int32(at) for each, at in zip(over, starts[:-1], strict=True))]
    return Shape(
        faces=np.concatenate(faces),
        colours=np.concatenate([trimmed(sheet, body, baked, worn), *(each.colours for each in over)]),
        rest=np.concatenate(
            [face.shown(body.vertices[worn.vertices], {RESTING: 1.0}), *(each.vertices for each in over)]
        ),
        bones=np.concatenate([baked.bone_index[worn.vertices], *(each.bones for each in over)]),
        shares=np.concatenate([baked.bone_share[worn.vertices], *(each.shares for each in over)]),
        weld=np.concatenate([weld, loose]),
        skeleton=Skeleton(body, baked),
        kept=worn.vertices,
        face=face,
    )


class Mannequin:
    """A character as a figure: ``faces`` (m, 3) and their linear RGB ``colours`` (m, 3) never change."""

    def __init__(self, sheet: CharacterSheet, shape: Shape | None = None) -> None:
        shape = own_shape(sheet) if shape is None else shape
        self.faces: Ints = shape.faces
        self.colours: Floats = shape.colours
        self._rest, self._bones, self._shares = shape.rest, shape.bones, shape.shares
        self._weld, self._welds = shape.weld, int(shape.weld.max()) + 1
        self._skeleton, self._kept, self._face = shape.skeleton, shape.kept, shape.face
        self._actor = Actor(sheet.id, self._skeleton, self._clearance(), {})
        for base, height in _HEIGHTS.items():
            self._actor.under[base] = self._flesh(base, height)
        self._actor.under["knees"] = self._actor.under["kneel"]

    def footfalls(self, frames: Sequence[tuple[Stance, Moment]], fps: float) -> list[Shifts]:
        """What keeps the feet of successive frames from sliding: give each frame's to ``pose``."""
        return footfalls([self._actor.feet(stance, moment) for stance, moment in frames], fps)

    def pose(self, stance: Stance, moment: Moment, shifts: Shifts | None = None) -> Posed:
        """The figure in a stance at a moment, its feet where ``footfalls`` hold them: a pure function of these."""
        turns, where = self._actor.solve(stance, moment, shifts)
        spin = yaw(stance.yaw)
        return self.placed(spin @ turns, where @ spin.T + np.array(stance.position), self.felt(stance, moment))

    def felt(self, stance: Stance, moment: Moment) -> dict[str, float]:
        """What the face shows in a stance at a moment; nothing where it shows none."""
        return {} if self._face is None else feeling(stance, life(self._actor.name, moment).start)

    def placed(self, turns: Array, where: Array, felt: Feeling | None = None) -> Posed:
        """The figure with its bones turned by ``turns`` (b, 3, 3) and at ``where`` (b, 3) in the world.

        ``felt`` is what its face shows, by expression's names.
        """
        rest = self._rest if self._face is None else self._face.shown(self._rest, felt or {})
        vertices = self._skinned(turns, where, rest)
        normals = smooth_normals(vertices, self.faces, self._weld, self._welds)
        hands = {"left": self._grip(turns, where, "L"), "right": self._grip(turns, where, "R")}
        return Posed(vertices, normals, self._joints(turns, where), hands, turns, where)

    @property
    def rig(self) -> Rig:
        """The body at rest and how it hangs on its bones."""
        return Rig(self._rest, self._bones, self._shares, self._skeleton)

    def look(self, name: str) -> Floats:
        """How far each vertex at rest (n, 3) is moved by all of a look that ``felt`` names."""
        moved = np.zeros_like(self._rest)
        if self._face is not None:
            moved[self._face.moved] = self._face.fields[name]
        return moved

    def rest_normals(self) -> Floats:
        """Unit normals (n, 3) of the body at rest."""
        normals: Floats = smooth_normals(self._rest, self.faces, self._weld, self._welds)
        return normals

    def landmarks(self, posed: Posed) -> Array:
        """OpenPose's points of a posed figure (130, 3); see landmarks."""
        sides = {"left": "L", "right": "R"}
        hands = {name: hand_points(self._skeleton, posed.turns, posed.places, side) for name, side in sides.items()}
        return landmarks(posed.joints, posed.vertices, self._kept, hands)

    def _skinned(self, turns: Array, where: Array, rest: Floats) -> Floats:
        shift = where - np.einsum("bij,bj->bi", turns, self._skeleton.heads)
        moves = np.concatenate([turns, shift[:, :, None]], axis=2).astype(np.float32)
        moved: Floats = skinned(rest, self._bones, self._shares, moves)
        return moved

    def _joints(self, turns: Array, where: Array) -> dict[str, Array]:
        skeleton, index = self._skeleton, self._skeleton.index
        joints = {name: where[index[bone]] for name, bone in _JOINTS.items()}
        head = index["head"]
        for name, point in _ON_HEAD.items():
            joints[name] = where[head] + turns[head] @ (skeleton.points[point] - skeleton.head("head"))
        joints["pelvis"] = (joints["hip_l"] + joints["hip_r"]) / 2
        return joints

    def _grip(self, turns: Array, where: Array, side: str) -> Array:
        number = self._skeleton.index[f"wrist.{side}"]
        frame = turns[number] @ self._skeleton.hand_frames[side].T
        along, palm = frame[:, 0], frame[:, 1]
        thumb = cross(palm, along) if side == "L" else cross(along, palm)
        grip = np.eye(4)
        grip[:3, 0], grip[:3, 1], grip[:3, 2] = along, cross(thumb, along), thumb
        grip[:3, 3] = where[number] + turns[number] @ self._skeleton.palms[side]
        return grip

    def _flesh(self, base: Base, height: float) -> float:
        """How far the hip joints rest above the seat or floor: measured on the skinned body."""
        points = self._skinned(*self._actor.probe(base, height), self._rest)
        index = self._skeleton.index
        touching = [index[name] for name in _TOUCHING[base]]
        figure = len(self._kept) or len(points)  # cloth is no flesh
        bearing = np.isin(self._bones[:figure, 0], touching)
        return height - float(points[:figure][bearing, 2].min(initial=height))

    def _clearance(self) -> float:
        """How much further out than usual arms must hang to clear the hips, as a slope."""
        skeleton = self._skeleton
        arm = [number for name, number in skeleton.index.items() if name[:-2] in _FOREARM or name.startswith("finger")]
        hips = np.abs(self._rest[:, 2] - skeleton.head("upperleg01.L")[2]) < 0.10
        half = float(self._rest[hips & ~np.isin(self._bones[:, 0], arm), 1].max(initial=0.0))
        shoulder = float(skeleton.head("upperarm01.L")[1])
        return max((half + 0.045 - shoulder) / skeleton.arms["L"].length - 0.13, -0.05)


_FOREARM = ("upperarm02", "lowerarm01", "lowerarm02", "wrist")
_HEIGHTS: dict[Base, float] = {"sit": 1.0, "lie": 1.0, "kneel": 0.0, "crouch": 0.0}
_BACK = ("root", "spine05", "spine04", "spine03", "spine02", "spine01")
_SHANK = tuple(f"{bone}.{side}" for bone in ("upperleg02", "lowerleg01", "lowerleg02", "foot", "toe") for side in SIDES)
_TOUCHING: dict[Base, tuple[str, ...]] = {
    "sit": ("root", "spine05", "upperleg01.L", "upperleg01.R"),
    "lie": _BACK,
    "kneel": ("upperleg02.R", "lowerleg01.R"),
    "crouch": _SHANK,
}
_JOINTS = {
    "head": "head", "neck": "neck01", "chest": "spine01",
    "shoulder_l": "upperarm01.L", "shoulder_r": "upperarm01.R", "elbow_l": "lowerarm01.L", "elbow_r": "lowerarm01.R",
    "hand_l": "wrist.L", "hand_r": "wrist.R", "hip_l": "upperleg01.L", "hip_r": "upperleg01.R",
    "knee_l": "lowerleg01.L", "knee_r": "lowerleg01.R", "foot_l": "foot.L", "foot_r": "foot.R",
    "toe_l": "toe.L", "toe_r": "toe.R",
}  # fmt: skip
_ON_HEAD = {
    "head_top": "crown", "eye_l": "eye.L", "eye_r": "eye.R", "ear_l": "ear.L", "ear_r": "ear.R", "mouth": "mouth",
}  # fmt: skip
