"""A desk with a script whose shots a video model films: tiny previs with passes, and models that do as they are named.

``diffusers:NAME`` is opened as one of these: ``good`` films what the previs shows, a little brighter; ``dark``
films nothing but black, but for its second takes; ``fails`` fails at every job, ``dies`` at the shots of scene 2;
``absent`` is not there; ``tiny`` makes pictures of a few pixels; ``bound`` has a licence that not everybody gets;
``image`` goes on from a first frame.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np

from film.camera import CameraKey
from film.clips import Clip
from film.errors import RenderError
from film.plan import Plan, ScenePlan
from film.screenplay import Screenplay
from film.takes import Spent
from planner.brief import Brief
from renderer.encode import PASS_FILES, Encoder, pass_stream, picture_stream
from renderer.generative.families import families
from renderer.generative.means import Means
from renderer.generative.seam import (
    Abilities,
    Filmed,
    FrameRule,
    Identity,
    Job,
    Manner,
    Queue,
    SizeRule,
    VideoModel,
    Work,
)
from renderer.generative.spec import Spec
from renderer.generative.stills.seam import ImageAbilities, ImageIdentity, ImageJob, ImageModel, Pictured
from renderer.request import requests_of
from renderer.yuv import yuv420
from storyreel.pipeline import Run
from storyreel.progress import Silence
from storyreel.project import project_of
from storyreel.stages import Stages
from tests.storyreel import fakes

SIZE = "128x96"
SPEED = 50.0
"""GPU-seconds that a fake says a job took."""
TODAY = date(2026, 11, 23)
TAKES = Abilities(
    negative=True,
    first=True,
    references=1,
    controls=("pose", "inverse_depth"),
    continues=1,
    frames=FrameRule(step=4, offset=1, least=5, most=81),
    size=SizeRule(multiple=16, pixels=128 * 96),
    rate=Fraction(16),
)


def plan(screenplay: Screenplay, brief: Brief) -> Plan:
    """The fakes' plan; the second shot of a scene goes on from the first."""
    made = fakes.plan(screenplay, brief)
    return made.but(scenes=tuple(_framed(scene, float(place)) for place, scene in enumerate(made.scenes)))


def _framed(scene: ScenePlan, x: float) -> ScenePlan:
    camera = (CameraKey(frame=0, position=(x, -3, 1.6), target=(x, 0, 1.6)),)
    who = scene.shots[0].subjects
    return scene.but(shots=tuple(shot.but(camera=camera, subjects=who) for shot in scene.shots))


