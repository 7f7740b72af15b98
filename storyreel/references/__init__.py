"""Reference images: whose they are, whether they may be used, which shots they touch, how they are made and approved.

::

    cast/ places/ scenes/ ─finding─▶ Entry     found in the reel, looked at, consent held against the day
                              │
        References.shown ◀─showing─┴─ refusals     a shot's images, best first; what stands against it, with its shots
        making ─▶ references/ID/VIEW.png ─entering─▶ the sheet's YAML ─approving─▶ fixed by its sha256
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from film.errors import ProjectError
from film.plan import Plan, ScenePlan
from film.shot import Shot
from renderer.generative.seam import Image
from storyreel.references.finding import Entry, entries_of, inside
from storyreel.references.showing import of_shot

__all__ = ["Entry", "References", "Refusal", "references_of"]

_FEW = 8


@dataclass(frozen=True)
class Refusal:
    """An image that may not or cannot be used, and the shots that would show it."""

    entry: Entry
    shots: tuple[str, ...]

    def error(self, folder: Path) -> ProjectError:
        """It in one line, with the sheet's file and line."""
        there = f"; shots {_listed(self.shots)} show {self.entry.name}" if self.shots else ""
        where = folder / self.entry.sheet
        return ProjectError(f"{self.entry.why}{there}", where=where, line=self.entry.line, do=self.entry.do)


@dataclass(frozen=True)
class References:
    """The images of a plan.  ``folder`` is the reel's."""

    plan: Plan
    folder: Path
    entries: tuple[Entry, ...]

    @cached_property
    def touched(self) -> Mapping[Entry, tuple[str, ...]]:
        """Every image with the shots that it may be given to, in the order of the film."""
        shots: dict[Entry, list[str]] = {entry: [] for entry in self.entries}
        for scene in self.plan.scenes:
            for shot in scene.shots:
                for images in of_shot(self.entries, self.plan, scene, shot).values():
                    for entry in images:
                        shots[entry].append(shot.id)
        return {entry: tuple(found) for entry, found in shots.items()}

    @property
    def refusals(self) -> tuple[Refusal, ...]:
        """What may not or cannot be used, whether a shot shows it or not."""
        return tuple(Refusal(entry, shots) for entry, shots in self.touched.items() if entry.trouble is not None)

    @property
    def waiting(self) -> tuple[Entry, ...]:
        """Images that a model made and nobody has approved: they are not shown to any model."""
        return tuple(entry for entry in self.entries if entry.trouble is None and not entry.reference.usable)

    def hold(self) -> None:
        """Raises ProjectError, with file and line, for the first image that a shot shows and that may not or cannot be
        used.  Nothing is rendered past it."""
        standing = [refusal for refusal in self.refusals if refusal.shots]
        if not standing:
            return
        first = standing[0].error(self.folder)
        more = f"{len(standing) - 1} more: storyreel references lists them" if len(standing) > 1 else ""
        do = ". ".join(filter(None, (first.do, more)))
        raise ProjectError(first.what, where=first.where, line=first.line, do=do)

    def shown(self, scene: ScenePlan, shot: Shot, most: int = 4) -> dict[str, tuple[Image, ...]]:
        """The images that a shot is given: at most so many of each, the best first, by whose they are.

        In the order of what matters: people, the one that the shot is about first; the place; things.  Raises what
        ``hold`` raises.
        """
        self.hold()
        usable = [entry for entry in self.entries if entry.usable]
        chosen = of_shot(usable, self.plan, scene, shot)
        return {id: tuple(self.image(entry) for entry in images[:most]) for id, images in chosen.items()}

    def image(self, entry: Entry) -> Image:
        """An entry as a model is shown it; only for one that nothing stands against."""
        assert entry.looked is not None
        return Image(file=inside(self.folder, entry.reference.file), content=entry.looked.content, of=entry.id)


def references_of(plan: Plan, folder: Path, today: date) -> References:
    """The images that the plan's sheets name, found in the reel's ``folder`` and held against the day.

    What is wrong with one is kept with it, for ``refusals`` and ``hold``.
    """
    return References(plan, folder, entries_of(plan, folder, today))


def _listed(shots: tuple[str, ...]) -> str:
    return ", ".join(shots[:_FEW]) + (f" and {len(shots) - _FEW} more" if len(shots) > _FEW else "")
