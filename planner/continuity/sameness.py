"""What must be the same on both sides of a cut: where people are, and what they have.

Source: Miller, *Script Supervising and Film Continuity* (1999): position, prop and action matching.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from film.findings import Finding
from film.shot import Shot, ShotProp
from planner.continuity.cuts import Fault
from planner.continuity.scenes import SceneSeen, ShotSeen, goes_on
from planner.continuity.words import about, within

JUMP = 0.35
"""Metres that somebody may have moved over a cut: one frame of a run (0.25 m), and a cheat nobody sees."""
PROP_JUMP = 0.35
"""Metres that a thing may have moved over a cut with nobody touching it."""


class _Known(NamedTuple):
    shot: ShotSeen
    prop: ShotProp
    number: int


def position(scene: SceneSeen) -> Iterator[Finding]:
    """Who is in two shots in a row is in the second where they were in the first, and not turned about."""
    for before, after in scene.cuts():
        for name in sorted(before.tracks.keys() & after.tracks.keys()):
            a, b = before.stance(name, before.shot.frames - 1), after.stance(name, 0)
            metres = math.dist(a.position, b.position)
            who = scene.setting.name(name)
            if metres > JUMP:
                fault = Fault("position", (name,), round(metres, 2), JUMP, "metres")
                message = f"{who} jumps {metres:.2f} m over the cut from {before.shot.id} to {after.shot.id}"
                mend = f"Start {after.shot.id} where {who} stands at the end of {before.shot.id}, or show the walk."
                yield about(fault, before, after, message, mend)
            elif (a.seat_b is None) != (b.seat_a is None):
                fault = Fault("position", (name,), 0.0, 0.0, "")
                was, becomes = ("sits", "stands") if a.seat_b is not None else ("stands", "sits")
                message = f"{who} {was} at the end of {before.shot.id} and {becomes} at the start of {after.shot.id}"
                mend = f"Let {who} be seen to change, or to be the same on both sides of the cut."
                yield about(fault, before, after, message, mend).but(measure=None, limit=None)


def prop(scene: SceneSeen) -> Iterator[Finding]:
    """A thing is in one place, of one kind, and changes hands or place only while an action line plays."""
    known: dict[str, _Known] = {}
    last: ShotSeen | None = None
    for index, shot in enumerate(scene.shots):
        if not goes_on(last, shot):
            known.clear()
        last = shot
        yield from _twice(shot)
        for each in _once(shot.shot):
            before = known.get(each.prop)
            if before is not None:
                yield from _changed(scene, before, shot, each, _acted(scene, before.number, index))
            elif index and each.holder is not None:
                yield from _from_nowhere(scene, index, each)
            known[each.prop] = _Known(shot, each, index)
        yield from _gone(scene, known, index)


def _twice(shot: ShotSeen) -> Iterator[Finding]:
    for name, count in sorted(Counter(each.prop for each in shot.shot.props).items()):
        if count > 1:
            message = f"The {_plain(name)} is in {count} places at once in {shot.shot.id}"
            yield within("prop", shot, message, f"Keep one {_plain(name)}, or give the other a name of its own.")


def _once(shot: Shot) -> list[ShotProp]:
    return list({each.prop: each for each in shot.props}.values())


def _acted(scene: SceneSeen, first: int, last: int) -> bool:
    """Whether anything but talk is played from one shot to another, so that hands may have been at work."""
    spoken = {line.lines for line in scene.scene.dialogue}
    return any(span not in spoken for shot in scene.shots[first : last + 1] for span in shot.shot.covers)


def _changed(scene: SceneSeen, before: _Known, after: ShotSeen, now: ShotProp, acted: bool) -> Iterator[Finding]:
    was, thing = before.prop, _plain(now.prop)
    ids = f"between {before.shot.shot.id} and {after.shot.id}"
    if was.kind != now.kind:
        message = f"The {thing} turns from a {was.kind} into a {now.kind} {ids}"
        yield _told(before.shot, after, now, message, f"Make it a {was.kind} in both.")
    elif was.holder != now.holder:
        if not acted:
            message = f"The {thing} goes from {_where(scene, was)} to {_where(scene, now)} {ids} and nobody moves it"
            yield _told(before.shot, after, now, message, "Show it change hands, or leave it where it was.")
    elif now.holder is None:
        metres = math.dist(was.position, now.position)
        if metres > PROP_JUMP and not (acted and _moved_by_hand(scene, before.number, after, now)):
            message = f"The {thing} jumps {metres:.2f} m {ids} and nobody touches it"
            fault = Fault("prop", (), round(metres, 2), PROP_JUMP, "metres")
            yield about(fault, before.shot, after, message, "Put it where it was, or show who moves it.")
    elif was.hand != now.hand and not acted:
        message = f"The {thing} changes from the {was.hand} to the {now.hand} hand of {_where(scene, now)} {ids}"
        yield _told(before.shot, after, now, message, f"Keep it in the {was.hand} hand.")


def _moved_by_hand(scene: SceneSeen, first: int, after: ShotSeen, now: ShotProp) -> bool:
    """Whether an action that names the thing, or its kind, is played between."""
    lines = [span for shot in scene.shots[first : scene.shots.index(after) + 1] for span in shot.shot.covers]
    texts = [beat.text.casefold() for beat in scene.scene.beats if any(_meet(beat.lines, span) for span in lines)]
    names = {word for name in (now.prop, now.kind) for word in name.casefold().replace("_", " ").split()}
    return any(name in text for name in names for text in texts)


def _from_nowhere(scene: SceneSeen, index: int, now: ShotProp) -> Iterator[Finding]:
    """Somebody seen empty-handed in the shot before has a thing in hand, and no action gave it to them."""
    before, after = scene.shots[index - 1], scene.shots[index]
    if now.holder not in before.drawn or not goes_on(before, after) or _acted(scene, index - 1, index):
        return
    message = (
        f"The {_plain(now.prop)} is in {scene.setting.name(now.holder or '')}'s hand in {after.shot.id} from nowhere"
    )
    mend = "Show it taken, or put it into the shot before."
    yield _told(before, after, now, message, mend)


def _gone(scene: SceneSeen, known: dict[str, _Known], index: int) -> Iterator[Finding]:
    """A thing that stood there, or that somebody seen had in hand, is gone with no action to take it away."""
    shot = scene.shots[index]
    there = {each.prop for each in shot.shot.props}
    for name in sorted(known.keys() - there):
        last = known[name]
        if last.prop.holder is not None and last.prop.holder not in shot.drawn:
            continue
        if not _acted(scene, last.number, index):
            message = f"The {_plain(name)} of {last.shot.shot.id} is gone in {shot.shot.id}"
            yield _told(last.shot, shot, last.prop, message, "Keep it there, or show it taken away.")
        del known[name]


def _told(before: ShotSeen, after: ShotSeen, now: ShotProp, message: str, mend: str) -> Finding:
    people = (now.holder,) if now.holder is not None else ()
    return about(Fault("prop", people, 0.0, 0.0, ""), before, after, message, mend).but(measure=None, limit=None)


def _where(scene: SceneSeen, each: ShotProp) -> str:
    return scene.setting.name(each.holder) if each.holder is not None else "where it stands"


def _meet(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return a[0] <= b[1] and b[0] <= a[1]


def _plain(name: str) -> str:
    return name.replace("_", " ")
