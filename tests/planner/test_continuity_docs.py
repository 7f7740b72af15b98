"""docs/continuity.md has a section for every rule, and the limits that it states are the ones in force."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from film.findings import Rule
from planner.continuity import across, camera, cuts, entrances, eyelines, floor, kit, sameness
from planner.continuity.measured import head, horizon, light, moves, sizes

TEXT = (Path(__file__).parents[2] / "docs" / "continuity.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^### (\w+)\n(.*?)(?=^##|\Z)", TEXT, re.DOTALL | re.MULTILINE))


def test_every_rule_has_its_section_and_every_section_its_rule() -> None:
    assert sorted(SECTIONS) == sorted(get_args(Rule))


LIMITS = {
    "axis": (cuts.NEUTRAL, cuts.NEUTRAL_GAP, across.SHIFTED, across.REMEMBERED_SECONDS),
    "thirty_degrees": (cuts.LEAST_TURN, cuts.LEAST_GROWTH),
    "eyeline": (cuts.NEUTRAL, cuts.HEIGHT_GAP, eyelines.POV_REACH, eyelines.POV_TURN, eyelines.INSERT_TURN),
    "screen_direction": (cuts.NEUTRAL_MOTION, cuts.WALKING, across.TURNED),
    "entrance": (cuts.WALKING, entrances.AT_DOOR),
    "rhythm": (kit.LEAST_SECONDS,),
    "position": (sameness.JUMP,),
    "prop": (sameness.PROP_JUMP,),
    "camera_wall": (camera.WALL_HALF,),
    "camera_body": (camera.BODY_CLEAR,),
    "camera_thing": (camera.LENS_BEFORE,),
    "floor": (floor.STEP,),
    "crowding": (floor.INTO, floor.CLOSEST, floor.PAST, floor.EMBRACE),
    "lens_kit": (kit.LENS_PLAY,),
    "reach": (kit.DOLLY, *kit.FASTEST.values()),
    "measured_size": (sizes.TOP * 100,),
    "measured_side": (sizes.SIDE * 100, sizes.ONE_WAY * 100),
    "measured_head": (head.CUT, head.HIDDEN),
    "measured_horizon": (horizon.LEVEL, horizon.TILT, horizon.UNREST),
    "measured_exposure": (
        light.DARKEST,
        light.BRIGHTEST,
        light.NIGHT,
        light.DAY,
        light.CRUSHED,
        light.BURNT,
        light.FACE_DARKEST,
        light.FACE_BRIGHTEST,
        light.FACE_WHITE,
        light.JUMP,
        light.FACE_JUMP,
        light.BLACK_FRAME,
        light.WHITE_FRAME,
    ),
    "measured_motion": (
        moves.POINT,
        moves.POINT_SHARE,
        moves.CARRIED,
        moves.AGREED,
        moves.FASTER,
        moves.SLOWER,
        moves.STANDING,
        moves.FROZEN,
        moves.LEAP,
    ),
}


@pytest.mark.parametrize("rule", LIMITS)
def test_the_limits_said_are_the_limits_kept(rule: str) -> None:
    numbers = {float(each) for each in re.findall(r"\d+(?:\.\d+)?", SECTIONS[rule])}
    assert {round(limit, 4) for limit in LIMITS[rule]} <= numbers
