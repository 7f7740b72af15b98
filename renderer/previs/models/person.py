"""People out of models: one that can be acted hangs on our bones, any other stands as it is."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from film.cast import CharacterSheet
from film.model3d import Model3D
from film.names import canonical_json
from film.staging import Stance
from renderer.previs.bodies.asset import Asset, Body, asset, body_of
from renderer.previs.bodies.footfalls import Shifts
from renderer.previs.bodies.landmarks import face_vertices, hand_points, landmarks
from renderer.previs.bodies.life import Moment
from renderer.previs.bodies.mannequin import Mannequin, Posed, Shape
from renderer.previs.bodies.skeleton import Skeleton
from renderer.previs.bodies.turns import Array, yaw
from renderer.previs.models.container import refused
from renderer.previs.models.fitting import Bind, Fitted, fitted, upright
from renderer.previs.models.loading import MOST_TRIANGLES, Loaded, load
from renderer.previs.models.names import Joints, bones_of, missing
from renderer.previs.models.thing import PERSON, bounds, check_size, own_metres

Rows = npt.NDArray[np.float64]

_MERGED = 1e-4
"""Corners nearer to each other than this share of the height are one to the shading."""
_OFTEN = 3.0
"""By which power of the distance a joint counts less for what lies between joints."""


class ModelBody(Mannequin):
    """A person whose skin is a model's, on our bones: acted like everybody."""

    def __init__(self, sheet: CharacterSheet, shape: Shape, face: Array) -> None:
        super().__init__(sheet, shape)
        self._features = face

    def landmarks(self, posed: Posed) -> Array:
        """OpenPose's points (130, 3): joints as they are, the face where a face is on such a head."""
        sides = {"left": "L", "right": "R"}
        skeleton = self.rig.skeleton
        hands = {name: hand_points(skeleton, posed.turns, posed.places, side) for name, side in sides.items()}
        head = skeleton.index["head"]
        known, order = np.unique(face_vertices(), return_index=True)
        face = (self._features[order] - skeleton.heads[head]) @ posed.turns[head].T + posed.places[head]
        return landmarks(posed.joints, face.astype(np.float32), known, hands)


class Statue(ModelBody):
    """A model that nobody can act: it stands where the person does and turns as they turn."""

    def footfalls(self, frames: Sequence[tuple[Stance, Moment]], fps: float) -> list[Shifts]:
        """Nothing holds the feet of who takes no step."""
        del fps
        return [{} for _ in frames]

    def pose(self, stance: Stance, moment: Moment, shifts: Shifts | None = None) -> Posed:
        """The model as it stands, at the person's place."""
        del moment, shifts
        rig, spin = self.rig, yaw(stance.yaw)
        turns = np.repeat(spin[None], len(rig.skeleton.heads), 0)
        return self.placed(turns, rig.skeleton.heads @ spin.T + np.array(stance.position))


def body_for(sheet: CharacterSheet) -> Mannequin:
    """The body of a sheet: its own model's, or our mannequin.  Raises RenderError for a broken model."""
    if sheet.model is None:
        return Mannequin(sheet)
    build = canonical_json(sheet.build.model_dump(mode="json"))
    shape, face, acted = _shape(sheet.model, sheet.but(id="", name="", wardrobe=()), build)
    return (ModelBody if acted else Statue)(sheet, shape, face)


def why_it_stands(model: Model3D) -> str:
    """Why nobody can act the model; nothing where somebody can.  Raises RenderError for a broken one."""
    loaded = load(model)
    if not loaded.skins or not any(part.skin is not None for part in loaded.parts):
        return "it has no skeleton"
    lost = missing(_bones(loaded))
    return f"its skeleton has no {', '.join(_plain(bone) for bone in lost[:4])}" if lost else ""


def _plain(bone: str) -> str:
    words = {"root": "hips", "upperarm01": "upper arm", "lowerarm01": "forearm", "wrist": "hand"}
    words |= {"upperleg01": "thigh", "lowerleg01": "shin"}
    name, _, side = bone.partition(".")
    return f"{ {'L': 'left ', 'R': 'right '}.get(side, '') }{words.get(name, name)}"


@lru_cache(maxsize=8)
def _shape(model: Model3D, sheet: CharacterSheet, _build: str) -> tuple[Shape, Array, bool]:
    if why_it_stands(model):
        return (*_statue(model, sheet), False)
    return (*_acted(model, sheet), True)


