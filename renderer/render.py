"""Draw a shot: for each frame pose, draw, measure, write."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image

from film.clips import Clip, FrameMeasure
from film.errors import RenderError
from renderer.check import check
from renderer.encode import PASS_FILES, Encoder, frames_in_file, pass_stream, picture_stream
from renderer.measure import Meter, measured_frames
from renderer.previs import gl
from renderer.previs.canvas import Canvas
from renderer.previs.models.person import body_for
from renderer.previs.painter import Picture
from renderer.previs.passes.pictures import PassPictures
from renderer.previs.passes.sheets import KEYPOINTS, TRAJECTORY, sheets
from renderer.previs.passes.words import inverse_span
from renderer.previs.people import id_bytes
from renderer.previs.split import Artist, artist_of
from renderer.request import ShotRequest
from renderer.yuv import yuv420

PICTURE = "picture.mp4"
BOARD = "board.png"
DRAWING = "drawing.png"


def _nobody_asks(frame: int) -> None:
    """Progress that nobody follows."""


def render_shot(request: ShotRequest, folder: Path, on_frame: Callable[[int], None] = _nobody_asks) -> Clip:
    """Draw a shot into an existing, empty folder; ``on_frame`` is told of each frame done.

    Writes picture.mp4 (film.segments' contract), board.png (the middle frame), drawing.png (the same in pencil)
    and the passes that the look asks for.  The clip's paths are relative to the folder.  Raises RenderError for a shot
    that cannot be drawn, an encoder that fails, or a file that does not hold every frame.

    Where a graphics card fails the kernels draw the shot, from its first frame; ``Clip.engine`` says so.
    """
    check(request)
    try:
        return _rendered(request, folder, on_frame, gl.hand(request.look.engine))
    except gl.CardError as lost:
        gl.give_up(lost)
        for path in folder.iterdir():
            path.unlink()
        return _rendered(request, folder, on_frame, gl.Hand(Canvas, f"{gl.KERNELS} (gl gave up: {lost})"))


def _rendered(request: ShotRequest, folder: Path, on_frame: Callable[[int], None], hand: gl.Hand) -> Clip:
    artist = artist_of(request, body_for, hand.easel)
    shot, ids = request.shot, id_bytes(request.shot)
    meter = Meter(shot.frames, ids)
    spans = depth_range(request), _inverse_range(request, artist)
    with _streams(request, folder, PassPictures(*spans)) as write, sheets(request, folder) as note:
        for frame in range(shot.frames):
            picture = artist.draw(frame)
            meter.see(frame, picture, artist.parts(frame) if frame in meter.wanted else ())
            if frame == shot.frames // 2:
                _save(picture.rgb, folder / BOARD)
                if request.look.drawing:
                    _save(artist.sketch(frame), folder / DRAWING)
            write(picture)
            note(frame, picture)
            on_frame(frame)
    clip = _clip(request, ids, meter.measures).but(inverse_range=spans[1], engine=hand.name)
    _count(clip.at(folder))
    return clip


def _clip(request: ShotRequest, ids: dict[str, int], measures: list[FrameMeasure]) -> Clip:
    return Clip(
        shot=request.shot.id,
        frames=request.shot.frames,
        rate=request.format.rate,
        width=request.format.width,
        height=request.format.height,
        picture=Path(PICTURE),
        board=Path(BOARD),
        drawing=Path(DRAWING) if request.look.drawing else None,
        passes={name: Path(PASS_FILES[name]) for name in request.look.passes},
        ids=ids,
        depth_range=depth_range(request),
        keypoints=Path(KEYPOINTS) if "pose" in request.look.passes else None,
        trajectory=Path(TRAJECTORY) if "camera" in request.look.passes and request.shot.split is None else None,
        measured=tuple(measures),
    )


def depth_range(request: ShotRequest) -> tuple[float, float]:
    """Nearest and farthest metre of the depth pass: whole millimetres indoors, centimetres out of doors."""
    return (0.0, 65.535) if request.place.enclosure == "room" else (0.0, 655.35)


def _inverse_range(request: ShotRequest, artist: Artist) -> tuple[float, float] | None:
    """What the inverse depth of the shot spans, from as many frames as are measured; None when nobody asks for it."""
    if "inverse_depth" not in request.look.passes:
        return None
    return inverse_span(artist.glance(frame) for frame in measured_frames(request.shot.frames))


@contextmanager
def _streams(request: ShotRequest, folder: Path, pictures: PassPictures) -> Iterator[Callable[[Picture], None]]:
    """Open an encoder for the picture and each pass; yields what writes one frame to all of them."""
    names = [name for name in request.look.passes if name != "camera"]
    with ExitStack() as stack:
        film = stack.enter_context(Encoder(picture_stream(request.format), folder / PICTURE))
        passes = [
            (pictures.part(name), stack.enter_context(Encoder(pass_stream(name, request.format), path)))
            for name, path in ((name, folder / PASS_FILES[name]) for name in names)
        ]

        def write(picture: Picture) -> None:
            film.write(yuv420(picture.rgb))
            for part, encoder in passes:
                encoder.write(part(picture))

        yield write


def _save(rgb: npt.NDArray[np.uint8], path: Path) -> None:
    try:
        Image.fromarray(rgb).save(path, compress_level=4)
    except OSError as error:
        raise RenderError(f"the board cannot be written: {error.strerror or error}", where=path.name) from error


def _count(clip: Clip) -> None:
    for path in (clip.picture, *(path for name, path in clip.passes.items() if name != "camera")):
        count, _ = frames_in_file(path)
        if count != clip.frames:
            raise RenderError(f"{path.name} holds {count} frames of {clip.frames}", do="Render the shot again")
