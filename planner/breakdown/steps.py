"""One scene read from top to bottom into steps."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from film.cast import CharacterSheet
from film.plan import Prop
from planner.breakdown.camera import Asked, Scenery, asked_in, hushed
from planner.breakdown.custody import Keeping
from planner.breakdown.feelings import mood_of
from planner.breakdown.grammar import Reader
from planner.breakdown.inserts import LIMBS, closeness
from planner.breakdown.markers import super_text
from planner.breakdown.mood import is_news, tension
from planner.breakdown.presence import Presence
from planner.breakdown.props import prop_id, props_in
from planner.breakdown.script import Piece
from planner.breakdown.sounds import sounds_in
from planner.characters.naming import Naming
from planner.facts import CameraWords, Custody, Doing, Feeling, Position, Step
from planner.places.lists import plain
from planner.timing import action_seconds, reading_seconds, speech_seconds

_TONGUES = {
    "french": "fr", "german": "de", "spanish": "es", "italian": "it", "english": "en", "japanese": "ja",
    "chinese": "zh", "russian": "ru", "anglais": "en", "allemand": "de", "englisch": "en", "ingles": "en",
}  # fmt: skip
_TONGUE = re.compile(rf"\b(?:in|en|auf) ({'|'.join(_TONGUES)})\b")
_LONGEST_ANNOUNCEMENT = 8
_GOING = ("enter", "cross", "approach", "run", "retreat")
_MOVE_SECONDS = 2.5
"""What a move of the camera takes to be seen as one."""


@dataclass
class SceneReader:
    """What reading a scene needs; ``presence`` and ``reader`` fill as it goes."""

    naming: Naming
    reader: Reader
    presence: Presence
    sheets: Mapping[str, CharacterSheet]
    props: Sequence[Prop]
    language: str
    keeping: Keeping = field(init=False)
    shown: list[str] = field(default_factory=list)
    """Whom the camera was last asked to see, in order."""

    def __post_init__(self) -> None:
        """Nobody has anything yet."""
        self.keeping = Keeping({prop.id: prop for prop in self.props})
        self.ids = frozenset(prop.id for prop in self.props)

    def steps(self, played: Sequence[Piece]) -> tuple[Step, ...]:
        """The steps of a scene's pieces in order."""
        announced = list(with_announcements(played, self._scenery()))
        steps: list[Step] = []
        before = ""
        for index, piece in enumerate(announced):
            position = index / max(1, len(announced) - 1)
            if piece.character is not None:
                steps.append(self._speech(piece, before, position))
            elif piece.written:
                steps.append(self._writing(piece))
            else:
                steps.extend(self._action(part, position) for part in self._parts(piece))
            before = piece.text if piece.character else ""
        return tuple(steps)

    def _scenery(self) -> Scenery:
        talk = self.reader.scene.talk
        return Scenery(self.naming, self.ids, talk.he, talk.she, talk.last)

    def _parts(self, piece: Piece) -> Iterator[Piece]:
        """A paragraph cut where a direction in it begins another picture."""
        asked = asked_in(piece.text, self._scenery())
        starts = [each.start for each in asked if each.opens and each.role != "see" and not _manner(each, piece, asked)]
        edges = [0, *(at for at in starts if _says(piece.text[:at])), len(piece.text)]
        first, last = piece.lines
        for number, (start, end) in enumerate(pairwise(edges)):
            text = piece.text[start:end].strip()
            low = min(first + piece.text.count("\n", 0, start), last)
            high = min(first + piece.text.count("\n", 0, start + len(piece.text[start:end].rstrip())), last)
            high = last if end == len(piece.text) else high  # lines that only steer belong to the end
            way = piece.transition if number == 0 else "cut"
            yield piece._replace(text=text, lines=(low, high), transition=way)

    def _speech(self, piece: Piece, before: str, position: float) -> Step:
        speaker = piece.character or ""
        for each in (speaker, *piece.others) if piece.extension == "" else ():
            self.presence.speaks(each)
        self.reader.heard(speaker)
        tongue = _TONGUE.search(plain(piece.parenthetical))
        language = _TONGUES[tongue[1]] if tongue else self.language
        mood = mood_of(piece.parenthetical) if piece.extension == "" else None
        pace = self.sheets[speaker].voice.pace if speaker in self.sheets else 1.0
        return Step(
            kind="speech",
            lines=piece.lines,
            text=piece.text,
            seconds=speech_seconds(piece.text, language, piece.parenthetical, pace),
            character=speaker,
            extension=piece.extension,
            parenthetical=piece.parenthetical,
            language=language,
            feelings=() if mood is None else (Feeling(character=speaker, mood=mood),),
            mentions=tuple(dict.fromkeys((*piece.others, *self._mentions(piece.text)))),
            props=self._props_in(piece.text),
            camera=_halved(self._completed(piece.camera, ""), piece),
            transition=piece.transition,
            place=piece.place,
            montage=piece.montage,
            reveal=is_news(piece.text, before),
            tension=tension(piece.text, piece.parenthetical, (), position),
        )

    def _writing(self, piece: Piece) -> Step:
        """Words over the picture: they are read, and nobody acts."""
        return Step(
            kind="action",
            lines=piece.lines,
            text=piece.text,
            seconds=reading_seconds(super_text(piece.text) or piece.text),
            language=self.language,
            transition=piece.transition,
            place=piece.place,
            montage=piece.montage,
        )

    def _action(self, piece: Piece, position: float) -> Step:
        last = self.reader.scene.talk.prop
        asked = asked_in(piece.text, self._scenery())
        told = hushed(piece.text, asked)
        camera = _halved(self._camera(asked, piece.text), piece)
        known = frozenset(self.presence.order)
        deeds = self.reader.read(told)
        doings = self.presence.acts(deeds)
        self.presence.appears(self.reader.scene.appeared)
        self.reader.scene.appeared.clear()
        positions = _ending(self.reader.scene.positions, known, doings)
        self.reader.scene.positions.clear()
        about = camera is not None and camera.subject in self.sheets
        close = closeness(told, camera, self.ids, self.reader.scene.talk.prop or last, about)
        feelings = tuple(Feeling(character=who, mood=mood) for who, mood in self.reader.scene.felt.items())
        self.reader.scene.felt.clear()
        custody = self.keeping.read(told, deeds, self.naming.mentions(told))
        doings = (*(self.keeping.looked_at(doing) for doing in doings), *_calls(custody, doings))
        verbs = [doing.verb for doing in doings]
        detail = close.direction == "insert"
        handled = [d.target for d in doings if d.target in self.ids]
        seen = (camera.subject,) if camera is not None and camera.subject is not None and about else ()
        return Step(
            kind="action",
            lines=piece.lines,
            text=piece.text,
            seconds=max(
                reading_seconds(close.text, detail=True) if detail else action_seconds(told, verbs),
                _MOVE_SECONDS if camera is not None and camera.move not in (None, "static") else 0.0,
            ),
            language=self.language,
            mentions=tuple(dict.fromkeys((*self._mentions(told), *seen, *(doing.character for doing in doings)))),
            doings=doings,
            props=tuple(dict.fromkeys((*self._props_in(told), *(id for id in handled if id)))),
            custody=custody,
            positions=positions,
            feelings=feelings,
            insert=close.insert,
            insert_text=close.text,
            sounds=sounds_in(told),
            camera=camera,
            transition=piece.transition,
            place=piece.place,
            montage=piece.montage,
            notes=piece.notes,
            tension=tension(told, "", verbs, position),
        )

    def _camera(self, asked: Sequence[Asked], text: str) -> CameraWords | None:
        """The direction of a paragraph: its first; what we merely see only where the paragraph begins with it."""
        found = next((each for each in asked if each.role != "see"), None)
        if found is None:
            found = next((each for each in asked if not _says(text[: each.start]) and each.camera.subject), None)
        if found is None:
            return None
        return self._completed(found.camera, found.role)

    def _completed(self, camera: CameraWords | None, role: str) -> CameraWords | None:
        """A close view is of a person or of a thing; a reverse without a name is of whoever was not seen last."""
        if camera is None:
            return None
        subject = camera.subject
        if role == "reverse" and subject is None:
            group = [who for who in self.reader.scene.talk.group if who not in self.shown[-1:]]
            subject = group[-1] if group and self.shown else None
        idiom = camera.idiom
        detail = camera.detail if subject in self.sheets else None
        if detail in LIMBS and idiom in (None, "insert"):
            idiom = "insert"
        elif detail is not None and idiom == "insert":
            idiom, camera = "single", camera.but(size=camera.size or "ECU")
        if idiom is None and camera.size in ("CU", "ECU", "MCU") and subject is not None:
            idiom = "single" if subject in self.sheets else "insert" if subject in self.ids else None
        if subject in self.sheets and subject is not None:
            self.shown.append(subject)
        return camera.but(subject=subject, idiom=idiom, detail=detail)

    def _mentions(self, text: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(mention.character for mention in self.naming.mentions(text)))

    def _props_in(self, text: str) -> tuple[str, ...]:
        found = [prop_id(word) for _, word in props_in(text)] + [p.id for p in self.props if p.name.upper() in text]
        return tuple(dict.fromkeys(id for id in found if id in self.ids))


