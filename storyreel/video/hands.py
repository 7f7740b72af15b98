"""The processes that ask a model for a run: one that looks and reckons, one a graphics card that shoots.

A process that is ended by a take (out of memory, a driver that breaks) is started anew without that take, as long as
each such end costs another one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from film.errors import RenderError
from storyreel.progress import Progress
from storyreel.references.making import Made
from storyreel.video.choices import Choices
from storyreel.video.drawing import Painter, Sheets, draw_stills, look_at_painter, make_sheets
from storyreel.video.keeping import Ledger
from storyreel.video.sharing import shares
from storyreel.video.stills import Still
from storyreel.video.tries import Tries
from storyreel.video.work import Errands, Hire, foresee, look, look_at_eyes, shoot
from storyreel.workers import Pool, Step, Task

if TYPE_CHECKING:
    from prompts.book import PromptBook
    from renderer.generative.brief import ShotBrief
    from renderer.generative.judging import Eyes
    from renderer.generative.seam import Identity
    from renderer.generative.stills.seam import ImageIdentity


@dataclass(frozen=True)
class _Share:
    """What one process shoots: ``limit`` are the GPU-seconds that it may spend."""

    errands: Errands
    seconds: float
    limit: float | None
    ledger: Path

    def task(self) -> Task:
        run = partial(shoot, self.errands, self.limit, self.ledger)
        return Task(f"video {self.ledger.stem}", round(self.seconds), run)


@dataclass(frozen=True)
class Hands:
    """The processes of one run, ``count`` of which shoot; ``traces`` gathers what failed."""

    pool: Pool
    count: int
    progress: Progress
    traces: list[str]

    def look(self, hire: Hire) -> Identity:
        """Which model answers.  Raises ProjectError, in one line, where it cannot be used."""
        found: Identity = self._only("looking for the video model", partial(look, hire))
        return found

    def look_at_eyes(self, open_: Callable[[], Eyes]) -> str:
        """The name of the model that looks at takes.  Raises ProjectError, in one line, where it cannot be used."""
        found: str = self._only("looking for the model that judges", partial(look_at_eyes, open_))
        return found

    def foresee(self, given: Errands) -> tuple[Tries, ...]:
        """What there is of every shot and what is missing.  Raises RenderError."""
        found: tuple[Tries, ...] = self._only("reckoning takes", partial(foresee, given))
        return found

    def look_at_painter(self, painter: Painter) -> ImageIdentity:
        """Which image model answers.  Raises ProjectError, in one line, where it cannot be used."""
        found: ImageIdentity = self._only("looking for the image model", partial(look_at_painter, painter))
        return found

    def draw(
        self, painter: Painter, root: Path, prompts: PromptBook, choices: Choices, briefs: Sequence[ShotBrief]
    ) -> dict[str, Still]:
        """The first frame of every shot.  Raises RenderError where the model cannot be asked at all."""
        self.progress.begin("Drawing stills", len(briefs), counted=True)
        run = partial(draw_stills, painter, root, prompts, choices, briefs)
        drawn: dict[str, Still] = self._only("drawing stills", run, len(briefs))
        return drawn

    def sheets(self, painter: Painter, wanted: Sheets) -> Made:
        """Reference sheets.  Raises ProjectError, in one line, where they cannot be made."""
        made: Made = self._only("making sheets", partial(make_sheets, painter, wanted))
        return made

    def shoot(self, given: Errands, foreseen: Sequence[Tries], limit: float | None, notes: Path) -> tuple[Tries, ...]:
        """Makes what is missing, on every card its share; what came of every shot, in the order of the film.

        ``limit`` is what all may spend together, ``notes`` a folder for what each spends.  Raises ProjectError when
        the disk refuses.
        """
        parts = tuple(self._shared_out(given, foreseen, limit, notes))
        self.progress.begin("Filming", sum(round(part.seconds) for part in parts))
        told = {tries.shot: tries for made in self._made(parts) for tries in made}
        return tuple(told[each.shot] for each in foreseen)

    def _shared_out(
        self, given: Errands, foreseen: Sequence[Tries], limit: float | None, notes: Path
    ) -> Iterator[_Share]:
        costs = {each.shot: each.missing * each.gpu_seconds for each in foreseen}
        after = {errand.shot: errand.after for errand in given.errands}
        whole = sum(costs.values()) or 1.0
        for number, shots in enumerate(shares(costs, after, self.count)):
            errands = tuple(errand for errand in given.errands if errand.shot in shots)
            briefs = {shot: given.direction.briefs[shot] for shot in shots}
            own = replace(given, errands=errands, direction=given.direction._replace(briefs=briefs))
            seconds = sum(costs[shot] for shot in shots)
            yield _Share(own, seconds, None if limit is None else limit * seconds / whole, notes / f"{number}.jsonl")

    def _made(self, parts: Sequence[_Share]) -> Iterator[tuple[Tries, ...]]:
        """What came of each share; one whose process was ended by what had not been suspected before goes on."""
        known = dict.fromkeys(range(len(parts)), (0, 0))
        waiting = list(known)
        steps = _Steps(self.progress)
        while waiting:
            tasks = {parts[number].task(): number for number in waiting}
            waiting = []
            for outcome in self.pool.run(list(tasks), steps):
                number = tasks[outcome.task]
                if not outcome.reason:
                    yield outcome.value
                    continue
                self.traces.append(outcome.trace)
                before = Ledger(parts[number].ledger).read()
                now = len(before.lost), len(before.lost | before.suspects)
                if outcome.died and now > known[number]:
                    known[number] = now
                    waiting.append(number)
                else:
                    yield self._left(parts[number].errands, outcome.reason)

    def _left(self, given: Errands, why: str) -> tuple[Tries, ...]:
        """What there is of a share that cannot be made to its end."""
        self.progress.note(f"filming ended: {why}")
        return tuple(tries.but(why=why) if not tries.has_take else tries for tries in self.foresee(given))

    def _only(self, name: str, run: Callable[[Step], Any], work: int = 1) -> Any:
        outcome = next(self.pool.run([Task(name, work, run)], _Steps(self.progress)))
        if outcome.reason:
            self.traces.append(outcome.trace)
            raise RenderError(f"{name}: {outcome.reason}")
        return outcome.value


class _Steps:
    """Tells the progress how far each process is, once for each second that was reckoned."""

    def __init__(self, progress: Progress) -> None:
        self._progress, self._told = progress, dict[str, int]()

    def __call__(self, task: Task, done: int) -> None:
        before = self._told.get(task.name, 0)
        self._progress.advance(max(min(done, task.work) - before, 0))
        self._told[task.name] = max(done, before)
