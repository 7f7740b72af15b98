"""A pass of the previs as a model reads it: three channels from 0 to 255, placed in its frame (docs/passes.md)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import av
import numpy as np
import numpy.typing as npt
from av.video.stream import VideoStream

from film.errors import RenderError
from renderer.generative.brief import content_of
from renderer.generative.seam import Control, ControlKind, Fit, Frames
from renderer.generative.shaping.placing import placed

_GREY: frozenset[ControlKind] = frozenset({"inverse_depth", "edges", "softedge"})
_KEPT = {True: ("gray", "yuvj420p"), False: ("gbrp",)}
"""Pixels that a pass is found to have, by whether it is grey: H.264 without chroma may be read as with an even one."""
_SIDE = 4096
"""Pixels: the longest side of a film's picture."""
_AGAIN = "Draw the previs again"


def control_frames(control: Control, fit: Fit) -> Frames:
    """The control video of a job: (n, fit.height, fit.width, 3), one for each of ``control.frames``.

    Our ``flow_colour`` says of a frame where its points go, and models learnt from pictures that say where they came
    from, with the first twice (docs/passes.md, Wan VACE): there each frame is steered by the one before it.

    Only the frames that are asked for are turned into pictures, and one is held at a time besides the result.  Raises
    RenderError for a file that is not there, not the one that was meant, of other pixels, or without such a frame.
    """
    _check(control)
    places: dict[int, list[int]] = {}
    late, grey = int(control.kind == "flow_colour"), control.kind in _GREY
    for place, wanted in enumerate(control.frames):
        places.setdefault(max(wanted - late, 0), []).append(place)
    video = np.empty((len(control.frames), fit.height, fit.width, 3), np.uint8)
    try:
        for number, frame in enumerate(_decoded(control.file, grey)):
            if number in places:
                shown = placed(_pixels(frame, grey), fit, control.kind)
                video[places.pop(number)] = shown[..., None] if grey else shown
            if not places:
                return video
    except (av.FFmpegError, OSError) as error:
        raise RenderError(
            f"the pass cannot be read: {error.strerror or error}", where=control.file.name, do=_AGAIN
        ) from error
    raise RenderError(f"the pass has no frame {min(places)}", where=control.file.name, do=_AGAIN)


def _check(control: Control) -> None:
    """Raises RenderError for a file that is not the one that was meant."""
    try:
        content = content_of(control.file)
    except OSError as error:
        what = f"the pass cannot be read: {error.strerror or error}"
        raise RenderError(what, where=control.file.name, do=_AGAIN) from error
    if content != control.content:
        raise RenderError("the pass is not the one that the shot was ordered with", where=control.file.name, do=_AGAIN)


def _decoded(file: Path, grey: bool) -> Iterator[av.VideoFrame]:
    """Every frame of a pass, in order; of the pixels and size that the file promises."""
    with av.open(f"file:{file}", format="matroska") as container:
        stream = next(iter(container.streams.video), None)
        if stream is None or not _is_pass(stream, grey):
            raise RenderError("this is no such pass", where=file.name, do=_AGAIN)
        stream.codec_context.thread_count = 1
        size = stream.codec_context.width, stream.codec_context.height
        for frame in container.decode(stream):
            if (frame.width, frame.height) != size:
                raise RenderError("the pass changes its size", where=file.name, do=_AGAIN)
            yield frame


def _is_pass(stream: VideoStream, grey: bool) -> bool:
    codec = stream.codec_context
    return (
        codec is not None
        and str(codec.pix_fmt) in _KEPT[grey]
        and 0 < codec.width <= _SIDE
        and 0 < codec.height <= _SIDE
    )


def _pixels(frame: av.VideoFrame, grey: bool) -> npt.NDArray[np.uint8]:
    """(h, w) of grey, else (h, w, 3)."""
    pixels: npt.NDArray[Any] = frame.to_ndarray(format="gray" if grey else "rgb24")
    return pixels
