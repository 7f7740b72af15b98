"""What a run did: the object that ``--json`` prints and ``report.json`` keeps."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError

from film.base import Document, LineSpan, Model
from film.clips import PassName
from film.plan import Plan
from film.timecode import Rate
from storyreel.llm.report import ReadingReport
from storyreel.settings import BoardStyle, Settings
from storyreel.video.report import VideoReport
from storyreel.video.settings import PREVIS


class Failure(Model):
    """A shot that has a slate in the film, or its previs where a take was wanted, and why."""

    shot: str
    reason: str


class Finding(Model):
    """Something the user should know.  ``rule`` says who found it; ``line`` is of the script, where there is one."""

    rule: str
    message: str
    shots: tuple[str, ...] = ()
    line: int | None = None


class Seconds(Model):
    """Wall time of each stage, in seconds."""

    read: float = 0.0
    plan: float = 0.0
    render: float = 0.0
    cut: float = 0.0
    total: float = 0.0


class Picture(Model):
    """What the run drew with, options of its command line included, as the settings of the same names."""

    size: str
    fps: Rate
    labels: bool
    passes: tuple[PassName, ...]
    supersample: float
    boards: BoardStyle
    renderer: Annotated[str, Field(exclude_if=lambda name: name == PREVIS)] = PREVIS


class Report(Document):
    """``frames`` counts the cards too once the film is cut; ``rate`` is written ``24/1``.

    ``reading`` is what a language model was asked, ``video`` what a video model was, None where none was.
    """

    reel: str
    film: str | None
    frames: int
    rate: str
    scenes: int
    shots: int
    rendered: int = 0
    reused: int = 0
    failed: tuple[Failure, ...] = ()
    findings: tuple[Finding, ...] = ()
    seconds: Seconds = Seconds()
    picture: Picture | None = None
    reading: ReadingReport | None = None
    video: Annotated[VideoReport | None, Field(exclude_if=lambda report: report is None)] = None


def picture_of(settings: Settings) -> Picture:
    """What settings have a film drawn with."""
    return Picture.model_validate({name: getattr(settings, name) for name in Picture.model_fields})


def last_picture(path: Path, tell: Callable[[str], None]) -> dict[str, object]:
    """The options with which the run of a report drew; none where there is no report that says so.

    Who rendered is not among them (see ``last_renderer``).  A report that cannot be read is told of in one line.
    """
    picture = _last(path, tell)
    return {} if picture is None else {name: value for name, value in dict(picture).items() if name != "renderer"}


def last_renderer(path: Path, tell: Callable[[str], None]) -> str:
    """Who rendered in the run of a report, as reel.yaml names them; the previs where there is none that says so."""
    picture = _last(path, tell)
    return PREVIS if picture is None else picture.renderer


def _last(path: Path, tell: Callable[[str], None]) -> Picture | None:
    try:
        return Report.model_validate_json(path.read_bytes()).picture
    except FileNotFoundError:
        return None
    except OSError as error:
        tell(_unread(path, error.strerror or str(error)))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        tell(_unread(path, f"{place}: {first['msg']}" if place else first["msg"]))
    return None


def _unread(path: Path, why: str) -> str:
    """What a report that cannot be read means for who asks."""
    reason = " ".join(why.split())
    return f"{path}: cannot be read ({reason}); going by reel.yaml, not by the options of the last run"


def plan_json(plan: Plan, reading: ReadingReport | None = None) -> dict[str, object]:
    """The plan as other programs check it: every scene's setups and shots with camera and marks by frame.

    ``reading`` is what a language model was asked for it.
    """
    return {
        "reading": None if reading is None else reading.model_dump(mode="json"),
        "scenes": [
            {
                "id": scene.id,
                "number": scene.number,
                "heading": scene.text,
                "lines": scene.lines,
                "place": scene.place,
                "read_by": scene.read_by,
                "proposals": [proposal.model_dump(mode="json") for proposal in scene.proposals],
                "setups": [setup.model_dump(mode="json") for setup in scene.setups],
                "shots": [_shot_json(shot.model_dump(mode="json"), shot.covers) for shot in scene.shots],
            }
            for scene in plan.scenes
        ],
    }


def _shot_json(shot: dict[str, object], covers: tuple[LineSpan, ...]) -> dict[str, object]:
    kept = ("id", "setup", "size", "angle", "lens_mm", "move", "subjects", "frames", "camera", "marks")
    return {**{name: shot[name] for name in kept}, "covers": covers, "idiom": shot["idiom"]}
