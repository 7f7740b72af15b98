"""What everybody seen does, and where in the frame, read off their marks and the camera.

The marks are what the previs was drawn from, so that words and control passes say one thing.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import groupby
from typing import NamedTuple

from film.cast import CharacterSheet
from film.shot import Size
from film.staging import RUN_ABOVE, Mark, Mood, Pose
from renderer.generative.wording.cleaning import joined
from renderer.generative.wording.placing import direction, gaze, in_frame, sight_of, turned
from renderer.generative.wording.sides import Side

_STATES: dict[Pose, tuple[str, str]] = {
    "stand": ("stands", ""), "sit": ("sits", "sits down"), "lie": ("lies", "lies down"),
    "kneel": ("kneels", "kneels down"), "crouch": ("crouches", "crouches down"), "lean": ("leans", "leans over"),
    "point": ("points", "points"), "reach": ("reaches out with one hand", "reaches out with one hand"),
    "phone": ("holds a phone to the ear", "lifts a phone to the ear"), "hold": ("holds {thing}", "takes {thing}"),
    "wave": ("waves", "waves"), "drive": ("drives with both hands on the wheel", "takes the wheel"),
    "write": ("writes", "begins to write"), "eat": ("eats", "eats"), "drink": ("drinks", "drinks"),
    "hands_up": ("has both hands up", "raises both hands"), "arms_crossed": ("has crossed arms", "crosses the arms"),
    "cover_face": ("covers the face with both hands", "covers the face with both hands"),
    "slump": ("slumps", "slumps"), "type": ("types on a keyboard", "begins to type"),
    "carry": ("carries {thing} in both arms", "lifts {thing} in both arms"), "aim": ("aims {thing}", "aims {thing}"),
    "pick_up": ("picks something up from the floor", "bends down and picks something up"),
    "open_door": ("opens the door", "opens the door"), "hand_over": ("hands over {thing}", "hands over {thing}"),
    "hug": ("hugs {partner}", "hugs {partner}"), "kiss": ("kisses {partner}", "kisses {partner}"),
    "guard": ("has both fists up", "raises both fists"), "strike": ("strikes a blow", "strikes a blow"),
    "shove": ("shoves {partner}", "shoves {partner}"), "dance": ("dances", "begins to dance"),
    "clap": ("claps", "claps"), "cheer": ("cheers with raised arms", "cheers with raised arms"),
    "laugh": ("laughs", "laughs"), "cry": ("cries", "begins to cry"), "nod": ("nods", "nods"),
    "shake_head": ("shakes the head", "shakes the head"), "shrug": ("shrugs", "shrugs"),
    "think": ("thinks, a hand at the chin", "thinks, a hand at the chin"),
    "pray": ("prays with joined hands", "joins the hands to pray"), "salute": ("salutes", "salutes"),
}  # fmt: skip
_BODILY: tuple[Pose, ...] = ("stand", "sit", "lie", "kneel", "crouch", "lean")
_LOW: tuple[Pose, ...] = ("kneel", "crouch", "lie")
_FACES: tuple[Pose, ...] = ("laugh", "cry", "nod", "shake_head", "cover_face", "think", "phone", "kiss", "eat", "drink")
_GIVEN: tuple[Pose, ...] = ("hand_over", "carry", "aim")
_MOODS: dict[Mood, str] = {
    "tired": "tired", "proud": "proud", "afraid": "afraid", "angry": "angry", "sad": "sad", "happy": "happy",
}  # fmt: skip
_WALKED = 0.35
"""Metres from which on a change of place is told."""
_ON_THE_KNEES = 0.6
"""Metres from the hips within which a thing may lie on somebody's knees."""


class Acting(NamedTuple):
    """What somebody does, each a clause without its subject: how they begin (``sits and holds a box``) and what they do
    from there; ``on the left of the frame, in profile facing right``; ``looks at Dev``; ``looks tired``."""

    begins: str
    does: str
    stands: str
    gaze: str
    mood: str


def acting(side: Side, sheet: CharacterSheet, names: Mapping[str, str]) -> Acting | None:
    """What somebody seen does in the shot; None for one without marks.  ``names`` are those of everybody seen."""
    marks = side.marks_of(sheet.id)
    if not marks:
        return None
    moments = side.moments
    first = sight_of(side, sheet, next((m for m in moments if sight_of(side, sheet, m).inside), moments[0]))
    return Acting(
        begins=_Words(side, sheet, names).state(marks[0]),
        does=_doing(side, sheet, marks, names),
        stands=", ".join(filter(None, [in_frame(side, sheet, first), turned(first)])),
        gaze=gaze(side, sheet, first, names),
        mood=_mood(marks),
    )


