"""How a plan keeps the rules of the craft, and what its film looks like in numbers.

Every sample and a feature are planned, proven, and, in a small id pass, drawn at the frames that are measured.  See
README.md beside this file for what each figure is and for the published ones beside it.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from film.clips import Clip
from film.findings import Finding
from film.plan import Format, Plan
from film.screenplay import Screenplay
from film.style import Style

for _threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS"):
    os.environ.setdefault(_threads, "1")  # planning time is that of one core

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = tuple(sorted((ROOT / "samples").glob("*.fountain")))
FEATURE = ROOT / "tests" / "screenplay" / "data" / "vikings.fountain"
SMALL = Format(width=192, height=108)
CUT_RULES = ("axis", "thirty_degrees", "eyeline", "screen_direction", "entrance")
CAMERA_RULES = ("camera_wall", "camera_body", "camera_thing")
DRAWN_RULES = ("measured_size", "measured_side")
SIZES = ("EWS", "WS", "FS", "MWS", "MS", "MCU", "CU", "ECU")
REPEATS = 3
_SALT = "Salt, in a reader's comment, forums.theregister.co.uk/user/40621"
_CUTTING = "Cutting at the Academy, as told at thestudioscoop.com/?p=8567"
PUBLISHED = (
    ("mean shot length, American films of the 1940s", "about 9 s", _SALT),
    ("mean shot length, nowadays (action: a bit over 2 s)", "about 4 s", _SALT),
    ("deviation by mean, lengths being lognormal", "about 1.2, so a median of 0.64 of the mean", _SALT),
    ("mean shot length, English-language films", "about 12 s in 1930, about 2.5 s by the 2010s", _CUTTING),
    ("shots in a film, 150 films of 1935 to 2010", "1132", _CUTTING),
)


def read(path: Path) -> Screenplay:
    """The screenplay in a file."""
    import screenplay

    return screenplay.read(path)


def plan_of(script: Screenplay) -> Plan:
    """Its plan in the classical style."""
    import planner
    from planner.brief import Brief

    return planner.plan(script, Brief(format=Format()))


def findings_of(plan: Plan, script: Screenplay) -> tuple[Finding, ...]:
    """What the script supervisor finds in it."""
    from planner.continuity import check

    return check(plan, Style(), script)


def drawn(plan: Plan, stride: int) -> tuple[dict[str, Clip], Plan]:
    """Every ``stride``-th shot in small, at the frames that are measured; and the plan in that size."""
    from renderer.measure import measure, measured_frames
    from renderer.previs.bodies import Mannequin
    from renderer.previs.people import id_bytes
    from renderer.previs.split import artist_of
    from renderer.request import Look, requests_of

    small = plan.but(format=SMALL.but(rate=plan.format.rate))
    clips: dict[str, Clip] = {}
    for request in requests_of(small, Look(labels=False, passes=("id",), supersample=1.0))[::stride]:
        artist, bytes_ = artist_of(request, Mannequin), id_bytes(request.shot)
        frames = measured_frames(request.shot.frames)
        pictures = [(frame, artist.draw(frame)) for frame in frames]
        clips[request.shot.id] = Clip(
            shot=request.shot.id,
            frames=request.shot.frames,
            rate=SMALL.rate,
            width=SMALL.width,
            height=SMALL.height,
            picture=Path("picture.mp4"),
            board=Path("board.png"),
            ids=bytes_,
            measured=tuple(measure(frame, one.rgb, one.ids, bytes_) for frame, one in pictures),
        )
    return clips, small


def craft(path: Path, shots: int, render: bool) -> dict[str, Any]:
    """The figures of one script.  ``shots`` bounds how many are drawn (0: all)."""
    script = read(path)
    plan = plan_of(script)
    found = findings_of(plan, script)
    figures = {"script": path.name, **shape(plan), **kept(plan, found), **length(plan, script)}
    if render:
        count = figures["shots"]
        figures["drawn"] = pictured(plan, max(1, -(-count // shots)) if shots else 1)
    return figures


def shape(plan: Plan) -> dict[str, Any]:
    """How many shots and setups, how long, of which sizes and idioms."""
    shots = [shot for scene in plan.scenes for shot in scene.shots]
    seconds = [shot.frames / float(plan.format.rate) for shot in shots]
    sizes, idioms, moves = (Counter(getattr(shot, of) for shot in shots) for of in ("size", "idiom", "move"))
    setups = sum(len(scene.setups) for scene in plan.scenes)
    quarters = statistics.quantiles(seconds, n=4) if len(seconds) > 1 else [seconds[0]] * 3
    mean = statistics.fmean(seconds)
    return {
        "scenes": len(plan.scenes),
        "shots": len(shots),
        "shots_per_scene": round(len(shots) / len(plan.scenes), 2),
        "setups_per_shot": round(setups / len(shots), 3),
        "seconds": {
            "median": round(statistics.median(seconds), 2),
            "mean": round(mean, 2),
            "quartiles": [round(quarters[0], 2), round(quarters[2], 2)],
            "deviation_by_mean": round(statistics.pstdev(seconds) / mean, 2),
            "longest": round(max(seconds), 1),
        },
        "sizes": {size: round(sizes[size] / len(shots), 3) for size in SIZES},
        "idioms": {name: round(count / len(shots), 3) for name, count in idioms.most_common()},
        "moving": round(1 - moves["static"] / len(shots), 3),
    }


def kept(plan: Plan, found: Sequence[Finding]) -> dict[str, Any]:
    """Which rules hold: findings not excused, by rule; those of the cut by a hundred cuts."""
    open_ = Counter(each.rule for each in found if not each.excused)
    cuts = sum(max(len(scene.shots) - 1, 0) for scene in plan.scenes)
    lines = _spoken_and_played(plan)
    missing = {each.line for each in found if each.rule in ("coverage", "dialogue") and each.line is not None}
    notes = [note for scene in plan.scenes for shot in scene.shots for note in shot.notes]
    return {
        "lines_covered": round(1 - len(missing) / lines, 4) if lines else 1.0,
        "cuts": cuts,
        "per_100_cuts": {rule: round(100 * open_[rule] / cuts, 2) if cuts else 0.0 for rule in CUT_RULES},
        "cameras": {rule: open_[rule] for rule in CAMERA_RULES},
        "wild_walls": sum("fly" in note for note in notes),
        "notes": len(notes),
        "findings": dict(sorted(open_.items())),
        "excused": sum(bool(each.excused) for each in found),
        "first": [each.message for each in found if not each.excused][:10],
    }


def _spoken_and_played(plan: Plan) -> int:
    """Lines of the script that beats and dialogue hold."""
    spans = [beat.lines for scene in plan.scenes for beat in scene.beats]
    spans += [line.lines for scene in plan.scenes for line in scene.dialogue]
    return len({line for first, last in spans for line in range(first, last + 1)})


def length(plan: Plan, script: Screenplay) -> dict[str, Any]:
    """How long the film is beside what its pages let expect."""
    from screenplay.pages import running_minutes

    minutes, pages = plan.frames / float(plan.format.rate) / 60, pages_of(script)
    return {
        "minutes": round(minutes, 2),
        "pages": round(pages, 2),
        "page_minutes": [round(each, 1) for each in running_minutes(script.elements)],
        "minutes_per_page": round(minutes / pages, 2),
    }


def pages_of(script: Screenplay) -> float:
    """Its pages."""
    from screenplay.pages import measure

    return measure(script.elements).pages


def pictured(plan: Plan, stride: int) -> dict[str, Any]:
    """Every ``stride``-th shot drawn, and how many of them are not what was asked for."""
    from planner.continuity.measured import measured

    start = time.perf_counter()
    clips, small = drawn(plan, stride)
    found = [each for each in measured(small, clips) if not each.excused]
    off = {rule: {each.shots[0] for each in found if each.rule == rule} for rule in (*DRAWN_RULES, "measured_presence")}
    either = set().union(*(off[rule] for rule in DRAWN_RULES))
    return {
        "shots": len(clips),
        "off": round(len(either) / len(clips), 4),
        **{rule: len(shots) for rule, shots in off.items()},
        "first": [each.message for each in found][:10],
        "seconds": round(time.perf_counter() - start, 1),
    }


def planning(path: Path) -> dict[str, Any]:
    """CPU seconds to plan a feature, once and twice over in one file, code compiled before; the best of a few."""
    script = read(path)
    text = path.read_text(encoding="utf-8")
    _, _, body = text.partition("\n\n")
    with tempfile.TemporaryDirectory() as folder:
        double = Path(folder) / "double.fountain"
        double.write_text(f"{text}\n\n{body}", encoding="utf-8")
        twice = read(double)
    plan = plan_of(script)
    once, both = _cpu(lambda: plan_of(script)), _cpu(lambda: plan_of(twice))
    pages = pages_of(script)
    return {
        "script": path.name,
        "pages": round(pages, 1),
        "cpu_seconds": round(once, 2),
        "pages_per_second": round(pages / once, 1),
        "twice_cpu_seconds": round(both, 2),
        "twice_by_once": round(both / once, 2),
        "check_cpu_seconds": round(_cpu(lambda: findings_of(plan, script), 1), 2),
    }


def _cpu(work: Callable[[], object], repeats: int = REPEATS) -> float:
    times = [time.process_time()]
    for _ in range(repeats):
        work()
        times.append(time.process_time())
    return min(b - a for a, b in pairwise(times))


def table(figures: dict[str, Any]) -> str:
    """The figures for people."""
    lines: list[str] = []
    for one in figures["scripts"]:
        lines += [*_told(one), ""]
    if one := figures["planning"]:
        lines += [
            f"planning {one['script']}: {one['cpu_seconds']} s of CPU on one core, {one['pages_per_second']} pages a "
            f"second; twice the script {one['twice_cpu_seconds']} s ({one['twice_by_once']} times); "
            f"proving it {one['check_cpu_seconds']} s",
            "",
        ]
    return "\n".join([*lines, "published", *(f"  {what}: {value} ({source})" for what, value, source in PUBLISHED)])


def _told(one: dict[str, Any]) -> list[str]:
    seconds, cut = one["seconds"], one["per_100_cuts"]
    told = [
        f"{one['script']}: {one['pages']} pages, {one['minutes']} min (pages say {one['page_minutes'][0]} to "
        f"{one['page_minutes'][1]})",
        f"  {one['scenes']} scenes, {one['shots']} shots, {one['shots_per_scene']} a scene, "
        f"{one['setups_per_shot']} setups a shot, {one['moving']:.0%} of them move",
        f"  shot length: median {seconds['median']} s, quartiles {seconds['quartiles'][0]} and "
        f"{seconds['quartiles'][1]}, mean {seconds['mean']}, deviation/mean {seconds['deviation_by_mean']}",
        "  sizes: " + "  ".join(f"{size} {share:.0%}" for size, share in one["sizes"].items()),
        "  idioms: " + "  ".join(f"{name} {share:.0%}" for name, share in one["idioms"].items()),
        f"  lines covered: {one['lines_covered']:.1%}",
        f"  per 100 cuts ({one['cuts']}): " + "  ".join(f"{rule} {value}" for rule, value in cut.items()),
        "  cameras in the way: " + "  ".join(f"{rule} {count}" for rule, count in one["cameras"].items())
        + f"  walls that must fly {one['wild_walls']}",
        f"  findings: {one['findings'] or 'none'}; {one['excused']} excused",
        *(f"    {message}" for message in one["first"]),
    ]  # fmt: skip
    if "drawn" in one:
        got = one["drawn"]
        told += [
            f"  drawn: {got['shots']} shots, {got['off']:.1%} off what was asked (size {got['measured_size']}, side "
            f"{got['measured_side']}), presence {got['measured_presence']}; {got['seconds']} s",
            *(f"    {message}" for message in got["first"]),
        ]
    return told


def main() -> None:
    """Parses, measures, prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("scripts", nargs="*", type=Path, help="the samples and the feature when none is named")
    parser.add_argument("--shots", type=int, default=120, help="shots of a script that are drawn at most, 0 for all")
    parser.add_argument("--no-render", action="store_true", help="nothing is drawn")
    parser.add_argument("--no-time", action="store_true", help="planning is not timed")
    parser.add_argument("--json", action="store_true", help="one object on stdout")
    options = parser.parse_args()
    scripts = options.scripts or (*SAMPLES, FEATURE)
    scripts_figures = [
        craft(path, options.shots if path not in SAMPLES else 0, not options.no_render) for path in scripts
    ]
    timed = None if options.no_time else planning(FEATURE)
    published = [dict(zip(("what", "value", "source"), each, strict=True)) for each in PUBLISHED]
    figures = {"scripts": scripts_figures, "planning": timed, "published": published}
    print(json.dumps(figures) if options.json else table(figures))


if __name__ == "__main__":
    main()
