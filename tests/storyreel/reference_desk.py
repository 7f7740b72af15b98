"""A planned reel with images of its people, and an image model that paints what it was asked with."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import numpy as np

from film.plan import Plan
from renderer.generative.images import png
from renderer.generative.means import Means
from renderer.generative.seam import Manner, SizeRule
from renderer.generative.spec import Spec
from renderer.generative.stills.seam import ImageAbilities, ImageIdentity, ImageJob, Pictured
from storyreel.references import References, references_of
from tests.storyreel.fakes import log
from tests.storyreel.test_models import Kitchen

TODAY = date(2026, 11, 23)
LEAVE = "consent: {whose: A. Player, purpose: this film, until: 2027-12-31}"


def picture(colour: int = 90, width: int = 96, height: int = 96) -> bytes:
    """An image's bytes: one grey."""
    return png(np.full((height, width, 3), colour, np.uint8))


class Desk(Kitchen):
    """The kitchen's reel: ANNA and BEN in a kitchen with a cup, then ANNA in an office."""

    def put(self, name: str, data: bytes = b"") -> None:
        path = self.reel.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data or picture())

    def name(self, sheet: str, *images: str) -> int:
        """Names images in a sheet, each as it stands in the file; the line of the first."""
        path = self.file(sheet)
        path.write_text(path.read_text() + "references:\n" + "".join(f"- {image}\n" for image in images))
        return path.read_text().splitlines().index(f"- {images[0]}") + 1

    def references(self, today: date = TODAY) -> References:
        return references_of(self.plan().plan, self.reel.folder, today)

    def shots_with(self, who: str) -> list[str]:
        return [shot.id for shot in shots(self.plan().plan) if who in shot.subjects]


def shots(plan: Plan) -> list:  # type: ignore[type-arg]
    return [shot for scene in plan.scenes for shot in scene.shots]


@dataclass
class Painter:
    """An image model: a colour out of everything that decides the picture.  ``asked`` is what it was asked."""

    references: int = 4
    least: int = 0
    name: str = "painter"
    fails: str = ""
    pixels: int = 1 << 20
    asked: list[ImageJob] = field(default_factory=list)

    def ready(self) -> ImageIdentity:
        layout = "shown" if self.references > 1 else "none"
        abilities = ImageAbilities(
            references=self.references, least=self.least, layout=layout, size=SizeRule(multiple=16, pixels=self.pixels)
        )
        manner = Manner(steps=2, guidance=1.0)
        return ImageIdentity(name=self.name, revision="ab" * 32, abilities=abilities, manner=manner)

    def count(self, text: str) -> int:
        return len(text.split())

    def pictures(self, jobs: Sequence[ImageJob]) -> Iterator[Pictured]:
        for job in jobs:
            self.asked.append(job)
            log(f"drew {job.name}")
            if self.fails and self.fails in job.name:
                yield Pictured(job, trouble="failed", why="the brush broke")
                continue
            total = hashlib.sha256(json.dumps(job.recipe(self.ready())).encode()).digest()
            shape = (job.fit.height, job.fit.width, 3)
            yield Pictured(job, np.broadcast_to(np.frombuffer(total[:3], np.uint8), shape).copy())

    def close(self) -> None:
        """Nothing to give back."""


def image_model(spec: Spec, means: Means) -> Painter:
    """The painter, wherever it is asked for."""
    del means
    return Painter(name=Path(spec.at).name)


def file_of(folder: Path, name: str) -> str:
    return hashlib.sha256((folder / name).read_bytes()).hexdigest()
