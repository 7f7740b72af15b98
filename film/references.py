"""Reference images: pictures that fix how a person, a place or a thing looks in every shot, and the leave to use them.

::

    # cast/anna.yaml
    references:
    - file: references/anna/front.png      # seen from the reel's folder
      view: front
      consent: {whose: Anna Example, purpose: this film and its trailer, until: 2027-12-31}
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import PurePosixPath
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, field_validator, model_validator

from film.base import Model

View = Literal["front", "three_quarter", "profile", "back", "face", "wide", "reverse", "detail", "any"]
"""What an image shows: of a person, from which side, or the face; of a place, the whole, its other side, or a part."""

_PICTURES = (".png", ".jpg", ".jpeg", ".webp")
_Said = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]


class Consent(Model):
    """Leave to show somebody: whose likeness it is, what for, until when (that day included; None: for good).

    ``revoked`` takes it back from that day on.  ``whose: nobody`` says that no living person is shown.
    """

    whose: _Said
    purpose: _Said
    until: date | None = None
    revoked: date | None = None

    def why_not(self, today: date) -> str:
        """Why it does not hold on a day; "" where it does."""
        if self.revoked is not None and today >= self.revoked:
            return f"the consent of {self.whose} was revoked on {self.revoked.isoformat()}"
        if self.until is not None and today > self.until:
            return f"the consent of {self.whose} ended on {self.until.isoformat()}"
        return ""


class Reference(Model):
    """One image, known by what its file holds.

    ``outfit`` is the outfit of the wardrobe that it shows, None for any.  ``made_by`` is the image model that made it,
    "" for somebody's own.  An image that a model made is used once it is ``approved``.  ``content`` is the sha256 of
    the file: written when it is approved, and held to from then on.
    """

    file: Annotated[str, Field(min_length=1, max_length=500)]
    view: View = "any"
    outfit: str | None = None
    consent: Consent | None = None
    made_by: Annotated[str, Field(max_length=300, exclude_if=lambda name: not name)] = ""
    approved: Annotated[bool, Field(exclude_if=lambda approved: not approved)] = False
    content: Annotated[str, Field(exclude_if=lambda content: not content)] = ""

    @model_validator(mode="before")
    @classmethod
    def _from_a_path(cls, given: Any) -> Any:
        return {"file": given} if isinstance(given, str) else given

    @field_validator("file")
    @classmethod
    def _is_a_picture(cls, given: str) -> str:
        if PurePosixPath(given.lower()).suffix not in _PICTURES:
            raise ValueError("a reference is a .png, .jpg or .webp file")
        return given

    @field_validator("content")
    @classmethod
    def _is_a_digest(cls, given: str) -> str:
        if given and not re.fullmatch(r"[0-9a-f]{64}", given):
            raise ValueError("content is the sha256 of the file, 64 hexadecimal digits")
        return given

    @property
    def usable(self) -> bool:
        """It is somebody's own, or was approved."""
        return self.approved or not self.made_by
