"""What a shot needs to be drawn, as one value that stands by itself."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field

from film.base import Model
from film.cast import CharacterSheet
from film.clips import PassName
from film.model3d import Model3D
from film.place import PlaceSheet
from film.plan import Extra, Format, Plan, ScenePlan, TimeOfDay, Weather
from film.shot import Shot, ShotProp

RENDERER_VERSION = 5
"""Raised with every change that alters a pixel, so that stored clips of older code are not taken for new ones."""

_ASSETS = Path(__file__).parent / "previs" / "assets"
_NOT_SEEN_SHOT = {
    "id",
    "setup",
    "beat",
    "idiom",
    "size",
    "angle",
    "lens_mm",
    "covers",
    "description",
    "sounds",
    "speech",
    "props",
    "insert",
    "place",
    "cleared",
    "transition",
    "framing",
    "notes",
    "excuses",
    "lock",
}
_NOT_SEEN_PLACE = {"id", "name", "kind", "seats", "stands", "entrances", "evidence", "references", "schema_version"}
_NOT_SEEN_SHEET = {
    "name", "aliases", "voice", "wardrobe", "evidence", "guessed", "portrait", "grounds", "references",
    "schema_version",
}  # fmt: skip


Engine = Literal["auto", "numba", "gl"]
"""Who draws: a graphics card where one answers and else the kernels; always the kernels; whatever speaks OpenGL."""


class Look(Model):
    """How shots are drawn, whatever they show.

    ``labels`` writes each character's name beside them, ``drawing`` has the board in pencil too.  ``passes`` are kept
    beside the picture.  ``supersample`` is the number of samples along a pixel's side, rounded to 1 or 2: edges are
    smooth from 1.5 on.  Below 0.75 light is worked out once for two by two pixels that show one surface.
    """

    labels: bool = True
    drawing: bool = True
    passes: tuple[PassName, ...] = ("depth", "normal", "id")
    supersample: Annotated[float, Field(ge=0.5, le=2.0)] = 2.0
    engine: Engine = "auto"

    @property
    def samples(self) -> int:
        """Samples along a pixel's side."""
        return int(self.supersample + 0.5)

    @property
    def light_samples(self) -> float:
        """Samples along a pixel's side for which light is worked out: 2, 1 or a half."""
        return 0.5 if self.supersample < 0.75 else float(self.samples)

    def recipe(self) -> dict[str, Any]:
        """What decides the pixels.  An engine only where one is asked for: with ``auto`` either's picture will do."""
        seen = self.model_dump(mode="json", exclude={"engine"} if self.engine == "auto" else set())
        return {**seen, "supersample": self.light_samples}


DRAFT: dict[str, Any] = {"supersample": 0.5, "passes": ("id",)}
"""What a draft changes in a look, or in the settings of the same names: edges are left as they fall, light is coarse,
and of the passes only the one that says who is who is kept."""


