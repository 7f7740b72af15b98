"""What hides is what is drawn: the solid parts of every fixture beside the shape that the previs gives it."""

from __future__ import annotations

import math

import numpy as np
import pytest

from film.base import Vec3
from film.place import Fixture, FixtureKind
from planner.places.library import KINDS
from planner.shapes import FOOTBOARD, HEADBOARD, HOSPITAL_HEADBOARD, parts_of, placed
from planner.solids import solids_of
from renderer.previs.sets import fixture_mesh
from tests.planner.scenes import place_of

CELLS = 70
SIZES: dict[FixtureKind, Vec3] = {
    "bed": (2.05, 1.5, 0.5), "hospital_bed": (2.1, 0.95, 0.72), "armchair": (0.7, 0.7, 1.1), "sofa": (0.9, 2.0, 0.82),
    "pew": (0.5, 2.6, 0.9), "vehicle_seat": (0.5, 0.42, 1.05), "piano": (0.7, 1.5, 1.2), "counter": (0.62, 2.6, 1.05),
    "bar": (0.6, 4.0, 1.1), "desk": (0.6, 1.4, 0.75), "shelf": (0.35, 1.0, 1.8), "bookcase": (0.32, 1.0, 2.0),
    "wardrobe": (0.6, 1.2, 2.05), "curtain": (0.17, 1.2, 2.2), "monitor": (0.2, 0.55, 0.42), "sign": (0.06, 1.3, 2.35),
    "tree": (0.5, 0.5, 6.0), "pine": (0.5, 0.5, 9.0), "bush": (0.9, 1.1, 0.95), "rock": (0.9, 1.2, 0.8),
    "car": (4.3, 1.8, 1.45), "boat": (5.0, 1.9, 1.3), "tent": (2.2, 1.8, 1.3), "stairs": (2.6, 1.2, 1.6),
}  # fmt: skip


def drawn(triangles: np.ndarray, turn: float, reach: float) -> np.ndarray:
    """(cells, cells): the silhouette of (n, 3, 3) triangles from one side, a little from above."""
    a, e = math.radians(turn), math.radians(8)
    right = np.array([-math.sin(a), math.cos(a), 0])
    up = np.array([-math.sin(e) * math.cos(a), -math.sin(e) * math.sin(a), math.cos(e)])
    axis = (np.arange(CELLS) + 0.5) / CELLS * 2 * reach - reach
    x, y = np.meshgrid(axis, axis)
    seen = np.zeros((CELLS, CELLS), dtype=bool)
    for (ax, ay), (bx, by), (cx, cy) in np.stack([triangles @ right, triangles @ up], axis=-1):
        area = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
        if abs(area) < 1e-9:
            continue
        u = ((x - ax) * (cy - ay) - (y - ay) * (cx - ax)) / area
        v = ((bx - ax) * (y - ay) - (by - ay) * (x - ax)) / area
        seen |= (u >= 0) & (v >= 0) & (u + v <= 1)
    return seen


def boxes(fixture: Fixture) -> np.ndarray:
    """(n, 3, 3): the triangles of a fixture's parts."""
    faces = ((0, 1, 3, 2), (4, 5, 7, 6), (0, 1, 5, 4), (2, 3, 7, 6), (0, 2, 6, 4), (1, 3, 7, 5))
    found = []
    for _, middle, size, _ in (placed(fixture, each) for each in parts_of(fixture)):
        corners = [
            tuple(m + s / 2 * k for m, s, k in zip(middle, size, signs, strict=True))
            for signs in ((x, y, z) for x in (-1, 1) for y in (-1, 1) for z in (-1, 1))
        ]
        for a, b, c, d in faces:
            found += [[corners[a], corners[b], corners[c]], [corners[a], corners[c], corners[d]]]
    return np.array(found)


@pytest.mark.parametrize("kind", SIZES)
def test_what_hides_is_what_is_drawn(kind: FixtureKind) -> None:
    fixture = Fixture(id="it", kind=kind, position=(0, 0, 0), size=SIZES[kind])
    mesh = fixture_mesh(fixture, 0.0)
    mesh_of = np.asarray(mesh.vertices, dtype=float)[np.asarray(mesh.faces)]
    reach = float(np.abs(mesh_of).max()) * 1.2
    missing = extra = whole = 0
    for turn in (0, 45, 90, 180, 225):
        one, two = drawn(mesh_of, turn, reach), drawn(boxes(fixture), turn, reach)
        missing, extra, whole = missing + (one & ~two).sum(), extra + (two & ~one).sum(), whole + one.sum()
    assert missing / whole < 0.16, f"{missing / whole:.0%} of it is drawn and hides nothing"
    assert extra / whole < 0.36, f"{extra / whole:.0%} of it hides and is not drawn"


@pytest.mark.parametrize(
    ("kind", "head", "foot"), [("bed", HEADBOARD, 0.0), ("hospital_bed", HOSPITAL_HEADBOARD, FOOTBOARD)]
)
def test_a_bed_ends_hide_who_lies_in_it(kind: FixtureKind, head: float, foot: float) -> None:
    fixture = Fixture(id="it", kind=kind, position=(0, 0, 0), size=(2.0, 1.0, 0.6))
    place = place_of("field").but(fixtures=(fixture,))
    sight = solids_of(place).sight
    lying = np.array([[-0.6, 0.0, 0.75]])
    assert sight.between(np.array([-3.0, 0.0, 0.6 + head / 2]), lying)[0]
    assert sight.between(np.array([3.0, 0.0, 0.76]), lying)[0] == (foot > 0)
    assert not sight.between(np.array([0.0, 3.0, 1.6]), lying)[0]


def test_every_fixture_of_the_library_has_parts_within_reach_of_its_place() -> None:
    for name in sorted(KINDS):
        for fixture in place_of(name).fixtures:
            parts = parts_of(fixture)
            assert parts
            assert all(low[i] <= high[i] for low, high in parts for i in range(3)), (name, fixture.kind)


def test_a_rail_crosses_and_does_not_hide() -> None:
    fixture = Fixture(id="it", kind="railing", position=(0, 0, 0), size=(0.05, 2.0, 1.0))
    solids = solids_of(place_of("field").but(fixtures=(fixture,)))
    assert not len(solids.sight.ids)
    assert solids.thin.between(np.array([-2.0, 0.0, 0.95]), np.array([[2.0, 0.0, 0.95]]))[0]
