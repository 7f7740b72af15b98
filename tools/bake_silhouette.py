"""Bakes ``planner/framing/silhouette.npz``: the previs mannequin as a coarse net that the planner measures with.

What it holds, taken from the renderer's own body (``renderer/previs/assets/bodies.npz``) and its acting:

- some six hundred vertices of the figure, denser on the head, spread over the surface farthest point first; their
  shapes over all builds, their skin weights, and the edges between them (the dual of the Voronoi cells that the
  vertices cut the surface into);
- for every pose the turns of all bones as unit quaternions, breath and sway averaged out, for both ways of standing
  on one leg, by phase where an arm goes up and down; walking and running by phase; the legs of somebody seated by the
  seat's height;
- the cloth that hangs from a waist, as a grid of points fitted over builds, in shares of the height;
- how far the hip joints rest above what carries the body, as a fit over builds, in shares of the height.

To run it again after a change of the body, of a pose or of a garment (same asset and code give the same bytes)::

    python -m tools.bake_silhouette planner/framing/silhouette.npz
"""

from __future__ import annotations

import argparse
import io
import sys
import zipfile
from pathlib import Path
from typing import get_args

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from film.cast import Build, CharacterSheet, Garment
from film.names import digest
from film.staging import Gait, Mood, Pose, Stance
from planner.framing.net import CLOTHS
from renderer.previs.bodies import Mannequin, Moment
from renderer.previs.bodies.acting import ON_FEET, Actor
from renderer.previs.bodies.asset import Asset, asset, body_of
from renderer.previs.bodies.attitude import HANGING, Base
from renderer.previs.bodies.garments import pieces
from renderer.previs.bodies.habits import BEARINGS
from renderer.previs.bodies.legs import carriage
from renderer.previs.bodies.library import attitude, base_of
from renderer.previs.bodies.life import life
from renderer.previs.bodies.skeleton import Skeleton
from renderer.previs.bodies.steps import stride
from renderer.previs.bodies.turns import quaternions
from tools.bodybake.thinning import coarse

Array = np.ndarray
BODY = 260
"""Vertices of the figure without hair or headwear."""
WORN = 44
"""Vertices of each tag of hair and headwear."""
HEADWEAR = ("hair_short", "hair_bob", "hair_long", "hair_bun", "hair_cap", "cap", "hood")
PHASES = 16
SPEEDS: dict[Gait, float] = {"walk": 1.35, "run": 3.2}
SEATS = (0.1, 0.3, 0.45, 0.55, 0.7, 1.1)
"""Heights of the hips over the floor in leg lengths, at which the legs of somebody seated are baked."""
MOMENTS = 48
GROWN, TALL = (0.0, 6.0, 12.0, 18.0), (0.8, 1.16, 1.5, 1.74)
"""How tall people are at an age, for bodies to fit to."""
CARRIED: tuple[Base, ...] = ("sit", "lie", "kneel", "crouch")
MOVING: dict[Pose, float] = {"wave": 1 / 1.5, "eat": 4.0, "drink": 6.0}
"""Seconds in which an arm has gone up and down."""
BEATS = 12
AT_EASE = 0.006
"""Metres by which the hips of somebody who stands are lower than their legs are long."""
RINGS = 7
"""Rings that a cloth hangs in; every second is kept, and of each every second point, that in front among them."""
AGES, WEIGHTS = (1.0, 10.0, 25.0, 90.0), (0.15, 0.5, 0.7)


def main() -> None:
    """Bakes and writes."""
    parser = argparse.ArgumentParser(description="Bakes the planner's silhouettes out of the previs bodies.")
    parser.add_argument("output", type=Path)
    options = parser.parse_args()
    baked = asset()
    kept, worn, edges = net(baked)
    data = {**shape(baked, kept), "worn": worn, "edges": edges.astype(np.int16)}
    data |= {
        "soles": np.flatnonzero(np.isin(kept, list(soles()))).astype(np.int16),
        **flesh(),
        **cloth(baked),
        **poses(),
    }
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


def builds() -> list[Build]:
    """Bodies of all kinds, the same ones every time."""
    drawn = np.random.default_rng(7).random((320, 5)).tolist()
    tall = [float(np.interp(89 * a, GROWN, TALL)) * (0.9 + 0.2 * h) for a, _, _, _, h in drawn]
    return [
        Build(age=1 + 89 * a, gender=g, weight=w, muscle=m, height=high)
        for (a, g, w, m, _), high in zip(drawn, tall, strict=True)
    ]


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
    under = {base: np.array([actor.under[base] / build.height for build, actor in actors]) for base in CARRIED}
    return {f"under_{base}": fitted(base, wanted) for base, wanted in under.items()}


