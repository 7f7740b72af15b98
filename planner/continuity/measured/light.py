"""Light as the pictures have it: neither black nor burnt, night as night, faces to be seen, no jump over a cut.

A face is judged by the colour of its own skin (``Palette.skin``): a dark one by day is no fault.  All luma is that of
the picture as it is shown, BT.709 weights over its sRGB values, 0 to 1.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

from film.cast import CharacterSheet
from film.clips import Clip, FrameMeasure
from film.findings import Finding
from planner.continuity.measured.room import Room

DARKEST, BRIGHTEST = 0.12, 0.8
"""Mean luma that every picture keeps between."""
NIGHT, DAY = 0.45, 0.25
"""Mean luma that a picture out of doors has at most by night, and at least by day."""
CRUSHED, BURNT = 0.25, 0.08
"""Share of a picture's pixels that may be black, and that may be burnt out."""
FACE_DARKEST, FACE_BRIGHTEST = 0.5, 1.9
"""A face's luma as so many times that of its skin."""
FACE_WHITE = 0.93
"""The luma from which on any face is burnt."""
JUMP, FACE_JUMP = 0.25, 1.7
"""Mean luma by which two pictures beside each other may differ, and how many times as bright a face may become."""
BLACK_FRAME, WHITE_FRAME = 0.02, 0.97
"""Mean luma of a frame with nothing in it."""
_TURNED, _SMALL = 0.5, 0.04
"""A face is judged when no more of its head is cut off or hidden, and the head is so high, as a share of the frame."""
_LIT = "Look at the lamps of the place, its windows and the hour, or excuse it."


class _Off(NamedTuple):
    """One thing that is too dark or too bright: by how much of what may be, where, and in words."""

    times: float
    frame: int
    measure: float
    limit: float
    words: str
    character: str | None = None


def exposure(room: Room, clip: Clip) -> Iterator[Finding]:
    """Rule ``measured_exposure``, of each shot the worst."""
    off = [each for one in clip.measured for each in (*_whole(room, one), *_faces(room, one))]
    if off:
        worst = max(off, key=lambda each: each.times)
        yield room.finding(
            "measured_exposure", f"{worst.words} at frame {worst.frame}.", _LIT,
            frame=worst.frame, character=worst.character, measure=round(worst.measure, 3), limit=worst.limit,
            unit="luma",
        )  # fmt: skip


def over_cut(before: tuple[Room, Clip], after: tuple[Room, Clip]) -> Iterator[Finding]:
    """The same rule over a cut at one place: the last measured frame against the first one after it."""
    (one, first), (two, second) = before, after
    if one.place.id != two.place.id or one.shot.split or two.shot.split or one.shot.insert or two.shot.insert:
        return
    last, begin = first.measured[-1], second.measured[0]
    shots = (one.shot.id, two.shot.id)
    if abs(last.luma - begin.luma) > JUMP:
        told = "brighter" if begin.luma > last.luma else "darker"
        yield two.finding(
            "measured_exposure", f"is {told} than {one.shot.id} by {abs(last.luma - begin.luma):.2f} of luma.", _LIT,
            measure=round(abs(last.luma - begin.luma), 3), limit=JUMP, unit="luma",
        ).but(shots=shots)  # fmt: skip
    faces = _skins(two, begin)
    for character, was in _skins(one, last).items():
        times = faces.get(character, was) / max(was, 1e-3)
        if max(times, 1 / max(times, 1e-3)) > FACE_JUMP:
            name, told = two.name(character), "brighter" if times > 1 else "darker"
            yield two.finding(
                "measured_exposure", f"has {name}'s face {max(times, 1 / times):.1f} times {told} than {one.shot.id}.",
                _LIT, character=character, measure=round(times, 2), limit=FACE_JUMP,
            ).but(shots=shots)  # fmt: skip


def _whole(room: Room, one: FrameMeasure) -> Iterator[_Off]:
    outside = room.place.enclosure != "room" and not room.shot.insert
    night = room.scene.time_of_day == "night"
    low = DAY if outside and room.scene.time_of_day in ("day", "morning") else DARKEST
    high = NIGHT if outside and night and room.shot.size not in ("CU", "ECU") else BRIGHTEST
    if one.luma < low:
        yield _Off(low / max(one.luma, 1e-3), one.frame, one.luma, low, f"is too dark (luma {one.luma:.2f})")
    if one.luma > high:
        told = "does not read as night" if high == NIGHT else "is too bright"
        yield _Off(one.luma / high, one.frame, one.luma, high, f"{told} (luma {one.luma:.2f})")
    if one.black > CRUSHED:
        yield _Off(one.black / CRUSHED, one.frame, one.black, CRUSHED, f"has {one.black:.0%} of its pixels black")
    if one.burnt > BURNT:
        yield _Off(one.burnt / BURNT, one.frame, one.burnt, BURNT, f"has {one.burnt:.0%} of its pixels burnt out")
    if one.between is not None and one.between.darkest < BLACK_FRAME:
        yield _Off(99.0, one.frame, one.between.darkest, BLACK_FRAME, "has a black frame up to or")
    if one.between is not None and one.between.brightest > WHITE_FRAME:
        yield _Off(99.0, one.frame, one.between.brightest, WHITE_FRAME, "has a white frame up to or")


def _faces(room: Room, one: FrameMeasure) -> Iterator[_Off]:
    for character, times in _skins(room, one).items():
        name = room.name(character)
        if times < FACE_DARKEST:
            yield _Off(
                FACE_DARKEST / max(times, 1e-3), one.frame, times, FACE_DARKEST,
                f"has {name}'s face too dark ({times:.2f} times the skin's own luma)", character,
            )  # fmt: skip
        elif times > FACE_BRIGHTEST or times * _skin(room.sheets[character]) > FACE_WHITE:
            yield _Off(
                times / FACE_BRIGHTEST, one.frame, times, FACE_BRIGHTEST,
                f"has {name}'s face too bright ({times:.2f} times the skin's own luma)", character,
            )  # fmt: skip


def _skins(room: Room, one: FrameMeasure) -> dict[str, float]:
    """How many times as bright as their skin the faces are that can be judged."""
    found: dict[str, float] = {}
    for sight in one.sightings:
        head, sheet = sight.head, room.sheets.get(sight.character)
        if head is None or head.face is None or sheet is None or sheet.model is not None:
            continue
        if head.cut <= _TURNED and head.hidden <= _TURNED and head.box[3] - head.box[1] >= _SMALL:
            found[sight.character] = head.face / _skin(sheet)
    return found


def _skin(sheet: CharacterSheet) -> float:
    """The luma of somebody's skin as it is written on their sheet."""
    red, green, blue = (int(sheet.palette.skin[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return math.fsum((0.2126 * red, 0.7152 * green, 0.0722 * blue))
