"""A graphics card that answers: its context, our programs on it, and how it fails.

moderngl is imported here alone, and only when a context is asked for.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from film.errors import RenderError

if TYPE_CHECKING:
    import moderngl

NEEDS = 330
"""The OpenGL that is asked for, 3.3: the least that has whole numbers in textures and a triangle's number in a shader;
macOS has 4.1."""

ROW = 2048
"""Entries in a line of a texture that holds a list."""

_SOFTWARE = (
    "llvmpipe", "lavapipe", "softpipe", "swrast", "swiftshader", "software rasterizer", "software renderer",
    "mesa offscreen", "osmesa", "microsoft basic", "gdi generic",
)  # fmt: skip
"""Renderers, by parts of their names, that are a processor and no card: our own kernels are faster there."""

_MOST_CARDS = 8


class CardError(RenderError):
    """The card could not draw: no context, no memory, a driver's error.  The message is one line."""


class Machine:
    """A context and the programs compiled on it.  ``name`` is what the driver calls the renderer."""

    def __init__(self, context: moderngl.Context) -> None:
        self.context = context
        self.name = str(context.info["GL_RENDERER"])
        context.gc_mode = "auto"  # a shot's textures go with its canvas

    @property
    def software(self) -> bool:
        """Whether it is no card but a processor."""
        return is_software(self.name)

    @cached_property
    def visible(self) -> moderngl.Program:
        """Which triangle is nearest."""
        return self._program("visible.vert", "visible.frag")

    @cached_property
    def empty(self) -> moderngl.Program:
        """Nothing but sky."""
        return self._program("whole.vert", "empty.frag")

    @cached_property
    def chart(self) -> moderngl.Program:
        """The key's shadow chart."""
        return self._program("chart.vert", "chart.frag")

    @cached_property
    def paint(self) -> moderngl.Program:
        """Light, and the passes beside the picture."""
        parts = ("patterns.glsl", "light.glsl", "sky.glsl", "lighting.glsl", "surface.glsl", "water.glsl", "paint.frag")
        return self._program("whole.vert", *parts)

    def _program(self, vertex: str, *fragment: str) -> moderngl.Program:
        return self.context.program(vertex_shader=_source(vertex), fragment_shader=_source(*fragment))

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Whatever goes wrong inside, or went wrong unseen, is a ``CardError``."""
        try:
            yield
            wrong = self.context.error
        except CardError:
            raise
        except Exception as error:
            raise CardError(_line(error)) from error
        if wrong != "GL_NO_ERROR":
            raise CardError(wrong)


def is_software(name: str) -> bool:
    """Whether a renderer of this name draws with a processor."""
    return any(part in name.lower() for part in _SOFTWARE)


def no_card(name: str) -> str:
    """Why a renderer of this name is not taken."""
    return f"only {name} answers, which is no graphics card"


def opened(*, software: bool = False) -> Machine:
    """A context of the system's own kind: EGL (Linux, without any display), CGL (macOS), WGL (Windows).

    Of several cards the first that is one.  With ``software`` any renderer will do.  Raises CardError with the reason.
    """
    try:
        import moderngl
    except ImportError as error:
        raise CardError("moderngl is not installed (pip install 'storyreel[gl]')") from error
    reasons: list[str] = []
    for number in range(_MOST_CARDS if sys.platform.startswith("linux") else 1):
        options: dict[str, Any] = {"backend": "egl", "device_index": number} if sys.platform.startswith("linux") else {}
        try:
            machine = Machine(moderngl.create_standalone_context(require=NEEDS, **options))
        except Exception as error:
            reasons.append(_line(error))
            continue
        if software or not machine.software:
            return machine
        reasons.insert(0, no_card(machine.name))
        machine.context.release()
    raise CardError(reasons[0])


def _source(*names: str) -> str:
    """The text of a shader: what all share, and its own parts one after the other."""
    texts = [(files(__package__) / name).read_text(encoding="utf-8") for name in ("words.glsl", *names)]
    return "\n".join(["#version 330 core", f"const int ROW = {ROW};", *texts])


def _line(error: Exception) -> str:
    said = " ".join(str(error).split()) or type(error).__name__
    return said if len(said) <= 200 else f"{said[:200]}…"
