"""What a model filmed, as a take: one picture of the film's size, rate and length, judged on the way.

::

    pieces without heads  |0 1 2 3 4|5 6 7 8|          frames of the model
                            \\  \\ \\  |  |  /
    film                   0  1  2  3  4  5  ...       TakeOrder.shows, cropped and scaled, one at a time
                                 |
                 picture.mp4, board.png, the judge ── take.json, sound.wav
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt
from PIL import Image
from pydantic import ValidationError

from film.clips import Clip, FrameMeasure
from film.errors import RenderError
from film.takes import Evidence, LeftOut, Spent, Take
from renderer.encode import Encoder, frames_in_file, picture_stream
from renderer.generative.brief import ShotBrief
from renderer.generative.ordering import Ordered
from renderer.generative.seam import Filmed, Identity, Job
from renderer.generative.shaping.hearing import joined, write_wav
from renderer.generative.shaping.placing import Picture, cropped
from renderer.render import BOARD, PICTURE
from renderer.yuv import yuv420

SOUND = "sound.wav"
TAKE = "take.json"
_LONGEST = 1 << 24
"""Bytes of a take.json: more than the longest shot's has."""


class Told(Protocol):
    """What a judge says in the end."""

    @property
    def evidence(self) -> tuple[Evidence, ...]: ...
    @property
    def measured(self) -> tuple[FrameMeasure, ...]: ...
    @property
    def left_out(self) -> tuple[LeftOut, ...]: ...


class Sees(Protocol):
    """Who is shown every frame of a take, in order and in the film's size, and then says what it was."""

    def see(self, frame: int, rgb: npt.NDArray[np.uint8]) -> None: ...
    def told(self) -> Told: ...


def _nobody_asks(frame: int) -> None:
    """Progress that nobody follows."""


def write_take(
    ordered: Ordered,
    filmed: Sequence[Filmed],
    brief: ShotBrief,
    identity: Identity,
    judge: Sees,
    folder: Path,
    on_frame: Callable[[int], None] = _nobody_asks,
) -> Take:
    """Writes a take of its pieces, in order, into an existing, empty folder; ``on_frame`` is told of each frame done.

    Writes picture.mp4 (film.segments' contract), board.png (the middle frame), sound.wav where the model made one, and
    take.json.  The take's paths are relative to the folder; its clip has no passes: they are the previs' (``clip_of``).
    One frame of the film is held at a time.  Raises RenderError for a piece that is missing, that has trouble or is not
    what was asked, for an encoder that fails, or a file that does not hold every frame.
    """
    _check(ordered, filmed)
    sound = joined(filmed, brief.shot.frames, brief.request.format.rate)
    try:
        _write_picture(ordered, filmed, brief, judge, folder, on_frame)
        if sound is not None:
            write_wav(sound, folder / SOUND)
        take = _take(ordered, filmed, brief, identity, judge.told())
        take = take.but(clip=take.clip.but(sound=None if sound is None else Path(SOUND)))
        (folder / TAKE).write_text(take.model_dump_json(), encoding="utf-8")
    except OSError as error:
        what = f"take {ordered.order.number} of {brief.shot.id} cannot be written: {error.strerror or error}"
        raise RenderError(what, do="Is the disk full or read-only?") from error
    return take


def load_take(folder: Path) -> Take:
    """The take in a folder, its files placed.  Raises RenderError for one that is not whole, or that speaks of files
    which are not its own."""
    file = folder / TAKE
    do = "Remove the folder and film the shot again"
    try:
        if file.stat().st_size > _LONGEST:
            raise RenderError("this is no take", where=file, do=do)
        take = Take.model_validate_json(file.read_bytes())
    except (OSError, ValidationError) as error:
        raise RenderError("there is no take, or it is damaged", where=file, do=do) from error
    clip = take.clip
    files = {clip.picture: PICTURE, clip.board: BOARD} | ({clip.sound: SOUND} if clip.sound else {})
    if any(path != Path(name) or not (folder / name).is_file() for path, name in files.items()):
        raise RenderError("the take's files are not all there", where=file, do=do)
    return take.but(clip=clip.but(passes={}, drawing=None, keypoints=None, trajectory=None).at(folder))


