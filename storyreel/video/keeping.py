"""Takes ordered, found and kept in the store: what a process that shoots does besides."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from film.names import digest
from film.takes import Take
from storyreel.files import make_folder
from storyreel.store import Store
from storyreel.video.pieces import Pieces

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from prompts.book import PromptBook
    from renderer.generative.brief import ShotBrief
    from renderer.generative.judging import Beside, Eyes, Judge, Judged
    from renderer.generative.ordering import Ordered
    from renderer.generative.seam import Filmed, Identity, Image, Job, Manner
    from renderer.generative.shaping.steering import Wishes

_LAST = "last.png"


class Direction(NamedTuple):
    """What decides the takes of shots: each shot's brief, the model, and how it is asked."""

    briefs: Mapping[str, ShotBrief]
    identity: Identity
    manner: Manner
    prompts: PromptBook
    wishes: Wishes


def recipe_of(ordered: Ordered, brief: ShotBrief, identity: Identity) -> dict[str, Any]:
    """All that decides a take's files: what is asked of the model, and the picture that its frames are brought to."""
    format = brief.request.format.model_dump(mode="json")
    return {**ordered.order.recipe(identity), "format": format}


@dataclass
class Keeper:
    """A ``Crew`` that keeps takes in a store.

    ``count`` tells the tokens of a prompt, ``told`` is called with each job that is done.  ``keys`` are the store's
    keys of what was found or kept, by shot and number; ``ordered`` is what was ordered last of each shot.
    """

    store: Store
    direction: Direction
    count: Callable[[str], int]
    eyes: Eyes | None = None
    beside: Beside | None = None
    ledger: Ledger | None = None
    pieces: Pieces | None = None
    told: Callable[[Filmed], None] | None = None
    keys: dict[tuple[str, int], str] = field(default_factory=dict)
    ordered: dict[str, Ordered] = field(default_factory=dict)

    def order(self, shot: str, number: int, before: Take | None) -> Ordered:
        """A take of a shot, which begins where the one before ended.  Raises RenderError."""
        from renderer.generative.ordering import take_order

        given = self.direction
        brief = given.briefs[shot]
        if before is not None:
            brief = brief.but(shown=brief.shown.but(before=_last_of(before)))
        ordered = take_order(brief, given.identity, given.manner, number, given.prompts, self.count, given.wishes)
        self.ordered[shot] = ordered
        return ordered

    def found(self, ordered: Ordered) -> Take | None:
        """The take if it is in the store."""
        recipe = self._recipe(ordered)
        folder = self.store.find(recipe)
        return None if folder is None else self._loaded(ordered, recipe, folder)

    def filmed_before(self, job: Job) -> Filmed | None:
        """What a run that was killed had made of a take."""
        return None if self.pieces is None else self.pieces.load(job)

    def begun(self, job: Job) -> None:
        """Written down, so that a job which ends the process is known."""
        if self.ledger is not None:
            self.ledger.write("begun", job)

    def ended(self, filmed: Filmed) -> None:
        """On the disk, and written down with what it took.  Raises ProjectError when the disk refuses."""
        if self.pieces is not None:
            self.pieces.save(filmed)
        if self.ledger is not None:
            self.ledger.write("ended", filmed.job, filmed.spent.gpu_seconds)
        if self.told is not None:
            self.told(filmed)

    def keep(self, ordered: Ordered, filmed: Sequence[Filmed]) -> Take:
        """Conforms, judges and publishes a take.  Raises RenderError, and ProjectError when the disk refuses."""
        from renderer.generative.footage import write_take
        from renderer.generative.judging import Judge
        from renderer.generative.seam import Text

        brief, first = self._brief(ordered), ordered.order.jobs[0]

        def make(folder: Path) -> None:
            told = Text(first.prompt, first.negative)
            judge = Judge(brief, told, self.eyes, ordered.order, _apart(self.beside, brief, first.prompt))
            watching = _Ending(judge, brief.shot.frames - 1, folder / _LAST)
            write_take(ordered, filmed, brief, self.direction.identity, watching, folder)

        recipe = self._recipe(ordered)
        take = self._loaded(ordered, recipe, self.store.build(recipe, make))
        if self.pieces is not None:
            self.pieces.forget(ordered.order.jobs)
        return take

    def _loaded(self, ordered: Ordered, recipe: Mapping[str, Any], folder: Path) -> Take:
        from renderer.generative.footage import load_take

        self.keys[ordered.order.shot, ordered.order.number] = digest(recipe)
        return load_take(folder)

    def _brief(self, ordered: Ordered) -> ShotBrief:
        return self.direction.briefs[ordered.order.shot]

    def _recipe(self, ordered: Ordered) -> dict[str, Any]:
        return recipe_of(ordered, self._brief(ordered), self.direction.identity)


