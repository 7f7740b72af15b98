"""The film's clips by what was filmed before: for every command that asks no video model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from film.clips import Clip, PassName
from film.errors import ProjectError
from storyreel.project import Project, Reel
from storyreel.report import Finding
from storyreel.shots import Shots, look_of
from storyreel.video.choices import read_choices
from storyreel.video.record import CameraReport, read_record
from storyreel.video.settings import PREVIS
from storyreel.video.takes import TakeSeen, seen

if TYPE_CHECKING:
    from renderer.request import Look


def filmed_look(look: Look, passes: tuple[PassName, ...]) -> Look:
    """How a previs is drawn that a model films after: with the passes for it, without names beside the people."""
    return look.but(passes=tuple(dict.fromkeys((*look.passes, *passes))), labels=False)


def look_for(project: Project) -> Look:
    """How the previs of a reel was drawn last, if a model filmed after it; else as the settings have it."""
    record = record_of(project)
    look = look_of(project.settings)
    return look if record is None else filmed_look(look, record.passes)


def record_of(project: Project) -> CameraReport | None:
    """What was filmed of a reel by the renderer that it has now; None for the previs, and before anything was."""
    if project.settings.renderer == PREVIS:
        return None
    record = read_record(project.reel)
    return record if record is not None and record.renderer == project.settings.renderer else None


def chosen_takes(reel: Reel, record: CameraReport, clips: Mapping[str, Clip]) -> dict[str, TakeSeen]:
    """The take of each shot that is in the film, where one was made after the previs that the shot has now.

    Raises ProjectError for choices that do not hold.
    """
    choices = read_choices(reel)
    found: dict[str, TakeSeen] = {}
    for shot, clip in clips.items():
        known = record.shots.get(shot)
        if known is not None and not clip.failed and key_of(clip) == known.previs:
            take = next((take for take in seen(reel.store, known, choices.of(shot)) if take.chosen), None)
            if take is not None:
                found[shot] = take
    return found


def with_takes(project: Project, clips: Mapping[str, Clip]) -> dict[str, Clip]:
    """The clips of the film: each shot's take in the place of its previs, where there is one.  Raises ProjectError."""
    from renderer.generative.footage import clip_of

    record = record_of(project)
    takes = {} if record is None else chosen_takes(project.reel, record, clips)
    return {shot: clip_of(takes[shot].take, clip) if shot in takes else clip for shot, clip in clips.items()}


def hold_filmed(project: Project) -> None:
    """Raises ProjectError where the reel's renderer has filmed nothing yet."""
    if project.settings.renderer != PREVIS and record_of(project) is None:
        what = f"{project.settings.renderer} has filmed nothing of it yet"
        raise ProjectError(what, where=project.reel.folder, do="Run storyreel make on it")


def cut_from(project: Project, shots: Shots) -> tuple[Shots, tuple[Finding, ...]]:
    """The film's shots out of what was filmed, and what has to be said of it."""
    if project.settings.renderer == PREVIS:
        return shots, ()
    clips = with_takes(project, shots.clips)
    bare = tuple(shot for shot, clip in clips.items() if clip.take is None and not clip.failed)
    message = f"{len(bare)} of {len(clips)} shots have no take of this plan and are seen as the previs has them"
    findings = (Finding(rule="take", message=message, shots=bare),) if bare else ()
    return replace(shots, clips=clips), findings


def key_of(clip: Clip) -> str:
    """The store's key of a clip whose files are placed."""
    return clip.board.parent.name
