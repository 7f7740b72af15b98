"""How well scripts are read: rules alone, and a language model over them, beside labels made by hand.

Without ``--llm`` the answers of benchmarks/answers/ are replayed: written by hand as a capable reader would answer, and
the same spoilt in the ways of small models.  They measure what is done with answers, not a model.  README.md beside
this file says what each figure is.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.judging.flaws import sloppy
from benchmarks.judging.measures import Tally
from benchmarks.judging.runs import VERDICTS, Figures, by_model, by_rules, plain, together
from film.errors import FilmError
from planner.llm.backends import opened
from planner.llm.backends.replay import Replay
from planner.llm.budget import Manners
from planner.llm.record import line_of, records
from planner.llm.spec import parse

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = tuple(sorted((ROOT / "samples").glob("*.fountain")))
UNSEEN = tuple(sorted((ROOT / "benchmarks" / "scripts").glob("*.fountain")))
ANSWERS = ROOT / "benchmarks" / "answers"
GOOD, SPOILT = "written by hand", "the same, spoilt"
_ROWS: tuple[tuple[str, str, str], ...] = (
    # what it is called, which tally, which figure of it
    ("answers valid at first", "valid_first", "precision"),
    ("answers in use", "valid_after", "precision"),
    ("answers cut off", "truncated", "precision"),
    ("evidence that stands", "evidence", "precision"),
    ("cast present, F1", "cast", "f1"),
    ("there as it opens", "opening", "precision"),
    ("props, F1", "props", "f1"),
    ("beats, F1", "beats", "f1"),
    ("actions, F1", "actions", "f1"),
    ("story day", "story_day", "precision"),
    ("time of day", "time_of_day", "precision"),
    ("mood of a speech", "moods", "precision"),
    ("  where it is clear", "clear_moods", "precision"),
    ("sheet, precision", "sheet", "precision"),
    ("sheet, recall", "sheet", "recall"),
    ("sheet, made up", "made_up", "found"),
    ("relations, recall", "relations", "recall"),
    ("portrait, recall", "portrait", "recall"),
    ("kind of place", "place", "precision"),
    ("things that stand there", "fixtures", "recall"),
)


def spoilt(folder: Path, script: Path) -> Path:
    """The answers to a script made bad, as a file in a folder."""
    text = (ANSWERS / f"{script.stem}.jsonl").read_text(encoding="utf-8")
    good = records(text.splitlines(keepends=True), script.name)
    file = folder / f"{script.stem}.jsonl"
    file.write_text("".join(line_of(record) for record in sloppy(good)), encoding="utf-8")
    return file


def figures_of(script: Path, spec: str, timeout: float) -> Iterator[Figures]:
    """The figures of every reader of a script; ``timeout``: seconds for one answer.

    Raises FilmError for what cannot be read, or a model that is gone.
    """
    yield by_rules(script)
    if spec:
        model = opened(parse(spec), Manners(timeout=timeout), os.environ)
        if model is not None:
            with closing(model):
                yield by_model(script, model, spec)
        return
    yield by_model(script, Replay(str(ANSWERS / f"{script.stem}.jsonl")), GOOD)
    with tempfile.TemporaryDirectory() as folder:
        yield by_model(script, Replay(str(spoilt(Path(folder), script))), SPOILT)


def table(title: str, columns: Sequence[Figures]) -> str:
    """Readers beside each other, for people."""
    wide = [max(len(each["reader"]), 12) for each in columns]
    names = "  ".join(each["reader"].rjust(width) for each, width in zip(columns, wide, strict=True))
    lines = [f"{title}, {columns[0]['pages']:.1f} pages", f"{'':26}{names}"]

    def row(name: str, told: Callable[[Figures], str]) -> None:
        cells = [told(each) for each in columns]
        if any(cells):
            shown = "  ".join(cell.rjust(width) for cell, width in zip(cells, wide, strict=True))
            lines.append(f"{name:26}{shown}")

    for name, tally, figure in _ROWS:
        row(name, partial(_cell, tally, figure))
    row("strangers named", lambda each: str(len(each["strangers"])) if "strangers" in each else "")
    for verdict in VERDICTS:
        row(f"proposals {verdict}", partial(_share, verdict))
    row("shots", lambda each: str(each["shots"]))
    row("findings after planning", lambda each: str(each["findings"]))
    row("tokens a page, in + out", _tokens)
    row("seconds a page", lambda each: f"{each['cost']['seconds'] / each['pages']:.1f}" if "cost" in each else "")
    return "\n".join(lines)


def _cell(name: str, figure: str, figures: Figures) -> str:
    tally: Tally | None = figures["measures"].get(name)
    if tally is None or not (tally.found or tally.there):
        return ""
    value = getattr(tally, figure)
    return str(value) if figure == "found" else "-" if value != value else f"{value:.2f}"


def _share(verdict: str, figures: Figures) -> str:
    counts = figures["proposals"].values()
    total = sum(sum(each.values()) for each in counts)
    return f"{sum(each[verdict] for each in counts) / total:.2f} of {total}" if total else ""


def _tokens(figures: Figures) -> str:
    if "cost" not in figures:
        return ""
    cost, pages = figures["cost"], figures["pages"]
    about = "" if cost["tokens_counted"] else "~"
    return f"{about}{cost['tokens_in'] / pages:.0f} + {cost['tokens_out'] / pages:.0f}"


def main() -> int:
    """Parses, measures, prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("scripts", nargs="*", type=Path, help="labelled ones; all there are when none is named")
    parser.add_argument(
        "--llm", default="", metavar="SPEC", help="a model as storyreel --llm takes it; none: rules only"
    )
    parser.add_argument("--timeout", type=float, default=300.0, help="seconds for one answer of a model")
    parser.add_argument("--json", action="store_true", help="one object on stdout")
    options = parser.parse_args()
    scripts = options.scripts or (*SAMPLES, *UNSEEN)
    try:
        found = {script: list(figures_of(script, options.llm, options.timeout)) for script in scripts}
    except (FilmError, FileNotFoundError) as error:
        print(f"reading: {error}", file=sys.stderr)
        return 2
    groups = {"samples": [s for s in scripts if s.resolve() in SAMPLES]}
    groups |= {script.stem: [script] for script in scripts if script.resolve() not in SAMPLES}
    totals = {
        name: [together(runs) for runs in zip(*(found[script] for script in group), strict=True)]
        for name, group in groups.items()
        if group
    }
    if options.json:
        told = [plain(each) for runs in found.values() for each in runs]
        print(json.dumps({"scripts": told, "groups": {name: [plain(e) for e in t] for name, t in totals.items()}}))
    else:
        print("\n\n".join(table(name, columns) for name, columns in totals.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
