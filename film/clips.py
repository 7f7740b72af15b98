"""The media of one shot and what was measured in it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from film.base import Document, Model
from film.timecode import Rate

PassName = Literal[
    "depth", "normal", "id", "inverse_depth", "edges", "softedge", "pose", "flow", "flow_colour", "camera"
]  # fmt: skip
"""What may go with a picture; docs/passes.md says who reads which."""


Box = tuple[float, float, float, float]
"""Left, top, right and bottom as shares of the frame's width and height, y down."""


class HeadSeen(Model):
    """A head as a frame has it, against its own outline as if nothing stood before it and the frame had no end.

    ``box`` is the outline's, beyond 0 to 1 where the frame cuts it: its top is the head room.  ``cut`` is the share of
    the outline outside the frame, ``hidden`` the share within it that somebody or something stands before.  ``face`` is
    the mean luma (0 to 1) of what is seen of the face, None where that is nothing or it looks away.
    """

    box: Box
    cut: float
    hidden: float
    face: float | None = None


class Sighting(Model):
    """One character in one measured frame: share of the frame's pixels, and the box they fill, None when unseen.

    ``seen`` is the share of their whole figure's outline within the frame that is seen, None where none is in it or
    nobody knows; ``luma`` (0 to 1) the mean of their pixels; ``way`` the pixels right and down that they as a whole
    have moved since the frame before, None where the picture does not tell.
    """

    character: str
    pixels: float
    box: Box | None = None
    seen: float | None = None
    head: HeadSeen | None = None
    luma: float | None = None
    way: tuple[float, float] | None = None


class Horizon(Model):
    """How far the horizon leans, in degrees as a camera's roll that makes it so, and how high it lies in the middle of
    the frame, as a share of its height from the top: beyond 0 to 1 where the camera looks down or up."""

    roll: float
    height: float


class Way(Model):
    """A point of the set: where it is (shares of width and height), how far off (None: the sky), and how many pixels
    right and down it has moved since the frame before."""

    x: float
    y: float
    metres: float | None
    right: float
    down: float


class Between(Model):
    """What happened since the last measured frame, in all frames on the way, this one included.

    ``repeats``: the longest run of frames that show what the one before showed; ``leap``: by how much (mean luma, 0 to
    1) a frame changed beyond what those near it did, up to three frames before the last measured one; ``darkest`` and
    ``brightest``: mean luma.
    """

    repeats: int = 0
    leap: float = 0.0
    darkest: float
    brightest: float


class FrameMeasure(Model):
    """What one frame shows: who, how bright (mean of 0 to 1 luma), how much is crushed or burnt out (shares).

    ``horizons`` has one for each camera: one, or both of a split screen; None where the picture does not tell.
    ``ways`` is how points of the set have moved since the frame before, ``lost`` how many more were not found in it.
    """

    frame: int
    sightings: tuple[Sighting, ...]
    luma: float
    black: float
    burnt: float
    horizons: tuple[Horizon | None, ...] = ()
    ways: tuple[Way, ...] = ()
    lost: int = 0
    between: Between | None = None


class Clip(Document):
    """A rendered shot.

    ``picture`` is a video-only segment that keeps film.segments' contract.  Files are relative to
    the clip's folder until ``at`` places them.  ``ids`` maps a character to its byte in the ID pass
    (0 is nobody).  ``depth_range`` is the near and far metre that the depth pass spans, ``inverse_range`` those of
    the inverse one.  ``keypoints`` are the points of the pose pass, ``trajectory`` the camera in RealEstate10K's lines.
    ``board`` is the still of its middle frame, ``drawing`` the same frame in pencil, with arrows for what moves.
    ``engine`` is what drew it, with the reason where another had to give up.  ``take`` is the number of the take that
    was chosen where a video model made it; its passes are then still the previs'.  ``sound`` is what that model made
    to be heard.
    """

    shot: str
    frames: int
    rate: Rate
    width: int
    height: int
    picture: Path
    board: Path
    drawing: Path | None = None
    passes: dict[PassName, Path] = {}
    ids: dict[str, int] = {}
    depth_range: tuple[float, float] | None = None
    inverse_range: tuple[float, float] | None = None
    keypoints: Path | None = None
    trajectory: Path | None = None
    measured: tuple[FrameMeasure, ...] = ()
    engine: str = ""
    take: Annotated[int | None, Field(exclude_if=lambda number: number is None)] = None
    sound: Annotated[Path | None, Field(exclude_if=lambda path: path is None)] = None
    failed: str = ""

    def at(self, folder: Path) -> Clip:
        """The same clip with its files found in ``folder``."""
        return self.but(
            picture=folder / self.picture,
            board=folder / self.board,
            drawing=self.drawing and folder / self.drawing,
            passes={name: folder / path for name, path in self.passes.items()},
            keypoints=self.keypoints and folder / self.keypoints,
            trajectory=self.trajectory and folder / self.trajectory,
            sound=self.sound and folder / self.sound,
        )
