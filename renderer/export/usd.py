"""A stage as USD's text format (OpenUSD's .usda): what glTF has, and zooms and visibility that every reader knows.

Written as text by hand: the format is plain, and Pixar's own library would be 150 MB under a licence of its own.
Metres, z up.  A camera's lens and sensor are in tenths of the stage's unit, as USD wants them: 35 mm is 0.35.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

import numpy as np

from renderer.export.curves import Floats, always, local_turns, quaternions, stands_still, there
from renderer.export.lights import Lamp, Sky
from renderer.export.paint import Paint, painted, picture_of, png
from renderer.export.stage import Actor, Camera, Stage, Thing
from renderer.export.usdtext import block, matrix, number, numbers, prim_name, quoted, samples, tuples, unlike, words
from renderer.previs.mesh import Ints, Mesh, solid_of

_TENTHS = 100.0
"""Millimetres in a tenth of a metre."""


def usda(stage: Stage) -> tuple[str, dict[str, bytes]]:
    """The stage as the text of a .usda file, and the pictures (PNG) that it wants beside it, by file name."""
    writer = _Writer(stage)
    return writer.text(), writer.pictures


class _Writer:
    """One layer in the making."""

    def __init__(self, stage: Stage) -> None:
        self.stage, self.root = stage, prim_name(stage.name)
        self.paints: dict[str, list[str]] = {}
        self.pictures: dict[str, bytes] = {}

    def text(self) -> str:
        """The whole layer."""
        stage = self.stage
        called = [thing.name for thing in stage.things] + [actor.name for actor in stage.actors]
        called += [camera.name for camera in stage.cameras] + [lamp.name for lamp in stage.lamps]
        called += [sky.name for sky in stage.skies]
        names = iter(unlike(called))
        body = [line for thing in stage.things for line in self._thing(thing, next(names))]
        body += [line for actor in stage.actors for line in self._actor(actor, next(names))]
        body += [line for camera in stage.cameras for line in self._camera(camera, next(names))]
        body += [line for lamp in stage.lamps for line in self._lamp(lamp, next(names))]
        body += [line for sky in stage.skies for line in self._sky(sky, next(names))]
        looks = block("Scope", "Looks", [line for look in self.paints.values() for line in look])
        rate = number(float(stage.rate))
        head = [
            "#usda 1.0", "(", f'  defaultPrim = "{self.root}"', "  metersPerUnit = 1", '  upAxis = "Z"',
            "  startTimeCode = 0", f"  endTimeCode = {stage.frames - 1}", f"  timeCodesPerSecond = {rate}",
            f"  framesPerSecond = {rate}", ")", "",
        ]  # fmt: skip
        return "\n".join([*head, *block("Xform", self.root, [*looks, *body]), ""])

    def _thing(self, thing: Thing, name: str) -> list[str]:
        matrices = np.stack(thing.matrices)
        lines = self._mesh(thing.mesh) + self._shown(thing.frames)
        if not stands_still(matrices):
            moves = samples({frame: matrix(rows) for frame, rows in zip(thing.frames, matrices, strict=True)})
            lines += [f"matrix4d xformOp:transform.timeSamples = {moves}", _ORDER]
        elif not np.array_equal(matrices[0], np.eye(4)):
            lines += [f"matrix4d xformOp:transform = {matrix(matrices[0])}", _ORDER]
        return block("Mesh", name, lines, meta=[_BINDS])

    def _actor(self, actor: Actor, name: str) -> list[str]:
        rest, bones, shares, skeleton = actor.body.rig
        paths = _paths(list(skeleton.index), skeleton.parents)
        mesh = solid_of(rest, actor.body.rest_normals(), actor.body.faces, actor.body.colours)
        row = 'elementSize = 4; interpolation = "vertex"'
        skin = [
            f"int[] primvars:skel:jointIndices = {numbers(bones.ravel().tolist())} ({row})",
            f"float[] primvars:skel:jointWeights = {numbers(shares.ravel().tolist())} ({row})",
            f"matrix4d primvars:skel:geomBindTransform = {matrix(np.eye(4))}",
            f"rel skel:skeleton = </{self.root}/{name}/bones>",
        ]
        looks = unlike(actor.looks)
        skin += _blends(actor, looks, f"/{self.root}/{name}/body")
        binds = ['prepend apiSchemas = ["MaterialBindingAPI", "SkelBindingAPI"]']
        lines = [
            *self._shown(actor.frames),
            *_skeleton(actor, paths, looks, f"/{self.root}/{name}/bones/motion"),
            *block("Mesh", "body", [*self._mesh(mesh), *skin], meta=binds),
        ]
        return block("SkelRoot", name, lines, meta=['prepend apiSchemas = ["SkelBindingAPI"]'])

    def _camera(self, camera: Camera, name: str) -> list[str]:
        frames = range(camera.first, camera.first + len(camera.views))
        matrices, lenses = {}, {}
        for frame, view in zip(frames, camera.views, strict=True):
            right, up, forward = (np.asarray(axis) for axis in view.axes())
            stand = np.eye(4)
            stand[:3, :4] = np.column_stack([right, up, -forward, view.position])
            matrices[frame], lenses[frame] = matrix(stand), number(view.focal_mm / _TENTHS)
        gate = camera.film.gate
        lens = _changing("float focalLength", lenses)
        lines = [
            lens,
            f"float horizontalAperture = {number(gate.width / _TENTHS)}",
            f"float verticalAperture = {number(gate.height / _TENTHS)}",
            *_focus(camera),
            "float2 clippingRange = (0.05, 5000)",
            f"custom string storyreel:shot = {quoted(camera.name)}",
            f"custom int2 storyreel:frames = ({camera.first}, {camera.first + len(camera.views)})",
            _changing("matrix4d xformOp:transform", matrices),
            _ORDER,
        ]
        return block("Camera", name, lines)

    def _lamp(self, lamp: Lamp, name: str) -> list[str]:
        """Normalised, so that a strength is what falls on a card however wide the lamp is (UsdLux)."""
        stand = np.eye(4)
        far = lamp.kind == "far"
        if far:
            stand[:3, :3] = lamp.turn
        else:
            stand[:3, 3] = lamp.place
        shape = ["float inputs:angle = 0.53"] if far else ["float inputs:radius = 0.05", "bool treatAsPoint = 1"]
        lines = [
            *shape,
            f"color3f inputs:color = ({', '.join(map(number, lamp.colour))})",
            f"float inputs:intensity = {number(round(lamp.strength * (1 if far else 4), 4))}",
            "bool inputs:normalize = 1",
            f"matrix4d xformOp:transform = {matrix(stand)}",
            _ORDER,
            *self._shown(lamp.frames),
        ]
        return block("DistantLight" if far else "SphereLight", name, lines)

    def _sky(self, sky: Sky, name: str) -> list[str]:
        lines = [f"color3f inputs:color = ({', '.join(map(number, sky.mean))})", "float inputs:intensity = 1"]
        return block("DomeLight", name, [*lines, *self._shown(sky.frames)])

    def _mesh(self, mesh: Mesh) -> list[str]:
        lines = [
            f"point3f[] points = {tuples(mesh.vertices)}",
            f'normal3f[] normals = {tuples(mesh.normals)} (interpolation = "vertex")',
            f"int[] faceVertexCounts = {numbers([3] * len(mesh.faces))}",
            f"int[] faceVertexIndices = {numbers(mesh.faces.ravel().tolist())}",
            'uniform token subdivisionScheme = "none"',
            f"float3[] extent = {tuples(np.stack([mesh.vertices.min(0), mesh.vertices.max(0)]))}",
        ]
        if (mesh.texture >= 0).any():
            st = np.column_stack([mesh.uv[:, 0], 1 - mesh.uv[:, 1]])  # USD's pictures begin at their bottom
            lines.append(f'texCoord2f[] primvars:st = {tuples(st)} (interpolation = "vertex")')
        groups = painted(mesh)
        sided = all(paint.one_sided for paint, _ in groups)
        lines.append(f"uniform bool doubleSided = {int(not sided)}")
        if len(groups) == 1:
            return [*lines, self._bound(mesh, groups[0][0])]
        lines.append('uniform token subsetFamily:materialBind:familyType = "partition"')
        names = unlike(paint.name for paint, _ in groups)
        for name, (paint, triangles) in zip(names, groups, strict=True):
            lines += self._subset(mesh, name, paint, triangles)
        return lines

    def _subset(self, mesh: Mesh, name: str, paint: Paint, triangles: Ints) -> list[str]:
        lines = [
            'uniform token elementType = "face"',
            'uniform token familyName = "materialBind"',
            f"int[] indices = {numbers(triangles.tolist())}",
            self._bound(mesh, paint),
        ]
        return block("GeomSubset", name, lines, meta=[_BINDS])

    def _bound(self, mesh: Mesh, paint: Paint) -> str:
        image = picture_of(mesh, paint)
        name = prim_name(paint.name)
        if image is not None:
            name = f"picture_{sha256(image.tobytes()).hexdigest()[:12]}"
            self.pictures[f"{name}.png"] = png(image)
        self.paints.setdefault(name, _look(name, paint, textured=image is not None))
        return f"rel material:binding = </{self.root}/Looks/{name}>"

    def _shown(self, frames: Sequence[int]) -> list[str]:
        if always(frames, self.stage.frames):
            return []
        changes = there(frames, self.stage.frames)
        words_ = {frame: '"inherited"' if shown else '"invisible"' for frame, shown in changes}
        return [f"token visibility.timeSamples = {samples(words_)}"]


_ORDER = 'uniform token[] xformOpOrder = ["xformOp:transform"]'
_BINDS = 'prepend apiSchemas = ["MaterialBindingAPI"]'


def _look(name: str, paint: Paint, *, textured: bool) -> list[str]:
    """A material of USD's plain preview surface."""
    colour = f"({', '.join(map(number, paint.rgb))})"
    inputs = ["diffuseColor", "emissiveColor"] if paint.glows else ["diffuseColor"]
    shown = ".connect = <../picture.outputs:rgb>" if textured else f" = {colour}"
    surface = [
        'uniform token info:id = "UsdPreviewSurface"',
        *(f"color3f inputs:{each}{shown}" for each in inputs),
        "float inputs:metallic = 0",
        "float inputs:roughness = 0.9",
        "token outputs:surface",
    ]
    lines = ["token outputs:surface.connect = <surface.outputs:surface>", *block("Shader", "surface", surface)]
    if textured:
        picture = [
            'uniform token info:id = "UsdUVTexture"',
            f"asset inputs:file = @./{name}.png@",
            'token inputs:sourceColorSpace = "sRGB"',
            "float2 inputs:st.connect = <../place.outputs:result>",
            "float3 outputs:rgb",
        ]
        place = [
            'uniform token info:id = "UsdPrimvarReader_float2"',
            'string inputs:varname = "st"',
            "float2 outputs:result",
        ]
        lines += [*block("Shader", "picture", picture), *block("Shader", "place", place)]
    return block("Material", name, lines)


