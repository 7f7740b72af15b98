"""The board of a shot as an image for paper and page; a shot without one gets an honest empty frame, and is told of."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import numpy as np
from PIL import Image, ImageDraw, ImageOps, UnidentifiedImageError

from assembler.lettering.faces import Role
from assembler.lettering.ink import draw
from assembler.lettering.shaping import set_line, width_of
from film.clips import Clip
from film.plan import Plan, ScenePlan
from film.shot import Shot

EMPTY = (38, 40, 46)
AMBER = (226, 160, 60)
INK = (236, 231, 221)


def shots_of(plan: Plan) -> Iterator[tuple[ScenePlan, Shot]]:
    """Every shot with its scene, in film order."""
    return ((scene, shot) for scene in plan.scenes for shot in scene.shots)


def height_for(width: int, plan: Plan) -> int:
    """The height in pixels that the film's aspect gives a picture of that width."""
    return max(1, round(width / plan.format.aspect))


def failure(clip: Clip | None) -> str:
    """Why the shot has no picture of its own, or nothing when it has."""
    return "no clip yet" if clip is None else clip.failed


def poster(plan: Plan, clips: Mapping[str, Clip]) -> Clip | None:
    """The board that stands for the film: the first wide shot that came out, else the first that did."""
    made = [(shot, clips[shot.id]) for _, shot in shots_of(plan) if not failure(clips.get(shot.id))]
    wide = [clip for shot, clip in made if shot.size in ("EWS", "WS", "FS")]
    return wide[0] if wide else made[0][1] if made else None


class Still(NamedTuple):
    """A board as an image, whether it is the one in pencil, and what could not be read for it, if anything."""

    image: Image.Image
    drawn: bool
    fault: str


def still(clip: Clip | None, width: int, height: int, *, drawn: bool) -> Still:
    """The board scaled to fill the size, RGB; with ``drawn`` the one in pencil where the shot has one.

    What cannot be read is stood for by the other of both, and where there is none by an empty frame, crossed out.
    """
    faults: list[str] = []
    wanted = [] if clip is None else [clip.drawing, clip.board] if drawn else [clip.board]
    for path in filter(None, wanted):
        found = _opened(path, width, height)
        if isinstance(found, Image.Image):
            if failure(clip):
                _mark(found)
            return Still(found, clip is not None and path == clip.drawing, "; ".join(faults))
        faults.append(f"{path.name} cannot be read ({found})")
    image = _empty(width, height)
    if failure(clip):
        _mark(image)
    return Still(image, False, "; ".join(faults))


def board(clip: Clip | None, width: int, height: int) -> Image.Image:
    """The shaded board scaled to fill the size, RGB; an empty frame, crossed out, where there is no readable file."""
    return still(clip, width, height, drawn=False).image


def unreadable(plan: Plan, clips: Mapping[str, Clip]) -> tuple[str, ...]:
    """A line for each shot that came out and whose shaded board cannot be read: page, sheet and list show it empty."""
    found = []
    for _, shot in shots_of(plan):
        clip = clips.get(shot.id)
        fault = "" if clip is None or clip.failed else _fault(clip.board)
        if fault:
            found.append(f"boards: shot {shot.id}: {fault}")
    return tuple(found)


def _fault(path: Path) -> str:
    """What is wrong with a picture's file, by its header and the sums of its parts; nothing when it is whole."""
    try:
        with Image.open(path) as file:
            file.verify()
    except UnidentifiedImageError:
        return f"{path.name} cannot be read (it is not a picture)"
    except OSError as error:
        return f"{path.name} cannot be read ({error.strerror or error})"
    except (SyntaxError, ValueError, Image.DecompressionBombError) as error:
        return f"{path.name} cannot be read ({error})"
    return ""


def _opened(path: Path, width: int, height: int) -> Image.Image | str:
    """The picture in a file, or why there is none."""
    try:
        with Image.open(path) as file:
            return ImageOps.fit(file.convert("RGB"), (width, height), Image.Resampling.LANCZOS)
    except UnidentifiedImageError:
        return "it is not a picture"
    except OSError as error:
        return error.strerror or str(error)
    except (SyntaxError, ValueError, Image.DecompressionBombError) as error:
        return str(error)


def _empty(width: int, height: int) -> Image.Image:
    image = Image.new("RGB", (width, height), EMPTY)
    pencil = ImageDraw.Draw(image)
    for line in ((0, 0, width - 1, height - 1), (0, height - 1, width - 1, 0)):
        pencil.line(line, fill=(62, 65, 73), width=max(1, width // 240))
    return image


def _mark(image: Image.Image) -> None:
    """An amber frame: this shot did not come out."""
    thick = max(2, image.width // 90)
    ImageDraw.Draw(image).rectangle((0, 0, image.width - 1, image.height - 1), outline=AMBER, width=thick)


def jpeg(image: Image.Image, quality: int = 82) -> bytes:
    """The image as JPEG."""
    held = io.BytesIO()
    image.save(held, "JPEG", quality=quality, optimize=True)
    return held.getvalue()


def letter(
    image: Image.Image, text: str, x: float, baseline: float, size: float, role: Role, colour: tuple[int, int, int]
) -> float:
    """Writes the text on the image and returns its width in pixels."""
    ink = np.zeros((image.height, image.width), np.float32)
    line = set_line(text, role, size)
    draw(ink, line, x, baseline)
    mask = Image.fromarray(np.round(ink * 255).astype(np.uint8))
    image.paste(colour, (0, 0, image.width, image.height), mask)
    return line.width


def shortened(text: str, role: Role, size: float, width: float) -> str:
    """The text, or as much of it as fits the width with an ellipsis behind."""
    if width_of(text, role, size) <= width:
        return text
    fitting = (end for end in range(len(text) - 1, 0, -1) if width_of(text[:end].rstrip() + "…", role, size) <= width)
    return text[: next(fitting, 0)].rstrip() + "…"
