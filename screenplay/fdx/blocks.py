"""A Final Draft paragraph with all that is in it, as drafts in reading order.

A heading's paragraph also holds the scene's synopsis and its omitted pages; any paragraph can hold notes
and alternative lines; one that holds a dual dialogue holds the paragraphs of both speeches::

    <Paragraph Type="General">
      <DualDialogue>
        <Paragraph Type="Character">   left
        <Paragraph Type="Dialogue">    left
        <Paragraph Type="Character">   right
        <Paragraph Type="Dialogue">    right
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from film.screenplay import Diagnostic, ElementType, Run
from screenplay.fdx.frame import paragraphs_in
from screenplay.fdx.kinds import centred, kind_of, own_word
from screenplay.fdx.runs import Words, inside_of, lines_of, words_of
from screenplay.fdx.settings import Layout, eighths_of, is_yes
from screenplay.files.markup import Node
from screenplay.manuscript import Draft
from screenplay.manuscript.runs import merged

_BLOCK_UNITS = 2
"""What Final Draft counts for a block embedded in a paragraph (measured on its own files by others)."""

Side = Literal["left", "right"] | None


class Block(NamedTuple):
    """The drafts of one paragraph of the script; ``own`` is the index of the paragraph's own draft among them.

    ``units`` is its length as positions in the file count it: UTF-16 units of its text and of the white
    space at its end (``trailing``), and two for each embedded block (they sit at the offsets ``embedded``).
    ``eighths`` is the length of the scene it heads.
    """

    drafts: tuple[Draft, ...]
    own: int | None
    text: str
    embedded: tuple[int, ...] = ()
    trailing: int = 0
    eighths: int | None = None

    @property
    def units(self) -> int:
        """Its length in the file's own count, without the break behind it."""
        return utf16(self.text) + self.trailing + _BLOCK_UNITS * len(self.embedded)

    def offset(self, unit: int) -> int:
        """The offset in the text of a position counted from the paragraph's start."""
        for at in self.embedded:
            start = utf16(self.text[:at])
            if unit <= start:
                break
            unit = max(start, unit - _BLOCK_UNITS)
        if self.text.isascii():
            return min(unit, len(self.text))
        return len(self.text.encode("utf-16-le")[: 2 * unit].decode("utf-16-le", "ignore"))


def utf16(text: str) -> int:
    """How many UTF-16 units a text is."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


class Context(NamedTuple):
    """What a paragraph's meaning depends on besides itself."""

    layouts: Mapping[str, Layout]
    tags: Mapping[str, tuple[str, ...]]
    alternatives: Mapping[str, Node]


