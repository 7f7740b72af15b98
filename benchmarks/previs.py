"""Seconds of film that two workers draw in a second, and where a frame's time goes.

Shots spread through every sample are drawn as a run draws them (posing, every pass of the look, H.264, the files
counted), the workers warm and the code compiled; then the same shots as a draft.  A few are drawn again in this
process with a stopwatch in every part.  Where other renderers are found, they draw one of the shots too.  See
README.md beside this file.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from previs_beside import card, peers
from previs_costs import growth, memory, parts
from previs_shots import Figures, in_profile, requests_of, run, seconds_of, small, spread

ROOT = Path(__file__).resolve().parent.parent
PROFILES = ("full", "draft")


def film(films: Mapping[str, Sequence[Any]], jobs: int) -> tuple[dict[str, Figures], Figures]:
    """What the shots of each film cost, drawn by some workers, and what all of them did together.

    All shots are in one queue, the longest first, so that no worker stands idle before the end.
    """
    from storyreel.machine import cold_cache, worker_environment
    from storyreel.workers import Pool

    named = [(title, each) for title, shots in films.items() for each in shots]
    named.sort(key=lambda row: -row[1].shot.frames)
    requests = [each for _, each in named]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with Pool(jobs, worker_environment(folder), cold=cold_cache(folder)) as pool:
            run(pool, [small(each) for each in requests[: 2 * jobs]], folder / "warm")
            start = time.perf_counter()
            costs = run(pool, requests, folder / "shots")
            wall = time.perf_counter() - start
    drawn = [(title, each, costs[number]) for number, (title, each) in enumerate(named)]
    samples = {title: _cost([row[1:] for row in drawn if row[0] == title]) for title in films}
    return samples, {**_cost([row[1:] for row in drawn]), "wall_seconds": round(wall, 2)}


def _cost(drawn: Sequence[tuple[Any, Figures]]) -> Figures:
    return {
        "shots": len(drawn),
        "frames": sum(each.shot.frames for each, _ in drawn),
        "film_seconds": round(sum(seconds_of(each) for each, _ in drawn), 2),
        "cpu_seconds": round(sum(cost["cpu"] for _, cost in drawn), 2),
        "worker_mib": round(max(cost["most"] for _, cost in drawn)),
    }


def rates(figures: Mapping[str, Any], jobs: int) -> Figures:
    """The figures with what they come to by the second."""
    core = figures["film_seconds"] / figures["cpu_seconds"]
    found = {
        **figures,
        "film_seconds_per_core_second": round(core, 3),
        "film_seconds_per_idle_second": round(core * min(jobs, os.cpu_count() or 1), 3),
        "frame_cpu_ms": round(figures["cpu_seconds"] * 1000 / figures["frames"], 1),
    }
    if "wall_seconds" in figures:
        found["film_seconds_per_second"] = round(figures["film_seconds"] / figures["wall_seconds"], 3)
    return found


def profile(name: str, films: Mapping[str, Sequence[Any]], jobs: int) -> Figures:
    """All samples in one profile: each by itself, together, and where a frame's time goes."""
    chosen = {title: in_profile(each, name) for title, each in films.items()}
    samples, together = film(chosen, jobs)
    some = [shot for each in chosen.values() for shot in each[:2]]
    return {
        "profile": name,
        "passes": list(some[0].look.passes),
        "samples": {title: rates(each, jobs) for title, each in samples.items()},
        **rates(together, jobs),
        "frame_ms": parts(some),
    }


def measure(options: argparse.Namespace) -> Figures:
    """All figures as one object: those of the first profile named, then every profile's, then the rest."""
    from storyreel.machine import keep_compiled

    keep_compiled()
    scripts = options.scripts or sorted((ROOT / "samples").glob("*.fountain"))
    every = {script.stem: requests_of(script, options.size) for script in scripts}
    films = {name: spread(each, 0 if options.full else options.seconds) for name, each in every.items()}
    figures: Figures = {"size": options.size, "jobs": options.jobs, "cores": os.cpu_count()}
    if not options.only:
        profiles = {name: profile(name, films, options.jobs) for name in options.profile}
        figures |= {**profiles[options.profile[0]], "profiles": profiles}
    first = next(iter(films.values()))[0]
    if not options.only:
        figures["growth"] = growth(first)
    if options.shots:
        figures["memory"] = memory([shot for each in every.values() for shot in each], options.shots)
    if options.gl:
        figures["gl"] = card([shot for each in films.values() for shot in each])
    figures["peers"] = peers(first, options.peers)
    return figures


