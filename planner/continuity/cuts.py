"""The rules of a cut, from one glimpse to the next: the one definition that proof and choice of shots share.

Every rule is plain arithmetic on two `Glimpse`s: no state, no numpy, a few microseconds a pair.

Sources: Mascelli, *The Five C's of Cinematography* (1965), "Continuity" (the action axis, neutral shots, looks,
screen direction); Arijon, *Grammar of the Film Language* (1976), ch. 4 (the line between two who look at each other);
Katz, *Film Directing Shot by Shot* (1991) (30 degrees); Galvane et al., "Continuity Editing for 3D Animation" (2015),
sec. 5 (the same rules as costs of a transition).  docs/continuity.md says what each limit means to an editor.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from film.findings import Rule
from planner.continuity.glimpse import Figure, Glimpse

LEAST_TURN = 30.0
"""Degrees that the camera goes round somebody who is the subject of both shots."""
LEAST_GROWTH = 1.7
"""How many times larger or smaller they may be instead: two steps of the ladder (MWS to MCU is 1.8, MS to CU 2)."""
NEUTRAL = 10.0
"""Degrees beside the lens at which a look has no side: the camera is on the line."""
NEUTRAL_GAP = 0.15
"""Half frame widths between two heads that stand one behind the other: nobody can say who is left."""
NEUTRAL_MOTION = 20.0
"""Degrees of a way from the lens' own axis at which it has no side: it comes at the camera or goes away from it."""
WALKING = 0.5
"""Metres per second above which somebody is on their way."""
HEIGHT_GAP = 15.0
"""Degrees by which two looks that should meet may miss each other in height."""
LEVEL = 60.0
"""Degrees up or down from which on a face has no look to match: somebody lies, and only the eyes turn."""


class Fault(NamedTuple):
    """A rule that a cut breaks: about whom, and how far off (``measure`` against ``limit`` in ``unit``)."""

    rule: Rule
    people: tuple[str, ...]
    measure: float
    limit: float
    unit: str


class Line(NamedTuple):
    """How a shot sees the line of two people: +1 from the left of a to b, -1 from its right, 0 along it.

    ``degrees`` is how far the camera is from the line, as whoever of them is seen looks past the lens.
    """

    side: int
    degrees: float


def cut_faults(before: Glimpse, after: Glimpse) -> tuple[Fault, ...]:
    """What breaks at the cut from one glimpse to the other, in the order of the rules and of the names."""
    return (
        *axis_faults(lines_of(before), lines_of(after)),
        *thirty_degrees(before, after),
        *eyeline_faults(before, after),
        *direction_faults(before, after),
    )


def lines_of(glimpse: Glimpse) -> dict[tuple[str, str], Line]:
    """The lines that a shot makes visible, by the two names in order: of two who look at each other, one of them at
    least in the frame, and of whom the shot is about with whoever they look at.

    The others of a group who look at a speaker draw no line of their own: all of them could not be kept from any side
    but one.  None where the shot redraws the line.  What the audience has not seen it cannot hold on to.
    """
    found: dict[tuple[str, str], Line] = {}
    if glimpse.redraws:
        return found
    for name, figure in glimpse.people.items():
        other = glimpse.people.get(figure.at) if figure.at is not None else None
        if not figure.seen or other is None or figure.at is None:
            continue
        if other.at == name or name == glimpse.main:
            pair = (name, figure.at) if name < figure.at else (figure.at, name)
            if pair not in found:
                found[pair] = line_of(glimpse, *pair)
    return found


def line_of(glimpse: Glimpse, a: str, b: str) -> Line:
    """Where the camera stands to the line from ``a`` to ``b``."""
    one, two, eye = glimpse.people[a], glimpse.people[b], glimpse.eye
    cross = (two.head[0] - one.head[0]) * (eye[1] - one.head[1]) - (two.head[1] - one.head[1]) * (eye[0] - one.head[0])
    if one.seen and two.seen:
        degrees = max(_past_lens(one, two, eye), _past_lens(two, one, eye))
        neutral = abs(one.x - two.x) < NEUTRAL_GAP
    else:
        degrees = _past_lens(one, two, eye) if one.seen else _past_lens(two, one, eye)
        neutral = degrees < NEUTRAL
    return Line(0 if neutral else 1 if cross > 0 else -1, degrees)


def axis_faults(before: Mapping[tuple[str, str], Line], after: Mapping[tuple[str, str], Line]) -> Iterator[Fault]:
    """180 degrees: a line seen in both shots is seen from the same side, or along it in one of them."""
    for pair in sorted(before.keys() & after.keys()):
        one, two = before[pair], after[pair]
        if one.side * two.side < 0:
            yield Fault("axis", pair, round(min(one.degrees, two.degrees), 1), 0.0, "degrees")


