"""Which shots move, and why: a table of idioms laid over the shots of a scene.

No shot moves without a reason from this table; the first that holds is taken.

==========================  ==========  ==========================================================
the shot                    move        the idiom
==========================  ==========  ==========================================================
people run                  handheld    the camera runs too: unrest, nearness (news and combat film)
people walk                 pan, truck  the pan or tracking shot keeps the walker in the frame
last of the scene, held     crane       the closing pull back and up: the story lets go of them
establishing, outside       crane       the crane down into the place: from where to who
establishing, inside        dolly       the slow push that draws the eye from the room to the people
news lands on a face        dolly       the push in on a realisation
a line or look of tension   dolly       the slow push in: pressure grows with the size of the face
a silent look, held         dolly       the push in that says there is a thought behind the face
a long held group           truck       the drift along a master that keeps it alive
==========================  ==========  ==========================================================

Everything else stands still: in an exchange it is the cut that moves (Katz, "Film Directing Shot by
Shot", 1991, parts on the moving camera; Mascelli, "The Five C's of Cinematography", 1965).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from film.shot import Move
from planner.coverage.intent import Intent
from planner.staging.blocking import Staged

TENSE = 0.5
"""A step's tension from which the camera presses in."""
_ESTABLISH_SECONDS, _LAST_SECONDS, _PUSH_SECONDS, _LOOK_SECONDS, _TRUCK_SECONDS = 2.5, 1.8, 1.4, 1.1, 3.6
_FACES = ("single", "reaction", "ots")
_GROUPS = ("master", "two_shot")
_BUSY = {"sit", "rise", "lie", "kneel", "fall", "hug", "wave", "point", "turn"}


def with_moves(shots: Sequence[Intent], staged: Sequence[Staged], fps: float, outside: bool) -> tuple[Intent, ...]:
    """The same shots, those with a reason to move moving.  A push is not followed by another push."""
    moved: list[Intent] = []
    for i, shot in enumerate(shots):
        move = _move(shot, staged, fps, outside, i == len(shots) - 1)
        pressed = bool(moved) and moved[-1].move == "dolly" and moved[-1].idiom in _FACES
        moved.append(replace(shot, move="static" if pressed and move == "dolly" else move))
    return tuple(moved)


def _move(shot: Intent, staged: Sequence[Staged], fps: float, outside: bool, last: bool) -> Move:
    seconds = shot.frames / fps
    played = [staged[index] for index, _, _ in shot.pieces]
    if shot.idiom == "moving":
        runs = any(doing.verb == "run" for each in played for doing in each.step.doings)
        return "handheld" if runs else "pan"
    if shot.idiom in ("insert", "pov") or any(each.movers for each in played):
        return "static"
    if last and seconds >= _LAST_SECONDS:
        return "crane"
    if shot.idiom == "establishing":
        return ("crane" if outside else "dolly") if seconds >= _ESTABLISH_SECONDS else "static"
    if shot.idiom in _FACES and _presses(shot, played, seconds):
        return "dolly"
    return "truck" if shot.idiom in _GROUPS and seconds >= _TRUCK_SECONDS else "static"


def _presses(shot: Intent, played: Sequence[Staged], seconds: float) -> bool:
    """Whether news, tension or a thought is on the face that the shot is about."""
    step = played[0].step
    if step.reveal and (shot.idiom == "reaction" or step.character == shot.focus):
        return seconds >= _PUSH_SECONDS
    if step.tension >= TENSE or shot.move == "dolly":
        return seconds >= _PUSH_SECONDS
    busy = any(doing.verb in _BUSY for each in played for doing in each.step.doings)
    silent = all(each.speech is None for each in played)
    return silent and not busy and shot.size in ("MCU", "CU") and seconds >= _LOOK_SECONDS