def _ending(positions: Sequence[Position], known: Container[str], doings: Sequence[Doing]) -> tuple[Position, ...]:
    """The positions, each once; who is seen for the first time and goes nowhere before is there from the beginning."""
    movers = {doing.character for doing in doings if doing.verb in _GOING}
    placed = (
        each.but(moving=each.moving and (each.character in known or each.character in movers)) for each in positions
    )
    return tuple(dict.fromkeys(placed))


def _halved(camera: CameraWords | None, piece: Piece) -> CameraWords | None:
    """The direction of a piece, marked where it lies in a split screen."""
    return (camera or CameraWords(text="SPLIT SCREEN")).but(split=True) if piece.split else camera


def _manner(direction: Asked, piece: Piece, asked: Sequence[Asked]) -> bool:
    """Whether a direction only says how what stands before it is seen: "Anna runs. HANDHELD." """
    told = hushed(piece.text, asked)
    camera = direction.camera
    return camera.subject is None and camera.idiom is None and not _says(told[direction.start :])


def _says(text: str) -> bool:
    return any(letter.isalnum() for letter in text)


def _calls(custody: Sequence[Custody], doings: Sequence[Doing]) -> Iterator[Doing]:
    """A phone at the ear of somebody who sits or stands is a call; who lies in bed goes on lying."""
    for each in custody:
        busy = any(doing.character == each.character and doing.verb in ("lie", "phone") for doing in doings)
        if each.place == "ear" and each.character is not None and not busy:
            yield Doing(character=each.character, verb="phone", target=each.prop)