def _blends(actor: Actor, looks: Sequence[str], body: str) -> list[str]:
    """The looks of a face as blend shapes of its body: only the vertices that they move."""
    if not looks:
        return []
    lines = [
        f"uniform token[] skel:blendShapes = {words(looks)}",
        f"rel skel:blendShapeTargets = [{', '.join(f'<{body}/{look}>' for look in looks)}]",
    ]
    for name, look in zip(actor.looks, looks, strict=True):
        field = actor.body.look(name)
        moved = np.flatnonzero(np.abs(field).max(axis=1))
        shape = [
            f"uniform vector3f[] offsets = {tuples(field[moved])}",
            f"uniform int[] pointIndices = {numbers(moved.tolist())}",
        ]
        lines += block("BlendShape", look, shape)
    return lines


def _skeleton(actor: Actor, paths: Sequence[str], looks: Sequence[str], motion: str) -> list[str]:
    skeleton = actor.body.rig.skeleton
    bind = np.tile(np.eye(4), (len(paths), 1, 1))
    rest = bind.copy()
    bind[:, :3, 3], rest[:, :3, 3] = skeleton.heads, skeleton.steps
    rest[0, :3, 3] = skeleton.heads[0]
    joints = f"uniform token[] joints = {words(paths)}"
    turns = local_turns(np.stack(actor.turns), skeleton.parents)
    rows = np.stack([quaternions(turns[:, bone]) for bone in range(len(paths))], 1)[..., [3, 0, 1, 2]]
    places = np.tile(skeleton.steps, (len(actor.frames), 1, 1))
    places[:, 0] = np.stack(actor.places)[:, 0]
    animation = [
        joints,
        f"quatf[] rotations.timeSamples = {_rows(actor.frames, rows)}",
        f"float3[] translations.timeSamples = {_rows(actor.frames, places)}",
        f"half3[] scales = {tuples(np.ones((len(paths), 3)))}",
    ]
    if looks:
        shown = {frame: numbers(row) for frame, row in zip(actor.frames, actor.shares().tolist(), strict=True)}
        animation += [
            f"uniform token[] blendShapes = {words(looks)}",
            f"float[] blendShapeWeights.timeSamples = {samples(shown)}",
        ]
    lines = [
        joints,
        f"uniform matrix4d[] bindTransforms = [{', '.join(map(matrix, bind))}]",
        f"uniform matrix4d[] restTransforms = [{', '.join(map(matrix, rest))}]",
        f"rel skel:animationSource = <{motion}>",
        *block("SkelAnimation", "motion", animation),
    ]
    return block("Skeleton", "bones", lines, meta=['prepend apiSchemas = ["SkelBindingAPI"]'])


def _rows(frames: Sequence[int], rows: Floats) -> str:
    return samples({frame: tuples(row) for frame, row in zip(frames, rows, strict=True)})


def _focus(camera: Camera) -> list[str]:
    """The stop and the plane of focus of a shot that has one; without a stop USD takes all to be sharp."""
    stop = camera.views[0].stop
    if stop is None:
        return []
    metres = {camera.first + i: number(view.focused) for i, view in enumerate(camera.views)}
    return [f"float fStop = {number(stop)}", _changing("float focusDistance", metres)]


def _changing(name: str, values: dict[int, str]) -> str:
    """An attribute, with samples only where it changes at all."""
    if len(set(values.values())) == 1:
        return f"{name} = {next(iter(values.values()))}"
    return f"{name}.timeSamples = {samples(values)}"


def _paths(names: Sequence[str], parents: Sequence[int]) -> list[str]:
    """Each bone's path from the root."""
    paths: list[str] = []
    for name, parent in zip(names, parents, strict=True):
        own = prim_name(name)
        paths.append(own if parent < 0 else f"{paths[parent]}/{own}")
    return paths
