"""The text of a Final Draft paragraph as styled runs, and what else stands between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from film.screenplay import Run, Style
from screenplay.fdx.frame import EMBEDDED
from screenplay.files.markup import Node

_STYLES: dict[str, Style] = {"bold": "b", "italic": "i", "underline": "u", "strikeout": "s", "strikethrough": "s"}
_ORDER: tuple[Style, ...] = ("b", "i", "u", "s")
EXACT = "xml:space"
"""The attribute that says ``preserve`` for a text whose white space at the end is meant."""

_ASIDE = frozenset({*EMBEDDED, "SceneProperties", "ScriptNote", "Alts", "Tabstops", "DynamicLabel", "TagData"})
_BREAKS = frozenset({"br", "Break", "LineBreak"})

Look = tuple[tuple[Style, ...], str | None, tuple[str, ...]]
"""Styles, revision and tags."""

Stretch = tuple[str, tuple[Style, ...], str | None, tuple[str, ...]]
"""Text and its look: a run not yet made."""

_PLAIN: Look = ((), None, ())


class Words(NamedTuple):
    """A paragraph's runs, and where in its text the blocks embedded in it sit (offsets in characters).

    ``length`` counts the white space at its end too, which the runs leave out; ``mended`` counts line ends
    that the file lost.
    """

    runs: tuple[Run, ...]
    text: str
    blocks: tuple[int, ...] = ()
    length: int = 0
    mended: int = 0


@lru_cache(maxsize=256)
def styles_of(words: str) -> tuple[Style, ...]:
    """The styles that ``Bold+Underline+AllCaps`` names; what is no style of ours (AllCaps) changes no letter.

    Final Draft shows capitals and keeps, and exports, the letters as they were typed.
    """
    found = {_STYLES.get(word.strip().lower()) for word in words.split("+")}
    return tuple(style for style in _ORDER if style in found)


def words_of(paragraph: Node, tags: Mapping[str, tuple[str, ...]]) -> Words:
    """What a paragraph itself says, without what is embedded in it; ``tags`` gives the tags of each tag number."""
    gathered = _Gathered()
    for child in paragraph.children:
        if isinstance(child, str):
            if text := child.strip():  # a paragraph whose text stands in it bare
                gathered.add((text, (), None, ()))
        elif child.tag == "Text":
            for stretch in _stretches(child, tags):
                gathered.add(stretch)
            gathered.exact = gathered.exact or child.attributes.get("space") == "preserve"
        elif child.tag in EMBEDDED:
            gathered.blocks.append(gathered.length)
        elif child.tag not in _ASIDE:  # a wrapper that this reader does not know, such as a link
            for stretch in _stretches(child, tags):
                gathered.add(stretch)
    return gathered.words()


class _Gathered:
    """The texts of a paragraph as they come.

    An empty plain text between two that are styled alike and meet without a space had white space in it that
    a program dropped when it saved the file again: no program ends a style and begins it again for nothing.
    It is read as a line end, and counted.
    """

    def __init__(self) -> None:
        self.stretches: list[Stretch] = []
        self.blocks: list[int] = []
        self.length = 0
        self.exact = False
        self._hole = False
        self._mended = 0

    def add(self, stretch: Stretch) -> None:
        """The next text."""
        text = stretch[0]
        if not text:
            self._hole = bool(self.stretches) and not stretch[1]
            return
        if self._hole and stretch[1]:
            before, *style = self.stretches[-1]
            if style == [*stretch[1:]] and not before[-1].isspace() and not text[0].isspace():
                self.stretches.append(("\n", (), None, ()))
                self.length += 1
                self._mended += 1
        self._hole = False
        self.stretches.append(stretch)
        self.length += len(text)

    def words(self) -> Words:
        """The finished runs."""
        stretches = self.stretches
        while stretches and not self.exact and stretches[-1][0][-1].isspace():
            kept = stretches[-1][0].rstrip()  # white space at the end is not printed, and stands there by chance
            stretches[-1:] = [(kept, *stretches[-1][1:])] if kept else []
        return Words(*_merged(stretches), tuple(self.blocks), self.length, self._mended)


def _stretches(node: Node, tags: Mapping[str, tuple[str, ...]]) -> Sequence[Stretch]:
    """A text's stretches: one, unless it holds others, whose styles come on top of its own."""
    children = node.children
    if not children or (len(children) == 1 and isinstance(children[0], str) and node.tag == "Text"):
        return ((node.text, *_look(node, tags)),) if node.tag == "Text" else ()
    return [*_nested(node, tags, _PLAIN, exact=False)]


