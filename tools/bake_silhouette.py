"""Bakes ``planner/framing/silhouette.npz``: the previs mannequin as a coarse net that the planner measures with.

What it holds, taken from the renderer's own body (``renderer/previs/assets/bodies.npz``) and its acting:

- some six hundred vertices of the figure, denser on the head, spread over the surface farthest point first; their
  shapes over all builds, their skin weights, and the edges between them (the dual of the Voronoi cells that the
  vertices cut the surface into);
- for every pose the turns of all bones as unit quaternions, breath and sway averaged out, for both ways of standing
  on one leg, by phase where an arm goes up and down; walking and running by phase; the legs of somebody seated by the
  seat's height;
- how far the hip joints rest above what carries the body, as a fit over builds, in shares of the height.

To run it again after a change of the body or of a pose::

    python -m tools.bake_silhouette planner/framing/silhouette.npz

Same asset and code give the same bytes.
"""

from __future__ import annotations

import argparse
import io
import sys
import zipfile
from pathlib import Path
from typing import get_args

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import dijkstra

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from film.cast import Build, CharacterSheet
from film.names import digest
from film.staging import Pose, Stance
from renderer.previs.bodies import Mannequin, Moment
from renderer.previs.bodies.acting import Actor
from renderer.previs.bodies.asset import Asset, asset, body_of
from renderer.previs.bodies.attitude import Base
from renderer.previs.bodies.library import attitude
from renderer.previs.bodies.life import life
from renderer.previs.bodies.skeleton import Skeleton
from renderer.previs.bodies.steps import stride
from renderer.previs.bodies.turns import quaternions

Array = np.ndarray
BODY = 260
"""Vertices of the figure without hair or headwear."""
WORN = 44
"""Vertices of each tag of hair and headwear."""
HEADWEAR = ("hair_short", "hair_bob", "hair_long", "hair_bun", "hair_cap", "cap", "hood")
HEAD_WEIGHT = 2.2
"""How much closer together the vertices of the head are."""
PHASES = 16
SPEEDS = {"walk": 1.35, "run": 3.2}
SEATS = (0.1, 0.3, 0.45, 0.55, 0.7, 1.1)
"""Heights of the hips over the floor in leg lengths, at which the legs of somebody seated are baked."""
MOMENTS = 48
GROWN, TALL = (0.0, 6.0, 12.0, 18.0), (0.8, 1.16, 1.5, 1.74)
"""How tall people are at an age, for bodies to fit to."""
CARRIED: tuple[Base, ...] = ("sit", "lie", "kneel", "crouch")
MOVING: dict[Pose, float] = {"wave": 1 / 1.5, "eat": 4.0, "drink": 6.0}
"""Seconds in which an arm has gone up and down."""
BEATS = 12
AGES, WEIGHTS = (1.0, 10.0, 25.0, 90.0), (0.15, 0.5, 0.7)


def main() -> None:
    """Bakes and writes."""
    parser = argparse.ArgumentParser(description="Bakes the planner's silhouettes out of the previs bodies.")
    parser.add_argument("output", type=Path)
    options = parser.parse_args()
    baked = asset()
    kept, worn, edges = net(baked)
    data = {**shape(baked, kept), "worn": worn, "edges": edges.astype(np.int16)}
    data |= {"soles": np.flatnonzero(np.isin(kept, list(soles()))).astype(np.int16), **flesh(), **poses()}
    write(options.output, data)
    print(f"{options.output}: {len(kept)} vertices, {len(edges)} edges, {options.output.stat().st_size} bytes")


def net(baked: Asset) -> tuple[Array, Array, Array]:
    """Kept vertices of the asset (k,), the tag of headwear each belongs to (0 the body), edges (e, 2) between them."""
    rest = body_of(Build()).vertices.astype(np.float64)
    tags = [baked.tag_names.index(name) for name in HEADWEAR]
    seeds = np.array(sorted(soles()))
    kept: list[Array] = []
    worn: list[Array] = []
    edges: list[Array] = []
    count = 0
    for number in range(len(HEADWEAR) + 1):
        mine = baked.tags == tags[number - 1] if number else ~np.isin(baked.tags, tags)
        count_of, extra = (BODY, seeds) if number == 0 else (WORN, seeds[:0])
        some, between = coarse(baked, rest, baked.faces[mine], count_of, extra)
        kept.append(some)
        worn.append(np.full(len(some), number, np.uint8))
        edges.append(between + count)
        count += len(some)
    return np.concatenate(kept), np.concatenate(worn), np.concatenate(edges)


