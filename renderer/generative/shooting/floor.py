"""The floor: where a model gets its jobs, and where their frames become takes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from itertools import count
from types import TracebackType
from typing import Self

from film.errors import FilmError, ProjectError, RenderError
from film.takes import Spent, Take
from renderer.generative.ordering import Ordered
from renderer.generative.seam import Filmed, Frames, Job, Text, Work
from renderer.generative.shooting.crew import Crew
from renderer.generative.shooting.purse import Purse
from renderer.generative.shooting.slate import Errand, Slate, Tried

_MOST_KEPT = 2
"""Takes whose frames may wait in memory for being conformed and judged; the model then waits for that."""


@dataclass
class _Open:
    """A take that is being made: its pieces so far."""

    ordered: Ordered
    pieces: list[Filmed] = field(default_factory=list)

    @property
    def next(self) -> Job:
        return self.ordered.order.jobs[len(self.pieces)]

    @property
    def spent(self) -> Spent:
        return sum((piece.spent for piece in self.pieces), Spent())

    def head(self) -> Frames | None:
        """The last frames of the piece before, as many as the next one begins with."""
        frames = self.pieces[-1].frames if self.pieces and self.next.head else None
        return None if frames is None else frames[-self.next.head :]


class Floor:
    """A ``Queue`` over errands.  Used from the thread that shoots; only ``crew.keep`` runs on another."""

    def __init__(self, errands: Sequence[Errand], crew: Crew, purse: Purse) -> None:
        self._crew, self._purse = crew, purse
        self.slates: dict[str, Slate] = {errand.shot: Slate(errand) for errand in errands}
        self._waiting: dict[tuple[str, int], _Open] = {}
        self._out: dict[tuple[str, int], _Open] = {}
        self._kept: dict[Future[Take], _Open] = {}
        self._looked: set[str] = set()
        self._shape: object = None
        self._texts = tuple(self._all_texts())
        self._hand = ThreadPoolExecutor(1, "keep")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._hand.shutdown(wait=True, cancel_futures=kind is not None)
        if kind is None:
            self._settle()

    @property
    def texts(self) -> Sequence[Text]:
        """Every text that may come, each once."""
        return self._texts

    def take(self) -> Work | None:
        """The next job; None where there is none now.

        Where nothing is under way but a take is being judged, which may want another one, it waits for that.
        """
        while True:
            self._settle()
            self._open()
            if name := self._next():
                if (work := self._hand_out(name)) is not None:
                    return work
            elif self._out or not self._kept:
                return None
            else:
                wait(self._kept, return_when=FIRST_COMPLETED)

    def hand_in(self, filmed: Filmed) -> None:
        """What became of a job."""
        self._purse.pay(filmed)
        self._crew.ended(filmed)
        self._receive(self._out.pop((filmed.job.shot, filmed.job.take)), filmed)

    def _receive(self, made: _Open, filmed: Filmed) -> None:
        made.pieces.append(filmed)
        if filmed.trouble is not None or filmed.frames is None:
            self._give_up(made, filmed)
        elif len(made.pieces) < len(made.ordered.order.jobs):
            self._waiting[filmed.job.shot, filmed.job.take] = made
        else:
            while len(self._kept) >= _MOST_KEPT:
                wait(self._kept, return_when=FIRST_COMPLETED)
                self._settle()
            self._kept[self._hand.submit(self._crew.keep, made.ordered, made.pieces)] = made

    def strike(self, why: str) -> None:
        """Nothing further can be made: what is open has failed; what is being kept is kept."""
        wait(self._kept)
        self._settle()
        for made in (*self._out.values(), *self._waiting.values()):
            self._note(made.ordered, Tried(made.ordered.order.number, None, True, made.spent, "failed", why))
        self._out.clear()
        self._waiting.clear()
        for slate in self.slates.values():
            if (number := slate.next_number()) is not None:
                slate.tried[number] = Tried(number, trouble="refused", why=why)

    def _next(self) -> tuple[str, int] | None:
        """The take whose piece is handed out now; one that has to be alone only while nothing else is under way."""
        if any(map(self._is_alone, self._out)):
            return None
        others = [name for name in self._waiting if not self._is_alone(name)]
        return min(others or ([] if self._out else self._waiting), key=self._rank, default=None)

    def _is_alone(self, name: tuple[str, int]) -> bool:
        return name[1] in self.slates[name[0]].errand.alone

    def _hand_out(self, name: tuple[str, int]) -> Work | None:
        """The take's next piece; None where that was made by an earlier run, and so has been received already."""
        made = self._waiting.pop(name)
        if (before := self._crew.filmed_before(made.next)) is not None:
            self._purse.release([made.next])
            self._receive(made, before)
            return None
        self._out[name] = made
        self._shape = _shape(made.next)
        self._crew.begun(made.next)
        return Work(made.next, made.head())

    def _rank(self, name: tuple[str, int]) -> tuple[bool, bool, int, int]:
        """Takes that are half made before others, those of the shape that was made last before others, then in the
        order of the film."""
        made = self._waiting[name]
        place = self._places[name[0]]
        return _shape(made.next) != self._shape, not made.pieces, place, name[1]

    def _open(self) -> None:
        """Looks for what was made before and orders what may be tried now; what is too dear is told."""
        changed = True
        while changed:
            changed = False
            for slate in filter(self._is_ready, self.slates.values()):
                self._look(slate)
                while (number := slate.next_number()) is not None:
                    changed = True
                    self._try(slate, number)

    def _look(self, slate: Slate) -> None:
        """Finds every take that was made before: as many as may be tried, and further while there are some."""
        if slate.errand.shot in self._looked:
            return
        self._looked.add(slate.errand.shot)
        takes: list[Take] = []
        for number in count(1):
            take = self._found(slate, number)
            if take is not None:
                takes.append(take)
            elif number >= slate.errand.most:
                break
        slate.found(takes)

    def _found(self, slate: Slate, number: int) -> Take | None:
        try:
            return self._crew.found(self._crew.order(slate.errand.shot, number, self._before(slate)))
        except RenderError:  # told when it is tried
            return None

    def _try(self, slate: Slate, number: int) -> None:
        if number in slate.errand.lost:
            slate.tried[number] = Tried(number, made=True, trouble="memory", why=slate.errand.lost[number])
            return
        try:
            ordered = self._crew.order(slate.errand.shot, number, self._before(slate))
        except RenderError as error:
            slate.tried[number] = Tried(number, trouble="refused", why=str(error))
            return
        jobs = ordered.order.jobs
        if not self._purse.fits(jobs):
            slate.tried[number] = Tried(number, trouble="budget", why="the budget does not reach for it")
        else:
            self._purse.reserve(jobs)
            slate.under_way.add(number)
            self._waiting[slate.errand.shot, number] = _Open(ordered)

    def _settle(self) -> None:
        """Notes what was kept and what could not be.  Raises ProjectError when the disk refuses."""
        for future in [future for future in self._kept if future.done()]:
            made = self._kept.pop(future)
            number = made.ordered.order.number
            try:
                self._note(made.ordered, Tried(number, future.result(), True, made.spent))
            except ProjectError:
                raise
            except Exception as error:  # one take that cannot be made of its frames stops no other
                why = str(error) if isinstance(error, FilmError) else f"{type(error).__name__}: {error}"
                self._note(made.ordered, Tried(number, None, True, made.spent, "failed", " ".join(why.split())))

    def _give_up(self, made: _Open, filmed: Filmed) -> None:
        self._purse.release(made.ordered.order.jobs)
        why = filmed.why or "the model gave no frames"
        tried = Tried(filmed.job.take, None, True, made.spent, filmed.trouble or "failed", why)
        self._note(made.ordered, tried)

    def _note(self, ordered: Ordered, tried: Tried) -> None:
        slate = self.slates[ordered.order.shot]
        slate.under_way.discard(tried.number)
        slate.tried[tried.number] = tried

    def _is_ready(self, slate: Slate) -> bool:
        """The shot that it goes on from has its take, or will have none."""
        before = self.slates.get(slate.errand.after)
        return before is None or before.closed()

    def _before(self, slate: Slate) -> Take | None:
        before = self.slates.get(slate.errand.after)
        return None if before is None else before.take

    @property
    def _places(self) -> Mapping[str, int]:
        return {shot: place for place, shot in enumerate(self.slates)}

    def _all_texts(self) -> Iterator[Text]:
        """The words of the first take of every shot, which are those of all its takes."""
        told: set[Text] = set()
        for shot in self.slates:
            try:
                jobs = self._crew.order(shot, 1, None).order.jobs
            except RenderError:  # told when it is tried
                continue
            for text in (Text(job.prompt, job.negative) for job in jobs):
                if text not in told:
                    told.add(text)
                    yield text


def _shape(job: Job) -> object:
    """What a model prepares itself for: jobs of one shape come one after another."""
    return job.fit.width, job.fit.height, job.frames, job.manner.model_dump_json()
