"""Makes the pictures of films again: ``docs/pictures/strip.jpg`` and ``contact_SAMPLE.jpg`` of every sample.

Each tile is a board as a run has it: the middle frame of a shot, drawn by the previs renderer out of the plan by rules.

- the strip: eight shots of ``samples/night_bus.fountain`` in cutting order, one of every idiom first;
- the contact sheets: every shot of a film, too small for names.

To run it again after a change of the planner or the renderer::

    python -m tools.pictures

Same samples and code give the same pixels.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import planner
import screenplay
from film.plan import Format, Plan
from film.shot import Shot
from planner.brief import Brief
from renderer.previs.bodies import Mannequin
from renderer.previs.split import artist_of
from renderer.request import Look, requests_of

ROOT = Path(__file__).resolve().parents[1]
STRIP = "night_bus"
IN_STRIP = 8
COLUMNS, LONG = 8, 60
"""Tiles beside each other; a film of more shots than ``LONG`` has half as many again, and smaller ones."""
GAP, INK = 6, "#101114"
"""Pixels between tiles, and what shows there."""


def main() -> None:
    """Makes all of them."""
    parser = argparse.ArgumentParser(description="Makes the pictures of films again.")
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "docs" / "pictures")
    folder = parser.parse_args().folder
    plan = plan_of(STRIP, Format(width=480, height=270))
    write(folder / "strip.jpg", sheet(boards(plan, chosen(plan, IN_STRIP)), columns=4))
    for sample in sorted(path.stem for path in (ROOT / "samples").glob("*.fountain")):
        write(folder / f"contact_{sample}.jpg", contact(sample))


def contact(sample: str) -> Image.Image:
    """Every shot of a film."""
    plan = plan_of(sample, Format(width=240, height=136))
    long = len(shots_of(plan)) > LONG
    plan = plan_of(sample, Format(width=160, height=90)) if long else plan
    return sheet(boards(plan, shots_of(plan), labels=False), columns=COLUMNS * 3 // 2 if long else COLUMNS)


def plan_of(sample: str, picture: Format) -> Plan:
    """The plan of a sample, by rules alone."""
    return planner.plan(screenplay.read(ROOT / "samples" / f"{sample}.fountain"), Brief(format=picture))


def shots_of(plan: Plan) -> list[Shot]:
    """All shots in cutting order."""
    return [shot for scene in plan.scenes for shot in scene.shots]


def chosen(plan: Plan, count: int) -> list[Shot]:
    """So many shots in cutting order: the first of every idiom, then the first of other sizes in other scenes."""
    shots = shots_of(plan)
    idioms = {shot.idiom: shot for shot in reversed(shots)}
    others = {(shot.id.partition("-")[0], shot.idiom, shot.size): shot for shot in reversed(shots)}
    wanted = [*idioms.values(), *(shot for shot in others.values() if shot not in idioms.values())][:count]
    return [shot for shot in shots if shot in wanted]


def boards(plan: Plan, shots: Sequence[Shot], labels: bool = True) -> Iterator[Image.Image]:
    """The boards of some shots, with everybody's name or without."""
    wanted = {shot.id for shot in shots}
    for request in requests_of(plan, Look(labels=labels, passes=())):
        if request.shot.id in wanted:
            yield Image.fromarray(artist_of(request, Mannequin).draw(request.shot.frames // 2).rgb)


def sheet(tiles: Iterator[Image.Image], columns: int) -> Image.Image:
    """Tiles of one size in rows."""
    pictures = list(tiles)
    width, height = pictures[0].size
    rows = -(-len(pictures) // columns)
    whole = Image.new("RGB", (columns * (width + GAP) - GAP, rows * (height + GAP) - GAP), INK)
    for number, picture in enumerate(pictures):
        whole.paste(picture, (number % columns * (width + GAP), number // columns * (height + GAP)))
    return whole


def write(path: Path, picture: Image.Image) -> None:
    """A JPEG small enough for a repository."""
    picture.save(path, quality=84, optimize=True, progressive=True)
    print(f"{path}: {picture.width} x {picture.height}, {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
