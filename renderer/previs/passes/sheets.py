"""Passes that are numbers and not pictures, written a frame a line while the shot is drawn."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from film.errors import RenderError
from film.plan import Format
from renderer.previs.eye import view_of
from renderer.previs.painter import Picture
from renderer.previs.passes.cameras import camera_head, camera_record, trajectory_line
from renderer.previs.split import halves
from renderer.request import ShotRequest

CAMERA, TRAJECTORY, KEYPOINTS = "camera.json", "camera.txt", "pose.json"


class Sheet:
    """A text file that grows by a row a frame.  Raises RenderError when it cannot be written."""

    def __init__(self, path: Path, opening: str, between: str, closing: str) -> None:
        self.path, self.between, self.closing = path, between, closing
        self.rows = 0
        self._put(opening, "w")

    def row(self, text: str) -> None:
        """One frame."""
        self._put((self.between if self.rows else "") + text, "a")
        self.rows += 1

    def close(self) -> None:
        """End the file."""
        self._put(self.closing, "a")

    def _put(self, text: str, mode: str) -> None:
        try:
            with self.path.open(mode, encoding="utf-8", newline="\n") as file:
                file.write(text)
        except OSError as error:
            raise RenderError(f"it cannot be written: {error.strerror or error}", where=self.path.name) from error


@contextmanager
def sheets(request: ShotRequest, folder: Path) -> Iterator[Callable[[int, Picture], None]]:
    """Open the sheets that the look asks for; yields what writes a frame to all of them."""
    film, wanted = request.format, request.look.passes
    rows: list[tuple[Sheet, Callable[[int, Picture], str]]] = []
    if "camera" in wanted:
        head = _json(camera_head(film))[:-1]
        path = folder / CAMERA
        rows.append((Sheet(path, f'{head},"frames":[\n', ",\n", "\n]}\n"), lambda f, _: _json(cameras_at(request, f))))
    if "camera" in wanted and request.shot.split is None:
        shot = request.shot
        sheet = Sheet(folder / TRAJECTORY, f"shot {shot.id}\n", "\n", "\n")
        rows.append((sheet, lambda f, _: trajectory_line(f, view_of(shot, f, film), film)))
    if "pose" in wanted:
        sheet = Sheet(folder / KEYPOINTS, "[\n", ",\n", "\n]\n")
        rows.append((sheet, lambda _, picture: _json(people_of(picture, film))))

    def write(frame: int, picture: Picture) -> None:
        for sheet, row in rows:
            sheet.row(row(frame, picture))

    with ExitStack() as stack:
        yield write
        for sheet, _ in rows:
            stack.callback(sheet.close)


def cameras_at(request: ShotRequest, frame: int) -> dict[str, Any]:
    """A frame's camera, or both of a split screen, each in the pixels of its own half."""
    if request.shot.split is None:
        return camera_record(frame, view_of(request.shot, frame, request.format), request.format)
    parts = halves(request)
    records = (camera_record(frame, view_of(part.shot, frame, part.format), part.format) for part in parts)
    lefts = (0, parts[0].format.width)
    return {"frame": frame, "halves": [{**record, "left": left} for record, left in zip(records, lefts, strict=True)]}


def people_of(picture: Picture, film: Format) -> dict[str, Any]:
    """A frame's people as OpenPose's JSON, with the picture's size."""
    people = [figure.record() for figure in picture.figures]
    return {"people": people, "canvas_width": film.width, "canvas_height": film.height}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
