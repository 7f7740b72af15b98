"""A still made into a segment: moviepy holds and fades it, the segments' own encoder writes it.

moviepy's writer decides frames by rounded seconds and cannot keep film.segments' contract; here its
clip is asked for every frame by number and the frames are piped to the same encoder as every shot.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import ffmpeg
import imageio_ffmpeg
import numpy as np

from assembler.layout import Picture
from assembler.segments import count_frames
from film.errors import CutError
from film.plan import Format
from film.segments import RGB_TO_BT709, encoder_options, raw_video


def write_still(picture: Picture, frames: int, fade: int, format: Format, path: Path) -> None:
    """Writes ``frames`` frames of the picture, ``fade`` of them in from black and as many out to black.

    Raises CutError when the file cannot be written or came out wrong; nothing is left at ``path`` then.
    """
    try:
        encode(_faded(picture, frames, fade, format), format, path)
        counted = count_frames(path)
        if counted != frames:
            raise CutError(f"the card has {counted} frames, not {frames}", where=path, do="Make the film again")
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _faded(picture: Picture, frames: int, fade: int, format: Format) -> Iterator[bytes]:
    """The frames as raw RGB, in order."""
    from moviepy import ImageClip, vfx

    rate = format.rate
    clip = ImageClip(picture).with_duration(float(frames / rate))
    if fade:
        seconds = float(fade / rate)
        clip = clip.with_effects([vfx.FadeIn(seconds), vfx.FadeOut(seconds)])
    for frame in range(frames):
        # The middle of a frame's time: its edges fall between two frames once they are floats.
        yield np.clip(clip.get_frame(float((frame + 0.5) / float(rate))), 0, 255).astype(np.uint8).tobytes()


def command(format: Format, path: Path) -> list[str]:
    """The encoder's command line for raw frames on standard input."""
    graph = ffmpeg.input("pipe:", **raw_video(format))
    vectors = np.show_config(mode="dicts")["SIMD Extensions"]
    options = encoder_options(format.rate, [*vectors["baseline"], *vectors["found"]])
    graph = graph.output(f"file:{path}", vf=RGB_TO_BT709, **options)
    line: list[str] = (
        graph.global_args("-hide_banner", "-loglevel", "error")
        .overwrite_output()
        .compile(cmd=imageio_ffmpeg.get_ffmpeg_exe())
    )
    return line


def encode(frames: Iterator[bytes], format: Format, path: Path) -> None:
    """Writes raw 8-bit RGB frames of the film's size as a segment.

    Raises CutError with the encoder's own words when it cannot.
    """
    try:
        process = subprocess.Popen(command(format, path), stdin=subprocess.PIPE, stderr=subprocess.PIPE)
    except (OSError, RuntimeError) as error:
        raise CutError(f"the encoder does not start: {error}", do="Install imageio-ffmpeg again") from error
    assert process.stdin is not None
    assert process.stderr is not None
    with process:
        try:
            for frame in frames:
                process.stdin.write(frame)
            process.stdin.close()
        except BrokenPipeError:
            pass  # the encoder has stopped; its own words below say why
        except BaseException:
            process.kill()
            raise
        said = process.stderr.read().decode(errors="replace").strip()
        if process.wait() != 0:
            first = re.sub(r"^\[.*?\] ", "", said.splitlines()[0]) if said else ""
            cause = first or f"the encoder stopped with code {process.returncode}"
            raise CutError(
                f"cannot be written: {cause}", where=path, do="Check that the folder is writable and not full"
            )
