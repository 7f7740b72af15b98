"""The seam to video models: what one can take, what it is asked, what comes back, and who can be asked.

::

    Take of a shot ─▶ Job, Job ...      one call of the model each: a shot longer than the model's window has several
                        │
    Queue ── take() ──▶ VideoModel.film() ──▶ Filmed    frames at the model's own size and rate, or why there are none

A backend asks its queue for the next job whenever it has room for one, so that the decoding of one job and whatever is
done with its frames happens beside the making of the next.  What goes wrong with one job is an outcome too and stops
no other; what is wrong with the model as such is raised by ``ready``, before anything is spent.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple, Protocol

import numpy as np
import numpy.typing as npt
from pydantic import Field, model_validator

from film.base import Document, Model
from film.names import digest
from film.takes import Spent
from film.timecode import Rate

GENERATIVE_VERSION = 1
"""Raised with every change of ours that alters a frame which a model makes: takes of older code are then not taken for
new ones.  A change of the models' libraries does not count: a take is dear, and says what it was made with."""

Frames = npt.NDArray[np.uint8]
"""Pictures (n, h, w, 3), sRGB."""

ControlKind = Literal["inverse_depth", "pose", "edges", "softedge", "flow_colour"]
"""Passes of the previs that steer a model (docs/passes.md)."""


Need = Literal["first", "last", "control", "video"]
"""What a model cannot be called without: a first or a last frame, a pass of the previs, a film to change."""


