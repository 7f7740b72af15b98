"""What a setup costs while an atom plays: how far what it shows is from what the story is about.

Terms, after Galvane et al. 2015 (action, visibility, Hitchcock) and Leake et al. 2017 (speaker visible,
intensify emotion); each is a rate a second of the atom but for the last four, which are flat:

==========  ======================================================================================
weight      sum over people of |share of importance - share of the picture|
size        steps between the size of the one it is about and the size the moment wants
angle       a low, high or tilted camera where nothing asks for it, or eye level where the moment wants one
faces       whoever should face us turns their back; what speaks against the picture as such (``composed``)
mouth       somebody speaks and the mouth is not seen: less inside a long speech, none for news
asked       the writer's camera words, or the thing to be seen, are not what is shown
place       a new place, or people who have just moved, and no picture of who is where
suggested   what is saved for following a suggestion (``suggested``)
==========  ======================================================================================
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import reduce
from typing import Literal

import numpy as np

from film.shot import Angle
from film.style import Style
from planner.coverage.blocks import Block
from planner.coverage.composed import ill_composed
from planner.coverage.intent import SIZES
from planner.coverage.option import Asked, Option
from planner.coverage.palette import Setting
from planner.coverage.picture import Picture
from planner.coverage.roles import Role
from planner.coverage.suggested import angle_at, is_detail, savings
from planner.coverage.timeline import Atom
from planner.geometry import Array

FORBIDDEN = 1e4
"""What is never chosen while anything else is there."""
_WEIGHT, _SIZE, _MOUTH, _AWAY = 0.75, 0.3, 1.1, 0.6
_COOL = 0.8
"""The size tells most at the turn, where heat adds up to 1 to this."""
_BACKS = 0.45
_ODD_ANGLE = 1.5
_FLAT = {"anime": 0.7, "classical": 0.25}
"""What eye level costs where the moment wants another angle."""
_TIGHT = 0.35
"""What each step tighter than wanted costs beyond a step wider: too close too early spends what the end needs."""
_PLACE, _NEW_PLACE, _MOVED = 3.0, 9.0, 1.6
_AGAIN = 3.0
"""A place that is known is shown whole again only to get over the line."""
_THING = 7.0
_WIDE = ("master", "two_shot", "establishing", "moving")
_LIGHT, _USUAL = 3.6, 0.4
"""What it costs to put up a camera and light for it; setups by shots of a usual cut."""
_USUAL_SECONDS, _SHARINGS, _MANY = 3.0, 4, 4
"""The seconds of shot for which lighting is weighed, how often its shares are set anew, how many uses are many."""
_OPENING = 0.8
"""The size wanted of the first look at a place."""
_PRICE = 0.05
"""How much the solver's own wishes weigh."""


Term = Literal["weight", "size", "mouth", "bearing", "composed"]
"""What a picture costs by the second; ``bearing`` is a back or an odd angle, ``composed`` is ``ill_composed``."""


def shot_costs(block: Block, options: Sequence[Option], seen: Picture, setting: Setting) -> Array:
    """(atoms of the block, options): the cost of each setup while each atom plays."""
    atoms, roles = setting.atoms[block.first : block.end], setting.roles[block.first : block.end]
    rated = rates(block, options, seen, setting)
    cost = np.zeros((len(atoms), len(options)))
    for t, (atom, role) in enumerate(zip(atoms, roles, strict=True)):
        due = _due(atom, role, setting.staged[atom.step].step.insert)
        obeys = np.array([is_detail(option) if due is None else option.wanted.forced == due for option in options])
        rate = reduce(np.add, rated[t].values())
        cost[t] = np.where(obeys, 0.0, atom.seconds * rate) + _asked(due, options)
    cost += _where(block, options, seen, setting) + _elsewhere(atoms, options)
    cost += np.array([_PRICE * min(option.price, 40.0) for option in options]) * _seconds(atoms)[:, None] / 3
    return cost - savings(block, options, setting, cost)