def thirty_degrees(before: Glimpse, after: Glimpse) -> Iterator[Fault]:
    """A cut on one subject turns by 30 degrees or changes the size by two steps; else the picture jumps.

    A little of both adds up as the sides of a right angle do: 20 degrees and one step are enough.
    The subject is whom both shots are about; where that differs but the same two or more people are seen in both, it
    is whom the second is about.  ``measure`` is the turn.
    """
    name = _common_subject(before, after)
    if name is None:
        return
    one, two = before.people[name], after.people[name]
    turn = turn_between(before, after, name)
    grown = math.log(two.scale / one.scale) / math.log(LEAST_GROWTH)
    if math.hypot(turn / LEAST_TURN, grown) < 1:
        yield Fault("thirty_degrees", (name,), round(turn, 1), LEAST_TURN, "degrees")


def turn_between(before: Glimpse, after: Glimpse, name: str) -> float:
    """Degrees between the two cameras' directions as seen from somebody's head, up and down as well as round."""
    one, two = _to_camera(before, name), _to_camera(after, name)
    cosine = (one[0] * two[0] + one[1] * two[1] + one[2] * two[2]) / (math.hypot(*one) * math.hypot(*two) or 1.0)
    return math.degrees(math.acos(min(max(cosine, -1.0), 1.0)))


def eyeline_faults(before: Glimpse, after: Glimpse) -> Iterator[Fault]:
    """Two who look at each other over a cut look opposite ways across the screen, and meet in height.

    Only where each of the shots shows one of them without the other: two in one frame need no matching.  ``measure``
    is how many degrees the second look is past the lens on the wrong side, or by how many they miss in height.
    """
    if before.redraws or after.redraws:
        return
    for a, one in sorted(before.people.items()):
        b = one.at
        if b is None or not one.seen or b not in after.people:
            continue
        two = after.people[b]
        if two.at != a or not two.seen or before.people[b].seen or after.people[a].seen:
            continue
        if max(abs(one.rise), abs(two.rise)) > LEVEL:
            continue
        first, second = _degrees(one.look_x), _degrees(two.look_x)
        if first * second > 0 and min(abs(first), abs(second)) > NEUTRAL:
            yield Fault("eyeline", (a, b), round(abs(second), 1), NEUTRAL, "degrees")
        miss = abs(one.rise + two.rise)
        if miss > HEIGHT_GAP:
            yield Fault("eyeline", (a, b), round(miss, 1), HEIGHT_GAP, "degrees")


def direction_faults(before: Glimpse, after: Glimpse) -> Iterator[Fault]:
    """Who walks across the screen in both shots goes on the same way, unless one sees them come or go head on.

    ``measure`` is how many degrees the second way is off the lens' axis on the wrong side.
    """
    for name in sorted(before.people.keys() & after.people.keys()):
        one, two = before.people[name], after.people[name]
        if not (one.seen and two.seen) or min(one.speed, two.speed) < WALKING:
            continue
        first, second = _degrees(one.motion / one.speed), _degrees(two.motion / two.speed)
        if first * second < 0 and min(abs(first), abs(second)) > NEUTRAL_MOTION:
            yield Fault("screen_direction", (name,), round(abs(second), 1), NEUTRAL_MOTION, "degrees")


def _common_subject(before: Glimpse, after: Glimpse) -> str | None:
    if after.main is None or before.main is None:
        return None
    if before.main == after.main:
        return after.main
    seen = before.seen
    return after.main if len(seen) > 1 and seen == after.seen else None


def _to_camera(glimpse: Glimpse, name: str) -> tuple[float, float, float]:
    head = glimpse.people[name].head
    return glimpse.eye[0] - head[0], glimpse.eye[1] - head[1], glimpse.eye[2] - head[2]


def _past_lens(looker: Figure, other: Figure, eye: tuple[float, float, float]) -> float:
    """Degrees on the ground between somebody's way to the other one and to the camera, or away from it: 0 to 90."""
    ax, ay = other.head[0] - looker.head[0], other.head[1] - looker.head[1]
    bx, by = eye[0] - looker.head[0], eye[1] - looker.head[1]
    return math.degrees(math.atan2(abs(ax * by - ay * bx), abs(ax * bx + ay * by)))


def _degrees(sine: float) -> float:
    return math.degrees(math.asin(min(max(sine, -1.0), 1.0)))
