"""The media of one shot and what was measured in it."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from film.base import Document, Model
from film.timecode import Rate

PassName = Literal[
    "depth", "normal", "id", "inverse_depth", "edges", "softedge", "pose", "flow", "flow_colour", "camera"
]  # fmt: skip
"""What may go with a picture; docs/passes.md says who reads which."""


class Sighting(Model):
    """One character in one measured frame: share of the frame's pixels, and the box they fill.

    ``box`` is (left, top, right, bottom) as shares of width and height, y down, None when unseen.
    """

    character: str
    pixels: float
    box: tuple[float, float, float, float] | None = None


class FrameMeasure(Model):
    """What one frame shows: who, how bright (mean of 0 to 1 luma), how much is crushed or burnt out (shares)."""

    frame: int
    sightings: tuple[Sighting, ...]
    luma: float
    black: float
    burnt: float


class Clip(Document):
    """A rendered shot.

    ``picture`` is a video-only segment that keeps film.segments' contract.  Files are relative to
    the clip's folder until ``at`` places them.  ``ids`` maps a character to its byte in the ID pass
    (0 is nobody).  ``depth_range`` is the near and far metre that the depth pass spans, ``inverse_range`` those of
    the inverse one.  ``keypoints`` are the points of the pose pass, ``trajectory`` the camera in RealEstate10K's lines.
    ``board`` is the still of its middle frame, ``drawing`` the same frame in pencil, with arrows for what moves.
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
        )