def rates(block: Block, options: Sequence[Option], seen: Picture, setting: Setting) -> list[dict[Term, Array]]:
    """For each atom of the block what each setup costs a second, term by term: arrays (options,)."""
    share, odd = _share(seen), ill_composed(options, seen)
    opens, coverage = block.first == 0 and setting.establish, setting.style.coverage
    found: list[dict[Term, Array]] = []
    for t, atom in enumerate(setting.atoms[block.first : block.end]):
        role, asked = setting.roles[block.first + t], angle_at(setting.staged[atom.step].step)
        wanted = _OPENING if opens and t == 0 else role.size
        emphasis = 2.0 if atom.kind == "news" else 1.0
        terms: dict[Term, Array] = {
            "weight": emphasis * _WEIGHT * _missed(role, share[t], seen.names),
            "size": (_COOL + role.heat) * _size_off(role, wanted, options, seen, t),
            "mouth": _mouth_missed(atom, role, options, seen, t, setting.style.reactions),
            "bearing": _BACKS * _backs(seen, t, options, role.focus) + _angled(role, options, coverage, asked),
            "composed": odd[t],
        }
        found.append(terms)
    return found


def _seconds(atoms: Sequence[Atom]) -> Array:
    return np.array([atom.seconds for atom in atoms])


def _share(seen: Picture) -> Array:
    """(T, S, P): each person's share of what the picture shows of people, by size and by how much of the face."""
    facing = np.where(seen.turn < 100, 1.0, 0.3)
    area = np.where(seen.seen, np.minimum(seen.scale, 3.0) * facing, 0.0)
    total = area.sum(axis=2, keepdims=True)
    return np.asarray(area / np.where(total > 0, total, 1.0))


def _missed(role: Role, share: Array, names: Sequence[str]) -> Array:
    weights = np.array([role.weights.get(name, 0.0) for name in names])
    return np.asarray(np.abs(share - weights).sum(axis=1)) if len(names) else np.zeros(len(share))


def _size_off(role: Role, wanted: float, options: Sequence[Option], seen: Picture, t: int) -> Array:
    """How many steps of size the picture is off, of the one who matters most among those it shows."""
    nominal = np.array([float(SIZES.index(option.candidate.size)) for option in options])
    size = nominal
    if role.weights and seen.names:
        weights = np.array([role.weights.get(name, 0.0) for name in seen.names])
        ranked = np.where(seen.seen[t], weights, -1.0)
        best = ranked.argmax(axis=1)
        rows = np.arange(len(options))
        size = np.where(ranked[rows, best] > 0, seen.size[t][rows, best], nominal)
    gap = wanted - size
    return np.asarray(_SIZE * np.abs(gap) ** 1.5 + _TIGHT * _SIZE * np.maximum(-gap - 0.6, 0.0))


def _mouth_missed(atom: Atom, role: Role, options: Sequence[Option], seen: Picture, t: int, reactions: float) -> Array:
    """What it costs to look away from who speaks, or from who must be seen."""
    if role.speaker is None or role.speaker not in seen.names:
        focus = role.focus
        if focus is None or focus not in seen.names or atom.kind == "insert":
            return np.zeros(len(options))
        p = seen.names.index(focus)
        due = _MOUTH if atom.kind == "news" else _AWAY
        return np.where(seen.seen[t, :, p] & (seen.turn[t, :, p] < 95), 0.0, due)
    p = seen.names.index(role.speaker)
    shoulder = np.array([option.intent.over == role.speaker for option in options])
    heard = seen.seen[t, :, p] & (seen.turn[t, :, p] < 95) & ~shoulder
    away = _MOUTH * (1.0 if role.opens else max(1.0 - 1.7 * reactions, 0.0))
    return np.where(heard, 0.0, away)


def _backs(seen: Picture, t: int, options: Sequence[Option], focus: str | None) -> Array:
    """How many of those that a two-shot or a single is about turn their backs, and whoever a master plays for."""
    about = np.array([[_faces_us(option, name, focus) for name in seen.names] for option in options], dtype=bool)
    turned = seen.seen[t] & (seen.turn[t] > 112) & about.reshape(len(options), len(seen.names))
    return np.asarray(turned.sum(axis=1))


def _faces_us(option: Option, name: str, focus: str | None) -> bool:
    intent = option.intent
    if intent.idiom in ("two_shot", "single"):
        return name in intent.subjects[:2]
    return intent.idiom == "master" and name == focus


def _angled(role: Role, options: Sequence[Option], coverage: str, asked: Angle | None) -> Array:
    """A low, high or tilted camera is kept for the moments that want it."""
    angles = [option.intent.angle for option in options]
    wrong = np.array([_ODD_ANGLE * (angle not in ("eye", role.angle, asked)) for angle in angles])
    flat = _FLAT.get(coverage, 0.0) if role.angle != "eye" else 0.0
    return np.asarray(wrong + np.array([flat * (angle == "eye") for angle in angles]))


