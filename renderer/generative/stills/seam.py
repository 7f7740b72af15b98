"""The seam to image models: what one can take, what it is asked, what comes back, and who can be asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple, Protocol

from pydantic import Field

from film.base import Model
from film.names import digest
from film.takes import Spent
from renderer.generative.families.family import Licence
from renderer.generative.images import Picture
from renderer.generative.seam import ControlKind, Fit, Image, Manner, SizeRule, Trouble

STILLS_VERSION = 1
"""Raised with every change of ours that alters a picture which a model makes."""

LayoutUse = Literal["none", "shown", "start"]
"""What a model does with a picture that says where everything is: nothing; it is shown as the first of its images; the
noise is laid over it, so that the new picture begins from it."""


class ImageAbilities(Model):
    """What an image model takes.

    ``prompt_tokens``: the longest prompt (0: nobody says).  ``references``: how many images it is shown at most, the
    layout among them where that is ``shown``; ``least``: how many it cannot do without.
    """

    prompt_tokens: Annotated[int, Field(ge=0)] = 0
    negative: bool = False
    references: Annotated[int, Field(ge=0)] = 0
    least: Annotated[int, Field(ge=0)] = 0
    layout: LayoutUse = "none"
    size: SizeRule


class ImageIdentity(Model):
    """Which image model answers: its name, what tells two of one name apart, what it takes, how it is run (every field
    of ``manner`` is set), and under which terms, where somebody knows.  ``note`` is what is told of it besides."""

    name: str
    revision: str = ""
    family: str = ""
    abilities: ImageAbilities
    manner: Manner = Manner()
    licence: Licence | None = None
    note: str = ""


class Layout(Model):
    """What says where everything is: the first frame of the previs (a ``picture``) or of one of its passes.

    ``content`` is the sha256 of the ``file``, which holds the whole shot.
    """

    kind: ControlKind | Literal["picture"]
    file: Path
    content: str


class ImageJob(Model):
    """One picture wanted: ``name`` says for people what of, ``fit`` is a size that the model's rule allows.

    ``references`` fix who and where, in the order that the prompt speaks of them; a layout that is shown goes before
    them.  ``seed`` decides the noise.
    """

    name: str
    prompt: str
    negative: str = ""
    fit: Fit
    seed: Annotated[int, Field(ge=0, lt=2**63)]
    references: tuple[Image, ...] = ()
    layout: Layout | None = None
    manner: Manner = Manner()

    def recipe(self, model: ImageIdentity) -> dict[str, Any]:
        """All that decides the picture: images by what they hold, wherever they lie."""
        told = self.model_dump(mode="json", exclude={"name", "references", "layout"})
        return {
            "kind": "still",
            "version": STILLS_VERSION,
            "model": {"name": model.name, "revision": model.revision},
            **told,
            "references": [image.content for image in self.references],
            "layout": self.layout and {"kind": self.layout.kind, "content": self.layout.content},
        }

    def key(self, model: ImageIdentity) -> str:
        """sha256 of the recipe."""
        return digest(self.recipe(model))


class Pictured(NamedTuple):
    """The outcome of a job: a picture of the size of its ``fit``, or the ``trouble`` and ``why``.

    ``made`` says what it was made on: device, libraries, what was given up for memory.
    """

    job: ImageJob
    picture: Picture | None = None
    spent: Spent = Spent()
    made: tuple[tuple[str, str], ...] = ()
    trouble: Trouble | None = None
    why: str = ""


class ImageModel(Protocol):
    """Who can be asked.  Used from one thread; ``close`` gives back memory and may be called twice."""

    def ready(self) -> ImageIdentity:
        """Looks whether the model is there, whole and safe to load, without loading it.

        Raises RenderError, in one line: no such folder, pickled or partial weights, a wrong revision, no output of
        images, no accelerator where one is asked for, a library that is missing.
        """

    def count(self, text: str) -> int:
        """Tokens of a prompt, by the model's own tokenizer where there is one at hand, else estimated from above."""

    def pictures(self, jobs: Sequence[ImageJob]) -> Iterator[Pictured]:
        """Hands over each outcome as soon as it is there, in the order of the jobs.  What goes wrong with one stops no
        other.  Raises RenderError only where nothing further can be made at all (weights that do not go together)."""

    def close(self) -> None:
        """Ends it."""
