"""The script as passages: what is played of each scene, with the words that steer the film taken out and obeyed.

Cuts, intercuts, montages, flashbacks, supers and lapses of time hold across paragraphs and scenes, so all scenes are
read in order by one reader.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from film.base import LineSpan
from film.screenplay import Element, Scene, Screenplay
from film.shot import Transition
from planner.breakdown.markers import SPLIT, SUPERS, Marker, bullets, marker_of, without_tail
from planner.breakdown.script import Piece, pieces
from planner.places.lists import plain


class Passage(NamedTuple):
    """One scene: its pieces in playing order, and what the words say of when it plays.

    ``told`` are supers and lapses before its first picture, ``later`` those inside it; ``recalled``: it lies in a
    flashback.  ``with_before``: it is cut against the scene before it.
    """

    pieces: tuple[Piece, ...]
    told: tuple[str, ...] = ()
    later: tuple[str, ...] = ()
    recalled: bool = False
    with_before: bool = False


def passages(
    screenplay: Screenplay, elements: Sequence[Sequence[Element]], cast: Container[str]
) -> tuple[Passage, ...]:
    """The passage of every scene in order, from the ``elements`` of each.

    ``cast`` are the ids of those who can be seen and heard.
    """
    reader = _Reader(*_ends(screenplay))
    opening = screenplay.scenes[0].lines[0] if screenplay.scenes else 0
    for element in screenplay.elements:
        if element.type in ("action", "transition", "centered") and element.lines[1] < opening:
            reader.before(element)
    return tuple(reader.scene(scene, own, cast) for scene, own in zip(screenplay.scenes, elements, strict=True))


def _ends(screenplay: Screenplay) -> tuple[list[int], list[int], list[int]]:
    """The lines on which montages, flashbacks and split screens are said to end."""
    montages: list[int] = []
    memories: list[int] = []
    splits: list[int] = []
    for element in screenplay.elements:
        if element.type not in ("action", "transition", "centered"):
            continue
        marker = marker_of(element.text)
        if marker and marker.kind in ("end_montage", "end_flashback"):
            (montages if marker.kind == "end_montage" else memories).append(element.lines[0])
        elif marker and marker.kind == "return":
            splits.append(element.lines[0])
    return montages, memories, splits


@dataclass
class _Reader:
    """What holds from one paragraph to the next.

    ``montage`` and ``memory`` go on past a heading only up to an end that the writer names (``*_until``), an
    unended flashback for one scene; an intercut holds for its scene, or with the one that follows its WITH.  A split
    screen holds to its end where the scene names one, else for its paragraph and the speeches behind it.
    """

    montage_ends: Sequence[int]
    memory_ends: Sequence[int]
    split_ends: Sequence[int]
    transition: Transition = "cut"
    montage: bool = False
    montage_until: int = 0
    memory: bool = False
    memory_until: int = 0
    intercut: str | None = None
    split: bool = False
    split_until: int = 0
    fresh: bool = False
    """Something was announced with nothing behind it yet: it speaks of the next scene."""
    carried: tuple[str, ...] = ()

    def before(self, element: Element) -> None:
        """A paragraph before the first heading: only how the film opens."""
        marker = marker_of(element.text)
        if marker and marker.kind == "transition":
            self.transition = marker.transition
        elif marker and marker.kind in ("super", "lapse"):
            self.carried = (*self.carried, marker.words)

    def scene(self, scene: Scene, elements: Sequence[Element], cast: Container[str]) -> Passage:
        """The next scene."""
        recalled, with_before = self._enter(scene)
        told = [(words, -1) for words in self.carried]
        played: list[Piece] = []
        dropped: LineSpan | None = None
        for piece in self._items(pieces(elements, cast)):
            marker = marker_of(piece.text) if piece.character is None else None
            if marker is not None:
                self._obey(marker, piece)
                if marker.kind in ("super", "lapse"):
                    told.append((marker.words, _place(marker, played)))
            if marker is not None and marker.kind == "super":
                piece = piece._replace(written=True)
            elif marker is not None or piece.turn:
                if (
                    not piece.turn
                    and played
                    and not dropped
                    and marker is not None
                    and marker.kind not in ("montage", "flashback")
                ):
                    played[-1] = played[-1]._replace(lines=_span(played[-1].lines, piece.lines))
                elif not piece.turn:
                    dropped = _span(dropped, piece.lines)
                continue
            else:
                self.fresh = False
            self._split(piece, scene)
            played.append(_from(self._placed(piece), dropped))
            dropped = None
        if dropped and played:
            played[-1] = played[-1]._replace(lines=_span(played[-1].lines, dropped))
        return self._passage(played, told, recalled, with_before)

    def _passage(self, played: list[Piece], told: list[tuple[str, int]], recalled: bool, with_before: bool) -> Passage:
        """A lapse behind the last picture speaks of the next scene; one before the first of this."""
        count = sum(not piece.written for piece in played)
        first = tuple(words for words, at in told if at <= 0)
        self.carried = tuple(words for words, at in told if 0 < at == count)
        later = tuple(words for words, at in told if 0 < at < count)
        if not self.fresh and not self.memory_until:
            self.memory = False  # the memory was a picture within the scene
        return Passage(tuple(played), first, later, recalled, with_before)

    def _enter(self, scene: Scene) -> tuple[bool, bool]:
        at = scene.lines[0]
        words = plain(" ".join((*scene.heading.modifiers, scene.heading.time)))
        goes_on = self.montage and (self.fresh or self.montage_until > at)
        self.montage = goes_on or "montage" in words or "series of shots" in words
        with_before = self.fresh and self.intercut is not None
        self.fresh = False
        self.split = SPLIT.search(words) is not None
        self.split_until = scene.lines[1] if self.split else 0
        named = "intercut" in words or "parallelmontage" in words
        self.intercut = scene.heading.place if named else "" if with_before else None
        recalled = self.memory
        if recalled and self.memory_until <= at:
            self.memory = False  # nobody says where it ends: it is the scene behind its word
        return recalled, with_before

    def _obey(self, marker: Marker, piece: Piece) -> None:
        line = piece.lines[0]
        match marker.kind:
            case "transition":
                self.transition = marker.transition
            case "intercut":
                self.intercut, self.fresh = marker.words, True
                self.montage = self.montage and self.montage_until > line
            case "end_intercut":
                self.intercut = None
            case "montage":
                self.montage = self.fresh = True
                self.montage_until = next((end for end in self.montage_ends if end > line), 0)
            case "end_montage" | "return":
                self.montage = self.split = False
            case "flashback":
                self.memory = self.fresh = True
                self.memory_until = next((end for end in self.memory_ends if end > line), 0)
            case "end_flashback":
                self.memory = self.montage = False
            case _:
                pass

    def _placed(self, piece: Piece) -> Piece:
        way, self.transition = self.transition, "cut"
        intercut = "" if self.split and self.intercut is None else self.intercut
        return piece._replace(transition=way, montage=self.montage, split=self.split, intercut=intercut)

    def _split(self, piece: Piece, scene: Scene) -> None:
        """Whether a piece is half of a split screen."""
        begins = piece.is_action and SPLIT.search(plain(piece.text)) is not None and _is_loud(piece.text)
        if begins:
            ends = (end for end in self.split_ends if piece.lines[0] < end <= scene.lines[1])
            self.split, self.split_until = True, next(ends, 0)
        elif piece.is_action and self.split_until <= piece.lines[0]:
            self.split = False

    def _items(self, played: Iterator[Piece]) -> Iterator[Piece]:
        """The pieces with a montage's lists taken apart, and steering words at either end of a paragraph set off."""
        listed = False
        for piece in played:
            if piece.character is not None or piece.turn:
                if listed and piece.character is not None and not piece.extension and not self.montage_until:
                    self.montage = listed = False
                yield piece
                continue
            marker = marker_of(piece.text)
            items = bullets(piece.text) if self.montage or (marker and marker.kind == "montage") else []
            if self.montage and listed and not items and marker is None and not self.montage_until:
                self.montage = False  # a list that ended, and nobody says so
            listed = bool(items)
            if items:
                yield from (_item(piece, number, words) for number, words in items)
            elif marker and marker.rest:
                head = piece.text[: len(piece.text) - len(marker.rest)].rstrip()
                below = head.count("\n") + (piece.text[len(head) :].startswith("\n"))
                yield piece._replace(text=head, lines=(piece.lines[0], piece.lines[0]))
                yield from _inner(_item(piece, below, marker.rest), marker.kind == "montage")
            else:
                yield from _inner(piece, False)


