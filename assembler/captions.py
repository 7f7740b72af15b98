"""Captions out of whole frames: SubRip and WebVTT.

Set by the habits of broadcast and streaming houses: at most two lines of 42 columns (a wide
character of Chinese, Japanese or Korean counts two and a half, so about 16 a line), two frames of
nothing between two captions, a long speech cut at sentences and clauses into captions that share
its time by length.  The speaker is named, in capitals with a colon, where a voice starts that the
picture does not show (V.O. and O.S.); WebVTT names every speaker in a voice tag besides.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from assembler.lettering.wrapping import balance
from assembler.paging import paginate
from film.timecode import FrameRange, seconds_in
from film.timeline import Caption, Timeline

COLUMNS = 42
LINES = 2
GAP = 2
"""Frames of nothing between two captions, so that the eye sees the change."""
SHORTEST = Fraction(5, 6)
"""Seconds below which a caption is not shortened to make the gap: 20 frames at 24."""

_WIDE = 2.5


class Cue(NamedTuple):
    """One caption on screen: its frames, its lines, and whose voice it is."""

    record: FrameRange
    lines: tuple[str, ...]
    speaker: str


def cues(timeline: Timeline) -> tuple[Cue, ...]:
    """Every spoken line as captions, in the order they appear.  Voices at the same time stay at the same time."""
    ordered = sorted(timeline.captions, key=lambda caption: (caption.record.start, caption.record.end))
    made: list[Cue] = []
    before: Caption | None = None
    for caption in ordered:
        made.extend(_cues_of(caption, _prefix(caption, before)))
        before = caption
    return tuple(_with_gaps(made, timeline.format.rate))


def srt(timeline: Timeline) -> str:
    """The film's captions as SubRip.  Times are to the millisecond, rounded from exact frames.

    SubRip has no escape: the characters that players read as markup are given as their look-alikes.
    """
    rate = timeline.format.rate
    blocks = [
        f"{number}\n{_clock(cue.record.start, rate, ',')} --> {_clock(cue.record.end, rate, ',')}\n"
        + "\n".join(_plain(line) for line in cue.lines)
        + "\n"
        for number, cue in enumerate(cues(timeline), 1)
    ]
    return "\n".join(blocks)


def webvtt(timeline: Timeline) -> str:
    """The film's captions as WebVTT, each in a voice tag with the speaker's name."""
    rate = timeline.format.rate
    blocks = [
        f"{_clock(cue.record.start, rate, '.')} --> {_clock(cue.record.end, rate, '.')}\n"
        + _voiced(cue, "\n".join(escaped(line) for line in cue.lines))
        + "\n"
        for cue in cues(timeline)
    ]
    return "\n".join(["WEBVTT\n", *blocks])


def _voiced(cue: Cue, text: str) -> str:
    """Words on the screen are nobody's voice."""
    return f"<v {escaped(cue.speaker)}>{text}</v>" if cue.speaker else text


def columns(text: str) -> float:
    """How wide the text is on screen, in columns of a Latin letter."""
    return sum(
        _WIDE if unicodedata.east_asian_width(char) in "WF" else 0.0 if unicodedata.combining(char) else 1.0
        for char in text
    )


def _prefix(caption: Caption, before: Caption | None) -> str:
    if not caption.extension:
        return ""
    same = before is not None and (before.character, before.extension) == (caption.character, caption.extension)
    return "" if same else f"{caption.character.upper()}: "


def _cues_of(caption: Caption, prefix: str) -> list[Cue]:
    pages = _pages(prefix + _cleaned(caption.text))
    shares = _shares(caption.record, [max(1.0, columns(" ".join(page))) for page in pages])
    return [
        Cue(record, page, _cleaned(caption.character))
        for record, page in zip(shares, pages, strict=True)
        if record.frames > 0
    ]


def _cleaned(text: str) -> str:
    return " ".join("".join(" " if unicodedata.category(char) in ("Cc", "Cs") else char for char in text).split())


def _pages(text: str) -> list[tuple[str, ...]]:
    """The text in captions of two lines at most."""
    pages = paginate(text, COLUMNS, LINES, columns)
    return [tuple(map(_turned, balance(page, COLUMNS, columns))) for page in pages if page]


def _turned(line: str) -> str:
    """A line of Arabic or Hebrew that begins with a Latin name, told to run from right to left all the same.

    Players take the direction from the first letter (UAX #9, rule P2); a mark without width says it before that.
    """
    strong = [kind for kind in map(unicodedata.bidirectional, line) if kind in ("L", "R", "AL")]
    turned = sum(kind != "L" for kind in strong)
    return f"\u200f{line}" if strong[:1] == ["L"] and turned * 2 > len(strong) else line


def _shares(whole: FrameRange, weights: Sequence[float]) -> list[FrameRange]:
    """The range in parts end to end, as long as their weights say."""
    total, passed = sum(weights), 0.0
    edges = [whole.start]
    for weight in weights:
        passed += weight
        edges.append(whole.start + round(whole.frames * passed / total))
    return [FrameRange(start=a, frames=b - a) for a, b in pairwise(edges)]


def _with_gaps(made: Sequence[Cue], rate: Fraction) -> list[Cue]:
    """Each cue ended two frames before the next one starts, unless that leaves too little of it to read."""
    shortest = int(SHORTEST * rate)
    ordered = sorted(made, key=lambda cue: (cue.record.start, cue.record.end))
    gapped = []
    for place, cue in enumerate(ordered):
        later = next(
            (other.record.start for other in ordered[place + 1 :] if other.record.start > cue.record.start), None
        )
        kept = cue.record.frames if later is None else min(cue.record.frames, later - GAP - cue.record.start)
        if kept < min(shortest, cue.record.frames):  # two voices at once, or a word: the gap would eat it
            kept = cue.record.frames
        gapped.append(cue._replace(record=FrameRange(start=cue.record.start, frames=kept)))
    return gapped


def _clock(frame: int, rate: Fraction, point: str) -> str:
    milliseconds = int(seconds_in(frame, rate) * 1000 + Fraction(1, 2))
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}{point}{rest:03d}"


def _plain(line: str) -> str:
    """No tag (<i>), no override block ({\\an8}) and no timing arrow survive."""
    safe = line.replace("-->", "→").translate(str.maketrans("<>{}", "‹›()"))
    return safe.replace("\\", "⧵")


def escaped(line: str) -> str:
    """The line as WebVTT text."""
    return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
