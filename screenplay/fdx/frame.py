"""Which parts of a Final Draft file are its script, however other programs have put them there.

Final Draft has paragraphs in ``Content`` and nothing else.  Others put a dual dialogue or a note there
without a paragraph around it, wrap paragraphs in elements of their own, or leave text bare: each of these
is read as a paragraph, so that none is lost.
"""

from __future__ import annotations

from collections.abc import Iterator

from screenplay.files.markup import Node

EMBEDDED = ("DualDialogue", "OmittedScene")
HELD = frozenset({*EMBEDDED, "SceneProperties", "ScriptNote", "Alts", "Text"})
"""What belongs into a paragraph and is read as one where it stands beside them."""


def script_paragraphs(root: Node) -> Iterator[Node]:
    """The paragraphs of the script itself; of a file that lost its frame, all that stand in no other part."""
    if root.tag == "FinalDraft":
        for content in root.elements("Content"):
            yield from paragraphs_in(content)
    if root.tag != "FinalDraft" or root.first("Content") is None:
        for child in root.elements():
            if child.tag == "Paragraph":
                yield child
            elif child.tag in EMBEDDED:
                yield _around(child)
            elif child.tag in ("Content", "FinalDraft", ""):
                yield from script_paragraphs(Node("FinalDraft", {}, child.children, child.line, child.last))


def paragraphs_in(node: Node) -> Iterator[Node]:
    """The paragraphs in an element in order, also those that are wrapped or that only their content makes one."""
    line = node.line
    for child in node.children:
        if isinstance(child, str):
            if text := child.strip():
                yield Node("Paragraph", {}, (text,), line, line + child.count("\n"))
            continue
        line = child.last
        if child.tag == "Paragraph":
            yield child
        elif child.tag in HELD:
            yield _around(child)
        elif any(child.elements()):
            yield from paragraphs_in(child)
        elif child.text.strip():
            yield Node("Paragraph", {"Type": child.tag}, child.children, child.line, child.last)


def _around(child: Node) -> Node:
    return Node("Paragraph", {}, (child,), child.line, child.last)