class ShotRequest(Model):
    """A shot, its place, the sheets of everybody with a mark in it, and how it is to be seen.

    ``beside`` is the place of the right half of a split screen, ``extras`` the crowd in the shot's own, ``models``
    what is drawn for props, by their ids.
    """

    shot: Shot
    place: PlaceSheet
    beside: PlaceSheet | None = None
    cast: tuple[CharacterSheet, ...]
    extras: tuple[Extra, ...] = ()
    models: dict[str, Model3D] = {}
    time_of_day: TimeOfDay
    weather: Weather
    format: Format
    look: Look = Look()

    def recipe(self) -> dict[str, Any]:
        """All that decides the pixels and nothing else: two requests with equal recipes give equal files."""
        return {
            "renderer": RENDERER_VERSION,
            "assets": assets_digest(),
            "shot": self._shot_recipe(),
            "place": _place_recipe(self.place),
            "beside": None if self.beside is None else _place_recipe(self.beside),
            "cast": [self._sheet_recipe(sheet) for sheet in sorted(self.cast, key=lambda sheet: sheet.id)],
            "extras": [
                {"sheet": self._sheet_recipe(extra.sheet), "mark": extra.mark.model_dump(mode="json")}
                for extra in self.extras
            ],
            "time_of_day": self.time_of_day,
            "weather": self.weather,
            "format": self.format.model_dump(mode="json"),
            "look": self.look.recipe(),
        }

    def _shot_recipe(self) -> dict[str, Any]:
        shot = self.shot.model_dump(mode="json", exclude=_NOT_SEEN_SHOT)
        shot["speech"] = [
            line.model_dump(mode="json", include={"character", "start", "frames"}) for line in self.shot.speech
        ]
        if self.shot.stop is None:  # then nobody sees where it is focused
            _without_focus(shot)
        shot["insert"] = self.shot.insert is not None
        shot["props"] = self._props_recipe(self.shot.props)
        if self.shot.split is not None:
            split = self.shot.split.model_dump(mode="json", exclude={"place"})
            if self.shot.split.stop is None:
                _without_focus(split)
            shot["split"] = {**split, "props": self._props_recipe(self.shot.split.props)}
        return shot

    def _props_recipe(self, props: Sequence[ShotProp]) -> list[dict[str, Any]]:
        return [
            {
                **thing.model_dump(mode="json", exclude={"prop"}),
                "insert": thing.prop == self.shot.insert,
                "model": _model_recipe(self.models.get(thing.prop)),
            }
            for thing in props
        ]

    def _sheet_recipe(self, sheet: CharacterSheet) -> dict[str, Any]:
        seen = sheet.model_dump(mode="json", exclude=_NOT_SEEN_SHEET)
        seen["model"] = _model_recipe(sheet.model)
        return {**seen, "name": sheet.name} if self.look.labels else seen


def _without_focus(half: dict[str, Any]) -> None:
    del half["stop"]
    for key in half["camera"]:
        del key["focus_m"]


def _place_recipe(sheet: PlaceSheet) -> dict[str, Any]:
    place = sheet.model_dump(mode="json", exclude=_NOT_SEEN_PLACE)
    place["model"] = _model_recipe(sheet.model)
    for seen, fixture in zip(place["fixtures"], sheet.fixtures, strict=True):
        del seen["id"], seen["solid"]
        seen["model"] = _model_recipe(fixture.model)
    return place


def _model_recipe(model: Model3D | None) -> dict[str, Any] | None:
    """What a model shows: what its file holds, wherever that lies."""
    return None if model is None else model.model_dump(mode="json", exclude={"file"})


def requests_of(plan: Plan, look: Look) -> tuple[ShotRequest, ...]:
    """One request a shot, in the order of the film."""
    models: dict[str, Model3D] = {}
    for scene in plan.scenes:
        models = {**_models_in(scene), **models}
    return tuple(
        _request(plan, scene, shot, look).but(models=_models_of(shot, {**models, **_models_in(scene)}))
        for scene in plan.scenes
        for shot in scene.shots
    )


def _models_in(scene: ScenePlan) -> dict[str, Model3D]:
    return {prop.id: prop.model for prop in scene.breakdown.props if prop.model is not None}


def _models_of(shot: Shot, models: dict[str, Model3D]) -> dict[str, Model3D]:
    """Of the models of props by id those that are in the shot."""
    shown = {thing.prop for thing in (*shot.props, *(shot.split.props if shot.split else ()))}
    return {id: model for id, model in models.items() if id in shown}


def _request(plan: Plan, scene: ScenePlan, shot: Shot, look: Look) -> ShotRequest:
    marked = {mark.character for mark in (*shot.marks, *(shot.split.marks if shot.split else ()))}
    return ShotRequest(
        shot=shot,
        place=plan.place_of(scene, shot),
        beside=None if shot.split is None else plan.place_of(scene, shot.split),
        cast=tuple(sheet.dressed(scene.wardrobe.get(sheet.id)) for sheet in plan.cast if sheet.id in marked),
        extras=scene.extras_in(shot),
        time_of_day=scene.time_of_day,
        weather=scene.weather,
        format=plan.format,
        look=look,
    )


@lru_cache(maxsize=1)
def assets_digest() -> str:
    """sha256 over the names and bytes of the baked assets."""
    total = hashlib.sha256()
    for path in sorted(_ASSETS.glob("*.npz")):
        total.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()
