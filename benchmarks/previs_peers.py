"""One scene of ours drawn by moderngl; run by previs.py in the Python that has it, never imported.

``previs_peers.py SCENE.npz`` prints one line of JSON: name, CPU and wall milliseconds a frame.  The scene
is what previs.py wrote: vertices, normals and faces (m, 3), a colour and an owner a face, and the camera.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
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


def main() -> None:
    """Draws, prints."""
    with np.load(sys.argv[1]) as file:
        scene = {name: file[name] for name in file.files}
    print(json.dumps(moderngl(scene)))


if __name__ == "__main__":
    main()
