"""A 3D model of the user's own, named by one line of a sheet: ``model: models/anna.glb``."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Annotated, Any, Literal

from pydantic import Field, field_validator, model_validator

from film.base import Model


class Model3D(Model):
    """A glTF file that is drawn in the place of ours.

    ``file`` is its path from the reel's folder.  ``scale`` is what its metres are multiplied by; without one a person
    is as tall as their sheet says and a thing fills its size, and a place keeps its own metres.  ``yaw`` turns it,
    degrees counter-clockwise seen from above; ``up`` is the axis that points upwards in the file, y as glTF has it.
    ``content`` is the digest of what the file holds: storyreel finds it out, nobody writes it.
    """

    file: Annotated[str, Field(min_length=1, max_length=500)]
    scale: Annotated[float, Field(gt=0, le=1e6)] | None = None
    yaw: Annotated[float, Field(ge=-3600, le=3600)] = 0.0
    up: Literal["y", "z"] = "y"
    content: str = ""

    @model_validator(mode="before")
    @classmethod
    def _from_a_path(cls, given: Any) -> Any:
        return {"file": given} if isinstance(given, str) else given

    @field_validator("file")
    @classmethod
    def _is_gltf(cls, given: str) -> str:
        if PurePosixPath(given.lower()).suffix not in (".glb", ".gltf", ".vrm"):
            raise ValueError("a model is a .glb, .gltf or .vrm file")
        return given
