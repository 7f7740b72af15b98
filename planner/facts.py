"""What the script says of a scene, step by step: the seam between reading the words and staging them.

``breakdown`` makes these from the text by rules; a language model may make better ones of the same
type.  ``beats``, ``staging`` and ``coverage`` use nothing else of the words.
"""

from __future__ import annotations

from typing import Literal

from film.base import LineSpan, Model
from film.plan import Ambience, Breakdown, MusicCue, TimeOfDay, Weather
from film.proposals import Proposal
from film.shot import Angle, Extension, Idiom, Move, Size, Transition
from film.staging import Mood

Verb = Literal[
    "enter", "exit", "sit", "rise", "lie", "kneel", "cross", "approach", "retreat", "turn", "look", "point", "reach",
    "take", "give", "put", "open", "phone", "hang_up", "read", "write", "eat", "drink", "drive", "wave", "hug", "fall",
    "run", "wait", "stand", "hold", "cry", "laugh", "nod", "react", "kiss", "strike", "shove", "aim", "type", "dance",
    "clap", "cheer", "pray", "salute", "shrug", "shake_head", "think",
]  # fmt: skip
"""What bodies do.  ``hold`` is also a thing that keeps the hands busy (chops, pours, washes).  ``react`` is
what face, voice or breath do where somebody is (smiles, sighs, listens, shouts): nothing changes place.  ``fall`` is
down on the ground, of whoever falls, collapses, dies or is shot or knocked down, until they ``rise``.
"""


class Doing(Model):
    """Somebody does something: ``target`` is a character id, a prop id, or the script's word for a thing or place."""

    character: str
    verb: Verb
    target: str | None = None


class Feeling(Model):
    """The text says how somebody feels ("(furious)", "she sobs"): it shows in how they are held and in their face.

    It lasts until they speak or do something again.
    """

    character: str
    mood: Mood


Relation = Literal[
    "at", "on", "in", "behind", "before", "beside", "opposite", "near", "across", "far_end", "middle", "outside",
    "apart", "back_to",
]  # fmt: skip
"""How somebody stands to a person or thing.

``at``, ``on``, ``in``, ``behind``, ``before`` (in front of), ``beside``, ``near``, ``outside``: as they say.
``opposite``: face to face over what lies between.  ``across``: on the other side of ``target``, the street or room.
``far_end``: at its far end, away from the others.  ``middle``: in the middle of it.  ``apart``: so many metres between
the two.  ``back_to``: turned away from ``target`` (a person, or "camera").
"""


class Position(Model):
    """Where the text has somebody, as a relation to a person or a thing; it says where they are, not how they go.

    ``character`` is ``relation`` to ``target``: a character id, or the script's word for a thing, part or the place
    ("bench", "doorway", "camera"; furniture in the planner's own English word); None where it is left open ("at the
    far end": of the place).  ``metres`` is the distance between the two as far as the text gives one ("thirty paces
    apart", "a few feet away").  ``number`` tells apart things of one word: "at one table" is 1, "at the other" 2, of
    the same word in the same scene; who shares a number sits together.  ``moving``: the words say where a walk or
    stop ends ("stops thirty paces off", "sits opposite him"), so that it holds when the step's doings are done; else
    it holds from the step's beginning.  Both hold until the person moves again.

    >>> Position(character="calloway", relation="apart", target="the_kid", metres=22.5).metres
    22.5
    """

    character: str
    relation: Relation
    target: str | None = None
    metres: float | None = None
    number: int | None = None
    moving: bool = False


Post = Literal[
    "judge", "witness", "juror", "accused", "counsel", "clerk", "bailiff", "public", "priest", "bride", "groom",
    "bartender", "shopkeeper", "waiter", "receptionist", "teacher", "pupil", "driver", "passenger", "pilot", "doctor",
    "patient", "guard", "officer", "suspect", "speaker", "musician", "king", "cook", "captain",
]  # fmt: skip


class Posted(Model):
    """Whose work or part gives them a place: the judge on the bench, the bartender behind the bar.

    It holds from the scene's beginning for who is there then, until they walk away, and is where they go "back to".  A
    place whose seats and fixtures have nothing of it leaves them where they are.  ``said`` is true where the text of
    this scene puts them there in words ("presides from the bench", "behind the wheel"); otherwise it is taken from
    name, description or the part alone and gives way to any other word of where they are (``Step.positions``, a
    doing such as ``enter`` or ``sit`` with a target).
    """

    character: str
    post: Post
    said: bool = False


