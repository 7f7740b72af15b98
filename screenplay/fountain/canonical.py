"""One element as Fountain text, as this house writes it.

Characters that force an element are written only where the text alone would be read as something
else.  Texts that Fountain keeps on one line lose their line ends, and what has no text and needs one
is not written: ``losses`` reports both.
"""

from __future__ import annotations

from film.screenplay import Element
from screenplay.fountain.grammar import (
    is_cue,
    is_natural_heading,
    is_scene_number,
    is_transition,
    marked_kind,
    opening_kind,
)
from screenplay.fountain.marking import marked, stretches_in
from screenplay.fountain.spoken import asides_behind, spoken_kind

SPOKEN = frozenset(("parenthetical", "dialogue", "lyrics"))
COMMENTS = frozenset(("note", "boneyard"))
_TEXTLESS = frozenset(("page_break", "section", "lyrics", "action", *COMMENTS))


def written(element: Element, under_cue: bool, spoken: bool) -> str:
    """The element's lines; nothing where it has no text and cannot do without.

    ``under_cue``: it is written directly below a cue or what is spoken there; ``spoken``: such a line
    follows, whatever comments stand between.  Speech without a cue is written as action.
    """
    if element.type in COMMENTS:
        return comment(element)
    text = marked(stretches_in(element)).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip() and element.type not in _TEXTLESS:
        return ""
    if element.type in SPOKEN and (under_cue or element.type == "lyrics"):
        return _spoken(element, text)
    if element.type in ("action", *SPOKEN):
        return _action(text.split("\n"))
    if element.type == "centered":
        return "\n".join(f"> {line.strip()} <" for line in text.split("\n") if line.strip())
    return _one_line(element, " ".join(text.split("\n")).strip(), spoken)


def _one_line(element: Element, text: str, spoken: bool) -> str:
    match element.type:
        case "scene_heading":
            number = f" #{element.number}#" if element.number and is_scene_number(element.number) else ""
            return ("" if is_natural_heading(text) else ".") + text + number
        case "transition":
            return text if _is_plain_transition(text) else f"> {text}"
        case "section":
            return f"{'#' * (element.level or 1)} {text}".rstrip()
        case "synopsis":
            return f"= {text}"
        case "page_break":
            return "==="
    natural = spoken and is_cue(text) and opening_kind(text, alone=False, followed=True) == "character"
    return ("" if natural and text[0] != "@" else "@") + text + (" ^" if element.dual == "right" else "")


def _is_plain_transition(text: str) -> bool:
    return text[0] != ">" and is_transition(text) and opening_kind(text, alone=True, followed=False) == "transition"


def forced(element: Element, text: str) -> str:
    """The same with the character in front that says what it is, for text that would open a title page."""
    return {"character": "@", "transition": "> "}.get(element.type, "!") + text


def _action(lines: list[str]) -> str:
    """Force the first line if it would be read as something else, and any later one that a mark would."""
    alone = len(lines) == 1
    first = lines[0]
    force = not first.strip() or first.lstrip()[0] == "!" or opening_kind(first, alone, not alone) != "action"
    later = ["!" + line if not line.strip() or marked_kind(line.strip()) else line for line in lines[1:]]
    return "\n".join(["!" + first if force else first, *later])


def _spoken(element: Element, text: str) -> str:
    if element.type == "lyrics":
        return "\n".join(f"~{line}" for line in text.split("\n"))
    if element.type == "parenthetical":
        return _aside(text.strip())
    return "\n".join(_dialogue(line) for line in text.strip("\n").split("\n"))


def _aside(text: str) -> str:
    """In brackets; over several lines only where these close on the last of them."""
    bracketed = text if text[0] == "(" and text[-1] == ")" else f"({text})"
    lines = [line for line in bracketed.split("\n") if line.strip()]
    if len(lines) > 1 and asides_behind([*lines, ""], 0) != {0: len(lines) - 1}:
        return " ".join(line.strip() for line in lines)
    return "\n".join(lines)


def _dialogue(line: str) -> str:
    """A line of dialogue; a backslash in front where it would be read as something else."""
    bare = line.strip()
    if not bare:
        return "  "
    opens = bare[0] == "(" and not (bare[-1] != ")" and ")" in bare)
    return f"\\{bare}" if opens or spoken_kind(bare) != ("dialogue", bare) else line


def comment(element: Element) -> str:
    """A note or boneyard in its brackets, which cannot stand inside it."""
    if element.type == "boneyard":
        text = element.text.replace("*/", "* /")
        text = f"{text} " if text.endswith("*") else text
        return f"/*\n{text}\n*/" if "\n" in text else f"/* {text} */"
    text = element.text
    while "]]" in text:
        text = text.replace("]]", "] ]")
    lines = [line if line.strip() else "  " for line in text.split("\n")]
    body = "\n".join(lines) if text else ""
    return f"[[{body}{' ' if body.endswith(']') else ''}]]"
