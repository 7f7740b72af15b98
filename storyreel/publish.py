"""What a user finds in the reel's folder after a cut: every file whole, the film last.

::

    film.mp4  index.html  boards.pdf
    boards/12A-B3.png contact.png pencil/12A-B3.png    captions/film.srt .vtt film.fr.srt    stems/dx.wav fx.wav mix.wav
    edit/timeline.otio    edit/media/12A-B3.mp4      the same segments that the film is made of
    takes/12A-B3/2.mp4                               what a video model made, chosen or not
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from film.clips import Clip
from film.names import slug
from film.plan import Plan
from film.timeline import Timeline
from storyreel.files import copy_file, link_file, refusals, write_text
from storyreel.finish import BOARDS, CONTACT, Finished
from storyreel.project import Reel
from storyreel.report import Finding
from storyreel.texts.captions import recaptioned

_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,79}")


def publish(
    reel: Reel,
    plan: Plan,
    clips: Mapping[str, Clip],
    finished: Finished,
    findings: tuple[Finding, ...],
    takes: Mapping[Path, Path],
) -> tuple[Finding, ...]:
    """Puts everything that a cut makes where the user looks for it; what has to be said of that.

    ``takes`` are files of the store by their names in the reel's folder.  Raises ProjectError or CutError.
    """
    boards = {id: Path("boards") / f"{file_name(id)}{clip.board.suffix}" for id, clip in clips.items()}
    drawings = {id: Path("boards") / "pencil" / f"{file_name(id)}.png" for id, clip in clips.items() if clip.drawing}
    media = _media(finished.timeline)
    published = [*boards.values(), *drawings.values(), *(Path("edit") / name for name in media.values()), *takes]
    for id, path in boards.items():
        copy_file(clips[id].board, reel.folder / path)
    for id, path in drawings.items():
        if drawing := clips[id].drawing:
            copy_file(drawing, reel.folder / path)
    links = {Path("edit") / name: source for source, name in media.items()} | dict(takes)
    for path, source in links.items():
        link_file(source, reel.folder / path)
    published += _publish_sound(reel, finished)
    published += _publish_texts(reel, plan, clips, finished, media, findings)
    told = recaptioned(reel, plan, finished.timeline.picture.items[0].record.end)
    if finished.boards:
        copy_file(finished.boards / BOARDS, reel.folder / BOARDS)
        copy_file(finished.boards / CONTACT, reel.folder / "boards" / CONTACT)
    _forget(reel, published)
    copy_file(finished.film, reel.film)
    return told


def file_name(shot: str) -> str:
    """A shot's id as a file name: itself where that is safe everywhere."""
    return shot if _SAFE.fullmatch(shot) else slug(shot)


def _media(timeline: Timeline) -> dict[Path, Path]:
    """Segment in the store to its name beside timeline.otio.  A segment used twice has one name."""
    names: dict[Path, Path] = {}
    for item in timeline.picture.items:
        if item.media:
            names.setdefault(item.media, Path("media") / f"{file_name(item.name)}{item.media.suffix}")
    return names


def _publish_sound(reel: Reel, finished: Finished) -> list[Path]:
    stems = {"dx": finished.sound.dx, "fx": finished.sound.fx, "mix": finished.sound.mix}
    paths = {name: Path("stems") / f"{name}.wav" for name in stems}
    for name, source in stems.items():
        link_file(source, reel.folder / paths[name])
    return list(paths.values())


def _publish_texts(
    reel: Reel,
    plan: Plan,
    clips: Mapping[str, Clip],
    finished: Finished,
    media: Mapping[Path, Path],
    findings: tuple[Finding, ...],
) -> list[Path]:
    from assembler import captions
    from assembler.cut import with_sound
    from assembler.interchange import otio
    from assembler.page import page

    timeline = finished.timeline
    sound = {name.upper(): Path("..") / "stems" / f"{name}.wav" for name in ("dx", "fx")}
    texts = {
        Path("captions") / "film.srt": captions.srt(timeline),
        Path("captions") / "film.vtt": captions.webvtt(timeline),
        Path("edit") / "timeline.otio": otio.to_string(with_sound(_relinked(timeline, media), sound)),
        Path("index.html"): page(plan, clips, timeline, tuple(finding.message for finding in findings)),
    }
    for path, text in texts.items():
        write_text(reel.folder / path, text)
    return list(texts)


def _relinked(timeline: Timeline, media: Mapping[Path, Path]) -> Timeline:
    def relinked(path: Path | None) -> Path | None:
        return media.get(path, path) if path else None

    tracks = [
        track.but(items=tuple(item.but(media=relinked(item.media)) for item in track.items))
        for track in timeline.tracks
    ]
    return timeline.but(tracks=tuple(tracks))


def _forget(reel: Reel, published: Iterable[Path]) -> None:
    """Removes what an earlier cut published and this one did not, and nothing else."""
    record = reel.private / "published.json"
    homes = {reel.folder, *(reel.folder / name for name in ("edit", "boards", "takes"))}
    names = sorted({path.as_posix() for path in published})
    for name in _recorded(record):
        path = Path(os.path.normpath(reel.folder / name))
        if name not in names and path.parent.parent in homes:
            with refusals(path):
                path.unlink(missing_ok=True)
    write_text(record, json.dumps(names, indent=0))


def _recorded(record: Path) -> list[str]:
    try:
        names = json.loads(record.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    return [name for name in names if isinstance(name, str)] if isinstance(names, list) else []
