"""The table laid for a scene: its setups solved stretch by stretch, and what each of them and every cut costs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from planner.coverage.blocks import Block, blocks_of
from planner.coverage.costs import base_costs, shares, shot_costs
from planner.coverage.desk import Desk
from planner.coverage.editing import Reel
from planner.coverage.intent import Intent
from planner.coverage.joins import FAULT, join_costs
from planner.coverage.option import Option, Wanted
from planner.coverage.palette import Setting, bounded, palette
from planner.coverage.rhythm import SPREAD, medians, pace
from planner.coverage.roles import roles_of
from planner.coverage.setups import Studio
from planner.coverage.stage import Stage
from planner.coverage.suggested import nearest, wished
from planner.coverage.timeline import atoms_of
from planner.geometry import Array

_FRAMED_ANEW = 9.0
"""Seconds after which a one-er has found its next picture."""
_LATE = 1.0
"""What it costs a documentary hand to be there before a speech begins."""
_LONGEST = 5.0
"""How many times the style's median a shot of several atoms lasts at most."""
_WIDE, _FACES = ("master", "moving", "two_shot"), ("single", "ots")


def desk_of(stage: Stage, establish: bool) -> Desk:
    """What a scene is cut from.  ``establish``: the place is new to the audience or time has passed."""
    atoms = atoms_of(stage.staged, stage.fps, stage.style)
    roles = roles_of(stage.staged, atoms, stage.style)
    setting = Setting(stage.staged, atoms, roles, stage.style, stage.place.enclosure == "open", establish)
    blocks = blocks_of(stage.staged, atoms)
    studio = Studio(stage)
    options: list[Option] = []
    numbers: dict[object, int] = {}
    own: list[list[int]] = []
    for block in blocks:
        found = studio.options((*palette(block, setting), *_had(studio, wished(block, setting))))
        if not any(option.wanted.free for option in found):
            found.append(studio.whatever_works(_anyhow(block, setting)))
        own.append([])
        for option in found:
            if option.key not in numbers:
                numbers[option.key] = len(options)
                options.append(option)
            own[-1].append(numbers[option.key])
    offsets = [0]
    for each in stage.staged:
        offsets.append(offsets[-1] + each.frames)
    active = [_active(k, blocks, own, options) for k in range(len(blocks))]
    return Desk(stage, setting, blocks, options, active, offsets, {})


def _had(studio: Studio, wishes: Iterable[Wanted]) -> Iterator[Wanted]:
    """What is suggested, in the next size where no camera can be had for it in its own."""
    for wanted in wishes:
        near = (bounded(each, studio.stage.style) for each in nearest(wanted))
        yield next((each for each in (wanted, *near) if studio.options((each,))), wanted)


def _anyhow(block: Block, setting: Setting) -> Wanted:
    """A wide for a stretch in which nothing that was wanted can be had."""
    atom = setting.atoms[block.first]
    last = setting.atoms[block.end - 1]
    moments = ((atom.step, atom.middle), (last.step, last.middle))
    return Wanted(Intent("master", "WS", block.people, ()), moments, 1)


def _active(k: int, blocks: Sequence[Block], own: Sequence[Sequence[int]], options: Sequence[Option]) -> Array:
    """The setups that may play in a block: its own, and those of its neighbours that may be held over into it."""
    found = set(own[k])
    movers = blocks[k].movers
    for other in (k - 1, k + 1):
        if not 0 <= other < len(blocks) or blocks[max(k, other)].apart:
            continue
        for number in own[other]:
            option = options[number]
            if _stays(option, blocks[k], movers):
                found.add(number)
    return np.array(sorted(found))


def _stays(option: Option, block: Block, movers: frozenset[str]) -> bool:
    """Whether a setup of a neighbouring stretch may be held: a wide anyhow, a face while its owner keeps the spot."""
    intent = option.intent
    if not option.wanted.free or not set(intent.subjects) <= set(block.people):
        return False
    return intent.idiom in _WIDE or (intent.idiom in _FACES and not movers & set(intent.subjects))