class Reading:
    """Reads paragraphs to blocks and counts what a reader of the script should hear of."""

    def __init__(self, context: Context) -> None:
        self._layouts = context.layouts
        self._tags = context.tags
        self._alternatives = context.alternatives
        self._empty: list[int] = []
        self._mended: list[int] = []
        self._guessed: Counter[tuple[str, ElementType]] = Counter()
        self._guess_lines: dict[tuple[str, ElementType], int] = {}

    def blocks(self, paragraphs: Iterable[Node], *, titled: int = 0) -> list[Block]:
        """One block for each paragraph of the script, those that say nothing among them without drafts.

        Nor have the first ``titled`` ones any, which are the title page.
        """
        blocks: list[Block] = []
        begun = False
        for index, paragraph in enumerate(paragraphs):
            if index < titled:
                words = words_of(paragraph, self._tags)
                blocks.append(Block((), None, words.text, (), words.length - len(words.text)))
                continue
            block = self._block(paragraph, fresh=not begun)
            begun = begun or bool(block.drafts)
            blocks.append(block)
        return blocks

    def diagnostics(self) -> Iterator[Diagnostic]:
        """What was left out and what was guessed."""
        if self._empty:
            count = len(self._empty)
            message = "1 empty paragraph is left out" if count == 1 else f"{count:,} empty paragraphs are left out"
            yield Diagnostic(severity="info", line=self._empty[0], message=message)
        if self._mended:
            message = "an empty text stands between two of one style: read as the line end that was there"
            if len(self._mended) > 1:
                message += f" (in {len(self._mended):,} paragraphs)"
            yield Diagnostic(severity="info", line=self._mended[0], message=message)
        for (word, type_), count in self._guessed.items():
            what = f'"{word}" is no type of Final Draft\'s own: read as {type_.replace("_", " ")}'
            message = f"{what} ({count:,} paragraphs)" if count > 1 else what
            yield Diagnostic(severity="info", line=self._guess_lines[word, type_], message=message)

    def _block(self, paragraph: Node, *, fresh: bool) -> Block:
        attributes = paragraph.attributes
        words = words_of(paragraph, self._tags)
        if words.mended:
            self._mended.append(paragraph.line)
        word = attributes.get("Type", "")
        layout = self._layouts.get(word, _NO_LAYOUT)
        inside = inside_of(paragraph)
        before: list[Draft] = []
        after = self._scene_properties(inside)
        embedded = self._embedded(inside)
        new_page = attributes.get("StartsNewPage")
        if not fresh and (is_yes(new_page) if new_page is not None else layout.new_page):
            before.append(Draft("page_break", (), paragraph.line, paragraph.line))
        own = self._own(paragraph, words, layout, inside)
        notes = self._notes(inside)
        if own is None and not (embedded or after or notes):
            self._empty.append(paragraph.line)
        main = [own] if own else []
        drafts = [*before, *main, *after, *embedded, *notes]
        if own and embedded and own.type != "scene_heading":
            drafts = [*before, *after, *embedded, *main, *notes]
        place = drafts.index(own) if own else None
        return Block(tuple(drafts), place, words.text, words.blocks, words.length - len(words.text), _eighths(inside))

    def _own(self, node: Node, words: Words, layout: Layout, inside: list[Node]) -> Draft | None:
        word = node.attributes.get("Type", "")
        kind = kind_of(word, layout.paginates_as, words.text)
        if not words.text.strip() and not kind.kept_empty:
            return None
        if not kind.known:
            self._guessed[word, kind.type] += 1
            self._guess_lines.setdefault((word, kind.type), node.line)
        type_ = centred(kind.type, node.attributes.get("Alignment") or layout.alignment)
        return Draft(
            type_,
            words.runs,
            node.line,
            node.last,
            number=node.attributes.get("Number", "").strip() or None,
            level=kind.level,
            kind=own_word(type_, word),
            page=_page(inside),
        )

    def _scene_properties(self, inside: Iterable[Node]) -> list[Draft]:
        """The scene's title and synopsis, and what is noted about its people."""
        drafts = []
        for properties in inside:
            if properties.tag != "SceneProperties":
                continue
            if title := properties.attributes.get("Title", "").strip():
                drafts.append(Draft("synopsis", (Run(text=title),), properties.line, properties.line, kind=SCENE_TITLE))
            for paragraph in (node for summary in properties.elements("Summary") for node in summary.elements()):
                if runs := lines_of([paragraph], self._tags):
                    drafts.append(Draft("synopsis", runs, paragraph.line, paragraph.last))
            for beat in (node for beats in properties.elements("SceneArcBeats") for node in beats.elements()):
                drafts.extend(self._arc_beat(beat))
        return drafts

    def _arc_beat(self, beat: Node) -> Iterator[Draft]:
        runs = lines_of(beat.elements("Paragraph"), self._tags)
        if any(run.text.strip() for run in runs):
            name = Run(text=f"{beat.attributes.get('Name', '')}: ")
            yield Draft("note", merged((name, *runs)), beat.line, beat.last, kind=ARC_BEAT)

    def _embedded(self, inside: Iterable[Node]) -> list[Draft]:
        drafts: list[Draft] = []
        for node in inside:
            if node.tag == "DualDialogue":
                drafts.extend(self._dual(node))
            elif node.tag == "OmittedScene":
                drafts.append(self._omitted(node))
        return drafts

    def _dual(self, dual: Node) -> list[Draft]:
        """Both speeches: the second cue begins the right one."""
        drafts: list[Draft] = []
        side: Side = None
        for paragraph in paragraphs_in(dual):
            block = self._block(paragraph, fresh=True)
            own = None if block.own is None else block.drafts[block.own]
            if own and own.type == "character":
                side = "left" if side is None else "right"
            drafts.extend(
                draft._replace(dual=side or "left") if draft is own and draft.type not in UNSPOKEN else draft
                for draft in block.drafts
            )
        return drafts

    def _omitted(self, omitted: Node) -> Draft:
        """What the writer took out, as it would be typed: an empty line above all but what is spoken."""
        pieces: list[Run] = []
        for paragraph in paragraphs_in(omitted):
            words = words_of(paragraph, self._tags)
            if words.text.strip():
                kind = kind_of(paragraph.attributes.get("Type", ""), "", words.text).type
                spoken = kind in ("dialogue", "parenthetical", "lyrics")
                pieces.extend([Run(text="\n" if spoken else "\n\n")] if pieces else [])
                pieces.extend(words.runs)
        return Draft("boneyard", merged(pieces), omitted.line, omitted.last, kind=OMITTED)

    def _notes(self, inside: Iterable[Node]) -> list[Draft]:
        drafts = []
        for node in inside:
            if node.tag == "ScriptNote":
                drafts.append(note_of(node, self._tags))
            elif node.tag == "Alts":
                for chosen in node.elements("AltId"):
                    if alternative := self._alternatives.get(chosen.text.strip()):
                        runs = lines_of(alternative.elements("Paragraph"), self._tags)
                        drafts.append(Draft("note", runs, chosen.line, chosen.last, kind=ALTERNATIVE))
        return drafts


SCENE_TITLE = "Scene Title"
ARC_BEAT = "Arc Beat"
OMITTED = "Omitted Scene"
ALTERNATIVE = "Alternative"
"""Kinds of drafts that Final Draft keeps inside a paragraph and that its types have no word for."""

UNSPOKEN = frozenset({"note", "boneyard", "section", "synopsis", "page_break"})
"""Types that belong to neither speech of a dual dialogue they stand in."""

_NO_LAYOUT = Layout()


def note_of(node: Node, tags: Mapping[str, tuple[str, ...]]) -> Draft:
    """A script note, a line for each of its paragraphs."""
    paragraphs = tuple(node.elements("Paragraph")) or (node,)
    name = node.attributes.get("Name", "")
    kind = name if name in (ALTERNATIVE, ARC_BEAT) else ""
    return Draft("note", lines_of(paragraphs, tags), node.line, node.last, kind=kind)


def _page(inside: Iterable[Node]) -> str | None:
    return next((node.attributes["Page"] for node in inside if node.attributes.get("Page")), None)


def _eighths(inside: Iterable[Node]) -> int | None:
    lengths = (node.attributes.get("Length", "") for node in inside if node.tag == "SceneProperties")
    return next((eighths for length in lengths if (eighths := eighths_of(length))), None)