def _due(atom: Atom, role: Role, thing: str | None) -> Asked | None:
    """The thing or the writer's camera words that an atom must be played on."""
    if atom.kind == "insert":
        return "thing", thing or ""
    return None if role.words is None else ("words", atom.step)


def _asked(due: Asked | None, options: Sequence[Option]) -> Array:
    """What is not played on what it must be; setups made for other words or things play nothing else."""
    missing = 0.0 if due is None else _THING if due[0] == "thing" else FORBIDDEN / 2
    forced = [option.wanted.forced for option in options]
    return np.array([0.0 if each == due else missing if each is None else FORBIDDEN for each in forced])


def _elsewhere(atoms: Sequence[Atom], options: Sequence[Option]) -> Array:
    """A setup that was suggested for some moments plays no others."""
    cost = np.zeros((len(atoms), len(options)))
    for s, option in enumerate(options):
        if only := option.wanted.only:
            cost[:, s] = [0.0 if (atom.step, atom.start) in only else FORBIDDEN for atom in atoms]
    return cost


def _where(block: Block, options: Sequence[Option], seen: Picture, setting: Setting) -> Array:
    """Who is where: owed to the audience when a place is new or people have moved, paid by a picture of them."""
    cost = np.zeros((block.end - block.first, len(options)))
    openings = np.array([option.wanted.opening for option in options])
    wide = np.array([option.intent.idiom in _WIDE for option in options])
    whole = wide & (seen.seen.sum(axis=2) >= min(len(block.people), 4)) if seen.names else None
    if block.first == 0 and setting.establish:
        cost[0] += np.where(openings, 0.0, _NEW_PLACE)
        cost[1:] += np.where(openings, _PLACE, 0.0)
    else:
        cost += np.where(openings, FORBIDDEN, 0.0)
    if whole is None or block.walking or len(block.people) < 2:
        return cost
    due = 0 if block.first > 0 or not setting.establish else 1
    if due < len(cost):
        cost[due] += np.where(whole[due], 0.0, 1.0) * (_MOVED if block.first else _PLACE)
    return cost


def shares(
    setups: Sequence[Array], rates: Sequence[Array | None], options: Sequence[Option], style: Style
) -> Mapping[int, int]:
    """How many steps each setup is likely to play: every step on its cheapest, the cost of lighting shared among them.

    A charge that is paid once, spread over the uses that the last solution made of it, is the slope scaling of fixed
    charges (Kim & Pardalos, "A solution approach to the fixed charge network flow problem", 1999).  It hangs on what
    a second of each step costs, never on how long the step is, and counts coarsely.
    """
    uses = {i: max(min(option.wanted.uses, _MANY), 1) for i, option in enumerate(options)}
    for _ in range(_SHARINGS):
        light = _light(options, style, uses)
        best = Counter(
            int(here[(_USUAL_SECONDS * rate + light[here]).argmin()])
            for here, rate in zip(setups, rates, strict=True)
            if rate is not None
        )
        uses = {i: min(count, _MANY) for i, count in best.items()}
    return uses


def _light(options: Sequence[Option], style: Style, uses: Mapping[int, int]) -> Array:
    return _LIGHT * style.setups / np.array([uses.get(i, 1) for i in range(len(options))], dtype=float)


def base_costs(options: Sequence[Option], style: Style, uses: Mapping[int, int]) -> Array:
    """(options,): what each shot of a setup costs: its idiom, and its lighting shared by ``uses`` shots.

    A shot pays or saves against what shots usually pay, so that dear lighting makes no longer shots.
    """
    light = _light(options, style, uses) - _LIGHT * style.setups * _USUAL
    liking = np.array([_LIKING.get((style.coverage, option.intent.idiom), 0.0) for option in options])
    again = np.array([option.intent.idiom == "establishing" and not option.wanted.opening for option in options])
    return np.asarray(light + liking + _AGAIN * again)


_LIKING = {
    ("classical", "ots"): -0.25, ("classical", "master"): 0.25, ("anime", "single"): -0.4, ("anime", "ots"): 0.4,
    ("anime", "insert"): -0.8, ("documentary", "ots"): 0.5, ("documentary", "two_shot"): -0.3,
    ("one_er", "master"): -1.5, ("one_er", "two_shot"): -1.5, ("one_er", "moving"): -2.0, ("one_er", "insert"): 2.0,
}  # fmt: skip
