"""Shots shared out over processes, one a graphics card, so that all are done at about the same time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def shares(costs: Mapping[str, float], after: Mapping[str, str], hands: int) -> tuple[tuple[str, ...], ...]:
    """The shots of each of up to ``hands`` processes, in the order of ``costs`` (the film's); none is empty.

    ``costs`` are seconds by shot.  ``after`` is the shot that another goes on from: both are made by one process, since
    the second begins with what the first ended with.  The dearest chain goes first, always to whoever has least.

    >>> shares({"a": 5.0, "b": 3.0, "c": 3.0}, {}, 2)
    (('a',), ('b', 'c'))
    """
    loads: list[tuple[float, list[str]]] = [(0.0, []) for _ in range(max(hands, 1))]
    for chain in sorted(_chains(costs, after), key=lambda shots: -sum(costs[shot] for shot in shots)):
        least = min(range(len(loads)), key=lambda hand: (loads[hand][0], hand))
        load, shots = loads[least]
        loads[least] = load + sum(costs[shot] for shot in chain), [*shots, *chain]
    place = {shot: number for number, shot in enumerate(costs)}
    return tuple(tuple(sorted(shots, key=place.__getitem__)) for _, shots in loads if shots)


def _chains(costs: Mapping[str, float], after: Mapping[str, str]) -> Sequence[list[str]]:
    """Shots that go on from one another, in order; a shot that goes on from none of these begins a chain."""
    chains: dict[str, list[str]] = {}
    head: dict[str, str] = {}
    for shot in costs:
        head[shot] = head.get(after.get(shot, ""), shot)
        chains.setdefault(head[shot], []).append(shot)
    return list(chains.values())
