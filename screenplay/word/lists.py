"""Lists that count: what Word prints before a numbered paragraph and no text holds (ECMA-376 part 1, 17.9)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from screenplay.files.markup import Node
from screenplay.word.parts import number, said, value
from screenplay.word.styles import Look

_UNPRINTED = ("bullet", "none")
_PLACE = re.compile(r"%([1-9])")
_DEEPEST = 8
_MOST_LETTERS = 52
_MOST_ROMAN = 3999
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


class _Level(NamedTuple):
    """How a level of a list counts: from where, in which figures, and what is printed ("%1." before the text)."""

    start: int = 1
    figures: str = "decimal"
    shown: str = ""


class Lists:
    """The document's lists, which count as the paragraphs are met in order."""

    def __init__(self, root: Node) -> None:
        kinds = {
            said(each, "abstractNumId"): dict(_level(level) for level in each.elements("lvl"))
            for each in root.elements("abstractNum")
        }
        self._kinds: dict[str, str | None] = {}
        self._levels: dict[str, dict[int, _Level]] = {}
        for each in root.elements("num"):
            name, kind = said(each, "numId") or "", value(each, "abstractNumId")
            self._levels[name] = {**kinds.get(kind, {}), **dict(_overrides(each, kinds.get(kind, {})))}
            starts_anew = any(override.first("startOverride") for override in each.elements("lvlOverride"))
            self._kinds[name] = name if starts_anew else f"of {kind}"
        self._counts: dict[str | None, dict[int, int]] = {}

    def label(self, look: Look) -> str:
        """What is printed before the next paragraph that looks so; nothing before one in no list and behind bullets."""
        levels = self._levels.get(look.list_id or "")
        if levels is None:
            return ""
        depth = min(max(look.list_level or 0, 0), _DEEPEST)
        counts = self._counts.setdefault(self._kinds[look.list_id or ""], {})
        level = levels.get(depth, _Level())
        counts[depth] = counts[depth] + 1 if depth in counts else level.start
        for deeper in [each for each in counts if each > depth]:
            del counts[deeper]
        if level.figures in _UNPRINTED:
            return ""

        def count(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            each = levels.get(at, _Level())
            return _figure(counts.get(at, each.start), each.figures)

        return _PLACE.sub(count, level.shown).strip()


def _level(node: Node) -> tuple[int, _Level]:
    depth = number(said(node, "ilvl")) or 0
    start = number(value(node, "start"))
    figures = value(node, "numFmt") or "decimal"
    return depth, _Level(1 if start is None else start, figures, (value(node, "lvlText") or "")[:80])


def _overrides(node: Node, levels: dict[int, _Level]) -> Iterator[tuple[int, _Level]]:
    for override in node.elements("lvlOverride"):
        depth = number(said(override, "ilvl")) or 0
        own = override.first("lvl")
        level = _level(own)[1] if own else levels.get(depth, _Level())
        start = number(value(override, "startOverride"))
        yield depth, level if start is None else level._replace(start=start)


def _figure(count: int, figures: str) -> str:
    """A count in Word's commonest figures; others than these as a decimal number."""
    if figures in ("upperLetter", "lowerLetter") and 0 < count <= _MOST_LETTERS:
        letter = chr(ord("A") + (count - 1) % 26) * (1 + (count - 1) // 26)
        return letter if figures == "upperLetter" else letter.lower()
    if figures in ("upperRoman", "lowerRoman") and 0 < count <= _MOST_ROMAN:
        roman = ""
        for worth, letters in _ROMAN:
            roman += letters * (count // worth)
            count %= worth
        return roman if figures == "upperRoman" else roman.lower()
    return f"{count:02}" if figures == "decimalZero" else str(count)
