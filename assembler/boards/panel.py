"""One panel: the board, and under it what the shot is, does and says.

::

    +---------------------------+
    |                           |
    |          board            |
    |                           |
    +---------------------------+
    1-A2   MS · eye · 35 mm · dolly      3.2 s
    Anna looks up from the phone.
    ANNA  It was the last one.
"""

from __future__ import annotations

import io
import math
from typing import NamedTuple

from assembler.boards.arrows import arrows
from assembler.lettering.wrapping import words
from assembler.papers.paper import BLACK, GREY, RED, Colour, Paper
from assembler.stills import failure, jpeg, still
from film.clips import Clip
from film.plan import DialogueLine, Plan, ScenePlan
from film.shot import Shot
from film.timecode import seconds_in

WIDTH = 87.0
HEIGHT = 82.0
_PICTURE = 50.0
"""Room for the board, in millimetres; a board taller than that is made narrower."""
_PIXELS, _FINE = 720, 960
"""Of a board's width on the page: shaded, and in pencil, whose lines are finer."""
_LEADING = 1.28
_ARROWS: dict[str, Colour] = {"camera": (208, 52, 32), "person": (28, 110, 200)}


class Words(NamedTuple):
    """A paragraph of a panel: who speaks, if anybody, and the text."""

    speaker: str
    text: str


def words_of(plan: Plan, scene: ScenePlan, shot: Shot) -> list[Words]:
    """What is done and said in the shot: the script's action (else what the shot is), then what is heard in it."""
    names = {sheet.id: sheet.name for sheet in plan.cast}
    lines = {line.id: line for line in scene.dialogue}
    start = sum(earlier.frames for earlier in scene.shots[: scene.shots.index(shot)])
    said = []
    for speech in shot.speech:
        line = lines.get(speech.line)
        if line is not None:
            first = start + speech.start - line.start
            text = heard(line, first, first + speech.frames)
            if text:
                said.append(Words(_speaker(names, line), text))
    return [Words("", scene.action_of(shot) or shot.description), *said]


def _speaker(names: dict[str, str], line: DialogueLine) -> str:
    extension = f" ({line.extension})" if line.extension else ""
    return f"{names.get(line.character, line.character)}{extension}"


def heard(line: DialogueLine, first: int, last: int) -> str:
    """The words spoken from frame ``first`` to before ``last`` of the line, by their share of its length.

    What was said before or is said after is stood for by an ellipsis; nothing for a stretch between words.
    """
    spoken = words(line.text)
    begin = min(max(round(len(spoken) * first / line.frames), 0), len(spoken))
    end = min(max(round(len(spoken) * last / line.frames), begin), len(spoken))
    text = "".join(spoken[begin:end]).strip()
    if not text:
        return ""
    direction = f"({line.parenthetical.strip('() ')}) " if line.parenthetical.strip("() ") and begin == 0 else ""
    return f"{direction}{'… ' if begin else ''}{text}{' …' if end < len(spoken) else ''}"


def summary(shot: Shot) -> str:
    """Size, angle, lens and move, as a camera report says them; after the transition, unless it is a cut."""
    comes = "" if shot.transition == "cut" else shot.transition.replace("_", " ")
    lens = f"{shot.lens_mm:g} mm"
    move = "" if shot.move == "static" else shot.move.replace("_", " ")
    angle = "" if shot.angle == "eye" else shot.angle
    return " · ".join(part for part in (comes, shot.size, angle, lens, move) if part)


def draw_panel(
    paper: Paper,
    plan: Plan,
    scene: ScenePlan,
    shot: Shot,
    clip: Clip | None,
    corner: tuple[float, float],
    *,
    drawn: bool,
) -> list[str]:
    """Draws the panel with its top left at ``corner`` (mm), in pencil where ``drawn`` and there is such a board.

    Returns findings: a board that cannot be read, text that had to be cut.
    """
    x, y = corner
    y, fault = _picture(paper, plan, shot, clip, (x, y), drawn=drawn)
    findings = [f"boards: shot {shot.id}: {fault}"] if fault else []
    y = _heading(paper, plan, shot, x, y + 1.2)
    why = failure(clip)
    if why:
        paper.ink(7, RED, "B")
        y = paper.write_lines(paper.lines(f"Not rendered: {why}", WIDTH)[:3], x, y, WIDTH, 3.2)
    cut = _paragraphs(paper, words_of(plan, scene, shot), x, y + 0.3, corner[1] + HEIGHT)
    if cut:
        findings.append(f"boards: the text under shot {shot.id} is longer than its panel and was cut")
    return findings