def _bones(loaded: Loaded) -> Joints:
    joints = sorted({joint for skin in loaded.skins for joint in skin.joints})
    tree = loaded.tree
    above = {tree.parents[joint] for joint in joints} - {-1}
    return bones_of(loaded.source, tree.names, tree.parents, sorted({*joints, *above}))


def _acted(model: Model3D, sheet: CharacterSheet) -> tuple[Shape, Array]:
    loaded, baked, ours = load(model), asset(), body_of(sheet.build)
    bind = Bind(loaded, _bones(loaded))
    turn = upright(bind)
    stood = fitted(bind, turn, ours, baked)
    faces, colours = _faces(loaded, stood.flipped)
    used = stood.points[np.unique(faces)]
    low, tall = float(used[:, 2].min()), float(np.ptp(used[:, 2]))
    if not np.isfinite(used).all() or tall <= 0:
        raise refused("its skin does not hang on its skeleton")
    scale = sheet.build.height / tall if model.scale is None else model.scale * _unit_of(loaded, bind)
    check_size(tall * scale, PERSON)
    middle = (stood.heads[bind.bones["foot.L"]] + stood.heads[bind.bones["foot.R"]]) / 2
    own = {name: ours.heads[number] for number, name in enumerate(baked.bone_names)}
    between = (own["foot.L"] + own["foot.R"]) / 2

    def stand(points: Rows) -> Rows:
        return np.asarray((points - (*middle[:2], low)) * scale + (*between[:2], 0.0))

    rest = stand(stood.points)
    heads = {bone: stand(stood.heads[node]) for bone, node in bind.bones.items()}
    body, face = _body(heads, float(rest[np.unique(faces), 2].max()), ours, baked)
    bones, shares = _hung(stood, rest, bind, baked, body)
    return _as_shape(rest, faces, colours, bones, shares, Skeleton(body, baked)), face


def _faces(loaded: Loaded, flipped: Sequence[bool]) -> tuple[npt.NDArray[np.int64], Rows]:
    """All parts' triangles over all their points one behind the other, and their colours."""
    start, faces, colours = 0, [], []
    for part, inside_out in zip(loaded.parts, flipped, strict=True):
        colour, there = loaded.paints.face_colours(part)
        rows = part.faces[there]
        faces.append((rows[:, ::-1] if inside_out else rows) + start)
        colours.append(colour[there])
        start += len(part.points)
    whole = np.concatenate(faces)
    if not len(whole):
        raise refused("nothing of it can be seen")
    return whole, np.concatenate(colours)


def _unit_of(loaded: Loaded, bind: Bind) -> float:
    """Metres of the file's scene for one unit of the space that its skin is bound in."""
    joint = bind.main.joints[0]
    size = np.linalg.det((loaded.tree.world[joint] @ bind.main.inverse[0])[:3, :3])
    return float(abs(size) ** (1 / 3)) or 1.0


def _body(heads: dict[str, Rows], tall: float, ours: Body, baked: Asset) -> tuple[Body, Array]:
    """Our body in the model's proportions: bones that it has no joint for, and points, lie between its joints as ours
    do between ours.  Then where a face is on it (70, 3).
    """
    names = list(baked.bone_names)
    known = [name for name in names if name in heads]
    places = ours.heads[[names.index(name) for name in known]]
    shifts = np.array([heads[name] for name in known]) - places

    def shifted(points: Rows) -> Rows:
        far = np.linalg.norm(points[:, None] - places[None], axis=2)
        weight = 1.0 / np.maximum(far, 1e-6) ** _OFTEN
        return np.asarray(points + (weight / weight.sum(1, keepdims=True)) @ shifts)

    moved = shifted(ours.heads)
    for name in known:
        moved[names.index(name)] = heads[name]
    own_head, head = ours.heads[names.index("head")], heads["head"]
    points = shifted(ours.points)
    crown = float(ours.points[baked.point_names.index("crown"), 2])
    larger = max(tall - float(head[2]), 0.02) / max(crown - float(own_head[2]), 0.02)
    for number, name in enumerate(baked.point_names):
        if name == "crown" or name == "mouth" or name[:3] in ("eye", "ear"):
            points[number] = head + (ours.points[number] - own_head) * larger
        elif name[:4] in ("heel", "toes"):
            points[number, 2] = 0.0
    face = head + (ours.vertices[face_vertices()].astype(np.float64) - own_head) * larger
    return Body(ours.vertices, moved, points), face


