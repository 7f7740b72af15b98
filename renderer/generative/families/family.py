"""What is known of a family of video models, beyond what its own files say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field

from film.base import Model
from renderer.generative.seam import Abilities, Manner, Need

Use = Literal["private", "commercial"]
Configs = Mapping[str, Mapping[str, Any]]
"""What the parts of a model say of themselves: their config.json, by the part's name."""


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

    ``forward``, ``decode`` and ``encode`` (of a whole film that it is shown) are TFLOP at ``at`` (width, height,
    frames); ``tokens`` the length of the sequence there, of which attention takes ``attention`` of the forward's
    TFLOP.  ``guided`` is how many forwards a step takes under guidance, ``encodes`` how many films are encoded where
    images or a film are shown.  ``source`` says where the figures come from.
    """

    forward: Annotated[float, Field(gt=0)]
    attention: Annotated[float, Field(ge=0)] = 0.0
    decode: Annotated[float, Field(ge=0)]
    encode: Annotated[float, Field(ge=0)] = 0.0
    tokens: Annotated[int, Field(ge=1)]
    at: tuple[int, int, int]
    guided: Annotated[int, Field(ge=1)] = 2
    encodes: Annotated[int, Field(ge=0)] = 0
    source: str


class Family(Model):
    """A family of models.

    ``pipelines`` are the class names that a model's index may name, all of which its parts can be put together as.
    ``marks`` tell it from its kin of the same pipelines: by ``key`` of the index or ``part.key`` of a part's
    config.json, the value that stands there (True: anything but nothing, False: nothing); ``named`` are words of a
    published model's name, one of which it has where the files are its kin's.

    ``abilities`` is what it takes where its files do not say otherwise, ``needs`` what it cannot do without.
    ``manner`` is how it is run, ``draft`` how for a draft.  ``prompt`` names the template its texts are written by.
    ``gigabytes`` is what its weights take in bfloat16 (all of them; the largest part alone; 0: not known).  ``models``
    are published ones, ``notes`` what else to know, ``sources`` where all this stands.
    """

    name: str
    title: str
    pipelines: tuple[str, ...]
    marks: dict[str, bool | int | float | str] = {}
    named: tuple[str, ...] = ()
    abilities: Abilities
    needs: tuple[Need, ...] = ()
    manner: Manner
    draft: Manner
    prompt: str
    gigabytes: tuple[float, float] = (0.0, 0.0)
    licence: Licence
    costs: Costs | None = None
    models: tuple[str, ...] = ()
    notes: str = ""
    sources: tuple[str, ...] = ()

    def is_it(self, index: Mapping[str, Any], configs: Configs, name: str = "") -> bool:
        """Whether a model's index, its parts' configurations and its published name are of this family."""
        if index.get("_class_name") not in self.pipelines:
            return False
        if self.named and not any(word in name.lower() for word in self.named):
            return False
        return all(_holds(_told(key, index, configs), value) for key, value in self.marks.items())


def _told(key: str, index: Mapping[str, Any], configs: Configs) -> Any:
    part, dot, key_of_part = key.partition(".")
    return configs.get(part, {}).get(key_of_part) if dot else index.get(key)


def _holds(told: Any, wanted: bool | int | float | str) -> bool:
    return bool(told) == wanted if isinstance(wanted, bool) else bool(told == wanted)
