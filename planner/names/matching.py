"""Which beat, line, shot and setup of a new plan is which of the plan before.

Shots are matched by the script they play: the elements under their lines, which a revised draft
carries over.  Of the pairs that share any, those are taken that are most alike and stand in the same
order (a weighted longest rising chain, as in text comparison); what was moved is matched after them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from film.base import LineSpan
from film.plan import ScenePlan
from film.shot import Setup, Shot

Lines = Mapping[int, str]
"""Line of a draft's source to the id of the element on it."""

_ENOUGH = 1.5
"""The least likeness of one shot; two shots of the same elements have 3 for that alone."""


class Pair(NamedTuple):
    """Indices of one thing in the new plan and in the one before, and how alike they are."""

    now: int
    before: int
    alike: float


def played(spans: Iterable[LineSpan], lines: Lines) -> frozenset[str]:
    """The elements under spans of lines."""
    return frozenset(lines[line] for first, last in spans for line in range(first, last + 1) if line in lines)


def pairs(
    now: Sequence[frozenset[str]], before: Sequence[frozenset[str]], alike: Callable[[int, int], float]
) -> dict[int, int]:
    """Index now to index before for things that play these elements; ``alike`` is 0 or less for no pair."""
    owners: dict[str, list[int]] = defaultdict(list)
    for b, elements in enumerate(before):
        for element in elements:
            owners[element].append(b)
    found = []
    for n, elements in enumerate(now):
        near = sorted({b for element in elements for b in owners.get(element, ())})
        found += [Pair(n, b, likeness) for b in near if (likeness := alike(n, b)) > 0]
    chosen = {pair.now: pair.before for pair in _rising(found)}
    taken = set(chosen.values())
    for pair in sorted(found, key=lambda pair: (-pair.alike, pair.now, pair.before)):
        if pair.now not in chosen and pair.before not in taken:
            chosen[pair.now] = pair.before
            taken.add(pair.before)
    return chosen


def _rising(found: Sequence[Pair]) -> list[Pair]:
    """The heaviest chain of pairs that rises in both indices, by a Fenwick tree of the best chain up to an index."""
    width = max((pair.before for pair in found), default=-1) + 1
    tree: list[tuple[float, int]] = [(0.0, -1)] * (width + 1)
    links = [-1] * len(found)
    best = (0.0, -1)
    # Within one new thing the later partners come first, so that a chain never takes two of them.
    order = sorted(range(len(found)), key=lambda i: (found[i].now, -found[i].before))
    for i in order:
        upto, at = (0.0, -1), found[i].before
        while at > 0:
            upto = max(upto, tree[at])
            at -= at & -at
        links[i] = upto[1]
        here = (upto[0] + found[i].alike, i)
        best = max(best, here)
        at = found[i].before + 1
        while at <= width:
            tree[at] = max(tree[at], here)
            at += at & -at
    chain, i = [], best[1]
    while i >= 0:
        chain.append(found[i])
        i = links[i]
    return chain[::-1]


def same_shots(now: ScenePlan, lines: Lines, before: ScenePlan, before_lines: Lines) -> dict[int, int]:
    """Shots of the scene now to those before, by index."""
    ours = [played(shot.covers, lines) for shot in now.shots]
    theirs = [played(shot.covers, before_lines) for shot in before.shots]
    turns = _turns(ours), _turns(theirs)

    def alike(n: int, b: int) -> float:
        common = 3 * _share(ours[n], theirs[b])
        order = 0.4 if turns[0][n] == turns[1][b] else 0.0
        likeness = common + order + _kind(now.shots[n], before.shots[b])
        return likeness if likeness >= _ENOUGH and common else 0.0

    return pairs(ours, theirs, alike)


def _turns(covers: Sequence[frozenset[str]]) -> list[int]:
    """How many shots before it play exactly what a shot plays: the first, the second of a line."""
    seen: Counter[frozenset[str]] = Counter()
    turns = []
    for each in covers:
        turns.append(seen[each])
        seen[each] += 1
    return turns


def _kind(a: Shot, b: Shot) -> float:
    return (
        1.0 * (a.idiom == b.idiom)
        + 0.5 * (a.size == b.size)
        + 0.8 * _share(frozenset(a.subjects), frozenset(b.subjects))
        + 0.2 * (a.subjects[:1] == b.subjects[:1])
        + 0.5 * (a.insert == b.insert)
    )


def same_setups(now: ScenePlan, before: ScenePlan, shots: Mapping[int, int]) -> dict[int, int]:
    """Setups of the scene now to those before, by index: by the shots they have in common, then by likeness.

    A setup that no shot leads to is new: one of the same kind elsewhere is another placement.
    """
    at = [{setup.id: i for i, setup in enumerate(scene.setups)} for scene in (now, before)]
    votes: Counter[tuple[int, int]] = Counter()
    for n, b in shots.items():
        mine, theirs = at[0].get(now.shots[n].setup), at[1].get(before.shots[b].setup)
        if mine is not None and theirs is not None:
            votes[mine, theirs] += 1
    ranked = sorted(votes, key=lambda pair: (-votes[pair], -_placed(now.setups[pair[0]], before.setups[pair[1]]), pair))
    found: dict[int, int] = {}
    taken: set[int] = set()
    for mine, theirs in ranked:
        if mine not in found and theirs not in taken:
            found[mine] = theirs
            taken.add(theirs)
    return found


def _placed(a: Setup, b: Setup) -> float:
    same = (a.position == b.position) + (a.target == b.target) + (a.lens_mm == b.lens_mm)
    return same + (a.idiom == b.idiom) + (a.size == b.size) + _share(frozenset(a.subjects), frozenset(b.subjects))


def same_spans(
    now: Sequence[tuple[LineSpan, str]], lines: Lines, before: Sequence[tuple[LineSpan, str]], before_lines: Lines
) -> dict[int, int]:
    """Beats or lines of dialogue, each a span and a kind that both must share, by index."""
    ours = [played([span], lines) for span, _ in now]
    theirs = [played([span], before_lines) for span, _ in before]

    def alike(n: int, b: int) -> float:
        return _share(ours[n], theirs[b]) if now[n][1] == before[b][1] else 0.0

    return pairs(ours, theirs, alike)


def rising_places(places: Sequence[tuple[int, str]]) -> frozenset[int]:
    """The places of a longest rising run in a sequence: those that kept their order."""
    ends: list[tuple[int, str]] = []
    tails: list[int] = []
    links: list[int] = []
    for i, place in enumerate(places):
        at = bisect_left(ends, place)
        links.append(tails[at - 1] if at else -1)
        ends[at : at + 1] = [place]
        tails[at : at + 1] = [i]
    kept, i = set(), tails[-1] if tails else -1
    while i >= 0:
        kept.add(i)
        i = links[i]
    return frozenset(kept)


def _share(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / len(a | b) if a or b else 1.0
