"""The shape of a scene: how close each of its steps lets the camera come, from calm (0) to the turn (1).

A scene of talk opens at a distance, comes closer as it goes on, is closest where it turns, and lets go again
(Mascelli, "The Five C's of Cinematography", 1965, on the progressive change of image size; Katz, "Film Directing Shot
by Shot", 1991).  It turns where news is told, and once in every longer talk where its pressure is highest::

    1 |                  turn
      |                 /\\              turn
      |        ___.--''   \\        ____/\\
      |  _.--''            '--..--'      '-
    0 +--------------------------------------> steps
         first talk    | a move | second talk

Only marked words move it, and in coarse steps: a line said otherwise leaves its neighbours as they were.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from planner.facts import Step
from planner.staging.blocking import Staged

_CALM, _HOT = 0.22, 0.72
"""Tensions (facts) at which a step by itself is calm, and as hot as can be."""
_PRESSURE, _PROGRESS, _TURN = 0.4, 0.25, 0.45
"""How much of the heat comes from the step's own tension, from how far the talk has got, from a turn nearby."""
_BEFORE, _AFTER = (1.0, 0.55, 0.25), (1.0, 0.9, 0.4)
"""How much of a turn is felt so many steps before it and after it."""
_MILD = 0.35
"""How much of a turn a talk without any pressure has."""
_LEAST_TALK = 4
"""From so many speeches on a talk has a turn of its own."""
_COARSE = 20
"""Tensions are compared in steps of a twentieth."""
_NEAR = re.compile(
    r"\b(whisper\w*|quiet\w*|soft\w*|gently|tender\w*|under (?:his|her|their) breath|low|doucement|tout bas"
    r"|voix basse|chuchot\w*|murmur\w*|leise|flüster\w*|zärtlich|en voz baja|susurr\w*)\b",
    re.IGNORECASE,
)
_FAR = re.compile(
    r"\b(shout\w*|yell\w*|scream\w*|loud\w*|calling|calls|cri(?:e|ant|er)|hurl\w*|laut|ruft|schrei\w*|gritando)\b",
    re.IGNORECASE,
)
_NEARER, _FARTHER = 0.15, 0.12
"""A whisper brings the camera nearer; a shout is seen with the body that it shakes."""


def heats(staged: Sequence[Staged]) -> list[float]:
    """The heat of every step, 0 to 1."""
    progress, turns = _progress(staged), _turning(staged)
    return [
        round(min(max(_pressure(each.step) + _PROGRESS * far + _TURN * near + _manner(each.step), 0.0), 1.0), 3)
        for each, far, near in zip(staged, progress, turns, strict=True)
    ]


def _pressure(step: Step) -> float:
    return _PRESSURE * min(max((step.tension - _CALM) / (_HOT - _CALM), 0.0), 1.0)


def _manner(step: Step) -> float:
    if _NEAR.search(step.parenthetical):
        return _NEARER
    return -_FARTHER if _FAR.search(step.parenthetical) or step.text.isupper() else 0.0


def _turning(staged: Sequence[Staged]) -> list[float]:
    """How near a turn each step is, 0 to 1; what lies beyond a move of people is out of its reach."""
    near = [0.0] * len(staged)
    turns = {i for i, each in enumerate(staged) if each.step.reveal}
    turns |= {_peak(staged, talk) for talk in _talks(staged) if len(talk) >= _LEAST_TALK}
    for turn in sorted(turns):
        told, pressed = staged[turn].step.reveal, _pressure(staged[turn].step) / _PRESSURE
        strength = 1.0 if told else _MILD + (1 - _MILD) * pressed
        for way, shares in ((-1, _BEFORE), (1, _AFTER)):
            for k, share in enumerate(shares):
                i = turn + way * k
                if not 0 <= i < len(staged) or (k and _breaks(staged[max(i, turn)])):
                    break
                near[i] = max(near[i], share * strength)
    return near


def _peak(staged: Sequence[Staged], talk: Sequence[int]) -> int:
    """The speech of a talk with the highest pressure; of several the last."""
    return max(talk, key=lambda i: (round(staged[i].step.tension * _COARSE), i))


def _breaks(each: Staged) -> bool:
    return bool(each.movers or each.entered)


def _progress(staged: Sequence[Staged]) -> list[float]:
    """How far the talk that a step belongs to has got, 0 to 1.

    A talk is over when people move; a deed between two speeches lets it start afresh, but not from where it began:
    the camera comes closer in waves.
    """
    share = [0.0] * len(staged)
    for part, weight, full in ((_talks(staged), 0.55, 8), (_runs(staged), 0.45, 5)):
        for talk in part:
            for k, i in enumerate(talk):
                share[i] += weight * k / max(len(talk) - 1, 1) * min(len(talk) / full, 1.0)
    return share


def _talks(staged: Sequence[Staged]) -> list[list[int]]:
    """The speeches between one move and the next."""
    found: list[list[int]] = [[]]
    for i, each in enumerate(staged):
        if _breaks(each):
            found.append([])
        if each.speech is not None:
            found[-1].append(i)
    return found


def _runs(staged: Sequence[Staged]) -> list[list[int]]:
    """The speeches between one deed and the next."""
    found: list[list[int]] = [[]]
    for i, each in enumerate(staged):
        if each.speech is None:
            found.append([])
        else:
            found[-1].append(i)
    return found
