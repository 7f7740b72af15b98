"""Text that is no screenplay: what it is, by the simplest signs that tell, so that it is refused in its own words."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from film.errors import ScriptError
from screenplay.headings import prefix_of
from screenplay.manuscript import Manuscript

_HOW = "storyreel reads screenplays: write scene headings such as INT. KITCHEN - DAY, each between two blank lines"
_MODEL = f"A language model makes a screenplay of it: storyreel adapt FILE --llm SPEC -o NEW.fountain; {_HOW}"
SUBTITLES = "a subtitle file"
_LEGIBLE = ("fountain", "text", "markdown", "highland")
_LONGEST_CUE = 40
_LOOKED_AT = 4000
"""Lines looked at; what a text is shows in the first of them."""

_SENTENCE_END = re.compile(r"[.!?…。！？।]+[\"'”’»)」』]*(?:\s|$)")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_CHAPTER = re.compile(
    r"(?:#+\s*)?(?:chapter|chapitre|kapitel|capítulo|capitulo|capitolo|глава|अध्याय)\s+\S{1,12}\b.{0,60}"
    r"|第\s?[0-9一二三四五六七八九十百]{1,4}\s?[章回].{0,40}",
    re.IGNORECASE,
)
_TREATMENT = re.compile(
    r"\b(?:treatment|traitement|tratamiento|tratamento|trattamento|synopsis|exposé|logline|pitch)\b", re.IGNORECASE
)
_PLAY_LINE = re.compile(
    r"([^\W\d_a-zà-öø-ÿа-я][^\W\d_a-zà-öø-ÿа-я'’. -]{1,30})(?:\s?\([^()]{1,80}\))?\s?[.:：](?:\s|$).{0,}"
)
_ACT = re.compile(r"(?:act|acte|akt|acto|atto|ato|акт|действие)\s+[0-9IVX]{1,5}\b.{0,40}", re.IGNORECASE)
_SUBTITLE = re.compile(r"(?:\d{1,2}:)?\d{2}:\d{2}[,.]\d{3}\s*-->\s*(?:\d{1,2}:)?\d{2}:\d{2}[,.]\d{3}")
_BULLET = re.compile(r"(?:[-*•‣–—+]|\[[ xX]?\]|\d{1,3}[.)]|[IVXLC]{1,6}[.)]|[A-Za-z][.)])\s+\S")
_STANZA_MARK = re.compile(
    r"[\[(]?(?:verse|chorus|bridge|refrain|intro|outro|pre-chorus|hook|strophe|couplet|coro|estribillo|ritornello"
    r"|refrão|куплет|припев)\b[^\n]{0,20}[\])]?:?",
    re.IGNORECASE,
)
_HTML = re.compile(r"<(?:html|body|head|div|p|span|table)\b[^>]{0,200}>", re.IGNORECASE)
_LATEX = re.compile(r"\\(?:documentclass|begin|usepackage|section)\b\s?[\[{]")
_CODE = re.compile(
    r"(?:def|class|import|from|return|if|for|while|else|elif|try|except|function|const|let|var|public|private|static"
    r"|void|int|#include|using|package|func|fn|struct|impl|SELECT|CREATE|INSERT)\b.*[;:{}()=]"
    r"|.*[;{}]$|\s*(?://|#!|/\*|\*/).*|.*\w\(.*\)[;:]?$"
)


class Kind(NamedTuple):
    """What a text is, and what can be done about it."""

    what: str
    do: str


def refusal(manuscript: Manuscript, where: Path, *, headed: bool) -> ScriptError | None:
    """Why a text in which nobody speaks is refused; None for one with scene headings that may well be a script."""
    text = manuscript.source.text
    if manuscript.source.format not in _LEGIBLE:
        text = "\n\n".join(draft.text for draft in manuscript.drafts)
    kind = machine_kind_of(text) if headed or _crowded_heading(text) else kind_of(text)
    if kind:
        return ScriptError(f"it is {kind.what}, not a screenplay", where=where, do=kind.do)
    if headed:
        return None
    if line := _crowded_heading(text):
        do = "Put a blank line before and after every scene heading, and before every name"
        return ScriptError("a scene heading stands here without blank lines around it", where=where, line=line, do=do)
    what = "no scene heading was found in it" if manuscript.drafts else "nothing in it is a screenplay"
    do = "Begin each scene with a line such as INT. KITCHEN - DAY between two blank lines"
    return ScriptError(what, where=where, do=do)


def _crowded_heading(text: str) -> int | None:
    """The first line that would be a scene heading with blank lines around it."""
    lines = enumerate(_lines(text), 1)
    return next((number for number, line in lines if prefix_of(line.strip()) and line == line.upper()), None)


def machine_kind_of(text: str) -> Kind | None:
    """What a text is if it was written for or by a machine; a heading may stand in one by chance."""
    full = [line for line in _lines(text) if line.strip()]
    for what, do, tells in _MACHINES:
        if full and tells(text, full):
            return Kind(what, do)
    return None


def kind_of(text: str) -> Kind | None:
    """What a text is if it is clearly something other than a screenplay; None where nothing is clear."""
    lines = _lines(text)
    full = [line for line in lines if line.strip()]
    if machine := machine_kind_of(text):
        return machine
    if not full or _has_cues(_paragraphs(lines)):
        return None
    if _is_play(full):
        do = f"Give each scene a heading such as INT. KITCHEN - DAY and set names over their lines. {_MODEL}"
        return Kind("a stage play", do)
    if _is_song(lines, full):
        return Kind("a lyrics sheet", _HOW)
    if _share(_BULLET, full) >= 0.5:
        return Kind("an outline or a list", _MODEL)
    return _prose(lines, full)


def is_chapter(line: str) -> bool:
    """Whether a line is a chapter's heading, in one of the languages that we know.

    >>> is_chapter("Chapter Two"), is_chapter("The second chapter of her life began.")
    (True, False)
    """
    return _CHAPTER.fullmatch(line.strip()[:120]) is not None


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.removeprefix("\ufeff").splitlines()[:_LOOKED_AT]]


def _has_cues(paragraphs: Sequence[Sequence[str]]) -> bool:
    """Whether one paragraph in six is a name in capitals over what is said."""
    cues = sum(
        1
        for first, *spoken in paragraphs
        if spoken and first == first.upper() != first.lower() and len(first.strip()) <= _LONGEST_CUE
    )
    return cues > 1 and cues * 6 >= len(paragraphs)


def _is_json(text: str, _full: Sequence[str]) -> bool:
    if not text.lstrip("\ufeff \t\r\n").startswith(("{", "[")):
        return False
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _is_subtitles(_text: str, full: Sequence[str]) -> bool:
    marks = sum(1 for line in full if _SUBTITLE.match(line.strip()))
    return marks > 0 and marks * 8 >= len(full)


def _is_html(_text: str, full: Sequence[str]) -> bool:
    tags = sum(1 for line in full if _HTML.search(line[:400]))
    return tags > 1 and tags * 5 >= len(full)


def _is_latex(_text: str, full: Sequence[str]) -> bool:
    return any(_LATEX.match(line.lstrip()) for line in full[:50])


def _is_table(_text: str, full: Sequence[str]) -> bool:
    """Comma, semicolon or tab separated: as many of them on nearly every line."""
    if len(full) < 3:
        return False
    for mark in ("\t", ";", ",", "|"):
        counts = Counter(line.strip("\t").count(mark) for line in full)
        count, times = counts.most_common(1)[0]
        if count >= 2 and times * 10 >= len(full) * 8:
            return True
    return False


def _is_code(_text: str, full: Sequence[str]) -> bool:
    return len(full) >= 4 and _share(_CODE, full) >= 0.5


_MACHINES = (
    ("JSON of another program", "Give the screenplay itself", _is_json),
    (SUBTITLES, f"Give the screenplay that it was made from. {_MODEL}", _is_subtitles),
    ("a web page (HTML)", "Give the screenplay itself, or copy its text into a plain text file", _is_html),
    ("a LaTeX document", "Give the screenplay itself: Fountain, or the PDF that LaTeX made of it", _is_latex),
    ("source code", "Give a screenplay", _is_code),
    ("a table", "Give a screenplay", _is_table),
)


def _share(pattern: re.Pattern[str], full: Sequence[str]) -> float:
    return sum(1 for line in full if pattern.match(line.strip()[:400])) / len(full)


def _is_play(full: Sequence[str]) -> bool:
    """Names before the words on one line, the same names again and again."""
    names = Counter(found[1].strip(" .") for line in full if (found := _PLAY_LINE.match(line.strip()[:400])))
    spoken = sum(count for count in names.values() if count > 1)
    acts = sum(1 for line in full if _ACT.fullmatch(line.strip()[:80]))
    return spoken >= 3 and spoken * (10 if acts else 4) >= len(full)


def _is_song(lines: Sequence[str], full: Sequence[str]) -> bool:
    """Short lines in stanzas, few of which end a sentence; a word such as Chorus says it outright."""
    if len(full) < 6 or max(map(len, full)) > 90:
        return False
    if sum(1 for line in full if _STANZA_MARK.fullmatch(line.strip())) >= 2:
        return True
    stanzas = [size for size in map(len, _paragraphs(lines)) if size]
    ended = sum(1 for line in full if _SENTENCE_END.search(line[-3:]))
    capitals = sum(1 for line in full if line == line.upper() and line != line.lower())
    return len(stanzas) >= 2 and min(stanzas) >= 3 and ended * 3 <= len(full) and capitals * 5 <= len(full)


def _paragraphs(lines: Sequence[str]) -> list[list[str]]:
    """Lines between blank lines."""
    paragraphs: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            paragraphs[-1].append(line)
        elif paragraphs[-1]:
            paragraphs.append([])
    return [paragraph for paragraph in paragraphs if paragraph]


def _prose(lines: Sequence[str], full: Sequence[str]) -> Kind | None:
    if any(map(is_chapter, full)) and _in_sentences(full):
        return Kind("a novel or story", _MODEL)
    if not _in_sentences(full):
        short = [line for line in full if len(line.split()) <= 5 and len(line) <= 40]
        return Kind("a list", _HOW) if len(full) >= 4 and len(short) * 10 >= len(full) * 9 else None
    if any(_TREATMENT.search(line) for line in full[:8]):
        return Kind("a treatment", _MODEL)
    sizes = [sum(map(_words, paragraph)) for paragraph in _paragraphs(lines)]
    return Kind("prose (a story, treatment or article)", _MODEL) if sum(sizes) / len(sizes) >= 12 else None


def _in_sentences(full: Sequence[str]) -> bool:
    """Mostly sentences of some length."""
    words = sum(map(_words, full))
    sentences = sum(len(_SENTENCE_END.findall(line)) for line in full)
    return sentences >= 2 and words >= 30 and words <= sentences * 60


def _words(line: str) -> int:
    """Words on a line; two characters of Chinese or Japanese count as one."""
    wide = len(_WIDE.findall(line))
    return len(line.split()) + wide // 2
