"""What is given up, and in which order, when a shot cannot be had as asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from planner.camera.brief import CameraBrief
from planner.coverage.intent import Intent, tighter


def rungs(brief: CameraBrief) -> Iterator[tuple[str, CameraBrief]]:
    """(what was given up, the brief without it), first as asked.

    Without its move; one size wider; one size tighter; an OTS as a single; a two-shot as a master; a single by any
    side of the axis; last a wide from wherever it can be seen.
    """
    intent = brief.intent
    yield "", brief
    if intent.move not in ("static", "pan"):
        yield "without its move", _with(brief, replace(intent, move="static"))
    if intent.idiom == "insert" and intent.subjects:
        yield "shown on the one who holds it", _with(brief, replace(intent, idiom="single", size="CU"))
    if intent.idiom == "pov":
        yield "not from the eyes but beside them", _with(brief, replace(intent, idiom="single", over=None))
    if intent.idiom == "ots":
        yield "as a single, no shoulder will stand right", _with(brief, single_of(intent))
    if intent.idiom == "moving":
        yield "one size wider", _with(brief, replace(intent, size=tighter(intent.size, -1)))
        yield "held wide, no room to follow", _with(brief, replace(intent, idiom="master", size="WS", move="static"))
    if intent.idiom in ("single", "reaction", "two_shot"):
        yield "one size wider", _with(brief, replace(intent, size=tighter(intent.size, -1)))
        if intent.size != "ECU":
            yield "one size tighter", _with(brief, replace(intent, size=tighter(intent.size, 1)))
        yield "from higher up", _with(brief, replace(intent, angle="high"))
    if intent.idiom in ("single", "reaction", "two_shot") and brief.axis is not None:
        yield "from across the axis, where the face is seen", replace(brief, axis=None)
    if intent.idiom == "two_shot":
        yield "as a wide", _with(brief, replace(intent, idiom="master", size="FS"))
    if intent.subjects and intent.idiom not in ("insert", "establishing", "master"):
        yield "as a plain single", _with(brief, replace(single_of(intent), size="MS"))
    yield "wide, from wherever it can be seen", _with(brief, replace(intent, idiom="master", size="WS", move="static"))


def single_of(intent: Intent) -> Intent:
    """The same moment on its first subject alone."""
    return replace(intent, idiom="single", subjects=intent.subjects[:1], over=None)


def _with(brief: CameraBrief, intent: Intent) -> CameraBrief:
    return replace(brief, intent=intent)