def _nested(node: Node, tags: Mapping[str, tuple[str, ...]], outer: Look, *, exact: bool) -> Iterator[Stretch]:
    """The stretches in a text (``exact``) or in what wraps texts, where blanks between them are only layout."""
    exact = exact or node.tag == "Text"
    styles, revision, tagged = _look(node, tags)
    both = tuple(style for style in _ORDER if style in styles or style in outer[0])
    look = both, revision or outer[1], tuple(dict.fromkeys((*outer[2], *tagged)))
    for child in node.children:
        if isinstance(child, str):
            if text := child if exact else child.strip():
                yield text, *look
        elif child.tag in _BREAKS:
            yield "\n", *look
        elif child.tag not in _ASIDE:
            yield from _nested(child, tags, look, exact=exact)


def _look(node: Node, tags: Mapping[str, tuple[str, ...]]) -> Look:
    """Styles, revision and tags of a text; revision 0 and those below are none."""
    attributes = node.attributes
    if not attributes:
        return _PLAIN
    style = attributes.get("Style")
    revision = attributes.get("RevisionID")
    numbers = attributes.get("TagNumber")
    return (
        styles_of(style) if style else (),
        revision if revision and revision[0] != "-" and revision.strip("0") else None,
        tags_of(numbers, tags) if numbers else (),
    )


def tags_of(numbers: str, tags: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The tags that a text's tag numbers point to, each once."""
    found = (tag for number in numbers.replace(",", " ").split() for tag in tags.get(number, ()))
    return tuple(dict.fromkeys(found))


def texts_in(node: Node) -> Iterator[Node]:
    """All texts in a paragraph, also those of what is embedded in it."""
    for child in node.elements():
        if child.tag == "Text":
            yield child
        yield from texts_in(child)


def inside_of(paragraph: Node) -> list[Node]:
    """What stands in a paragraph, or in one of its texts, and is no text of it."""
    inside: list[Node] = []
    for child in paragraph.children:
        if isinstance(child, str):
            continue
        if child.tag != "Text":
            inside.append(child)
        elif len(child.children) > 1 or (child.children and not isinstance(child.children[0], str)):
            inside.extend(each for each in child.elements() if each.tag in _ASIDE)
    return inside


def _merged(stretches: Iterable[Stretch]) -> tuple[tuple[Run, ...], str]:
    merged: list[Stretch] = []
    for stretch in stretches:
        if not stretch[0]:
            continue
        if merged and merged[-1][1:] == stretch[1:]:
            merged[-1] = (merged[-1][0] + stretch[0], *stretch[1:])
        else:
            merged.append(stretch)
    text = "".join(stretch[0] for stretch in merged)
    return tuple(made(*stretch) for stretch in merged), text


def made(text: str, style: tuple[Style, ...], revision: str | None, tags: tuple[str, ...]) -> Run:
    """A run out of its parts."""
    if not style and revision is None and not tags:
        return Run(text=text)
    return Run(text=text, style=style, revision=revision, tags=tags)


def lines_of(paragraphs: Iterable[Node], tags: Mapping[str, tuple[str, ...]]) -> tuple[Run, ...]:
    """Several paragraphs as the runs of one text, a line each."""
    stretches: list[Stretch] = []
    for number, paragraph in enumerate(paragraphs):
        if number:
            stretches.append(("\n", (), None, ()))
        stretches.extend((run.text, run.style, run.revision, run.tags) for run in words_of(paragraph, tags).runs)
    return _merged(stretches)[0]
