"""One scene read from top to bottom into steps."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from film.cast import CharacterSheet
from film.plan import Prop
from planner.breakdown.custody import Keeping
from planner.breakdown.grammar import Reader
from planner.breakdown.inserts import Close, closeness, is_heading, is_return
from planner.breakdown.mood import is_news, tension
from planner.breakdown.presence import Presence
from planner.breakdown.props import prop_id, props_in
from planner.breakdown.script import Piece
from planner.breakdown.sounds import sounds_in
from planner.characters.naming import Naming
from planner.facts import Custody, Doing, Step
from planner.places.lists import plain
from planner.timing import action_seconds, speech_seconds

_TONGUES = {
    "french": "fr", "german": "de", "spanish": "es", "italian": "it", "english": "en", "japanese": "ja",
    "chinese": "zh", "russian": "ru", "anglais": "en", "allemand": "de", "englisch": "en", "ingles": "en",
}  # fmt: skip
_TONGUE = re.compile(rf"\b(?:in|en|auf) ({'|'.join(_TONGUES)})\b")
_INSERT_SHORTEST, _INSERT_WORD = 1.6, 0.33
"""A detail is seen at once; words on it are read at three a second."""


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

    def __post_init__(self) -> None:
        """Nobody has anything yet."""
        self.keeping = Keeping({prop.id: prop for prop in self.props})

    def steps(self, played: Sequence[Piece]) -> tuple[Step, ...]:
        """The steps of a scene's pieces in order."""
        merged = list(merge_inserts(played))
        steps: list[Step] = []
        before = ""
        for index, piece in enumerate(merged):
            position = index / max(1, len(merged) - 1)
            step = self._action(piece, position) if piece.character is None else self._speech(piece, before, position)
            before = piece.text if piece.character else ""
            steps.append(step)
        return tuple(steps)

    def _speech(self, piece: Piece, before: str, position: float) -> Step:
        speaker = piece.character or ""
        for each in (speaker, *piece.others) if piece.extension == "" else ():
            self.presence.speaks(each)
        self.reader.heard(speaker)
        tongue = _TONGUE.search(plain(piece.parenthetical))
        language = _TONGUES[tongue[1]] if tongue else self.language
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
            mentions=tuple(dict.fromkeys((*piece.others, *self._mentions(piece.text)))),
            props=self._props_in(piece.text),
            reveal=is_news(piece.text, before),
            tension=tension(piece.text, piece.parenthetical, (), position),
        )

    def _action(self, piece: Piece, position: float) -> Step:
        last = self.reader.scene.talk.prop
        deeds = self.reader.read(piece.text)
        doings = self.presence.acts(deeds)
        self.presence.appears(self.reader.scene.appeared)
        self.reader.scene.appeared.clear()
        close = closeness(piece.text, frozenset(prop.id for prop in self.props), self.reader.scene.talk.prop or last)
        custody = self.keeping.read(piece.text, deeds, self.naming.mentions(piece.text))
        doings = (*(self.keeping.looked_at(doing) for doing in doings), *_calls(custody, doings))
        verbs = [doing.verb for doing in doings]
        seconds = _insert_seconds(close) if close.direction == "insert" else action_seconds(piece.text, verbs)
        handled = [d.target for d in doings if d.target in {prop.id for prop in self.props}]
        return Step(
            kind="action",
            lines=piece.lines,
            text=piece.text,
            seconds=seconds,
            language=self.language,
            mentions=tuple(dict.fromkeys((*self._mentions(piece.text), *(doing.character for doing in doings)))),
            doings=doings,
            props=tuple(dict.fromkeys((*self._props_in(piece.text), *(id for id in handled if id)))),
            custody=custody,
            insert=close.insert,
            insert_text=close.text,
            sounds=sounds_in(piece.text),
            direction=close.direction,
            tension=tension(piece.text, "", verbs, position),
        )

    def _mentions(self, text: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(mention.character for mention in self.naming.mentions(text)))

    def _props_in(self, text: str) -> tuple[str, ...]:
        ids = {prop.id for prop in self.props}
        found = [prop_id(word) for _, word in props_in(text)] + [p.id for p in self.props if p.name.upper() in text]
        return tuple(dict.fromkeys(id for id in found if id in ids))


def _calls(custody: Sequence[Custody], doings: Sequence[Doing]) -> Iterator[Doing]:
    """A phone at the ear of somebody who sits or stands is a call; who lies in bed goes on lying."""
    for each in custody:
        busy = any(doing.character == each.character and doing.verb in ("lie", "phone") for doing in doings)
        if each.place == "ear" and each.character is not None and not busy:
            yield Doing(character=each.character, verb="phone", target=each.prop)


def _insert_seconds(close: Close) -> float:
    return round(max(_INSERT_SHORTEST, 0.8 + _INSERT_WORD * len(close.text.split())), 3)


def merge_inserts(played: Sequence[Piece]) -> Iterator[Piece]:
    """A camera line that only announces joins the paragraph it announces, BACK TO SCENE the one it ends."""
    held: Piece | None = None
    for index, piece in enumerate(played):
        following = played[index + 1] if index + 1 < len(played) else None
        if held is not None and piece.character is None:
            piece = piece._replace(text=f"{held.text}\n{piece.text}", lines=(held.lines[0], piece.lines[1]))
            held = None
        announces = piece.character is None and is_heading(piece.text)
        if announces and following is not None and following.character is None and not is_return(following.text):
            held = piece
            continue
        if following is not None and following.character is None and is_return(following.text):
            held = piece
            continue
        yield piece
    if held is not None:
        yield held