class Spending(NamedTuple):
    """GPU-seconds of jobs, of those that ended their process by the clock; takes (shot, number) that ended their
    process, being alone in it; and those that were under way beside others when it ended, so that nobody knows which it
    was."""

    spent: float = 0.0
    lost: frozenset[tuple[str, int]] = frozenset()
    suspects: frozenset[tuple[str, int]] = frozenset()


@dataclass(frozen=True)
class Ledger:
    """A line for each process, and each job begun and ended: what was spent by processes that are no more, and what
    ended them."""

    file: Path
    clock: Callable[[], float] = time.time

    def start(self) -> Spending:
        """Begins a process; what there was before it."""
        found = self.read()
        self._add({"what": "started"})
        return found

    def write(self, what: str, job: Job, seconds: float = 0.0) -> None:
        """Notes that a job has begun or ended."""
        self._add({"what": what, "shot": job.shot, "take": job.take, "seconds": seconds})

    def read(self) -> Spending:
        """What became of all processes so far."""
        spent, open_ = 0.0, dict[tuple[str, int], float]()
        lost, suspects = set[tuple[str, int]](), set[tuple[str, int]]()
        for said in (*self._lines(), {"what": "started", "at": self.clock()}):
            if said["what"] == "started":
                spent += said["at"] - min(open_.values(), default=said["at"])
                (lost if len(open_) == 1 else suspects).update(open_)
                open_.clear()
            elif said["what"] == "begun":
                open_[said["shot"], said["take"]] = said["at"]
            else:
                spent += said["seconds"]
                open_.pop((said["shot"], said["take"]), None)
        return Spending(spent, frozenset(lost), frozenset(suspects - lost))

    def _lines(self) -> Iterator[Any]:
        written = self.file.read_text(encoding="utf-8").splitlines() if self.file.is_file() else []
        for line in written:
            with suppress(ValueError):  # the last one, where its process ended in the middle of it
                yield json.loads(line)

    def _add(self, said: Mapping[str, object]) -> None:
        """A line, whole even when the process ends right after."""
        make_folder(self.file.parent)
        with self.file.open("a", encoding="utf-8") as lines:
            lines.write(json.dumps({**said, "at": self.clock()}) + "\n")


def _apart(beside: Beside | None, brief: ShotBrief, prompt: str) -> Beside:
    """What a take is told apart from: the words of other shots, everybody else's images."""
    from renderer.generative.judging import Beside

    if beside is None:
        return Beside()
    own = brief.shown.references
    others = {id: images for id, images in beside.references.items() if id not in own}
    return Beside(tuple(other for other in beside.prompts if other != prompt), others)


def _last_of(take: Take) -> Image:
    from renderer.generative.brief import content_of
    from renderer.generative.seam import Image

    file = take.clip.picture.with_name(_LAST)
    return Image(file=file, content=content_of(file), of=take.shot)


@dataclass(frozen=True)
class _Ending:
    """A judge who also keeps the last of the frames that it is shown, which another shot may go on from."""

    judge: Judge
    last: int
    still: Path

    def see(self, frame: int, rgb: npt.NDArray[np.uint8]) -> None:
        from PIL import Image

        self.judge.see(frame, rgb)
        if frame == self.last:
            Image.fromarray(rgb).save(self.still, compress_level=4)

    def told(self) -> Judged:
        return self.judge.told()
