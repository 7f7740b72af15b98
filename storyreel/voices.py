"""Every spoken line as a WAV file, where somebody can speak it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from film.plan import Plan
from storyreel.report import Finding
from storyreel.stages import Stages
from storyreel.versions import maker
from storyreel.workers import Step
from storyreel.workshop import Order, Workshop

if TYPE_CHECKING:
    from assembler.sound.voices import LineRequest

_WAV = "line.wav"


@dataclass(frozen=True)
class Spoken:
    """Dialogue line id to its WAV and to the key that stands for its content; what nobody could speak."""

    files: Mapping[str, Path]
    keys: Mapping[str, str]
    findings: tuple[Finding, ...]


def speak_lines(workshop: Workshop, stages: Stages, plan: Plan) -> Spoken:
    """Speaks what is not spoken yet.  A line that no voice can speak keeps its time and is told of."""
    orders, unspeakable = _line_orders(stages, plan)
    delivery = workshop.deliver("Speaking", list(orders.values()))
    findings = [_silent(language, count) for language, count in unspeakable.items()]
    for id, order in orders.items():
        if order.key in delivery.failed:
            findings.append(Finding(rule="voice", message=f"line {id} is silent: {delivery.failed[order.key]}"))
    spoken = {id: order for id, order in orders.items() if order.key in delivery.folders}
    return Spoken(
        files={id: delivery.folders[order.key] / _WAV for id, order in spoken.items()},
        keys={id: order.key for id, order in spoken.items()},
        findings=tuple(findings),
    )


def _line_orders(stages: Stages, plan: Plan) -> tuple[dict[str, Order], Counter[str]]:
    backend = stages.voices()
    voice_maker = maker("assembler.sound")
    sheets = {sheet.id: sheet for sheet in plan.cast}
    orders: dict[str, Order] = {}
    unspeakable: Counter[str] = Counter()
    for line in (line for scene in plan.scenes for line in scene.dialogue):
        if not backend.speaks(line.language):
            unspeakable[line.language] += 1
            continue
        request = stages.line_request(line, sheets[line.character])
        recipe = {"kind": "line", "voice": backend.recipe(request), "maker": voice_maker}
        orders[line.id] = Order(f"line {line.id}", recipe, 1, partial(_make_line, stages.speak, request))
    return orders, unspeakable


def _make_line(speak: Callable[[LineRequest, Path], None], request: LineRequest, folder: Path, step: Step) -> None:
    speak(request, folder / _WAV)
    step(1)


def _silent(language: str, lines: int) -> Finding:
    what = "line has" if lines == 1 else "lines have"
    why = f"{lines} {what} no voice: nothing here speaks the language '{language}'"
    return Finding(rule="voice", message=f"{why}. Install the program espeak-ng with it to hear them")
