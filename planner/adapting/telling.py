"""An adaptation as the elements of a screenplay, with a note behind each that says where it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from film.base import LineSpan
from film.screenplay import Element, ElementType
from planner.adapting.adapting import Adaptation, Told
from planner.adapting.answers import ElementAnswer, SceneAnswer
from planner.adapting.pieces import Source
from planner.llm.neutral import told as cleaned

_BRACKETS = str.maketrans("[]", "⟦⟧")
"""A note ends at two square brackets, whatever stands in it."""

_SAID = {"quoted": "", "reported": "; the source only reports these words", "invented": "; these words are invented"}


class _Line(NamedTuple):
    type: ElementType
    text: str
    level: int | None = None


class _Group(NamedTuple):
    """Elements of the same origin: the passages that they come from, by place, and what is to be said of the words."""

    places: tuple[int, ...]
    said: str


def elements(adaptation: Adaptation) -> tuple[Element, ...]:
    """All of it in order: chapters as sections, scenes, what is left out as notes where it stood.

    Ids are running numbers: whoever reads the written screenplay gives it its own.
    """
    teller = _Teller(adaptation.source)
    return tuple(
        Element(id=f"e{number}", type=line.type, text=line.text, lines=(number, number), level=line.level)
        for number, line in enumerate(teller.lines(adaptation.told), 1)
    )


class _Aside(NamedTuple):
    """A paragraph that is left out: its passage by place, its words, and why."""

    place: int
    text: str
    why: str


class _Teller:
    def __init__(self, source: Source) -> None:
        self._source = source
        self._next = 0  # the passage, by place, that is told of next: all before it are
        self._heading = ""

    def lines(self, told: Sequence[Told]) -> Iterator[_Line]:
        for each in told:
            yield from self._chapters(min(each.piece.passages))
            if each.answer is None:
                yield from self._unread(each)
                continue
            waiting = [_Aside(*each.at(one.paragraph), one.why) for one in each.answer.left_out]
            for scene in each.answer.scenes:
                yield from self._scene(each, scene, waiting)
            yield from self._asides(waiting, len(self._source.passages))
        yield from self._chapters(len(self._source.passages))

    def _chapters(self, before: int) -> Iterator[_Line]:
        """The headings of chapters up to a passage."""
        for passage in self._source.passages[self._next : before]:
            if passage.heading:
                yield _Line("section", cleaned(passage.text, 200), 1)
        self._next = max(self._next, before)

    def _unread(self, each: Told) -> Iterator[_Line]:
        for paragraph in each.piece.page.paragraphs:
            yield self._note(*each.at(paragraph.number), f"not adapted: {each.why}")

    def _scene(self, each: Told, scene: SceneAnswer, waiting: list[_Aside]) -> Iterator[_Line]:
        groups = groupby(scene.elements, key=lambda part: _Group(_places(each, part), _SAID[part.words or "quoted"]))
        told = [(group, list(parts)) for group, parts in groups]
        firsts = [min(group.places) for group, _ in told if group.places]
        yield from self._asides(waiting, min(firsts, default=0))
        heading = _heading(scene)
        if not (self._heading and (scene.goes_on or heading == self._heading)):
            yield _Line("scene_heading", heading)
            self._heading = heading
        for group, parts in told:
            yield from self._asides(waiting, min(group.places, default=0))
            yield from (line for part in parts for line in _lines_of(part))
            if group.places:
                yield _Line("note", f"from {self._numbers(group.places)}{group.said}")

    def _asides(self, waiting: list[_Aside], before: int) -> Iterator[_Line]:
        """Notes on the passages left out that stand before one."""
        while waiting and waiting[0].place < before:
            aside = waiting.pop(0)
            yield self._note(aside.place, aside.text, f"left out{': ' if aside.why else ''}{aside.why}")

    def _note(self, place: int, text: str, what: str) -> _Line:
        said = f"{self._numbers((place,))} {what} — {cleaned(text, len(text))}"
        return _Line("note", said.translate(_BRACKETS))

    def _numbers(self, places: Iterable[int]) -> str:
        """The lines or paragraphs of passages: "lines 3, 12-14"."""
        spans = _merged(self._source.passages[place].span for place in places)
        shown = ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in spans)
        return f"{self._source.counted}{'s' if not shown.isdigit() else ''} {shown}"


def _places(each: Told, part: ElementAnswer) -> tuple[int, ...]:
    return tuple(sorted({each.at(number)[0] for number in part.paragraphs}))


def _merged(spans: Iterable[LineSpan]) -> list[LineSpan]:
    """Spans in order, those that touch or lie behind each other as one."""
    merged: list[LineSpan] = []
    for first, last in sorted(spans):
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return merged


def _heading(scene: SceneAnswer) -> str:
    time = f" - {scene.time.upper()}" if scene.time else ""
    return f"{scene.setting}. {scene.place.upper()}{time}"


def _lines_of(part: ElementAnswer) -> Iterator[_Line]:
    if part.kind == "speech" and part.speaker:
        heard = f" ({part.heard})" if part.heard else ""
        yield _Line("character", f"{part.speaker.upper()}{heard}")
        if part.manner:
            yield _Line("parenthetical", f"({part.manner})")
        yield _Line("dialogue", part.text)
    elif part.kind == "transition":
        yield _Line("transition", part.text.strip("<> ").upper())
    else:
        yield _Line("action", part.text)
