"""What the judging of takes lets through and what it catches.

The previs' own pictures are the perfect take.  They are altered as a model that obeys the plan may alter them (colours,
textures, grain, light, a rate of its own), and broken as one that does not: frozen, cut, mirrored, panned otherwise, of
another shot.  For every alteration the share of shots is printed in which each measure fails.  docs/video-judging.md
has the table.  No video model is needed, nor asked.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import av
import numpy as np

from benchmarks.judging_alterations import ALIKE, BROKEN, OF_TIME, Film, Shot, read, sixteen
from film.clips import Clip
from film.takes import Evidence, Take
from renderer.generative.brief import ShotBrief
from renderer.generative.judging import Judge, Judged, drift
from renderer.generative.seam import TakeOrder, Text
from renderer.request import ShotRequest

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ("night_bus", "one_table")


def judged(brief: ShotBrief, frames: Film, order: TakeOrder | None = None) -> Judged:
    """What is told of these frames as a take."""
    judge = Judge(brief, Text(""), order=order)
    for number, rgb in enumerate(frames):
        judge.see(number, np.ascontiguousarray(rgb))
    return judge.told()


def fails(told: Judged) -> set[str]:
    """The measures on the wrong side of their limits."""
    return {each.measure for each in told.evidence if each.fails}


def shots_of(samples: Sequence[str], size: str, every: int, folder: Path) -> Iterator[ShotBrief]:
    """Every so-manieth shot of the samples, drawn into a folder."""
    from benchmarks.previs_shots import requests_of
    from renderer.render import render_shot

    for name in samples:
        for request in requests_of(ROOT / "samples" / f"{name}.fountain", size)[::every]:
            at = folder / name / request.shot.id
            at.mkdir(parents=True)
            look = request.look.but(passes=("depth", "normal", "id"), drawing=False)
            yield brief_in(at, request.but(look=look), render_shot(request.but(look=look), at))


def brief_in(folder: Path, request: ShotRequest, clip: Clip) -> ShotBrief:
    """The brief of a shot that was drawn into a folder."""
    return ShotBrief(scene=request.shot.setup, heading="", request=request, clip=clip.at(folder))


def frames_of(brief: ShotBrief) -> Film:
    """The previs' picture, frame by frame."""
    with av.open(str(brief.clip.picture)) as file:
        return [read(frame) for frame in file.decode(video=0)]


def _take(brief: ShotBrief, told: Judged) -> Take:
    return Take(
        shot=brief.shot.id, number=1, seed=0, model="", revision="", jobs=(), evidence=told.evidence, clip=brief.clip
    )


class Table:
    """Counts, for every alteration, the shots in which each measure fails."""

    def __init__(self) -> None:
        self.rows: dict[str, dict[str, int]] = {}
        self.shots: dict[str, int] = {}
        self.seconds, self.frames = 0.0, 0
        self._colours: dict[str, list[tuple[ShotBrief, Judged, Judged]]] = {}

    def add(self, shot: Shot, only: Sequence[str] = ()) -> None:
        """Judges every alteration of a shot."""
        straight: Judged | None = None
        for name, alter in {**ALIKE, **BROKEN}.items():
            if only and name not in only:
                continue
            frames = alter(shot)
            order = sixteen(shot.brief) if name == "16 frames a second" else None
            before = time.process_time()
            told = judged(shot.brief, frames, order)
            self.seconds, self.frames = self.seconds + time.process_time() - before, self.frames + len(frames)
            moves = (
                "" if name not in OF_TIME else f" ({'static' if shot.brief.shot.move == 'static' else 'moving'} camera)"
            )
            self._count(name + moves, fails(told))
            straight = told if name == "as drawn" else straight
            if name == "a cast" and straight is not None:
                self._colours.setdefault(shot.brief.shot.setup, []).append((shot.brief, straight, told))

    def _count(self, name: str, failing: set[str]) -> None:
        row = self.rows.setdefault(name, {})
        self.shots[name] = self.shots.get(name, 0) + 1
        for measure in (*failing, *(("any",) if failing else ())):
            row[measure] = row.get(measure, 0) + 1

    def drifts(self) -> dict[str, tuple[int, int]]:
        """Of setups with three shots: how many takes drift when none has a cast, and when the first one has."""
        found = {"as drawn": (0, 0), "a cast in one shot of a setup": (0, 0)}
        for setup, some in self._colours.items():
            plain = {setup: [_take(brief, straight) for brief, straight, _ in some]}
            one = {setup: [_take(some[0][0], some[0][2]), *plain[setup][1:]]}
            fair: dict[str, Evidence] = drift(plain)
            if fair:
                count, of = found["as drawn"]
                found["as drawn"] = (count + sum(each.fails for each in fair.values()), of + len(fair))
                count, of = found["a cast in one shot of a setup"]
                caught = drift(one)[some[0][0].shot.id].fails
                found["a cast in one shot of a setup"] = (count + caught, of + 1)
        return found

    def told(self) -> dict[str, Any]:
        """All of it as one object."""
        return {
            "shots": self.shots,
            "failing": self.rows,
            "drift": self.drifts(),
            "ms_a_frame": round(1000 * self.seconds / max(self.frames, 1), 2),
        }


def main() -> None:
    """Draws, alters, judges, prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--samples", default=",".join(SAMPLES))
    parser.add_argument("--size", default="320x180")
    parser.add_argument("--every", type=int, default=1, help="draw only every so-manieth shot")
    parser.add_argument("--only", default="", help="alterations, parted by commas")
    parser.add_argument("--json", action="store_true", help="print one object")
    args = parser.parse_args()
    table = Table()
    only = [each for each in args.only.split(",") if each]
    with tempfile.TemporaryDirectory() as folder:
        briefs = list(shots_of(args.samples.split(","), args.size, args.every, Path(folder)))
        for number, brief in enumerate(briefs):
            far = frames_of(briefs[(number + len(briefs) // 2) % len(briefs)])
            table.add(Shot(brief, frames_of(brief), far), only)
            print(brief.shot.id, file=sys.stderr)
    print(json.dumps(table.told()) if args.json else _printed(table.told()))


def _printed(told: dict[str, Any]) -> str:
    lines = [f"{told['ms_a_frame']} ms a frame", "", "| take | shots | fails | by measure |", "|---|---|---|---|"]
    for name, row in told["failing"].items():
        shots = told["shots"][name]
        parts = sorted(((count, measure) for measure, count in row.items() if measure != "any"), reverse=True)
        by = ", ".join(f"{measure} {count / shots:.0%}" for count, measure in parts)
        lines.append(f"| {name} | {shots} | {row.get('any', 0) / shots:.0%} | {by} |")
    lines += [f"| {name} | {of} | {count} | drift |" for name, (count, of) in told["drift"].items()]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
