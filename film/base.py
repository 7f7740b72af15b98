"""The two bases of every shared type."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field

FARTHEST = 5000.0
"""Metres from the middle of a place beyond which nothing is staged and no camera stands."""
Metres = Annotated[float, Field(ge=-FARTHEST, le=FARTHEST)]
Degrees = Annotated[float, Field(ge=-36000, le=36000)]
"""An angle; a hundred turns are more than any move makes."""

Vec2 = tuple[Metres, Metres]
"""Metres on the floor plan: x to the right, y up the page."""

Vec3 = tuple[Metres, Metres, Metres]
"""Metres, right-handed, Z up, floor at z = 0."""

LineSpan = tuple[int, int]
"""First and last line of the source, both counted from 1, both included."""


class Model(BaseModel):
    """A frozen value that refuses unknown fields and non-finite numbers."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    def but(self, **changes: object) -> Self:
        """A validated copy with some fields replaced."""
        return type(self).model_validate({**dict(self), **changes})


class Document(Model):
    """A model that is saved as a file of its own and therefore carries a version."""

    schema_version: int = 1
