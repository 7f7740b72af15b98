"""Draw a shot: for each frame pose, draw, measure, write."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image

from film.clips import Clip, FrameMeasure, PassName
from film.errors import RenderError
from renderer.check import check
from renderer.encode import PASS_FILES, Encoder, frames_in_file, pass_command, picture_command
from renderer.measure import measure, measured_frames
from renderer.previs.bodies import Mannequin
from renderer.previs.painter import Picture
from renderer.previs.people import id_bytes
from renderer.previs.split import artist_of
from renderer.request import ShotRequest

PICTURE = "picture.mp4"
BOARD = "board.png"


def _nobody_asks(frame: int) -> None:
    """Progress that nobody follows."""


def render_shot(request: ShotRequest, folder: Path, on_frame: Callable[[int], None] = _nobody_asks) -> Clip:
    """Draw a shot into an existing, empty folder; ``on_frame`` is told of each frame done.

    Writes picture.mp4 (film.segments' contract), board.png (the middle frame) and the passes that
    the look asks for.  The clip's paths are relative to the folder.  Raises RenderError for a shot
    that cannot be drawn, an encoder that fails, or a file that does not hold every frame.
    """
    check(request)
    artist = artist_of(request, Mannequin)
    shot, ids = request.shot, id_bytes(request.shot)
    wanted, measures = measured_frames(shot.frames), []
    with _streams(request, folder) as write:
        for frame in range(shot.frames):
            picture = artist.draw(frame)
            if frame in wanted:
                measures.append(measure(frame, picture.rgb, picture.ids, ids))
            if frame == shot.frames // 2:
                _save(picture.rgb, folder / BOARD)
            write(picture)
            on_frame(frame)
    clip = _clip(request, ids, measures)
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
        passes={name: Path(PASS_FILES[name]) for name in request.look.passes},
        ids=ids,
        depth_range=depth_range(request),
        measured=tuple(measures),
    )


def depth_range(request: ShotRequest) -> tuple[float, float]:
    """Nearest and farthest metre of the depth pass: whole millimetres indoors, centimetres out of doors."""
    return (0.0, 65.535) if request.place.enclosure == "room" else (0.0, 655.35)


def depth_words(metres: npt.NDArray[np.float32], span: tuple[float, float]) -> npt.NDArray[np.uint16]:
    """Metres as 16-bit words, linear over the span; what lies beyond, sky included, is 65535."""
    near, far = span
    words = (np.minimum(metres, np.float32(far)) - np.float32(near)) * np.float32(65535 / (far - near))
    return np.asarray(np.rint(np.maximum(words, 0)), np.uint16)


@contextmanager
def _streams(request: ShotRequest, folder: Path) -> Iterator[Callable[[Picture], None]]:
    """Open an encoder for the picture and each pass; yields what writes one frame to all of them."""
    span, names = depth_range(request), request.look.passes
    picture_of: dict[PassName, Callable[[Picture], npt.NDArray[np.generic]]] = {
        "depth": lambda picture: depth_words(picture.depth, span),
        "normal": lambda picture: picture.normal,
        "id": lambda picture: picture.ids,
    }
    with ExitStack() as stack:
        film = stack.enter_context(Encoder(picture_command(request.format, folder / PICTURE), folder / PICTURE))
        passes = [
            (picture_of[name], stack.enter_context(Encoder(pass_command(name, request.format, path), path)))
            for name, path in ((name, folder / PASS_FILES[name]) for name in names)
        ]

        def write(picture: Picture) -> None:
            film.write(picture.rgb)
            for part, encoder in passes:
                encoder.write(part(picture))

        yield write


def _save(rgb: npt.NDArray[np.uint8], path: Path) -> None:
    try:
        Image.fromarray(rgb).save(path, compress_level=4)
    except OSError as error:
        raise RenderError(f"the board cannot be written: {error.strerror or error}", where=path.name) from error


def _count(clip: Clip) -> None:
    for path in (clip.picture, *clip.passes.values()):
        count, _ = frames_in_file(path)
        if count != clip.frames:
            raise RenderError(f"{path.name} holds {count} frames of {clip.frames}", do="Render the shot again")
