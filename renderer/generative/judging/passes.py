"""Files of frames, read as a stream: a picture or a pass of pictures, frame after frame, one of them held at a time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import av
import numpy as np
import numpy.typing as npt

from film.errors import RenderError

Pixels = Literal["rgb24", "gray", "rgb48le"]


class Footage:
    """The frames of a file in their order: ``at`` goes forward to the one asked for, never back.

    Frames that are passed over are decoded, as those after them need them, but no pixel of them is looked at.
    """

    def __init__(self, file: Path, pixels: Pixels) -> None:
        self._file, self._pixels = file, pixels
        self._frames: Iterator[av.VideoFrame] | None = None
        self._index = -1
        self._frame: av.VideoFrame | None = None
        self._held: npt.NDArray[Any] | None = None

    def at(self, index: int) -> npt.NDArray[Any]:
        """Frame ``index``, (h, w, 3) or, of grey, (h, w).  Raises RenderError where the file has none, or is none.

        The array is the same one when a frame is asked for twice: it is not to be written to.
        """
        if index < self._index:
            raise ValueError(f"{self._file.name} is read forwards: frame {index} was asked for after {self._index}")
        while self._index < index:
            self._next(index)
        if self._held is None:
            assert self._frame is not None
            self._held = np.ascontiguousarray(self._frame.to_ndarray(format=self._pixels))
        return self._held

    def close(self) -> None:
        """Lets the file go; it cannot be read any more."""
        self._frames, self._frame, self._held = iter(()), None, None

    def _next(self, wanted: int) -> None:
        if self._frames is None:
            self._frames = _decoded(self._file)
        try:
            self._frame, self._held = next(self._frames), None
        except StopIteration:
            do = "Draw the previs again"
            raise RenderError(f"there is no frame {wanted}", where=self._file.name, do=do) from None
        except (av.FFmpegError, IndexError, OSError) as error:
            do = "Draw the previs again"
            raise RenderError(f"cannot be read: {error}", where=self._file.name, do=do) from error
        self._index += 1


def _decoded(file: Path) -> Iterator[av.VideoFrame]:
    with av.open(f"file:{file}") as container:
        stream = container.streams.video[0]
        stream.codec_context.thread_count = 1
        yield from container.decode(stream)
