"""Takes made of the previs' own pictures: altered as a model that obeys the plan may, and broken as none that does."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

import av
import numpy as np
import numpy.typing as npt
from scipy.ndimage import gaussian_filter, shift, zoom

from renderer.generative.brief import ShotBrief
from renderer.generative.judging.planned import Part, Planned
from renderer.generative.seam import Control, Fit, Job, Manner, TakeOrder
from renderer.generative.shaping.rates import seen_at, shown

RATE_OF_A_MODEL = Fraction(16)

Film = list[npt.NDArray[np.uint8]]
"""All frames (h, w, 3) of a small shot."""


class Shot(NamedTuple):
    """A shot with its frames, and those of one that has nothing in common with it."""

    brief: ShotBrief
    frames: Film
    other: Film


Alter = Callable[[Shot], Film]


def _each(change: Callable[[npt.NDArray[np.uint8], int], npt.NDArray[Any]]) -> Alter:
    """An alteration of every frame by itself: of the frame and its number."""

    def altered(shot: Shot) -> Film:
        return [
            np.clip(change(rgb.astype(np.float32), number), 0, 255).astype(np.uint8)
            for number, rgb in enumerate(shot.frames)
        ]

    return altered


def _colours(rgb: npt.NDArray[np.uint8], rows: Sequence[Sequence[float]]) -> npt.NDArray[Any]:
    return np.asarray(rgb.astype(np.float32) @ np.asarray(rows, np.float32).T)


def _grain(sigma: float) -> Alter:
    def change(rgb: npt.NDArray[np.uint8], number: int) -> npt.NDArray[Any]:
        return rgb + np.random.default_rng(number).normal(0, sigma, rgb.shape)

    return _each(change)


def _compressed(shot: Shot) -> Film:
    """Through H.264 at a CRF of 28."""
    height, width = shot.frames[0].shape[:2]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "take.mp4"
        with av.open(str(path), "w") as file:
            stream = file.add_stream("libx264", rate=24, options={"crf": "28", "preset": "fast"})
            stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
            for rgb in shot.frames:
                file.mux(stream.encode(av.VideoFrame.from_ndarray(rgb, format="rgb24")))
            file.mux(stream.encode(None))
        with av.open(str(path)) as file:
            return [read(frame) for frame in file.decode(video=0)]


def read(frame: av.VideoFrame) -> npt.NDArray[np.uint8]:
    """A decoded frame (h, w, 3)."""
    return np.asarray(frame.to_ndarray(format="rgb24"), np.uint8)


def _textured(shot: Shot) -> Film:
    """Other colours, and a texture that is fast to the set: waves through the world, from one to four a metre."""
    planned, made = Planned(shot.brief), []
    for number, rgb in enumerate(shot.frames):
        metres, ids = planned.metres(number), planned.ids(number)
        waves = np.zeros(ids.shape, np.float32)
        for part in planned.parts:
            if metres is not None:
                waves[:, part.columns] = _waves(part, number, metres[:, part.columns])
        waves[ids > 0] = 0
        made.append(np.clip(_colours(rgb, _RECOLOURED) + 22 * waves[..., None], 0, 255).astype(np.uint8))
    planned.close()
    return made


def _waves(part: Part, number: int, metres: npt.NDArray[np.float32]) -> npt.NDArray[Any]:
    view = part.view(number)
    height, width = metres.shape
    right, up, forward = (np.asarray(axis, np.float32) for axis in view.axes())
    x = ((np.arange(width) + 0.5) / width * 2 - 1) * view.half_width
    y = (1 - (np.arange(height) + 0.5) / height * 2) * view.half_height
    rays = forward + x[None, :, None] * right + y[:, None, None] * up
    far = np.minimum(metres, 60)[..., None]
    at = rays * far + np.asarray(view.position, np.float32)
    found = np.zeros(metres.shape)
    for way in ((6.0, 2.0, 3.0), (-3.0, 9.0, 2.0), (2.0, -4.0, 14.0), (17.0, 11.0, 7.0)):
        # What is finer than three pixels is not drawn.
        fine = float(np.linalg.norm(way)) * metres * (view.half_width * 2 / width) < 2
        found += np.sin(at @ np.asarray(way)) * fine / 2
    return np.asarray(np.where(np.isfinite(metres), found, 0))


def _slower(shot: Shot) -> Film:
    """Sixteen frames a second, each held until the next: see ``sixteen``."""
    shows = sixteen(shot.brief).shows
    film = shot.brief.request.format.rate
    at = seen_at(0, len(shot.frames), RATE_OF_A_MODEL, film, len(shot.frames))
    return [shot.frames[at[number]] for number in shows]


def sixteen(brief: ShotBrief, led: bool = True) -> TakeOrder:
    """An order to a model of sixteen frames a second that is steered by the previs, or by words alone."""
    frames, rate = brief.shot.frames, brief.request.format.rate
    shows = shown(frames, rate, RATE_OF_A_MODEL)
    width, height = brief.clip.width, brief.clip.height
    fit = Fit(width=width, height=height, inner_width=width, inner_height=height)
    made = shows[-1] + 1
    steers = seen_at(0, made, RATE_OF_A_MODEL, rate, frames)
    control = Control(kind="pose", file=Path("pose.mkv"), content="", frames=steers) if led else None
    job = Job(
        shot=brief.shot.id, take=1, prompt="", fit=fit, frames=made, rate=RATE_OF_A_MODEL, seed=0, manner=Manner(),
        control=control,
    )  # fmt: skip
    return TakeOrder(shot=brief.shot.id, number=1, jobs=(job,), shows=shows)


def _moved(across: float, down: float) -> Alter:
    """Everything a little aside, by shares of the frame's width."""

    def change(rgb: npt.NDArray[np.uint8], _: int) -> npt.NDArray[Any]:
        width = rgb.shape[1]
        return np.asarray(shift(rgb, (down * width, across * width, 0), order=1, mode="nearest"))

    return _each(change)


