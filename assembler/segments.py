"""A segment of picture on disk: probed by its packets, never by what its header promises.

film.segments says what a segment must be; this module says whether a file is one.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import av
from av.container import InputContainer
from av.video.stream import VideoStream

from film.errors import CutError


class Configuration(NamedTuple):
    """What two segments must share to be joined without encoding: a player decodes all with the first one's."""

    codec: str
    width: int
    height: int
    pixels: str
    rate: Fraction
    parameters: bytes


@contextmanager
def opened(path: Path) -> Iterator[tuple[InputContainer, VideoStream]]:
    """The container and its only stream.

    Raises CutError when the file is missing, cannot be read, or is not one video stream alone.
    """
    if not path.is_file():
        raise CutError("the clip is missing", where=path, do="Render its shot again")
    try:
        container = av.open(f"file:{path}")
    except (av.FFmpegError, OSError) as error:
        raise CutError(f"cannot be read as a clip ({reason(error)})", where=path, do="Render its shot again") from error
    with container:
        if len(container.streams) != 1 or not container.streams.video:
            raise CutError("a clip must hold one video stream and nothing else", where=path, do="Render it again")
        yield container, container.streams.video[0]


def configuration(stream: VideoStream) -> Configuration:
    """What the decoder is told before the first packet."""
    codec = stream.codec_context
    rate = Fraction(stream.average_rate or 0)
    return Configuration(codec.name, codec.width, codec.height, str(codec.pix_fmt), rate, bytes(codec.extradata or b""))


def count_frames(path: Path) -> int:
    """Packets with picture in the file: one a frame.  Raises CutError as ``opened`` does."""
    with opened(path) as (container, stream):
        return sum(1 for packet in container.demux(stream) if packet.size)


def reason(error: Exception) -> str:
    """The short cause out of an error of the system or of the media library."""
    return str(getattr(error, "strerror", None) or error)
