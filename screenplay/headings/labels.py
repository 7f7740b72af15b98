"""Scene numbers in front of a heading: 12A, 1-1., CENA 3 -, 第一场, S#7, and the circle of Japanese scripts."""

from __future__ import annotations

import re
from typing import NamedTuple

_PLAIN = re.compile(
    r"#?(?P<number>[A-Z]{0,2}\d{1,4}[A-Za-zА-Яа-я]{0,2}(?:[-–.]\d{1,4}[A-Za-z]?){0,2})#?"
    r"(?P<mark>\s*[.、:：)）．](?!\d)\s*|\s+[-–—]\s+|\s+)(?=\S)"
)
_WORDED = re.compile(
    r"(?:SCENE|SC|SCÈNE|SCENA|SÉQUENCE|SEQUENCE|SÉQ|SEQ|CENA|ESCENA|ESC|SEC|SECUENCIA|SEQUÊNCIA|SEQUENZA|SZENE|BILD|СЦЕНА|ЭПИЗОД|СЦ"
    r"|दृश्य|シーン|场景|場景|场次|場次|场|場|[SＳ](?=[#＃]))"
    r"\s?[.#＃№°:：]?\s?(?P<number>\d{1,4}[A-Z]{0,2}(?:[-–.]\d{1,4})?|[IVXLC]{1,6}(?!\w)|[一二三四五六七八九十百零两]{1,5})"
    r"(?P<mark>\s*[.:：、,，)](?!\d)\s*|\s*[-–—]\s*|\s+|$)",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    r"第\s?(?P<number>[\d一二三四五六七八九十百零〇两兩]{1,6})\s?[场場幕景集回话話](?:\s?第\s?(?P<inner>[\d一二三四五六七八九十百零〇两兩]{1,6})\s?[场場景])?"
    r"(?P<mark>\s*[.:：、,，)-]\s*|\s+|$)"
)
_YEAR = re.compile(r"1\d{3}|20\d{2}")
_CIRCLE = re.compile(r"[○◯〇●◎■□▲△◆◇☆★]\s*(?=\S)")
_BLANK = re.compile("[○◯〇]")
_ASIAN = re.compile(r"[\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")


class Label(NamedTuple):
    """The scene number as written, none behind a mere circle; where the heading itself begins.

    ``sure``: what stands there can be nothing else, unlike the number of "221B BAKER STREET".
    """

    number: str | None
    end: int
    sure: bool
    circle: bool = False


def label_of(text: str) -> Label | None:
    """A scene number, or the circle of a Japanese scene line, in front of a heading; None without."""
    first = text[:1]
    if (
        first.isdigit()
        or first == "#"
        or (first.isascii() and first.isupper() and text[1:3].strip(first)[:1].isdigit())
    ):
        found = _PLAIN.match(text)
        if found and not _YEAR.fullmatch(found["number"]):
            marked = found["mark"].strip() != "" or _ASIAN.match(text, found.end()) is not None
            return Label(found["number"], found.end(), marked and first.isdigit())
    if first == "第":
        found = _ORDINAL.match(text)
        return Label(found["inner"] or found["number"], found.end(), True) if found else None
    if found := _CIRCLE.match(text):
        alone = len(_BLANK.findall(text)) <= 1  # ○月○日 leaves names and dates open
        return Label(None, found.end(), True, True) if alone and _ASIAN.search(text) else None
    found = _WORDED.match(text)
    return Label(found["number"], found.end(), True) if found else None
