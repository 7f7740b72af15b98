"""The stages as the run calls them: one value, so that a test can put another renderer in its place.

Each is imported on its first call: a command loads only what it needs.  All are module-level
functions because workers receive them by name.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from film.cast import CharacterSheet
from film.clips import Clip
from film.plan import DialogueLine, Format, Plan, ScenePlan
from film.screenplay import Screenplay
from film.shot import Shot
from film.timeline import Timeline

if TYPE_CHECKING:
    from assembler.cards import Card
    from assembler.cut import Cards
    from assembler.encode import FilmReport
    from assembler.sound.mix import Stems
    from assembler.sound.voices import LineRequest, VoiceBackend
    from planner.brief import Brief
    from planner.llm.budget import Manners
    from planner.llm.seam import LanguageModel
    from planner.llm.spec import Spec
    from renderer.generative.judging import Eyes
    from renderer.generative.means import Means
    from renderer.generative.seam import VideoModel
    from renderer.generative.spec import Spec as VideoSpec
    from renderer.generative.stills.seam import ImageModel
    from renderer.request import Look, ShotRequest


def read(path: Path, *, salvage: bool = False) -> Screenplay:
    """The screenplay in a file; with ``salvage`` what can be read of a damaged one.  Raises ScriptError."""
    import screenplay

    return screenplay.read(path, salvage=salvage)


def language_model(spec: Spec, manners: Manners) -> LanguageModel | None:
    """Who is asked about the script, not yet looked for; None for nobody."""
    from planner.llm.backends import opened

    return opened(spec, manners, os.environ)


def plan(screenplay: Screenplay, brief: Brief) -> Plan:
    """What will be shot.  Raises PlanError."""
    from storyreel.machine import keep_compiled

    keep_compiled()
    import planner

    return planner.plan(screenplay, brief)


def requests(plan: Plan, look: Look) -> tuple[ShotRequest, ...]:
    """What the renderer is asked for, in film order."""
    from renderer.request import requests_of

    return requests_of(plan, look)


def render(request: ShotRequest, folder: Path, on_frame: Callable[[int], None]) -> Clip:
    """One shot into an empty folder; ``on_frame`` is told how many frames are done.  Raises RenderError."""
    from renderer.render import render_shot

    return render_shot(request, folder, lambda frame: on_frame(frame + 1))


def video_model(spec: VideoSpec, means: Means) -> VideoModel:
    """Who makes takes of the shots, not yet looked for.  Raises RenderError."""
    from renderer.generative.backends import opened

    return opened(spec, means, os.environ)


def image_model(spec: VideoSpec, means: Means) -> ImageModel:
    """Who draws stills and sheets, not yet looked for."""
    from renderer.generative.backends.diffusers.pictures import DiffusersPictures

    return DiffusersPictures(spec.at, spec.revision, means)


def eyes(at: str) -> Eyes:
    """Who looks at takes: an open model in a folder, or one that was downloaded.  Raises RenderError."""
    from renderer.generative.backends.diffusers.eyes import OpenEyes

    return OpenEyes(at)


def engine() -> tuple[bool, str]:
    """Whether a graphics card draws the shots on this machine, and its name or why none does."""
    from renderer.previs import gl

    return gl.context() is not None, gl.why()


def voices() -> VoiceBackend:
    """Who speaks the lines."""
    from assembler.sound.voices import default_backend

    return default_backend()


def line_request(line: DialogueLine, sheet: CharacterSheet) -> LineRequest:
    """What a voice is asked to say."""
    from assembler.sound import voices

    return voices.line_request(line, sheet)


def speak(request: LineRequest, path: Path) -> None:
    """One line into a WAV file.  Raises CutError."""
    from assembler.sound.voices import speak_to

    speak_to(request, voices(), path)


def title_card(plan: Plan) -> Card:
    """The card before the film."""
    from assembler import cards

    return cards.title_card(plan)


def end_card(plan: Plan) -> Card:
    """The card after it."""
    from assembler import cards

    return cards.end_card(plan)


def slate(scene: ScenePlan, shot: Shot, reason: str) -> Card:
    """What stands in for a shot that could not be rendered."""
    from assembler import cards

    return cards.slate(scene, shot, reason)


def write_card(card: Card, format: Format, segment: Path, board: Path) -> None:
    """A card as a segment and as a still.  Raises CutError."""
    from PIL import Image

    from assembler import cards

    cards.write_card(card, format, segment)
    Image.fromarray(cards.picture(card, format)).save(board)


def cut(plan: Plan, clips: Mapping[str, Clip], cards: Cards) -> Timeline:
    """The edit.  Raises CutError."""
    from assembler.cut import cut

    return cut(plan, clips, cards)


def write_stems(plan: Plan, timeline: Timeline, spoken: Mapping[str, Path], folder: Path) -> Stems:
    """The sound: dialogue, effects and their mix.  Raises CutError."""
    from assembler.sound.mix import write_stems

    return write_stems(plan, timeline, spoken, folder)


def write_film(timeline: Timeline, soundtrack: Path, film: Path) -> FilmReport:
    """Picture and sound in one file, counted.  Raises CutError."""
    from assembler.encode import write_film

    return write_film(timeline, soundtrack, film)


def write_boards(plan: Plan, clips: Mapping[str, Clip], pdf: Path, sheet: Path) -> tuple[str, ...]:
    """The boards as a PDF and as a contact sheet; what could not be shown.  Raises CutError."""
    from assembler.boards import write_boards
    from assembler.contact import contact_sheet

    contact_sheet(plan, clips, sheet)
    return write_boards(plan, clips, pdf)


def check_fonts() -> int:
    """How many fonts are there to letter with.  Raises CutError when one of ours is missing."""
    from assembler.lettering.faces import bundled

    return len({*bundled("display"), *bundled("display_strong"), *bundled("text"), *bundled("text_strong")})


class Reader(Protocol):
    """What reads a screenplay's file."""

    def __call__(self, path: Path, *, salvage: bool = False) -> Screenplay:
        """Raises ScriptError."""


@dataclass(frozen=True)
class Stages:
    """The functions a run calls that cost time or can fail."""

    read: Reader = read
    language_model: Callable[[Spec, Manners], LanguageModel | None] = language_model
    plan: Callable[[Screenplay, Brief], Plan] = plan
    requests: Callable[[Plan, Look], tuple[ShotRequest, ...]] = requests
    render: Callable[[ShotRequest, Path, Callable[[int], None]], Clip] = render
    video_model: Callable[[VideoSpec, Means], VideoModel] = video_model
    image_model: Callable[[VideoSpec, Means], ImageModel] = image_model
    eyes: Callable[[str], Eyes] = eyes
    today: Callable[[], date] = date.today
    voices: Callable[[], VoiceBackend] = voices
    line_request: Callable[[DialogueLine, CharacterSheet], LineRequest] = line_request
    speak: Callable[[LineRequest, Path], None] = speak
    write_card: Callable[[Card, Format, Path, Path], None] = write_card
    write_stems: Callable[[Plan, Timeline, Mapping[str, Path], Path], Stems] = write_stems
    write_film: Callable[[Timeline, Path, Path], FilmReport] = write_film
    write_boards: Callable[[Plan, Mapping[str, Clip], Path, Path], tuple[str, ...]] = write_boards
