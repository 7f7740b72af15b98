"""What paragraphs and runs look like: direct formatting over a style over those it is based on."""

from __future__ import annotations

from typing import NamedTuple

from film.screenplay import Style
from screenplay.files.markup import Node
from screenplay.word.parts import number, said, switched, value

_TWIPS = 1440
_MOST_BASES = 30
_LETTERS: tuple[tuple[str, Style], ...] = (("b", "b"), ("i", "i"), ("u", "u"), ("strike", "s"), ("dstrike", "s"))
_SWITCHES = (*(tag for tag, _ in _LETTERS), "caps", "vanish")


class Look(NamedTuple):
    """A paragraph's place in inches inside the margins, None where nothing is said; ``align`` as Word calls it."""

    left: float | None = None
    right: float | None = None
    first: float | None = None
    align: str | None = None
    before: int | None = None
    after: int | None = None
    breaks: bool | None = None
    list_id: str | None = None
    list_level: int | None = None
    stops: tuple[float, ...] = ()

    def over(self, base: Look) -> Look:
        """This look where it says something, else the one below."""
        return Look._make(mine if mine not in (None, ()) else other for mine, other in zip(self, base, strict=True))


Switches = dict[str, bool]


class Sheet:
    """The document's styles by id, resolved once each."""

    def __init__(self, root: Node) -> None:
        self._nodes = {said(node, "styleId") or "": node for node in root.elements("style")}
        self._looks: dict[str, Look] = {}
        self._switches: dict[str, Switches] = {}
        usual = [
            id_
            for id_, node in self._nodes.items()
            if (said(node, "default"), said(node, "type")) == ("1", "paragraph")
        ]
        self.usual = usual[0] if usual else ""
        defaults = root.first("docDefaults")
        holder = defaults.first("pPrDefault") if defaults else None
        self._base = look_of(holder.first("pPr") if holder else None)

    def name(self, style: str) -> str:
        """A style's name; its id where the document does not define it."""
        node = self._nodes.get(style)
        return (value(node, "name") if node else None) or style

    def look(self, style: str) -> Look:
        """A paragraph style's look with all that it is based on."""
        if style not in self._looks:
            look = Look()
            for node in self._chain(style):
                look = look.over(look_of(node.first("pPr")))
            self._looks[style] = look.over(self._base)
        return self._looks[style]

    def switches(self, style: str) -> Switches:
        """What a style switches on or off in its runs."""
        if style not in self._switches:
            found: Switches = {}
            for node in reversed(self._chain(style)):
                found |= switches_of(node.first("rPr"))
            self._switches[style] = found
        return self._switches[style]

    def _chain(self, style: str) -> list[Node]:
        chain: list[Node] = []
        while (node := self._nodes.get(style)) and len(chain) < _MOST_BASES and node not in chain:
            chain.append(node)
            style = value(node, "basedOn") or ""
        return chain


def look_of(properties: Node | None) -> Look:
    """The look that a ``pPr`` gives by itself."""
    if properties is None:
        return Look()
    indent, spacing, tabs = properties.first("ind"), properties.first("spacing"), properties.first("tabs")
    listed = properties.first("numPr")
    return Look(
        left=_inches(indent, "left", "start"),
        right=_inches(indent, "right", "end"),
        first=_first(indent),
        align=value(properties, "jc"),
        before=number(said(spacing, "before")) if spacing else None,
        after=number(said(spacing, "after")) if spacing else None,
        breaks=switched(properties, "pageBreakBefore"),
        list_id=value(listed, "numId"),
        list_level=number(value(listed, "ilvl")),
        stops=tuple(sorted(_stops(tabs))) if tabs else (),
    )


def _inches(node: Node | None, *names: str) -> float | None:
    if node is None:
        return None
    found = next((twips for name in names if (twips := number(said(node, name))) is not None), None)
    return None if found is None else found / _TWIPS


def _first(indent: Node | None) -> float | None:
    """How much further right the first line begins."""
    hanging = _inches(indent, "hanging")
    return _inches(indent, "firstLine") if hanging is None else -hanging


def _stops(tabs: Node) -> list[float]:
    stops = ((number(said(tab, "pos")), said(tab, "val")) for tab in tabs.elements("tab"))
    return [position / _TWIPS for position, kind in stops if position is not None and kind != "clear"]


def switches_of(properties: Node | None) -> Switches:
    """What an ``rPr`` switches on or off."""
    if properties is None or not properties.children:
        return {}
    return {tag: on for tag in _SWITCHES if (on := switched(properties, tag)) is not None}


def styles_of(switches: Switches) -> tuple[Style, ...]:
    """Our letters for what is on."""
    return tuple(dict.fromkeys(letter for tag, letter in _LETTERS if switches.get(tag)))
