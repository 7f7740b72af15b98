"""What a job is shown, as pixels at the size that the model draws."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from PIL import Image as Pictures

from renderer.generative import images
from renderer.generative.seam import Frames, Work
from renderer.generative.shaping.controls import control_frames
from renderer.generative.shaping.placing import placed

Picture = npt.NDArray[np.uint8]
"""(h, w, 3), sRGB."""


class RefusedError(Exception):
    """The model does not take a job as it is."""


class Given(NamedTuple):
    """Frames and images of one size, the model's; references are of any size."""

    first: Picture | None = None
    last: Picture | None = None
    references: tuple[Picture, ...] = ()
    control: Frames | None = None
    head: Frames | None = None


def given_of(work: Work) -> Given:
    """Reads what the job shows.  Raises RenderError for an image or a pass that cannot be read, RefusedError where the
    frames that it is to go on from, or those that steer it, are not as many as it asks for."""
    job = work.job
    if job.control is not None and len(job.control.frames) != job.frames:
        raise RefusedError(f"is steered by a frame each, {job.frames}, and was given {len(job.control.frames)}")
    return Given(
        first=None if job.first is None else placed(images.load(job.first)[0], job.fit),
        last=None if job.last is None else placed(images.load(job.last)[0], job.fit),
        references=tuple(images.load(each)[0] for each in job.references),
        control=None if job.control is None else control_frames(job.control, job.fit),
        head=_head(work),
    )


def _head(work: Work) -> Frames | None:
    if not work.job.head:
        return None
    size = work.job.head, work.job.fit.height, work.job.fit.width, 3
    if work.head is None or work.head.shape != size:
        has = "none" if work.head is None else "x".join(map(str, work.head.shape[:3]))
        raise RefusedError(f"goes on from {work.job.head} frames of {size[2]}x{size[1]} and was given {has}")
    return work.head


def pictures(frames: Frames) -> list[Any]:
    """The frames for Pillow, as pipelines take them."""
    return [Pictures.fromarray(frame) for frame in frames]


def on_white(picture: Picture, width: int, height: int) -> Any:
    """The whole picture in the middle of white, as large as fits: how references are shown to Wan VACE."""
    whole = Pictures.fromarray(picture)
    scale = min(width / whole.width, height / whole.height)
    size = max(round(whole.width * scale), 1), max(round(whole.height * scale), 1)
    canvas = Pictures.new("RGB", (width, height), "white")
    canvas.paste(whole.resize(size, Pictures.Resampling.LANCZOS), ((width - size[0]) // 2, (height - size[1]) // 2))
    return canvas
