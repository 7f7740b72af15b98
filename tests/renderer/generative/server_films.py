"""Small films whose every frame is known beforehand."""

from __future__ import annotations

import hashlib
import io
from fractions import Fraction

import av
import numpy as np
import numpy.typing as npt


def pictures(prompt: str, seed: int, size: tuple[int, int], frames: int) -> npt.NDArray[np.uint8]:
    """Frames of a colour that prompt and seed decide, growing brighter by three a frame."""
    colour = np.frombuffer(hashlib.sha256(f"{prompt}\n{seed}".encode()).digest()[:3], np.uint8) % 64 + 32
    bright = colour[None, :].astype(int) + 3 * np.arange(frames)[:, None] % 150
    whole = np.broadcast_to(bright[:, None, None, :], (frames, size[1], size[0], 3))
    return np.ascontiguousarray(whole, np.uint8)


def film(
    prompt: str, seed: int, size: tuple[int, int], frames: int, rate: int | Fraction, sound: bool = False
) -> bytes:
    """An mp4 of such frames, with a second's tone where there is ``sound``."""
    stream = io.BytesIO()
    with av.open(stream, "w", format="mp4") as file:
        video = file.add_stream("libx264", rate=rate, options={"qp": "4", "preset": "ultrafast"})
        video.width, video.height, video.pix_fmt = *size, "yuv420p"
        voice = file.add_stream("aac", rate=8000, layout="mono") if sound else None
        for picture in pictures(prompt, seed, size, frames):
            file.mux(video.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        file.mux(video.encode(None))
        if voice is not None:
            wave = np.sin(np.arange(8000) * 0.3)[None].astype(np.float32) * 0.5
            tone = av.AudioFrame.from_ndarray(wave, format="fltp", layout="mono")
            tone.rate = 8000
            file.mux(voice.encode(tone))
            file.mux(voice.encode(None))
    return stream.getvalue()
