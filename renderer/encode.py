"""Frames into files, encoded in this process: no child to start, no pipe to copy through.

The picture keeps film.segments' contract.  Passes are lossless in Matroska.
"""

from __future__ import annotations

from contextlib import suppress
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

import av
import numpy as np
import numpy.typing as npt
from av.container import OutputContainer
from av.packet import Packet
from av.video.stream import VideoStream

from film.clips import PassName
from film.errors import RenderError
from film.plan import Format
from film.segments import codec_options, container_options

Options = dict[str, str | int]

_PIXELS: dict[PassName, str] = {
    "depth": "rgb24", "normal": "rgb24", "id": "gray", "inverse_depth": "gray", "edges": "gray", "softedge": "gray",
    "pose": "rgb24", "flow": "rgb48le", "flow_colour": "rgb24",
}  # fmt: skip
PASS_FILES: dict[PassName, str] = {**{name: f"{name}.mkv" for name in _PIXELS}, "camera": "camera.json"}

_LOSSLESS: Options = {"qp": 0, "preset": "ultrafast", "g": 48, "flags": "+cgop+bitexact"}
_FFV1: Options = {
    "level": 3, "coder": 0, "context": 0, "g": 1, "slices": 4, "slicecrc": 1, "flags": "+bitexact",
}  # fmt: skip
_EXACT: Options = {"fflags": "+bitexact"}

_UNKNOWN, _BT709, _STUDIO, _FULL = 2, 1, 1, 2
"""Codes of ITU-T H.273 for colours and libav's for the range: 16 to 235, or all 256."""


class Colours(NamedTuple):
    """What the file says of its colours, as libav's numbers."""

    range: int = 0
    matrix: int = _UNKNOWN
    primaries: int = _UNKNOWN
    transfer: int = _UNKNOWN


class Stream(NamedTuple):
    """How frames become a file: their pixels as they come and as they are kept, the codec, and the file around it."""

    codec: str
    given: str
    kept: str
    format: Format
    options: Options
    container: str
    container_options: Options
    colours: Colours = Colours()


def picture_stream(format_: Format) -> Stream:
    """Planes, as yuv.yuv420 makes them, into a segment."""
    colours = Colours(_STUDIO, _BT709, _BT709, _BT709)
    around = container_options(format_.rate)
    vectors = np.show_config(mode="dicts")["SIMD Extensions"]
    options = codec_options([*vectors["baseline"], *vectors["found"]])
    return Stream("libx264", "yuv420p", "yuv420p", format_, options, "mp4", around, colours)


def pass_stream(name: PassName, format_: Format) -> Stream:
    """A pass without loss.

    Inter-coded lossless H.264 costs next to nothing where nothing moves, and less than FFV1 where all does.  Measured
    at 960x540 in milliseconds and KB a frame, camera standing to panning: depth 1.8 and 9 to 3.5 and 114 (as 16-bit
    FFV1 3.7 and 36 to 5.8 and 88), normals 2.0 and 26 to 3.3 and 136, ids 0.9 and 2 to 1.0 and 3 (FFV1 1.5 and 1.6).
    Grey is tagged as of full range: untagged, H.264's grey is read as 16 to 235 and stretched.
    """
    pixels = _PIXELS[name]
    if pixels == "rgb48le":
        return Stream("ffv1", pixels, "gbrp16le", format_, _FFV1, "matroska", _EXACT)
    if pixels == "gray":
        return Stream("libx264", pixels, pixels, format_, _LOSSLESS, "matroska", _EXACT, Colours(_FULL))
    return Stream("libx264rgb", pixels, pixels, format_, _LOSSLESS, "matroska", _EXACT)


class Encoder:
    """A file being written.  Leaving the block finishes it; leaving it by an exception leaves it unfinished."""

    def __init__(self, stream: Stream, path: Path) -> None:
        self.path, self._stream, self._frames = path, stream, 0
        try:
            self._file = av.open(
                f"file:{path}", "w", format=stream.container, container_options=_texts(stream.container_options)
            )
            self._video = _video(self._file, stream)
            self._file.start_encoding()
        except (av.FFmpegError, OSError) as error:
            raise self._failure(error) from error

    def write(self, frame: npt.NDArray[Any]) -> None:
        """One frame, C-contiguous, of the size and pixels that the stream names; not changed until the next."""
        picture = self._picture(np.ascontiguousarray(frame))
        picture.pts = self._frames
        picture.color_range = self._stream.colours.range
        self._frames += 1
        try:
            self._put(self._video.encode(picture))
        except (av.FFmpegError, OSError) as error:
            raise self._failure(error) from error

    def _picture(self, frame: npt.NDArray[Any]) -> av.VideoFrame:
        """The frame as the encoder takes it: in place where PyAV finds its planes, else copied.

        In place it takes the planes of yuv420p by whole rows of the array, which an odd number of chroma rows has not.
        """
        given = self._stream.given
        if given == "yuv420p" and frame.shape[0] // 3 % 2:
            return av.VideoFrame.from_ndarray(frame, format=given)
        return av.VideoFrame.from_numpy_buffer(frame, format=given)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            with suppress(av.FFmpegError, OSError):  # the first failure is the one to tell
                self._file.close()
            return
        try:
            self._put(self._video.encode(None))
            self._file.close()
        except (av.FFmpegError, OSError) as failed:
            raise self._failure(failed) from failed

    def _put(self, packets: list[Packet[VideoStream]]) -> None:
        for packet in packets:
            self._file.mux(packet)

    def _failure(self, error: Exception) -> RenderError:
        said = getattr(error, "strerror", None) or error
        return RenderError(f"the encoder of {self.path.name} failed: {said}", do="Is the disk full or read-only?")


def _video(file: OutputContainer, stream: Stream) -> VideoStream:
    """The one stream of a file, ready to start; one thread, so that the same frames give the same bytes."""
    format_, colours = stream.format, stream.colours
    video = file.add_stream(stream.codec, rate=format_.rate, options=_texts(stream.options))
    assert isinstance(video, VideoStream)
    codec = video.codec_context
    codec.width, codec.height, codec.pix_fmt = format_.width, format_.height, stream.kept
    codec.thread_count, codec.time_base = 1, 1 / format_.rate
    codec.color_range, codec.colorspace = colours.range, colours.matrix
    codec.color_primaries, codec.color_trc = colours.primaries, colours.transfer
    return video


def _texts(options: Options) -> dict[str, str]:
    return {name: str(value) for name, value in options.items()}


def frames_in_file(path: Path) -> tuple[int, Fraction | None]:
    """Coded frames counted packet by packet, and the stream's rate.

    What is in the packets is not looked into: that would take four times as long.
    """
    try:
        with av.open(f"file:{path}", options={"fflags": "noparse", "probesize": "32"}) as container:
            stream = container.streams.video[0]
            count = sum(1 for packet in container.demux(stream) if packet.size)
            return count, stream.average_rate
    except (av.error.FFmpegError, IndexError) as error:
        raise RenderError(f"the file written cannot be read back: {error}", where=path.name) from error