def _panned(shot: Shot) -> Film:
    """The picture goes aside by one part in 120 of its width a frame, to and fro."""
    width = shot.frames[0].shape[1]
    return [
        np.roll(rgb, round(width / 120 * (abs((number + 24) % 96 - 48) - 24)), axis=1)
        for number, rgb in enumerate(shot.frames)
    ]


def _closer(shot: Shot) -> Film:
    """A zoom of a third over the shot that nobody asked for."""
    height, width = shot.frames[0].shape[:2]
    made = []
    for number, rgb in enumerate(shot.frames):
        times = 1 + 0.33 * number / max(len(shot.frames) - 1, 1)
        large = zoom(rgb, (times, times, 1), order=1)
        top, left = (large.shape[0] - height) // 2, (large.shape[1] - width) // 2
        made.append(np.ascontiguousarray(large[top : top + height, left : left + width]))
    return made


def _erased(shot: Shot) -> Film:
    """Nobody is there: each person's pixels are what lies at the sides of them."""
    planned, made = Planned(shot.brief), []
    for number, rgb in enumerate(shot.frames):
        wide = gaussian_filter((planned.ids(number) > 0).astype(np.float32), 2) > 0.02
        keep = (~wide).astype(np.float32)
        around = gaussian_filter(keep, 24) + 1e-4
        filled = np.stack([gaussian_filter(rgb[..., k] * keep, 24) / around for k in range(3)], axis=-1)
        made.append(np.where(wide[..., None], filled, rgb).astype(np.uint8))
    planned.close()
    return made


