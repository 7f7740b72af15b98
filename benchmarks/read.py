"""CPU time and memory of reading a Fountain script, ours beside other readers, on one script and on ten times it.

Every reader works in a process of its own; the processes take turns, so that a busy machine is busy
for all of them.  The best of all turns counts.  The others are installed from peers.txt beside this
file; ``--peers`` names the Python that has them, and one that is missing is said to be.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import io
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
SCRIPT = ROOT / "tests" / "screenplay" / "data" / "vikings.fountain"


class Reader(NamedTuple):
    """A reader: the distribution it comes in, how it is got ready, and whether it reads every element there is."""

    distribution: str
    ready: Callable[[], Callable[[str], Any]]
    everything: bool


def _ours_elements() -> Callable[[str], Any]:
    from screenplay.fountain import read_manuscript

    return read_manuscript


def _ours_whole() -> Callable[[str], Any]:
    from screenplay.fountain import parse

    return parse


def _screenplain() -> Callable[[str], Any]:
    from screenplain.parsers import fountain  # type: ignore[import-not-found]

    return lambda text: fountain.parse(io.StringIO(text))


def _fountain_py() -> Callable[[str], Any]:
    from fountain import FountainParser  # type: ignore[import-not-found]

    return lambda text: FountainParser().parse(text)


def _fountain_parser() -> Callable[[str], Any]:
    from fountain_parser import parse  # type: ignore[import-not-found]

    return lambda text: parse(text)


READERS = {
    "ours, elements": Reader("storyreel", _ours_elements, True),
    "ours, whole": Reader("storyreel", _ours_whole, True),
    "screenplain": Reader("screenplain", _screenplain, True),
    "fountain-py": Reader("fountain-py", _fountain_py, True),
    "fountain-parser": Reader("fountain-parser", _fountain_parser, False),
}
OURS = "ours, elements"


def _longer(text: str, times: int) -> str:
    return "\n\n".join([text] * times)


def work(name: str, script: Path, times: int) -> None:
    """A reader's process: for every number on stdin that many copies are read and the CPU milliseconds printed.

    ``0`` prints the most memory used so far, in MiB.  The first line says the reader's version, or why it is not here.
    """
    reader = READERS[name]
    try:
        read = reader.ready()
        version = "" if reader.distribution == "storyreel" else importlib.metadata.version(reader.distribution)
    except (ImportError, importlib.metadata.PackageNotFoundError) as error:
        print(json.dumps({"missing": str(error)}), flush=True)
        return
    texts = {count: _longer(script.read_text(encoding="utf-8"), count) for count in (1, times)}
    print(json.dumps({"version": version}), flush=True)
    for line in sys.stdin:
        if not (count := int(line)):
            print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, flush=True)
            continue
        start = time.process_time()
        read(texts[count])
        print((time.process_time() - start) * 1000, flush=True)


class Worker:
    """A reader in a process of its own."""

    def __init__(self, name: str, python: str, script: Path, times: int) -> None:
        command = [
            python,
            str(Path(__file__).resolve()),
            "--work",
            name,
            "--script",
            str(script),
            "--times",
            str(times),
        ]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)} if name.startswith("ours") else None
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
        )
        said = self._line()
        self.greeting: dict[str, str] = json.loads(said) if said else {"missing": "its process ended at once"}

    def ask(self, count: int) -> float:
        """What the process answers to a number.  SystemExit when it ends instead."""
        assert self._process.stdin
        self._process.stdin.write(f"{count}\n")
        self._process.stdin.flush()
        return float(self._line() or sys.exit("read.py: a reader's process ended"))

    def close(self) -> None:
        """End the process and wait for it."""
        self._process.communicate()

    def _line(self) -> str:
        assert self._process.stdout
        return self._process.stdout.readline()


def measure(script: Path, peers: str, times: int, turns: int) -> dict[str, Any]:
    """The figures as one object."""
    figures: dict[str, Any] = {}
    workers: dict[str, Worker] = {}
    for name in READERS:
        worker = Worker(name, sys.executable if name.startswith("ours") else peers, script, times)
        if "missing" in worker.greeting:
            figures[name] = worker.greeting
            worker.close()
        else:
            figures[name] = {**worker.greeting, "idle_mib": worker.ask(0)}
            workers[name] = worker
    best = {name: {1: float("inf"), times: float("inf")} for name in workers}
    for count, repeats in ((1, turns), (times, max(2, turns // 4))):
        for _ in range(repeats):
            for name, worker in workers.items():
                best[name][count] = min(best[name][count], worker.ask(count))
    for name, worker in workers.items():
        once, many = best[name][1], best[name][times]
        figures[name] |= {"ms": once, "times_ms": many, "growth": many / once, "peak_mib": worker.ask(0)}
        figures[name]["by_ours"] = once / best[OURS][1]
        worker.close()
    lines = script.read_text(encoding="utf-8").count("\n")
    return {"script": script.name, "lines": lines, "times": times, "turns": turns, "readers": figures}


def table(figures: dict[str, Any]) -> str:
    """The figures for people."""
    times = figures["times"]
    rows = [
        f"{figures['script']}, {figures['lines']} lines; CPU milliseconds, the best of {figures['turns']} turns",
        "",
        f"{'':22}{'ms':>8}{'/ ours':>8}{f'x{times} ms':>10}{f'x{times} / x1':>10}{'peak MiB':>10}{'idle MiB':>10}",
    ]
    for name, found in figures["readers"].items():
        if "missing" in found:
            rows.append(f"{name:22}  not measured: {found['missing']}")
            continue
        mark = "" if READERS[name].everything else "  reads the least"
        rows.append(
            f"{name + ' ' + found['version']:22}{found['ms']:8.1f}{found['by_ours']:8.2f}{found['times_ms']:10.1f}"
            f"{found['growth']:10.2f}{found['peak_mib']:10.1f}{found['idle_mib']:10.1f}{mark}"
        )
    return "\n".join(rows)


def main() -> None:
    """Parses, measures, prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--script", type=Path, default=SCRIPT)
    parser.add_argument("--peers", default=sys.executable, help="the Python that has the packages of peers.txt")
    parser.add_argument("--times", type=int, default=10, help="copies in the long script")
    parser.add_argument("--turns", type=int, default=12)
    parser.add_argument("--json", action="store_true", help="one object on stdout")
    parser.add_argument("--work", choices=READERS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.work:
        work(options.work, options.script, options.times)
        return
    figures = measure(options.script.resolve(), options.peers, options.times, options.turns)
    print(json.dumps(figures) if options.json else table(figures))


if __name__ == "__main__":
    main()
