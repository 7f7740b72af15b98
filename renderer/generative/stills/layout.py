"""Where everything is in a shot's first frame, as an image model is shown it."""

from __future__ import annotations

from film.errors import RenderError
from renderer.generative.brief import ShotBrief, content_of
from renderer.generative.images import Picture
from renderer.generative.judging.passes import Footage
from renderer.generative.seam import Control, ControlKind, Fit
from renderer.generative.shaping.controls import control_frames
from renderer.generative.shaping.placing import placed
from renderer.generative.stills.seam import Layout, LayoutUse

SHOWN: tuple[ControlKind, ...] = ("inverse_depth", "softedge", "edges", "pose")
"""Passes that an edit model is shown, the best first: depth says most of where things are and nothing of how they
look, where the previs' own picture would hand its grey figures down too."""


def layout_of(brief: ShotBrief, use: LayoutUse) -> Layout | None:
    """The layout of a shot for a model that does that with one; None where there is none."""
    if use == "none":
        return None
    kind = next((kind for kind in SHOWN if kind in brief.clip.passes), None) if use == "shown" else None
    if kind is not None:
        return Layout(kind=kind, file=brief.clip.passes[kind], content=brief.contents[kind])
    try:
        return Layout(kind="picture", file=brief.clip.picture, content=content_of(brief.clip.picture))
    except OSError as error:
        what = f"the previs cannot be read: {error.strerror or error}"
        raise RenderError(what, where=brief.clip.picture.name, do="Draw the previs again") from error


def laid_out(layout: Layout, fit: Fit) -> Picture:
    """Its first frame in the model's frame: (fit.height, fit.width, 3).  Raises RenderError where it cannot be read."""
    if layout.kind != "picture":
        control = Control(kind=layout.kind, file=layout.file, content=layout.content, frames=(0,))
        picture: Picture = control_frames(control, fit)[0]
        return picture
    footage = Footage(layout.file, "rgb24")
    try:
        return placed(footage.at(0), fit)
    finally:
        footage.close()
