"""SubRip and WebVTT as a transcript: what is said, in paragraphs, with the lines of the file that they stand on."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from film.errors import ScriptError

SUFFIXES = (".srt", ".vtt")

_TIME = re.compile(
    r"(?:(\d{1,3}):)?(\d{2}):(\d{2})[,.](\d{3})\s*-->\s*(?:(\d{1,3}):)?(\d{2}):(\d{2})[,.](\d{3})(?:\s.*)?"
)
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]+)>")
_TAG = re.compile(r"<[^>]{0,80}>|\{\\[^}]{0,40}\}")
_SPOKEN = re.compile(r"(?:-|–|—|>>)\s*(?=\S)")
_NAMED = re.compile(r"([^\W\d_][\w .'’-]{0,30}):\s+(?=\S)")
_END = re.compile(r"[.!?…。！？।؟][\"'”’»)」』]*$")
_PAUSE = 2.0
"""Seconds of silence that end a paragraph."""
_LONGEST = 400
"""Letters behind which the next sentence begins another."""


class _Cue(NamedTuple):
    start: float
    end: float
    first: int
    last: int
    speaker: str
    text: str


def paragraphs(text: str, where: Path) -> list[tuple[str, int, int]]:
    """What is said, ("Name: words", first line, last line), captions of one speech joined.

    Raises ScriptError for a file without a caption.
    """
    cues = [part for cue in _cues(text.splitlines()) for part in _speeches(cue)]
    if not cues:
        raise ScriptError("there is no caption in it", where=where, do="Give a transcript, or a SubRip or WebVTT file")
    joined = [cues[0]]
    for cue in cues[1:]:
        if _goes_on(joined[-1], cue):
            before = joined[-1]
            joined[-1] = before._replace(end=cue.end, last=cue.last, text=f"{before.text} {cue.text}")
        else:
            joined.append(cue)
    return [(f"{cue.speaker}: {cue.text}" if cue.speaker else cue.text, cue.first, cue.last) for cue in joined]


def _goes_on(before: _Cue, cue: _Cue) -> bool:
    if cue.speaker != before.speaker or cue.start - before.end > _PAUSE:
        return False
    ended = _END.search(before.text) is not None
    return not ended or (bool(cue.speaker) and len(before.text) < _LONGEST)


def _cues(lines: Sequence[str]) -> Iterator[_Cue]:
    number = 0
    while number < len(lines):
        time = _TIME.fullmatch(lines[number].strip())
        number += 1
        if time is None:
            continue
        first = number + 1
        said = []
        while number < len(lines) and lines[number].strip() and not _TIME.fullmatch(lines[number].strip()):
            said.append(lines[number].strip())
            number += 1
        if number < len(lines) and lines[number].strip():
            said = said[:-1]  # the number of the next caption, which no blank line parts from this one
        yield _Cue(_seconds(time, 1), _seconds(time, 5), first, first + max(0, len(said) - 1), "", "\n".join(said))


def _seconds(time: re.Match[str], at: int) -> float:
    hours, minutes, seconds, milliseconds = (int(time[at + place] or 0) for place in range(4))
    return hours * 3600 + minutes * 60 + seconds + milliseconds / 1000


def _speeches(cue: _Cue) -> Iterator[_Cue]:
    """A caption in speeches: a dash or a voice's tag begins another."""
    parts: list[tuple[str, list[str]]] = []
    for line in cue.text.split("\n"):
        voice = _VOICE.search(line)
        bare = html.unescape(_TAG.sub("", line)).strip()
        speaks = _SPOKEN.match(bare)
        bare = bare[speaks.end() :] if speaks else bare
        named = _NAMED.match(bare) if not voice else None
        name = voice[1].strip() if voice else named[1] if named else ""
        bare = bare[named.end() :] if named else bare
        if not parts or speaks or voice or named:
            parts.append((name, []))
        if bare:
            parts[-1][1].append(bare)
    for name, said in parts:
        if said:
            yield cue._replace(speaker=" ".join(name.split()), text=" ".join(" ".join(said).split()))
