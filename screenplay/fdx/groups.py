"""Elements gathered into the paragraphs that Final Draft keeps them in: the counterpart of ``blocks``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from film.screenplay import Element
from screenplay.fdx.blocks import ARC_BEAT, OMITTED, SCENE_TITLE, UNSPOKEN


@dataclass(frozen=True)
class Group:
    """One paragraph: the elements from ``start`` up to ``end`` and what each of them is in it.

    ``own`` is the paragraph's own text; the others stand inside it.  ``speeches`` are the paragraphs of a
    dual dialogue.  A page break before it is its own property.
    """

    start: int
    end: int
    own: Element | None = None
    page_break: bool = False
    title: Element | None = None
    synopses: Sequence[Element] = ()
    beats: Sequence[Element] = ()
    omitted: Sequence[Element] = ()
    notes: Sequence[Element] = ()
    speeches: Sequence[Group] = field(default=())


def groups_of(elements: Sequence[Element], *, begun: bool = False) -> list[Group]:
    """All elements in paragraphs, in order; each element in exactly one.

    ``begun`` says that others stand before them: only then can a page break be a property of the first.
    """
    grouping = _Grouping(elements, begun)
    groups = []
    at = 0
    while at < len(elements):
        groups.append(grouping.group(at))
        at = groups[-1].end
    return groups


def is_arc_beat(element: Element) -> bool:
    """Whether a note can be written as what Final Draft notes about one of a scene's people."""
    name, colon, said = (element.runs[0].text if element.runs else "").partition(": ")
    return (
        element.type == "note"
        and element.kind == ARC_BEAT
        and bool(name and colon)
        and (bool(said.strip()) or len(element.runs) > 1)
    )


class _Grouping:
    def __init__(self, elements: Sequence[Element], begun: bool) -> None:
        self._elements = elements
        self._begun = begun

    def group(self, start: int, *, inside: bool = False) -> Group:
        """The paragraph that begins with the element ``start``; ``inside`` a dual dialogue."""
        elements = self._elements
        at = start
        follower = elements[start + 1] if start + 1 < len(elements) else None
        plain = not (elements[start].runs or elements[start].kind)
        page_break = elements[start].type == "page_break" and plain and not inside
        page_break = page_break and (start > 0 or self._begun)
        page_break = page_break and follower is not None and follower.type not in ("note", "page_break")
        at += page_break
        if not inside and (end := self._dual_end(at)):
            return Group(start, end, page_break=page_break, speeches=self._speeches(at, end))
        own = None if elements[at].type == "note" else elements[at]
        at += own is not None
        if own is None or own.type != "scene_heading":
            notes = self._while(at, "note")
            return Group(start, at + len(notes), own, page_break, notes=notes)
        return self._heading(start, at, own, page_break)

    def _heading(self, start: int, at: int, own: Element, page_break: bool) -> Group:
        title = self._elements[at] if at < len(self._elements) and _is_title(self._elements[at]) else None
        at += title is not None
        synopses = self._while(at, "synopsis")
        synopses = synopses[: next((n for n, each in enumerate(synopses) if each.kind or not each.text.strip()), None)]
        at += len(synopses)
        notes = self._while(at, "note")
        beats = notes[: next((n for n, each in enumerate(notes) if not is_arc_beat(each)), None)]
        at += len(beats)
        boneyards = self._while(at, "boneyard")
        omitted = boneyards[: next((n for n, each in enumerate(boneyards) if each.kind != OMITTED), None)]
        at += len(omitted)
        notes = self._while(at, "note")
        return Group(start, at + len(notes), own, page_break, title, synopses, beats, omitted, notes)

    def _while(self, at: int, type_: str) -> Sequence[Element]:
        end = at
        while end < len(self._elements) and self._elements[end].type == type_:
            end += 1
        return self._elements[at:end]

    def _speeches(self, at: int, end: int) -> list[Group]:
        speeches = []
        while at < end:
            speeches.append(self.group(at, inside=True))
            at = speeches[-1].end
        return speeches

    def _dual_end(self, start: int) -> int | None:
        """The end of the dual dialogue that begins here, notes behind its last paragraph included; None: there is none.

        The left speech has one cue, the right one begins with another.  What is not spoken may stand between.
        """
        if self._elements[start].dual != "left":
            return None
        end, side, cued = start, "left", False
        for at in range(start, len(self._elements)):
            element = self._elements[at]
            if element.dual is None and element.type in UNSPOKEN:
                continue
            cue = element.type == "character"
            if (
                element.dual is None
                or element.type in UNSPOKEN
                or (element.dual == "left" and (side == "right" or (cue and cued)))
            ):
                break
            if element.dual == "right" and side == "left" and not (cue and cued):
                break
            side, cued, end = element.dual, cued or cue, at + 1
        return end + len(self._while(end, "note")) if end > start else None


def _is_title(element: Element) -> bool:
    text = element.text
    return element.type == "synopsis" and element.kind == SCENE_TITLE and bool(text) and text == text.strip()
