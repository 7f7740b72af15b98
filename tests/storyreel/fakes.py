"""Stages that take no time and fail on demand, so that the run around them can be tested.

A script is lines: ``# INT. HALL - DAY`` starts a scene, ``ANNA: Hello.`` is a speech and becomes one
shot.  A word in the speech decides what becomes of its shot: CRASH, RAISE, FULL, BULKY,
SLOW, SHORT, HANG (in a program of its own, as ffmpeg is).
"""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from film.base import Model
from film.camera import CameraKey
from film.cast import CharacterSheet
from film.clips import Clip
from film.errors import RenderError, ScriptError
from film.names import digest, slug
from film.place import PlaceSheet
from film.plan import Beat, DialogueLine, Format, Plan, ScenePlan
from film.screenplay import Element, Heading, Scene, Screenplay, Speaker
from film.shot import Setup, Shot, Speech
from film.timeline import Timeline
from planner.brief import Brief
from storyreel.stages import Stages

if TYPE_CHECKING:
    from assembler.cards import Card
    from assembler.encode import FilmReport
    from assembler.sound.mix import Stems
    from assembler.sound.voices import LineRequest

FRAMES = 12
LOG = "FAKE_LOG"
"""Environment variable: a file that gets a line for each thing made."""


def log(what: str) -> None:
    """Appends a line to the log, whole even from several processes."""
    if path := os.environ.get(LOG):
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.write(handle, f"{what}\n".encode())
        os.close(handle)


def read(path: Path, *, salvage: bool = False) -> Screenplay:
    """Scenes and speeches."""
    assert not salvage
    elements: list[Element] = []
    scenes: list[Scene] = []
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise ScriptError(error.strerror or "cannot be read", where=path) from None
    for number, line in enumerate(lines, 1):
        kind = "scene_heading" if line.startswith("# ") else "dialogue"
        element = Element(
            id=f"e_{slug(line)}_{len(elements)}", type=kind, text=line.lstrip("# "), lines=(number, number)
        )
        elements.append(element)
        if kind == "scene_heading":
            heading = Heading(setting="INT", place=element.text, location=element.text)
            scenes.append(
                Scene(
                    id=slug(element.text),
                    number=str(len(scenes) + 1),
                    heading=heading,
                    text=element.text,
                    elements=(element.id,),
                    lines=(number, number),
                    eighths=1,
                )
            )
        elif scenes and line.strip():
            scenes[-1] = scenes[-1].but(
                elements=(*scenes[-1].elements, element.id), lines=(scenes[-1].lines[0], number)
            )
    if not scenes:
        raise ScriptError("has no scene", where=path)
    names = dict.fromkeys(e.text.partition(":")[0] for e in elements if e.type == "dialogue" and ":" in e.text)
    cast = tuple(Speaker(id=slug(name), name=name, lines=1, words=1) for name in names)
    return Screenplay(elements=tuple(elements), scenes=tuple(scenes), cast=cast, pages=1, minutes=(0, 1))


def plan(screenplay: Screenplay, brief: Brief) -> Plan:
    """One setup a scene, one shot a speech."""
    own = {sheet.id: sheet for sheet in brief.cast}
    cast = tuple(own.get(each.id, CharacterSheet(id=each.id, name=each.name)) for each in screenplay.cast)
    wanted = [scene for scene in screenplay.scenes if not brief.scenes or scene.number in brief.scenes]
    places = {
        scene.heading.place: PlaceSheet(
            id=slug(scene.heading.place),
            name=scene.heading.place,
            kind="room",
            enclosure="room",
            stage=(-2, -2, 2, 2),
            ground="wood",
        )
        for scene in wanted
    }
    scenes = tuple(_scene(screenplay, scene) for scene in wanted)
    return Plan(title="Fake", format=brief.format, cast=cast, places=tuple(places.values()), scenes=scenes)


def _scene(screenplay: Screenplay, scene: Scene) -> ScenePlan:
    setup = f"{scene.number}-A"
    speeches = [element for element in screenplay.elements_of(scene) if element.type == "dialogue"]
    shots, dialogue = [], []
    for index, element in enumerate(speeches):
        name, _, text = element.text.partition(":")
        line = f"{scene.id}-{digest(element.text)[:8]}"
        who = slug(name)
        dialogue.append(
            DialogueLine(
                id=line, character=who, text=text.strip(), start=index * FRAMES, frames=FRAMES, lines=element.lines
            )
        )
        shots.append(
            Shot(
                id=f"{setup}{index + 1}",
                setup=setup,
                beat="b1",
                idiom="single",
                size="MS",
                angle="eye",
                lens_mm=35,
                move="static",
                subjects=(who,),
                frames=FRAMES,
                covers=(element.lines,),
                description=element.text,
                camera=(CameraKey(frame=0, position=(0, -3, 1.6), target=(0, 0, 1.6)),),
                speech=(Speech(line=line, character=who, start=0, frames=FRAMES),),
            )
        )
    return ScenePlan(
        id=scene.id,
        number=scene.number,
        text=scene.text,
        heading=scene.heading,
        lines=scene.lines,
        place=slug(scene.heading.place),
        time_of_day="day",
        beats=(Beat(id="b1", kind="dialogue", lines=scene.lines, text="they talk"),),
        dialogue=tuple(dialogue),
        setups=(
            Setup(
                id=setup,
                idiom="single",
                size="MS",
                angle="eye",
                lens_mm=35,
                subjects=(),
                position=(0, -3, 1.6),
                target=(0, 0, 1.6),
            ),
        ),
        shots=tuple(shots),
    )


