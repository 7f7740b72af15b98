"""How a moment might be shot, by somebody who understands it (``facts.Suggestion``): offered to the cut, and weighed.

A suggestion is a wish.  Its setup is solved as any other and is offered where the solver finds a camera that breaks no
rule; the cut saves something where a shot follows it.  What it can save is an order of magnitude below what a broken
rule costs and far below the writer's own words, so that it tips a choice and forces none::

    all of one wish    at most ``_MOST`` in a stretch in which nobody moves, a tenth of ``joins.FAULT``
    a second of it     at most ``_RATE``: enough to see a listener in place of a speaker (``costs``: 2.1 for who is not
                       seen) or a face two sizes closer and a setup more to light, for as long as a shot lasts

An insert or a POV shows none of those whom the moment is otherwise taken to be about: whoever suggests it says that for
the length of a look it is about the thing, and so nothing else is weighed against it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

import numpy as np

from film.shot import Angle, Idiom
from planner.coverage.asked import as_asked
from planner.coverage.blocks import Block
from planner.coverage.intent import SIZES, Intent, tighter
from planner.coverage.joins import FAULT, REDRAWS
from planner.coverage.option import Option, Wanted
from planner.coverage.palette import Setting, bounded
from planner.coverage.timeline import Atom
from planner.facts import CameraWords, Step, Suggestion
from planner.geometry import Array
from planner.staging.blocking import Staged

_MOST = FAULT / 10
_RATE, _LOOK = 3.0, 3.5
_KIND, _SIZE, _ANGLE = 0.45, 0.35, 0.2
"""What of a suggestion that is followed its kind of shot, its size and its angle are worth."""
_OFF = 2.0
"""So many sizes off is another picture."""
THINGS: tuple[Idiom, ...] = ("insert", "pov")
_GROUPS: tuple[Idiom, ...] = ("establishing", "master", "two_shot")
_ALONE: tuple[Idiom, ...] = ("single", "reaction")
IDIOMS: Mapping[Idiom, str] = {
    "establishing": "establishing shot", "master": "master", "two_shot": "two-shot", "ots": "over the shoulder",
    "single": "single", "reaction": "reaction", "insert": "insert", "pov": "point of view", "moving": "moving shot",
}  # fmt: skip


def in_words(suggested: Suggestion, names: Mapping[str, str]) -> str:
    """``CU reaction, MARA, low angle, dolly: she hears it``; ``names`` are people by id."""
    shown = names.get(suggested.subject or "", (suggested.subject or "").replace("_", " "))
    angle = f"{suggested.angle} angle" if suggested.angle is not None else ""
    move = (suggested.move or "").replace("_", " ")
    kind = " ".join(part for part in (suggested.size, IDIOMS[suggested.idiom] if suggested.idiom else None) if part)
    words = ", ".join(part for part in (kind, shown, angle, move) if part)
    return f"{words}: {suggested.why}" if suggested.why else words


def weighed(step: Step) -> Suggestion | None:
    """What is suggested for a step where nobody orders anything: the writer's camera words stand alone."""
    return step.suggested if step.camera is None else None


class Run(NamedTuple):
    """Steps [first, end) for which the same is suggested."""

    suggested: Suggestion
    first: int
    end: int


def runs_of(staged: Sequence[Staged]) -> tuple[Run, ...]:
    """Everything that is suggested for a scene, in order."""
    return suggestions([each.step for each in staged])


def suggestions(steps: Sequence[Step]) -> tuple[Run, ...]:
    """Everything that is suggested for some steps, in order."""
    found: list[Run] = []
    for suggested, run in groupby(range(len(steps)), key=lambda index: weighed(steps[index])):
        indices = list(run)
        if suggested is not None:
            found.append(Run(suggested, indices[0], indices[-1] + 1))
    return tuple(found)


def wished(block: Block, setting: Setting) -> Iterator[Wanted]:
    """The setups that are suggested for a block."""
    wishes = (wish_of(run, block, setting) for run in runs_of(setting.staged))
    return (wanted for wanted in wishes if wanted is not None)


def wish_of(run: Run, block: Block, setting: Setting) -> Wanted | None:
    """The setup that is suggested for some steps, for a block that plays any of them; None where it cannot be had.

    What would say something else anywhere else (a thing, another's eyes, a tilted camera) is kept to its steps.
    """
    own = [i for i in range(block.first, block.end) if plays(setting.atoms[i], run)]
    intent = intent_of(run.suggested, own[0], block.people, setting) if own else None
    if intent is None or (intent.idiom == "moving" and not block.walking):
        return None
    shown = [i for i in own if intent.idiom not in THINGS or i in look_of(run, setting.atoms)]
    if not shown:
        return None
    first, last = setting.atoms[shown[0]], setting.atoms[shown[-1]]
    kept = intent.idiom in (*REDRAWS, "moving") or intent.angle != "eye"
    wanted = Wanted(
        intent,
        tuple(dict.fromkeys(((first.step, first.middle), (last.step, last.end - 1)))),
        opening=intent.idiom == "establishing" and setting.establish and own[0] == 0,
        only=frozenset((setting.atoms[i].step, setting.atoms[i].start) for i in shown) if kept else frozenset(),
    )
    return bounded(_along(wanted, block, setting) if block.walking else wanted, setting.style)


def nearest(wanted: Wanted) -> Iterator[Wanted]:
    """A suggested setup of people one size wider and one tighter, for where there is no camera for it as it is."""
    if wanted.intent.idiom in (*_ALONE, "two_shot", "ots"):
        for steps in (-1, 1):
            yield replace(wanted, intent=replace(wanted.intent, size=tighter(wanted.intent.size, steps)))


