"""All of a drawing on one sheet."""

from __future__ import annotations

import numpy as np

from renderer.previs.colour import Bytes, Floats
from renderer.previs.passes.figures import Figure
from renderer.previs.pencil.cracks import cracks
from renderer.previs.pencil.faces import faces, skin
from renderer.previs.pencil.graphite import draw
from renderer.previs.pencil.strokes import followed, handmade
from renderer.previs.pencil.study import Study
from renderer.previs.pencil.tone import hatch

_SHORTEST = 7.0
"""Points of the sheet below which a line is left out: it would be a speck."""
_DARKEST = np.float32(0.86)
_PAPER = np.array([252, 251, 247], np.float32)
_GRAPHITE = np.array([28, 29, 33], np.float32)


def focus_of(study: Study) -> float:
    """One over the metres to what the frame is about: its nearest people, else the nearer half of what there is."""
    people = study.inverse[study.owner > 0]
    if people.size > study.inverse.size // 400:
        return float(np.quantile(people[::7], 0.7))
    solid = study.inverse[::4, ::4]
    solid = solid[solid > 0]
    return float(np.quantile(solid, 0.75)) if solid.size else 1.0


def drawing(study: Study, figures: tuple[Figure, ...] = ()) -> Bytes:
    """The drawing (h, w, 3) of a study, with the faces of those people whose figures in it are given."""
    paper: Floats = np.zeros(study.inverse.shape, np.float32)
    focus = focus_of(study)
    hatch(paper, study, focus, skin(study, figures))
    strokes = handmade(followed(*cracks(study), study.inverse), _SHORTEST)
    draw(paper, strokes, study.owner, focus)
    faces(paper, figures)
    dark = np.minimum(paper, 1)[..., None] * _DARKEST
    return np.asarray(np.rint(_PAPER + (_GRAPHITE - _PAPER) * dark), np.uint8)


def side_by_side(left: Bytes, right: Bytes) -> Bytes:
    """The two halves of a split screen with a line between."""
    rows = min(len(left), len(right))
    line = np.full((rows, 4, 3), 28, np.uint8)
    return np.hstack([left[:rows, :-2], line, right[:rows, 2:]])