@dataclass(frozen=True)
class Request:
    """What the fake renderer needs."""

    shot: Shot
    format: Format
    build: str

    def recipe(self) -> dict[str, Any]:
        """What decides the pixels."""
        return {
            "shot": self.shot.model_dump(mode="json", exclude={"id", "setup", "covers", "beat"}),
            "format": self.format.model_dump(mode="json"),
            "build": self.build,
        }


def requests(plan: Plan, _: Any) -> tuple[Any, ...]:
    """In film order."""
    builds = {sheet.id: sheet.build.model_dump_json() for sheet in plan.cast}
    return tuple(
        Request(shot, plan.format, "".join(builds[who] for who in shot.subjects))
        for scene in plan.scenes
        for shot in scene.shots
    )


def render(request: Any, folder: Path, on_frame: Callable[[int], None]) -> Clip:
    """Writes a few bytes, or fails as the speech says."""
    said = request.shot.description
    log(f"begin {said}")
    (folder / "half.bin").write_bytes(b"half")
    if "CRASH" in said:
        os.kill(os.getpid(), signal.SIGKILL)
    if "RAISE" in said:
        raise RenderError("the lamp broke")
    if "HANG" in said:
        subprocess.run(["sleep", "60"], check=False)
    if "BULKY" in said:
        (folder / "half.bin").write_bytes(bytes(600_000))
    if "FULL" in said:
        raise OSError(errno.ENOSPC, "No space left on device", str(folder / "half.bin"))
    for frame in range(request.shot.frames):
        time.sleep(0.25 if "SLOW" in said else 0)
        on_frame(frame + 1)
    (folder / "half.bin").unlink()
    (folder / "picture.mp4").write_bytes(f"picture of {said}".encode())
    (folder / "board.png").write_bytes(pixel())
    log(f"rendered {said}")
    format = request.format
    return Clip(
        shot=request.shot.id,
        frames=request.shot.frames - ("SHORT" in said),
        rate=format.rate,
        width=format.width,
        height=format.height,
        picture=Path("picture.mp4"),
        board=Path("board.png"),
    )


class LineWords(Model):
    """What the fake voice is asked to say."""

    text: str


class Voices:
    """Speaks English."""

    name = "fake"

    def speaks(self, language: str) -> bool:
        """English."""
        return language == "en"

    def recipe(self, request: LineRequest) -> dict[str, Any]:
        """The words and the voice."""
        return request.model_dump(mode="json")

    def speak(self, request: LineRequest) -> Any:
        """Never asked: ``speak`` below stands for it."""
        raise NotImplementedError(request)


def line_request(line: DialogueLine, _: CharacterSheet) -> Any:
    """The words."""
    return LineWords(text=line.text)


def speak(request: LineRequest, path: Path) -> None:
    """A few bytes; MUTE cannot be spoken."""
    if "MUTE" in request.text:
        raise RenderError("no breath")
    log(f"spoke {request.text}")
    path.write_bytes(request.text.encode())


def write_card(card: Card, format: Format, segment: Path, board: Path) -> None:
    """A few bytes."""
    log(f"card {card.kind}")
    segment.write_bytes(f"{card.model_dump_json()} {format.width}".encode())
    board.write_bytes(pixel())


def write_stems(_: Plan, __: Timeline, spoken: Mapping[str, Path], folder: Path) -> Stems:
    """The lines' bytes, one after the other."""
    log("stems")
    paths = {name: folder / f"{name}.wav" for name in ("dx", "fx", "mix")}
    for path in paths.values():
        path.write_bytes(b" ".join(path.read_bytes() for path in spoken.values()))
    return SimpleNamespace(**paths, findings=())  # type: ignore[return-value]


def write_film(timeline: Timeline, soundtrack: Path, film: Path) -> FilmReport:
    """The segments' bytes and the sound's."""
    log("film")
    pictures = [item.media.read_bytes() for item in timeline.picture.items if item.media]
    film.write_bytes(b"\n".join([*pictures, soundtrack.read_bytes()]))
    return SimpleNamespace(frames=timeline.frames)  # type: ignore[return-value]


def write_boards(plan: Plan, clips: Mapping[str, Clip], pdf: Path, sheet: Path) -> tuple[str, ...]:
    """A few bytes; ILLEGIBLE cannot be drawn."""
    log("boards")
    if any("ILLEGIBLE" in shot.description for scene in plan.scenes for shot in scene.shots):
        raise RenderError("no ink")
    for path in (pdf, sheet):
        path.write_bytes(" ".join(clips).encode())
    return ()


def stages(**others: Any) -> Stages:
    """The fakes, some of them replaced."""
    fakes = Stages(
        read=read,
        plan=plan,
        requests=requests,
        render=render,
        voices=Voices,
        line_request=line_request,
        speak=speak,
        write_card=write_card,
        write_stems=write_stems,
        write_film=write_film,
        write_boards=write_boards,
    )
    return replace(fakes, **others)


def pixel() -> bytes:
    """A small black picture, as a PNG file."""
    from io import BytesIO

    from PIL import Image

    stream = BytesIO()
    Image.new("RGB", (64, 36)).save(stream, "PNG")
    return stream.getvalue()
