"""A stage as binary glTF 2.0 (Khronos, 2021): skinned people, rigid things, lamps, a camera a shot, one animation.

glTF is y up: everything hangs under one node that turns the film's z up into it.  A zoom is written by
KHR_animation_pointer; programs that do not know it show the shot's first lens.  What is not in a shot is scaled to
nothing while it plays, since core glTF has no other way to hide.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from renderer.export.curves import always, local_turns, quaternions, stands_still, there
from renderer.export.glb import Glb
from renderer.export.lights import Lamp
from renderer.export.paint import Paint, painted, picture_of, png
from renderer.export.stage import Actor, Camera, Stage, Thing
from renderer.previs.mesh import Mesh, solid_of

_POINTER, _LIGHTS = "KHR_animation_pointer", "KHR_lights_punctual"
_Z_UP = [-math.sqrt(0.5), 0.0, 0.0, math.sqrt(0.5)]
_NEAR = 0.05


def glb(stage: Stage) -> bytes:
    """The stage as the bytes of a .glb file."""
    return _Writer(stage).packed()


class _Writer:
    """One document in the making."""

    def __init__(self, stage: Stage) -> None:
        self.stage, self.file = stage, Glb()
        self.channels: list[dict[str, Any]] = []
        self.samplers: list[dict[str, Any]] = []
        self.paints: dict[Any, int] = {}
        self.lights: list[dict[str, Any]] = []
        self.extensions: set[str] = set()

    def packed(self) -> bytes:
        """The whole file."""
        stage = self.stage
        children = [self._thing(thing) for thing in stage.things]
        skins: list[int] = []
        for actor in stage.actors:
            bones, skin = self._actor(actor)
            children.append(bones)
            skins.append(skin)
        children += [self._camera(camera) for camera in stage.cameras]
        children += [self._lamp(number, lamp) for number, lamp in enumerate(stage.lamps)]
        root = self.file.add("nodes", {"name": stage.name, "rotation": _Z_UP, "children": children})
        cuts = [{"shot": camera.name, "first": camera.first, "frames": len(camera.views)} for camera in stage.cameras]
        rate = f"{stage.rate.numerator}/{stage.rate.denominator}"
        skies = [{"name": sky.name, "above": sky.above, "below": sky.below} for sky in stage.skies]
        extras = {"frames": stage.frames, "rate": rate, "shots": cuts, "ambient": skies}
        self.file.add("scenes", {"name": stage.name, "nodes": [root, *skins], "extras": extras})
        if self.channels:
            moves = {"name": stage.name, "channels": self.channels, "samplers": self.samplers}
            self.file.add("animations", moves)
        head: dict[str, Any] = {"asset": {"version": "2.0", "generator": "storyreel"}, "scene": 0}
        if self.extensions:
            head["extensionsUsed"] = sorted(self.extensions)
        if self.lights:
            head["extensions"] = {_LIGHTS: {"lights": self.lights}}
        return self.file.packed(head)

    def _thing(self, thing: Thing) -> int:
        node: dict[str, Any] = {"name": thing.name, "mesh": self._mesh(thing.name, thing.mesh, {})}
        matrices = np.stack(thing.matrices)
        still = stands_still(matrices)
        places, turns = matrices[:, :3, 3], quaternions(matrices[:, :3, :3])
        if still and not np.array_equal(matrices[0], np.eye(4)):
            node |= {"translation": places[0].tolist(), "rotation": turns[0].tolist()}
        number = self.file.add("nodes", node)
        if not still:
            self._move(number, "translation", thing.frames, places)
            self._move(number, "rotation", thing.frames, turns)
        self._hide(number, thing.frames)
        return number

    def _actor(self, actor: Actor) -> tuple[int, int]:
        """The node that holds the bones, and the one with the skin."""
        rest, bones, shares, skeleton = actor.body.rig
        turns = local_turns(np.stack(actor.turns), skeleton.parents)
        numbers = [self._bone(actor, turns, bone) for bone in range(len(skeleton.parents))]
        for bone, number in enumerate(numbers):
            children = [numbers[child] for child, parent in enumerate(skeleton.parents) if parent == bone]
            if children:
                self.file.lists["nodes"][number]["children"] = children
        self._move(numbers[0], "translation", actor.frames, np.stack(actor.places)[:, 0])
        self._hide(numbers[0], actor.frames)
        inverse = np.tile(np.eye(4, dtype=np.float32), (len(numbers), 1, 1))
        inverse[:, 3, :3] = -skeleton.heads  # column-major: the translation is the last row
        skin = self.file.add(
            "skins",
            {
                "name": actor.name,
                "joints": numbers,
                "skeleton": numbers[0],
                "inverseBindMatrices": self.file.numbers(inverse.reshape(-1, 16)),
            },
        )
        joints = np.where(shares > 0, bones, 0).astype(np.uint16)
        hung = {"JOINTS_0": self.file.attribute(joints), "WEIGHTS_0": self.file.attribute(shares)}
        mesh = solid_of(rest, actor.body.rest_normals(), actor.body.faces, actor.body.colours)
        body = {"name": f"{actor.name} body", "mesh": self._mesh(f"{actor.name} body", mesh, hung), "skin": skin}
        holder = self.file.add("nodes", {"name": actor.name, "children": [numbers[0]]})
        node = self.file.add("nodes", body)
        if actor.looks:
            self._face(actor, node)
        return holder, node

    def _face(self, actor: Actor, node: int) -> None:
        """The looks of a face as morph targets, keyed at every frame."""
        mesh = self.file.lists["meshes"][self.file.lists["nodes"][node]["mesh"]]
        targets = [{"POSITION": self.file.attribute(actor.body.look(name), bounds=True)} for name in actor.looks]
        for primitive in mesh["primitives"]:
            primitive["targets"] = targets
        mesh |= {"weights": [0.0] * len(targets), "extras": {"targetNames": list(actor.looks)}}
        self._move(node, "weights", actor.frames, actor.shares().reshape(-1))

    def _bone(self, actor: Actor, turns: Any, bone: int) -> int:
        skeleton = actor.body.rig.skeleton
        rows = quaternions(turns[:, bone])
        names = list(skeleton.index)
        node: dict[str, Any] = {"name": f"{actor.name} {names[bone]}", "rotation": rows[0].tolist()}
        node["translation"] = (skeleton.steps[bone] if bone else actor.places[0][0]).tolist()
        number = self.file.add("nodes", node)
        if not stands_still(rows):
            self._move(number, "rotation", actor.frames, rows)
        return number

    def _camera(self, camera: Camera) -> int:
        views = camera.views
        fovs = np.array([2 * math.atan(view.half_height) for view in views])
        lens = {"aspectRatio": camera.film.aspect, "yfov": float(fovs[0]), "znear": _NEAR}
        number = self.file.add("cameras", {"name": camera.name, "type": "perspective", "perspective": lens})
        axes = np.array([view.axes() for view in views])
        axes[:, 2] *= -1.0  # glTF's camera looks along its own -z
        turns = quaternions(np.swapaxes(axes, 1, 2))
        places = np.array([view.position for view in views])
        node: dict[str, Any] = {"name": camera.name, "camera": number}
        node |= {"translation": places[0].tolist(), "rotation": turns[0].tolist()}
        node["extras"] = {"first": camera.first, "frames": len(views), "sensor_width_mm": camera.film.gate.width}
        if views[0].stop is not None:
            node["extras"] |= {"stop": views[0].stop, "focus_m": [round(view.focused, 4) for view in views]}
        holder = self.file.add("nodes", node)
        frames = list(range(camera.first, camera.first + len(views)))
        if not stands_still(places):
            self._move(holder, "translation", frames, places)
        if not stands_still(turns):
            self._move(holder, "rotation", frames, turns)
        if not stands_still(fovs):
            self.extensions.add(_POINTER)
            pointer = {"pointer": f"/cameras/{number}/perspective/yfov"}
            self._channel({"path": "pointer", "extensions": {_POINTER: pointer}}, frames, fovs)
        return holder

    def _lamp(self, number: int, lamp: Lamp) -> int:
        """A node with its light; where the scene is elsewhere it has no strength."""
        self.extensions.add(_LIGHTS)
        kind = "directional" if lamp.kind == "far" else "point"
        strength = round(lamp.strength, 4)
        self.lights.append({"name": lamp.name, "type": kind, "color": list(lamp.colour), "intensity": strength})
        node: dict[str, Any] = {"name": lamp.name, "extensions": {_LIGHTS: {"light": number}}}
        if lamp.kind == "far":
            node["rotation"] = quaternions(lamp.turn[None])[0].tolist()
        else:
            node["translation"] = list(lamp.place)
        if not always(lamp.frames, self.stage.frames):
            self.extensions.add(_POINTER)
            changes = there(lamp.frames, self.stage.frames)
            rows = np.array([strength if on else 0.0 for _, on in changes])
            pointer = {"pointer": f"/extensions/{_LIGHTS}/lights/{number}/intensity"}
            target = {"path": "pointer", "extensions": {_POINTER: pointer}}
            self._channel(target, [frame for frame, _ in changes], rows, "STEP")
        return self.file.add("nodes", node)

    def _mesh(self, name: str, mesh: Mesh, more: dict[str, int]) -> int:
        attributes = {
            "POSITION": self.file.attribute(mesh.vertices, bounds=True),
            "NORMAL": self.file.attribute(_unit(mesh.normals)),
            **more,
        }
        on_picture = attributes
        if (mesh.texture >= 0).any():
            on_picture = attributes | {"TEXCOORD_0": self.file.attribute(mesh.uv)}
        primitives = [
            {
                "attributes": on_picture if paint.picture >= 0 else attributes,
                "indices": self.file.indices(mesh.faces[triangles]),
                "material": self._material(mesh, paint),
            }
            for paint, triangles in painted(mesh)
        ]
        return self.file.add("meshes", {"name": name, "primitives": primitives})

    def _material(self, mesh: Mesh, paint: Paint) -> int:
        image = picture_of(mesh, paint)
        key = (paint.colour, paint.glows, paint.one_sided, None if image is None else image.tobytes())
        if key not in self.paints:
            surface: dict[str, Any] = {
                "baseColorFactor": [*paint.rgb, 1.0],
                "metallicFactor": 0.0,
                "roughnessFactor": 0.9,
            }
            if image is not None:
                texture = self.file.add("textures", {"source": self.file.image(png(image))})
                surface["baseColorTexture"] = {"index": texture}
            material: dict[str, Any] = {"name": paint.name, "pbrMetallicRoughness": surface}
            material["doubleSided"] = not paint.one_sided
            if paint.glows:
                material["emissiveFactor"] = list(paint.rgb)
            self.paints[key] = self.file.add("materials", material)
        return self.paints[key]

    def _hide(self, node: int, frames: list[int]) -> None:
        """Nothing of it while it is not there."""
        if not always(frames, self.stage.frames):
            changes = there(frames, self.stage.frames)
            scales = np.array([[1.0 if shown else 0.0] * 3 for _, shown in changes])
            self._move(node, "scale", [frame for frame, _ in changes], scales, "STEP")

    def _move(self, node: int, path: str, frames: list[int], values: Any, way: str = "LINEAR") -> None:
        self._channel({"node": node, "path": path}, frames, values, way)

    def _channel(self, target: dict[str, Any], frames: list[int], values: Any, way: str = "LINEAR") -> None:
        seconds = np.array([float(frame / self.stage.rate) for frame in frames], np.float32)
        sampler = {
            "input": self.file.numbers(seconds, bounds=True),
            "output": self.file.numbers(np.asarray(values, np.float32)),
            "interpolation": way,
        }
        self.samplers.append(sampler)
        self.channels.append({"sampler": len(self.samplers) - 1, "target": target})


def _unit(normals: Any) -> Any:
    """Normals of length one: a sum of opposed ones points up."""
    length = np.linalg.norm(normals, axis=1, keepdims=True)
    return np.where(length > 1e-6, normals / np.maximum(length, 1e-6), (0.0, 0.0, 1.0)).astype(np.float32)