def coarse(baked: Asset, rest: Array, faces: Array, count: int, seeds: Array) -> tuple[Array, Array]:
    """``count`` vertices of a surface (and ``seeds``) spread over it, and which of their Voronoi cells touch."""
    weld = baked.weld
    owner = np.full(weld.max() + 1, -1)
    for vertex in np.unique(faces)[::-1]:
        owner[weld[vertex]] = vertex
    tri = owner[weld[faces]]
    used = np.unique(tri)
    place = rest[used] * 1.0
    neck = rest[:, 2].max() * 0.86
    place[:, 2] = np.where(place[:, 2] > neck, neck + (place[:, 2] - neck) * HEAD_WEIGHT, place[:, 2])
    place[:, :2] *= np.where(rest[used, 2] > neck, HEAD_WEIGHT, 1.0)[:, None]
    chosen = farthest(place, min(count, len(used)))
    extra = [int(np.flatnonzero(used == owner[weld[seed]])[0]) for seed in seeds]
    chosen = np.array(list(dict.fromkeys([*chosen.tolist(), *extra])))
    local = np.searchsorted(used, tri)
    pairs = np.concatenate([local[:, [0, 1]], local[:, [1, 2]], local[:, [2, 0]]])
    pairs = pairs[pairs[:, 0] != pairs[:, 1]]
    length = np.linalg.norm(place[pairs[:, 0]] - place[pairs[:, 1]], axis=1) + 1e-6
    graph = sparse.csr_matrix((length, (pairs[:, 0], pairs[:, 1])), shape=(len(used), len(used)))
    _, _, source = dijkstra(graph, directed=False, indices=chosen, min_only=True, return_predecessors=True)
    number = {int(vertex): i for i, vertex in enumerate(chosen)}
    cell = np.array([number.get(int(vertex), -1) for vertex in source])
    a, b = cell[pairs[:, 0]], cell[pairs[:, 1]]
    apart = (a != b) & (a >= 0) & (b >= 0)
    return used[chosen], np.unique(np.sort(np.stack([a, b], axis=1)[apart], axis=1), axis=0)


def farthest(place: Array, count: int) -> Array:
    """Farthest point sampling, begun at the extremes along the axes and their diagonals."""
    ways = np.array([(x, y, z) for x in (-1, 0, 1) for y in (-1, 0, 1) for z in (-1, 0, 1) if (x, y, z) != (0, 0, 0)])
    chosen = list(dict.fromkeys(int(np.argmax(place @ way)) for way in ways))
    away = np.min([np.linalg.norm(place - place[one], axis=1) for one in chosen], axis=0)
    while len(chosen) < count:
        chosen.append(int(np.argmax(away)))
        away = np.minimum(away, np.linalg.norm(place - place[chosen[-1]], axis=1))
    return np.array(chosen)


def builds() -> list[Build]:
    """Bodies of all kinds, the same ones every time."""
    chance = np.random.default_rng(7)
    drawn = chance.random((320, 5))
    return [
        Build(
            age=1 + 89 * a, gender=g, weight=w, muscle=m, height=float(np.interp(89 * a, GROWN, TALL)) * (0.9 + 0.2 * h)
        )
        for a, g, w, m, h in drawn.tolist()
    ]


def _tall(age: float) -> float:
    return float(np.interp(age, GROWN, TALL))


def actor_of(build: Build, name: str = "one") -> tuple[Actor, Skeleton]:
    """The renderer's own actor for a build."""
    figure = Mannequin(CharacterSheet(id=name, name=name, build=build))
    return figure._actor, figure._skeleton


def soles() -> set[int]:
    """The vertices of the asset that touch the floor in some build."""
    return {int(np.argmin(body_of(build).vertices[:, 2])) for build in builds()}


def flesh() -> dict[str, Array]:
    """How far the hip joints rest above what carries the body: by base, weights of ``features`` (f,)."""
    actors = [(build, actor_of(build)[0]) for build in builds()]
    known = np.array([features(build) for build, _ in actors])
    fits = {}
    for base in CARRIED:
        wanted = np.array([actor.under[base] / build.height for build, actor in actors])
        fits[f"under_{base}"], *_ = np.linalg.lstsq(known, wanted, rcond=None)
        print(f"{base}: off by {np.abs(known @ fits[f'under_{base}'] - wanted).max():.4f} of the height at most")
    return fits


def features(build: Build) -> Array:
    """(32,): shares of the ages that the body is known at, each with what else makes a build."""
    ages = [np.interp(build.age, AGES, np.eye(4)[i]) for i in range(4)]
    stout = [max(build.weight - knee, 0.0) for knee in WEIGHTS[:2]]
    rest = (1.0, build.gender, build.weight, *stout, build.muscle, build.muscle * build.weight, build.height)
    return np.outer(ages, rest).ravel()


