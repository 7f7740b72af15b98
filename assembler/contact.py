"""The contact sheet: every shot of the film as one thumbnail, in order, on one picture."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PIL import Image

from assembler.stills import AMBER, INK, board, failure, height_for, letter, shortened, shots_of
from film.clips import Clip
from film.errors import CutError
from film.plan import Plan
from film.shot import Shot
from film.timecode import seconds_in

THUMBNAIL = 320
"""Width of a thumbnail in pixels."""
_GAP = 12
_LABEL = 30
_GROUND = (20, 21, 25)
_QUIET = (150, 152, 158)


def contact_sheet(plan: Plan, clips: Mapping[str, Clip], path: Path, columns: int = 6) -> None:
    """Writes the sheet as PNG: a thumbnail a shot, its id, size and seconds below it.

    Raises CutError when ``columns`` is less than one or the file cannot be written.
    """
    if columns < 1:
        raise CutError(f"a contact sheet of {columns} columns", do="Ask for at least one")
    shots = [shot for _, shot in shots_of(plan)]
    columns = min(columns, len(shots))
    tall = height_for(THUMBNAIL, plan)
    rows = -(-len(shots) // columns)
    size = (_GAP + columns * (THUMBNAIL + _GAP), _GAP + rows * (tall + _LABEL + _GAP))
    sheet = Image.new("RGB", size, _GROUND)
    for place, shot in enumerate(shots):
        corner = (_GAP + place % columns * (THUMBNAIL + _GAP), _GAP + place // columns * (tall + _LABEL + _GAP))
        sheet.paste(_thumbnail(plan, shot, clips.get(shot.id), tall), corner)
    try:
        sheet.save(path, "PNG", optimize=True)
    except OSError as error:
        path.unlink(missing_ok=True)
        raise CutError(
            f"cannot be written ({error.strerror or error})",
            where=path,
            do="Check that the folder is writable and not full",
        ) from error


def _thumbnail(plan: Plan, shot: Shot, clip: Clip | None, tall: int) -> Image.Image:
    image = Image.new("RGB", (THUMBNAIL, tall + _LABEL), _GROUND)
    image.paste(board(clip, THUMBNAIL, tall), (0, 0))
    colour = AMBER if failure(clip) else INK
    seconds = f"{float(seconds_in(shot.frames, plan.format.rate)):.1f} s"
    said = letter(
        image, shortened(shot.id, "text_strong", 15, THUMBNAIL - 120), 2, tall + 20, 15, "text_strong", colour
    )
    letter(image, f"{shot.size} · {seconds}", said + 12, tall + 20, 14, "text", _QUIET)
    return image
