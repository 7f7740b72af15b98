"""Seconds of video out of a GPU-second: storyreel's scheduler beside a plain loop of one diffusers call a shot.

Models of random numbers at their true sizes are built first (12 GB for "5b"), so that nothing has to be downloaded; the
same shots are then made by both with the same settings, and where the time goes is told beside the arithmetic's limit.
It is to be run where there is a GPU; ``--tiny`` runs it all in seconds on a processor, with models of thousands of
numbers, whose times mean nothing.  See video.md beside this file.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.video_models import built
from benchmarks.video_runs import Figures, Settings, ours, plain
from renderer.generative.costs import device_of, effort_of, gpu_seconds
from renderer.generative.families import family

FAMILIES = {"5b": "wan2.2-ti2v-5b", "1.3b": "wan2.1-t2v-1.3b"}
SIZES = {"5b": (1280, 704, 121, 24), "1.3b": (832, 480, 81, 16), "tiny": (64, 64, 9, 24)}
BY: dict[str, Callable[[Path, Settings], Figures]] = {"ours": ours, "plain": plain}


def compared(folder: Path, name: str, settings: Settings, device: str) -> dict[str, Any]:
    """Both runs of one model with one setting.  ``device`` is what the device is called."""
    runs = {who: _told(run(folder, settings), settings) for who, run in BY.items()}
    return {
        "model": name,
        "size": [settings.width, settings.height, settings.frames],
        "steps": settings.steps,
        "guidance": settings.guidance,
        "shots": settings.shots,
        "video_seconds": round(settings.seconds, 2),
        **runs,
        "times_faster": round(runs["plain"]["wall"] / runs["ours"]["wall"], 2),
        "times_faster_loading_each": round(
            (runs["plain"]["load"] * settings.shots + runs["plain"]["wall"])
            / (runs["ours"]["load"] + runs["ours"]["wall"]),
            2,
        ),
        "limit": _limit(name, settings, device) if name in FAMILIES else None,
    }


def _told(figures: Figures, settings: Settings) -> dict[str, Any]:
    return {
        "load": round(figures.load, 3),
        "wall": round(figures.wall, 3),
        "video_per_gpu_second": round(settings.seconds / figures.wall, 4),
        "parts": figures.parts,
        "peak_gigabytes": round(figures.gigabytes, 2),
    }


def _limit(name: str, settings: Settings, device: str) -> dict[str, float]:
    """What the arithmetic allows at the device's peak, and what is reckoned before a film; seconds for all shots."""
    known, job = family(FAMILIES[name]), settings.jobs()[0]
    peak, effort = device_of(device).tflops, effort_of(job, known)
    seconds = {"denoise": effort.denoising / peak, "decode": effort.coding / peak}
    told = {part: round(each * settings.shots, 3) for part, each in seconds.items()}
    best = settings.seconds / (settings.shots * sum(seconds.values()))
    return {
        **told,
        "video_per_gpu_second": round(best, 4),
        "reckoned": round(gpu_seconds(job, known, device) * settings.shots, 3),
    }


def lines(result: Mapping[str, Any]) -> Iterator[str]:
    """One comparison for people."""
    size = "x".join(str(side) for side in result["size"])
    shots = f"{result['shots']} shots, {result['video_seconds']} s of video"
    yield f"{result['model']} {size}, {result['steps']} steps: {shots}"
    for who in BY:
        run = result[who]
        parts = ", ".join(f"{part} {seconds:.2f}" for part, seconds in run["parts"].items())
        yield (
            f"  {who:6} {run['video_per_gpu_second']:.4f} s of video a GPU-second: {run['wall']:.2f} s ({parts}), "
            f"load and first shot {run['load']:.2f}, at most {run['peak_gigabytes']:.1f} GB"
        )
    once, each = result["times_faster"], result["times_faster_loading_each"]
    yield f"  ours is {once:.2f} times as fast as the loop, {each:.2f} times as fast as one that loads for every shot"
    if limit := result["limit"]:
        parts = f"denoise {limit['denoise']:.2f}, decode {limit['decode']:.2f}"
        yield f"  limit  {limit['video_per_gpu_second']:.4f} ({parts}); reckoned before {limit['reckoned']:.2f} s"


def _settings(args: argparse.Namespace, name: str, steps: int) -> Settings:
    width, height, frames, rate = SIZES[name]
    if args.size:
        width, height, frames = (int(side) for side in args.size.split("x"))
    guidance = 5.0 if steps > 8 else 1.0
    precision = "float32" if args.device == "cpu" else "bfloat16"
    return Settings(width, height, frames, Fraction(rate), steps, guidance, args.shots, args.device, precision)


def main() -> None:
    """Parses, runs, prints."""
    parser = argparse.ArgumentParser(description="storyreel's scheduler beside a plain loop of diffusers calls")
    parser.add_argument("--models", default="5b,1.3b", help="which, by commas: 5b, 1.3b")
    parser.add_argument("--steps", default="3,50", help="steps, by commas; up to eight are run without guidance")
    parser.add_argument("--shots", type=int, default=40)
    parser.add_argument("--size", default="", help="WIDTHxHEIGHTxFRAMES instead of each model's own")
    parser.add_argument("--device", default="cuda", help="cuda, cuda:N, mps or cpu")
    parser.add_argument("--text", action="store_true", help="umT5-XXL in full: 11 GB more on disk and in memory")
    parser.add_argument("--tiny", action="store_true", help="models of thousands of numbers on the processor")
    parser.add_argument("--folder", type=Path, help="where models are built and kept; without it they are thrown away")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    if args.tiny:
        args.models, args.device, args.text = "tiny", "cpu", False
    with tempfile.TemporaryDirectory() as scratch:
        results = list(_all(args, args.folder or Path(scratch)))
    told = {"device": _device(args.device), "results": results}
    if args.json:
        print(json.dumps(told, indent=1))
        return
    print(told["device"])
    for result in results:
        print("\n".join(lines(result)))


def _all(args: argparse.Namespace, at: Path) -> Iterator[dict[str, Any]]:
    import torch

    torch.set_num_threads(1 if args.tiny else torch.get_num_threads())
    for name in args.models.split(","):
        folder = at / f"{name}{'-text' if args.text else ''}"
        if not (folder / "model_index.json").is_file():
            built(folder, name, args.device, args.text)
        for steps in args.steps.split(","):
            yield compared(folder, name, _settings(args, name, int(steps)), _device(args.device))


def _device(device: str) -> str:
    import torch

    return str(torch.cuda.get_device_name(device)) if device.startswith("cuda") else device


if __name__ == "__main__":
    main()
