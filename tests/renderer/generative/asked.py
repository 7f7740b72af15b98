"""Jobs for tiny models: images and passes on disk, and what is made of them."""

from __future__ import annotations

import hashlib
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
from PIL import Image as Pictures

from renderer.generative.seam import Control, Filmed, Fit, Frames, Image, Job, Manner, VideoModel, Work
from tests.renderer.generative.contract import Scripted, filmed_by

SIDE = 64
FRAMES = 9
PLAIN = Manner(steps=2, guidance=3.0, precision="float32")


def job(**more: Any) -> Job:
    """A job of nine frames of 64 x 64, two steps of 32 bits."""
    usual = {
        "shot": "1-A1",
        "take": 1,
        "prompt": "a door opens",
        "negative": "blurred",
        "fit": Fit(width=SIDE, height=SIDE, inner_width=SIDE, inner_height=SIDE),
        "frames": FRAMES,
        "rate": Fraction(16),
        "seed": 5,
        "manner": PLAIN,
    }
    return Job(**{**usual, **more})


def made_by(model: VideoModel, *works: Job | Work) -> list[Filmed]:
    """Outcomes of the jobs in their order."""
    queued = [each if isinstance(each, Work) else Work(each) for each in works]
    return filmed_by(model, Scripted(queued))


def frames_of(model: VideoModel, work: Job | Work) -> Frames:
    """The frames of one job that goes well."""
    (filmed,) = made_by(model, work)
    assert filmed.trouble is None, filmed.why
    assert filmed.frames is not None
    return filmed.frames


def image(folder: Path, name: str, width: int = 96, height: int = 80) -> Image:
    """An image of noise, another for each name."""
    drawn = np.random.default_rng(list(name.encode())).integers(0, 256, (height, width, 3), dtype=np.uint8)
    file = folder / f"{name}.png"
    Pictures.fromarray(drawn).save(file)
    return Image(file=file, content=content(file), of=name)


def control(folder: Path, name: str, frames: int = FRAMES) -> Control:
    """A pass of depth: a bright edge that moves, another for each name."""
    file = folder / f"{name}.mkv"
    with av.open(str(file), "w") as film:
        stream = film.add_stream("ffv1", rate=16, options={"threads": "1"})
        stream.width, stream.height, stream.pix_fmt = SIDE, SIDE, "gray"
        for number in range(frames):
            picture = np.zeros((SIDE, SIDE), np.uint8)
            picture[:, (len(name) * 7 + number * 3) % SIDE :] = 200
            film.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="gray")))
        film.mux(stream.encode())
    return Control(kind="inverse_depth", file=file, content=content(file), frames=tuple(range(frames)))


def content(file: Path) -> str:
    """sha256 of a file."""
    return hashlib.sha256(file.read_bytes()).hexdigest()