def fitted(name: str, wanted: Array) -> Array:
    """The weights of ``features`` that come nearest to what each of the builds has (b,) or (b, m)."""
    known = np.array([features(build) for build in builds()])
    fit, *_ = np.linalg.lstsq(known, wanted, rcond=None)
    print(f"{name}: off by {np.abs(known @ fit - wanted).max():.4f} of the height at most")
    return np.asarray(fit)


def cloth(baked: Asset) -> dict[str, Array]:
    """By garment, weights of ``features`` (f, 3n) for its points at rest, and the bones and shares (n, 4) of each."""
    data = {}
    for garment in CLOTHS:
        wanted = np.array([piece(garment, build, baked)[0].ravel() / build.height for build in builds()])
        data[f"cloth_{garment}"] = fitted(garment, wanted).astype(np.float32)
        _, bones, shares = piece(garment, Build(), baked)
        data |= {f"cloth_bones_{garment}": bones.astype(np.uint8), f"cloth_shares_{garment}": shares.astype(np.float16)}
    return data


def piece(garment: Garment, build: Build, baked: Asset) -> tuple[Array, Array, Array]:
    """The points (n, 3) of a garment that are kept, ring by ring from the top, their bones and shares (n, 4)."""
    sheet = CharacterSheet(id="one", name="one", build=build, wears=(garment,))
    (worn,) = pieces(sheet, body_of(build), baked)
    kept = np.arange(len(worn.vertices)).reshape(RINGS, -1)[::2, 1::2].ravel()
    return worn.vertices[kept].astype(np.float64), worn.bones[kept], worn.shares[kept]


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
    drops: dict[str, float] = {}
    hangs: dict[str, tuple[bool, bool]] = {}
    sides = {"+": _named(True), "-": _named(False)}
    for side, name in sides.items():
        actor, skeleton = actor_of(build, name)
        for pose in get_args(Pose):
            for seat in (None, 0.45) if pose != "lie" else (0.0,):
                where = "feet" if seat is None or pose == "lie" else "seat"
                for beat in range(BEATS if pose in MOVING else 1):
                    key = f"{pose}/{where}/{side}/{beat}"
                    moments = _moments(name, MOVING.get(pose), beat)
                    solved = [actor.solve(_stance(pose, seat), moment) for moment in moments]
                    rows[key] = meant([turns for turns, _ in solved])
                    if seat is None and base_of(pose, None) in ON_FEET:
                        drops[key] = _dropped(skeleton, base_of(pose, None), [where for _, where in solved])
                    wanted = attitude(pose, seat, 0.0, None)
                    tilts[key], hangs[key] = wanted.head[1], (wanted.left == HANGING, wanted.right == HANGING)
        for gait, speed in SPEEDS.items():
            for phase in range(PHASES):
                travelled = phase / PHASES * stride(skeleton, gait, speed)
                stance = _stance("stand", None)._replace(gait=gait, gait_weight=1.0, travelled=travelled, speed=speed)
                rows[f"{gait}/{phase}/{side}"] = meant([actor.solve(stance, m)[0] for m in _moments(name)])
    rows |= _carried()
    moods = get_args(Mood)
    rows |= {f"mood/{mood}": _in_a_mood(build, mood) for mood in moods}
    return {
        "rows": np.array(list(rows)),
        "turns": np.array(list(rows.values())).astype(np.float16),
        "tilts": np.array([tilts.get(key, 0.0) for key in rows]),
        "drops": np.array([drops.get(key, 0.0) for key in rows]),
        "hangs": np.array([hangs.get(key, (False, False)) for key in rows]),
        "moods": np.array(moods),
        "mood_heads": np.array([BEARINGS[mood].head for mood in moods], np.float64),
        "seats": np.array(SEATS),
    }


def _dropped(skeleton: Skeleton, base: Base, wheres: list[Array]) -> float:
    """By how many leg lengths the hips are lower in the mean than somebody's who stands at ease on that base."""
    joints = [skeleton.index[f"upperleg01.{side}"] for side in "LR"]
    ease = carriage(base, skeleton, 0.0, 0.0).hips[2] - AT_EASE
    return float(ease - np.mean([where[joints, 2].mean() for where in wheres])) / skeleton.legs["L"].length


def _in_a_mood(build: Build, mood: Mood) -> Array:
    """Somebody who stands at ease in a mood."""
    name = _named(True)
    actor, _ = actor_of(build, name)
    stance = _stance("stand", None)._replace(mood_a=mood, mood_b=mood)
    return meant([actor.solve(stance, moment)[0] for moment in _moments(name)])


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
            entry = zipfile.ZipInfo(f"{name}.npy", (1980, 1, 1, 0, 0, 0))
            file.writestr(entry, stream.getvalue(), zipfile.ZIP_DEFLATED)


if __name__ == "__main__":
    main()