def _picture(
    paper: Paper, plan: Plan, shot: Shot, clip: Clip | None, corner: tuple[float, float], *, drawn: bool
) -> tuple[float, str]:
    """Where the picture ends, and what could not be read for it.  A drawing has its arrows in it."""
    width = min(WIDTH, _PICTURE * plan.format.aspect)
    height = width / plan.format.aspect
    pixels = _FINE if drawn and clip is not None and clip.drawing else _PIXELS
    found = still(clip, pixels, max(1, round(pixels / plan.format.aspect)), drawn=drawn)
    left, top = corner[0] + (WIDTH - width) / 2, corner[1]
    paper.image(io.BytesIO(jpeg(found.image, 74 if found.drawn else 82)), left, top, width, height)
    for arrow in () if found.drawn else arrows(shot, plan.format.gate):
        tail, head = ((left + x * width, top + y * height) for x, y in (arrow.tail, arrow.head))
        _arrow(paper, tail, head, _ARROWS[arrow.of])
    paper.set_draw_color(*BLACK)
    paper.set_line_width(0.2)
    paper.rect(left, top, width, height)
    return top + height, found.fault


def _arrow(paper: Paper, tail: tuple[float, float], head: tuple[float, float], colour: Colour) -> None:
    """A stout arrow with a white edge, so that it reads on any picture."""
    yaw = math.atan2(head[1] - tail[1], head[0] - tail[0])
    point = min(3.2, math.dist(tail, head) * 0.6)
    cos, sin = math.cos(yaw), math.sin(yaw)
    neck = math.dist(tail, head) - point
    shape = [(0, -0.45), (neck, -0.45), (neck, -1.35), (neck + point, 0), (neck, 1.35), (neck, 0.45), (0, 0.45)]
    paper.set_draw_color(255, 255, 255)
    paper.set_fill_color(*colour)
    paper.set_line_width(0.3)
    paper.polygon([(tail[0] + x * cos - y * sin, tail[1] + x * sin + y * cos) for x, y in shape], style="DF")


def _heading(paper: Paper, plan: Plan, shot: Shot, x: float, y: float) -> float:
    seconds = float(seconds_in(shot.frames, plan.format.rate))
    paper.ink(9, BLACK, "B")
    identity = paper.get_string_width(paper.clean(shot.id)) + 4
    identity = min(identity, WIDTH * 0.5)
    paper.single(shot.id, x, y, identity, 4.4)
    paper.ink(7.5, GREY)
    paper.single(summary(shot), x + identity, y, WIDTH - identity - 24, 4.4)
    paper.single(f"{seconds:.1f} s · {shot.frames} f", x + WIDTH - 24, y, 24, 4.4, align="R")
    return y + 4.6


def _paragraphs(paper: Paper, paragraphs: list[Words], x: float, y: float, bottom: float) -> bool:
    """Writes the paragraphs as large as they fit, 8 to 5.5 points; True when even the smallest was cut."""
    for size in (8.0, 7.2, 6.4, 5.5):
        leading = size * 0.3528 * _LEADING
        set_lines = [line for paragraph in paragraphs for line in _set(paper, paragraph, size)]
        if len(set_lines) * leading <= bottom - y:
            break
    room = max(1, int((bottom - y) / leading))
    for speaker, line in set_lines[:room]:
        paper.ink(size, BLACK if speaker is not None else GREY, "B" if speaker else "")
        paper.write_lines([line], x, y, WIDTH, leading)
        y += leading
    return len(set_lines) > room


def _set(paper: Paper, paragraph: Words, size: float) -> list[tuple[str | None, str]]:
    """Lines of a paragraph: (None, action), (name, name alone), ("", what is said)."""
    paper.ink(size)
    broken = paper.lines(paragraph.text, WIDTH)
    if not paragraph.speaker:
        return [(None, line) for line in broken]
    return [(paragraph.speaker, paper.clean(paragraph.speaker.upper())), *(("", line) for line in broken)]
