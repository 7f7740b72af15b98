"""Cuts turned into moves: the camera goes from one picture to the next instead of being put there.

::

    cut      | A holds            | B holds              |
    one-er   | A holds ....~~~goes over~~~.... B holds   |     a steadicam walks, and frames anew
    pan      | A holds ........~~turns~~...... B's face  |     the hand stays where it is, and turns

The one-er (a stretch that classical coverage would cut, played in one shot: Bordwell, "Figures Traced in Light", 2005,
on staging in depth; Katz 1991 on the sequence shot) joins every cut that the camera can walk in the time there is,
clear of walls, furniture and people.  The documentary hand pans from who has spoken to who answers where the answerer
can be seen from where it stands.  What cannot be joined stays a cut, as it was proven.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from film.base import Vec3
from film.camera import CameraKey, Gate, View, view_at
from film.shot import Move
from planner.camera.arrays import company_of, places_of, wish_of
from planner.camera.batch import batch_of
from planner.camera.candidate import key
from planner.camera.framing import metres_at, size_of
from planner.camera.kernels import codes
from planner.camera.kernels.judge import search
from planner.continuity.kit import FASTEST
from planner.continuity.scenes import MONTAGE
from planner.coverage.intent import SIZES, Intent
from planner.coverage.objections import Proof
from planner.coverage.option import Option, Wanted
from planner.coverage.setups import brief_of
from planner.coverage.stage import Stage
from planner.coverage.take import Take, take_of
from planner.coverage.timeline import Moments
from planner.geometry import heading, off

_PACE, _TURN = 1.1, 40.0
"""Metres and degrees a second: a steadicam at a walk, a turn in which the picture can still be read."""
_LEAST_SECONDS, _HOLD = 1.2, 0.6
"""Seconds that a move takes at least, and that a picture is held on either side of it."""
_EVERY_SECONDS = 0.25
"""How far apart the instants are at which the way is looked at."""
_STOPS = codes.IN_FIXTURE | codes.OUT_OF_REACH | codes.IN_WALL | codes.TOO_NEAR
_PAN_SECONDS, _LEAST_PAN, _MOST_PAN = 0.9, 12.0, 75.0
"""How long a pan from face to face takes, and how many degrees it turns at least and at most."""
_TURNED_AWAY = 80.0
_STEADY = 0.9
"""Share of a rig's speed that is made use of."""
_PLAIN = ("single", "ots", "two_shot", "reaction")
_STILL = ("insert", "pov")


def held_together(takes: Sequence[Take], stage: Stage, proof: Proof, plain: Moments) -> tuple[Take, ...]:
    """The takes of a one-er: neighbours that the camera can walk between are one shot.

    A shot that begins in ``plain`` stays as it is cut.
    """
    done: list[Take] = []
    for i, take in enumerate(takes):
        joined = _walked(done[-1], take, stage) if done and _joinable(done[-1], take, plain) else None
        if joined is None or proof.worse(done[:-1], (done[-1], take), (joined,), takes[i + 1 :]):
            done.append(take)
        else:
            done[-1] = joined
    return tuple(done)


def panned(takes: Sequence[Take], stage: Stage, proof: Proof, plain: Moments) -> tuple[Take, ...]:
    """The takes of a documentary hand: from one speaker to the next without a cut, two pictures a shot at most.

    A shot that begins in ``plain`` stays as it is cut.
    """
    done: list[Take] = []
    fresh = True
    for i, take in enumerate(takes):
        joined = None
        if done and fresh and _joinable(done[-1], take, plain) and _faces_both(done[-1], take):
            joined = _turned(done[-1], take, stage)
        fresh = joined is None or proof.worse(done[:-1], (done[-1], take), (joined,), takes[i + 1 :])
        if joined is None or fresh:
            done.append(take)
        else:
            done[-1] = joined
    return tuple(done)