def look_of(run: Run, atoms: Sequence[Atom]) -> list[int]:
    """The last atoms of a run, long enough for a look at a thing when what is done with it is done; nobody who sets
    off is left out of sight for it."""
    found: list[int] = []
    for i in range(len(atoms) - 1, -1, -1):
        if not plays(atoms[i], run):
            continue
        sets_off = atoms[i].kind == "walk" and atoms[i].start == 0
        if sets_off or sum(atoms[each].seconds for each in (i, *found)) > _LOOK:
            break
        found.insert(0, i)
    return found


def plays(atom: Atom, run: Run) -> bool:
    """Whether an atom belongs to a run and nothing else is due in it."""
    return run.first <= atom.step < run.end and atom.kind != "insert"


def _along(wanted: Wanted, block: Block, setting: Setting) -> Wanted:
    """The same over a walk: whom it is of must be framed from its beginning to its end."""
    first, last = setting.atoms[block.first], setting.atoms[block.end - 1]
    moments = tuple((first.step, frame) for frame in (first.start, (first.start + last.end) // 2, last.end - 1))
    walk = (first.step, first.start, last.end) if wanted.intent.idiom == "moving" else None
    return replace(wanted, moments=moments, walk=walk)


def intent_of(suggested: Suggestion, atom: int, people: Sequence[str], setting: Setting) -> Intent | None:
    """What is suggested as a shot of an atom; None where whom or what it is of is not to be seen there."""
    staged = setting.staged[setting.atoms[atom].step]
    moves = suggested.move if suggested.idiom == "moving" else None
    words = CameraWords(
        text=suggested.why, idiom=suggested.idiom, size=suggested.size, angle=suggested.angle, move=moves,
        subject=suggested.subject,
    )  # fmt: skip
    intent = as_asked(replace(setting.roles[atom], words=words), staged, people)
    return intent if _meant(intent, suggested, staged) else None


def _meant(intent: Intent, suggested: Suggestion, staged: Staged) -> bool:
    """Whether the shot is of what was suggested, and not what is made of words that fit nothing there."""
    if suggested.idiom is not None and kind_of(intent.idiom) != kind_of(suggested.idiom):
        return False
    subject = suggested.subject
    if subject is None:
        return True
    if subject in staged.after or subject in staged.tracks:
        return subject in intent.subjects
    return intent.insert is not None


def kind_of(idiom: Idiom) -> Idiom:
    """Kinds that differ only by who speaks are one."""
    return "single" if idiom == "reaction" else idiom


def likeness(run: Run, option: Option, intent: Intent) -> float:
    """How far a shot follows a suggestion, 0 to 1; 0 for one that is about somebody or something else.

    ``intent`` is what the shot of the setup turned out to be.
    """
    suggested, size = run.suggested, option.candidate.size
    made = any(run.first <= step < run.end for step, _ in option.wanted.only)
    if not made and not _about(suggested, intent):
        return 0.0
    worth = earned = 0.0
    if suggested.idiom is not None:
        worth, earned = _KIND, _KIND * (kind_of(intent.idiom) == kind_of(suggested.idiom))
    if suggested.size is not None and intent.idiom != "insert":
        off = abs(SIZES.index(size) - SIZES.index(suggested.size))
        worth, earned = worth + _SIZE, earned + _SIZE * max(1 - off / _OFF, 0.0)
    if suggested.angle is not None:
        worth, earned = worth + _ANGLE, earned + _ANGLE * (intent.angle == suggested.angle)
    return (earned / worth) ** 2 if worth else 0.0


def _about(suggested: Suggestion, intent: Intent) -> bool:
    """Whether a shot that was not made for a suggestion is of whom that is about."""
    if suggested.idiom == "insert" or intent.idiom in THINGS:
        return False
    if suggested.subject is None or suggested.idiom in _GROUPS:
        same = suggested.idiom is None or intent.idiom == suggested.idiom
        return same and (suggested.subject is None or suggested.subject in intent.subjects)
    return suggested.subject == intent.focus


def savings(block: Block, options: Sequence[Option], setting: Setting, cost: Array) -> Array:
    """(atoms of the block, options): what each setup saves while each atom plays, for following what is suggested.

    ``cost`` (atoms, options) is what it costs there.  Where a suggestion is for more than a look, it is weighed where
    it is least out of place.
    """
    saved = np.zeros_like(cost)
    for run in runs_of(setting.staged):
        like = np.array([likeness(run, option, option.intent) for option in options])
        own = [i for i in range(block.first, block.end) if plays(setting.atoms[i], run)]
        if not own or not like.any():
            continue
        rows = [i - block.first for i in own]
        seconds = np.array([setting.atoms[i].seconds for i in own])
        dearer = (cost[rows][:, like == like.max()].min(axis=1) - cost[rows].min(axis=1)) / seconds
        left = _MOST
        for k in np.argsort(np.round(dearer, 6), kind="stable").tolist():
            worth = min(_RATE * float(seconds[k]), left)
            saved[rows[k]] = np.maximum(saved[rows[k]], worth * like)
            left -= worth
    return saved


def is_detail(option: Option) -> bool:
    """Whether a setup was made to show the thing that a suggestion is about."""
    return bool(option.wanted.only) and option.wanted.intent.idiom in THINGS


def angle_at(step: Step) -> Angle | None:
    """The angle that is suggested for a step."""
    suggested = weighed(step)
    return suggested.angle if suggested is not None else None