def table(figures: Figures) -> str:
    """The figures for people."""
    lines = [f"{figures['size']}, {figures['jobs']} workers on {figures['cores']} cores"]
    for each in figures.get("profiles", {}).values():
        lines += _profile_lines(each)
    for name, each in figures.get("growth", {}).items():
        costs = ", ".join(f"{count}: {ms}" for count, ms in each["ms"].items())
        lines += ["", f"growth, CPU ms by {name}: {costs}", f"{each['of_linear']:8.2f} of linear growth"]
    if "memory" in figures:
        held = figures["memory"]
        looks = ", ".join(f"{shots}: {mib}" for shots, mib in held["mib"].items())
        lines += ["", f"MiB of a worker after so many shots: {looks}", f"{held['grown_mib']:8} MiB more at the end"]
    if "gl" in figures:
        lines += _gl_lines(figures["gl"])
    lines += [""] if figures["peers"] else []
    lines += [f"{peer}: " + ", ".join(f"{k} {v}" for k, v in each.items()) for peer, each in figures["peers"].items()]
    return "\n".join(lines)


def _profile_lines(figures: Figures) -> list[str]:
    return [
        "",
        f"profile {figures['profile']}, passes {', '.join(figures['passes'])}",
        f"{'':16}{'shots':>6}{'film s':>8}{'CPU s':>8}{'film/core':>11}{'ms/frame':>10}",
        *(
            f"{name:16}{each['shots']:6}{each['film_seconds']:8.1f}{each['cpu_seconds']:8.1f}"
            f"{each['film_seconds_per_core_second']:11.2f}{each['frame_cpu_ms']:10.1f}"
            for name, each in {**figures["samples"], "together": figures}.items()
        ),
        f"{figures['film_seconds_per_second']:8.2f} seconds of film per second of wall time; "
        f"{figures['film_seconds_per_idle_second']:.2f} if the cores had nothing else to do",
        f"{figures['worker_mib']:8} MiB in the largest worker",
        "CPU milliseconds of a frame, in one process",
        *(f"{ms:8.2f}  {part}" for part, ms in sorted(figures["frame_ms"].items(), key=lambda each: -each[1])),
    ]


def _gl_lines(figures: Figures) -> list[str]:
    if "shots" not in figures:
        return ["", f"gl: {figures['name']} ({figures['reason']})"]
    keys = list(figures["limits"])
    return [
        "",
        f"gl: {figures['name']}, {'within' if figures['within'] else 'NOT within'} the tolerance",
        f"{'':12}" + "".join(f"{key:>14}" for key in keys) + f"{'kernels ms':>12}{'gl ms':>8}",
        f"{'limit':12}" + "".join(f"{figures['limits'][key]:14}" for key in keys),
        *(
            f"{name:12}"
            + "".join(f"{each[key]:14}" for key in keys)
            + f"{each['kernels_wall_ms']:12}{each['gl_wall_ms']:8}"
            for name, each in figures["shots"].items()
        ),
        f"a frame: kernels {figures['kernels_cpu_ms']} ms of processor in {figures['kernels_wall_ms']} ms, "
        f"gl {figures['gl_cpu_ms']} in {figures['gl_wall_ms']}",
    ]


def main() -> None:
    """Parses, measures, prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("scripts", nargs="*", type=Path, help="the samples unless named")
    parser.add_argument("--size", default="960x540")
    parser.add_argument("--profile", choices=PROFILES, help="this one alone; otherwise both, and full on top")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=10.0, help="of film drawn of each script")
    parser.add_argument("--full", action="store_true", help="every shot")
    parser.add_argument("--shots", type=int, default=0, help="watch a worker's memory over so many shots (1000)")
    parser.add_argument("--gl", action="store_true", help="draw the shots with OpenGL too, and compare")
    parser.add_argument("--peers", type=Path, nargs="*", default=[], help="Pythons that have moderngl or bpy")
    parser.add_argument("--only", action="store_true", help="only what --shots, --gl and --peers ask for")
    parser.add_argument("--json", action="store_true", help="one object on stdout")
    options = parser.parse_args()
    options.profile = (options.profile,) if options.profile else PROFILES
    figures = measure(options)
    print(json.dumps(figures) if options.json else table(figures))


if __name__ == "__main__":
    main()
