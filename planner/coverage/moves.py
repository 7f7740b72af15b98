"""Which shots move, and why: a table of idioms laid over the shots of a scene once the cut is made.

No shot moves without a reason from this table; the first that holds is taken.  A move is kept only where the
camera stays clear of everything, shows whom it showed, and both cuts stay clean.  The writer's own word comes
first; the style says how readily the camera moves and how much of it is carried by hand.

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

A move that is suggested for a shot (``suggested``) is tried before the table's, under the same conditions.

Everything else stands still: in an exchange it is the cut that moves (Katz, "Film Directing Shot by
Shot", 1991, parts on the moving camera; Mascelli, "The Five C's of Cinematography", 1965).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from film.shot import Move
from planner.camera.arrays import company_of, places_of, wish_of
from planner.camera.batch import batch_of
from planner.camera.candidate import Candidate
from planner.camera.kernels.judge import search
from planner.camera.moves import moved
from planner.coverage.directed import clear, paced
from planner.coverage.objections import Proof
from planner.coverage.stage import Stage
from planner.coverage.suggested import likeness, runs_of
from planner.coverage.take import Take, retaken
from planner.coverage.timeline import Moments
from planner.facts import CameraWords
from planner.staging.blocking import Staged

TENSE = 0.5
"""A step's tension from which the camera presses in."""
_ESTABLISH_SECONDS, _LAST_SECONDS, _PUSH_SECONDS, _LOOK_SECONDS, _TRUCK_SECONDS = 2.5, 1.8, 1.4, 1.1, 3.6
_FACES = ("single", "reaction", "ots")
_GROUPS = ("master", "two_shot")
_BUSY = {"sit", "rise", "lie", "kneel", "fall", "hug", "kiss", "strike", "shove", "wave", "point", "turn"}
_TABLE: tuple[Move, ...] = ("dolly", "crane", "truck", "handheld")
_BY_HAND = 0.4
"""From this much of ``Style.handheld`` on, whatever is not on a track is carried."""


def with_moves(takes: Sequence[Take], stage: Stage, proof: Proof, plain: Moments) -> tuple[Take, ...]:
    """The same shots, those with a reason to move moving, but those that begin in ``plain``.

    A push is not followed by another push.
    """
    done: list[Take] = []
    for i, take in enumerate(takes):
        before = done[-1] if done else None
        pressed = before is not None and before.candidate.move == "dolly" and before.intent.idiom in _FACES
        after = takes[i + 1 :]
        wished = None if take.pieces[0][:2] in plain else _wished(take, stage)
        for move in (wished, _move(take, stage, not after)):
            if move in (None, "static") or take.pieces[0][:2] in plain or (pressed and move == "dolly"):
                continue
            moving = asked(take, move, stage) if move == wished else _moving(take, move, stage)
            if moving is not None and not proof.worse(done, (take,), (moving,), after):
                take = moving
                break
        done.append(take)
    return tuple(done)


def _wished(take: Take, stage: Stage) -> Move | None:
    """The move that is suggested for what a shot plays, where it is of whom the suggestion is about."""
    if take.option.wanted.forced is not None or take.candidate.move != "static":
        return None
    played = {index for index, _, _ in take.pieces}
    runs = (run for run in runs_of(stage.staged) if played & set(range(run.first, run.end)))
    return next((run.suggested.move for run in runs if likeness(run, take.option, take.intent)), None)


def asked(take: Take, move: Move, stage: Stage) -> Take | None:
    """The shot with a move that is suggested: as the table would make it, else as the writer's would be made."""
    if move in _TABLE:
        return _moving(take, move, stage)
    words = CameraWords(text="", move=move)
    for keys in paced(take, words, stage):
        if clear(keys, move, take, stage):
            again = retaken(take, replace(take.candidate, keys=keys, move=move), stage)
            if again.subjects == take.subjects:
                return again
    return None


def _moving(take: Take, move: Move, stage: Stage) -> Take | None:
    """The shot with its move; None where the place does not allow it or the picture would lose somebody."""
    candidate = moved(take.candidate, move, take.intent.idiom, take.frames, stage.fps)
    if candidate == take.candidate or not _allowed(take, candidate, stage):
        return None
    again = retaken(take, candidate, stage)
    return again if again.subjects == take.subjects else None


def _allowed(take: Take, candidate: Candidate, stage: Stage) -> bool:
    """Whether the camera is clear of everything all the way."""
    brief = replace(take.option.brief, intent=take.intent, frames=take.frames)
    ends = (0, take.frames - 1)
    bodies = [stage.company.at(step, frame) for step, frame in (take.pieces[0][:2], _last(take))]
    brief = replace(brief, samples=tuple(zip(ends, bodies, strict=True)))
    batch = batch_of([candidate])
    names, company = company_of(brief)
    _, broken = search(
        batch.keys, batch.sizes, batch.prior, places_of(brief.place, brief.solids), company, wish_of(brief, names), True
    )
    return not broken[0]


def _last(take: Take) -> tuple[int, int]:
    step, _, end = take.pieces[-1]
    return step, end - 1


def _move(take: Take, stage: Stage, last: bool) -> Move:
    """The move that the table gives a shot, or that the writer asks for."""
    if take.option.wanted.forced is not None and take.option.wanted.intent.move != "static":
        return "static"  # the writer's own move comes once the cut is made
    style = stage.style
    seconds = take.frames / stage.fps
    played = [stage.staged[index] for index, _, _ in take.pieces]
    idiom = take.intent.idiom
    runs = any(doing.verb == "run" for each in played for doing in each.step.doings)
    if idiom == "moving":
        return "handheld" if runs or style.handheld >= _BY_HAND else "static"
    if take.candidate.move != "static" or idiom in ("insert", "pov"):
        return "static"
    if style.handheld >= _BY_HAND:
        return "handheld"
    if any(each.movers for each in played) or style.movement <= 0.0:
        return "static"
    readiness = style.movement / 0.5
    if last and seconds * readiness >= _LAST_SECONDS:
        return "crane"
    if idiom == "establishing":
        held = seconds * readiness >= _ESTABLISH_SECONDS
        return ("crane" if stage.place.enclosure == "open" else "dolly") if held else "static"
    if idiom in _FACES and _presses(take, played, seconds * readiness):
        return "dolly"
    return "truck" if idiom in _GROUPS and seconds * readiness >= _TRUCK_SECONDS else "static"


def _presses(take: Take, played: Sequence[Staged], seconds: float) -> bool:
    """Whether news, tension or a thought is on the face that the shot is about."""
    step = played[0].step
    if step.reveal and (take.intent.idiom == "reaction" or step.character == take.intent.focus):
        return seconds >= _PUSH_SECONDS
    if step.tension >= TENSE:
        return seconds >= _PUSH_SECONDS
    busy = any(doing.verb in _BUSY for each in played for doing in each.step.doings)
    silent = all(each.speech is None for each in played)
    return silent and not busy and take.candidate.size in ("MCU", "CU") and seconds >= _LOOK_SECONDS
