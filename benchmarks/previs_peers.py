"""One scene of ours drawn by moderngl or by Blender; run by previs.py in a Python that has one, never imported.

``previs_peers.py SCENE.npz [PICTURE]`` prints one line of JSON: name, CPU and wall milliseconds a frame; with a path
Blender's picture is kept there.  The scene is what previs.py wrote: vertices, normals and faces (m, 3), a colour and
an owner a face, and the camera.
"""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

_FRAMES = 10
_NEAR, _FAR = 0.05, 400.0

_VERTEX = """
#version 330
uniform mat4 eye; uniform mat4 lamp;
in vec3 at; in vec3 normal; in vec3 colour; in float owner;
out vec3 n; out vec3 c; out vec4 shade; flat out float id; out float deep;
void main() { gl_Position = eye * vec4(at, 1); n = normal; c = colour; shade = lamp * vec4(at, 1); id = owner;
              deep = gl_Position.w; }
"""
_FRAGMENT = """
#version 330
uniform sampler2DShadow chart; uniform vec3 light;
in vec3 n; in vec3 c; in vec4 shade; flat in float id; in float deep;
layout(location=0) out vec4 rgb; layout(location=1) out vec4 normal; layout(location=2) out float depth;
void main() {
  vec3 s = shade.xyz * 0.5 + 0.5; float lit = 0.0;
  for (int i = -1; i < 3; i++) for (int j = -1; j < 3; j++)
    lit += texture(chart, s + vec3(vec2(i, j) / 1024.0, -0.002)) / 16.0;
  float way = max(dot(normalize(n), light), 0.0);
  vec3 out_light = c * (0.35 + 0.2 * n.z + 1.2 * way * lit);
  rgb = vec4(pow(1.0 - exp(-1.35 * out_light), vec3(1 / 2.2)), 1);
  normal = vec4(normalize(n) * 0.5 + 0.5, id / 255.0); depth = deep;
}
"""
_SHADOW = "#version 330\nuniform mat4 lamp; in vec3 at; void main() { gl_Position = lamp * vec4(at, 1); }"


def timed(draw: Callable[[], Any]) -> dict[str, float]:
    """Milliseconds a frame after one that is not counted."""
    draw()
    wall, before = time.perf_counter(), _cpu()
    for _ in range(_FRAMES):
        draw()
    spent = _cpu() - before
    return {"cpu_ms": round(spent * 1000 / _FRAMES, 1), "wall_ms": round((time.perf_counter() - wall) * 100, 1)}


def _cpu() -> float:
    use = resource.getrusage(resource.RUSAGE_SELF)
    return use.ru_utime + use.ru_stime


def moderngl(scene: dict[str, Any]) -> dict[str, Any]:
    """Picture with a shadow chart of 1024, depth, normals and ids, multisampled four times, all read back."""
    import moderngl as gl

    context = gl.create_context(standalone=True, backend="egl")
    size = tuple(int(side) for side in scene["size"])
    corners = scene["faces"].ravel()
    rows = [scene["vertices"][corners], scene["normals"][corners], np.repeat(scene["colours"], 3, 0)]
    buffer = context.buffer(np.hstack([*rows, np.repeat(scene["owner"], 3)[:, None]]).astype("f4").tobytes())
    shader = context.program(vertex_shader=_VERTEX, fragment_shader=_FRAGMENT)
    caster = context.program(vertex_shader=_SHADOW, fragment_shader="#version 330\nvoid main() {}")
    picture = context.vertex_array(shader, [(buffer, "3f 3f 3f 1f", "at", "normal", "colour", "owner")])
    shadow = context.vertex_array(caster, [(buffer, "3f 28x", "at")])
    chart = context.depth_texture((1024, 1024))
    chart.compare_func = "<="
    lamp, eye = _lamp(scene), _eye(scene)
    for program, name, matrix in ((shader, "eye", eye), (shader, "lamp", lamp), (caster, "lamp", lamp)):
        program[name].write(matrix.T.astype("f4").tobytes())
    shader["light"].value = tuple(float(x) for x in scene["light"])
    kinds = ((4, "f1"), (4, "f1"), (1, "f4"))
    many = context.framebuffer(
        [context.renderbuffer(size, n, samples=4, dtype=kind) for n, kind in kinds],
        context.depth_renderbuffer(size, samples=4),
    )
    flat = context.framebuffer([context.renderbuffer(size, n, dtype=kind) for n, kind in kinds])
    charting = context.framebuffer(depth_attachment=chart)

    def draw() -> None:
        context.enable(gl.DEPTH_TEST)
        charting.use()
        charting.clear()
        shadow.render()
        many.use()
        many.clear(0.5, 0.6, 0.7)
        chart.use(0)
        picture.render()
        context.copy_framebuffer(flat, many)
        for number, (n, kind) in enumerate(kinds):
            flat.read(attachment=number, components=n, dtype=kind)

    return {"name": f"moderngl on {context.info['GL_RENDERER']}", **timed(draw)}


