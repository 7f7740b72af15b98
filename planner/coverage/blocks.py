"""Stretches of a scene in which nobody changes their spot or turns away, and the walks between them.

A camera that stands for one atom of a stretch stands for all of them: setups belong to stretches.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from planner.coverage.company import posture
from planner.coverage.timeline import Atom, walk_of
from planner.geometry import off
from planner.staging.blocking import Staged
from planner.staging.person import Person

_TURN = 75.0
"""Degrees: a face seen from the front is lost beyond."""


@dataclass(frozen=True)
class Block:
    """Atoms [first, end): people hold their spots (``walking`` False), or one walk, sitting down, rising or falling.

    ``movers`` change their spot or posture in it; ``apart`` cuts it off from what is before it: another place, a
    montage's next picture.
    """

    first: int
    end: int
    walking: bool
    people: tuple[str, ...]
    movers: frozenset[str] = frozenset()
    apart: bool = False


def blocks_of(staged: Sequence[Staged], atoms: Sequence[Atom]) -> tuple[Block, ...]:
    """Every atom in exactly one block, in order."""
    keys = [_key(staged[atom.step], atom) for atom in atoms]
    starts: list[int] = []
    facing: Mapping[str, Person] = {}
    for i, atom in enumerate(atoms):
        now = staged[atom.step].after
        if i == 0 or keys[i] != keys[i - 1] or _turned(facing, now):
            starts.append(i)
            facing = now
    found: list[Block] = []
    for first, end in zip(starts, [*starts[1:], len(atoms)], strict=True):
        atom = atoms[first]
        before = atoms[first - 1] if first else None
        found.append(
            Block(
                first=first,
                end=end,
                walking=keys[first][0] == "walk",
                people=tuple(dict.fromkeys(name for each in atoms[first:end] for name in _people(staged, each))),
                movers=_movers(staged[atom.step]) if keys[first][0] == "walk" else frozenset(),
                apart=before is not None and _apart(staged, before, atom),
            )
        )
    return tuple(found)


def _turned(before: Mapping[str, Person], now: Mapping[str, Person]) -> bool:
    """Whether somebody has turned so far that the camera which saw their face sees their back."""
    return any(abs(off(before[name].yaw, now[name].yaw)) > _TURN for name in before.keys() & now.keys())


def _people(staged: Sequence[Staged], atom: Atom) -> tuple[str, ...]:
    return tuple(staged[atom.step].tracks)


def _key(staged: Staged, atom: Atom) -> tuple[object, ...]:
    apart = (staged.place.id, staged.step.lines if staged.step.montage else None)
    walk = walk_of(staged)
    if atom.kind == "walk":
        return "walk", atom.step, apart
    if walk is not None:
        return _still(staged.before if atom.end <= walk[0] + 2 else staged.after), apart
    before, after = _still(staged.before), _still(staged.after)
    if before and before != after:
        return "walk", atom.step, apart
    return after, apart


def _movers(staged: Staged) -> frozenset[str]:
    both = staged.before.keys() & staged.after.keys()
    changed = {name for name in both if posture(staged.before[name]) != posture(staged.after[name])}
    return frozenset(changed | set(staged.movers) | set(staged.entered) | set(staged.left))


def _still(people: Mapping[str, Person]) -> tuple[tuple[str, tuple[float, float, str]], ...]:
    return tuple(sorted((name, posture(person)) for name, person in people.items()))


def _apart(staged: Sequence[Staged], before: Atom, atom: Atom) -> bool:
    """Another place or another picture of a montage; within one step there is no such break."""
    if before.step == atom.step:
        return False
    one, two = staged[before.step], staged[atom.step]
    return one.place.id != two.place.id or one.step.montage or two.step.montage