def shape(baked: Asset, kept: Array) -> dict[str, Array]:
    """The multilinear body cut down to the net, all joints, and crown and eyes."""
    n, b = len(baked.weld), len(baked.bone_names)
    points = [n + b + baked.point_names.index(name) for name in ("crown", "eye.L", "eye.R")]
    rows = np.concatenate([kept, np.arange(n, n + b), points])
    columns = (3 * rows[:, None] + np.arange(3)).ravel()
    return {
        "mean": baked.mean[columns].astype(np.float32),
        "mix": baked.mix.astype(np.float32),
        "directions": baked.directions[:, columns].astype(np.float16),
        "bone_index": baked.bone_index[kept].astype(np.uint8),
        "bone_share": baked.bone_share[kept].astype(np.float16),
        "parents": np.array(baked.parents, np.int16),
        "bones": np.array(baked.bone_names),
    }


def poses() -> dict[str, Array]:
    """Names of rows (r,), their quaternions (r, b, 4), and how the head is tilted in each (r,), degrees."""
    build = Build()
    rows: dict[str, Array] = {}
    tilts: dict[str, float] = {}
    sides = {"+": _named(True), "-": _named(False)}
    for side, name in sides.items():
        actor, skeleton = actor_of(build, name)
        for pose in get_args(Pose):
            for seat in (None, 0.45) if pose != "lie" else (0.0,):
                where = "feet" if seat is None or pose == "lie" else "seat"
                for beat in range(BEATS if pose in MOVING else 1):
                    key = f"{pose}/{where}/{side}/{beat}"
                    moments = _moments(name, MOVING.get(pose), beat)
                    rows[key] = meant([actor.solve(_stance(pose, seat), moment)[0] for moment in moments])
                    tilts[key] = attitude(pose, seat, 0.0, None).head[1]
        for gait, speed in SPEEDS.items():
            for phase in range(PHASES):
                travelled = phase / PHASES * stride(skeleton, gait, speed)  # type: ignore[arg-type]
                stance = _stance("stand", None)._replace(gait=gait, gait_weight=1.0, travelled=travelled, speed=speed)
                rows[f"{gait}/{phase}/{side}"] = meant([actor.solve(stance, m)[0] for m in _moments(name)])
    rows |= _carried()
    return {
        "rows": np.array(list(rows)),
        "turns": np.array(list(rows.values())).astype(np.float16),
        "tilts": np.array([tilts.get(key, 0.0) for key in rows]),
        "seats": np.array(SEATS),
    }


def _carried() -> dict[str, Array]:
    """Legs of the seated by the height of the hips."""
    actor, skeleton = actor_of(Build(), _named(True))
    leg = skeleton.legs["L"].length
    rows = {}
    for number, height in enumerate(SEATS):
        stance = _stance("sit", height * leg - actor.under["sit"])
        rows[f"seat/{number}"] = meant([actor.solve(stance, moment)[0] for moment in _moments("one")])
    return rows


def _named(left: bool) -> str:
    """A name whose bearer stands on that leg."""
    names = (f"n{number}" for number in range(99))
    return next(name for name in names if (life(name, Moment(0, 0, _seed(name))).hip > 0) == left)


def _seed(name: str) -> int:
    return int(digest(name)[:8], 16)


def _moments(name: str, period: float | None = None, beat: int = 0) -> list[Moment]:
    """Instants to average over; at one beat of a period where an arm moves by it."""
    every, first = (period, period * beat / BEATS) if period else (1.7, 0.0)
    return [Moment(seconds=first + every * number, speaking=0.0, seed=_seed(name)) for number in range(MOMENTS)]


def _stance(pose: Pose, seat: float | None) -> Stance:
    return Stance(position=(0, 0, 0), yaw=0, pose_a=pose, pose_b=pose, seat_a=seat, seat_b=seat, blend=1.0)


def meant(turns: list[Array]) -> Array:
    """The mean of rotations (m, b, 3, 3) as quaternions (b, 4): the sign-aligned average, normalised."""
    all_of_them = np.array([quaternions(one) for one in turns])
    aligned = np.where((all_of_them * all_of_them[0]).sum(axis=2, keepdims=True) < 0, -all_of_them, all_of_them)
    total = aligned.sum(axis=0)
    return np.asarray(total / np.linalg.norm(total, axis=1, keepdims=True))


def write(path: Path, data: dict[str, Array]) -> None:
    """An npz whose bytes depend on its content alone."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name in sorted(data):
            stream = io.BytesIO()
            np.lib.format.write_array(stream, np.ascontiguousarray(data[name]), allow_pickle=False)
            file.writestr(
                zipfile.ZipInfo(f"{name}.npy", (1980, 1, 1, 0, 0, 0)), stream.getvalue(), zipfile.ZIP_DEFLATED
            )


if __name__ == "__main__":
    main()