class FrameRule(Model):
    """Counts of frames that a model makes: ``step`` k + ``offset``, from ``least`` to ``most``.

    >>> FrameRule(step=4, offset=1, least=5, most=81).fitting(30)
    33
    """

    step: Annotated[int, Field(ge=1)] = 1
    offset: Annotated[int, Field(ge=0)] = 0
    least: Annotated[int, Field(ge=1)] = 1
    most: Annotated[int, Field(ge=1)]

    @model_validator(mode="after")
    def _some_count_is_allowed(self) -> FrameRule:
        if self._holding(self.least) > self.most:
            raise ValueError(f"no count of frames from {self.least} to {self.most} is {self.step} k + {self.offset}")
        return self

    def fitting(self, frames: int) -> int:
        """The least allowed count that holds so many frames; the most there is where none does."""
        return min(self._holding(max(frames, self.least)), self.longest)

    @property
    def longest(self) -> int:
        """The greatest allowed count."""
        return self.offset + (self.most - self.offset) // self.step * self.step

    def _holding(self, frames: int) -> int:
        return self.offset + max(-(-(frames - self.offset) // self.step), 0) * self.step


class SizeRule(Model):
    """Sizes of picture that a model makes: both sides a multiple of ``multiple``, in all at most ``pixels``.

    ``least`` is the shorter side's least.  Where ``sizes`` is not empty the model makes these alone (width, height).
    """

    multiple: Annotated[int, Field(ge=1)] = 16
    pixels: Annotated[int, Field(ge=1)]
    least: Annotated[int, Field(ge=1)] = 16
    sizes: tuple[tuple[int, int], ...] = ()


class Abilities(Model):
    """What a model takes and makes.

    ``prompt_tokens``: the longest prompt (0: nobody says).  ``negative``: a text of what is not wanted.  ``first``,
    ``last``: an image as that frame; ``keyframes``: at any frame.  ``references``: the most images of people and
    places.  ``controls``: passes it is steered by, the best first; one at a time.  ``continues``: the most frames of
    what came before that it goes on from (1: an image).  ``audio``: it makes sound.  ``rate`` is what it was trained
    at; ``any_rate``: it is told the rate and keeps it.
    """

    prompt_tokens: Annotated[int, Field(ge=0)] = 0
    negative: bool = False
    first: bool = False
    last: bool = False
    keyframes: bool = False
    references: Annotated[int, Field(ge=0)] = 0
    controls: tuple[ControlKind, ...] = ()
    continues: Annotated[int, Field(ge=0)] = 0
    audio: bool = False
    frames: FrameRule
    size: SizeRule
    rate: Rate
    any_rate: bool = False


class Manner(Model):
    """How a model is run, as far as it decides the frames.

    ``steps`` and ``guidance`` are the family's own where they are None.  ``scale`` is the share of the final size's
    sides that a draft has (1, or a half, a quarter); its noise is the final's, averaged.  ``precision`` is how weights
    are kept; ``cache`` names a way of leaving steps out, "" for none.
    """

    steps: Annotated[int | None, Field(ge=1, le=1000)] = None
    guidance: Annotated[float | None, Field(ge=0, le=100)] = None
    scale: Annotated[float, Field(gt=0, le=1)] = 1.0
    precision: Literal["bfloat16", "float16", "float32", "float8"] = "bfloat16"
    cache: str = ""


class Identity(Model):
    """Which model answers: its name, what tells two of one name apart, its family's name, and what it takes.

    ``revision`` is a digest of the folder's contents, or what a server says ("" where it says nothing).  ``needs`` are
    what it cannot do without.  ``manner`` is what the family takes where nobody says otherwise: every field of it is
    set.  ``draft`` likewise.
    """

    name: str
    revision: str = ""
    family: str = ""
    abilities: Abilities
    needs: tuple[Need, ...] = ()
    manner: Manner = Manner()
    draft: Manner = Manner()


class Image(Model):
    """An image as a model is shown it: ``content`` is the file's sha256, ``of`` whose it is ("anna", "kitchen")."""

    file: Path
    content: str
    of: str = ""


class Fit(Model):
    """Where the film's frame lies in the model's: the model draws ``width`` x ``height``, of which the box at ``left``,
    ``top`` of ``inner_width`` x ``inner_height`` becomes the film's picture."""

    width: Annotated[int, Field(ge=1)]
    height: Annotated[int, Field(ge=1)]
    left: Annotated[int, Field(ge=0)] = 0
    top: Annotated[int, Field(ge=0)] = 0
    inner_width: Annotated[int, Field(ge=1)]
    inner_height: Annotated[int, Field(ge=1)]


class Control(Model):
    """A pass of the previs as a control video: for each frame of the job, the frame of the file that steers it."""

    kind: ControlKind
    file: Path
    content: str
    frames: tuple[int, ...]


class Job(Model):
    """One call of a model: a piece of a take.

    ``frames`` is a count that the model's rule allows, ``rate`` what the frames mean.  ``head`` is how many frames of
    the piece before it begins with (0: none); they are given with the ``Work``.  ``first`` and ``last`` are images for
    its first and last frame, ``references`` fix who and where.  ``seed`` decides the noise.
    """

    shot: str
    take: Annotated[int, Field(ge=1)]
    piece: Annotated[int, Field(ge=0)] = 0
    prompt: str
    negative: str = ""
    fit: Fit
    frames: Annotated[int, Field(ge=1)]
    rate: Rate
    seed: Annotated[int, Field(ge=0, lt=2**63)]
    manner: Manner
    head: Annotated[int, Field(ge=0)] = 0
    first: Image | None = None
    last: Image | None = None
    references: tuple[Image, ...] = ()
    control: Control | None = None

    def recipe(self) -> dict[str, Any]:
        """All that decides the frames but the model: images and passes by what they hold, wherever they lie."""
        told = self.model_dump(mode="json", exclude={"take", "first", "last", "references", "control"})
        return {
            **told,
            "first": self.first and self.first.content,
            "last": self.last and self.last.content,
            "references": [image.content for image in self.references],
            "control": self.control
            and {"kind": self.control.kind, "content": self.control.content} | {"frames": list(self.control.frames)},
        }


class TakeOrder(Document):
    """A take of a shot, asked for: its pieces in order, and how their frames become the shot's.

    The pieces' frames are put one after another without their heads; of these, film frame i shows number ``shows[i]``.
    """

    shot: str
    number: Annotated[int, Field(ge=1)]
    jobs: Annotated[tuple[Job, ...], Field(min_length=1)]
    shows: Annotated[tuple[int, ...], Field(min_length=1)]

    def recipe(self, model: Identity) -> dict[str, Any]:
        """All that decides the take, for whoever keeps takes."""
        return {
            "kind": "take",
            "version": GENERATIVE_VERSION,
            "model": {"name": model.name, "revision": model.revision},
            "number": self.number,
            "jobs": [job.recipe() for job in self.jobs],
            "shows": list(self.shows),
        }

    def key(self, model: Identity) -> str:
        """sha256 of the recipe."""
        return digest(self.recipe(model))


class Heard(NamedTuple):
    """What a model made to be heard: samples (channels, n) from -1 to 1, at ``rate`` a second."""

    samples: npt.NDArray[np.float32]
    rate: int


Trouble = Literal["failed", "memory", "refused", "overdue", "budget"]
"""Why there are no frames: something went wrong, no setting fitted into memory, the model or its server would not, it
took too long, or the budget is spent."""


class Filmed(NamedTuple):
    """The outcome of a job: ``frames`` at the model's size, as many as were asked, or the ``trouble`` and ``why``.

    ``made`` says what it was made on: device, libraries, what was given up for memory.
    """

    job: Job
    frames: Frames | None = None
    heard: Heard | None = None
    spent: Spent = Spent()
    made: tuple[tuple[str, str], ...] = ()
    trouble: Trouble | None = None
    why: str = ""


class Text(NamedTuple):
    """A prompt and what is not wanted."""

    prompt: str
    negative: str = ""


class Work(NamedTuple):
    """A job that can be begun now, with the frames of the piece before (``job.head`` of them) that it goes on from."""

    job: Job
    head: Frames | None = None


class Queue(Protocol):
    """Where a backend gets its jobs.  Used from the thread that iterates over ``film`` only."""

    @property
    def texts(self) -> Sequence[Text]:
        """Every text that may come: they are encoded once, at the start."""

    def take(self) -> Work | None:
        """The next job; None when there is none now.  More may come after an outcome was handed over."""


class VideoModel(Protocol):
    """Who can be asked.  Used from one thread; ``close`` gives back memory and connections and may be called twice."""

    def ready(self) -> Identity:
        """Looks whether the model is there, whole and safe to load, without loading it or asking it anything.

        Raises RenderError, in one line: no such folder or server, pickled or partial weights, a wrong revision or
        hash, no video output, no accelerator where one is needed, a library that is missing, a wrong key.
        """

    def count(self, text: str) -> int:
        """Tokens of a prompt: by the model's own tokenizer where there is one at hand, else estimated from above."""

    def film(self, queue: Queue) -> Iterator[Filmed]:
        """Takes jobs while there is room for one and hands over each outcome as soon as it is there, each once.

        Ends when no job is under way and the queue gives none.  Closing the iterator early stops what is under way.
        Raises RenderError only where nothing further can be made at all (the server is gone, the account is empty).
        """

    def close(self) -> None:
        """Ends it."""
