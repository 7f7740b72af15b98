"""Where everybody is over time: marks, and what a body does between two of them.

One reading of the marks for planner and renderer alike::

    mark a                              mark b
      | stands at a, looks along a.yaw     | is at b, looks along b.yaw, in b.pose
      |------------- walks ----------------|   when b is somewhere else: a straight walk (or run,
      |                                    |   above 2.6 m/s) that takes the whole interval
      |----------- holds a ------|= blend =|   when b is where a is: turns and changes pose in the
                                             last ``BLEND_SECONDS`` before b; so does sitting down,
                                             rising or moving over on a seat within ``SEAT_REACH``

Walking intervals that follow each other are one walk: it passes the marks between them without a
stop, and they give place and time, not the way the body looks.  A walk sets off from rest and comes
to rest, each within ``RAMP_SECONDS`` and a third of its first or last interval; so a walk that begins
or ends with an interval of one or two frames is under way there, as where a shot cuts it.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from film.base import Degrees, Metres, Model, Vec3
from film.camera import ease

Pose = Literal[
    "stand", "sit", "lie", "kneel", "crouch", "lean", "point", "reach", "phone", "hold", "wave", "drive", "write",
    "eat", "drink", "hands_up", "arms_crossed", "cover_face", "slump",
    "type", "carry", "aim", "pick_up", "open_door", "hand_over", "hug", "kiss", "guard", "strike", "shove", "dance",
    "clap", "cheer", "laugh", "cry", "nod", "shake_head", "shrug", "think", "pray", "salute",
]  # fmt: skip
"""What a body does.  ``hug`` and ``kiss`` reach round the one whose eyes ``look`` is; ``aim`` is at it.
``dance``, ``clap`` and the like go on in their own time as long as the pose is held.  ``pick_up`` is down to the floor,
``carry`` a load before the body in both arms.
"""
Mood = Literal["tired", "proud", "afraid", "angry", "sad", "happy"]
"""What shows in how a body is held, whatever it does."""
Gait = Literal["walk", "run"]

BLEND_SECONDS = 0.6
SEAT_SECONDS = 0.9
"""How long sitting down and rising take, where the interval leaves room."""
SEAT_REACH = 0.8
"""Metres within which a seat is taken or left without a step."""
RAMP_SECONDS = 0.4
"""How long a walk takes to reach its speed, and to lose it."""
_BEND = 0.3
"""Metres before and after a corner of the path in which the body turns through it."""
_SLOWEST = 0.4
"""Metres per second from which on a short interval belongs to a walk."""
RUN_ABOVE = 2.6
"""Metres per second above which a person runs: the usual change from walk to run is near 2 m/s."""
_STILL = 0.08


class Mark(Model):
    """Where a character is at one frame of the shot.

    ``position`` is the floor point under the hips.  ``seat`` is how many metres above it the hips
    rest when something carries the body: a chair under ``sit`` (or under an upper-body pose such
    as ``phone``), a bed under ``lie``, 0.0 for lying on the floor; None stands on its own feet.
    ``look`` is a point in the place that head and eyes turn to.  ``mood`` shows in the carriage of the body.
    """

    character: str
    frame: int
    position: Vec3
    yaw: Degrees
    pose: Pose = "stand"
    look: Vec3 | None = None
    seat: Metres | None = None
    mood: Mood | None = None


class Stance(NamedTuple):
    """A body at an instant: between pose ``a`` and pose ``b`` by ``blend``, walking if ``gait`` is set.

    ``travelled`` is metres walked since the walk began, for the phase of the step; ``speed`` in m/s is
    the one speed of the whole walk, so that steps stay equally long.
    ``heading`` is the way that the path goes while a gait is set, in degrees as ``yaw``: the body may
    still be turning to it, or already be turning to where it will stand.  ``climb`` is metres that the way rises in a
    metre gone: stairs and slopes.
    """

    position: Vec3
    yaw: float
    pose_a: Pose
    pose_b: Pose
    seat_a: float | None
    seat_b: float | None
    blend: float
    gait: Gait | None = None
    gait_weight: float = 0.0
    travelled: float = 0.0
    speed: float = 0.0
    heading: float | None = None
    look: Vec3 | None = None
    mood_a: Mood | None = None
    mood_b: Mood | None = None
    climb: float = 0.0


def stance_at(marks: Sequence[Mark], frame: float, fps: float) -> Stance:
    """The stance of one character whose marks these are, in frame order."""
    if len(marks) == 1:
        return _held(marks[0])
    index = bisect_right([mark.frame for mark in marks], frame)
    a = marks[max(index - 1, 0)]
    b = marks[min(index, len(marks) - 1)]
    if b.frame <= a.frame:
        return _held(a)
    first = max(index - 1, 0)
    if not _walks(a, b, fps):
        return _turning(a, b, frame, fps)
    return _walking(*_walk_through(marks, first, fps), frame)


def _walks(a: Mark, b: Mark, fps: float) -> bool:
    distance = math.dist(a.position[:2], b.position[:2])
    if distance < SEAT_REACH and (a.seat is not None or b.seat is not None):
        return False
    return distance >= min(_STILL, max(_SLOWEST * (b.frame - a.frame) / fps, 1e-3))


class _Walk(NamedTuple):
    """One walk: its marks, metres from each to the next, how many frames it takes to set off and to stop.

    Below one frame it is under way there.
    """

    marks: Sequence[Mark]
    legs: Sequence[float]
    fps: float
    setting_off: float
    stopping: float

    @property
    def frames(self) -> int:
        """How long it takes."""
        return self.marks[-1].frame - self.marks[0].frame

    @property
    def speed(self) -> float:
        """Metres per second once it is under way."""
        return sum(self.legs) / (self.frames - (self.setting_off + self.stopping) / 2) * self.fps

    def heading(self, leg: int) -> float:
        """The yaw of a leg."""
        (x0, y0, _), (x1, y1, _) = self.marks[leg].position, self.marks[leg + 1].position
        return math.degrees(math.atan2(y1 - y0, x1 - x0))


def _walk_through(marks: Sequence[Mark], index: int, fps: float) -> tuple[_Walk, int]:
    """The whole walk that the interval after mark ``index`` belongs to, and which of its legs that is."""
    first, last = index, index + 1
    while first > 0 and _walks(marks[first - 1], marks[first], fps):
        first -= 1
    while last < len(marks) - 1 and _walks(marks[last], marks[last + 1], fps):
        last += 1
    opening, closing = marks[first + 1].frame - marks[first].frame, marks[last].frame - marks[last - 1].frame
    ramp, passed = RAMP_SECONDS * fps, marks[first : last + 1]
    walk = _Walk(
        marks=passed,
        legs=[math.dist(a.position[:2], b.position[:2]) for a, b in pairwise(passed)],
        fps=fps,
        setting_off=min(ramp, opening / 3),
        stopping=min(ramp, closing / 3),
    )
    return walk, index - first


def _held(mark: Mark) -> Stance:
    return Stance(
        position=mark.position,
        yaw=mark.yaw,
        pose_a=mark.pose,
        pose_b=mark.pose,
        seat_a=mark.seat,
        seat_b=mark.seat,
        blend=1.0,
        look=mark.look,
        mood_a=mark.mood,
        mood_b=mark.mood,
    )


def _turning(a: Mark, b: Mark, frame: float, fps: float) -> Stance:
    seconds = BLEND_SECONDS if (a.seat is None) == (b.seat is None) else SEAT_SECONDS
    start = max(a.frame, b.frame - seconds * fps)
    t = ease((frame - start) / (b.frame - start))
    return Stance(
        position=_mix(a.position, b.position, t),
        yaw=turned(a.yaw, b.yaw, t),
        pose_a=a.pose,
        pose_b=b.pose,
        seat_a=a.seat,
        seat_b=b.seat,
        blend=t,
        look=_look(a, b, t),
        mood_a=a.mood,
        mood_b=b.mood,
    )


def _walking(walk: _Walk, leg: int, frame: float) -> Stance:
    a, b, speed = walk.marks[leg], walk.marks[leg + 1], walk.speed
    t = (frame - a.frame) / (b.frame - a.frame)
    gone = _gone(walk, leg, frame - a.frame)
    whole, done = sum(walk.legs), sum(walk.legs[:leg]) + walk.legs[leg] * gone
    # The gait comes and goes by metres, so that the feet know how far is left to go.
    reach = min(BLEND_SECONDS * speed, whole / 3)
    fading_in = ease(done / reach) if walk.setting_off >= 1 else 1.0
    fading_out = ease((whole - done) / reach) if walk.stopping >= 1 else 1.0
    heading = _through_bends(walk, leg, gone)
    edge = min(BLEND_SECONDS * walk.fps, walk.frames / 3)
    into, out = ease((frame - walk.marks[0].frame) / edge), ease((walk.marks[-1].frame - frame) / edge)
    # Getting up and sitting down happen on the spot and have marks of their own; a walk that starts
    # or ends in a seat farther off changes pose on the way, under the walk.
    return Stance(
        position=_mix(a.position, b.position, gone),
        yaw=turned(walk.marks[0].yaw, heading, into) if into < 1 else turned(heading, walk.marks[-1].yaw, 1 - out),
        heading=heading,
        pose_a=a.pose,
        pose_b=b.pose,
        seat_a=a.seat,
        seat_b=b.seat,
        blend=ease((t - 0.25) * 2),
        gait="run" if speed > RUN_ABOVE else "walk",
        gait_weight=min(fading_in, fading_out),
        travelled=done,
        speed=speed,
        look=_look(a, b, t),
        mood_a=a.mood,
        mood_b=b.mood,
        climb=(b.position[2] - a.position[2]) / max(walk.legs[leg], 1e-6),
    )


def _gone(walk: _Walk, leg: int, frames: float) -> float:
    """The share of a leg covered after so many frames of it: even, but for setting off and stopping."""
    interval = walk.marks[leg + 1].frame - walk.marks[leg].frame
    up = walk.setting_off if leg == 0 else 0.0
    down = walk.stopping if leg == len(walk.marks) - 2 else 0.0
    cruise = 1 / (interval - (up + down) / 2)
    if frames < up:
        return cruise * frames * frames / (2 * up)
    if frames > interval - down:
        return 1 - cruise * (interval - frames) ** 2 / (2 * down)
    return cruise * (frames - up / 2)


def _through_bends(walk: _Walk, leg: int, gone: float) -> float:
    """Where the path leads, turning evenly from ``_BEND`` metres before each corner to as far after it."""
    metres, here = walk.legs[leg], walk.heading(leg)
    bend = min(_BEND, metres / 2)
    if leg > 0 and metres * gone < bend:
        return turned(walk.heading(leg - 1), here, ease(0.5 + metres * gone / bend / 2))
    if leg < len(walk.marks) - 2 and metres * (1 - gone) < bend:
        return turned(here, walk.heading(leg + 1), ease(0.5 - metres * (1 - gone) / bend / 2))
    return here


def turned(a: float, b: float, t: float) -> float:
    """From yaw ``a`` towards yaw ``b`` the short way round, in degrees."""
    return a + ((b - a + 180) % 360 - 180) * t


def _look(a: Mark, b: Mark, t: float) -> Vec3 | None:
    if a.look is not None and b.look is not None:
        return _mix(a.look, b.look, t)
    return b.look if t > 0.5 else a.look


def _mix(a: Vec3, b: Vec3, t: float) -> Vec3:
    return a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t