def clip_of(take: Take, previs: Clip) -> Clip:
    """The clip of a shot that is in the film by a take, both with their files placed: its picture, board, sound and
    measures are the take's; passes and whatever belongs to them stay the previs'."""
    own = take.clip
    return previs.but(
        picture=own.picture,
        board=own.board,
        sound=own.sound,
        measured=own.measured,
        engine=own.engine,
        take=take.number,
    )


def _check(ordered: Ordered, filmed: Sequence[Filmed]) -> None:
    """Raises RenderError unless every piece is there, as it was asked for."""
    jobs = ordered.order.jobs
    if [piece.job for piece in filmed] != list(jobs):
        what = f"{len(filmed)} of {len(jobs)} pieces of the take were made"
        raise RenderError(what, where=ordered.order.shot, do="Film it again")
    for piece in filmed:
        if why := _why_not(piece):
            raise RenderError(f"{_named(piece.job, len(jobs))}: {why}", where=piece.job.shot, do="Film it again")


def _why_not(piece: Filmed) -> str:
    """What is wrong with a piece; "" where nothing is."""
    job = piece.job
    if piece.trouble is not None or piece.frames is None:
        return piece.why or "the model gave no frames"
    wanted = job.frames, job.fit.height, job.fit.width, 3
    if piece.frames.shape != wanted or piece.frames.dtype != np.uint8:
        shape = " x ".join(map(str, piece.frames.shape))
        return f"the model gave {shape} of {piece.frames.dtype} where {' x '.join(map(str, wanted))} bytes were asked"
    return ""


def _named(job: Job, pieces: int) -> str:
    return f"take {job.take}" if pieces == 1 else f"take {job.take}, piece {job.piece + 1} of {pieces}"


def _write_picture(
    ordered: Ordered,
    filmed: Sequence[Filmed],
    brief: ShotBrief,
    judge: Sees,
    folder: Path,
    on_frame: Callable[[int], None],
) -> None:
    format_, frames = brief.request.format, brief.shot.frames
    with Encoder(picture_stream(format_), folder / PICTURE) as film:
        for frame, rgb in enumerate(_film_frames(ordered, filmed, brief)):
            judge.see(frame, rgb)
            if frame == frames // 2:
                Image.fromarray(rgb).save(folder / BOARD, compress_level=4)
            film.write(yuv420(rgb))
            on_frame(frame)
    count, _ = frames_in_file(folder / PICTURE)
    if count != frames:
        raise RenderError(f"{PICTURE} holds {count} frames of {frames}", do="Film the shot again")


def _film_frames(ordered: Ordered, filmed: Sequence[Filmed], brief: ShotBrief) -> Iterator[Picture]:
    """Every frame of the film, in order; one that shows again what the one before did is the same array."""
    own = [(piece, number) for piece, each in enumerate(filmed) for number in range(each.job.head, each.job.frames)]
    last, rgb = -1, np.zeros((0, 0, 3), np.uint8)
    for shows in ordered.order.shows:
        if shows != last:
            piece, number = own[shows]
            frames = filmed[piece].frames
            assert frames is not None
            rgb, last = cropped(frames[number], filmed[piece].job.fit, brief.request.format), shows
        yield rgb


def _take(ordered: Ordered, filmed: Sequence[Filmed], brief: ShotBrief, identity: Identity, told: Told) -> Take:
    order, format_ = ordered.order, brief.request.format
    clip = Clip(
        shot=order.shot,
        frames=brief.shot.frames,
        rate=format_.rate,
        width=format_.width,
        height=format_.height,
        picture=Path(PICTURE),
        board=Path(BOARD),
        measured=told.measured,
        engine=identity.name,
        take=order.number,
    )
    return Take(
        shot=order.shot,
        number=order.number,
        seed=order.jobs[0].seed,
        model=identity.name,
        revision=identity.revision,
        jobs=tuple(job.recipe() for job in order.jobs),
        given=ordered.given,
        left_out=(*ordered.left_out, *told.left_out),
        evidence=told.evidence,
        spent=sum((piece.spent for piece in filmed), Spent()),
        made=_made(filmed),
        clip=clip,
    )


def _made(filmed: Sequence[Filmed]) -> dict[str, str]:
    """What the pieces were made on; where they differ, all that there was, in order."""
    said: dict[str, list[str]] = {}
    for piece in filmed:
        for name, value in piece.made:
            if value not in said.setdefault(name, []):
                said[name].append(value)
    return {name: ", ".join(values) for name, values in sorted(said.items())}