def reel_of(desk: Desk) -> Reel:
    """What the chain is made of: every setup of every atom, every cut, priced."""
    atoms, setting = desk.setting.atoms, desk.setting
    shown: list[Array] = []
    setups: list[Array] = []
    joins: list[Array] = []
    for k, block in enumerate(desk.blocks):
        here = desk.active[k]
        options = [desk.options[number] for number in here]
        middles = [(atom.step, atom.middle) for atom in atoms[block.first : block.end]]
        shown += list(shot_costs(block, options, desk.picture(here, middles), setting))
        setups += [here] * (block.end - block.first)
        joins.append(_between(desk, k))
        if block.end - block.first > 1:
            moments = [(atom.step, atom.start) for atom in atoms[block.first + 1 : block.end]]
            looks = [desk.stage.company.moment(*moment) for moment in moments]
            joins += list(join_costs(options, desk.picture(here, moments), looks))
    style = desk.stage.style
    # A one-er frames anew as often as it would cut, and then does it without cutting.
    seconds = min(style.shot_seconds, _FRAMED_ANEW) if style.coverage == "one_er" else style.shot_seconds
    return Reel(
        shown=shown,
        setups=setups,
        joins=[each + late for each, late in zip(joins, _lateness(desk), strict=True)],
        breaks=frozenset(block.first for block in desk.blocks if block.apart) | _smashes(desk) | _comings(desk),
        seconds=np.array([atom.seconds for atom in atoms]),
        pace=np.array([pace(role.tension) for role in setting.roles]),
        medians=medians(desk.options, seconds),
        base=base_costs(desk.options, style, shares(setups, _rates(desk, shown), desk.options, style)),
        spread=SPREAD,
        longest=_LONGEST * seconds,
    )


def _rates(desk: Desk, shown: Sequence[Array]) -> list[Array | None]:
    """What the setups cost a second in the first atom of each step; None for its other atoms."""
    atoms = desk.setting.atoms
    firsts = {atom.step: i for i, atom in reversed(list(enumerate(atoms)))}
    return [
        costs / atom.seconds if firsts[atom.step] == i else None
        for i, (atom, costs) in enumerate(zip(atoms, shown, strict=True))
    ]


def _lateness(desk: Desk) -> list[float]:
    """What a cut before each atom costs because the hand cannot know who will speak: documentary comes late."""
    if desk.stage.style.coverage != "documentary":
        return [0.0] * len(desk.setting.atoms)
    return [_LATE * (atom.kind == "speech" and atom.start == 0) for atom in desk.setting.atoms]


def _smashes(desk: Desk) -> frozenset[int]:
    """Atoms that begin with a transition of the writer's: a cut falls there."""
    staged = desk.stage.staged
    return frozenset(
        i for i, atom in enumerate(desk.setting.atoms) if atom.start == 0 and staged[atom.step].step.transition != "cut"
    )


def _comings(desk: Desk) -> frozenset[int]:
    """Atoms with which somebody comes in, or is gone: a cut falls there, so that nobody waits in the door."""
    staged = desk.stage.staged
    return frozenset(
        i
        for i, atom in enumerate(desk.setting.atoms)
        if i and atom.start == 0 and (staged[atom.step].entered or staged[atom.step - 1].left)
    )


def _between(desk: Desk, k: int) -> Array:
    """What cuts from the setups of the block before to those of a block cost, at its first frame."""
    if k == 0:
        return np.zeros((0, 0))
    before, here = desk.active[k - 1], desk.active[k]
    if desk.blocks[k].apart:
        return np.where(before[:, None] == here[None, :], FAULT, 0.0)
    union = np.unique(np.concatenate([before, here]))
    atom = desk.setting.atoms[desk.blocks[k].first]
    moment = (atom.step, atom.start)
    options = [desk.options[number] for number in union]
    joins = join_costs(options, desk.picture(union, [moment]), [desk.stage.company.moment(*moment)])[0]
    return np.asarray(joins[np.ix_(np.searchsorted(union, before), np.searchsorted(union, here))])
