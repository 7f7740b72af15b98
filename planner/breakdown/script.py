"""A scene's elements as what is played: paragraphs of action, and speeches with their cue and manner."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from typing import NamedTuple

from film.base import LineSpan
from film.screenplay import Element, Screenplay
from film.shot import Extension, Transition
from film.words.cues import extension_of
from planner.facts import CameraWords


class Piece(NamedTuple):
    """A paragraph of action or one speech; ``character`` is None for action, ``others`` say it with them.

    ``turn``: the writer set it as a transition; ``written``: words over the picture (a super), in which nobody acts.
    ``split``: it is half of a split screen.  ``intercut`` are the words of the intercut that it
    lies in ("" where that names nobody), None outside of one; ``place`` is where it plays when that is not the
    scene's.  ``notes`` say what of that could not be had.
    """

    text: str
    lines: LineSpan
    character: str | None = None
    extension: Extension = ""
    parenthetical: str = ""
    others: tuple[str, ...] = ()
    turn: bool = False
    written: bool = False
    transition: Transition = "cut"
    camera: CameraWords | None = None
    montage: bool = False
    split: bool = False
    intercut: str | None = None
    place: str | None = None
    notes: tuple[str, ...] = ()

    @property
    def is_action(self) -> bool:
        """A paragraph of action that something happens in."""
        return self.character is None and not self.written


def elements_by_scene(screenplay: Screenplay) -> tuple[tuple[Element, ...], ...]:
    """The elements of every scene in order, heading first, in one pass over the script."""
    owner = {id: number for number, scene in enumerate(screenplay.scenes) for id in scene.elements}
    found: list[list[Element]] = [[] for _ in screenplay.scenes]
    for element in screenplay.elements:
        if element.id in owner:
            found[owner[element.id]].append(element)
    return tuple(map(tuple, found))


def pieces(elements: Iterable[Element], cast: Container[str]) -> Iterator[Piece]:
    """The playing order.  A parenthetical is folded into the dialogue behind it; a cue's lines into its first speech.

    ``cast`` are the ids of those who can be seen and heard.  A cue whose speaker is nobody in the cast, or that
    nothing is said under, is played as action.
    """
    cue: Element | None = None
    manner: list[str] = []
    start = 0
    for element in elements:
        match element.type:
            case "character":
                yield from _mute(cue, manner, start)
                cue, manner, start = element, [], element.lines[0]
            case "parenthetical" if cue is not None:
                manner.append(element.text.strip().strip("()").strip())
                start = start or element.lines[0]
            case "dialogue" | "lyrics" if cue is not None:
                yield _speech(cue, element, manner, (start or element.lines[0], element.lines[1]), cast)
                manner, start = [], 0
            case "action" | "centered" | "dialogue" | "lyrics" | "parenthetical":
                yield from _mute(cue, manner, start)
                cue, manner, start = None, [], 0
                yield Piece(element.text, element.lines)
            case "transition":
                yield from _mute(cue, manner, start)
                cue, manner, start = None, [], 0
                yield Piece(element.text, element.lines, turn=True)
            case "scene_heading" | "page_break" | "section":
                yield from _mute(cue, manner, start)
                cue, manner, start = None, [], 0
            case _:
                pass
    yield from _mute(cue, manner, start)


def _mute(cue: Element | None, manner: list[str], start: int) -> Iterator[Piece]:
    """A cue or a last parenthetical without words: "ANNA (nods)" is something done."""
    if cue is not None and start:
        last = cue.lines[1] + len(manner) if start == cue.lines[0] else start
        name = " ".join(cue.text.partition("(")[0].split())
        yield Piece(" ".join((name, *manner)), (start, max(start, last)))


def _speech(cue: Element, said: Element, manner: list[str], lines: LineSpan, cast: Container[str]) -> Piece:
    text = " ".join(said.text.split())
    speakers = tuple(who for who in cue.speakers if who in cast)
    if not speakers:
        return Piece(f"{cue.text}: {text}", lines)
    return Piece(text, lines, speakers[0], extension_of(cue.text), ", ".join(manner), speakers[1:])
