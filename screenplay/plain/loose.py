"""Text that is a script but not quite Fountain: scene numbers before headings, headings without a full stop, names
with a colon as in Chinese and Japanese scripts.  Read as Fountain with those set right, every line where it was.

::

    1. INT. BUS - NIGHT            第1场 内景 公寓 夜
                                   安娜（低声）：很晚了。
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from film.screenplay import Diagnostic, Run
from screenplay import fountain
from screenplay.headings import label_of, looks_like_heading
from screenplay.manuscript import Draft, Manuscript
from screenplay.manuscript.runs import cut, text_of

_LINE_END = re.compile(r"\r\n|\r|\n")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_LEAST_SAID = 3
"""Speeches behind a name and a colon that make a script of text without cues."""

_NAMED = re.compile(r"([^\W\d_a-zß-öø-ÿ][^:：()\n]{0,30}?)\s?(\([^()\n]{1,40}\))?\s?[:：]\s+(?=\S)")
_ASIDE = re.compile(r"(\([^()\n]{1,80}\))\s+(?=\S)")
_NO_NAMES = frozenset(
    (
        *("TITLE", "TITLES", "SUPER", "SUPERIMPOSE", "CHYRON", "CAPTION", "CARD", "TEXT", "SUBTITLE", "SIGN", "SCREEN"),
        *("INSERT", "NOTE", "NOTES", "MUSIC", "SFX", "FX", "SOUND", "VFX", "GFX", "POV", "MONTAGE", "SERIES", "SHOTS"),
        *("CUT", "FADE", "DISSOLVE", "FLASHBACK", "INTERCUT", "TO", "IN", "OUT", "ON", "OF"),
    )
)
_SAID = re.compile(r"([^\s()（）:：]{1,12})\s?([(（][^()（）]{1,60}[)）])?\s?[:：]\s*(\S.*)")


def read(text: str, encoding: str) -> Manuscript | None:
    """The text with its headings found; None where no line looks like one."""
    lines = _LINE_END.split(text.removeprefix("\ufeff"))
    numbers: dict[int, str | None] = {}
    for index, line in enumerate(lines):
        if _alone(lines, index) and looks_like_heading(line.strip()):
            label = label_of(line.strip())
            numbers[index + 1] = label.number if label else None
            shown = line.strip()[label.end :].strip() if label else line.strip()
            lines[index] = "." + (_without(shown, label.number if label else None) or line.strip())
    if not numbers:
        return None
    manuscript = fountain.read_manuscript("\n".join(lines), encoding)
    wide = _WIDE.search(text) is not None
    opening = _opening(manuscript.drafts)
    drafts = manuscript.drafts[:opening]
    drafts += [each for draft in manuscript.drafts[opening:] for each in _loosened(draft, numbers, wide)]
    source = manuscript.source.model_copy(update={"text": text})
    return manuscript._replace(drafts=drafts, source=source)


def _alone(lines: list[str], index: int) -> bool:
    before = lines[index - 1] if index else ""
    after = lines[index + 1] if index + 1 < len(lines) else ""
    return bool(lines[index].strip()) and not before.strip() and not after.strip()


def _without(heading: str, number: str | None) -> str:
    """A heading without the number that stands behind it as it did before."""
    if number and heading.endswith(number) and heading.removesuffix(number)[-1:].isspace():
        return heading.removesuffix(number).rstrip()
    return heading


def _loosened(draft: Draft, numbers: dict[int, str | None], wide: bool) -> Iterator[Draft]:
    if draft.type == "scene_heading":
        yield draft._replace(number=draft.number or numbers.get(draft.first))
        return
    lines = draft.text.split("\n")
    said = [_SAID.fullmatch(line.strip()) for line in lines]
    if draft.type != "action" or not wide or not all(said) or len(lines) != draft.last - draft.first + 1:
        yield draft
        return
    for number, found in enumerate(filter(None, said), draft.first):
        name, aside, speech = found.groups()
        yield Draft("character", (Run(text=name),), number, number)
        if aside:
            yield Draft("parenthetical", (Run(text=aside),), number, number)
        yield Draft("dialogue", (Run(text=speech),), number, number)


def with_names_before_speech(manuscript: Manuscript) -> Manuscript:
    """The manuscript with paragraphs such as "ANNA (O.S.): Who is it?" as cues and speech, where nobody speaks else.

    Names are in capitals, and one of them speaks twice at least.
    """
    cues = sum(draft.type == "character" for draft in manuscript.drafts)
    opening = _opening(manuscript.drafts)
    found = {
        index: said for index, draft in enumerate(manuscript.drafts) if index > opening and (said := _named(draft))
    }
    names = [said[1] for said in found.values()]
    if len(names) < max(_LEAST_SAID, cues + 1) or len(set(names)) == len(names):
        return manuscript
    drafts: list[Draft] = []
    for index, draft in enumerate(manuscript.drafts):
        drafts += _taken_apart(draft, found[index]) if index in found else [draft]
    first = manuscript.drafts[min(found)].first
    message = f"names with a colon before what is said are read as cues ({len(names)})"
    report = Diagnostic(severity="info", line=first, message=message)
    return manuscript._replace(drafts=drafts, diagnostics=[*manuscript.diagnostics, report])


def _opening(drafts: Sequence[Draft]) -> int:
    """The first heading: what stands before it is said by nobody."""
    return next((index for index, draft in enumerate(drafts) if draft.type == "scene_heading"), len(drafts))


def _named(draft: Draft) -> re.Match[str] | None:
    """A name in capitals and a colon at the head of a paragraph of action."""
    found = _NAMED.match(draft.text) if draft.type == "action" else None
    if found is None or found[1] != found[1].upper() or set(found[1].split()) <= _NO_NAMES:
        return None
    return found


def _taken_apart(draft: Draft, found: re.Match[str]) -> Iterator[Draft]:
    name_end = found.end(2) if found[2] else found.end(1)
    yield Draft("character", _plain(cut(draft.runs, 0, name_end)), draft.first, draft.first)
    start = found.end()
    if aside := _ASIDE.match(draft.text, start):
        yield Draft("parenthetical", cut(draft.runs, start, aside.end(1)), draft.first, draft.first)
        start = aside.end()
    yield Draft("dialogue", cut(draft.runs, start, len(draft.text)), draft.first, draft.last)


def _plain(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    return (Run(text=text_of(runs)),)