def _joinable(one: Take, two: Take, plain: Moments) -> bool:
    if one.pieces[0][:2] in plain:
        return False
    if one.option.wanted.forced is not None or two.option.wanted.forced is not None:
        return False
    if any(MONTAGE in note for note in (*one.notes, *two.notes)) or _company(one) != _company(two):
        return False  # Time passes; or somebody comes in or is gone, and nobody waits in the door for it.
    return one.place == two.place and two.transition == "cut" and not {one.intent.idiom, two.intent.idiom} & {*_STILL}


def _company(take: Take) -> set[str]:
    return {mark.character for mark in take.marks}


def _faces_both(one: Take, two: Take) -> bool:
    both = one.intent.idiom in _PLAIN and two.intent.idiom in _PLAIN
    return both and one.intent.focus != two.intent.focus and len(one.candidate.keys) == 1


def _walked(one: Take, two: Take, stage: Stage) -> Take | None:
    """Both in one shot with a walk of the camera between them; None where time or place do not let it."""
    a = view_at(one.candidate.keys, one.frames - 1, stage.gate)
    b = view_at(two.candidate.keys, 0, stage.gate)
    needed = max(math.dist(a.position, b.position) / _PACE, _angle(a, b) / _TURN, _LEAST_SECONDS) * stage.fps
    hold = _HOLD * stage.fps
    room = min(one.frames - hold, needed), min(two.frames - hold, needed)
    if min(room) < 1 or sum(room) < needed:
        return None
    before = round(min(max(needed / 2, needed - room[1]), room[0]))
    leave, arrive = one.frames - before, one.frames + round(needed) - before
    head, tail = _until(one, leave, stage.gate), _from(two, arrive - one.frames, one.frames, stage.gate)
    for between in _ways(a, b, (leave + arrive) // 2):
        keys = (*head, *between, *tail)
        if _clear(keys, (one, two), stage):
            return _joined(one, two, keys, "steadicam", stage)
    return None


def _angle(a: View, b: View) -> float:
    return abs(off(heading(a.position, a.target), heading(b.position, b.target)))


def _until(take: Take, frame: int, gate: Gate) -> tuple[CameraKey, ...]:
    """A shot's keys up to a frame of it, and one there."""
    return *(each for each in take.candidate.keys if each.frame < frame), _key(take, frame, frame, gate)


def _from(take: Take, frame: int, start: int, gate: Gate) -> tuple[CameraKey, ...]:
    """A shot's keys from a frame of it, in the frames of a shot in which it begins at ``start``."""
    rest = [each.but(frame=each.frame + start) for each in take.candidate.keys if each.frame > frame]
    last = take.frames - 1
    ended = frame >= last or (rest and rest[-1].frame == start + last)
    closing = () if ended else (_key(take, last, start + last, gate),)
    return _key(take, frame, start + frame, gate), *rest, *closing


def _key(take: Take, frame: int, at: int, gate: Gate) -> CameraKey:
    view = view_at(take.candidate.keys, frame, gate)
    return key(at, view.position, view.target, view.focal_mm, view.roll)


def _ways(a: View, b: View, middle: int) -> Iterator[tuple[CameraKey, ...]]:
    """Straight over; else round what both look at, as far off it as the farther of the two."""
    yield ()
    pivot = _half(a.target, b.target)
    halfway = _half(a.position, b.position)
    far = max(math.dist(a.position, pivot), math.dist(b.position, pivot))
    dx, dy = halfway[0] - pivot[0], halfway[1] - pivot[1]
    size = math.hypot(dx, dy)
    if size > 0.05:
        eye = (pivot[0] + dx / size * far, pivot[1] + dy / size * far, halfway[2])
        yield (key(middle, eye, pivot, (a.focal_mm + b.focal_mm) / 2),)


def _half(a: Vec3, b: Vec3) -> Vec3:
    return (a[0] + b[0]) / 2, (a[1] + b[1]) / 2, (a[2] + b[2]) / 2


def _clear(keys: Sequence[CameraKey], takes: Sequence[Take], stage: Stage) -> bool:
    """Whether the camera touches nothing and nobody all the way."""
    pieces = [piece for take in takes for piece in take.pieces]
    frames = sum(take.frames for take in takes)
    every = max(round(_EVERY_SECONDS * stage.fps), 1)
    wanted = sorted({*range(0, frames, every), frames - 1} | {each.frame for each in keys})
    samples, at = [], 0
    for step, start, end in pieces:
        samples += [
            (frame, stage.company.at(step, start + frame - at)) for frame in wanted if at <= frame < at + end - start
        ]
        at += end - start
    nobody = Intent("master", "WS", (), ())
    brief = replace(takes[-1].option.brief, intent=nobody, frames=frames, samples=tuple(samples))
    batch = batch_of([replace(takes[0].candidate, keys=tuple(keys))])
    if _speed(keys, wanted, stage) > FASTEST["steadicam"] * _STEADY:
        return False
    names, company = company_of(brief)
    place = places_of(brief.place, brief.solids)
    _, broken = search(batch.keys, batch.sizes, batch.prior, place, company, wish_of(brief, names), 0.0)
    return not int(broken[0]) & _STOPS


def _speed(keys: Sequence[CameraKey], frames: Sequence[int], stage: Stage) -> float:
    """Metres per second of the camera where it goes fastest, from one of these frames to the next."""
    eyes = [(frame, view_at(keys, frame, stage.gate).position) for frame in frames]
    return max((math.dist(a, b) / (then - now) * stage.fps for (now, a), (then, b) in pairwise(eyes)), default=0.0)


def _joined(one: Take, two: Take, keys: Sequence[CameraKey], move: Move, stage: Stage) -> Take:
    """One shot of two takes on the camera of ``keys``."""
    pieces = list(one.pieces)
    for step, start, end in two.pieces:
        if pieces[-1][0] == step and pieces[-1][2] == start:
            pieces[-1] = (step, pieces[-1][1], end)
        else:
            pieces.append((step, start, end))
    people = tuple(dict.fromkeys((*one.intent.subjects, *two.intent.subjects)))
    intent = Intent("moving", one.candidate.size, people, (), move=move)
    moments = tuple(dict.fromkeys((*one.option.wanted.moments, *two.option.wanted.moments)))
    wanted = Wanted(intent, moments)
    option = Option(
        wanted=wanted,
        brief=brief_of(wanted, stage),
        intent=intent,
        candidate=replace(one.candidate, keys=tuple(keys), move=move),
        axis=one.axis,
        price=one.option.price + two.option.price,
        notes=tuple(dict.fromkeys((*one.notes, *two.notes))),
    )
    return take_of(option, tuple(pieces), 0, stage)


def _turned(one: Take, two: Take, stage: Stage) -> Take | None:
    """Both in one shot, the camera of the first turning to whom the second is about; None where it sees too little."""
    still, name = one.candidate.keys[0], two.intent.focus
    step, start, _ = two.pieces[0]
    body = stage.company.at(step, start).get(name or "")
    if body is None or name is None:
        return None
    x, y, z = body.head.tolist()
    away = math.dist(still.position, (x, y, z))
    metres = metres_at(away, still.focal_mm, stage.gate)
    size = size_of(metres, stage.heights[name])
    turn = abs(off(heading(still.position, still.target), heading(still.position, (x, y, z))))
    faces = math.degrees(math.atan2(body.face[1], body.face[0]))
    averted = abs(off(faces, heading((x, y, z), still.position)))
    if not SIZES.index("MWS") <= SIZES.index(size) <= SIZES.index("CU") or averted > _TURNED_AWAY:
        return None
    if not _LEAST_PAN <= turn <= _MOST_PAN:
        return None
    half = round(_PAN_SECONDS * stage.fps / 2)
    if min(one.frames, two.frames) < 3 * half:
        return None
    aim = (x, y, z - 0.12 * metres)
    ends = one.frames, one.frames + 2 * half
    keys = (still, still.but(frame=ends[0]), key(ends[1], still.position, aim, still.focal_mm, still.roll))
    if not _clear(keys, (one, two), stage):
        return None
    joined = _joined(one, two, keys, "pan", stage)
    return joined if name in joined.subjects else None