def _inner(piece: Piece, listed: bool) -> Iterator[Piece]:
    """A paragraph, and the cut that it ends in; or the items of a list behind its heading."""
    items = bullets(piece.text) if listed else []
    if items:
        yield from (_item(piece, number, words) for number, words in items)
        return
    text, tail = without_tail(piece.text)
    yield piece._replace(text=text)
    if tail:
        yield piece._replace(text=tail, turn=not tail.startswith(SUPERS))


def _is_loud(text: str) -> bool:
    """Whether the word for a split screen stands at a head or in capitals: no talk of one."""
    return (
        SPLIT.match(plain(text)) is not None
        or re.search(r"SPLIT|ECRAN PART|GETEILTER|DIVIDIDA|DIVISO", text) is not None
    )


def _place(marker: Marker, played: Sequence[Piece]) -> int:
    """Behind how many pictures it stands; a super over the pictures before anybody speaks is the scene's own."""
    own = marker.kind == "super" and all(piece.character is None for piece in played)
    return 0 if own else sum(not piece.written for piece in played)


def _item(piece: Piece, number: int, words: str) -> Piece:
    first = min(piece.lines[0] + number, piece.lines[1])
    return piece._replace(text=words, lines=(first, min(first + words.count("\n"), piece.lines[1])))


def _span(a: LineSpan | None, b: LineSpan) -> LineSpan:
    return b if a is None else (min(a[0], b[0]), max(a[1], b[1]))


def _from(piece: Piece, dropped: LineSpan | None) -> Piece:
    """A piece that the dropped lines before it belong to."""
    return piece if dropped is None else piece._replace(lines=_span(dropped, piece.lines))
