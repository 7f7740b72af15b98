"""Scenes of two drafts paired by the lines they share; splits, merges and headings that were renamed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final, NamedTuple

from film.screenplay import Scene, Screenplay
from screenplay.revisions.alignment import ALIKE
from screenplay.revisions.lines import likeness, words_of
from screenplay.revisions.pairing import NONE, Pairing

_SAME_HEADING: Final = 0.5
"""What an unchanged heading counts, as a share of the scene: of two halves the one under it is the old scene."""

_LIVES_ON: Final = 0.2
"""Share of the shorter scene that must be the same for two to be one, unless the heading is."""

_PART: Final = 0.5
"""Share of a new scene that must come from an old one, or go into one, for a split or a merge."""

Span = tuple[int, int]
"""Index of the first element and of the one behind the last."""


class SceneMatch(NamedTuple):
    """By scene index: the new scene of each old one (-1 for none) and the reverse; and what came of which.

    ``split_from[t] == s``: new scene ``t`` was a part of old scene ``s``, which lives on as another one.
    ``merged_into[s] == t``: most of old scene ``s`` now plays in ``t``, which is another one's successor.
    """

    new_of: tuple[int, ...]
    old_of: tuple[int, ...]
    split_from: dict[int, int]
    merged_into: dict[int, int]


def spans_of(screenplay: Screenplay) -> list[Span]:
    """Where each scene's elements stand.  Scenes hold whole stretches of the script, in order."""
    place = {element.id: index for index, element in enumerate(screenplay.elements)}
    return [(place[scene.elements[0]], place[scene.elements[-1]] + 1) for scene in screenplay.scenes]


def match_scenes(
    pairing: Pairing, old: Sequence[Span], new: Sequence[Span], scenes: Sequence[Scene], others: Sequence[Scene]
) -> SceneMatch:
    """Pairs the scenes, and in the pairing the headings of paired ones."""
    shared, weights, weights_new = _shared(pairing, old, new)
    alike = _Places(scenes, others)
    partner = _mutual(_scores(pairing, shared, weights, weights_new, old, new, alike))
    _same_number(partner, scenes, others)
    if scenes and others and not (scenes[0].text or others[0].text or 0 in partner or 0 in partner.values()):
        partner[0] = 0  # what plays before the first heading
    for s, t in partner.items():
        i, j = old[s][0], new[t][0]
        after_the_same = (i == j == 0) or (i > 0 and pairing.new_of[i - 1] == j - 1)
        if alike(s, t) >= ALIKE or after_the_same:
            _pair_headings(pairing, i, j)
    new_of = [partner.get(s, NONE) for s in range(len(old))]
    old_of = [NONE] * len(new)
    for s, t in partner.items():
        old_of[t] = s
    split: dict[int, int] = {}
    merged: dict[int, int] = {}
    for (s, t), weight in shared.items():
        if old_of[t] == NONE and new_of[s] != NONE and weight >= _PART * weights_new[t]:
            split[t] = s
        if new_of[s] == NONE and old_of[t] != NONE and weight >= _PART * weights[s]:
            merged[s] = t
    return SceneMatch(tuple(new_of), tuple(old_of), split, merged)


def _shared(
    pairing: Pairing, old: Sequence[Span], new: Sequence[Span]
) -> tuple[Counter[tuple[int, int]], list[int], list[int]]:
    """Words that each old and new scene have in common through their pairs, and the words of each scene."""
    home = [NONE] * len(pairing.new)
    for t, (start, end) in enumerate(new):
        home[start:end] = [t] * (end - start)
    shared: Counter[tuple[int, int]] = Counter()
    weights = []
    for s, (start, end) in enumerate(old):
        total = 1
        for i in range(start, end):
            if not pairing.old.sides[i] and pairing.old.types[i] != "scene_heading":
                weight = len(pairing.old.texts[i]) + 1
                total += weight
                j = pairing.new_of[i]
                if j != NONE and home[j] != NONE:
                    shared[s, home[j]] += weight
        weights.append(total)
    return shared, weights, [_weight(pairing, span) for span in new]


def _weight(pairing: Pairing, span: Span) -> int:
    lines = pairing.new
    telling = (i for i in range(*span) if not lines.sides[i] and lines.types[i] != "scene_heading")
    return 1 + sum(len(lines.texts[i]) + 1 for i in telling)


def _scores(
    pairing: Pairing,
    shared: Counter[tuple[int, int]],
    weights: Sequence[int],
    weights_new: Sequence[int],
    old: Sequence[Span],
    new: Sequence[Span],
    alike: _Places,
) -> dict[tuple[int, int], float]:
    place = {start: t for t, (start, _) in enumerate(new)}
    headed = {(s, place[j]) for s, (i, _) in enumerate(old) if (j := pairing.new_of[i]) in place}
    scores = {}
    for s, t in {**shared, **dict.fromkeys(headed)}:
        heading = 1.0 if (s, t) in headed else alike(s, t)
        score = shared[s, t] / max(weights[s], weights_new[t]) + _SAME_HEADING * heading
        if (s, t) in headed or shared[s, t] >= _LIVES_ON * min(weights[s], weights_new[t]):
            scores[s, t] = score
    return scores


def _mutual(scores: dict[tuple[int, int], float]) -> dict[int, int]:
    """Pairs by falling score, each scene once."""
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for (s, t), _ in sorted(scores.items(), key=lambda item: (-item[1], item[0])):
        if s not in partner and t not in taken:
            partner[s] = t
            taken.add(t)
    return partner


def _same_number(partner: dict[int, int], old: Sequence[Scene], new: Sequence[Scene]) -> None:
    """A scene with nothing of the old one left is that one still if it has its number between the same neighbours."""
    places = {scene.number: t for t, scene in enumerate(new)}
    taken = set(partner.values())
    for s, scene in enumerate(old):
        t = places.get(scene.number, NONE)
        if s in partner or t == NONE or t in taken:
            continue
        before, after = partner.get(s - 1, -2), partner.get(s + 1, -2)
        beside = before == t - 1 or after == t + 1 or (s == t == 0)
        if beside and new[t].omitted != scene.omitted:
            partner[s] = t
            taken.add(t)


def _pair_headings(pairing: Pairing, i: int, j: int) -> None:
    if pairing.old.types[i] == pairing.new.types[j] == "scene_heading" and pairing.free(i, j):
        pairing.pair(i, j)


class _Places:
    """How far the places of an old and a new scene have the same name, 0 to 1."""

    def __init__(self, old: Sequence[Scene], new: Sequence[Scene]) -> None:
        self._old, self._new = ([frozenset(words_of(scene.heading.place)) for scene in each] for each in (old, new))

    def __call__(self, s: int, t: int) -> float:
        return likeness(self._old[s], self._new[t])