def _eye(scene: dict[str, Any]) -> Any:
    right, up, forward = scene["axes"]
    view = np.eye(4)
    view[:3, :3] = [right, up, -forward]
    view[:3, 3] = -view[:3, :3] @ scene["position"]
    lens = np.zeros((4, 4))
    lens[0, 0], lens[1, 1] = 1 / scene["half"]
    lens[2, 2], lens[2, 3] = -(_FAR + _NEAR) / (_FAR - _NEAR), -2 * _FAR * _NEAR / (_FAR - _NEAR)
    lens[3, 2] = -1
    return lens @ view


def _lamp(scene: dict[str, Any]) -> Any:
    light = scene["light"] / np.linalg.norm(scene["light"])
    across = np.cross([0, 0, 1], light)
    across /= np.linalg.norm(across)
    turn = np.eye(4)
    turn[:3, :3] = [across, np.cross(light, across), -light]
    reach = 12.0
    turn[:3, :3] /= reach
    turn[:3, 3] = -turn[:3, :3] @ (scene["position"] + 4 * scene["axes"][2])
    return turn


def blender(scene: dict[str, Any], picture: Path) -> dict[str, Any]:
    """Workbench, Blender's quickest engine: flat colours in studio light with shadows, eight samples a pixel.

    It has one pass, the picture, and gives it out as a file: a bitmap, which costs it next to nothing.
    """
    import bpy

    mesh = bpy.data.meshes.new("scene")
    mesh.from_pydata(scene["vertices"].tolist(), [], scene["faces"].tolist())
    paint = mesh.color_attributes.new("paint", "FLOAT_COLOR", "CORNER")
    colours = np.concatenate([scene["colours"], np.ones((len(scene["faces"]), 1))], 1)
    paint.data.foreach_set("color", np.repeat(colours, 3, 0).astype("f4").ravel())
    mesh.shade_smooth()
    mesh.update()
    stage = bpy.context.scene
    for each in list(stage.objects):
        bpy.data.objects.remove(each)
    stage.collection.objects.link(bpy.data.objects.new("scene", mesh))
    stage.camera = _blender_camera(bpy, scene)
    stage.collection.objects.link(stage.camera)
    stage.render.engine = "BLENDER_WORKBENCH"
    stage.display.render_aa = "8"
    look = stage.display.shading
    look.light, look.color_type, look.show_shadows, look.show_backface_culling = "STUDIO", "VERTEX", True, True
    stage.render.resolution_x, stage.render.resolution_y = (int(side) for side in scene["size"])
    stage.render.resolution_percentage = 100
    stage.render.image_settings.file_format = picture.suffix[1:].upper()
    stage.render.filepath = str(picture)
    times = timed(lambda: bpy.ops.render.render(write_still=True))
    return {"name": f"Blender {bpy.app.version_string} Workbench", **times}


def _blender_camera(bpy: Any, scene: dict[str, Any]) -> Any:
    import mathutils

    right, up, forward = scene["axes"]
    lens = bpy.data.cameras.new("camera")
    lens.sensor_fit, lens.sensor_width = "HORIZONTAL", 36.0
    lens.lens = 18.0 / float(scene["half"][0])
    lens.clip_start, lens.clip_end = _NEAR, _FAR
    camera = bpy.data.objects.new("camera", lens)
    matrix = np.eye(4)
    matrix[:3, 0], matrix[:3, 1], matrix[:3, 2], matrix[:3, 3] = right, up, -forward, scene["position"]
    camera.matrix_world = mathutils.Matrix(matrix.tolist())
    return camera


def main() -> None:
    """Draws, prints."""
    with np.load(sys.argv[1]) as file:
        scene = {name: file[name] for name in file.files}
    if find_spec("moderngl"):
        print(json.dumps(moderngl(scene)))
    elif len(sys.argv) > 2:
        print(json.dumps(blender(scene, Path(sys.argv[2]))))
    else:
        with tempfile.TemporaryDirectory() as folder:
            print(json.dumps(blender(scene, Path(folder) / "frame.bmp")))


if __name__ == "__main__":
    main()
