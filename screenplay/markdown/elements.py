"""Markdown blocks to elements: which are headings, cues, speech and all else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from film.screenplay import ElementType, Run
from screenplay.draft import Draft
from screenplay.headings import prefix_of
from screenplay.markdown.blocks import Block, Line
from screenplay.runs import cut, merged, stripped, text_of

_CUE_TAIL = re.compile(r"\s*(?:\([^()]*\)\s*)*[:：]?\s*")
_TRANSITION = re.compile(r"(?:[^a-zß-öø-ÿ]{2,40} TO|FADE (?:IN|OUT|TO BLACK)|FONDU[^a-z]{0,20}|CUT|BLACKOUT)[:.]?")
_LONGEST_CUE = 60


def scene_level(blocks: Sequence[Block]) -> int:
    """The level of headings that most of the scenes have; 0 where no heading opens one."""
    levels = [block.level for block in blocks if block.kind == "heading" and _is_heading(block)]
    return max(set(levels), key=levels.count) if levels else 0


def _is_heading(block: Block) -> bool:
    return len(block.lines) == 1 and prefix_of(block.lines[0].text) is not None


def drafts_of(blocks: Sequence[Block], scene_level: int) -> Iterator[Draft]:
    """The elements: ``speaking`` is a cue whose words have not come yet, ``quoting`` one whose quote may go on."""
    speaking = quoting = False
    for block in blocks:
        if not block.lines:
            continue
        if quoting and block.kind == "quote" and not _opens_speech(block):
            yield from _speech(block.lines)
            speaking = False
            continue
        quoting = False
        if block.kind in ("note", "code", "heading") or _opens_scene(block):
            speaking = False
            yield _alone(block, scene_level)
        elif _opens_speech(block):
            spoken = list(_cue(block))
            yield from spoken
            speaking = quoting = all(draft.type != "dialogue" for draft in spoken)
        elif speaking:
            yield from (spoken := list(_speech(block.lines)))
            speaking = all(draft.type == "parenthetical" for draft in spoken)
            quoting = block.kind == "quote"
        else:
            yield _alone(block, scene_level)


def _opens_scene(block: Block) -> bool:
    """A heading that is not marked as one: a paragraph of its own, bold or plain, with INT. or EXT. before it."""
    return block.kind == "paragraph" and _is_heading(block) and block.lines[0].text.upper() == block.lines[0].text


def _alone(block: Block, scene_level: int) -> Draft:
    """An element of a whole block."""
    runs = _joined(block.lines)
    text = text_of(runs)
    kind: ElementType = "action"
    level = None
    if block.kind == "heading":
        heads = _is_heading(block) or (block.level == scene_level and text == text.upper())
        kind, level = ("scene_heading", None) if heads else ("section", block.level)
    elif block.kind == "note":
        kind = "note"
    elif _opens_scene(block):
        kind = "scene_heading"
    elif len(block.lines) == 1 and _TRANSITION.fullmatch(text):
        kind = "transition"
    if kind == "scene_heading":
        runs = tuple(run.model_copy(update={"style": ()}) for run in runs)
        text, number = _number(text_of(runs))
        counted = re.fullmatch(r"(\d+)[.)] ", block.mark)
        number = number or (counted[1] if counted else None)
        return Draft(kind, cut(merged(runs), 0, len(text)), block.first, block.last, number=number)
    if block.mark:
        runs = merged((Run(text=block.mark), *runs))
    return Draft(kind, runs, block.first, block.last, level=level, kind="code" if block.kind == "code" else "")


def _number(text: str) -> tuple[str, str | None]:
    """A heading's text and the number that stands behind it between hashes."""
    found = re.fullmatch(r"(.*\S)\s+#([\w.-]{1,16})#", text)
    return (found[1], found[2]) if found else (text, None)


def _joined(lines: Sequence[Line]) -> tuple[Run, ...]:
    runs: list[Run] = []
    for index, line in enumerate(lines):
        runs += [Run(text="\n")] * bool(index) + list(line.runs)
    return merged(runs)


def _name_end(line: Line) -> int | None:
    """How much of a line is a cue: bold and in capitals, or in bold with a colon; None where it is none."""
    bold = 0
    for run in line.runs:
        if "b" not in run.style:
            break
        bold += len(run.text)
    text = line.text
    name = text[:bold].rstrip(" :：")
    if not 0 < len(name) <= _LONGEST_CUE or name.endswith((".", "!", "?")) or prefix_of(name):
        return None
    if _TRANSITION.fullmatch(text):
        return None
    tail = _CUE_TAIL.match(text, bold)
    end = tail.end() if tail else bold
    colon = ":" in text[len(name) : end] or "：" in text[len(name) : end]
    capitals = name == name.upper()
    return end if (capitals and (end == len(text) or colon)) or (colon and name[:1] == name[:1].upper()) else None


def _opens_speech(block: Block) -> bool:
    """Whether a block begins with a cue: bold, or as in Fountain in capitals with speech on the line below."""
    if block.kind not in ("paragraph", "quote", "item"):
        return False
    line = block.lines[0]
    if _name_end(line) is not None:
        return True
    text = line.text
    plain = text == text.upper() != text.lower() and len(text) <= _LONGEST_CUE and not prefix_of(text)
    return (
        plain and len(block.lines) > 1 and not _TRANSITION.fullmatch(text) and not text.endswith((".", "!", "?", ":"))
    )


def _cue(block: Block) -> Iterator[Draft]:
    line = block.lines[0]
    end = _name_end(line)
    end = len(line.text) if end is None else end
    name = stripped(cut(line.runs, 0, end))
    shown = text_of(name).rstrip(" :：")
    plain = tuple(run.model_copy(update={"style": ()}) for run in cut(name, 0, len(shown)))
    yield Draft("character", merged(plain), line.number, line.number)
    rest = stripped(cut(line.runs, end, len(line.text)))
    yield from _speech(([line._replace(runs=rest)] if rest else []) + list(block.lines[1:]))


def _speech(lines: Sequence[Line]) -> Iterator[Draft]:
    """Parentheticals on lines of their own, and dialogue between them."""
    said: list[Line] = []
    for line in lines:
        if line.text.startswith("(") and line.text.endswith(")"):
            yield from _said(said)
            said = []
            yield Draft("parenthetical", line.runs, line.number, line.number)
        else:
            said.append(line)
    yield from _said(said)


def _said(lines: Sequence[Line]) -> Iterator[Draft]:
    if lines:
        yield Draft("dialogue", _joined(lines), lines[0].number, lines[-1].number)
