"""Scenes for other 3D programs: the set, the people on their bones, what they hold, and every shot's camera.

One file holds one scene, cut as the film is: its frames run through the shots in order, each with a camera named after
it.  Lengths are metres; names are the plan's ids.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from film.plan import Plan, ScenePlan
from renderer.export.gltf import glb
from renderer.export.stage import Stage, stage_of
from renderer.export.usd import usda
from renderer.request import Look, requests_of

Target = Literal["glb", "usd"]


def scene_files(plan: Plan, to: Target) -> Iterator[dict[str, bytes]]:
    """The files of each scene of the plan, by name; a USD file's pictures lie beside it.

    One scene after the other, so that no more than one is held.  Raises RenderError for a shot that cannot be drawn.
    """
    requests = {request.shot.id: request for request in requests_of(plan, Look(labels=False, passes=()))}
    for scene in plan.scenes:
        stage = stage_of(_name(scene), [requests[shot.id] for shot in scene.shots])
        yield _glb_files(stage) if to == "glb" else _usd_files(stage)


def _glb_files(stage: Stage) -> dict[str, bytes]:
    return {f"{stage.name}.glb": glb(stage)}


def _usd_files(stage: Stage) -> dict[str, bytes]:
    text, pictures = usda(stage)
    return {f"{stage.name}.usda": text.encode(), **pictures}


def _name(scene: ScenePlan) -> str:
    """``2-int_theatre_day``: the writer's number and the scene's id, as far as files may be called so."""
    return re.sub(r"[^\w.-]+", "_", f"{scene.number}-{scene.id}").strip("._")
