"""A scene cut, every cut proven, then its moves; and cut again without what was found wrong with it.

::

    table ──> cheapest cut ──> drafts ──> objections ─┐        until the rules of the cut hold
                  ^                                   │
                  ├───────────────────────────────────┘
                  ^
                  └── mend <── findings of the whole proof <── takes with their moves, joins and split screens

What the whole proof finds (``planner.continuity``, on the scene as planned) is mended in three steps: the shot is left
as it was cut, without the move or the join that it was given; the setup, or the cut from one to the other, is not
chosen again; at last the stretch is held in one wide picture of everybody, which breaks no rule of a cut.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from film.findings import Rule
from planner.coverage.desk import Spoken
from planner.coverage.directed import obeyed
from planner.coverage.editing import Cut, cheapest
from planner.coverage.moves import with_moves
from planner.coverage.objections import Objection, Proof
from planner.coverage.oner import held_together, panned
from planner.coverage.option import Option
from planner.coverage.split import with_splits
from planner.coverage.stage import Stage
from planner.coverage.table import desk_of, reel_of
from planner.coverage.take import Draft, Take, played
from planner.coverage.watching import watches

_ROUNDS = 16
"""How often the cut is made again with what spoke against the last one."""
HELD = "held in one wide picture: every other cut tried here breaks a rule of continuity"


class Cutting:
    """A scene on the table.  ``establish``: the place is new to the audience or time has passed.

    ``ruled`` are the rules of the whole proof that setups (by number) were told to break.
    """

    def __init__(self, stage: Stage, establish: bool) -> None:
        self.stage = stage
        self.desk = desk_of(stage, establish)
        self.ruled: dict[int, Rule] = {}
        self._reel = reel_of(self.desk)
        self._spoken = Spoken(self.desk)
        atoms = self.desk.setting.atoms
        apart = [atoms[block.first] for block in self.desk.blocks if block.apart]
        self._proof = Proof(frozenset((atom.step, atom.start) for atom in apart), stage.fps)
        self._plain: frozenset[tuple[int, int]] = frozenset()
        self._told: set[Objection] = set()
        self._held: dict[int, int] = {}
        self._watches: dict[str, Sequence[int]] = {}
        self._cuts: dict[tuple[int, int], tuple[Cut, Take]] = {}

    def takes(self) -> tuple[Take, ...]:
        """The shots in order, without what ``mend`` was told of."""
        cuts, drafts = self._chosen()
        takes = tuple(played(draft, self.stage) for draft in drafts)
        self._cuts = {take.pieces[0][:2]: (cut, take) for cut, take in zip(cuts, takes, strict=True)}
        moved = with_moves(self._by_hand(takes), self.stage, self._proof, self._plain)
        return obeyed(with_splits(moved, self.stage, self._plain), self.stage, self._plain)

    def mend(self, takes: Sequence[Take], at: int, before: int | None, rule: Rule | None = None) -> None:
        """Do not make shot ``at`` of the last cut again as it was, nor the cut to it from shot ``before``: it breaks
        a rule.
        """
        for each in (at, before):
            if each is not None and self._altered(takes[each]):
                self._plain |= {takes[each].pieces[0][:2]}
                return
        cut = self._cut(takes[at])
        if rule is not None:
            self.ruled.setdefault(cut.setup, rule)
        if before is None or cut.first == 0:
            self._spoken.refuse(cut)
            return
        setup = self._cut(takes[before]).setup if before == at - 1 else None
        objection = Objection(cut.first, setup, cut.setup)
        if objection in self._told:  # the cut has found no other way round it
            self._spoken.refuse(self._cut(takes[self._freer(takes, at, before)]))
        self._told.add(objection)
        self._spoken.hear(objection, [each for each, _ in self._cuts.values()])

    def hold(self, takes: Sequence[Take], at: int, before: int | None) -> None:
        """Play the stretch of shot ``at`` in one wide picture; asked again for the same, in the next one there is.

        What the writer asks for is kept where the shot ``before`` it can be held instead.
        """
        cut = self._cut(takes[at if before is None else self._freer(takes, at, before)])
        for first, end in self._stretches():
            if first <= cut.first < end:
                self._held[first] = self._held.get(first, -1) + 1

    def _cut(self, take: Take) -> Cut:
        """The cut that a shot was made of."""
        return self._cuts[take.pieces[0][:2]][0]

    @staticmethod
    def _freer(takes: Sequence[Take], at: int, before: int) -> int:
        """Which of two shots may go: the second, but if the writer asks for it and not for the first."""
        asked = [takes[each].option.wanted.forced is not None for each in (before, at)]
        return before if asked == [False, True] else at

    def _chosen(self) -> tuple[tuple[Cut, ...], tuple[Draft, ...]]:
        """The cheapest cut against which nothing speaks, or the least."""
        best: tuple[int, tuple[Cut, ...], tuple[Draft, ...]] | None = None
        for _ in range(_ROUNDS):
            cuts = self._holding(cheapest(self._reel, self._spoken.against, self._spoken.refused))
            drafts = tuple(self.desk.draft(cut) for cut in cuts)
            found = self._proof.against(cuts, drafts)
            if best is None or len(found) < best[0]:
                best = (len(found), cuts, drafts)
            if not found:
                break
            for each in found:
                self._spoken.hear(each, cuts)
        return best[1:] if best else ((), ())

    def _by_hand(self, takes: tuple[Take, ...]) -> tuple[Take, ...]:
        """The cut with what the style moves for instead of cutting."""
        coverage = self.stage.style.coverage
        if coverage == "one_er":
            return held_together(takes, self.stage, self._proof, self._plain)
        return panned(takes, self.stage, self._proof, self._plain) if coverage == "documentary" else takes

    def _altered(self, take: Take) -> bool:
        """Whether a shot is more than it was cut as: joined with another, moved, split."""
        _, base = self._cuts[take.pieces[0][:2]]
        return (take.pieces, take.candidate, take.split) != (base.pieces, base.candidate, None)

    def _stretches(self) -> list[tuple[int, int]]:
        """The atoms [first, end) from one cut that must be to the next."""
        edges = sorted({0, len(self.desk.setting.atoms), *self._reel.breaks})
        return list(pairwise(edges))

    def _holding(self, cuts: Sequence[Cut]) -> tuple[Cut, ...]:
        """The cuts, but for the stretches that are held: each of these is one."""
        found = list(cuts)
        for first, end in self._stretches():
            if first in self._held:
                found = [cut for cut in found if not first <= cut.first < end]
                found.append(Cut(first, end, self._watch(first)))
        return tuple(sorted(found, key=lambda cut: cut.first))

    def _watch(self, first: int) -> int:
        """The setup that watches the stretch which begins with an atom: one camera for all of them at its place."""
        atoms = self.desk.setting.atoms
        place = self.stage.place_at(atoms[first].step).id
        if place not in self._watches:
            here = [atom for atom in atoms if self.stage.place_at(atom.step).id == place]
            found = [self._noted(option) for option in watches(here, self.stage)]
            self._watches[place] = range(len(self.desk.options), len(self.desk.options) + len(found))
            self.desk.options.extend(found)
        known = self._watches[place]
        return known[self._held[first] % len(known)]

    @staticmethod
    def _noted(option: Option) -> Option:
        return replace(option, notes=(*option.notes, HELD))
