"""One script read by one reader, planned and judged: rules alone, or a language model over them."""

from __future__ import annotations

import math
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import planner
import screenplay
from benchmarks.judging.answers import Heard, Listening, evidence, form, strangers
from benchmarks.judging.gold import gold_of
from benchmarks.judging.measures import Tally, judged
from film.plan import Plan
from film.proposals import Verdict
from film.screenplay import Screenplay
from film.style import Style
from planner.breakdown import break_down
from planner.brief import Brief
from planner.continuity import check
from planner.llm.seam import LanguageModel, Usage
from planner.reading.applying import Applied
from planner.reading.ground import Ground
from planner.reading.reader import Questions, questions_of, reading_of
from planner.reading.reading import Reading
from prompts.book import PromptBook
from screenplay.pages import measure

Figures = dict[str, Any]
VERDICTS: tuple[Verdict, ...] = ("taken", "adjusted", "refused")


def by_rules(path: Path) -> Figures:
    """A labelled script as rules read it.  Raises FileNotFoundError for one without labels, ScriptError."""
    script = screenplay.read(path)
    ground = Ground.of(script)
    figures = {"reader": "rules", **_head(path, script)}
    figures["measures"] = judged(gold_of(path), ground.facts, ground.cast, ground.places)
    return figures | _planned(planner.plan(script, Brief()), script)


def by_model(path: Path, model: LanguageModel, label: str) -> Figures:
    """A labelled script as a model read it and the planner took it.  Raises as ``by_rules``, and PlanError."""
    script, listener = screenplay.read(path), Listening(model)
    questions = questions_of(script, PromptBook())
    started = time.perf_counter()
    reading = reading_of(questions, listener)
    seconds = time.perf_counter() - started
    laid = Applied.to(script, reading)
    cast = laid.cast(laid.ground.cast)
    facts = laid.facts(break_down(script, cast))
    figures = {"reader": label, "model": reading.model, **_head(path, script)}
    figures["measures"] = judged(gold_of(path), facts, cast, laid.places(laid.ground.places)) | _answered(
        questions, reading, listener.heard
    )
    figures["strangers"] = strangers(listener.heard, [sheet.id for sheet in laid.ground.cast], _words(path))
    figures["cost"] = _cost(reading, listener, seconds)
    figures["why"] = dict(Counter(item.why for item in reading.items if item.why).most_common(5))
    return figures | _planned(planner.plan(script, Brief(reading=reading)), script)


def _head(path: Path, script: Screenplay) -> Figures:
    return {"script": path.name, "pages": round(measure(script.elements).pages, 2)}


def _words(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _answered(questions: Questions, reading: Reading, heard: Sequence[Heard]) -> dict[str, Tally]:
    """Form and evidence of the answers; ``valid_after``: how many questions had an answer in the end."""
    types = {question.name: question.answer for question in questions}
    kept = sum(not item.why for item in reading.items)
    count = len(reading.items)
    return {**form(heard, types), "valid_after": Tally(kept, count, count), "evidence": evidence(heard)}


def _cost(reading: Reading, listener: Listening, seconds: float) -> Figures:
    """Requests, tokens (a replay counts none: then estimated), wall seconds."""
    usage = reading.usage
    counted = usage.input + usage.output > 0
    if not counted:
        texts = [" ".join(message.text for message in each.request.messages) for each in listener.heard]
        usage = Usage(
            input=sum(listener.count(text) for text in texts),
            output=sum(listener.count(each.completion.text) for each in listener.heard),
        )
    return {
        "requests": len(listener.heard),
        "tokens_in": usage.input,
        "tokens_out": usage.output,
        "tokens_counted": counted,
        "seconds": round(seconds, 2),
    }


def _planned(plan: Plan, script: Screenplay) -> Figures:
    """Shots, findings that nobody excused, and what became of the proposals, by kind."""
    proposals = [*plan.proposals, *(each for scene in plan.scenes for each in scene.proposals)]
    kinds = sorted({each.kind for each in proposals})
    return {
        "shots": sum(len(scene.shots) for scene in plan.scenes),
        "findings": sum(not each.excused for each in check(plan, Style(), script)),
        "proposals": {
            kind: {
                verdict: sum((each.kind, each.verdict) == (kind, verdict) for each in proposals) for verdict in VERDICTS
            }
            for kind in kinds
        },
    }


def together(runs: Sequence[Figures]) -> Figures:
    """The figures of one reader over several scripts as one."""
    measures: dict[str, Tally] = {}
    proposals: dict[str, Counter[str]] = {}
    for run in runs:
        for name, tally in run["measures"].items():
            measures[name] = measures.get(name, Tally()).plus(tally)
        for kind, counts in run["proposals"].items():
            proposals.setdefault(kind, Counter()).update(counts)
    total: Figures = {key: sum(run[key] for run in runs) for key in ("pages", "shots", "findings")}
    if any("cost" in run for run in runs):
        costs = [run["cost"] for run in runs]
        keys = ("requests", "tokens_in", "tokens_out", "seconds")
        total["cost"] = {key: sum(cost[key] for cost in costs) for key in keys}
        total["cost"]["tokens_counted"] = all(cost["tokens_counted"] for cost in costs)
        total["strangers"] = [name for run in runs for name in run["strangers"]]
    return {"reader": runs[0]["reader"], "measures": measures, "proposals": _plain(proposals), **total}


def _plain(proposals: Mapping[str, Counter[str]]) -> dict[str, dict[str, int]]:
    return {kind: {verdict: counts[verdict] for verdict in VERDICTS} for kind, counts in sorted(proposals.items())}


def plain(figures: Figures) -> Figures:
    """The figures as JSON has them: tallies spelt out, what is no number as null."""
    told = dict(figures)
    told["measures"] = {name: _spelt(tally) for name, tally in figures["measures"].items()}
    return told


def _spelt(tally: Tally) -> Figures:
    shares = {"precision": tally.precision, "recall": tally.recall, "f1": tally.f1}
    return tally._asdict() | {name: None if math.isnan(share) else round(share, 3) for name, share in shares.items()}
