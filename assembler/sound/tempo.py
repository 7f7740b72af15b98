"""Speech made to fit its time: faster at the same pitch, by ffmpeg's ``atempo``."""

from __future__ import annotations

import subprocess

import ffmpeg
import imageio_ffmpeg
import numpy as np

from assembler.sound.samples import RATE, Samples
from film.errors import CutError

_RAW = {"format": "f32le", "ar": RATE, "ac": 1}


def faster(samples: Samples, ratio: float) -> Samples:
    """The same speech in ``1 / ratio`` of its time (0.5 to 2).  Raises CutError when ffmpeg does not do it."""
    try:
        done = subprocess.run(
            command(ratio), input=samples.astype("<f4").tobytes(), capture_output=True, check=True, timeout=120
        )
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode(errors="replace").strip().splitlines()
        raise CutError(f"speech cannot be made to fit: {said[-1] if said else 'ffmpeg failed'}") from error
    except (OSError, RuntimeError, subprocess.SubprocessError) as error:
        raise CutError(f"ffmpeg does not run: {error}", do="Install imageio-ffmpeg again") from error
    return np.frombuffer(done.stdout, "<f4").astype(np.float32)


def command(ratio: float) -> list[str]:
    """The command line that reads raw samples from its input and writes raw samples to its output."""
    graph = ffmpeg.input("pipe:", **_RAW).filter("atempo", f"{ratio:.6f}").output("pipe:", **_RAW)
    line: list[str] = graph.global_args("-hide_banner", "-loglevel", "error").compile(
        cmd=imageio_ffmpeg.get_ffmpeg_exe()
    )
    return line
