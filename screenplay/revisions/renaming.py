"""What was renamed between two drafts: cues as a whole, and single words (people, places) wherever they stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from screenplay.revisions.lines import Lines, words_of
from screenplay.revisions.pairing import Pairing

Votes = dict[str, Counter[str]]
"""For an old name how often which new one stands in its place."""


def renamed_cues(pairing: Pairing) -> dict[str, str]:
    """Cues, as written, that most speeches that are the same in both drafts stand under another one."""
    return {name: now for name, now, _ in _elected(_votes(_cues_of(pairing))) if name != now}


def renamed_words(pairing: Pairing) -> dict[str, str]:
    """Words that another one replaces in most places of the new draft, and in two at least.

    Witnesses are the cues of speeches that are the same, and lines that alone stand between two that are,
    in the old draft and in the new, and have as many words.
    """
    votes: Votes = {}
    for text, other in (*_cues_of(pairing), *_rewritten(pairing)):
        words, others = words_of(text), words_of(other)
        if len(words) != len(others) or 2 * sum(map(str.__ne__, words, others)) > len(words) + 1:
            continue
        for word, now in zip(words, others, strict=True):
            votes.setdefault(word, Counter())[now] += 1
    chosen = [each for each in _elected(votes) if each[0] != each[1]]
    still = _counts(pairing.new, {word for word, _, _ in chosen})
    return {word: now for word, now, often in chosen if often > max(1, still[word])}


def _votes(pairs: Iterable[tuple[str, str]]) -> Votes:
    votes: Votes = {}
    for text, other in pairs:
        votes.setdefault(text, Counter())[other] += 1
    return votes


def _elected(votes: Votes) -> Iterable[tuple[str, str, int]]:
    """Old name, new name and its votes, where it has most of them."""
    for name, heard in votes.items():
        now, often = heard.most_common(1)[0]
        if 2 * often > heard.total():
            yield name, now, often


def _cues_of(pairing: Pairing) -> list[tuple[str, str]]:
    old, new = pairing.old, pairing.new
    return [(old.speaker(i), new.speaker(j)) for i, j in pairing.pairs() if old.leads(i) and new.leads(j)]


def _rewritten(pairing: Pairing) -> list[tuple[str, str]]:
    found = []
    for gap in pairing.gaps():
        old = [i for i in gap.old if not pairing.old.sides[i]]
        new = [j for j in gap.new if not pairing.new.sides[j]]
        if len(old) == len(new) == 1 and pairing.old.types[old[0]] == pairing.new.types[new[0]]:
            found.append((pairing.old.texts[old[0]], pairing.new.texts[new[0]]))
    return found


def _counts(lines: Lines, wanted: set[str]) -> Counter[str]:
    """How often each wanted word stands in a draft, not counting cues."""
    texts = (text for text, side in zip(lines.texts, lines.sides, strict=True) if not side)
    return Counter(word for text in texts for word in words_of(text) if word in wanted) if wanted else Counter()
