"""Over the shots of a sample film: feet that stand do not slip, what is held is in the hand, nobody is in the floor."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pytest

from film.cast import CharacterSheet
from film.staging import stance_at
from planner import plan
from planner.brief import Brief
from renderer.previs.bodies import Mannequin
from renderer.previs.people import Player, cast_of
from renderer.previs.props import grip, prop_mesh
from renderer.request import Look, ShotRequest, requests_of
from screenplay import read

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
NAMES = ("one_table", "night_bus")


@cache
def requests(sample: str) -> tuple[ShotRequest, ...]:
    return requests_of(plan(read(SAMPLES / f"{sample}.fountain"), Brief()), Look(labels=False, passes=()))


@cache
def figure(sheet: str) -> Mannequin:
    return Mannequin(CharacterSheet.model_validate_json(sheet))


def players(request: ShotRequest) -> tuple[Player, ...]:
    return cast_of(request.shot, request.cast, lambda sheet: figure(sheet.model_dump_json()), request.place)


@pytest.mark.parametrize("sample", NAMES)
def test_no_planted_foot_slips_a_centimetre(sample: str) -> None:
    steps, worst = 0, 0.0
    for request in requests(sample):
        fps, count = float(request.format.rate), request.shot.frames
        for player in players(request):
            if len({mark.position for mark in player.marks}) < 2:
                continue
            path = [player.at(frame, fps) for frame in range(count)]
            level = all(stance_at(player.marks, frame, fps).climb == 0 for frame in range(count))
            for side in "lr":
                ball = np.array([posed.joints[f"toe_{side}"] for posed in path])
                low = ball[:, 2] < np.quantile(ball[:, 2], 0.2) + 0.003 if level else np.ones(count, bool)
                still = low & (np.abs(np.gradient(ball[:, 2])) < 0.0004) if count > 1 else low
                seated = np.array([_seated(player, frame, fps) for frame in range(count)])
                down = still & ~seated
                for step in np.split(np.arange(count), np.flatnonzero(np.diff(down)) + 1):
                    if down[step[0]] and len(step) > 2:
                        steps += 1
                        worst = max(worst, float(np.linalg.norm(ball[step, :2] - ball[step[0], :2], axis=1).max()))
    assert steps > 10
    assert worst < 0.01


def _seated(player: Player, frame: int, fps: float) -> bool:
    stance = stance_at(player.marks, frame, fps)
    return stance.seat_a is not None or stance.seat_b is not None or {"lie", "kneel", "crouch"} & {
        stance.pose_a, stance.pose_b
    } != set()  # fmt: skip


@pytest.mark.parametrize("sample", NAMES)
def test_what_is_held_is_in_the_hand_and_nobody_is_in_the_floor(sample: str) -> None:
    held = 0
    for request in requests(sample):
        fps = float(request.format.rate)
        for player in players(request):
            for frame in sorted({0, request.shot.frames // 2, request.shot.frames - 1}):
                posed = player.at(frame, fps)
                floor = stance_at(player.marks, frame, fps).position[2]
                assert float(posed.vertices[: len(player.body._kept), 2].min()) > floor - 0.05  # type: ignore[attr-defined]
                for thing in request.shot.props:
                    if thing.holder == player.sheet.id:
                        palm = posed.hands[thing.hand]
                        mesh = prop_mesh(thing, in_hand=True).framed(grip(thing.kind, palm, thing.hand))
                        held += 1
                        assert _nearest(mesh.vertices[mesh.faces].astype(np.float64), palm[:3, 3]) < 0.02
    assert held > 0 or sample == "one_table"


def _nearest(corners: np.ndarray, point: np.ndarray) -> float:
    """Metres from a point to the surface of some triangles (m, 3, 3), by a grid of points on the nearest of them."""
    near = corners[np.linalg.norm(corners.mean(axis=1) - point, axis=1).argsort()[:300]]
    shares = np.array([(a, b, 12 - a - b) for a in range(13) for b in range(13 - a)]) / 12
    return float(np.linalg.norm(np.einsum("sk,mkx->msx", shares, near).reshape(-1, 3) - point, axis=1).min())
