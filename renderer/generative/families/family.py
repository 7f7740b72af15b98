"""What is known of a family of video models, beyond what its own files say."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from film.base import Model
from renderer.generative.seam import Abilities, Manner

Use = Literal["private", "commercial"]


class Licence(Model):
    """Under which terms weights may be used.

    ``commercial``: "yes", "no", or "terms" where it depends (``terms`` says on what, in a sentence).  ``not_in`` are
    the territories (ISO 3166 codes, ``EU`` for the union) that get no rights.  ``url`` is where the text stands,
    ``read`` whether the text itself was read, or only what others report of it.
    """

    name: str
    commercial: Literal["yes", "terms", "no"]
    not_in: tuple[str, ...] = ()
    terms: str = ""
    url: str
    read: bool = False


class Costs(Model):
    """Arithmetic of one call, from which its time on a device is reckoned: multiply-adds count as two.

    ``forward`` and ``decode`` are TFLOP at ``at`` (width, height, frames); ``tokens`` the length of the sequence there,
    of which attention takes ``attention`` of the forward's TFLOP.  ``source`` says where the figures come from.
    """

    forward: Annotated[float, Field(gt=0)]
    attention: Annotated[float, Field(ge=0)] = 0.0
    decode: Annotated[float, Field(ge=0)]
    tokens: Annotated[int, Field(ge=1)]
    at: tuple[int, int, int]
    source: str


class Family(Model):
    """A family of models.

    ``pipelines`` are the class names that a model's index may name.  ``abilities`` is what it takes where its files do
    not say otherwise.  ``manner`` is how it is run, ``draft`` how for a draft.  ``prompt`` names the template its texts
    are written by.  ``gigabytes`` is what its weights take (all of them; the largest part alone).  ``sources`` are
    where all this stands.
    """

    name: str
    title: str
    pipelines: tuple[str, ...]
    abilities: Abilities
    manner: Manner
    draft: Manner
    prompt: str
    gigabytes: tuple[float, float]
    licence: Licence
    costs: Costs | None = None
    sources: tuple[str, ...] = ()
