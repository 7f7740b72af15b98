"""A Screenplay to Fountain text that reads back as the same elements.

Characters that force an element are written only where the text alone would be read as something
else.  Comments inside a speech are written behind the line before them, for a line of their own
would end it; elsewhere they stand between blank lines.
"""

from __future__ import annotations

from collections.abc import Sequence

from film.screenplay import Element, Run, Screenplay
from screenplay.fountain.emphasis import marked
from screenplay.fountain.grammar import is_cue, is_natural_heading, is_transition, marked_kind, opening_kind
from screenplay.fountain.title_page import read_title_page, write_title_page

_SPOKEN = ("parenthetical", "dialogue", "lyrics")
_FORCE = {"character": "@", "transition": "> "}
_COMMENTS = ("note", "boneyard")


def write(screenplay: Screenplay) -> str:
    """The script in Fountain 1.1, LF line ends, one at the end."""
    blocks = [_block(group) for group in _groups(screenplay.elements)]
    title_page = write_title_page(screenplay.title_page)
    if title_page:
        blocks.insert(0, title_page)
    elif blocks and read_title_page(blocks[0]).lines:
        blocks[0][0] = _FORCE.get(screenplay.elements[0].type, "!") + blocks[0][0]
    text = "\n\n".join("\n".join(block) for block in blocks)
    return f"{text}\n" if text else ""


def _groups(elements: Sequence[Element]) -> list[list[Element]]:
    """Elements that stand together without a blank line: speeches with the comments in them; all others alone."""
    groups: list[list[Element]] = []
    for element in elements:
        if groups and _continues(groups[-1], element):
            groups[-1].append(element)
        else:
            groups.append([element])
    return groups


def _continues(group: list[Element], element: Element) -> bool:
    cue = group[0]
    if cue.type != "character":
        return False
    if element.type in _COMMENTS:
        return True
    last = next(member for member in reversed(group) if member.type not in _COMMENTS)
    same_run = last.type == element.type and element.type != "parenthetical"
    return element.type in _SPOKEN and element.dual == cue.dual and not same_run


def _block(group: list[Element]) -> list[str]:
    first = group[0]
    if first.type == "character":
        return _speech(group)
    if first.type in _COMMENTS:
        return _comment(first).split("\n")
    return _lines(first)


def _speech(group: list[Element]) -> list[str]:
    spoken = any(element.type in _SPOKEN for element in group)
    lines = [_cue(group[0], spoken)]
    for element in group[1:]:
        if element.type in _COMMENTS:
            lines[-1] += " " + _comment(element)
        else:
            lines.extend(_lines(element))
    return lines


def _cue(element: Element, spoken: bool) -> str:
    name = marked(element.runs or (Run(text=element.text),))
    natural = is_cue(name) and spoken and opening_kind(name, alone=False, followed=True) == "character"
    caret = " ^" if element.dual == "right" else ""
    return ("" if natural and name[0] != "@" else "@") + name + caret


def _lines(element: Element) -> list[str]:
    text = marked(element.runs or (Run(text=element.text),)) if element.text else ""
    match element.type:
        case "scene_heading":
            number = f" #{element.number}#" if element.number else ""
            return [("" if is_natural_heading(text) else ".") + text + number]
        case "transition":
            return [text if _is_plain_transition(text) else f"> {text}"]
        case "section":
            return [f"{'#' * (element.level or 1)} {text}".rstrip()]
        case "synopsis":
            return [f"= {text}"]
        case "page_break":
            return ["==="]
        case "centered":
            return [f"> {line} <" for line in text.split("\n")]
        case "lyrics":
            return [f"~{line}" for line in text.split("\n")]
        case "action":
            return _action(text.split("\n"))
    return [line or "  " for line in text.split("\n")]


def _is_plain_transition(text: str) -> bool:
    return text[0] != ">" and is_transition(text) and opening_kind(text, alone=True, followed=False) == "transition"


def _action(lines: list[str]) -> list[str]:
    """Force the first line if it would be read as something else, and any later one that a mark would."""
    alone = len(lines) == 1
    first = lines[0]
    forced = not first.strip() or first.lstrip()[0] == "!" or opening_kind(first, alone, not alone) != "action"
    later = ["!" + line if not line.strip() or marked_kind(line.strip()) else line for line in lines[1:]]
    return ["!" + first if forced else first, *later]


def _comment(element: Element) -> str:
    if element.type == "boneyard":
        return f"/*\n{element.text}\n*/" if "\n" in element.text else f"/* {element.text} */"
    lines = [line or "  " for line in element.text.split("\n")]
    text = "\n".join(lines) if element.text else ""
    return f"[[{text}{' ' if text.endswith(']') else ''}]]"