def render(request: Any, folder: Path, on_frame: Callable[[int], None]) -> Clip:
    """A previs of one grey, another for each shot, with its passes."""
    shot, format = request.shot, request.format
    fakes.log(f"rendered {shot.description}")
    passes = [name for name in request.look.passes if name != "camera"]
    grey = 60 + sum(shot.description.encode()) % 100
    rgb = np.full((format.height, format.width, 3), grey, np.uint8)
    rgb[:, : format.width // 2] += 40
    with Encoder(picture_stream(format), folder / "picture.mp4") as film:
        for frame in range(shot.frames):
            film.write(yuv420(rgb))
            on_frame(frame + 1)
    for name in passes:
        with Encoder(pass_stream(name, format), folder / PASS_FILES[name]) as film:
            for _ in range(shot.frames):
                film.write(np.zeros(rgb.shape[:2] if name in ("id", "inverse_depth") else rgb.shape, np.uint8))
    (folder / "board.png").write_bytes(fakes.pixel())
    return Clip(
        shot=shot.id, frames=shot.frames, rate=format.rate, width=format.width, height=format.height,
        picture=Path("picture.mp4"), board=Path("board.png"), depth_range=(0.0, 65.535),
        passes={name: Path(PASS_FILES[name]) for name in passes},
    )  # fmt: skip


@dataclass
class Fake:
    """A model by its name."""

    name: str
    means: Means

    def ready(self) -> Identity:
        """It is there, but for ``absent``; it runs on the processor alone."""
        if self.name == "absent":
            raise RenderError("there is no such model", where=self.name, do="Download it")
        if self.means.device == "cuda":
            raise RenderError("there is no accelerator", where=self.name, do="Name a server")
        takes = TAKES.but(size=SizeRule(pixels=64, sizes=((8, 8),))) if self.name == "tiny" else TAKES
        family = next(each.name for each in families() if each.licence.not_in) if self.name == "bound" else ""
        needs = ("first",) if self.name == "image" else ()
        return Identity(
            name=self.name, revision="1", needs=needs, family=family, abilities=takes, manner=MANNER, draft=DRAFT
        )

    def count(self, text: str) -> int:
        """Letters."""
        return len(text)

    def film(self, queue: Queue) -> Iterator[Filmed]:
        """One job after another, what the previs shows."""
        while (work := queue.take()) is not None:
            fakes.log(f"begun {work.job.shot}/{work.job.take}")
            yield self._filmed(work)

    def _filmed(self, work: Work) -> Filmed:
        job = work.job
        if os.environ.get("FAKE_SLOW"):
            time.sleep(float(os.environ["FAKE_SLOW"]))
        if self.name == "fails":
            return Filmed(job, spent=Spent(gpu_seconds=SPEED), trouble="failed", why="a wire came off")
        if self.name == "dies" and job.shot.startswith("2"):
            os.kill(os.getpid(), signal.SIGKILL)
        frames = (_shown(job) + 9) * (self.name != "dark" or job.take == 2)
        fakes.log(f"filmed {job.shot}/{job.take}")
        return Filmed(job, frames, spent=Spent(gpu_seconds=SPEED, seconds=SPEED), made=(("device", "fake"),))

    def close(self) -> None:
        """Nothing is held."""


MANNER = Manner(steps=4, guidance=5.0)
DRAFT = Manner(steps=2, guidance=5.0, scale=0.5)


def video_model(spec: Spec, means: Means) -> VideoModel:
    """The fake of that name."""
    return Fake(Path(spec.at).name, means)


@dataclass
class Painter:
    """Draws every still in one grey, another for each seed."""

    name: str

    def ready(self) -> ImageIdentity:
        """It is there."""
        size = SizeRule(multiple=16, pixels=128 * 96)
        return ImageIdentity(name=self.name, revision="1", abilities=ImageAbilities(size=size), manner=MANNER)

    def count(self, text: str) -> int:
        """Letters."""
        return len(text)

    def pictures(self, jobs: Sequence[ImageJob]) -> Iterator[Pictured]:
        """One after another."""
        for job in jobs:
            fakes.log(f"drawn {job.name}")
            grey = np.full((job.fit.height, job.fit.width, 3), job.seed % 200, np.uint8)
            yield Pictured(job, grey, Spent(gpu_seconds=2.0))

    def close(self) -> None:
        """Nothing is held."""


def image_model(spec: Spec, _: Means) -> ImageModel:
    """The one painter."""
    return Painter(Path(spec.at).name)


def today() -> date:
    """Always the same."""
    return TODAY


def stages(**others: Any) -> Stages:
    """The fakes, with previs and video models."""
    known = {"plan": plan, "requests": requests_of, "render": render, "video_model": video_model, "today": today}
    known["image_model"] = image_model
    return fakes.stages(**{**known, **others})


@dataclass
class Desk:
    """A folder with a script, filmed by a fake."""

    folder: Path

    @property
    def script(self) -> Path:
        """The script's file."""
        return self.folder / "play.txt"

    @property
    def reel(self) -> Path:
        """The reel's folder."""
        return self.folder / "play.reel"

    @property
    def log(self) -> list[str]:
        """A line for each thing made, and for each job begun."""
        path = self.folder / "log"
        return path.read_text().splitlines() if path.exists() else []

    def filmed(self) -> list[str]:
        """Jobs that were filmed since the log was cleared, by name."""
        return sorted(line.removeprefix("filmed ") for line in self.log if line.startswith("filmed "))

    def clear(self) -> None:
        """Forgets what was made so far."""
        (self.folder / "log").unlink(missing_ok=True)

    def run(self, renderer: str | None = "diffusers:good", model: Any = video_model, **options: Any) -> Run:
        """A run on the processor; ``model`` opens who films."""
        known = {"size": SIZE, "renderer": renderer, "video_device": "cpu", **options}
        project = project_of(self.script, self.reel, known)
        return Run(project, stages(video_model=model), Silence(), 1)


def _shown(job: Job) -> np.ndarray:
    """What the previs shows, at the model's size."""
    assert job.control is not None
    with av.open(str(job.control.file.with_name("picture.mp4"))) as film:
        seen = [frame.reformat(job.fit.width, job.fit.height, "rgb24").to_ndarray() for frame in film.decode(video=0)]
    return np.stack([seen[min(frame, len(seen) - 1)] for frame in job.control.frames])
