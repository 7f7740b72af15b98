"""The writer's camera words as a setup: what they say is obeyed, what they leave open is filled in from the moment."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from film.shot import Idiom, Move, Size
from planner.camera.framing import size_of
from planner.coverage.intent import Intent
from planner.coverage.roles import Role
from planner.coverage.things import spot_of
from planner.facts import CameraWords
from planner.staging.blocking import Staged

_MOST = 6
_IDIOM_SIZES: dict[Idiom, Size] = {
    "establishing": "WS", "master": "WS", "two_shot": "MS", "ots": "MS", "single": "CU", "reaction": "CU",
    "insert": "ECU", "pov": "MS", "moving": "FS",
}  # fmt: skip
_MOVE_SIZES: dict[Move, Size] = {
    "dolly": "MS", "pan": "MS", "tilt": "MS", "crane": "FS", "zoom": "MS", "truck": "MS", "handheld": "MS",
    "pedestal": "MS", "steadicam": "MS", "dolly_zoom": "MCU", "rack_focus": "MS",
}  # fmt: skip
"""What a move begins or ends at where the writer names no size: there must be room for it to be seen."""
_BEFORE_THE_SHOULDER = 1.2
"""Metres from a camera to the shoulder that it looks past."""
_SPANS_A_METRE = 0.28
"""Metres that the frame of a 50 mm lens is high, a metre off."""
_CLOSE: tuple[Size, ...] = ("MS", "MCU", "CU", "ECU")


def as_asked(role: Role, staged: Staged, there: Sequence[str]) -> Intent:
    """The intent that the camera words of a role's step ask for, with whoever of ``there`` is in the step."""
    words = role.words or CameraWords(text="")
    people = tuple(name for name in there if name in staged.after or name in staged.tracks)
    main = words.subject if words.subject in people else role.focus if role.focus in people else None
    rest = tuple(name for name in people if name != main)
    idiom = _idiom(words, staged, people, main)
    size = words.size if words.size and not (idiom == "master" and words.size in _CLOSE) else _size(words, idiom)
    subjects = (main, *rest) if main is not None else people
    if idiom == "master" and words.subject is not None and main != words.subject and not words.away:
        # The thing is nowhere: the place is seen, not somebody who stands in it.
        subjects, size = (), "EWS" if size == "WS" and staged.place.enclosure == "open" else size
    intent = Intent(idiom, size, subjects, (), angle=words.angle or "eye", move=words.move or "static")
    if idiom == "pov":
        return _seen_by(intent, words, staged, people, main)
    if idiom == "ots":
        over = words.whose if words.whose in rest else next(iter(rest), None)
        if over is not None and main is not None and _deep(words, people, main) and words.size is None:
            intent = replace(intent, size=_in_depth(staged, main, over))
        return replace(intent, subjects=tuple(n for n in (main, over) if n), over=over) if over else _alone(intent)
    if idiom == "insert" and words.detail is not None and main is not None:
        return replace(intent, subjects=(main,), insert=words.detail, size="ECU")
    if idiom == "insert":
        spot = None if _prop(words, staged) is not None else spot_of(words.subject, staged.place)
        if spot is not None:
            return replace(intent, subjects=(), insert=spot.id, size="ECU")
        return replace(intent, subjects=subjects[:1], insert=_prop(words, staged), size="ECU")
    if idiom == "two_shot":
        return replace(intent, subjects=subjects[:2]) if len(subjects) > 1 else _alone(intent)
    return _alone(intent) if idiom in ("single", "reaction") else replace(intent, subjects=subjects[:_MOST])


def _seen_by(intent: Intent, words: CameraWords, staged: Staged, people: Sequence[str], main: str | None) -> Intent:
    """Through somebody's eyes: at whom or what the words name, else at who does something."""
    others = [name for name in people if name != main]
    owner = words.whose or (main if words.subject is None else next(iter(others), None))
    seen = [d.target for d in staged.step.doings if d.target in people and d.target != owner]
    asked = [words.subject] if words.subject in people and words.subject != owner else []
    spot = None if asked else spot_of(words.subject or _looked_at(staged, owner), staged.place)
    if spot is not None and owner is not None:
        return replace(intent, subjects=(), over=owner, move="static", insert=spot.id)
    about = [name for name in (*asked, *seen, *people) if name is not None and name != owner]
    return replace(intent, subjects=tuple(about[:1]), over=owner, move="static")


def _looked_at(staged: Staged, who: str | None) -> str | None:
    """What somebody is said to look at."""
    looks = (d.target for d in staged.step.doings if d.character == who and d.verb == "look")
    return next(looks, None)


def _idiom(words: CameraWords, staged: Staged, people: Sequence[str], main: str | None) -> Idiom:
    """What kind of shot the words ask for, as far as the place and the people in it allow."""
    if words.split:
        return "single" if main is not None else "master"
    thing = words.subject if words.subject is not None and words.subject not in people else None
    person = words.subject in people
    if person and words.detail is not None and words.idiom == "insert":
        return "insert"
    if words.idiom in ("pov", "establishing", "moving", "master", "reaction", "two_shot"):
        return words.idiom
    if words.idiom == "ots" and words.whose in people and thing is not None and spot_of(thing, staged.place):
        return "pov"
    if words.idiom == "ots" or _deep(words, people, main):
        return "ots"
    back = words.away and words.move in ("dolly", "crane", "zoom")
    if words.size in ("EWS", "WS") or back or (main is None and thing is None):
        return "master"
    if _prop(words, staged) is not None and not person and (words.idiom == "insert" or thing is not None):
        return "insert"
    if thing is not None or words.idiom == "insert":
        known = thing is not None and spot_of(thing, staged.place) is not None
        named = words.size in _CLOSE or words.idiom == "insert" or words.move is not None or words.angle is not None
        return "insert" if known else "master" if named or not words.idiom else words.idiom
    return words.idiom or ("single" if main is not None else "master")


def _deep(words: CameraWords, people: Sequence[str], main: str | None) -> bool:
    """Whether the focus goes from one person to another: past a shoulder, one is behind the other in the picture."""
    return words.move == "rack_focus" and words.idiom is None and main == words.subject is not None and len(people) > 1


def _in_depth(staged: Staged, name: str, over: str) -> Size:
    """How large somebody is past the shoulder of one who is so far from them, through the lens of a rack focus."""
    who, near = staged.after.get(name), staged.after.get(over)
    if who is None or near is None:
        return "MS"
    away = math.dist(who.position[:2], near.position[:2]) + _BEFORE_THE_SHOULDER
    return size_of(away * _SPANS_A_METRE, who.height)


def _prop(words: CameraWords, staged: Staged) -> str | None:
    """The prop that the words or the step ask to see, where it is in sight."""
    wanted = (words.subject, staged.step.insert)
    return next((name for name in wanted for prop in staged.props if name is not None and prop.prop == name), None)


def _size(words: CameraWords, idiom: Idiom) -> Size:
    if words.angle in ("low", "high", "dutch") and idiom == "single":
        return "MS"
    if words.move is not None and idiom in ("single", "reaction"):
        return _MOVE_SIZES.get(words.move, _IDIOM_SIZES[idiom])
    return "MS" if words.split else _IDIOM_SIZES[idiom]


def _alone(intent: Intent) -> Intent:
    return replace(intent, idiom="single", subjects=intent.subjects[:1], over=None)
