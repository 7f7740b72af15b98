"""Which lines and scenes of a draft live on in the next one.

::

    1  lines that stand once in both drafts are the same; most of them in the same order
    2  what is equal beside a pair, and the cue of a paired speech, is a pair too
       from these: who and what was renamed; then 1 and 2 again under the new names
    3  in every gap between pairs: equal lines in order, then those that share half their words
    4  scenes by the lines they share, their headings with them, however renamed
    5  what is left over and telling enough: moved lines, then moved and rewritten ones

All steps are linear in the lines but for the sorting in 1; a gap is compared line by line only up to
a fixed size (screenplay.revisions.alignment).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from film.screenplay import Screenplay
from screenplay.revisions.alignment import SURE, align, most_alike, score
from screenplay.revisions.lines import Key, Lines, likeness
from screenplay.revisions.pairing import NONE, Pairing, rising
from screenplay.revisions.renaming import renamed_cues, renamed_words
from screenplay.revisions.scenes import SceneMatch, match_scenes, spans_of

_ROUNDS: Final = 6
"""Looks at the gaps, each of which leaves smaller ones."""

_NEAR: Final = 8
"""Lines around a place in which a line is looked for that its neighbours left behind."""

_LIKE_ANYWHERE: Final = 0.6
"""Share of common words by which a rewritten line is known again in another place."""


class Match(NamedTuple):
    """What became of the old draft, by indices of elements and of scenes.

    ``new_of[i]`` is the new line that old line ``i`` lives on as, -1 for none; ``old_of`` the reverse.
    ``words`` are those that were renamed, in lower case, old to new.
    """

    new_of: tuple[int, ...]
    old_of: tuple[int, ...]
    scenes: SceneMatch
    words: Mapping[str, str] = {}


def match(old: Screenplay, new: Screenplay) -> Match:
    """Pairs the elements and the scenes of two drafts.  Each line has one partner or none."""
    pairing = Pairing(Lines(old.elements), Lines(new.elements))
    _same_everywhere(pairing)
    _grow(pairing)
    pairing.renamed = renamed_cues(pairing)
    words = renamed_words(pairing)
    pairing.old.soften(words, pairing.new_of)
    pairing.new.soften({}, pairing.old_of)
    _same_everywhere(pairing)
    _grow(pairing)
    _fill_gaps(pairing)
    spans = spans_of(old), spans_of(new)
    scenes = match_scenes(pairing, *spans, old.scenes, new.scenes)
    _nearby(pairing)
    _left_over(pairing)
    _sides(pairing)
    return Match(tuple(pairing.new_of), tuple(pairing.old_of), scenes, words)


def _same_everywhere(pairing: Pairing) -> None:
    """Lines that stand once in each draft: all that stayed in order, and of the others those that are telling.

    A short line out of order counts if its neighbour has moved with it.
    """
    old, new = pairing.old, pairing.new
    found = _only_ones(
        pairing,
        (i for i in old.telling if pairing.new_of[i] == NONE),
        (j for j in new.telling if pairing.old_of[j] == NONE),
    )
    all_pairs = sorted({*pairing.pairs(), *found})
    kept = rising([j for _, j in all_pairs])
    in_order = {pair for place, pair in enumerate(all_pairs) if place in kept}
    rank_old = {i: rank for rank, i in enumerate(old.telling)}
    rank_new = {j: rank for rank, j in enumerate(new.telling)}
    ranks = {(rank_old[i], rank_new[j]) for i, j in found}
    for i, j in found:
        r, s = rank_old[i], rank_new[j]
        if (i, j) in in_order or old.distinct(i) or (r - 1, s - 1) in ranks or (r + 1, s + 1) in ranks:
            pairing.pair(i, j)


def _only_ones(pairing: Pairing, old: Iterable[int], new: Iterable[int]) -> list[tuple[int, int]]:
    keys, others = pairing.old.keys, pairing.new.keys
    chosen, candidates = list(old), list(new)
    often, again = Counter([keys[i] for i in chosen]), Counter([others[j] for j in candidates])
    place = {others[j]: j for j in candidates}
    return [(i, place[keys[i]]) for i in chosen if often[keys[i]] == 1 and again[keys[i]] == 1]


def _grow(pairing: Pairing) -> None:
    pairing.bind_cues(renamed=False)
    pairing.spread()


def _fill_gaps(pairing: Pairing) -> None:
    for _ in range(_ROUNDS):
        again = [align(pairing, gap) for gap in pairing.gaps()]
        _grow(pairing)
        if not any(again):
            break
    for stretch in pairing.stretches():
        align(pairing, stretch)
    pairing.bind_headings()


def _left_over(pairing: Pairing) -> None:
    """Lines that went elsewhere alone, and those that were rewritten on the way; a copy of another line is neither."""
    old = [i for i in pairing.old.telling if pairing.new_of[i] == NONE and pairing.old.distinct(i)]
    new = [j for j in pairing.new.telling if pairing.old_of[j] == NONE and pairing.new.distinct(j)]
    for i, j in _only_ones(pairing, old, new):
        pairing.pair(i, j)
    old = [i for i in old if pairing.new_of[i] == NONE]
    copies = _copies(pairing)
    for i, j in most_alike(pairing, old, [j for j in new if pairing.old_of[j] == NONE and j not in copies]):
        if likeness(pairing.old.words(i), pairing.new.words(j)) >= _LIKE_ANYWHERE:
            pairing.pair(i, j)


def _copies(pairing: Pairing) -> set[int]:
    """New lines without a partner that repeat a telling old line: none of them is another line rewritten."""
    said = set(pairing.old.texts)
    new = pairing.new
    free = (j for j in new.telling if pairing.old_of[j] == NONE)
    return {j for j in free if new.texts[j] in said and new.distinct(j)}


def _nearby(pairing: Pairing) -> None:
    """Short lines of the same person that only changed places with their neighbours."""
    for i in pairing.old.telling:
        if pairing.new_of[i] != NONE:
            continue
        before = (pairing.new_of[k] for k in range(i - 1, max(-1, i - _NEAR), -1))
        near = next((j for j in before if j != NONE), NONE)
        around = range(max(0, near - _NEAR), min(len(pairing.new), near + _NEAR)) if near != NONE else range(0)
        found = [j for j in around if pairing.old_of[j] == NONE and score(pairing, i, j) >= SURE]
        if len(found) == 1:
            pairing.pair(i, found[0])


def _sides(pairing: Pairing) -> None:
    """Cues and parentheticals that no speech has brought along; then speeches rewritten whole under their old cue."""
    _grow(pairing)
    copies = _copies(pairing)
    for gap in pairing.gaps():
        _equal_sides(pairing, gap.old, [j for j in gap.new if pairing.new.heads.get(j) not in copies])
    for gap in pairing.stretches():
        silent = [
            j for j in gap.new if pairing.old_of[pairing.new.heads.get(j, j)] != NONE or j not in pairing.new.heads
        ]
        _equal_sides(pairing, gap.old, silent)
    pairing.bind_cues(renamed=True)
    for gap in pairing.gaps():
        _rewritten(pairing, gap.old, [j for j in gap.new if j not in copies])


def _equal_sides(pairing: Pairing, old: list[int], new: list[int]) -> None:
    """Equal cues and parentheticals of a gap, in order."""
    waiting: dict[Key, list[int]] = {}
    for j in reversed(new):
        if pairing.new.sides[j]:
            waiting.setdefault(pairing.new.keys[j], []).append(j)
    last = NONE
    for i in old:
        if not pairing.old.sides[i]:
            continue
        there = waiting.get(pairing.old.keys[i], [])
        while there and there[-1] < last:
            there.pop()
        if there and not (_expected(pairing, i) and there[-1] in pairing.new.heads):
            last = there.pop()
            pairing.pair(i, last)


def _heads_a_new_speech(pairing: Pairing, cue: int) -> bool:
    speech = pairing.new.heads.get(cue, NONE)
    return speech != NONE and pairing.old_of[speech] == NONE


def _expected(pairing: Pairing, cue: int) -> bool:
    """The cue's own speech lives on, under a cue that has no partner yet."""
    speech = pairing.old.heads.get(cue, NONE)
    there = pairing.new_of[speech] if speech != NONE else NONE
    return there != NONE and pairing.new.leads(there) and pairing.old_of[pairing.new.cue[there]] == NONE


def _rewritten(pairing: Pairing, old: list[int], new: list[int]) -> None:
    """What is spoken under a cue that stayed, and the only parenthetical in it, whatever they say now."""
    spoken: dict[tuple[int, str], list[int]] = {}
    for j in new:
        if pairing.new.cue[j] != NONE:
            spoken.setdefault((pairing.new.cue[j], pairing.new.types[j]), []).append(j)
    for i in reversed(old):
        cue = pairing.old.cue[i]
        if cue != NONE and pairing.new_of[cue] != NONE:
            there = spoken.get((pairing.new_of[cue], pairing.old.types[i]))
            if there:
                pairing.pair(i, there.pop())
