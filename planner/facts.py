"""What the script says of a scene, step by step: the seam between reading the words and staging them.

``breakdown`` makes these from the text by rules; a language model may make better ones of the same
type.  ``beats``, ``staging`` and ``coverage`` use nothing else of the words.
"""

from __future__ import annotations

from typing import Literal

from film.base import LineSpan, Model
from film.plan import Ambience, Breakdown, TimeOfDay, Weather
from film.shot import Angle, Extension, Idiom, Move, Size, Transition

Verb = Literal[
    "enter", "exit", "sit", "rise", "lie", "kneel", "cross", "approach", "retreat", "turn", "look", "point", "reach",
    "take", "give", "put", "open", "phone", "hang_up", "read", "write", "eat", "drink", "drive", "wave", "hug", "fall",
    "run", "wait", "stand", "hold", "cry", "laugh", "nod",
]  # fmt: skip


class Doing(Model):
    """Somebody does something: ``target`` is a character id, a prop id, or the script's word for a thing or place."""

    character: str
    verb: Verb
    target: str | None = None


class Custody(Model):
    """Where the text says that a thing is, beyond what the doings tell.

    ``character`` has it, or is whom it belongs beside.  ``place`` is None for hands; else a character (put
    before them), ``away`` (in a pocket or sleeve), ``ear``, or the script's word for what it lies on.
    """

    prop: str
    character: str | None = None
    place: str | None = None


class CameraWords(Model):
    """The writer's own camera direction for a step: what the script asks for, None where it leaves it open.

    ``subject`` is a character id, a prop id or the script's word for a thing; ``whose`` the character whose eyes a
    POV looks through or over whose shoulder it is seen.  ``text`` is the script's wording.  ``angle`` reads
    "low", "high", "overhead" or "dutch" where it says so.  ``away``: the move goes back or out, not in.  ``split``: the
    step is half of a split screen, beside who else is in the split.
    """

    text: str
    idiom: Idiom | None = None
    size: Size | None = None
    angle: Angle | None = None
    move: Move | None = None
    subject: str | None = None
    whose: str | None = None
    away: bool = False
    split: bool = False


class Step(Model):
    """One element of the script in playing order.

    ``character``, ``extension`` and ``parenthetical`` belong to a speech.  ``seconds`` is how long
    it takes on screen, speech by the words spoken, action by what is done.  ``props`` are ids of
    the breakdown that the text mentions, ``custody`` where some of them are; ``insert`` is the one it
    asks to see close (a text on a phone, a letter, a named detail).  ``reveal`` marks news: the next
    look belongs to a listener.
    ``camera`` is the writer's own direction for it.  ``transition`` is how the picture comes into
    the step.  ``place`` is where it plays when that is not the scene's place (an intercut, a montage).  ``montage``
    marks a step of a montage or series of shots: one shot, no continuity with its neighbours.
    """

    kind: Literal["action", "speech"]
    lines: LineSpan
    text: str
    seconds: float
    character: str | None = None
    extension: Extension = ""
    parenthetical: str = ""
    language: str = "en"
    mentions: tuple[str, ...] = ()
    doings: tuple[Doing, ...] = ()
    props: tuple[str, ...] = ()
    custody: tuple[Custody, ...] = ()
    insert: str | None = None
    insert_text: str = ""
    sounds: tuple[str, ...] = ()
    camera: CameraWords | None = None
    transition: Transition = "cut"
    place: str | None = None
    montage: bool = False
    reveal: bool = False
    tension: float = 0.3


class SceneFacts(Model):
    """A scene as the script tells it, under the writer's ``heading``.

    ``present`` are the characters physically there (not only heard), in order of appearance;
    ``from_start`` those who are there when the scene opens.  ``where`` are those of them who are in another
    place, with that place's id: the far end of an intercut.  ``flashback``: it lies before the time that the story
    has reached; its ``story_day`` then runs back.
    """

    scene: str
    heading: str = ""
    time_of_day: TimeOfDay
    weather: Weather = "clear"
    story_day: int = 1
    ambience: Ambience
    breakdown: Breakdown
    present: tuple[str, ...]
    from_start: tuple[str, ...]
    where: tuple[tuple[str, str], ...] = ()
    flashback: bool = False
    steps: tuple[Step, ...]
