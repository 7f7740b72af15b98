"""Frames into files: one ffmpeg child a stream, fed through a pipe, killed on any failure.

The picture keeps film.segments' contract.  Passes are lossless in Matroska.
"""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Self

import av
import ffmpeg
import imageio_ffmpeg
import numpy as np
import numpy.typing as npt

from film.clips import PassName
from film.errors import RenderError
from film.plan import Format
from film.segments import encoder_options, raw_video

_PIXELS: dict[PassName, str] = {
    "depth": "gray16le", "normal": "rgb24", "id": "gray", "inverse_depth": "gray", "edges": "gray", "softedge": "gray",
    "pose": "rgb24", "flow": "rgb48le", "flow_colour": "rgb24",
}  # fmt: skip
PASS_FILES: dict[PassName, str] = {**{name: f"{name}.mkv" for name in _PIXELS}, "camera": "camera.json"}
_FFV1: dict[str, str | int] = {"c:v": "ffv1", "level": 3, "coder": 0, "context": 0, "g": 1, "slices": 4, "slicecrc": 1}
_RGB: dict[str, str | int] = {"c:v": "libx264rgb", "qp": 0, "preset": "ultrafast", "g": 24, "pix_fmt": "rgb24"}
_CODECS: dict[str, dict[str, str | int]] = {
    "gray16le": {**_FFV1, "pix_fmt": "gray16le"},
    "gray": {**_FFV1, "pix_fmt": "gray"},
    "rgb24": _RGB,
    "rgb48le": {**_FFV1, "pix_fmt": "gbrp16le"},
}
"""By pixels; none loses anything.  Measured at 960x540, one core: depth 83 KB and 8 ms a frame; id 1.5 KB and 3 ms;
flow 24 KB (camera still) to 184 KB (moving) and 10 to 17 ms; normals in FFV1 would take 110 KB and 15 ms, in lossless
H.264 they take 37 KB (camera still) to 144 KB (moving) and 5 ms."""

_PIPE = 1 << 20
"""Bytes that may wait in a pipe, where the system lets them (Linux): an encoder's pauses do not hold the drawing."""

_PATIENCE = 120
"""Seconds that an encoder may take to finish after its last frame."""


def picture_command(format_: Format, path: Path) -> list[str]:
    """The command line that encodes planes, as yuv.yuv420 makes them, from its standard input to a segment."""
    stream = _raw(format_, "yuv420p", colorspace="bt709", color_range="tv")
    return _command(stream.output(str(path), **encoder_options(format_.rate)))


def pass_command(name: PassName, format_: Format, path: Path) -> list[str]:
    """The command line that encodes a pass from its standard input without loss."""
    exact = {"threads": 1, "fflags": "+bitexact", "flags": "+bitexact", "map_metadata": -1, "format": "matroska"}
    return _command(_raw(format_, _PIXELS[name]).output(str(path), **_CODECS[_PIXELS[name]], **exact))


def _raw(format_: Format, pixels: str, **more: str) -> ffmpeg.nodes.FilterableStream:
    """Raw frames on standard input.  ffmpeg-python wants the size as a pair: it takes a text's first two letters."""
    options = {**raw_video(format_), "pix_fmt": pixels, "video_size": (format_.width, format_.height), **more}
    return ffmpeg.input("pipe:", **options)


def _command(stream: ffmpeg.nodes.OutputStream) -> list[str]:
    arguments: Sequence[str] = stream.overwrite_output().get_args()
    return [imageio_ffmpeg.get_ffmpeg_exe(), "-hide_banner", "-loglevel", "error", "-nostdin", *arguments]


class Encoder:
    """A running encoder.  Leaving the block finishes the file; leaving it by an exception kills the child."""

    def __init__(self, command: list[str], path: Path) -> None:
        self.path = path
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the child in _end
        try:
            self._child = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=self._errors, pipesize=_PIPE
            )
        except OSError as error:
            self._errors.close()
            raise RenderError(
                f"ffmpeg does not start: {error.strerror}", where=path.name, do="Install again"
            ) from error

    def write(self, frame: npt.NDArray[np.generic]) -> None:
        """One frame, C-contiguous, of the size and pixels that the command names."""
        pipe = self._child.stdin
        try:
            if pipe is not None:
                pipe.write(np.ascontiguousarray(frame).data)
        except OSError as error:
            raise self._failure() from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self._finish()
        finally:
            self._end()

    def _finish(self) -> None:
        try:
            if self._child.stdin is not None:
                self._child.stdin.close()
            code = self._child.wait(_PATIENCE)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise self._failure() from error
        if code != 0:
            raise self._failure()

    def _failure(self) -> RenderError:
        """What ffmpeg said first, which is the cause, and last."""
        self._stop()
        self._errors.seek(0)
        lines = self._errors.read().decode("utf-8", "replace").strip().splitlines()
        said = "; ".join(dict.fromkeys([lines[0], lines[-1]])) if lines else f"exit status {self._child.returncode}"
        return RenderError(f"the encoder of {self.path.name} failed: {said}", do="Is the disk full or read-only?")

    def _stop(self) -> None:
        if self._child.poll() is None:
            self._child.kill()
            self._child.wait()

    def _end(self) -> None:
        self._stop()
        if self._child.stdin is not None and not self._child.stdin.closed:
            with suppress(OSError):  # what was still buffered has nobody left to read it
                self._child.stdin.close()
        self._errors.close()


def frames_in_file(path: Path) -> tuple[int, Fraction | None]:
    """Coded frames counted packet by packet, and the stream's rate."""
    try:
        with av.open(str(path)) as container:
            stream = container.streams.video[0]
            count = sum(1 for packet in container.demux(stream) if packet.size)
            return count, stream.average_rate
    except (av.error.FFmpegError, IndexError) as error:
        raise RenderError(f"the file written cannot be read back: {error}", where=path.name) from error
