"""The drafts sorted for casting: cues with what is said under each, and action with its capitalised words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from film.words.cues import Heard
from screenplay.manuscript import Draft
from screenplay.people.letters import CAPITALISED
from screenplay.people.names import fold

_WIDE = re.compile("[぀-ヿ㐀-鿿]")
"""Kana and Han are written without spaces: each counts as half a word."""

_HEARD: dict[str, Heard] = {
    **dict.fromkeys(("vo", "voice over", "voiceover", "off", "on phone", "on the phone", "over phone", "over the phone",
                     "filtered", "voix off", "画外音", "旁白", "зк", "за кадром", "prelap", "pre lap"), "V.O."),
    **dict.fromkeys(("os", "oc", "off screen", "offscreen", "off camera", "hors champ"), "O.S."),
}  # fmt: skip
"""Parentheticals that stand for an extension."""

_LONGEST_EXTENSION = 24


class Material(NamedTuple):
    """Cues by index of draft, the words said under each, action with straight apostrophes, and headings."""

    cues: list[tuple[int, str]]
    words: list[int]
    action: list[tuple[int, str, list[str]]]
    headings: list[int]


def material_of(drafts: Sequence[Draft]) -> Material:
    """One pass over the drafts; what stands under a cue up to the next action, heading or cue is said there."""
    found = Material([], [], [], [])
    speaking = False
    for index, draft in enumerate(drafts):
        kind = draft.type
        if kind == "dialogue" or kind == "lyrics":
            if speaking:
                found.words[-1] += count_words(draft.text)
        elif kind == "character":
            found.cues.append((index, draft.text))
            found.words.append(0)
            speaking = True
        elif kind not in ("parenthetical", "note", "boneyard"):
            speaking = False
            if kind == "action":
                text = draft.text
                if not text.isascii():
                    text = text.replace("’", "'")
                found.action.append((index, text, CAPITALISED.findall(text)))
            elif kind == "scene_heading":
                found.headings.append(index)
    return found


def count_words(text: str) -> int:
    """Words as spoken: those between spaces, and two Han or kana characters for one."""
    if text.isascii() or not (wide := len(_WIDE.findall(text))):
        return len(text.split())
    return len(_WIDE.sub(" ", text).split()) + (wide + 1) // 2


def heard_in(parenthetical: str) -> Heard:
    """How a voice is heard by a parenthetical that stands for an extension; nothing for all others."""
    return _HEARD.get(fold(parenthetical), "") if len(parenthetical) <= _LONGEST_EXTENSION else ""
