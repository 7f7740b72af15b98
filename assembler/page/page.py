"""index.html out of a plan, its clips and the cut: a pure function to a string.

Every word of the script is escaped on its way into the markup, and into the data block so that no
text can end it; the script that runs writes text, never markup.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from string import Template
from typing import Any

from assembler.boards.panel import summary, words_of
from assembler.captions import cues, escaped
from assembler.cut import END, TITLE
from assembler.stills import board, failure, height_for, jpeg, poster, shots_of
from film.clips import Clip
from film.errors import CutError
from film.plan import Plan, ScenePlan
from film.shot import Shot
from film.timecode import FrameRange, seconds_in
from film.timeline import Timeline

FILM = "film.mp4"
CAPTIONS = "captions/film.vtt"
"""Where the page looks, beside itself."""

_THUMBNAIL = 320
_POSTER = 960


def page(plan: Plan, clips: Mapping[str, Clip], timeline: Timeline, findings: Sequence[str]) -> str:
    """The whole page as text.  ``findings`` are shown as they are, in order.

    Raises CutError when the timeline lacks a shot of the plan.
    """
    where = {item.shot: item.record for item in timeline.picture.items if item.shot is not None}
    lost = next((shot.id for _, shot in shots_of(plan) if shot.id not in where), None)
    if lost is not None:
        raise CutError(f"shot {lost} is not in the cut", do="Cut the film again")
    shots = sum(1 for _ in shots_of(plan))
    length = _clock(timeline.frames, plan)
    return Template(_file("template.html")).substitute(
        language=escape(plan.language),
        title=escape(timeline.name),
        byline=escape(f"{plan.credit} {plan.author}".strip()),
        width=plan.format.width,
        height=plan.format.height,
        film=FILM,
        captions=CAPTIONS,
        poster=_data_uri(poster(plan, clips), plan, _POSTER),
        findings=_findings(findings),
        scenes="\n".join(_scene(plan, scene, clips) for scene in plan.scenes),
        summary=escape(f"{len(plan.scenes)} scenes · {shots} shots · {length} · {timeline.frames} frames"),
        data=script_safe(_data(plan, clips, timeline, where)),
        style=_file("style.css"),
        script=_file("player.js"),
    )


def script_safe(value: Any) -> str:
    """JSON that cannot end the element it stands in, nor open a comment in it."""
    text = json.dumps(value, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _file(name: str) -> str:
    path = Path(__file__).with_name(name)
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise CutError("a part of the program is missing", where=path, do="Install storyreel again") from error


def _data(plan: Plan, clips: Mapping[str, Clip], timeline: Timeline, where: Mapping[str, FrameRange]) -> dict[str, Any]:
    rate = plan.format.rate
    return {
        "rate": [rate.numerator, rate.denominator],
        "frames": timeline.frames,
        "language": plan.language,
        "titleCard": TITLE,
        "endCard": END,
        "shots": [
            {
                "id": shot.id,
                "start": where[shot.id].start,
                "frames": shot.frames,
                "data": f"{summary(shot)} · {_seconds(shot, plan)}",
                "failed": failure(clips.get(shot.id)),
                "description": scene.action_of(shot) or shot.description,
                "dialogue": [
                    {"who": words.speaker.upper(), "text": words.text}
                    for words in words_of(plan, scene, shot)
                    if words.speaker
                ],
            }
            for scene, shot in shots_of(plan)
        ],
        "captions": [
            {
                "start": float(seconds_in(cue.record.start, rate)),
                "end": float(seconds_in(cue.record.end, rate)),
                "text": "\n".join(escaped(line) for line in cue.lines),
            }
            for cue in cues(timeline)
        ],
    }


def _scene(plan: Plan, scene: ScenePlan, clips: Mapping[str, Clip]) -> str:
    shots = "\n".join(_shot(plan, scene, shot, clips.get(shot.id)) for shot in scene.shots)
    heading = f'<h3 dir="auto"><span>{escape(scene.number)}</span>{escape(scene.text)}</h3>'
    label = escape(f"Scene {scene.number}")
    return f'<section class="scene" aria-label="{label}">\n{heading}\n<ol class="shots">\n{shots}\n</ol>\n</section>'


def _shot(plan: Plan, scene: ScenePlan, shot: Shot, clip: Clip | None) -> str:
    does = scene.action_of(shot) or shot.description
    why = failure(clip)
    said = f"Shot {shot.id}, {summary(shot)}, {_seconds(shot, plan)}{', not rendered' if why else ''}"
    size = f'width="{_THUMBNAIL}" height="{height_for(_THUMBNAIL, plan)}"'
    failed = f'<span class="failed">Not rendered: {escape(why)}</span>' if why else ""
    return (
        f'<li><button type="button" class="shot" aria-label="{escape(said)}">'
        f'<img src="{_data_uri(clip, plan, _THUMBNAIL)}" {size} loading="lazy" alt="{escape(shot.description)}">'
        f'<span class="label"><b>{escape(shot.id)}</b>'
        f'<span class="quiet">{escape(f"{shot.size} · {_seconds(shot, plan)}")}</span>{failed}</span>'
        f'<span class="does" dir="auto"><span>{escape(does)}</span></span></button></li>'
    )


def _findings(findings: Sequence[str]) -> str:
    if not findings:
        return ""
    count = f"{len(findings)} finding{'s' if len(findings) != 1 else ''}"
    items = "\n".join(f'<li dir="auto">{escape(finding)}</li>' for finding in findings)
    return f"<details>\n<summary>{count}</summary>\n<ul>\n{items}\n</ul>\n</details>"


def _data_uri(clip: Clip | None, plan: Plan, width: int) -> str:
    image = board(clip, width, height_for(width, plan))
    return f"data:image/jpeg;base64,{base64.b64encode(jpeg(image, 74)).decode()}"


def _seconds(shot: Shot, plan: Plan) -> str:
    return f"{float(seconds_in(shot.frames, plan.format.rate)):.1f} s"


def _clock(frames: int, plan: Plan) -> str:
    seconds = round(seconds_in(frames, plan.format.rate))
    return f"{seconds // 60}:{seconds % 60:02d}"