def with_announcements(played: Sequence[Piece], scenery: Scenery) -> Iterator[Piece]:
    """A camera line that only announces joins what it announces: the next paragraph, or how a speech is seen."""
    held: Piece | None = None
    for index, piece in enumerate(played):
        following = played[index + 1] if index + 1 < len(played) else None
        if held is not None:
            piece = piece._replace(lines=(held.lines[0], piece.lines[1]), transition=held.transition)
            if piece.character is None:
                piece = piece._replace(text=f"{held.text}\n{piece.text}")
            else:
                piece = piece._replace(camera=asked_in(held.text, scenery)[0].camera)
            held = None
        if following is not None and _announces(piece, following, scenery):
            held = piece
        else:
            yield piece


def _announces(piece: Piece, following: Piece, scenery: Scenery) -> bool:
    """Whether a line says nothing but how the next piece is seen ("INSERT - THE PHONE", "CLOSE ON THE BOX")."""
    text = piece.text
    loud = text.upper() == text and '"' not in text and len(text.split()) <= _LONGEST_ANNOUNCEMENT
    if not piece.is_action or not loud or following.written or piece.montage or following.montage:
        return False
    asked = asked_in(text, scenery)
    if not asked or asked[0].role == "see":
        return False
    if following.character is not None:
        seen = asked[0].camera
        return seen.idiom not in ("insert", "establishing", "pov") and seen.subject not in scenery.props
    behind = asked_in(following.text, scenery)
    return not (behind and behind[0].opens and behind[0].role != "see" and not _says(following.text[: behind[0].start]))
