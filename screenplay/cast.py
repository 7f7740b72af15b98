"""Who speaks: one person across a name's extensions and spellings, with lines and words counted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from film.names import slug
from film.screenplay import Diagnostic, Speaker
from screenplay.draft import Draft

_EXTENSION = re.compile(r"\([^()]*\)?")
_VOICE = re.compile(r"['’]S? VOICE$", re.IGNORECASE)
_WIDE = re.compile("[぀-ヿ㐀-鿿]")
"""Kana and Han are written without spaces: each counts as half a word."""


class Presence(NamedTuple):
    """Ids of those in a stretch of the script, in order of appearance; parts of them say nothing or are only heard."""

    cast: tuple[str, ...]
    silent: tuple[str, ...] = ()
    unseen: tuple[str, ...] = ()


class Casting(NamedTuple):
    """Everybody in the script; who speaks under each cue, by the draft's index; cues that may be none."""

    cast: tuple[Speaker, ...]
    speakers: dict[int, tuple[str, ...]]
    doubts: tuple[Diagnostic, ...]

    def presence(self, start: int, end: int) -> Presence:
        """Who is in the drafts from ``start`` up to ``end``."""
        said = [who for index in range(start, end) for who in self.speakers.get(index, ())]
        return Presence(tuple(dict.fromkeys(said)))


def casting_of(drafts: Sequence[Draft]) -> Casting:
    """Who is in the script, from its drafts in order."""
    names = {i: name_in(draft.text) for i, draft in enumerate(drafts) if draft.type == "character"}
    speakers = {index: (slug(name),) for index, name in names.items() if name}
    return Casting(_cast_of(drafts), speakers, tuple(doubtful_cues(drafts)))


def name_in(cue: str) -> str:
    """The name in a cue: ``ANNA (V.O.) (CONT'D)`` is ANNA, and so is ``ANNA'S VOICE``."""
    name = " ".join(_EXTENSION.sub(" ", cue).split()).strip(" ^:")
    return _VOICE.sub("", name) or name


def count_words(text: str) -> int:
    """Words as spoken: those between spaces, and two Han or kana characters for one."""
    wide = len(_WIDE.findall(text))
    return len(_WIDE.sub(" ", text).split()) + (wide + 1) // 2


def _cast_of(elements: Sequence[Draft]) -> tuple[Speaker, ...]:
    """The speakers in order of their first cue.

    ``lines`` counts speeches, ``words`` what is said or sung in them; ``name`` is the spelling used
    most and ``aliases`` are the others.
    """
    ids: dict[str, str] = {}
    spellings: dict[str, Counter[str]] = {}
    lines: Counter[str] = Counter()
    words: Counter[str] = Counter()
    for name, speech in speeches(elements):
        if name not in ids:
            ids[name] = slug(name)
        speaker = ids[name]
        spellings.setdefault(speaker, Counter())[name] += 1
        lines[speaker] += 1
        words[speaker] += sum(count_words(spoken.text) for spoken in speech)
    return tuple(
        Speaker(
            id=speaker,
            name=used.most_common(1)[0][0],
            aliases=tuple(name for name, _ in used.most_common()[1:]),
            lines=lines[speaker],
            words=words[speaker],
        )
        for speaker, used in spellings.items()
    )


def speeches(elements: Sequence[Draft]) -> Iterator[tuple[str, list[Draft]]]:
    """Every cue's name with the dialogue and lyrics spoken under it."""
    name = ""
    speech: list[Draft] = []
    for element in elements:
        if element.type == "character":
            if name:
                yield name, speech
            name, speech = name_in(element.text), []
        elif element.type in ("dialogue", "lyrics"):
            speech.append(element)
        elif element.type not in ("parenthetical", "note", "boneyard") and name:
            yield name, speech
            name, speech = "", []
    if name:
        yield name, speech


def doubtful_cues(elements: Sequence[Draft]) -> Iterator[Diagnostic]:
    """Cues that are more likely a line of action in capitals: used once and closed like a sentence."""
    cues = [(element, name) for element in elements if element.type == "character" and (name := name_in(element.text))]
    uses = Counter(name for _, name in cues)
    for cue, name in cues:
        if uses[name] == 1 and cue.text.endswith((".", "!", "?", ":", ",", "--")):
            message = f'"{name}" is read as a speaker; put ! before it if it is action, or a blank line behind it'
            yield Diagnostic(severity="info", line=cue.first, message=message)
