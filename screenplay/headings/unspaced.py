"""Chinese and Japanese scene lines, whose setting is one short word among others: 咖啡馆 日 内; 喫茶店・中（夜）."""

from __future__ import annotations

import re
from typing import NamedTuple

from film.screenplay import Setting
from screenplay.headings.phrases import read_phrase

_SETTINGS: dict[str, Setting] = {
    "内": "INT", "內": "INT", "外": "EXT", "内景": "INT", "內景": "INT", "外景": "EXT", "室内": "INT", "室內": "INT",
    "室外": "EXT", "屋内": "INT", "屋外": "EXT", "内外": "INT/EXT", "內外": "INT/EXT", "内外景": "INT/EXT",
}  # fmt: skip
_INSIDE = "中"
_BESIDE = {"表": "EXT", "前": "EXT", "外観": "EXT", "門前": "EXT", "玄関前": "EXT"}
_PIECE = re.compile(r"[^\s/／\-–—・·,，、。．.:：;；（）()\[\]【】]+")
_ASIAN = re.compile(r"[\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
_MOST_PIECES = 24
_EDGES = " /／-–—・·,，、。．.:：;；"


class Parts(NamedTuple):
    """The setting, the text without it, and whether a time of day stood there too."""

    setting: Setting
    rest: str
    timed: bool


def unspaced_parts(text: str) -> Parts | None:
    """The setting among the pieces of a Chinese or Japanese line; None without."""
    if not _ASIAN.search(text):
        return None
    cuts: list[tuple[int, int, str]] = []
    settings: list[Setting] = []
    timed = False
    pieces = [piece for piece, _ in zip(_PIECE.finditer(text), range(_MOST_PIECES), strict=False)]
    for piece in pieces:
        words = piece[0]
        if words in _SETTINGS or (words == _INSIDE and piece.start() > 0 and text[piece.start() - 1] == "・"):
            settings.append(_SETTINGS.get(words, "INT"))
            cuts.append((piece.start(), piece.end(), ""))
        elif joined := _joined(words):
            settings.append(joined[0])
            cuts.append((piece.start(), piece.end(), joined[1]))
            timed = True
        elif (reading := read_phrase(words)) is not None:
            timed = timed or reading.kind == "time"
    if not settings and len(pieces) > 1 and (beside := _BESIDE.get(_last_place(text))):
        return Parts("EXT" if beside == "EXT" else "INT", text, timed)
    if not settings or (len(settings) == len(pieces) and not timed):
        return None
    setting: Setting = settings[0] if len(set(settings)) == 1 else "INT/EXT"
    return Parts(setting, _without(text, cuts), timed)


def _joined(words: str) -> tuple[Setting, str] | None:
    """夜内, 日外: a time and a setting in one."""
    if len(words) != 2:
        return None
    for setting, time in ((words[0], words[1]), (words[1], words[0])):
        reading = read_phrase(time) if setting in _SETTINGS else None
        if reading and reading.kind == "time":
            return _SETTINGS[setting], time
    return None


def _last_place(text: str) -> str:
    """What stands behind the last middle dot, without parentheses."""
    return re.split(r"[（(]", text.rpartition("・")[2], maxsplit=1)[0].strip()


def _without(text: str, cuts: list[tuple[int, int, str]]) -> str:
    """The text without its settings, nor the separators that only they needed."""
    kept = text
    for start, end, time in reversed(cuts):
        before, behind = kept[:start], kept[end:]
        if time:
            kept = f"{before}{time}{behind}"
            continue
        closes = behind.lstrip(_EDGES)[:1] in ("）", ")", "")
        before = before.rstrip(_EDGES) if closes else before
        opened = before.rstrip(_EDGES)[-1:] in ("（", "(", "")
        behind = behind.lstrip(_EDGES) if opened or closes else behind
        kept = f"{before}{behind}"
    return re.sub(r"[（(]\s*[）)]", "", re.sub(r"([/／])\s*[/／]", r"\1", " ".join(kept.split()))).strip(_EDGES)
