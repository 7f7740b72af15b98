"""Open Screenplay Format: styles and what they lead to, runs and their emphasis."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from film.screenplay import ElementType, Run, Style
from screenplay.files.markup import Node

TYPES: dict[str, ElementType] = {
    "scene heading": "scene_heading",
    "action": "action",
    "normal text": "action",
    "character": "character",
    "parenthetical": "parenthetical",
    "dialogue": "dialogue",
    "transition": "transition",
    "shot": "action",
    "lyrics": "lyrics",
}
_STYLES: tuple[tuple[str, Style], ...] = (("bold", "b"), ("italic", "i"), ("underline", "u"), ("strikethrough", "s"))
_OLD_TAG = re.compile(r"<(/?)(b|i|u|s|br|font|size|color|bgcolor)(?:=\"[^\"<>]*\")?/?>")
_OLD_STYLES: dict[str, Style] = {"b": "b", "i": "i", "u": "u", "s": "s"}
_FIRST_WITH_ATTRIBUTES = 20
YES = ("1", "true")


class File(NamedTuple):
    """What the paragraphs are read by: styles (names in lower case), how emphasis is marked, what was odd."""

    styles: dict[str, dict[str, str]]
    tagged: bool
    odd: dict[str, int]

    def chain(self, name: str) -> Iterator[dict[str, str]]:
        """A style and those it is based on, itself first."""
        seen: set[str] = set()
        while (style := self.styles.get(name.lower())) and name.lower() not in seen:
            seen.add(name.lower())
            yield style
            name = base_of(style)

    def built_in(self, name: str) -> str:
        """The built-in style, in lower case, that a style is or leads to; nothing where there is none."""
        names = (name, *map(base_of, self.chain(name)))
        return next((each.lower() for each in names if each.lower() in TYPES), "")

    def says(self, name: str, attribute: str) -> str:
        """The nearest word on an attribute along a style's chain."""
        return next((style[attribute] for style in self.chain(name) if attribute in style), "")


def file_of(root: Node) -> File:
    styles: dict[str, dict[str, str]] = {}
    for parent in descendants(root, "styles"):
        styles |= {
            each.attributes["name"].lower(): each.attributes for each in parent.elements("style") if _named(each)
        }
    version = root.attributes.get("version", "")
    tagged = version.isdecimal() and int(version[:4]) < _FIRST_WITH_ATTRIBUTES
    return File(styles, tagged, {})


def _named(node: Node) -> bool:
    return bool(node.attributes.get("name"))


def descendants(root: Node, tag: str) -> Iterator[Node]:
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if node.tag == tag:
            yield node
        elif node.tag != "para":
            waiting += reversed(list(node.elements()))


def base_of(attributes: dict[str, str]) -> str:
    """The style that a style or paragraph is based on, in any version's spelling."""
    return next((attributes[key] for key in ("basestyle", "basestylename", "baseStyleName") if attributes.get(key)), "")


def runs_in(node: Node, file: File) -> Iterator[Run]:
    said = {key.lower(): value for key, value in node.attributes.items()}
    style = tuple(letter for key, letter in _STYLES if said.get(key) in YES)
    revision = said.get("revision", "0")
    if not file.tagged:
        yield Run(text=node.text, style=style, revision=None if revision in ("0", "") else revision)
        return
    open_styles: set[Style] = set()
    position = 0
    for found in _OLD_TAG.finditer(node.text):
        yield Run(text=node.text[position : found.start()], style=_ordered(open_styles))
        position = found.end()
        ending, tag = found.groups()
        if tag == "br":
            yield Run(text="\n", style=_ordered(open_styles))
        elif tag in _OLD_STYLES:
            (open_styles.discard if ending else open_styles.add)(_OLD_STYLES[tag])
    yield Run(text=node.text[position:], style=_ordered(open_styles))


def _ordered(styles: set[Style]) -> tuple[Style, ...]:
    return tuple(letter for _, letter in _STYLES if letter in styles)
