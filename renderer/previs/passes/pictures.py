"""Passes that are pictures: how each is made of a drawn frame."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from film.clips import PassName
from renderer.previs.colour import Bytes
from renderer.previs.painter import Picture
from renderer.previs.passes.drawing import drawn
from renderer.previs.passes.edges import edges, lines, softedge
from renderer.previs.passes.motion import flow_picture, flow_words
from renderer.previs.passes.words import Span, depth_bytes, inverse_bytes

Part = Callable[[Picture], npt.NDArray[np.generic]]


class PassPictures:
    """Makes passes of frames.  ``depth`` and ``inverse`` are what the two passes of distance span, in metres."""

    def __init__(self, depth: Span, inverse: Span | None) -> None:
        self.depth, self.inverse = depth, inverse
        self._lines: tuple[Picture | None, Bytes] = (None, np.zeros((0, 0), np.uint8))

    def part(self, name: PassName) -> Part:
        """What makes the frames of a pass; KeyError for one that is no picture."""
        made: dict[PassName, Part] = {
            "depth": lambda picture: depth_bytes(picture.depth, self.depth),
            "inverse_depth": self._inverse,
            "normal": lambda picture: picture.normal,
            "id": lambda picture: picture.ids,
            "edges": lambda picture: edges(self._strength(picture)),
            "softedge": lambda picture: softedge(self._strength(picture)),
            "pose": lambda picture: drawn(picture.figures, picture.ids.shape[1], picture.ids.shape[0]),
            "flow": lambda picture: flow_words(_flow(picture)),
            "flow_colour": lambda picture: flow_picture(_flow(picture)),
        }
        return made[name]

    def _inverse(self, picture: Picture) -> Bytes:
        if self.inverse is None:
            raise ValueError("the inverse pass needs a span")
        return inverse_bytes(picture.depth, self.inverse)

    def _strength(self, picture: Picture) -> Bytes:
        """The lines of a frame, drawn once for both passes that show them."""
        if self._lines[0] is not picture:
            self._lines = (picture, lines(picture.depth, picture.normal, picture.ids))
        return self._lines[1]


def _flow(picture: Picture) -> npt.NDArray[np.float32]:
    if picture.flow is None:
        raise ValueError("the frame was drawn without flow")
    return picture.flow
