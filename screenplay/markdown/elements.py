"""Markdown blocks to elements: which are headings, cues, speech and all else."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from film.screenplay import ElementType, Run
from screenplay.headings import label_of, prefix_of
from screenplay.manuscript import Draft
from screenplay.manuscript.runs import cut, merged, stripped, text_of
from screenplay.markdown.blocks import Block, Line

_CUE_TAIL = re.compile(r"\s*(?:\([^()]*\)\s*)*[:：]?\s*")
_TRANSITION = re.compile(r"(?:[^a-zß-öø-ÿ]{2,40} TO|FADE (?:IN|OUT|TO BLACK)|FONDU[^a-z]{0,20}|CUT|BLACKOUT)[:.]?")
_COUNTED = re.compile(r"(\d+)[.)] ")
_EXTENSION = re.compile(r"\([^()]*\)")
_LONGEST_CUE = 60


def scene_level(blocks: Sequence[Block]) -> int:
    """The level of headings that most of the scenes have; 0 where no heading opens one."""
    levels = [block.level for block in blocks if block.kind == "heading" and _is_heading(block)]
    return max(set(levels), key=levels.count) if levels else 0


def _is_heading(block: Block) -> bool:
    """One line that opens with INT. or EXT., a scene number before it or not."""
    if len(block.lines) != 1:
        return False
    text = block.lines[0].text
    label = label_of(text)
    return prefix_of(text) is not None or (label is not None and prefix_of(text[label.end :]) is not None)


def drafts_of(blocks: Sequence[Block], scene_level: int) -> Iterator[Draft]:
    """The elements: ``speaking`` is a cue whose words have not come yet, ``quoting`` one whose quote may go on."""
    speaking = quoting = False
    for block in _with_names_joined(blocks):
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


def _with_names_joined(blocks: Sequence[Block]) -> Iterator[Block]:
    """A name in plain capitals alone in a paragraph and what stands under it as one block, as if no line were between.

    It is a name if it is a cue elsewhere, stands so twice, or above a parenthetical; other capitals are action.
    """
    alone = Counter(_bare(block.lines[0].text) for block, below in pairwise(blocks) if _may_name(block, below))
    known = {_bare(block.lines[0].text) for block in blocks if block.lines and _opens_speech(block)}
    before: Block | None = None
    for block in blocks:
        if before is not None and _may_name(before, block) and (_is_known(before, alone, known) or _is_aside(block)):
            block = block._replace(lines=before.lines + block.lines, first=before.first)
            before = None
        if before is not None:
            yield before
        before = block
    if before is not None:
        yield before


def _is_known(block: Block, alone: Counter[str], known: set[str]) -> bool:
    name = _bare(block.lines[0].text)
    return name in known or alone[name] > 1


def _is_aside(block: Block) -> bool:
    text = block.lines[0].text
    return text.startswith("(") and text.endswith(")") and len(block.lines) > 1


def _bare(cue: str) -> str:
    """A cue's name without what stands in parentheses and behind a colon."""
    return _EXTENSION.sub("", cue.partition(":")[0]).strip()


def _may_name(block: Block, below: Block) -> bool:
    """A paragraph of one line in plain capitals above a paragraph that is none."""
    if block.kind != "paragraph" or below.kind != "paragraph" or len(block.lines) != 1 or not below.lines:
        return False
    if any(run.style for run in block.lines[0].runs) or _opens_scene(block) or _opens_scene(below):
        return False
    text = below.lines[0].text
    return (
        _names(block.lines[0].text) and not _TRANSITION.fullmatch(text) and not (text == text.upper() != text.lower())
    )


def _names(text: str) -> bool:
    """Plain capitals that may be a cue."""
    capitals = text == text.upper() != text.lower() and len(text) <= _LONGEST_CUE and not prefix_of(text)
    return capitals and not _TRANSITION.fullmatch(text) and not text.endswith((".", "!", "?", ":"))


def _opens_scene(block: Block) -> bool:
    """A heading that is not marked as one: alone in a paragraph or numbered, bold or plain, with INT. or EXT."""
    text = block.lines[0].text
    alone = block.kind == "paragraph" or (block.kind == "item" and _COUNTED.fullmatch(block.mark) is not None)
    return alone and _is_heading(block) and text.upper() == text


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
        counted = _COUNTED.fullmatch(block.mark)
        number = number or (counted[1] if counted else None)
        start = text_of(runs).index(text)
        return Draft(kind, cut(merged(runs), start, start + len(text)), block.first, block.last, number=number)
    if block.mark:
        runs = merged((Run(text=block.mark), *runs))
    return Draft(kind, runs, block.first, block.last, level=level, kind="code" if block.kind == "code" else "")


def _number(text: str) -> tuple[str, str | None]:
    """A heading's text and the number that stands before it, or behind it between hashes."""
    found = re.fullmatch(r"(.*\S)\s+#([\w.-]{1,16})#", text)
    if found:
        return found[1], found[2]
    label = label_of(text)
    if label and prefix_of(text[label.end :]):
        return text[label.end :], label.number
    return text, None


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
    return len(block.lines) > 1 and _names(line.text)


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
