"""What a shot is described as where nobody wrote it: it follows from the shot, so no file says it."""

from __future__ import annotations

from film.plan import Plan, ScenePlan
from film.shot import Shot


def unworded(scene: ScenePlan, plan: Plan) -> ScenePlan:
    """The scene, nothing for a description that only says what the shot is."""
    words = _Words(scene, plan)
    return _but(scene, {shot.id: "" for shot in scene.shots if shot.description == words.of(shot)})


def worded(scene: ScenePlan, plan: Plan) -> ScenePlan:
    """The scene, every shot described as it is now; what somebody wrote stands."""
    words = _Words(scene, plan)
    return _but(scene, {shot.id: words.of(shot) for shot in scene.shots if not shot.description})


class _Words:
    def __init__(self, scene: ScenePlan, plan: Plan) -> None:
        self._scene = scene
        self._setups = {setup.id: setup for setup in scene.setups}
        self._names = {sheet.id: sheet.name for sheet in plan.cast}
        self._places = {place.id: place.name for place in plan.places}

    def of(self, shot: Shot) -> str:
        from planner.wording import described

        place = shot.place or self._scene.place
        setup = self._setups.get(shot.setup)
        return described(shot, setup, self._names, self._places.get(place, place), self._scene.time_of_day)


def _but(scene: ScenePlan, words: dict[str, str]) -> ScenePlan:
    """Shots are copied without being validated again: only their words are other ones."""
    if not words:
        return scene
    shots = (shot.model_copy(update={"description": words.get(shot.id, shot.description)}) for shot in scene.shots)
    return scene.model_copy(update={"shots": tuple(shots)})
