"""Names between drafts where things were moved: the heaviest chain keeps its order, the rest keep their names."""

from __future__ import annotations

from collections.abc import Sequence

from planner.names.matching import pairs, rising_places


def matched(now: Sequence[str], before: Sequence[str], weights: dict[str, float] | None = None) -> dict[int, int]:
    """Which letter of one word is which of the other; each pair as alike as its letter weighs."""
    weight = weights or {}
    sides = [[frozenset({letter}) for letter in side] for side in (now, before)]
    return pairs(sides[0], sides[1], lambda n, _: weight.get(now[n], 1.0))


def test_what_kept_its_order_is_itself() -> None:
    assert matched("abcd", "abcd") == {0: 0, 1: 1, 2: 2, 3: 3}
    assert matched("axbycz", "abc") == {0: 0, 2: 1, 4: 2}


def test_what_was_moved_is_itself_too() -> None:
    assert matched("bca", "abc") == {0: 1, 1: 2, 2: 0}
    assert matched("cba", "abc") == {0: 2, 1: 1, 2: 0}


def test_of_twins_those_in_order_are_taken() -> None:
    assert matched("aab", "aab") == {0: 0, 1: 1, 2: 2}
    assert matched("aba", "aba") == {0: 0, 1: 1, 2: 2}
    assert matched("ba", "aba") == {0: 1, 1: 2}
    assert matched("ab", "aba") == {0: 0, 1: 1}


def test_one_that_is_very_alike_outweighs_two_that_are_a_little() -> None:
    twins = [frozenset({"a", "b", "c"})] * 3
    alike = {(0, 0): 1.0, (1, 1): 1.0, (0, 2): 5.0, (1, 2): 0.5, (2, 1): 1.0}
    assert pairs(twins[:2], twins, lambda n, b: alike.get((n, b), 0.0)) == {0: 2, 1: 1}


def test_what_is_not_alike_is_no_pair() -> None:
    assert pairs([frozenset("a")], [frozenset("a")], lambda *_: 0.0) == {}
    assert pairs([frozenset("a")], [frozenset("b")], lambda *_: 1.0) == {}


def test_places_that_rise_are_the_longest_such_row() -> None:
    assert rising_places([]) == frozenset()
    assert rising_places([(1, ""), (2, ""), (3, "")]) == {0, 1, 2}
    assert rising_places([(3, ""), (1, ""), (2, "")]) == {1, 2}
    assert rising_places([(1, ""), (9, ""), (2, ""), (3, "")]) == {0, 2, 3}
    assert rising_places([(3, "A"), (3, ""), (3, "B")]) in ({0, 2}, {1, 2})
    assert rising_places([(2, ""), (2, "")]) in ({0}, {1})


def test_one_thing_is_never_two_of_the_draft_before() -> None:
    likeness = (1.0, 0.5)
    assert pairs([frozenset("a")], [frozenset("a")] * 2, lambda _, b: likeness[b]) == {0: 0}