def _frozen(shot: Shot) -> Film:
    return [shot.frames[min(number, len(shot.frames) // 4)] for number in range(len(shot.frames))]


def _cut(shot: Shot) -> Film:
    half = len(shot.frames) // 2
    return [*shot.frames[:half], *_fitting(shot.other, len(shot.frames) - half)]


def _fitting(frames: Film, count: int) -> Film:
    """So many frames, to and fro."""
    there_and_back = [*frames, *frames[-2:0:-1]]
    return [there_and_back[number % len(there_and_back)] for number in range(count)]


def _noise(shot: Shot) -> Film:
    """What a model of random weights makes: smooth noise that is another in every frame."""
    made = []
    for number, rgb in enumerate(shot.frames):
        rough = np.random.default_rng(number).normal(0, 1, rgb.shape).astype(np.float32)
        smooth = gaussian_filter(rough, (2, 2, 0))
        made.append(np.clip(128 + 40 * smooth / smooth.std(), 0, 255).astype(np.uint8))
    return made


def _black_frame(shot: Shot) -> Film:
    at = len(shot.frames) // 2
    return [rgb * (number != at) for number, rgb in enumerate(shot.frames)]


def _wandering(shot: Shot) -> Film:
    """It turns orange on its way."""
    last = max(len(shot.frames) - 1, 1)
    return _each(lambda rgb, number: rgb + np.array((60, 0, -60)) * (number / last))(shot)


_RECOLOURED = ((0.3, 0.5, 0.2), (0.6, 0.3, 0.1), (0.1, 0.4, 0.5))

ALIKE: dict[str, Alter] = {
    "as drawn": lambda shot: shot.frames,
    "other colours": _each(lambda rgb, _: _colours(rgb, _RECOLOURED)),
    "other colours and textures": _textured,
    "grain of 6 levels": _grain(6),
    "grain of 12 levels": _grain(12),
    "H.264 at CRF 28": _compressed,
    "contrast by 1.3": _each(lambda rgb, _: (rgb - 110.0) * 1.3 + 110),
    "contrast by 0.7": _each(lambda rgb, _: (rgb - 110.0) * 0.7 + 110),
    "a third darker": _each(lambda rgb, _: rgb * 0.67),
    "a stop brighter": _each(lambda rgb, _: 255 * (rgb / 255) ** 0.6),
    "soft (1 px of 320)": _each(lambda rgb, _: gaussian_filter(rgb, (1, 1, 0))),
    "1 px of 320 aside": _moved(1 / 320, 0.5 / 320),
    "16 frames a second": _slower,
}
"""What a take may be that obeys the plan."""

BROKEN: dict[str, Alter] = {
    "frozen after a quarter": _frozen,
    "one still": lambda shot: [shot.frames[0]] * len(shot.frames),
    "cut to another shot": _cut,
    "another shot's frames": lambda shot: _fitting(shot.other, len(shot.frames)),
    "mirrored": _each(lambda rgb, _: rgb[:, ::-1]),
    "panned otherwise": _panned,
    "zoomed in by a third": _closer,
    "a tenth aside": _moved(0.1, 0),
    "backwards": lambda shot: shot.frames[::-1],
    "twice as fast, twice": lambda shot: [shot.frames[2 * n % len(shot.frames)] for n in range(len(shot.frames))],
    "darkened to an eighth": _each(lambda rgb, _: rgb * 0.125),
    "burnt": _each(lambda rgb, _: rgb * 4.0 + 60),
    "a black frame": _black_frame,
    "flicker of 3 %": _each(lambda rgb, number: rgb + (8 if number % 2 else -8)),
    "flicker every fourth": _each(lambda rgb, number: rgb + (16 if number % 4 == 0 else 0)),
    "a cast": _each(lambda rgb, _: rgb * np.array((1.3, 0.9, 0.5))),
    "colours that wander": _wandering,
    "nobody there": _erased,
    "blurred (6 px of 320)": _each(lambda rgb, _: gaussian_filter(rgb, (6, 6, 0))),
    "smooth noise": _noise,
    "white noise": _each(lambda rgb, n: np.random.default_rng(n).integers(0, 256, rgb.shape)),
    "one frame short": lambda shot: shot.frames[:-1],
}
"""What one may be that does not."""
OF_TIME = ("backwards", "twice as fast, twice")
"""What only shows where something is planned to move."""