def _mood(marks: list[Mark]) -> str:
    moods = [mood for mood, _ in groupby(mark.mood for mark in marks if mark.mood is not None)]
    return f"looks {', then '.join(_MOODS[mood] for mood in dict.fromkeys(moods))}" if moods else ""


def _doing(side: Side, sheet: CharacterSheet, marks: list[Mark], names: Mapping[str, str]) -> str:
    """``sits and holds the box, then stands up and walks to the left``."""
    words = _Words(side, sheet, names)
    steps = [words.state(marks[0])]
    for index in range(1, len(marks)):
        a, b = marks[index - 1], marks[index]
        steps += words.change(a, b, marks, index)
    told = [step for step, _ in groupby(step for step in steps if step)]
    return f"{told[0]}, then {joined(told[1:])}" if len(told) > 1 else told[0]


class _Words(NamedTuple):
    side: Side
    sheet: CharacterSheet
    names: Mapping[str, str]

    def state(self, mark: Mark) -> str:
        """How a body is to begin with."""
        base = "sits" if mark.seat is not None and mark.pose not in ("sit", "lie") else ""
        pose = self._said(mark.pose, mark, 0)
        if self._unseen(mark.pose):
            return base or "stands"
        return f"{base} and {pose}" if base else pose

    def change(self, a: Mark, b: Mark, marks: list[Mark], index: int) -> list[str]:
        """What is done on the way from one mark to the next."""
        told = []
        if (a.seat is not None and b.seat is None) or (a.pose in _LOW and b.pose == "stand"):
            told.append("gets up")
        if walk := self._walk(marks, index):
            told.append(walk)
        if a.seat is None and b.seat is not None:
            told.append("lies down" if b.pose == "lie" else "sits down")
        elif b.pose != a.pose and b.pose not in ("stand", "sit") and not self._unseen(b.pose):
            told.append(self._said(b.pose, b, 1))
        return told

    def _walk(self, marks: list[Mark], index: int) -> str:
        """The whole walk, told at its first step, by where it leads as the camera sees it at its end."""
        if _steps(marks, index - 1) or not _steps(marks, index):
            return ""
        last = index
        while _steps(marks, last + 1):
            last += 1
        start, end = marks[index - 1], marks[last]
        way = (end.position[0] - start.position[0], end.position[1] - start.position[1], 0.0)
        metres = math.hypot(way[0], way[1])
        if metres < _WALKED:
            return ""
        seconds = max(end.frame - start.frame, 1) / self.side.fps
        verb = "runs" if metres / seconds > RUN_ABOVE else "walks"
        return f"{verb} {direction(self.side.view(end.frame), way)}"

    def _said(self, pose: Pose, mark: Mark, form: int) -> str:
        return _STATES[pose][form].format(thing=self._thing(mark), partner=self._partner(mark))

    def _unseen(self, pose: Pose) -> bool:
        """Hands are not in a close-up, and what they do is not told."""
        close: tuple[Size, ...] = ("CU", "ECU")
        return self.side.shot.size in close and self.side.shot.idiom != "insert" and pose not in (*_BODILY, *_FACES)

    def _thing(self, mark: Mark) -> str:
        """What somebody has in hand, or on their knees: else the hands have nothing but each other."""
        held = [thing for thing in self.side.props if thing.holder == self.sheet.id]
        near = [
            thing
            for thing in self.side.props
            if thing.holder is None and math.dist(thing.position[:2], mark.position[:2]) < _ON_THE_KNEES
        ]
        words = sorted({f"the {prop_words(thing.prop, thing.kind, self.side.english)}" for thing in held or near})
        return joined(words) or ("something" if mark.pose in _GIVEN else "the hands together")

    def _partner(self, mark: Mark) -> str:
        others = [each for each in self.side.people if each.id != self.sheet.id]
        if not others:
            return "somebody"
        at = mark.look or mark.position

        def far(other: CharacterSheet) -> tuple[float, str]:
            stance = self.side.stance(other.id, mark.frame)
            return (math.dist(at, stance.position) if stance else math.inf), other.id

        return self.names[min(others, key=far).id]


def _steps(marks: list[Mark], index: int) -> bool:
    """Whether the interval that ends at a mark is a step of a walk."""
    if not 1 <= index < len(marks):
        return False
    a, b = marks[index - 1].position, marks[index].position
    return math.hypot(b[0] - a[0], b[1] - a[1]) > 0.08


def prop_words(prop: str, kind: str, english: bool) -> str:
    """A thing's name from its id where that is English words, else its kind.

    >>> prop_words("cardboard_box", "box", True), prop_words("lettre", "letter", False)
    ('cardboard box', 'letter')
    """
    words = prop.split("_")
    if english and all(word.isalpha() for word in words):
        return " ".join(words)
    return kind
