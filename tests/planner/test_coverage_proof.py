"""The proof of a cut: what the audience remembers over a cutaway speaks against a change as the cut itself does."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

from film.base import Vec3
from planner.continuity.glimpse import Figure, Glimpse
from planner.coverage.objections import Proof
from planner.coverage.take import Draft

FPS = 24.0
HEADS: dict[str, Vec3] = {"anna": (0.0, 0.0, 1.5), "ben": (2.0, 0.0, 1.5), "carl": (9.0, 9.0, 1.5)}
LOOKS = {"anna": "ben", "ben": "anna"}


def shot(index: int, y: float, seen: tuple[str, ...], seconds: float = 2.0, redraws: bool = False) -> Draft:
    """A shot of some of them from ``y`` metres to the left of the line from Anna to Ben."""
    people = {name: figure(name, name in seen) for name in HEADS}
    glimpse = Glimpse((1.0, y, 1.5), 0.0, 40.0, seen[0], redraws, people)
    frames = round(seconds * FPS)
    made = SimpleNamespace(glimpses=(glimpse, glimpse), frames=frames, pieces=((index, 0, frames),))
    return cast(Draft, made)


def figure(name: str, seen: bool) -> Figure:
    """Somebody in three quarters."""
    return Figure(
        seen=seen,
        x={"anna": -0.5, "ben": 0.5, "carl": 0.0}[name],
        y=0.0,
        scale=1.0,
        look_x=0.0,
        look_y=0.0,
        look_z=1.0,
        rise=0.0,
        at=LOOKS.get(name),
        motion=0.0,
        speed=0.0,
        azimuth=0.0,
        head=HEADS[name],
    )


BOTH = ("anna", "ben")
PROOF = Proof(frozenset(), FPS)


def test_a_line_is_remembered_over_a_cutaway() -> None:
    cut = [shot(0, -3, BOTH), shot(1, 5, ("carl",)), shot(2, 3, BOTH)]
    assert PROOF.broken(cut) == [(2, True)]
    assert PROOF.broken([cut[0], shot(1, 5, ("carl",), redraws=True), cut[2]]) == []
    assert Proof(frozenset({(1, 0)}), FPS).broken(cut) == []


def test_a_change_is_worse_where_it_breaks_a_rule_with_a_shot_further_on() -> None:
    before, away, after = [shot(0, -4, ("carl",))], shot(2, 5, ("carl",)), shot(3, 3, BOTH)
    was, becomes = [shot(1, 3, BOTH)], [shot(1, -3, BOTH)]
    assert PROOF.worse(before, was, becomes, [away, after])
    assert not PROOF.worse(before, becomes, was, [away, after])


def test_what_is_long_ago_speaks_against_nothing() -> None:
    away, after = shot(2, 5, ("carl",), 40.0), shot(3, 3, BOTH)
    assert not PROOF.worse([], [shot(1, 3, BOTH)], [shot(1, -3, BOTH)], [away, after])