def _hung(
    stood: Fitted, rest: Rows, bind: Bind, baked: Asset, body: Body
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.float32]]:
    """Four of our bones a corner (n, 4), the one that most hangs on first, and their shares."""
    names, parents = list(baked.bone_names), bind.loaded.tree.parents
    bone_of = {node: names.index(bone) for bone, node in bind.bones.items()}
    weights = np.zeros((len(rest), len(names)), np.float32)
    for node in np.unique(stood.nodes).tolist():
        share = np.where(stood.nodes == node, stood.shares, 0.0).sum(1)
        above = node
        while above >= 0 and above not in bone_of:
            above = parents[above]
        weights[:, bone_of.get(above, 0)] += share
    for side in "LR":
        if f"lowerarm02.{side}" not in bind.bones:
            _twisting(weights, rest, side, names, body)
    order = np.argsort(-weights, axis=1, kind="stable")[:, :4]
    shares = np.take_along_axis(weights, order, 1)
    shares /= np.maximum(shares.sum(1, keepdims=True), 1e-9)
    return order.astype(np.int32), shares


def _twisting(weights: npt.NDArray[np.float32], rest: Rows, side: str, names: list[str], body: Body) -> None:
    """Hang the forearm more and more on its outer bone towards the hand, which takes the hand's twist with it."""
    elbow, hand = (body.heads[names.index(f"{bone}.{side}")] for bone in ("lowerarm01", "wrist"))
    along = hand - elbow
    far = np.clip((rest - elbow) @ along / max(float(along @ along), 1e-9), 0.0, 1.0)
    inner, outer = names.index(f"lowerarm01.{side}"), names.index(f"lowerarm02.{side}")
    weights[:, outer] += (weights[:, inner] * far).astype(np.float32)
    weights[:, inner] *= (1.0 - far).astype(np.float32)


def _statue(model: Model3D, sheet: CharacterSheet) -> tuple[Shape, Array]:
    """The whole model on the root of our skeleton: its longest side, be that its height or an animal's length, is what
    the sheet's height says; or it is in its own metres.
    """
    mesh = own_metres(model, MOST_TRIANGLES)
    low, high = bounds(mesh)
    scale = 1.0 if model.scale is not None else sheet.build.height / float((high - low).max())
    check_size(float((high - low).max()) * scale, PERSON)
    foot = np.array(((low[0] + high[0]) / 2, (low[1] + high[1]) / 2, low[2]))
    rest = (mesh.vertices - foot) * scale
    baked = asset()
    tall = float(high[2] - low[2]) * scale
    ours = body_of(sheet.build)
    share = tall / sheet.build.height
    body = Body(ours.vertices, ours.heads * share, ours.points * share)
    bones = np.zeros((len(rest), 4), np.int32)
    shares = np.tile(np.array([1, 0, 0, 0], np.float32), (len(rest), 1))
    face = ours.vertices[face_vertices()].astype(np.float64) * share
    faces = mesh.faces.astype(np.int64)
    colours = mesh.colours.astype(np.float64)
    return _as_shape(rest, faces, colours, bones, shares, Skeleton(body, baked)), face


def _as_shape(
    rest: Rows, faces: npt.NDArray[np.int64], colours: Rows, bones: npt.NDArray[np.int32],
    shares: npt.NDArray[np.float32], skeleton: Skeleton,
) -> Shape:  # fmt: skip
    """Only the corners that triangles have, those in one place welded for the shading."""
    used, inverse = np.unique(faces, return_inverse=True)
    kept = rest[used]
    step = max(float(np.ptp(kept[:, 2])), 1e-6) * _MERGED
    weld = np.unique(np.round(kept / step).astype(np.int64), axis=0, return_inverse=True)[1]
    return Shape(
        faces=inverse.reshape(-1, 3).astype(np.int32),
        colours=colours.astype(np.float32),
        rest=np.ascontiguousarray(kept, np.float32),
        bones=np.ascontiguousarray(bones[used]),
        shares=np.ascontiguousarray(shares[used]),
        weld=weld.reshape(-1).astype(np.int32),
        skeleton=skeleton,
        kept=np.zeros(0, np.int64),
    )
