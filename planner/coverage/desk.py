"""The table that a scene is cut on: its setups, which of them may play when, and what was said against cuts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from planner.coverage.blocks import Block
from planner.coverage.editing import Cut
from planner.coverage.joins import FAULT, REDRAWS
from planner.coverage.objections import Objection
from planner.coverage.option import Option
from planner.coverage.palette import Setting
from planner.coverage.picture import Picture, picture
from planner.coverage.stage import Stage
from planner.coverage.take import Draft, drafted
from planner.geometry import Array
from planner.staging.slices import Piece

_PATIENCE = 2
"""How many setups may be refused after one before that one is."""


@dataclass
class Desk:
    """What a scene is cut from."""

    stage: Stage
    setting: Setting
    blocks: Sequence[Block]
    options: list[Option]
    active: list[Array]
    offsets: list[int]
    drafts: dict[tuple[int, int, int], Draft]

    def frame_of(self, option: Option, step: int, frame: int) -> int:
        """The frame of a setup's own camera at a frame of a step."""
        if option.wanted.walk is None:
            return 0
        home, start, _ = option.wanted.walk
        return self.offsets[step] + frame - self.offsets[home] - start

    def picture(self, numbers: Array, moments: Sequence[tuple[int, int]]) -> Picture:
        """What these setups show at these moments."""
        options = [self.options[number] for number in numbers]
        bodies = [self.stage.company.at(step, frame) for step, frame in moments]
        names = sorted({name for each in bodies for name in each})
        frames = [[self.frame_of(option, step, frame) for option in options] for step, frame in moments]
        return picture(options, names, bodies, self.stage.heights, frames, self.stage.gate)

    def draft(self, cut: Cut) -> Draft:
        """The shot of a cut as far as it is judged by."""
        key = (cut.first, cut.end, cut.setup)
        if key not in self.drafts:
            atoms = self.setting.atoms
            option = self.options[cut.setup]
            start = self.frame_of(option, atoms[cut.first].step, atoms[cut.first].start)
            self.drafts[key] = drafted(option, self.pieces(cut), start, self.stage)
        return self.drafts[key]

    def at(self, atom: int) -> list[int]:
        """The setups that may play an atom."""
        block = next(k for k, each in enumerate(self.blocks) if each.first <= atom < each.end)
        return [int(number) for number in self.active[block]]

    def pieces(self, cut: Cut) -> tuple[Piece, ...]:
        """The stretches of steps that a cut plays."""
        found: list[Piece] = []
        for atom in self.setting.atoms[cut.first : cut.end]:
            if found and found[-1][0] == atom.step:
                found[-1] = (atom.step, found[-1][1], atom.end)
            else:
                found.append((atom.step, atom.start, atom.end))
        return tuple(found)


class Spoken:
    """What has been said against the cuts so far, and what follows when it is said again and again."""

    def __init__(self, desk: Desk) -> None:
        self.against: dict[int, list[tuple[int | None, int, float]]] = {}
        self.refused: dict[int, set[int]] = {}
        self._desk = desk
        self._from: Counter[int] = Counter()
        self._to: Counter[int] = Counter()
        self._lines: Counter[int] = Counter()

    def hear(self, objection: Objection, cuts: Sequence[Cut]) -> None:
        """Take an objection to one of the cuts."""
        before, after, atom = objection.before, objection.after, objection.atom
        for each in _like(self._desk, objection):
            self._forbid(each, before, after)
        self._to[after] += 1
        if self._to[after] > _PATIENCE:
            self._forbid(atom, None, after)  # nothing cuts well to it: it is the odd one itself
        if before is None:
            self._remembered(atom)
            return
        self._from[before] += 1
        if self._from[before] > _PATIENCE:
            self._forbid(next(cut.first for cut in cuts if cut.end == atom), None, before)

    def refuse(self, cut: Cut) -> None:
        """Never play the stretches of a cut on its setup again, which is at fault whatever it is cut to."""
        for block in self._desk.blocks:
            if block.first < cut.end and cut.first < block.end:
                for atom in range(block.first, block.end):
                    self.refused.setdefault(atom, set()).add(cut.setup)

    def _remembered(self, atom: int) -> None:
        """What comes here sees a line from its other side, and so will all else: the whole place draws it anew."""
        self._lines[atom] += 1
        if self._lines[atom] == _PATIENCE:
            for number in self._desk.at(atom):
                if self._desk.options[number].intent.idiom not in REDRAWS:
                    self._forbid(atom, None, number)

    def _forbid(self, atom: int, before: int | None, after: int) -> None:
        self.against.setdefault(atom, []).append((before, after, FAULT))


def _like(desk: Desk, objection: Objection) -> Sequence[int]:
    """The atoms before which the cut would be much the same: those inside the same stretch in which nobody moves."""
    atom = objection.atom
    for block in desk.blocks:
        if block.first < atom < block.end and not block.walking:
            return range(block.first + 1, block.end)
    return (atom,)
