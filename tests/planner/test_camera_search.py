"""The search for a camera does no needless work, and leaves out nothing that could have been chosen."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from film.shot import Idiom, Size
from film.staging import Mark, stance_at
from planner.body import Proxy, proxy_of
from planner.camera import solve
from planner.camera.arrays import company_of, places_of, wish_of
from planner.camera.batch import Batch
from planner.camera.brief import CameraBrief
from planner.camera.kernels import space
from planner.camera.kernels.ground import Integers
from planner.camera.kernels.judge import search
from planner.camera.singles import singles
from planner.continuity.glimpse import looked_at
from planner.coverage import clauses
from planner.coverage.intent import Intent
from planner.geometry import Array
from tests.planner.test_camera_people import brief_of

PEOPLE = ("anna", "ben", "carla", "dora")


def standing(name: str, x: float, y: float, yaw: float = 0.0) -> Mark:
    return Mark(character=name, frame=0, position=(x, y, 0.0), yaw=yaw)


def proxy_of_mark(mark: Mark) -> Proxy:
    return proxy_of(stance_at((mark,), 0, 24.0), 1.75)


def _batch(brief: CameraBrief) -> Batch:
    batch = singles(brief)
    assert batch is not None
    return batch


def asked_of(
    brief: CameraBrief, spare: float, enough: int = 0, kept: int = 0, only: int | None = None
) -> tuple[Array, Integers]:
    """Cost and broken rules of all the singles of a brief, or of one of them."""
    batch, rows = _batch(brief), slice(None) if only is None else slice(only, only + 1)
    names, company = company_of(brief)
    place, wish = places_of(brief.place, brief.solids), wish_of(brief, names)
    return search(batch.keys[rows], batch.sizes[rows], batch.prior[rows], place, company, wish, spare, enough, kept)


@settings(max_examples=30, deadline=None)
@given(
    st.sampled_from(("field", "kitchen", "bar", "street")),
    st.lists(st.tuples(st.floats(-1.5, 1.5), st.floats(-1.5, 1.5), st.floats(-180, 180)), min_size=1, max_size=4),
    st.sampled_from(("FS", "MS", "CU")),
)
def test_what_is_not_proven_could_not_have_been_chosen(
    kind: str, spots: list[tuple[float, float, float]], size: Size
) -> None:
    marks: dict[str, tuple[Mark, ...]] = {
        name: (standing(name, *spot),) for name, spot in zip(PEOPLE, spots, strict=False)
    }
    brief = brief_of(kind, marks, Intent("single", size, ("anna",), ((0, 0, 120),)), 2)
    alone = [asked_of(brief, math.inf, only=row) for row in range(len(_batch(brief).prior))]
    whole, faults = (np.concatenate(each) for each in zip(*alone, strict=True))
    best, broken = asked_of(brief, 0.0, kept=1)
    assert np.isfinite(whole).all()
    assert best.argmin() == whole.argmin()
    assert best.min() == pytest.approx(whole.min(), abs=2e-6)
    assert broken[best.argmin()] == faults[whole.argmin()]


def test_few_candidates_are_proven_to_the_end() -> None:
    marks: dict[str, tuple[Mark, ...]] = {name: (standing(name, 1.2 * i, 0.0, 90.0),) for i, name in enumerate(PEOPLE)}
    brief = brief_of("field", marks, Intent("single", "MS", ("anna",), ((0, 0, 120),)), 2)
    cost, _ = asked_of(brief, 11.0, enough=2)
    assert np.isfinite(cost).sum() <= len(cost) / 3


def test_whoever_stands_far_from_the_line_of_sight_is_known_to_hide_nobody() -> None:
    bodies = [proxy_of_mark(standing("a", x, y)) for x, y in ((0.0, 0.0), (2.0, 0.3), (2.0, 3.0), (-2.0, 0.0))]
    points, radii = (np.array([[getattr(each, name) for each in bodies]]) for name in ("points", "radii"))
    outline, eye = space.outlines(points, radii)[0], np.array([4.0, 0.0, 1.6])
    clear = [space.beside(outline, who, eye, 0.0, 0.0, outline[0, 3]) for who in (1, 2, 3)]
    assert clear == [False, True, True]
    for who in (2, 3):
        hidden = np.zeros(13, dtype=np.bool_)
        space.hide_by_body(eye, points[0, 0], points[0, who], radii[0, who], hidden)
        assert not hidden.any()


def test_both_sides_of_an_ots_pair_are_proven_once() -> None:
    idiom: Idiom = "ots"
    marks: dict[str, tuple[Mark, ...]] = {
        "anna": (standing("anna", 0.0, 0.0, 0.0),),
        "ben": (standing("ben", 1.6, 0.0, 180.0),),
    }
    there = brief_of("field", marks, Intent(idiom, "MS", ("anna", "ben"), ((0, 0, 120),), over="ben"), 2)
    back = brief_of("field", marks, Intent(idiom, "MS", ("ben", "anna"), ((0, 0, 120),), over="anna"), 2)
    back = replace(back, place=there.place, solids=there.solids)
    before = solve._side_proven.cache_info()
    solve.alternatives(there, 2)
    solve.alternatives(back, 2)
    after = solve._side_proven.cache_info()
    assert (after.misses - before.misses, after.hits - before.hits) == (2, 2)


def test_a_long_speech_is_cut_with_work_in_proportion(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[float] = []
    fits = clauses._fits

    def counted(share: float, cuts: list[float], shortest: float) -> bool:
        asked.append(share)
        return fits(share, cuts, shortest)

    monkeypatch.setattr(clauses, "_fits", counted)
    counts = []
    for sentences in (100, 1000):
        asked.clear()
        parts = sentences // 2
        shares = clauses.cut_shares("It rained again. " * sentences, parts, 0.6 / parts)
        assert len(shares) > parts / 2
        assert list(shares) == sorted(shares)
        counts.append(len(asked))
    assert counts[1] < 15 * counts[0]


def test_who_looks_at_whom_is_asked_of_those_nearby(monkeypatch: pytest.MonkeyPatch) -> None:
    spots = {f"p{i:03}": (1.0 * (i % 20), 1.0 * (i // 20)) for i in range(200)}
    bodies = {name: proxy_of_mark(standing(name, *spot)) for name, spot in spots.items()}
    names = list(spots)
    looks = {name: (*spots[names[i - 1]], 1.6) for i, name in enumerate(names)}
    measured: list[int] = []
    dist = math.dist

    def counted(a: Sequence[float], b: Sequence[float]) -> float:
        measured.append(1)
        return dist(a, b)

    monkeypatch.setattr(math, "dist", counted)
    found = looked_at(looks, bodies)
    monkeypatch.undo()
    assert found == {name: names[i - 1] for i, name in enumerate(names)}
    assert len(measured) <= 2 * len(names)
