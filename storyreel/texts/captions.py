"""Captions in another language: what is said, and what is read on the screen, at the frames of the film."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from film.errors import FilmError
from film.plan import Plan
from film.timecode import FrameRange
from film.timeline import Caption, Timeline
from storyreel.files import write_text
from storyreel.project import Reel
from storyreel.report import Finding

if TYPE_CHECKING:
    from planner.translating import Line

FOLDER = "captions"
PAGES = "translations"
_NAME = "film"


class Spoken(NamedTuple):
    """A film's lines in another language: what each became, by id, and the terms that name its people there."""

    language: str
    lines: Sequence[Line]
    texts: Mapping[str, str]
    terms: Mapping[str, str]


def write_captions(reel: Reel, plan: Plan, first: int, spoken: Spoken) -> tuple[Path, ...]:
    """``captions/film.fr.srt`` and ``.vtt``; the first scene begins at the frame ``first``.  Raises ProjectError."""
    from assembler import captions

    timeline = captions_of(plan, first, spoken)
    written = {"srt": captions.srt(timeline), "vtt": captions.webvtt(timeline)}
    paths = {end: reel.folder / FOLDER / f"{_NAME}.{spoken.language}.{end}" for end in written}
    for end, text in written.items():
        write_text(paths[end], text)
    return tuple(paths.values())


def recaptioned(reel: Reel, plan: Plan, first: int) -> tuple[Finding, ...]:
    """Captions in every language that the reel has a page of, in time with a film that was cut anew.

    A page that does not hold is told of; its captions stay as they are.  Raises ProjectError where the disk refuses.
    """
    folder = reel.folder / PAGES
    told = []
    for path in sorted(folder.glob("*.yaml")) if folder.is_dir() else ():
        try:
            spoken = _spoken(path, plan)
        except FilmError as error:
            told.append(Finding(rule="captions", message=f"{error.what} ({path.name}, line {error.line or 1})"))
        else:
            write_captions(reel, plan, first, spoken)
    return tuple(told)


def _spoken(path: Path, plan: Plan) -> Spoken:
    """What a page has for the lines of a plan.  Raises FilmError for one that does not hold."""
    from planner.translating import code_of, lines_of
    from storyreel.texts.page import TranslationPage, known_lines
    from storyreel.yamlfile import read_model

    language = code_of(path.stem, str(path))
    page = read_model(path, TranslationPage)
    lines = lines_of(plan)
    known = known_lines(page, lines)
    return Spoken(language, lines, {id: each.entry.text for id, each in known.items() if each.keeps}, page.terms)


def captions_of(plan: Plan, first: int, spoken: Spoken) -> Timeline:
    """A timeline that has the captions alone.  A speech without a translation keeps its own words; a sign, none."""
    starts: dict[str, int] = {}
    at = first
    for scene in plan.scenes:
        starts[scene.id] = at
        at += scene.frames
    captions = tuple(caption for line in spoken.lines for caption in _captions(line, starts, first, spoken))
    return Timeline(name=plan.title.strip() or "Untitled", format=plan.format, tracks=(), captions=captions)


def _captions(line: Line, starts: Mapping[str, int], first: int, spoken: Spoken) -> Iterator[Caption]:
    text = spoken.texts.get(line.id) or (line.text if line.kind == "dialogue" else "")
    if not text:
        return
    stretches = [(starts[line.scene] + each.start, each.frames) for each in line.shown] if line.scene else [(0, first)]
    for start, frames in stretches:
        yield Caption(
            line=line.id,
            character=_called(line.speaker, spoken.terms),
            text=text,
            language=spoken.language,
            extension=line.extension,
            record=FrameRange(start=start, frames=frames),
        )


def _called(name: str, terms: Mapping[str, str]) -> str:
    """A speaker's name as the terms have it."""
    folded = name.casefold()
    return next((rendering for term, rendering in terms.items() if term.casefold() == folded), name)
