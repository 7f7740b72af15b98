"""Text that is a script but not quite Fountain: scene numbers before headings, headings without a full stop, names
with a colon as in Chinese and Japanese scripts.  Read as Fountain with those set right, every line where it was.

::

    1. INT. BUS - NIGHT            第1场 内景 公寓 夜
                                   安娜（低声）：很晚了。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from film.screenplay import Run
from screenplay import fountain
from screenplay.draft import Draft, Manuscript
from screenplay.headings import label_of, looks_like_heading

_LINE_END = re.compile(r"\r\n|\r|\n")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
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
    drafts = [each for draft in manuscript.drafts for each in _loosened(draft, numbers, wide)]
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
