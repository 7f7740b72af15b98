"""What speaks against a picture as such, whoever the story is about while it is seen.

An over-the-shoulder looks past a back, a close face past the lens and not across it, a head is in the frame or out of
it, and nobody whom a wide is of stands half outside (Katz, "Film Directing Shot by Shot", 1991; Mascelli, "The Five
C's of Cinematography", 1965, on composition).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from film.shot import Idiom, Size
from planner.camera.framing import TOP_ABOVE_HEAD
from planner.camera.kernels.ground import SHOULDER_BACK, Integers
from planner.coverage.option import Option
from planner.coverage.picture import Picture
from planner.geometry import Array

_NO_SHOULDER, _AWAY = 3.0, 100.0
"""What an OTS costs whose foreground looks at the lens, or whose focus, so many degrees off it, away from it.

As all here it is a rate a second.
"""
_STACKED = 0.6
"""What two of a wide cost who stand one behind the other."""
_PROFILE, _THREE_QUARTER = 0.4, 48.0
"""What a close single costs for each 30 degrees that it stands farther off the look than a three-quarter view."""
_CUT, _CHEST, _NEAREST = 0.9, 0.35, 12.0
"""What a head costs that the frame cuts; statures from head to chest; how large whoever counts is, in frames."""
_OVER_EDGE = 1.04
"""How high up the frame a crown must be for its head to be cut: 1 is the edge."""
_AT_EDGE, _SHOULDERS = 0.6, 0.13
"""What a subject of a wide costs whose body the frame's side cuts; statures from the head to a shoulder."""
_ALONE: tuple[Idiom, ...] = ("single", "reaction")
_CLOSE: tuple[Size, ...] = ("MCU", "CU", "ECU")
_WIDE: tuple[Idiom, ...] = ("master", "two_shot", "establishing", "moving")


def ill_composed(options: Sequence[Option], seen: Picture) -> Array:
    """(T, S): the cost of each setup a second at each instant."""
    if not seen.names or not options:
        return np.zeros(seen.x.shape[:2])
    cost = _NO_SHOULDER * _without_shoulder(options, seen) + _PROFILE * _in_profile(options, seen)
    return np.asarray(cost + _CUT * _cut_heads(options, seen) + _spread(options, seen))


def _columns(seen: Picture, names: Iterable[str | None]) -> Integers:
    """(S,): the column of a name for each setup, -1 for none."""
    columns = {name: p for p, name in enumerate(seen.names)}
    return np.array([columns.get(name or "", -1) for name in names], dtype=np.int64)


def _without_shoulder(options: Sequence[Option], seen: Picture) -> Array:
    """An OTS is a back and a face: when either has turned round it shows two faces, or two backs."""
    intents = [option.intent for option in options]
    over = _columns(seen, (each.over if each.idiom == "ots" else None for each in intents))
    face = _columns(seen, (each.focus if each.idiom == "ots" else None for each in intents))
    rows = np.arange(len(options))
    fronted = (seen.turn[:, rows, over] < SHOULDER_BACK) & (over >= 0)
    return np.asarray(fronted | (seen.turn[:, rows, face] > _AWAY) & (face >= 0))


def _in_profile(options: Sequence[Option], seen: Picture) -> Array:
    """How far a close single stands beside the look, but for one that is meant to be a profile."""
    alone = _columns(seen, (option.intent.focus if _is_close(option) else None for option in options))
    rows = np.arange(len(options))
    off = np.clip((seen.turn[:, rows, alone] - _THREE_QUARTER) / 30, 0.0, 1.5)
    return np.asarray(off * (seen.seen[:, rows, alone] & (alone >= 0)))


def _is_close(option: Option) -> bool:
    return option.intent.idiom in _ALONE and option.intent.variant != 1 and option.candidate.size in _CLOSE


def _cut_heads(options: Sequence[Option], seen: Picture) -> Array:
    """How many, asked or not, stand in the picture up to the chest with the crown over its upper edge.

    The foreground of an OTS may be cut, and a face so close that a part of it is the picture.
    """
    cut = (seen.y + 2 * TOP_ABOVE_HEAD * seen.scale > _OVER_EDGE) & (seen.y - 2 * _CHEST * seen.scale < 1)
    cut &= (np.abs(seen.x) < 1) & (seen.scale < _NEAREST)
    for s in np.flatnonzero(cut.any(axis=(0, 2))).tolist():
        option, intent = options[s], options[s].intent
        spared = intent.idiom in ("insert", "pov") or option.candidate.size == "ECU"
        cut[:, s] &= [not spared and name != intent.over and name not in option.hidden for name in seen.names]
    return np.asarray(cut.sum(axis=2))


def _spread(options: Sequence[Option], seen: Picture) -> Array:
    """Those whom a wide is of past the frame's sides, by halves of a body, or one behind the other."""
    wide = [s for s, option in enumerate(options) if option.intent.idiom in _WIDE]
    cost = np.zeros(seen.x.shape[:2])
    if not wide:
        return cost
    x, scale = seen.x[:, wide], seen.scale[:, wide]
    meant = seen.seen[:, wide]  # of a wide only its own subjects are
    half = np.maximum(2 * _SHOULDERS * scale / options[0].brief.gate.aspect, 1e-6)
    off = _AT_EDGE * (np.clip((np.abs(x) + half - 1) / half, 0.0, 1.0) * meant).sum(axis=2)
    for p in range(len(seen.names)):
        apart = np.abs(x[..., p, None] - x[..., :p]) / np.maximum(half[..., p, None], half[..., :p])
        pairs = meant[..., p, None] & meant[..., :p]
        off += _STACKED * (pairs * np.clip(1 - apart, 0.0, 1.0)).sum(axis=2)
    cost[:, wide] = off
    return cost
