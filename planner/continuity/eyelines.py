"""Looks over the cut: two who look at each other, a POV and its owner, an insert and who looks at it.

Sources: Mascelli (1965), "Continuity: looks"; Katz (1991), "The eye-line"; Arijon (1976), ch. 5.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from film.base import Vec3
from film.findings import Finding
from planner.body import Proxy
from planner.continuity import cuts
from planner.continuity.cuts import Fault
from planner.continuity.scenes import SceneSeen, ShotSeen
from planner.continuity.words import about, degrees, pair_of, sides, within
from planner.geometry import off

POV_REACH = 0.45
"""Metres between a POV's camera and the eyes it looks through: a head, and a step to clear the nose."""
POV_TURN = 60.0
"""Degrees that a POV may point beside where its owner's face points: eyes turn that far without the head."""
INSERT_TURN = 75.0
"""Degrees that a thing may lie beside where the face of whoever is seen looking at it points."""
INSERT_NEAR = 6.0
"""Metres within which somebody cut against an insert is taken to look at it."""


def eyeline(scene: SceneSeen) -> Iterator[Finding]:
    """Looks go opposite ways over a cut and meet in height; a POV is where its eyes are and looks where they look."""
    for before, after in scene.cuts():
        for fault in cuts.eyeline_faults(before.last, after.first):
            yield _missed(before, after, fault)
        if after.shot.idiom == "insert":
            yield from _looked_for(before, after)
    for shot in scene.shots:
        if shot.shot.idiom == "pov":
            yield from _pov(shot)


def _missed(before: ShotSeen, after: ShotSeen, fault: Fault) -> Finding:
    a, b = fault.people
    one, two = before.last.people[a], after.first.people[b]
    who, other = after.setting.name(a), after.setting.name(b)
    if fault.limit == cuts.NEUTRAL:
        message = (
            f"{who} looks {sides(one.look_x)} at {other} in {before.shot.id}, and {other} looks {sides(two.look_x)} "
            f"too in {after.shot.id}, {degrees(fault.measure)} past the lens: they do not look at each other"
        )
        mend = f"Turn {other}'s look, or put the camera of {after.shot.id} on the other side of their line."
    else:
        message = (
            f"The looks of {pair_of(after.setting, fault.people)} miss each other by {degrees(fault.measure)} in "
            f"height between {before.shot.id} and {after.shot.id}"
        )
        mend = f"Raise or lower one look until {other} looks into the eyes of {who}."
    return about(fault, before, after, message, mend)


def _pov(shot: ShotSeen) -> Iterator[Finding]:
    """A POV's camera is in somebody's eyes and points where they look; told of the nearest one not in the picture."""
    view = shot.view(0)
    owners = [(math.dist(_eyes(shot.body(name, 0)), view.position), name) for name in shot.tracks]
    owners = [each for each in owners if each[1] not in shot.shot.subjects]
    if not owners:
        return
    metres, name = min(owners)
    who = shot.setting.name(name)
    if metres > POV_REACH:
        message = f"{shot.shot.id} is a POV, but its camera is {metres:.2f} m from the nearest eyes, {who}'s"
        yield within(
            "eyeline", shot, message, f"Put the camera into {who}'s eyes.", 0, name, (metres, POV_REACH, "metres")
        )
        return
    face = shot.body(name, 0).face
    ahead = (view.target[0] - view.position[0], view.target[1] - view.position[1])
    turn = abs(off(math.degrees(math.atan2(face[1], face[0])), math.degrees(math.atan2(ahead[1], ahead[0]))))
    if turn > POV_TURN and math.hypot(face[0], face[1]) > 0.5 and math.hypot(*ahead) > 0.2:
        message = f"{shot.shot.id} is {who}'s POV but points {degrees(turn)} beside where {who} looks"
        mend = f"Turn the camera to what {who} looks at, or {who}'s head to what is seen."
        yield within("eyeline", shot, message, mend, 0, name, (turn, POV_TURN, "degrees"))


def _looked_for(before: ShotSeen, insert: ShotSeen) -> Iterator[Finding]:
    """Who is last seen looking at a spot, no person, is cut against a thing that lies where they look."""
    name = before.last.main
    prop = next((each for each in insert.shot.props if each.prop == insert.shot.insert), None)
    if name is None or prop is None or prop.holder is not None or name in insert.shot.subjects:
        return
    figure, look = before.last.people[name], before.stance(name, before.shot.frames - 1).look
    if look is None or figure.at is not None or math.dist(prop.position, figure.head) > INSERT_NEAR:
        return
    to = math.degrees(math.atan2(prop.position[1] - figure.head[1], prop.position[0] - figure.head[0]))
    face = before.body(name, before.shot.frames - 1).face
    turn = abs(off(math.degrees(math.atan2(face[1], face[0])), to))
    if turn > INSERT_TURN:
        who = before.setting.name(name)
        fault = Fault("eyeline", (name,), round(turn, 1), INSERT_TURN, "degrees")
        message = (
            f"{who} looks {degrees(turn)} away in {before.shot.id} from the {_plain(prop.prop)} of {insert.shot.id}"
        )
        yield about(fault, before, insert, message, f"Let {who} look at the {_plain(prop.prop)} before it is shown.")


def _plain(name: str) -> str:
    return name.replace("_", " ")


def _eyes(body: Proxy) -> Vec3:
    x, y, z = (float(value) for value in body.head)
    return x, y, z
