"""What became of the suggestions for a scene's shots, found in the finished cut: taken, adjusted or refused, and why.

Why one was not taken is asked in the order in which it would have been decided::

    is whom or what it is about there to be seen? ── does the style use its size? ── is there a camera for it that
    breaks no rule? ── would the cut to it or from it break one? ── did the whole proof object to it? ── else it was
    weighed and came out dearer: by the term of the cost that speaks most against it
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from film.findings import Rule
from film.proposals import Proposal
from planner.camera import solve as solver
from planner.continuity.cuts import Fault, cut_faults
from planner.coverage.costs import Term, rates
from planner.coverage.cover import HELD, Cutting
from planner.coverage.editing import Cut
from planner.coverage.intent import SIZES
from planner.coverage.moves import asked as moving
from planner.coverage.setups import brief_of
from planner.coverage.suggested import (
    IDIOMS,
    THINGS,
    Run,
    in_words,
    intent_of,
    kind_of,
    likeness,
    look_of,
    plays,
    runs_of,
    suggestions,
    wish_of,
)
from planner.coverage.take import Take, retaken
from planner.facts import SceneFacts

_WORDS: Mapping[Term, str] = {
    "weight": "it shows too little of those who matter at that moment",
    "size": "the moment asks for another size",
    "mouth": "whoever speaks there, or is to be watched, would not be seen",
    "bearing": "somebody would turn their back, or the angle has no reason there",
    "composed": "it would be ill composed: a head cut, a profile, or no shoulder",
}
"""What speaks most against a picture, by the term of its cost."""
_RULES: Mapping[Rule, str] = {
    "axis": "the line between two people would be crossed",
    "thirty_degrees": "it is less than 30 degrees from the shot beside it",
    "eyeline": "somebody would look past whom or what the next shot shows",
    "screen_direction": "a walk would turn round on the screen",
}
"""What a broken rule of the cut looks like; all others are told by their name."""
_TELLS = 0.2
"""A difference in cost from which on it is worth telling."""
_NO_ROOM = "there is no room for a camera that shows it so"
_HOLDS = "the style holds its shots and goes from one picture to the next without a cut"
_DEARER = "weighed against its neighbours and one more setup to light, the cut came out better without it"


def fates_of(cutting: Cutting, takes: Sequence[Take], facts: SceneFacts) -> tuple[Proposal, ...]:
    """What became of each suggestion of ``facts``, in the order of the steps; none where nothing was suggested."""
    asked = suggestions(facts.steps)
    teller = _Teller(cutting, takes) if asked else None
    return tuple(teller.fate(run, facts) for run in asked) if teller is not None else ()


class _Teller:
    """A finished cut, asked why.  ``_played`` is the number of the setup that plays each atom, None for one that is
    not on the table."""

    def __init__(self, cutting: Cutting, takes: Sequence[Take]) -> None:
        self.cutting, self.desk, self.stage, self.takes = cutting, cutting.desk, cutting.stage, takes
        numbers = {option.key: number for number, option in enumerate(self.desk.options)}
        self.played: list[int | None] = []
        for atom in self.desk.setting.atoms:
            take = self._playing(atom.step, atom.start)
            self.played.append(numbers.get(take.option.key) if take is not None else None)

    def _playing(self, step: int, frame: int) -> Take | None:
        held = (
            take for take in self.takes for piece in take.pieces if piece[0] == step and piece[1] <= frame < piece[2]
        )
        return next(held, None)

    def fate(self, asked: Run, facts: SceneFacts) -> Proposal:
        """What became of a suggestion for some steps of the facts."""
        line = facts.steps[asked.first].lines[0]
        told = Proposal(kind="shot", text=in_words(asked.suggested, self.stage.names), line=line)
        run = self._run(asked, line)
        if run is None:
            return told.but(verdict="refused", why="its paragraph is played as one with that before it")
        own = [take for take in self.takes if any(run.first <= step < run.end for step, _, _ in take.pieces)]
        take = max(own, key=lambda each: likeness(run, each.option, each.intent), default=None)
        like = likeness(run, take.option, take.intent) if take is not None else 0.0
        off = _off(run, take) if take is not None and like else []
        if take is not None and like and not off:
            return told
        why = self._moveless(run, take) if take is not None and like >= 1 else self._why(run, like, take)
        if not like:
            return told.but(verdict="refused", why=why)
        return told.but(verdict="adjusted", why=f"{', '.join(off)}: {why}")

    def _run(self, asked: Run, line: int) -> Run | None:
        """The steps as they are played, of which there may be more or less than in the script."""
        steps = self.stage.staged
        same = (run for run in runs_of(steps) if run.suggested == asked.suggested)
        return next((run for run in same if steps[run.end - 1].step.lines[1] >= line), None)

    def _moveless(self, run: Run, take: Take) -> str:
        """Why a shot does not move as suggested."""
        move = run.suggested.move or "static"
        before = self.takes[self.takes.index(take) - 1] if self.takes.index(take) else None
        if move == "dolly" and before is not None and before.candidate.move == "dolly":
            return "a push in is not followed by another"
        still = retaken(take, replace(take.candidate, keys=take.option.candidate.keys[:1], move="static"), self.stage)
        if moving(still, move, self.stage) is None:
            return "there is no room for the move, or it would lose somebody from the picture"
        return "with the move, a cut beside it would break a rule"

    def _why(self, run: Run, like: float, take: Take | None) -> str:
        """Why a suggestion is not followed farther than to the degree of ``like``."""
        for why in (self._unseen(run), self._unsized(run), self._unsolved(run, like), self._held(take)):
            if why:
                return why
        if self.stage.style.coverage == "one_er":
            return _HOLDS
        better = self._better(run, like)
        return self._against_the_cut(better) or self._against_the_proof(better) or self._dearer(better)

    def _unseen(self, run: Run) -> str:
        """Whom or what it is about is not there."""
        suggested, setting = run.suggested, self.desk.setting
        steps = range(run.first, run.end)
        subject = suggested.subject
        shown = self.stage.names.get(subject or "", (subject or "").replace("_", " "))
        if subject in self.stage.names and not any(subject in self.stage.staged[step].tracks for step in steps):
            return f"{shown} is not there to be seen"
        own = [i for i, atom in enumerate(setting.atoms) if plays(atom, run)]
        if not own:
            return "the thing that the script asks to see is shown there"
        blocks = [next(block for block in self.desk.blocks if block.first <= i < block.end) for i in own]
        if suggested.idiom == "moving" and not any(block.walking for block in blocks):
            return "nobody walks there"
        if any(intent_of(suggested, i, block.people, setting) for i, block in zip(own, blocks, strict=True)):
            late = suggested.idiom in THINGS and not look_of(run, setting.atoms)
            return "there is no time for it: somebody is on the move, or speaks, until the next step" if late else ""
        if suggested.idiom in THINGS and subject not in self.stage.names:
            return f"there is no {shown or 'such thing'} to be seen there"
        return f"those who are there make no {IDIOMS[suggested.idiom or 'single']} of it"

    def _unsized(self, run: Run) -> str:
        """The director's style has no such size."""
        size, style = run.suggested.size, self.stage.style
        if size is None or run.suggested.idiom in ("establishing", "master"):
            return ""
        index = SIZES.index(size)
        if index > SIZES.index(style.tightest):
            return f"the style goes no closer than {style.tightest}"
        return f"the style goes no wider than {style.widest}" if index < SIZES.index(style.widest) else ""

    def _better(self, run: Run, like: float) -> list[tuple[int, list[int]]]:
        """The setups on the table that follow it farther, the farthest first, each with the atoms it might play."""
        found: list[tuple[float, int, list[int]]] = []
        for block, active in zip(self.desk.blocks, self.desk.active, strict=True):
            own = [i for i in range(block.first, block.end) if plays(self.desk.setting.atoms[i], run)]
            for number in active.tolist() if own else []:
                option = self.desk.options[number]
                degree = likeness(run, option, option.intent)
                found += [(degree, number, own)] if degree > like else []
        return [(number, own) for _, number, own in sorted(found, key=lambda each: (-each[0], each[2], each[1]))]

    def _unsolved(self, run: Run, like: float) -> str:
        """No camera was found for it: what the nearest that there is had to give up."""
        if self._better(run, like):
            return ""
        for block in self.desk.blocks:
            if not any(plays(atom, run) for atom in self.desk.setting.atoms[block.first : block.end]):
                continue
            wanted = wish_of(run, block, self.desk.setting)
            if wanted is not None:
                brief = brief_of(wanted, self.stage)
                if rules := ", ".join(solver.broken(brief)):
                    return f"every camera for it there breaks a rule: {rules}"
                return next((note.split(": ")[-1] for note in solver.solve(brief).notes), _NO_ROOM)
        return _DEARER

    @staticmethod
    def _held(take: Take | None) -> str:
        return HELD if take is not None and HELD in take.notes else ""

    def _against_the_cut(self, better: Sequence[tuple[int, list[int]]]) -> str:
        """The rule that a cut to it or from it would break, however it is cut in."""
        rule: Rule | None = None
        for number, own in better:
            for first, end in ((own[0], own[-1] + 1), *((i, i + 1) for i in own)):
                broken = self._broken(number, first, end)
                if broken is None:
                    return ""
                rule = rule or broken
        return f"cut in there, {_RULES.get(rule, rule)}" if rule is not None else ""

    def _broken(self, number: int, first: int, end: int) -> Rule | None:
        """The first rule that breaks where a setup plays atoms [first, end) between those that play beside them."""
        shot = self.desk.draft(Cut(first, end, number))
        before = self.played[first - 1] if first else None
        after = self.played[end] if end < len(self.played) else None
        faults: list[Fault] = []
        if before is not None and before != number:
            faults += cut_faults(self.desk.draft(Cut(first - 1, first, before)).glimpses[1], shot.glimpses[0])
        if after is not None and after != number:
            faults += cut_faults(shot.glimpses[1], self.desk.draft(Cut(end, end + 1, after)).glimpses[0])
        return faults[0].rule if faults else None

    def _against_the_proof(self, better: Sequence[tuple[int, list[int]]]) -> str:
        """The rule that the whole proof had against it when it was cut so."""
        ruled = (self.cutting.ruled[number] for number, _ in better if number in self.cutting.ruled)
        rule = next(ruled, None)
        return f"it was cut so, and the proof objected: {_RULES.get(rule, rule)}" if rule is not None else ""

    def _dearer(self, better: Sequence[tuple[int, list[int]]]) -> str:
        """What speaks most against the setup that would follow it, beside what plays there instead."""
        number, own = better[0]
        setting = self.desk.setting
        block = next(each for each in self.desk.blocks if each.first <= own[0] < each.end)
        sums: dict[Term, float] = {}
        for i in own:
            instead = self.played[i]
            if instead is None or instead == number:
                continue
            pair = np.array([number, instead])
            seen = self.desk.picture(
                pair, [(atom.step, atom.middle) for atom in setting.atoms[block.first : block.end]]
            )
            terms = rates(block, [self.desk.options[each] for each in pair], seen, setting)[i - block.first]
            for term, (wished, chosen) in terms.items():
                sums[term] = sums.get(term, 0.0) + setting.atoms[i].seconds * float(wished - chosen)
        worst = max(sums, key=lambda term: sums[term], default=None)
        return _WORDS[worst] if worst is not None and sums[worst] > _TELLS else _DEARER


def _off(run: Run, take: Take) -> list[str]:
    """In what a shot differs from what was suggested: what it is, and instead of what."""
    suggested, intent = run.suggested, take.intent
    found: list[tuple[str, str]] = []
    if suggested.size is not None and intent.idiom != "insert" and take.candidate.size != suggested.size:
        found.append((take.candidate.size, suggested.size))
    if suggested.idiom is not None and kind_of(intent.idiom) != kind_of(suggested.idiom):
        found.append((IDIOMS[intent.idiom], IDIOMS[suggested.idiom]))
    if suggested.angle is not None and intent.angle != suggested.angle:
        found.append((f"{intent.angle} angle", suggested.angle))
    if suggested.move is not None and take.candidate.move != suggested.move:
        found.append((take.candidate.move, suggested.move))
    return [f"{got} instead of {wanted}".replace("_", " ") for got, wanted in found]