class Crowd(Model):
    """People without a name of their own: the script's ``word`` for them in small letters, as in ``extras``.

    ``count`` is how many the text says, None where it leaves it open (a crowd).  ``least`` and ``most`` bound a
    vague count ("a handful": 4 to 6).  ``relation`` and ``target`` say where, as in ``Position``; ``post`` whose
    seats they take ("juror", "public").  ``where`` is the id of another place that they are in.
    """

    word: str
    count: int | None = None
    least: int = 1
    most: int | None = None
    relation: Relation | None = None
    target: str | None = None
    post: Post | None = None
    where: str | None = None


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
    "low", "high", "overhead" or "dutch" where it says so.  ``detail`` is the part of ``subject``'s body that it is to
    show ("hand", "eyes"): hands and feet are an insert of that person.  ``away``: the move goes back or out, not in.
    ``way`` is the side to which it goes, ``quick`` that it is a jerk of it (a whip pan, a crash zoom).  Of a rack focus
    ``whose`` is the character whom the focus leaves.
    ``split``: the step is half of a split screen, beside who else is in the split.
    """

    text: str
    idiom: Idiom | None = None
    size: Size | None = None
    angle: Angle | None = None
    move: Move | None = None
    subject: str | None = None
    detail: str | None = None
    whose: str | None = None
    away: bool = False
    way: Literal["left", "right"] | None = None
    quick: bool = False
    split: bool = False


class Suggestion(Model):
    """How a step might be shot, by somebody who understands it: a wish that the cut weighs, where the writer's own
    camera words are an order.  ``subject`` is a character or prop id; None leaves a thing open."""

    idiom: Idiom | None = None
    size: Size | None = None
    angle: Angle | None = None
    move: Move | None = None
    subject: str | None = None
    why: str = ""


class Step(Model):
    """One element of the script in playing order.

    ``character``, ``extension`` and ``parenthetical`` belong to a speech.  ``seconds`` is how long
    it takes on screen, speech by the words spoken, action by what is done.  ``props`` are ids of
    the breakdown that the text mentions, ``custody`` where some of them are; ``positions`` where people are, in the
    order of the words, ``feelings`` how people feel, one a person; ``insert`` is the prop that it
    asks to see close (a text on a phone, a letter, a named detail).  ``reveal`` marks news: the next
    look belongs to a listener.
    ``camera`` is the writer's own direction for it.  ``transition`` is how the picture comes into
    the step.  ``place`` is where it plays when that is not the scene's place (an intercut, a montage).  ``montage``
    marks a step of a montage or series of shots: one shot, no continuity with its neighbours.  ``notes`` say what of
    the words could not be had, for the notes of its shots.  ``turn`` begins a new beat, ``intention`` is what changes
    in that beat and ``picture`` what a painter would be told to draw of it; ``suggested`` is how it might be shot.
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
    positions: tuple[Position, ...] = ()
    feelings: tuple[Feeling, ...] = ()
    insert: str | None = None
    insert_text: str = ""
    sounds: tuple[str, ...] = ()
    camera: CameraWords | None = None
    transition: Transition = "cut"
    place: str | None = None
    montage: bool = False
    notes: tuple[str, ...] = ()
    reveal: bool = False
    tension: float = 0.3
    turn: bool = False
    intention: str = ""
    picture: str = ""
    suggested: Suggestion | None = None


class SceneFacts(Model):
    """A scene as the script tells it, under the writer's ``heading``.

    ``present`` are the characters physically there (not only heard), in order of appearance;
    ``from_start`` those who are there when the scene opens.  ``where`` are those of them who are in another
    place, with that place's id: the far end of an intercut.  ``posts`` are whose work gives them a place here, one a
    person; ``crowds`` the unnamed people, in the order of ``breakdown.extras``.  ``flashback``: it lies before the
    time that the story has reached; its ``story_day`` then runs back.  ``read_by`` is the language model that had a
    hand in it, "" for rules alone, ``proposals`` what it proposed so far and what became of that.  ``wants`` are what
    people of the scene are after in it, in words, by character id.
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
    posts: tuple[Posted, ...] = ()
    crowds: tuple[Crowd, ...] = ()
    flashback: bool = False
    wants: tuple[tuple[str, str], ...] = ()
    music: tuple[MusicCue, ...] = ()
    read_by: str = ""
    proposals: tuple[Proposal, ...] = ()
    steps: tuple[Step, ...]
